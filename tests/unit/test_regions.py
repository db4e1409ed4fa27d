"""Shares of regions: continuous, one in all, and one region alone well inside it."""

from __future__ import annotations

import math

import pytest
import torch

from neural_render.package.regions import mixing, shares

OVERLAP = 0.15
CENTERS = torch.tensor([[3.0, 0, 1], [0, 3, 1], [-3, 0, 1], [0, -3, 1], [0, 0, 4]], dtype=torch.float64)  # [K, 3]


def circle(num: int) -> torch.Tensor:
    """[F, 3] around all but the last region, beginning in the middle of the first."""
    turns = 2 * math.pi * torch.arange(num, dtype=torch.float64) / num  # [F]
    return torch.stack([3.5 * turns.cos(), 3.5 * turns.sin(), torch.full_like(turns, 1.2)], dim=1)


def test_shares_along_a_circle() -> None:
    num = 2000
    found = shares(circle(num), CENTERS, OVERLAP)  # [F, K]
    torch.testing.assert_close(found.sum(dim=1), torch.ones(num, dtype=torch.float64))
    assert (found >= 0).all() and found.count_nonzero(dim=1).max() == 2
    assert (found - found.roll(1, dims=0)).abs().max() < 0.03  # an overlap has about 40 steps
    for quarter in range(4):
        middle, border = quarter * num // 4, (2 * quarter + 1) * num // 8
        near = found[[(middle + offset) % num for offset in range(-200, 201)]]  # [401, K]
        assert torch.equal(near[:, quarter], torch.ones(401, dtype=torch.float64))
        torch.testing.assert_close(found[border, [quarter, (quarter + 1) % 4]], torch.full((2,), 0.5).double())
    assert 0.05 < (found.count_nonzero(dim=1) == 2).double().mean() < 0.3
    # Half the step is half the change: no jump is hidden between two places.
    finer = shares(circle(8 * num), CENTERS, OVERLAP)
    assert (finer - finer.roll(1, dims=0)).abs().max() < 0.03 / 6


def test_shares_are_continuous_where_three_regions_meet() -> None:
    corner = torch.tensor([2.0, 2.0, 3.0], dtype=torch.float64)  # as far from the first, the second and the last
    torch.testing.assert_close(shares(corner[None], CENTERS, OVERLAP), torch.tensor([[1, 1, 0, 0, 1]]).double() / 3)
    generator = torch.Generator().manual_seed(0)
    places = corner + 0.3 * torch.randn(500, 3, generator=generator, dtype=torch.float64)  # [N, 3]
    steps = 1e-5 * torch.randn(500, 3, generator=generator, dtype=torch.float64)  # [N, 3]
    before, after = shares(places, CENTERS, OVERLAP), shares(places + steps, CENTERS, OVERLAP)
    assert before.count_nonzero(dim=1).max() == 3
    assert (after - before).abs().max() < 20 * steps.norm(dim=1).max()


@pytest.mark.parametrize("overlap", [0.0, OVERLAP])
def test_the_nearest_region_alone_without_an_overlap_and_at_a_centre(overlap: float) -> None:
    torch.testing.assert_close(shares(CENTERS, CENTERS, overlap), torch.eye(5, dtype=torch.float64))
    found = shares(circle(99), CENTERS, 0.0)  # [F, K]
    assert torch.equal(found.argmax(dim=1), torch.cdist(circle(99), CENTERS).argmin(dim=1))
    assert torch.equal(found.sort(dim=1).values[:, -2:], torch.tensor([[0.0, 1.0]]).double().expand(99, 2))


def test_pictures_that_replace_each_other_by_the_mixing_have_their_shares() -> None:
    own = torch.tensor([[0.0, 0.2, 0.0, 0.5, 0.3], [1.0, 0, 0, 0, 0], [0, 0, 0, 0, 1.0]])  # [C, K]
    factors, pictures = mixing(own), torch.rand(5, 7)  # [C, K], [K, P]
    assert torch.equal(factors > 0, own > 0) and torch.equal(factors[:, [1]][0], torch.ones(1))
    drawn = torch.full((3, 7), 9.0)  # [C, P] what was there before
    for region in range(5):
        drawn = torch.lerp(drawn, pictures[region].expand(3, 7), factors[:, region, None])
    torch.testing.assert_close(drawn, own @ pictures)
