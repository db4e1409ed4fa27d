"""Far points: only where photos show no point of the capture, far behind the scene, coloured as the photo."""

from __future__ import annotations

import numpy as np
import torch

from neural_render.cameras import Cameras
from neural_render.data.start import FAR_PER_POINT, FAR_RADII, far_points
from neural_render.types import Bounds, View


def half_sky() -> tuple[View, np.ndarray]:
    """A photo whose upper half is blue and without points; its lower half is full of them, at depth 2."""
    rgb = torch.zeros(32, 32, 3, dtype=torch.uint8)
    rgb[:16, :, 2] = 200
    K = torch.tensor([[[32.0, 0.0, 16.0], [0.0, 32.0, 16.0], [0.0, 0.0, 1.0]]])
    view = View("a.png", Cameras(torch.eye(4)[None], K, 32, 32), frozenset(), lambda name: rgb)
    x, y = np.meshgrid(np.arange(32) + 0.5, np.arange(16, 32) + 0.5)
    points = np.stack([(x - 16) / 16, (y - 16) / 16, np.full_like(x, 2.0)], axis=-1).reshape(-1, 3)  # [512, 3]
    return view, points


def test_far_points_fill_what_shows_no_point() -> None:
    view, points = half_sky()
    bounds = Bounds((0.0, 0.0, 2.0), 1.0, 1.0, is_open=True)
    ranges = np.array([[1.0, 3.0]])
    found, colors = far_points([view], points, bounds, ranges, seed=0)
    assert 0.3 * FAR_PER_POINT * len(points) < len(found) < 0.7 * FAR_PER_POINT * len(points)
    assert (found[:, 1] < 0).all()  # y points downwards: the upper half
    assert (found[:, 2] >= 0.5 * FAR_RADII).all() and (found[:, 2] <= 3 + FAR_RADII).all()
    torch.testing.assert_close(colors, torch.tensor([0.0, 0.0, 200 / 255]).expand_as(colors))
    again, _ = far_points([view], points, bounds, ranges, seed=0)
    assert torch.equal(found, again)


def test_photos_full_of_points_get_none() -> None:
    view, points = half_sky()
    mirrored = np.concatenate([points, points * [1, -1, 1]])
    found, colors = far_points([view], mirrored, Bounds((0.0, 0.0, 2.0), 1.0, 1.0, True), np.array([[1.0, 3.0]]), 0)
    assert found.shape == colors.shape == (0, 3)
