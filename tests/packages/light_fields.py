"""Light fields with random networks, as a package: what mobile-r2l and light-slab bake, but untrained."""

from __future__ import annotations

from typing import Any

import torch

from neural_render import representations
from neural_render.bake import bake
from neural_render.cameras import Cameras, look_at
from neural_render.compress.budgets import Budget
from neural_render.package.folder import Package
from neural_render.representation import Representation
from neural_render.scene import Scene
from neural_render.types import Bounds, Capture, Frame, View

BACKGROUND = (0.2, 0.4, 0.6)
BOUNDS = Bounds((0.1, 0.0, -0.1), 1.5, 3.0, is_open=False)
FRAME = Frame((0.0, 0.0, 1.0), None)
SMALL = {
    "mobile-r2l": {"width": 20, "num_blocks": 1, "tail": (12, 8), "factor": 4},
    "light-slab": {"width": 20, "num_blocks": 1, "tail": (12, 8), "factor": 4, "resolutions": (5, 9), "num_regions": 2},
}
SPACE = {"space_points": 6, "space_resolutions": (7, 10), "space_features": 2, "is_normalised": False}


AROUND = ((3.0, 0.5, 1.0), (-2.8, 0.4, 0.9))  # where the photos are: each in another region
BETWEEN = (0.2, 3.0, 1.0)  # where the first region's share is 0.69


def cameras_around(width: int, height: int, *more: tuple[float, float, float]) -> Cameras:
    """Two cameras, each in another region, and one at each of the places `more`."""
    places = [torch.tensor(place) for place in (*AROUND, *more)]
    viewmats = torch.stack([look_at(place, torch.zeros(3), torch.tensor(FRAME.up)) for place in places])
    K = torch.tensor([[1.1 * width, 0.0, 0.52 * width], [0.0, 1.2 * width, 0.47 * height], [0.0, 0.0, 1.0]])
    return Cameras(viewmats, K.expand(len(places), 3, 3), width, height)


def random_field(name: str, **settings: Any) -> Representation:
    """A light field whose pictures have contrasts, and whose regions do not look alike."""
    rig = cameras_around(40, 30)
    views = [View(f"{i}.png", camera, frozenset(), lambda name: torch.zeros(30, 40, 3)) for i, camera in enumerate(rig)]
    capture = Capture(
        name="random",
        views=views,
        train=[0, 1],
        test=[],
        points=0.5 * torch.randn(60, 3, generator=torch.Generator().manual_seed(3)),
        points_rgb=torch.zeros(60, 3),
        bounds=BOUNDS,
        frame=FRAME,
        background=BACKGROUND,
        split="none",
    )
    method, generator = representations.find(name), torch.Generator().manual_seed(0)
    model = method.load_model().init(method.Config(**(SMALL[name] | settings)), capture, generator).eval()
    for key, value in model.named_parameters():
        if key.endswith("bias"):
            value.data = 0.6 * torch.rand(value.shape, generator=generator) - 0.3
        elif key.endswith("last.weight"):
            value.data *= 6
        elif "tables" in key or "space" in key:
            value.data *= 8
    return model


def package_of(model: Representation, name: str) -> Package:
    return bake(Scene(name, model, FRAME, BOUNDS, BACKGROUND, {}), "random", [], Budget())
