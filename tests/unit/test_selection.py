"""What splats are of pictures, and that budgets keep those that are most."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
import torch
from raster_scenes import crowd

from neural_render.bake import bake
from neural_render.cameras import Cameras, look_at
from neural_render.cli.subject import scene_of_splats
from neural_render.compress.budgets import Budget
from neural_render.export import FileInfo
from neural_render.splatting import packing, selection
from neural_render.splatting.raster import render
from neural_render.splatting.splats import Splats
from neural_render.splatting.weighted_sum import WeightedSum


def camera(x: float) -> Cameras:
    viewmat = look_at(torch.tensor([x, 0.0, 6.0]), torch.zeros(3), torch.tensor([0.0, 1.0, 0.0]))
    K = torch.tensor([[50.0, 0.0, 24.0], [0.0, 50.0, 18.0], [0.0, 0.0, 1.0]])
    return Cameras(viewmat[None], K[None], 48, 36)


def some_splats(num: int = 100, variant: str | None = None) -> Splats:
    blending = None
    if variant is not None:
        view_sh = 0.3 * torch.randn(num, 16, generator=torch.Generator().manual_seed(1))
        sizes = (torch.tensor(value) for value in (9.0, 1.5, 0.1))
        blending = WeightedSum(variant, 1 + view_sh[:, :1], view_sh[:, 1:], *sizes)
    return Splats(**crowd(num, seed=2), weighted_sum=blending)


@pytest.mark.parametrize("variant", [None, "coverage", "linear"])
def test_contributions_to_a_picture_add_up_to_all_that_it_shows(variant: str | None) -> None:
    splats, views = some_splats(variant=variant), [camera(0.0), camera(3.0)]
    weights = [selection.contributions(splats, [view]) for view in views]
    for view, ours in zip(views, weights, strict=True):
        assert ours.shape == (len(splats),) and ours.min() >= 0
        torch.testing.assert_close(ours.sum(), render(splats, view, sh_degree=3).alpha.sum(), rtol=1e-4, atol=0)
    assert torch.equal(selection.contributions(splats, views), torch.maximum(*weights))


def behind_a_wall() -> Splats:
    """Ten small splats, then ten large ones behind an opaque wall, then the wall."""
    splats = selection.with_sh_degree(some_splats(21), 0)
    means = 0.3 * splats.means
    means[:10, 2] += 2.5
    means[10:20, 2] -= 3.0
    means[20] = torch.tensor([0.0, 0.0, 0.0])
    sizes = torch.tensor([-3.0] * 10 + [-1.5] * 10)[:, None].expand(20, 3)
    log_scales = torch.cat([sizes, torch.tensor([[2.0, 2.0, -4.0]])])
    quats = torch.tensor([1.0, 0.0, 0.0, 0.0]).expand(21, 4)
    return dataclasses.replace(
        splats, means=means, quats=quats, log_scales=log_scales, logit_opacities=torch.full((21,), 6.0)
    )


def test_what_no_view_shows_goes_first_however_large_it_is() -> None:
    scene = scene_of_splats(behind_a_wall(), FileInfo(), "cpu")
    views = [SimpleNamespace(name=f"{x}.png", cameras=camera(x)) for x in (-1.0, 0.0, 1.0)]
    seen = packing.unpack(bake(scene, "some", views, Budget(num_splats=11)))
    assert seen.means[:, 2].min() > -1.0
    # Without views nobody knows.
    large = packing.unpack(bake(scene, "some", [], Budget(num_splats=11)))
    assert (large.means[:, 2] < -1.0).sum() == 10
