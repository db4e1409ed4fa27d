"""What a scene's photos show of its surfaces: depth and colour from the training cameras.

A scene that knows better says how far surfaces are (`surface_depth`); else sorted splats give their median depth, other
scenes the expected one. Measured on the bundled capture (128 px, 800 steps, 30,000 splats of `gaussians`, 12 test views
against the true depth), half of the pixels are nearer than 1.7 cm with the median depth, 5.6 cm with the expected and
9.4 cm with the ray-plane depth: splats that were not trained to be flat do not lie in their planes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from neural_render.errors import UserError
from neural_render.planes.clouds import DepthView
from neural_render.progress import show_progress
from neural_render.scene import Scene
from neural_render.splatting.depths import median_depth
from neural_render.thinning import thinned
from neural_render.types import Capture

# More views show few new surfaces, and each takes a render.
MAX_VIEWS = 200
# Pixels with less alpha show mostly background.
ALPHA_MIN = 0.5


def seen_from(capture: Capture) -> list[int]:
    """The training views that a scene's surfaces are seen from."""
    return thinned(capture.train, MAX_VIEWS)


def depth_views(scene: Scene, capture: Capture) -> Iterator[DepthView]:
    """Depth and colour from the training cameras, evenly chosen where there are many.

    Raises UserError for a scene that renders no depth.
    """
    chosen = seen_from(capture)
    show = show_progress("depth", "views")
    splats = scene.representation.sorted_splats()
    own_depth = scene.representation.surface_depth([capture.views[index].cameras for index in chosen])
    for number, index in enumerate(chosen):
        cameras = capture.views[index].cameras
        with torch.no_grad():
            rendered = scene.representation(cameras, frozenset() if splats else frozenset({"depth"}))
            if own_depth:
                rendered.depth = own_depth(cameras)[None]
            elif splats:
                rendered.depth = median_depth(splats, cameras)
        if rendered.depth is None:
            raise UserError(f"a scene of {scene.method} has no depth", scene.method, "export a scene made of splats")
        depth, rgb = rendered.depth[0], rendered.rgb[0]  # [H, W], [H, W, 3]
        if rendered.alpha is not None:
            alpha = rendered.alpha[0]  # [H, W]
            depth = torch.where(alpha >= ALPHA_MIN, depth, 0.0)
            rgb = rgb / alpha.clamp(min=ALPHA_MIN)[..., None]
        yield DepthView(cameras, depth.cpu().numpy().astype(np.float64), rgb.clamp(0, 1).cpu().numpy())
        show(number + 1, len(chosen))


def pixel_size(views: list[DepthView]) -> float:
    """How large a pixel is at the median depth of the views, in world units; UserError where there is no depth."""
    depths = np.concatenate([view.depth[view.depth > 0][::17] for view in views])
    if not len(depths):
        raise UserError("the scene's photos show no surface", f"{len(views)} views without depth", "train it longer")
    return float(np.median(depths) / np.median([float(view.cameras.Ks[0, 0, 0]) for view in views]))
