"""Cameras before a wall: how far their depths are from each other, by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from neural_render.cameras import Cameras
from neural_render.planes.agreement import disagreement
from neural_render.planes.clouds import DepthView

K = torch.tensor([[[30.0, 0, 24], [0, 30, 16], [0, 0, 1]]])


def a_view(x: float, depth: float, *, turned: bool = False) -> DepthView:
    """A camera at (x, 0, 0) that looks along z, or against it, and sees all at one depth."""
    viewmat = torch.diag(torch.tensor([-1.0, 1, -1, 1])) if turned else torch.eye(4)
    viewmat[:3, 3] = -viewmat[:3, :3] @ torch.tensor([x, 0, 0])
    return DepthView(Cameras(viewmat[None], K, 48, 32), np.full((32, 48), depth))


def test_cameras_before_one_wall_agree() -> None:
    assert disagreement([a_view(x, 4.0) for x in (0.0, 0.5, 1.0)]) == pytest.approx(0, abs=1e-7)


def test_the_median_is_of_all_that_two_see() -> None:
    """Of 4.0 and 4.4 m, one sees the other's points 0.4 m from its own, which is 1 / 11 or 1 / 10 of them."""
    assert 1 / 11 - 1e-6 <= disagreement([a_view(0.0, 4.0), a_view(0.5, 4.4)]) <= 1 / 10 + 1e-6
    # One that is wrong among several is not what most points say, and where nothing is known nothing counts.
    assert disagreement([a_view(x, 4.0) for x in (0.0, 0.3, 0.6, 0.9)] + [a_view(1.2, 9.0)]) < 1e-6
    assert disagreement([a_view(0.0, 4.0), a_view(0.3, 4.0), a_view(0.6, 0.0)]) < 1e-6


def test_the_nearest_others_count() -> None:
    """Four cameras side by side do not ask those of another place, which see the same wall elsewhere."""
    here, there = [a_view(x, 4.0) for x in (0.0, 0.3, 0.6, 0.9)], [a_view(x, 4.0) for x in (9.0, 9.3, 9.6, 9.9)]
    assert disagreement(here + there) < 1e-6


@pytest.mark.parametrize(
    "views",
    [
        [],
        [a_view(0.0, 4.0)],
        [a_view(0.0, 4.0), a_view(0.1, 4.0)],
        [a_view(0.0, 4.0), a_view(0.5, 4.0, turned=True)],
        [a_view(0.0, 0.0), a_view(0.5, 0.0)],
        [a_view(0.0, 4.0), a_view(9.0, 4.0)],
    ],
    ids=["none", "one", "one place", "back to back", "no depth", "nothing in common"],
)
def test_where_nothing_can_be_compared_it_is_infinite(views: list[DepthView]) -> None:
    assert disagreement(views) == np.inf
