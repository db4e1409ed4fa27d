"""The figures of the fifth milestone: light fields that a scene teaches, how good, how large and how fast they are."""

from __future__ import annotations

import dataclasses
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from neural_render import paths, representations
from neural_render.bake import open_package
from neural_render.cameras import Cameras
from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from neural_render.fields import net_step
from neural_render.files import num_bytes
from neural_render.metrics import psnr
from neural_render.package import folder, programs
from neural_render.package.cameras import camera_info
from neural_render.package.folder import Package
from neural_render.package.manifest import Network
from neural_render.package.onnx_files import open_network
from neural_render.representations.light_fields import OVERLAP, LightField
from neural_render.runs import open_run
from neural_render.scene import Scene
from neural_render.viewer import device
from tools.show.frames import cpu_ms_per_frame
from tools.show.plot import line_chart
from tools.show.readme import put_rows
from tools.show.show_2 import run
from tools.show.show_3 import against, drawn_by_gpu, packed, shown_in_browser, test_cameras
from tools.show.switching import switching

NAME, TEACHER = "show5", "teacher"  # of the runs
METHODS = ("mobile-r2l", "light-slab")
METHODS_FILE = "docs/methods.md"
# How the teacher is trained where there is none yet.
CAPTURES = {"lego_400": ["--steps", "4500", "--cap", "100000"], "fountain_p11": ["--steps", "1200", "--cap", "60000"]}
# Of light fields; the fountain has nine photos, and a teacher that knows little more.
STEPS = {"lego_400": [], "fountain_p11": ["--steps", "3000"]}
EVAL_EVERY = 1000
NUMBERS = ("psnr", "ssim", "lpips", "bytes", "train_s", "steps", "worst", "render_ms", "commit")
# Networks that fragment shaders draw, trained only so far that there is a picture: quality changes nothing there.
BRIEF = ["--preset", "browser", "--steps", "300", "--teacher-views", "60"]
PATH_FRAMES = 240  # around the scene: 1.5 degrees each
NUM_TIMED = 4  # cameras of a block
ABLATED = ["--preset", "cpu-small", "--tail", "16", "--steps", "800"]
ABLATIONS = {
    "all": [],
    "50 pictures of the teacher": ["--teacher-views", "50"],
    "200 pictures of the teacher": ["--teacher-views", "200"],
    "without fine-tuning on photos": ["--photos-from", "1"],
    "one level of grids": ["--resolutions", "128"],
    "two finer levels of grids": ["--resolutions", "64", "128"],
    "one region": ["--num-regions", "1"],
    "three regions": ["--num-regions", "3"],
    "eight regions": ["--num-regions", "8"],
    "without grids of space": ["--space-points", "0"],
    "a ray for 4x4 pixels": ["--factor", "4", "--tail", "32", "8", "--crop", "256"],
}
# Of the paper: 8.3 MB of half floats, 49 GMAC with factor 8 at 800x800 and 26 with factor 12 at 1008x756.
FULL_SIZES = {
    "mobile-r2l": ({}, (800, 800)),
    "mobile-r2l, factor 12": ({"factor": 12}, (1008, 756)),
    # Five regions of float32 are 86 MB, and files of networks have at most 64 MiB.
    "light-slab, one region": ({"num_regions": 1}, (800, 800)),
}
TIMED_SIZE = (400, 400)
REPEATS = 2


def quality(captures: Path, root: Path) -> dict[str, Any]:
    """Test views of teachers and of what they teach, over minutes of training; the share of mobile-r2l's time after
    which light-slab is as good as mobile-r2l at its end."""
    results: dict[str, Any] = {}
    for name in CAPTURES:
        data = captures / name
        if not data.is_dir():
            print(f"left out: {name} is not in {captures}")
            continue
        teacher = _teacher(root, data)
        results[name] = {"teacher": _measured(teacher)}
        curves: dict[str, list[tuple[float, float]]] = {}
        for method in METHODS:
            arguments = ["--preset", "cpu-small", *STEPS[name], "--teacher", str(teacher)]
            trained = run(root, data, method, NAME, [*arguments, "--eval-every", str(EVAL_EVERY)])
            curves[method] = _curve(trained)
            results[name][method] = _measured(trained) | {"num_params": _num_params(trained), "curve": curves[method]}
        results[name]["share_of_time"] = share_of_time(curves["light-slab"], curves["mobile-r2l"])
        chart = line_chart(curves, "minutes of training", "PSNR of the test views, dB")
        (root / "docs" / f"light_fields_{name}.svg").write_text(chart, encoding="utf-8")
        _write_quality(root, results)
    return results


def share_of_time(curve: list[tuple[float, float]], other: list[tuple[float, float]]) -> float | None:
    """After what share of the other's minutes a curve [(minutes, dB), ...] is as good as the other at its end."""
    reached = [minutes for minutes, value in curve if value >= other[-1][1]]
    return min(reached) / other[-1][0] if reached else None


def full_size(captures: Path, root: Path) -> dict[str, Any]:
    """The published networks, untrained: what they weigh and cost, and what onnxruntime makes of them.

    Parity is of the picture that onnxruntime draws with torch's, from float32 weights; CPU ms are medians, torch's of
    one thread, onnxruntime's of as many as it takes.
    """
    capture, results = load_capture(DataConfig(path=captures / "lego_400")), {}
    camera = capture.views[capture.test[0]].cameras.resized(*TIMED_SIZE)
    for name, (settings, size) in FULL_SIZES.items():
        method = representations.find(name.split(",")[0])
        model = method.load_model().init(method.Config(**settings), capture, torch.Generator().manual_seed(0)).eval()
        shape = model.folded()[0].shape
        results[name] = {
            "num_params": _count(model),
            "num_params_of_a_network": shape.num_params,
            "fp16_mb_of_a_network": 2e-6 * shape.num_params,
            "gmac": shape.num_macs(*size) / 1e9,
            "gmac_size": size,
        }
        results[name] |= _parity(model, camera)
        print(name, results[name], flush=True)
        _write_full_size(root, results)
    return results


@torch.no_grad()
def _parity(model: LightField, camera: Cameras) -> dict[str, Any]:
    torch.set_num_threads(1)
    network = open_network(model.ray_network().build())
    ours, torch_ms = _timed(lambda: model(camera).rgb)
    theirs, onnx_ms = _timed(lambda: net_step.picture_of(network, model.config.factor, camera))
    return {
        "onnx_psnr": psnr(theirs[0], ours[0]),
        "onnx_largest_difference": float((theirs - ours).abs().max()),
        "onnx_cpu_ms": onnx_ms,
        "torch_cpu_ms": torch_ms,
        "timed_size": TIMED_SIZE,
    }


def hosts(captures: Path, root: Path) -> dict[str, Any]:
    """Passes of fragment shaders on every host against `render_baked`, and in the viewer's browser CPU ms per picture
    beside the same network run by onnxruntime-web, in turns. Networks are trained briefly (BRIEF)."""
    data, results = captures / "lego_400", {}
    teacher = _teacher(root, data)
    for method in METHODS:
        trained = run(root, data, method, f"{NAME}_browser", [*BRIEF, "--teacher", str(teacher)])
        capture, passes = packed(trained)
        cameras = test_cameras(capture)
        with tempfile.TemporaryDirectory() as temporary:
            places = {"passes": Path(temporary) / "passes", "network": Path(temporary) / "network"}
            folder.write(passes, places["passes"])
            folder.write(_as_network(trained, passes), places["network"])
            passes, baked = open_package(places["passes"])
            timed = [camera_info(camera) for camera in cameras[:NUM_TIMED]]
            results[method] = {
                "command": " ".join(["nr-train", method, *BRIEF]),
                "bytes": {name: num_bytes(place) for name, place in places.items()},
                "num_passes": sum(entry.region in (None, 0) for entry in passes.manifest.passes),
                "browser": against(shown_in_browser(passes, cameras), cameras, baked, capture),
                "wgpu_driver": device.device().adapter.info["device"],
                "wgpu": against(drawn_by_gpu(passes, cameras), cameras, baked, capture),
                "frames": cpu_ms_per_frame(places, timed),
            }
        print(method, results[method], flush=True)
        _write_hosts(root, results)
    return results


def switch(captures: Path, root: Path) -> dict[str, Any]:
    """Light-slab and its teacher on a path of 360 degrees around lego: how much frames jump where regions switch."""
    data = captures / "lego_400"
    trained = root / "outputs" / data.name / "light-slab" / NAME
    arguments = ["--preset", "cpu-small", "--teacher", str(_teacher(root, data)), "--eval-every", str(EVAL_EVERY)]
    light_field = Scene.load(open_run(run(root, data, "light-slab", NAME, arguments)).scene)
    teacher = Scene.load(open_run(_teacher_of(trained)).scene)
    views = [view.cameras for view in load_capture(DataConfig(path=data), with_points=False).views]
    path = paths.orbit(teacher.bounds, teacher.frame.up, views, PATH_FRAMES, *TIMED_SIZE)
    with torch.no_grad():
        results = switching(light_field, teacher, light_field.representation.region_centers, OVERLAP, path)
    curves = {name: list(enumerate(results[name]["psnr"], start=1)) for name in ("teacher", "light_field")}
    chart = line_chart(curves, "frame", "PSNR to the frame before, dB")
    (root / "docs" / "light_slab_switch.svg").write_text(chart, encoding="utf-8")
    return results


def ablations(captures: Path, root: Path) -> dict[str, Any]:
    """What the parts of light slabs, and the teacher's pictures, are worth after equal steps on lego."""
    data, results = captures / "lego_400", {}
    teacher = _teacher(root, data)
    for name, own in ABLATIONS.items():
        arguments = [*ABLATED, "--teacher", str(teacher), *own]
        trained = run(root, data, "light-slab", f"{NAME}_{name.replace(' ', '_')}", arguments)
        results[name] = _measured(trained) | {"command": " ".join(["nr-train light-slab", *ABLATED, *own])}
        print(name, results[name], flush=True)
        _write_ablations(root, results)
    return results


def _teacher(root: Path, data: Path) -> Path:
    return run(root, data, "gaussians", TEACHER, CAPTURES[data.name])


def _teacher_of(trained: Path) -> Path:
    """The run that taught this one, as its config says."""
    return open_run(trained).config().train.teacher


def _as_network(trained: Path, passes: Package) -> Package:
    """The package of passes with a network in their place."""
    baked = net_step.pack(Scene.load(open_run(trained).scene).representation.ray_network())
    used = {name: programs.sources(baked.shaders, name, "web") for name in ("show",)}
    manifest = dataclasses.replace(
        passes.manifest,
        textures={},
        targets=baked.targets,
        programs={name: program for name, (program, _) in used.items()},
        networks={
            name: Network(f"networks/{name}.onnx", len(network.data), network.factor)
            for name, network in baked.networks.items()
        },
        regions=baked.regions,
        overlap=baked.overlap,
        passes=baked.passes,
    )
    sources = {name: contents for name, (_, contents) in used.items()}
    return Package(manifest, {}, {}, sources, {name: network.data for name, network in baked.networks.items()})


def _measured(trained: Path) -> dict[str, Any]:
    numbers = json.loads((trained / "eval.json").read_text())
    return {key: numbers[key] for key in NUMBERS if key in numbers}


def _curve(trained: Path) -> list[tuple[float, float]]:
    """Minutes and PSNR of the test views."""
    lines = [json.loads(line) for line in (trained / "metrics.jsonl").read_text().splitlines()]
    return [(line["seconds"] / 60, line["test_psnr"]) for line in lines if "test_psnr" in line]


def _num_params(trained: Path) -> int:
    return _count(Scene.load(open_run(trained).scene).representation)


def _count(model: LightField) -> int:
    return sum(value.numel() for value in model.parameters())


def _timed(draw: Callable[[], torch.Tensor]) -> tuple[torch.Tensor, float]:
    """What it gives, and the median of the CPU milliseconds of all its threads."""
    times, picture = [], draw()
    for _ in range(REPEATS):
        began = time.process_time()
        draw()
        times.append(1e3 * (time.process_time() - began))
    return picture, statistics.median(times)


def _write_quality(root: Path, results: dict[str, Any]) -> None:
    rows = ["| capture | method | PSNR | SSIM | LPIPS | worst view | parameters | MB | minutes | share of the time |"]
    rows.append("|---|---|---|---|---|---|---|---|---|---|")
    for capture, methods in results.items():
        for method in ("teacher", *METHODS):
            n, share = methods[method], methods["share_of_time"] if method == "light-slab" else None
            params = f"{n['num_params']:,}" if "num_params" in n else "-"
            rows.append(
                f"| {capture} | {method} | {n['psnr']:.2f} | {n['ssim']:.3f} | {n['lpips']:.3f} | {n['worst']} | "
                f"{params} | {n['bytes'] / 1e6:.2f} | {n['train_s'] / 60:.0f} | "
                f"{'-' if share is None else f'{share:.0%}'} |"
            )
    put_rows(root / METHODS_FILE, "5 --only quality", rows)


def _write_full_size(root: Path, results: dict[str, Any]) -> None:
    rows = [
        "| network | parameters | of one network | MB, half floats | GMAC | ONNX against torch, dB | CPU ms | torch's |"
    ]
    rows.append("|---|---|---|---|---|---|---|---|")
    for name, n in results.items():
        params, size = f"{n['num_params']:,} | {n['num_params_of_a_network']:,}", "x".join(map(str, n["gmac_size"]))
        times = f"{n['onnx_cpu_ms']:.0f} | {n['torch_cpu_ms']:.0f}"
        rows.append(
            f"| {name} | {params} | {n['fp16_mb_of_a_network']:.2f} | {n['gmac']:.1f} ({size}) | "
            f"{n['onnx_psnr']:.1f} | {times} |"
        )
    put_rows(root / METHODS_FILE, "5 --only full_size", rows)


def _write_hosts(root: Path, results: dict[str, Any]) -> None:
    rows = ["| method | passes | KB | viewer, mean dB | worst | wgpu, mean | worst | CPU ms a picture | as a network |"]
    rows.append("|---|---|---|---|---|---|---|---|---|")
    for method, n in results.items():
        agreement = [f"{n[host]['psnr_mean']:.1f} | {n[host]['psnr_worst']:.1f}" for host in ("browser", "wgpu")]
        times = [f"{n['frames'][kind]['cpu_ms']:.0f}" for kind in ("passes", "network")]
        rows.append(
            f"| {method} | {n['num_passes']} | {n['bytes']['passes'] / 1e3:.0f} | {' | '.join([*agreement, *times])} |"
        )
    put_rows(root / "docs" / "package.md", "5 --only hosts", rows)


def _write_ablations(root: Path, results: dict[str, Any]) -> None:
    rows = ["| light-slab, lego | PSNR | SSIM | LPIPS | MB | seconds |", "|---|---|---|---|---|---|"]
    for name, n in results.items():
        numbers = f"{n['psnr']:.2f} | {n['ssim']:.3f} | {n['lpips']:.3f} | {n['bytes'] / 1e6:.2f} | {n['train_s']:.0f}"
        rows.append(f"| {name} | {numbers} |")
    put_rows(root / METHODS_FILE, "5 --only ablations", rows)


FIGURES = {
    "quality": quality,
    "full_size": full_size,
    "hosts": hosts,
    "switch": switch,
    "ablations": ablations,
}
