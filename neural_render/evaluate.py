"""Measuring a scene on the test views of a capture: the numbers of eval.json and a contact sheet per view.

What is measured is the picture that a viewer shows: the render over the scene's background, clamped to [0, 1]. Pixels
that a mask hides do not count: PSNR leaves them out; for SSIM and LPIPS they are black in both images, and SSIM
averages over windows centred on counted pixels.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import torch
from torch import Tensor

from neural_render import pictures
from neural_render.cameras import Cameras
from neural_render.data import load_batch
from neural_render.errors import UserError
from neural_render.files import atomic_file, atomic_folder, to_json
from neural_render.losses import WINDOW_SIZE
from neural_render.lpips import Lpips
from neural_render.metrics import measure
from neural_render.scene import Renderable
from neural_render.types import Capture, Metrics, View


@dataclass(frozen=True)
class ViewResult:
    """One test view, measured."""

    name: str
    width: int
    height: int
    metrics: Metrics
    render_ms: float


@dataclass(frozen=True)
class Evaluation:
    """All test views, measured; quality is the mean over views, time their median."""

    views: list[ViewResult]

    @property
    def psnr(self) -> float:
        return statistics.fmean(view.metrics.psnr for view in self.views)

    @property
    def ssim(self) -> float:
        return statistics.fmean(view.metrics.ssim for view in self.views)

    @property
    def lpips(self) -> float | None:
        values = [view.metrics.lpips for view in self.views]
        return None if None in values else statistics.fmean(values)

    @property
    def render_ms(self) -> float:
        return statistics.median(view.render_ms for view in self.views)

    @property
    def worst(self) -> ViewResult:
        return min(self.views, key=lambda view: view.metrics.psnr)

    @property
    def best(self) -> ViewResult:
        return max(self.views, key=lambda view: view.metrics.psnr)


def evaluate(
    scene: Renderable,
    capture: Capture,
    device: str = "cpu",
    lpips: Lpips | None = None,
    sheets: Path | None = None,
    on_view: Callable[[int, int], None] = lambda done, total: None,
) -> Evaluation:
    """Renders every test view and compares it with its photo; `on_view(done, total)` is called after each.

    `sheets` is an existing folder for the contact sheets. Raises UserError when the capture has no test views, a photo
    cannot be read or is too small, a mask leaves nothing to measure, or a render is not finite.
    """
    if not capture.test:
        raise UserError(
            f"there is nothing to measure in {capture.name}",
            f"no test views (split: {capture.split})",
            "give a capture with test views",
        )
    check_measurable(capture)
    views = [capture.views[index] for index in capture.test]
    # The first render of a process pays for threads, caches and kernels.
    scene.render(views[0].cameras.to(device))
    results, pages = [], {}
    for index, view in enumerate(views):
        rgb, render_ms = _timed_render(scene, view.cameras.to(device))  # [H, W, 3]
        if not torch.isfinite(rgb).all():
            raise UserError(f"{view.name} renders to values that are not finite", "a damaged scene", "train it again")
        batch = load_batch(view, scene.background, device)
        truth, mask = batch.rgb[0], None if batch.mask is None else batch.mask[0]  # [H, W, 3], [H, W]
        metrics = _measure(view, rgb, truth, mask, lpips)
        results.append(ViewResult(view.name, view.cameras.width, view.cameras.height, metrics, render_ms))
        if sheets is not None:
            stem = PurePosixPath(view.name).with_suffix("").as_posix().replace("/", "_")
            pages[view.name] = sheets / f"{index:03d}_{stem}.png"
            _sheet(results[-1], rgb, truth, mask).save(pages[view.name])
        on_view(index + 1, len(views))
    evaluation = Evaluation(results)
    if sheets is not None:
        extremes = {"worst": pages[evaluation.worst.name], "best": pages[evaluation.best.name]}
        _overview(extremes, sheets / "worst_and_best.png")
    return evaluation


def check_measurable(capture: Capture) -> None:
    """Raises UserError when a test view is smaller than the window of SSIM; a capture without test views passes."""
    for index in capture.test:
        view = capture.views[index]
        if min(view.cameras.width, view.cameras.height) < WINDOW_SIZE:
            raise UserError(
                f"{view.name} in {capture.name} is too small to be measured",
                f"{view.cameras.width}x{view.cameras.height} pixels; a window of SSIM has {WINDOW_SIZE}x{WINDOW_SIZE}",
                "choose a smaller --downscale, or larger photos",
            )


def evaluate_into(
    folder: Path,
    scene: Renderable,
    capture: Capture,
    *,
    num_bytes: int,
    device: str = "cpu",
    lpips: Lpips | None = None,
    on_view: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Any]:
    """Evaluates, writes `folder`/eval/ (contact sheets) and `folder`/eval.json, and returns what the latter holds.

    `num_bytes` is the size of what was evaluated. Raises what `evaluate` raises, and UserError for a folder that cannot
    be written; the results of an earlier evaluation then stay as they are.
    """
    pictures.check_only_pngs(folder / "eval")
    # The numbers lie on the disk before the pictures change: only a rename separates the two.
    with atomic_file(folder / "eval.json") as file, atomic_folder(folder / "eval") as sheets:
        evaluation = evaluate(scene, capture, device, lpips, sheets, on_view)
        numbers = report(evaluation, scene, capture, num_bytes=num_bytes, device=device, lpips=lpips)
        file.write_text(to_json(numbers), encoding="utf-8")
    return numbers


def report(
    evaluation: Evaluation, scene: Renderable, capture: Capture, *, num_bytes: int, device: str, lpips: Lpips | None
) -> dict[str, Any]:
    """The plain data of eval.json; what was not measured or is not known is None."""
    provenance = scene.provenance
    sizes = {(view.width, view.height) for view in evaluation.views}
    width, height = sizes.pop() if len(sizes) == 1 else (None, None)
    return {
        "method": scene.method,
        "capture": capture.name,
        "split": capture.split,
        "num_views": len(evaluation.views),
        "psnr": evaluation.psnr,
        "ssim": evaluation.ssim,
        "lpips": evaluation.lpips,
        "lpips_network": None if evaluation.lpips is None else lpips.network,
        "bytes": num_bytes,
        "storage": scene.storage,
        "num_primitives": scene.num_primitives,
        "train_s": provenance.get("train_s"),
        "render_ms": evaluation.render_ms,
        "steps": provenance.get("steps"),
        "seed": provenance.get("seed"),
        "device": device,
        "commit": provenance.get("commit"),
        "width": width,
        "height": height,
        "worst": evaluation.worst.name,
        "best": evaluation.best.name,
        "views": [
            {
                "name": view.name,
                "width": view.width,
                "height": view.height,
                "psnr": view.metrics.psnr,
                "ssim": view.metrics.ssim,
                "lpips": view.metrics.lpips,
                "render_ms": view.render_ms,
            }
            for view in evaluation.views
        ],
    }


def _timed_render(scene: Renderable, cameras: Cameras) -> tuple[Tensor, float]:
    """The picture [H, W, 3] of one camera and the milliseconds until it lay in memory."""
    is_cuda = cameras.Ks.device.type == "cuda"
    if is_cuda:
        torch.cuda.synchronize()
    started = time.perf_counter()
    picture, _ = scene.render(cameras)
    if is_cuda:
        torch.cuda.synchronize()
    return picture[0], 1000 * (time.perf_counter() - started)


def _measure(
    view: View,
    rgb: Tensor,  # [H, W, 3]
    truth: Tensor,  # [H, W, 3]
    mask: Tensor | None,  # [H, W]
    lpips: Lpips | None,
) -> Metrics:
    try:
        return measure(rgb, truth, mask, lpips)
    except ValueError as error:
        raise UserError(f"cannot measure {view.name}", str(error), "correct its mask or leave it out") from error


def _sheet(
    result: ViewResult,
    rgb: Tensor,  # [H, W, 3]
    truth: Tensor,  # [H, W, 3]
    mask: Tensor | None,  # [H, W]
) -> pictures.Image.Image:
    inside = 1.0 if mask is None else (mask > 0.5)[..., None].to(rgb.dtype)  # [H, W, 1]
    metrics = result.metrics
    title = f"{result.name}   PSNR {metrics.psnr:.2f} dB   SSIM {metrics.ssim:.4f}"
    if metrics.lpips is not None:
        title += f"   LPIPS {metrics.lpips:.4f}"
    panels = [
        ("truth", pictures.to_uint8(truth * inside)),
        ("render", pictures.to_uint8(rgb * inside)),
        (f"error, white from {pictures.ERROR_WHITE:g}", pictures.error_map(rgb, truth, mask)),
    ]
    return pictures.contact_sheet(title, panels)


def _overview(pages: dict[str, Path], path: Path) -> None:
    sheets = []
    for label, page in pages.items():
        with pictures.Image.open(page) as image:
            sheets.append((label, image.convert("RGB")))
    pictures.stack(sheets).save(path)
