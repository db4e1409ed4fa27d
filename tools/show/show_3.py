"""The figures of the third milestone: what packages keep of a scene, and what browsers and GPUs show of packages."""

from __future__ import annotations

import dataclasses
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from neural_render.bake import BakedScene, open_package
from neural_render.cameras import Cameras
from neural_render.cli.bake import package_of
from neural_render.cli.subject import capture_of, open_scene
from neural_render.data import load_batch
from neural_render.evaluate import evaluate
from neural_render.files import num_bytes
from neural_render.metrics import psnr
from neural_render.package import folder
from neural_render.package.cameras import camera_info
from neural_render.package.folder import Package
from neural_render.runs import open_run
from neural_render.scene import Scene
from neural_render.splatting import panel_packing
from neural_render.splatting.packing import PALETTE
from neural_render.thinning import thinned
from neural_render.types import Capture
from neural_render.viewer import browser, device
from neural_render.viewer.server import serve
from tools.show.readme import put_rows
from tools.show.show_2 import CAPTURES, run

DEMO = ["--preset", "demo"]
SORT_FREE = "show2_coverage_taught"
MAX_VIEWS = 12  # of a capture's test views, that hosts draw


def fidelity(captures: Path, root: Path) -> dict[str, Any]:
    """For both methods and each capture: bytes, PSNR trained and baked, and the hosts' pictures against the latter."""
    results: dict[str, Any] = {}
    for capture_name, scene_runs in _runs(captures, root).items():
        for method, trained in scene_runs.items():
            results[f"{capture_name}, {method}"] = _fidelity_of(trained)
            _write_table(root / "docs" / "package.md", results)
    return results


def shuffled(captures: Path, root: Path) -> dict[str, Any]:
    """Sort-free packages with their splats in another order, in the browser: the largest change of a pixel, of 255.

    With targets of 16-bit and of 32-bit floats; for the latter also the share of pixels that change at all.
    """
    results: dict[str, Any] = {}
    for capture_name, scene_runs in _runs(captures, root).items():
        run_folder = scene_runs["sort-free-gaussians"]
        capture, package = packed(run_folder)
        for kind in ("rgba16float", "rgba32float"):
            first = shown_in_browser(_with_targets(package, kind), test_cameras(capture))
            second = shown_in_browser(_with_targets(with_shuffled_rows(package), kind), test_cameras(capture))
            changes = [np.abs(a.astype(int) - b).max(axis=-1) for a, b in zip(first, second, strict=True)]  # [H, W]
            results[f"{capture_name} {kind}"] = {
                "largest": int(max(change.max() for change in changes)),
                "share_changed": float(np.mean([(change > 0).mean() for change in changes])),
                "views": len(changes),
                "commit": _commit(run_folder),
            }
            print(capture_name, kind, results[f"{capture_name} {kind}"], flush=True)
    return results


def _runs(captures: Path, root: Path) -> dict[str, dict[str, Path]]:
    """The folders of trained runs: capture -> method -> run; those of `make demo` and of the second milestone."""
    teacher = run(root, Path("tabletop"), "gaussians", "teacher", [*DEMO, "--steps", "1500"])
    taught = run(root, Path("tabletop"), "sort-free-gaussians", "demo", [*DEMO, "--teacher", str(teacher)])
    runs = {"tabletop": {"gaussians": teacher, "sort-free-gaussians": taught}}
    for name in ("lego_400", "fox"):
        settings = CAPTURES[name]
        if not (data := captures / name).is_dir():
            print(f"left out: {name} is not in {captures}")
            continue
        teacher = run(root, data, "gaussians", "show2", settings)
        own = ["--variant", "coverage", "--teacher", str(teacher)]
        taught = run(root, data, "sort-free-gaussians", SORT_FREE, settings + own)
        runs[name] = {"gaussians": teacher, "sort-free-gaussians": taught}
    return runs


def _fidelity_of(run_folder: Path) -> dict[str, Any]:
    capture, package = packed(run_folder)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary) / "package"
        folder.write(package, place)
        size, (package, baked) = num_bytes(place), open_package(place)
    cameras = test_cameras(capture)
    trained = Scene.load(open_run(run_folder).scene)
    numbers = {
        "bytes": size,
        "bytes_per_splat": size / package.manifest.num_primitives,
        "num_primitives": package.manifest.num_primitives,
        "psnr_trained": evaluate(trained, capture).psnr,
        "psnr_baked": evaluate(baked, capture).psnr,
        "views": len(cameras),
        "commit": _commit(run_folder),
    }
    numbers["browser"] = against(shown_in_browser(package, cameras), cameras, baked, capture)
    numbers["wgpu_driver"] = device.device().adapter.info["device"]
    numbers["wgpu"] = against(drawn_by_gpu(package, cameras), cameras, baked, capture)
    print(run_folder, numbers, flush=True)
    return numbers


def against(
    pictures: list[np.ndarray],  # [H, W, 4] uint8
    cameras: list[Cameras],
    baked: BakedScene,
    capture: Capture,
) -> dict[str, Any]:
    """How near a host's pictures are to `render_baked`, and their own PSNR against the photos."""
    values, beyond, own = [], 0.0, []
    for camera, picture, index in zip(cameras, pictures, _test_views(capture), strict=True):
        shown = torch.from_numpy(picture[..., :3] / 255.0).float()  # [H, W, 3]
        wanted = baked.render(camera)[0][0]  # [H, W, 3]
        values.append(psnr(shown, wanted))
        beyond = max(beyond, float(_beyond(shown, wanted).max()) * 255)
        own.append(psnr(shown, load_batch(capture.views[index], baked.background, "cpu").rgb[0]))
    return {
        "psnr_mean": statistics.fmean(values),
        "psnr_worst": min(values),
        "largest_beyond_a_pixel": beyond,  # of 255
        "psnr_photos": statistics.fmean(own),
    }


def _beyond(shown: Tensor, wanted: Tensor) -> Tensor:
    """How far each pixel [H, W, 3] is from all that the wanted picture has within one pixel: 0 along its edges."""
    channels = torch.nn.functional.pad(wanted.permute(2, 0, 1)[None], (1, 1, 1, 1), mode="replicate")
    high = torch.nn.functional.max_pool2d(channels, 3, 1)[0].permute(1, 2, 0)  # [H, W, 3]
    low = -torch.nn.functional.max_pool2d(-channels, 3, 1)[0].permute(1, 2, 0)  # [H, W, 3]
    return (shown - high).clamp(min=0) + (low - shown).clamp(min=0)


def packed(run_folder: Path) -> tuple[Capture, Package]:
    subject = open_scene(run_folder, "cpu")
    capture = capture_of(subject)
    return capture, package_of(subject, capture)


def _test_views(capture: Capture) -> list[int]:
    return thinned(capture.test, MAX_VIEWS)


def test_cameras(capture: Capture) -> list[Cameras]:
    return [capture.views[index].cameras for index in _test_views(capture)]


def shown_in_browser(package: Package, cameras: list[Cameras]) -> list[np.ndarray]:
    """What the viewer shows in a headless browser, [H, W, 4] uint8 each."""
    with _served(package) as address, browser.Page(cameras[0].width, cameras[0].height) as page:
        viewer = browser.Viewer(page, address)
        return [viewer.picture(camera_info(camera)) for camera in cameras]


@contextmanager
def _served(package: Package) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as temporary:
        folder.write(package, Path(temporary) / "package")
        server, address = serve(Path(temporary) / "package", package.manifest, 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield address
        finally:
            server.shutdown()
            server.server_close()


def drawn_by_gpu(package: Package, cameras: list[Cameras]) -> list[np.ndarray]:
    from neural_render.viewer.gpu import GpuHost

    host = GpuHost(package)
    return [host.render(camera_info(camera)) for camera in cameras]


def _with_targets(package: Package, kind: str) -> Package:
    targets = {name: dataclasses.replace(t, format=kind) for name, t in package.manifest.targets.items()}
    return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, targets=targets))


def with_shuffled_rows(package: Package) -> Package:
    """The package with the rows of all its tables, splats or trees, in one other order."""
    decoding = [entry for entry in package.manifest.passes if entry.program == "decode_trees"]
    count = int(decoding[0].params[0][0]) if decoding else package.manifest.num_primitives
    order = np.random.default_rng(0).permutation(count)
    # Of a tree's nodes, all parents come first, then all first children, and so on.
    rows_of = {"parent_means": 1, "parent_scales": 1, "residuals": package.manifest.num_primitives // max(count, 1)}

    def moved(name: str, texels: np.ndarray) -> np.ndarray:  # [..., H, W, 4]
        if name == PALETTE or name in panel_packing.TEXTURES or (decoding and name not in rows_of):
            return texels
        turns = count * np.arange(rows_of.get(name, 1))[:, None]  # [1 + K, 1]
        rows = texels.reshape(*texels.shape[:-3], -1, 4).copy()
        rows[..., : turns.size * count, :] = rows[..., (turns + order).ravel(), :]
        return rows.reshape(texels.shape)

    return dataclasses.replace(package, textures={name: moved(name, t) for name, t in package.textures.items()})


def _commit(run_folder: Path) -> str | None:
    return Scene.load(open_run(run_folder).scene).provenance.get("commit")


def _write_table(file: Path, results: dict[str, Any]) -> None:
    rows = [
        "| capture, method | MB | bytes a splat | trained | baked | viewer, mean | worst | beyond a pixel | "
        "wgpu, mean | worst |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, n in results.items():
        hosts = [
            f"{n[host]['psnr_mean']:.1f} | {n[host]['psnr_worst']:.1f} | {n[host]['largest_beyond_a_pixel']:.1f}"
            for host in ("browser", "wgpu")
        ]
        rows.append(
            f"| {name} | {n['bytes'] / 1e6:.2f} | {n['bytes_per_splat']:.1f} | {n['psnr_trained']:.2f} | "
            f"{n['psnr_baked']:.2f} | {hosts[0]} | {hosts[1].rsplit(' | ', 1)[0]} |"
        )
    put_rows(file, 3, rows)


FIGURES = {"fidelity": fidelity, "shuffled": shuffled}
