"""The figures of the sixth milestone: planes found from photos, measured as AirPlanes does.

The published size is small: photos of 160 px, 20,000 splats and a few hundred steps, for two cores without a GPU.
`rooms_full` and `redkitchen_full` are the same at full size, which takes hours there.
"""

from __future__ import annotations

import functools
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neural_render.cli.subject import capture_of, open_scene
from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from neural_render.export.planes import in_depth
from neural_render.planes.plane import Planes
from neural_render.planes.score import score, truth_of
from neural_render.runs import open_run
from tools.make_rooms import __main__ as make_rooms
from tools.make_rooms.scenes import SCENES
from tools.show import surfaces
from tools.show.hybrid import hybrid
from tools.show.kinect import separated
from tools.show.meshes import KINDS, compared
from tools.show.patches import patches
from tools.show.readme import put_rows
from tools.show.show_2 import BIN, run

NUMBERS = ("psnr", "ssim", "lpips", "num_primitives", "train_s", "steps", "seed", "commit", "planes")


@dataclass(frozen=True)
class Size:
    """How large runs are: both methods go on from one `gaussians` run with equal steps."""

    name: str
    data: dict[str, list[str]]  # by kind of capture
    cap: str
    teacher_steps: str
    steps: str


SMALL = Size("small", {"rooms": ["--downscale", "2"], "redkitchen": ["--downscale", "4"]}, "20000", "600", "350")
FULL = Size("full", {"rooms": [], "redkitchen": []}, "200000", "7000", "7000")
GOES_ON = ["--teacher-share", "0"]
PLANAR = ["--geometry-from", "0"]
ABLATIONS = {
    "all": [],
    "without normals": ["--normal-weight", "0"],
    "without lifting": ["--lift-weight", "0"],
    "without alignment": ["--align-weight", "0"],
}
PICTURED = ("images/view_018.jpg", "images/view_048.jpg")
WITHOUT_TREE = "without the tree (RANSAC in depth)"


def rooms(captures: Path, root: Path, size: Size = SMALL) -> dict[str, Any]:
    """The generated scenes: planes of the trees, of RANSAC in the fused depth of `gaussians`, and of true depth."""
    results: dict[str, Any] = {}
    for name in SCENES:
        data = room(captures, root, name)
        results[name] = _compared(root, data, "rooms", size)
        truth = truth_of(load_capture(DataConfig(data, downscale=_downscale(size.data["rooms"]))))
        results[name]["Open3D's patches in true depth"] = {"planes": score(patches(truth), truth).to_plain()}
        print(name, results[name], flush=True)
        if size is SMALL:
            _write(root, "rooms", results)
    return results


def redkitchen(captures: Path, root: Path, size: Size = SMALL) -> dict[str, Any]:
    """A real room: planes against those fitted to a Kinect's depth, which nothing is trained on."""
    data = captures / "redkitchen_100"
    if not data.is_dir():
        print(f"left out: {data.name} is not in {captures}")
        return {}
    photos, measured = separated(data, root / "outputs" / "kinect")
    results = {data.name: _compared(root, photos, "redkitchen", size, measured)}
    print(results, flush=True)
    if size is SMALL:
        _write(root, "redkitchen", results)
    return results


def ablations(captures: Path, root: Path) -> dict[str, Any]:
    """What the parts of planar Gaussians are worth: `bare`, the small size."""
    data, results = room(captures, root, "bare"), {}
    for name, own in ABLATIONS.items():
        results[name] = _measured(_planar(root, data, "rooms", SMALL, own))
        print(name, results[name], flush=True)
    results[WITHOUT_TREE] = results["all"] | {"planes": _without_tree(_planar(root, data, "rooms", SMALL, []))}
    _write(root, "ablations", {"bare": results})
    return results


def picture(captures: Path, root: Path) -> dict[str, Any]:
    """What planar Gaussians make of two test views of `bare`, the small size."""
    trained = _planar(root, room(captures, root, "bare"), "rooms", SMALL, [])
    return surfaces.draw(trained, PICTURED, root / "docs" / "planar_gaussians.jpg")


def meshes(captures: Path, root: Path) -> dict[str, Any]:
    """The meshes of the small runs of `rooms`, from either kind of depth."""
    results: dict[str, Any] = {}
    rows = ["| scene | mesh of | triangles | chamfer cm | F1 % |", "|---|---|---|---|---|"]
    for name in SCENES:
        data = room(captures, root, name)
        results[name] = compared(_planar(root, data, "rooms", SMALL, []), data)
        for kind in KINDS:
            n = results[name][kind]
            rows.append(f"| {name} | {kind} | {n['triangles']:,} | {100 * n['chamfer']:.1f} | {100 * n['f1']:.1f} |")
        print(name, results[name], flush=True)
    put_rows(root / "docs" / "files.md", "6 --only meshes", rows)
    return results


def room(captures: Path, root: Path, name: str) -> Path:
    """The capture of a generated scene, which is made where it is not there."""
    for folder in (captures, root / "outputs" / "rooms"):
        if (folder / name).is_dir():
            return folder / name
    make_rooms.main([str(folder), "--scenes", name])
    return folder / name


def _compared(root: Path, data: Path, kind: str, size: Size, truth: Path | None = None) -> dict[str, Any]:
    teacher = _teacher(root, data, kind, size)
    words = [*_words(kind, size), *GOES_ON, "--teacher", str(teacher)]
    plain = run(root, data, "gaussians", f"show6_{size.name}", words)
    return {
        "gaussians + RANSAC": _measured(plain, truth),
        "planar-gaussians": _measured(_planar(root, data, kind, size, []), truth),
    }


def _teacher(root: Path, data: Path, kind: str, size: Size) -> Path:
    words = [*size.data[kind], "--cap", size.cap, "--steps", size.teacher_steps]
    return run(root, data, "gaussians", f"show6_{size.name}_teacher", words)


def _planar(root: Path, data: Path, kind: str, size: Size, own: list[str]) -> Path:
    teacher = _teacher(root, data, kind, size)
    words = [*_words(kind, size), *GOES_ON, "--teacher", str(teacher), *PLANAR, *own]
    name = "_".join(["show6", size.name, *(word.lstrip("-") for word in own)])
    return run(root, data, "planar-gaussians", name, words)


def _words(kind: str, size: Size) -> list[str]:
    return [*size.data[kind], "--cap", size.cap, "--steps", size.steps]


def _downscale(words: list[str]) -> int:
    return int(words[1]) if words else 1


def _measured(trained: Path, truth: Path | None = None) -> dict[str, Any]:
    """The numbers of a run with those of its planes, and `total_s`: its seconds with those of its teacher.

    `truth` is the capture that knows the planes, where it is not the run's own.
    """
    file = trained / "exports" / "scene.planes.json"
    results = file.with_name(f"{file.name}.eval") / "eval.json"
    if not results.exists():
        data = open_run(trained).config().data
        words = ["--data", truth or data.path, "--downscale", str(data.downscale)]
        subprocess.run([BIN / "nr-export", trained, "--format", "planes"], check=True)
        subprocess.run([BIN / "nr-eval", file, *words], check=True)
    numbers = json.loads((trained / "eval.json").read_text()) | json.loads(results.read_text())
    before = open_scene(trained, "cpu").scene.provenance["teacher"]["train_s"]
    return {key: numbers[key] for key in NUMBERS} | {"total_s": numbers["train_s"] + before}


def _without_tree(trained: Path) -> dict[str, Any]:
    """The planes that RANSAC finds in the depth of planar splats."""
    subject = open_scene(trained, "cpu")
    capture = capture_of(subject)
    found = Planes(tuple(in_depth(subject.scene, capture)), capture.frame.meters_per_unit)
    return score(found, truth_of(capture)).to_plain()


def _write(root: Path, figure: str, results: dict[str, dict[str, Any]]) -> None:
    rows = [
        "| scene | planes of | PSNR | planes | F1 % | precision | recall | chamfer cm | RI | VOI | SC | minutes |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for scene, methods in results.items():
        for method, n in methods.items():
            planes = n["planes"]
            measures = " | ".join(f"{100 * planes[key]:.1f}" for key in ("f1", "precision", "recall", "chamfer"))
            instances = f"{planes['ri']:.3f} | {planes['voi']:.2f} | {planes['sc']:.3f}"
            trained = (f"{n['psnr']:.2f}", f"{n['total_s'] / 60:.1f}") if "psnr" in n else ("-", "-")
            rows.append(
                f"| {scene} | {method} | {trained[0]} | {planes['num_planes']} of {planes['num_true']} | {measures} | "
                f"{instances} | {trained[1]} |"
            )
    put_rows(root / "docs" / "methods.md", f"6 --only {figure}", rows)


FIGURES: dict[str, Callable[[Path, Path], Any]] = {
    "rooms": rooms,
    "redkitchen": redkitchen,
    "ablations": ablations,
    "hybrid": hybrid,
    "picture": picture,
    "meshes": meshes,
    "rooms_full": functools.partial(rooms, size=FULL),
    "redkitchen_full": functools.partial(redkitchen, size=FULL),
}
