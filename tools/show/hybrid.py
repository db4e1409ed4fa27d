"""Hybrids against all splats on generated rooms: quality, bytes, fragments, and the viewer's CPU time.

Fragments are what hosts draw per pixel: pixels whose centres lie in a panel, or in a splat's quad that no panel hides
there. They are counted in Python from the footprints that the shaders draw, for the test views; the pass that covers
the screen is left out, as all packages have it. CPU time is that of all processes of a headless Chromium with software
rendering, two browsers in turns on one path through the test views; it says nothing about a GPU. Letters: N splats, P
panels, H, W pixels, M visible splats.
"""

from __future__ import annotations

import dataclasses
import math
import statistics
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from neural_render import paths
from neural_render.bake import BakedScene, open_package
from neural_render.cameras import Cameras
from neural_render.cli.bake import hybrid_of, package_of
from neural_render.cli.subject import capture_of, open_scene
from neural_render.data import load_batch
from neural_render.evaluate import evaluate
from neural_render.files import num_bytes
from neural_render.metrics import psnr
from neural_render.package import folder
from neural_render.package.cameras import camera_info
from neural_render.package.folder import Package
from neural_render.splatting import packing, panel_packing
from neural_render.splatting.panels import DEPTH_SHARE, Panels, draw
from neural_render.splatting.raster import cpu
from neural_render.splatting.splats import ALPHA_MIN, Splats
from neural_render.types import Capture
from neural_render.viewer.browser import FLAGS, find
from neural_render.viewer.server import serve
from tools.show.readme import put_rows
from tools.show.show_2 import run

ROOMS = ("bare", "mirror")
SETTINGS = ["--downscale", "2", "--cap", "20000"]
STEPS, TAUGHT_STEPS = ["--steps", "600"], ["--steps", "400"]
SNAP = 1 / 16  # px by which quads are wider than their splats: shaders/splat.wgsl
BLOCKS, FRAMES, WARM = 8, 6, 2
PATH_FRAMES = 60
FRAMES_JS = """async ([cameras, first, count]) => {
  const gl = document.querySelector('canvas').getContext('webgl2');
  for (let i = first; i < first + count; i += 1) {
    await new Promise((resolve) => {
      view.viewer.addEventListener('frame', resolve, { once: true });
      view.viewer.setCamera(cameras[i % cameras.length]);
    });
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
}"""


def hybrid(captures: Path, root: Path) -> dict[str, Any]:
    """For each room and method: the package of all splats and the hybrid, side by side."""
    results: dict[str, Any] = {}
    for room in ROOMS:
        if not (data := captures / room).is_dir():
            print(f"left out: {room} is not in {captures}")
            continue
        teacher = run(root, data, "gaussians", "show6_hybrid", SETTINGS + STEPS)
        taught = run(
            root, data, "sort-free-gaussians", "show6_hybrid", [*SETTINGS, *TAUGHT_STEPS, "--teacher", str(teacher)]
        )
        for method, trained in (("gaussians", teacher), ("sort-free-gaussians", taught)):
            results[f"{room}, {method}"] = _compared(trained, root / "outputs" / "show6_hybrid" / f"{room}_{method}")
            print(room, method, results[f"{room}, {method}"], flush=True)
    if results:
        _write(root / "docs" / "package.md", results)
    return results


def _write(file: Path, results: dict[str, dict[str, Any]]) -> None:
    """One row per room and method: all splats, then the hybrid where there is one."""
    rows = ["| room, method | PSNR | MB | fragments a pixel | CPU ms | panels |", "|---|---|---|---|---|---|"]
    for name, numbers in results.items():
        both = [numbers[kind] for kind in ("splats", "hybrid") if kind in numbers]
        columns = (
            [f"{n['psnr']:.2f}" for n in both],
            [f"{n['bytes'] / 1e6:.3f}" for n in both],
            [f"{n['fragments_splats'] + n['fragments_panels']:.1f}" for n in both],
            [f"{n['cpu_ms']:.0f}" for n in both],
            [str(both[-1]["panels"])],
        )
        rows.append(f"| {name} | {' | '.join(', '.join(column) for column in columns)} |")
    put_rows(file, "6 --only hybrid", rows)


def _compared(trained: Path, place: Path) -> dict[str, Any]:
    """Both packages of a run, and their numbers; pictures of the test views go to `place`."""
    subject = open_scene(trained, "cpu")
    capture = capture_of(subject)
    started = time.monotonic()
    found = hybrid_of(subject, capture)
    seconds = time.monotonic() - started
    packages = {"splats": package_of(subject, capture)}
    if found is not None:
        packages["hybrid"] = package_of(subject, capture, hybrid=found)
    results: dict[str, Any] = {"choosing_s": round(seconds, 1), "splats_trained": subject.scene.num_primitives}
    for name, package in packages.items():
        results[name] = _numbers(package, capture, place / name)
    for name, times in _cpu_ms({name: place / name / "package" for name in packages}, capture).items():
        results[name] |= {"cpu_ms": round(statistics.median(times), 1), "cpu_ms_blocks": times}
    return results


def _numbers(package: Package, capture: Capture, place: Path) -> dict[str, Any]:
    folder.write(package, place / "package")
    read, baked = open_package(place / "package")
    panels = panel_packing.unpack(read)
    counts = [fragments(packing.unpack(read), panels, capture.views[index].cameras) for index in capture.test]
    _save_pictures(baked, capture, place)
    values = [_train_psnr(baked, capture, index) for index in capture.train[::4]]
    return {
        "psnr": round(evaluate(baked, capture).psnr, 2),
        "psnr_train": round(statistics.fmean(values), 2),
        "bytes": num_bytes(place / "package"),
        "splats": read.manifest.num_primitives,
        "panels": 0 if panels is None else len(panels),
        "fragments_splats": round(statistics.fmean(count[0] for count in counts), 2),
        "fragments_panels": round(statistics.fmean(count[1] for count in counts), 2),
    }


def _train_psnr(baked: BakedScene, capture: Capture, index: int) -> float:
    view = capture.views[index]
    return psnr(baked.render(view.cameras)[0][0], load_batch(view, baked.background, "cpu").rgb[0])


def _save_pictures(baked: BakedScene, capture: Capture, place: Path) -> None:
    for index in capture.test:
        picture = baked.render(capture.views[index].cameras)[0][0]  # [H, W, 3]
        Image.fromarray((picture * 255).round().byte().numpy()).save(place / f"test_{index}.png")


@torch.no_grad()
def fragments(splats: Splats, panels: Panels | None, camera: Cameras) -> tuple[float, float]:
    """How many fragments of splats, and of panels, a pixel has on average."""
    height, width = camera.height, camera.width
    limits, num_panels = np.full((height, width), np.inf), 0
    if panels is not None:
        limits = DEPTH_SHARE * draw(panels, camera).depth.numpy()
        opaque = tuple(torch.ones_like(level) for level in panels.levels)
        for i in range(len(panels)):
            parts = {name: getattr(panels, name)[i : i + 1] for name in ("corners", "sides", "places")}
            num_panels += int(draw(Panels(**parts, levels=opaque), camera).is_covered.sum())
    seen = _projected(splats, camera)
    visible = (seen.radii > 0).all(dim=1)  # [N]
    conics = seen.conics[visible].double()  # [M, 3]
    matrices = torch.stack([conics[:, 0], conics[:, 1], conics[:, 1], conics[:, 2]], dim=1).view(-1, 2, 2)
    values, axes = torch.linalg.eigh(matrices)  # [M, 2], [M, 2, 2]
    extents = (2 * (seen.opacities[visible].double() / ALPHA_MIN).log()).clamp(min=0).sqrt()  # [M]
    reaches = (extents[:, None] * values.rsqrt() + SNAP).numpy()  # [M, 2] px along both axes
    means, depths = seen.means2d[visible].double().numpy(), seen.depths[visible].numpy()
    total = 0
    for mean, depth, reach, turn in zip(means, depths, reaches, axes.numpy(), strict=True):
        box = np.abs(turn) @ reach  # [2] px: half the sides of the upright box around the quad
        low = np.maximum(np.ceil(mean - box - 0.5), 0).astype(int)
        high = np.minimum(np.floor(mean + box - 0.5), (width - 1, height - 1)).astype(int)
        if (high < low).any():
            continue
        x, y = np.arange(low[0], high[0] + 1) + 0.5 - mean[0], np.arange(low[1], high[1] + 1) + 0.5 - mean[1]
        is_inside = limits[low[1] : high[1] + 1, low[0] : high[0] + 1] >= depth
        for axis in range(2):
            along = turn[0, axis] * x[None] + turn[1, axis] * y[:, None]
            is_inside = is_inside & (np.abs(along) <= reach[axis])
        total += int(is_inside.sum())
    return total / (height * width), num_panels / (height * width)


def _projected(splats: Splats, camera: Cameras) -> Any:
    """As the shaders draw them: factors of sums that scale opacities are in these."""
    place = (camera.viewmats[0], camera.Ks[0], camera.width, camera.height, splats.sh_degree)
    blending = splats.weighted_sum
    if blending is None or blending.has_coverage:
        return cpu.project(splats, *place)
    factors = cpu.view_factors(blending, splats.means, camera.viewmats[0], splats.sh_degree)
    return cpu.project(splats, *place, factors)


def _cpu_ms(packages: dict[str, Path], capture: Capture) -> dict[str, list[float]]:
    """CPU ms a frame of each package in blocks, in turns; a screenshot of the viewer goes beside each package."""
    from playwright.sync_api import sync_playwright

    views = [capture.views[index].cameras for index in capture.test]
    width, height = views[0].width * 4, views[0].height * 4
    path = paths.through(views, PATH_FRAMES, width, height)
    cameras = [dataclasses.asdict(camera_info(camera)) for camera in path]
    times: dict[str, list[float]] = {name: [] for name in packages}
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        pages = {}
        for name, package in packages.items():
            server, address = serve(package, folder.read(package).manifest, 0)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            browser = playwright.chromium.launch(executable_path=find(), args=[*FLAGS])
            stack.callback(browser.close)
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(120_000)
            page.goto(address)
            page.wait_for_function("document.body?.dataset.state === 'ready'")
            pages[name] = (page, browser.new_browser_cdp_session())
        for block in range(BLOCKS):
            for name, (page, system) in pages.items():
                first = block * (WARM + FRAMES)
                page.evaluate(FRAMES_JS, [cameras, first, WARM])
                time.sleep(0.3)
                before = _cpu_s(system)
                page.evaluate(FRAMES_JS, [cameras, first + WARM, FRAMES])
                time.sleep(0.3)
                times[name].append(round(1e3 * (_cpu_s(system) - before) / FRAMES, 1))
        for name, (page, _) in pages.items():
            page.screenshot(path=packages[name].parent / "viewer.png")
    return times


def _cpu_s(system: Any) -> float:
    return math.fsum(process["cpuTime"] for process in system.send("SystemInfo.getProcessInfo")["processInfo"])
