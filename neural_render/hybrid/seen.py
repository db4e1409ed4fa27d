"""What a scene's photos show, and what it shows itself from there: what panels are made of and measured by.

Letters: V views, H, W pixels, N splats.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.data import load_batch
from neural_render.scene import Scene, over
from neural_render.splatting.depths import median_depth
from neural_render.splatting.splats import Splats
from neural_render.thinning import thinned
from neural_render.types import Capture

MAX_VIEWS = 32  # evenly; each keeps its pictures in memory, and is drawn several times for every plane


@dataclass(frozen=True)
class Seen:
    """One training view."""

    cameras: Cameras  # one
    photo: Tensor  # [H, W, 3]
    mask: Tensor  # [H, W] 1 where the photo counts
    picture: Tensor  # [H, W, 3] of the scene, over its background
    depth: Tensor  # [H, W] of what the scene shows there; 0 where that is mostly background

    def error_of(self, picture: Tensor) -> float:  # [H, W, 3]
        """How far a picture is from the photo: the mean squared error."""
        squared = (picture - self.photo).square().mean(dim=-1)  # [H, W]
        return float((squared * self.mask).sum() / self.mask.sum().clamp(min=1))


@torch.no_grad()
def see(scene: Scene, splats: Splats, capture: Capture) -> list[Seen]:
    """The scene from the training views."""
    views = [capture.views[index] for index in thinned(capture.train, MAX_VIEWS)]
    found = []
    for view in views:
        batch = load_batch(view, scene.background, "cpu")
        rendered = scene.representation(view.cameras, frozenset({"depth"}))
        picture = over(rendered, torch.tensor(scene.background))[0]
        depth = rendered.depth if splats.weighted_sum is not None else median_depth(splats, view.cameras)
        mask = torch.ones_like(picture[..., 0]) if batch.mask is None else batch.mask[0]
        found.append(Seen(view.cameras, batch.rgb[0], mask, picture, depth[0]))
    return found
