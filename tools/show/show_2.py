"""The figures of the second milestone: sort-free against sorted Gaussians, speed to quality, popping, kernels."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.show.plot import line_chart
from tools.show.popping import popping as popping_of
from tools.show.readme import put_rows

BIN = Path(sys.executable).parent
UNMEASURED = "--no-evaluate"
TAUGHT = ("direct", "exponential", "linear", "coverage")
# What is trained from points; `coverage` on fox takes ten minutes, its splats being large where no teacher made them.
FROM_POINTS = {"south_building_64": ("linear", "coverage"), "fox": ("linear",), "lego_400": ("linear", "coverage")}
# The same cap and steps for every method of a capture.
CAPTURES = {
    "south_building_64": ["--downscale", "2", "--steps", "2000", "--cap", "60000"],
    "fox": ["--downscale", "2", "--steps", "2000", "--cap", "60000"],
    "lego_400": ["--steps", "4500", "--cap", "100000"],
}
NUMBERS = ("psnr", "ssim", "lpips", "num_primitives", "train_s", "steps", "seed", "worst", "render_ms", "commit")


def run(root: Path, data: Path, method: str, name: str, arguments: list[str]) -> Path:
    """Trains a run, measures it unless told not to, and returns its folder.

    A finished one is used again; its commit is in its scene.
    """
    folder = root / "outputs" / data.name / method / name
    if (folder / ("scene" if UNMEASURED in arguments else "eval.json")).exists():
        print(f"used again: {folder}; remove it to measure anew", flush=True)
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    command = [BIN / "nr-train", method, "--data", data, "--name", name, *arguments]
    subprocess.run(command, cwd=root, check=True)
    return folder


def _measured(folder: Path, command: str) -> dict[str, Any]:
    numbers = json.loads((folder / "eval.json").read_text())
    return {key: numbers[key] for key in NUMBERS if key in numbers} | {"command": command}


def comparison(captures: Path, root: Path) -> dict[str, Any]:
    """Sorted Gaussians, what these teach (themselves as a control, and sort-free variants), and variants from points.

    `total_s` are the seconds of a run with those of its teacher.
    """
    results: dict[str, Any] = {}
    for capture, settings in CAPTURES.items():
        data = captures / capture
        if not data.is_dir():
            print(f"left out: {capture} is not in {captures}")
            continue
        teacher = run(root, data, "gaussians", "show2", settings)
        sorted_numbers = _measured(teacher, " ".join(["nr-train gaussians", *settings]))
        results[capture] = {"gaussians": sorted_numbers | {"total_s": sorted_numbers["train_s"]}}
        runs = (
            [("gaussians", True)]
            + [(variant, True) for variant in TAUGHT]
            + [(variant, False) for variant in FROM_POINTS[capture]]
        )
        for variant, is_taught in runs:
            name = f"{variant}_{'taught' if is_taught else 'from_points'}"
            method = "gaussians" if variant == "gaussians" else "sort-free-gaussians"
            own = ["--variant", variant] if variant != method else []
            own += ["--teacher", str(teacher)] if is_taught else []
            folder = run(root, data, method, f"show2_{name}", settings + own)
            shown = ["RUN OF gaussians" if word == str(teacher) else word for word in own]
            numbers = _measured(folder, " ".join([f"nr-train {method}", *settings, *shown]))
            before = sorted_numbers["train_s"] if is_taught else 0.0
            results[capture][name] = numbers | {"total_s": numbers["train_s"] + before}
        _write_table(root / "docs" / "methods.md", results)
    return results


def _write_table(file: Path, results: dict[str, Any]) -> None:
    rows = ["| capture | method | PSNR | SSIM | LPIPS | splats | seconds, with the teacher's | ms per view |"]
    rows.append("|---|---|---|---|---|---|---|---|")
    for capture, methods in results.items():
        for method, n in methods.items():
            lpips = "-" if n["lpips"] is None else f"{n['lpips']:.3f}"
            rows.append(
                f"| {capture} | {method.replace('_', ' ')} | {n['psnr']:.2f} | {n['ssim']:.3f} | {lpips} | "
                f"{n['num_primitives']:,} | {n['total_s']:.0f} | {n['render_ms']:.1f} |"
            )
    put_rows(file, 2, rows)


def five_minutes(captures: Path, root: Path) -> dict[str, Any]:
    """PSNR and SSIM of the test views of South Building (downscale 2) over five minutes of training, and the plot."""
    data = captures / "south_building_64"
    settings = ["--downscale", "2", "--steps", "5000", "--cap", "60000", "--eval-every", "250"]
    folder = run(root, data, "gaussians", "five_minutes", settings)
    lines = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    curve = [line for line in lines if "test_psnr" in line]
    points = {"South Building": [(line["seconds"], line["test_psnr"]) for line in curve]}
    chart = line_chart(points, "seconds of training", "PSNR of the test views, dB")
    (root / "docs" / "five_minutes.svg").write_text(chart, encoding="utf-8")
    return _measured(folder, " ".join(["nr-train gaussians", *settings])) | {"curve": curve}


def popping(captures: Path, root: Path) -> dict[str, Any]:
    """The popping measure on a path through fox; needs the runs of `comparison`."""
    runs = root / "outputs" / "fox"
    scenes = {
        "gaussians": runs / "gaussians" / "show2",
        "sort-free": runs / "sort-free-gaussians" / "show2_linear_taught",
    }
    return popping_of(scenes, root / "docs" / "popping.svg")


def agreement(captures: Path, root: Path) -> dict[str, Any]:
    """The worst error of sums in any order against the float64 oracle, by instruction set and mode."""
    sys.path.insert(0, str(root / "tests" / "unit"))
    import raster_scenes
    import test_raster_sum

    from neural_render import native

    best, results = native.isa(), {}
    for isa in native.isas():
        native.set_isa(isa)
        for mode, has_weights in (("weights in the opacities", False), ("weights beside, transmittance", True)):
            worst: dict[str, dict[str, Any]] = {}
            for name in raster_scenes.SCENES:
                for antialias in (False, True):
                    case = raster_scenes.scene(name)
                    for tensor, error in test_raster_sum.check(case, 7, has_weights, antialias).items():
                        if error >= worst.get(tensor, {"error": 0.0})["error"]:
                            worst[tensor] = {"error": error, "scene": name}
            results[f"{isa}, {mode}"] = worst
    native.set_isa(best)
    return results


def iterations(captures: Path, root: Path) -> list[dict[str, Any]]:
    """Milliseconds of a training iteration, sorted and weighted sum; the lines that the bench adds to its log."""
    log = root / "benchmarks" / "cpu_iterations.jsonl"
    before = len(log.read_text().splitlines())
    for mode in ("sorted", "weighted-sum"):
        subprocess.run([sys.executable, "-m", "tools.bench", "--mode", mode], cwd=root, check=True)
    return [json.loads(line) for line in log.read_text().splitlines()[before:]]


FIGURES = {
    "comparison": comparison,
    "five_minutes": five_minutes,
    "popping": popping,
    "agreement": agreement,
    "iterations": iterations,
}
