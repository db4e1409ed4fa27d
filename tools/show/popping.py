"""The popping measure on a path through a capture: exact order, late orders, and renderers that do not sort.

`order k frames old`: frame i is sorted by the depths of frame i - k. `sorted in k frames`: a sort runs beside the
renderer for k frames and is then shown until the next one ends, so that the order is k to 2 k - 1 frames old.
All frames are warped by the depths of the sorted scene in exact order, so that the same pixels count everywhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch

from neural_render import paths
from neural_render.cameras import Cameras
from neural_render.data import load_capture
from neural_render.metrics import Popping
from neural_render.metrics import popping as measure_popping
from neural_render.runs import open_run
from neural_render.scene import Scene
from neural_render.splatting.raster import backend_of
from neural_render.splatting.splats import Splats
from neural_render.types import Rendered
from tools.show.plot import line_chart

WIDTH, HEIGHT = 270, 480
PATH_FRAMES = 480  # through all of fox: 1.7 px a frame
NUM_FRAMES = 120
LEAD = 20  # frames before the measured ones, whose orders are still in use
ORDERS: dict[str, Callable[[int], int]] = {  # frame -> the frame whose depths sort it
    "exact order": lambda i: i,
    "1 frame old": lambda i: i - 1,
    "4 frames old": lambda i: i - 4,
    "10 frames old": lambda i: i - 10,
    "sorted in 4 frames": lambda i: 4 * (i // 4 - 1),
    "sorted in 10 frames": lambda i: 10 * (i // 10 - 1),
}
PLOTTED = ("exact order", "1 frame old", "4 frames old", "10 frames old")
PLOTTED_ORDERS = ("exact order", "10 frames old", "sorted in 4 frames", "sorted in 10 frames")
LABELS = {
    "jump_p99": "jump between two frames, 99th percentile",
    "order_alone_p99": "change by the order alone, 99th percentile",
}


@torch.no_grad()
def popping(scenes: dict[str, Path], output_svg: Path) -> dict[str, Any]:
    """Measures finished runs of one capture (name -> folder), the first of them sorted.

    Writes `output_svg`, the 99th percentile of the jump in every frame, and beside it *_order.svg: what the order alone
    changes, a frame sorted as itself against the same sorted as the frame before it. A renderer that does not sort has
    none of it.
    """
    (name, folder), *others = scenes.items()
    run = open_run(folder)
    views = [view.cameras for view in load_capture(run.config().data, with_points=False).views]
    path = paths.through(views, PATH_FRAMES, WIDTH, HEIGHT)[: LEAD + NUM_FRAMES]
    splats = Scene.load(run.scene).representation.splats()
    exact = [_draw(splats, path, i, [i])[0] for i in range(LEAD, len(path))]

    results = {}
    for order, sorted_as in ORDERS.items():
        late = _Late([], [], [])
        measured = measure_popping(late.frames(splats, path, sorted_as, exact), path[LEAD:])
        results[order] = _numbers(measured) | {"order_alone": late.alone, "order_alone_p99": late.alone_p99}
        results[order]["error_to_exact_order"] = sum(late.error) / len(late.error)
    for other, folder in others:
        representation = Scene.load(open_run(folder).scene).representation
        frames = (representation(camera, frozenset({"depth"})) for camera in path[LEAD:])
        shared = (dataclasses.replace(f, depth=e.depth, alpha=e.alpha) for f, e in zip(frames, exact, strict=True))
        results[other] = _numbers(measure_popping(shared, path[LEAD:]))

    charts = {output_svg: ("jump_p99", [*PLOTTED, *(other for other, _ in others)])}
    charts[output_svg.with_stem(f"{output_svg.stem}_order")] = ("order_alone_p99", PLOTTED_ORDERS)
    for file, (key, names) in charts.items():
        curves = {curve: list(enumerate(results[curve][key], start=2)) for curve in names}
        file.write_text(line_chart(curves, "frame", LABELS[key]), encoding="utf-8")
    return {"sorted_scene": name, "width": WIDTH, "height": HEIGHT, "curves": results}


@dataclasses.dataclass
class _Late:
    """What a renderer with another order shows, and what that order did."""

    alone: list[float]  # mean change of a frame by a new order alone
    alone_p99: list[float]  # 99th percentile over the pixels
    error: list[float]  # mean difference to the exact order

    def frames(
        self, splats: Splats, path: Cameras, sorted_as: Callable[[int], int], exact: list[Rendered]
    ) -> Iterator[Rendered]:
        for i, truth in enumerate(exact, start=LEAD):
            frame, before = _draw(splats, path, i, [sorted_as(i), sorted_as(i - 1)])
            # Of the pairs that `metrics.popping` measures, to lie beside them.
            if LEAD + 2 <= i < len(path) - 1:
                change = (frame.rgb - before.rgb).abs().mean(dim=-1)  # [1, H, W]
                self.alone.append(float(change.mean()))
                self.alone_p99.append(float(change.quantile(0.99)))
            self.error.append(float((frame.rgb - truth.rgb).abs().mean()))
            yield dataclasses.replace(frame, depth=truth.depth, alpha=truth.alpha)


def _draw(splats: Splats, path: Cameras, frame: int, orders: list[int]) -> list[Rendered]:
    """A frame of the path, sorted by the depths of each of the frames `orders`."""
    backend = backend_of(splats.means)
    viewmat, K = path.viewmats[frame], path.Ks[frame]  # [4, 4], [3, 3]
    seen = backend.project(splats, viewmat, K, path.width, path.height, splats.sh_degree)
    channels = torch.cat([seen.colors, seen.depths[:, None]], dim=1)  # [N, 4]
    results: dict[int, Rendered] = {}
    for order in orders:
        if order not in results:
            # Of all splats: what the older camera culled has a place in its order too.
            depths = splats.means @ path.viewmats[order, 2, :3] + path.viewmats[order, 2, 3]  # [N]
            image, alpha = backend.rasterize(
                dataclasses.replace(seen, depths=depths), channels, path.width, path.height
            )  # [H, W, 4], [H, W]
            depth = image[..., 3] / torch.where(alpha > 0, alpha, 1.0)  # [H, W]
            results[order] = Rendered(rgb=image[None, ..., :3].contiguous(), alpha=alpha[None], depth=depth[None])
    return [results[order] for order in orders]


def _numbers(measured: Popping) -> dict[str, Any]:
    lists = ("change_p99", "jump", "jump_p99")  # per frame, from the third on
    return {"summary": measured.summary()} | {name: getattr(measured, name) for name in lists}
