"""Growth: what is added, what is removed, and that the cap and the schedule hold."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from neural_render.cameras import Cameras
from neural_render.optim import Optimizer
from neural_render.representations.gaussians.config import GaussiansConfig
from neural_render.representations.gaussians.model import Gaussians
from neural_render.splatting import growth
from neural_render.splatting.splats import Projected
from neural_render.types import Batch

CONFIG = GaussiansConfig(cap=100, sh_degree=0, grow_from=0.0, grow_until=1.0, grow_every=10, reset_every=0)
EXTENT = 2.0


def make_table(num_splats: int = 8, config: GaussiansConfig = CONFIG) -> tuple[Gaussians, Optimizer]:
    generator = torch.Generator().manual_seed(1)
    table = Gaussians(config)
    table.means.data = torch.randn(num_splats, 3, generator=generator)
    table.quats.data = torch.randn(num_splats, 4, generator=generator)
    table.log_scales.data = torch.full((num_splats, 3), math.log(1e-3))
    table.logit_opacities.data = torch.zeros(num_splats)
    table.sh0.data = torch.arange(num_splats * 3.0).reshape(num_splats, 3)
    table.shN.data = torch.zeros(num_splats, 0, 3)
    for name in growth.STATISTICS:
        setattr(table, name, torch.zeros(num_splats))
    table.seen_counts += 4
    table.counted_counts += 4
    return table, Optimizer(table, table.param_groups(100), table.row_buffers)


def grow(table: Gaussians, optimizer: Optimizer, step: int = 9, config: GaussiansConfig = CONFIG) -> None:
    growth.grow(
        table,
        optimizer.rows(growth.TABLE),
        config,
        extent=EXTENT,
        step=step,
        num_steps=100,
        generator=torch.Generator().manual_seed(2),
    )


def test_small_splats_are_duplicated_and_large_ones_split() -> None:
    table, optimizer = make_table()
    table.gradient_sums[2] = table.gradient_sums[5] = 1.0
    table.log_scales.data[5] = math.log(0.5)
    before = table.means.data.clone()
    grow(table, optimizer)
    assert len(table.means) == 10
    small, half = table.sh0[8], table.sh0[9]
    assert torch.equal(small, table.sh0[2]) and torch.equal(half, table.sh0[5])
    assert torch.equal(table.means[8], before[2])
    assert not torch.equal(table.means[5], before[5]) and not torch.equal(table.means[9], table.means[5])
    expected = torch.full((3,), math.log(0.5 / growth.SPLIT_SHRINK))
    torch.testing.assert_close(table.log_scales[5], expected)
    torch.testing.assert_close(table.log_scales[9], expected)
    assert all((getattr(table, name) == 0).all() and len(getattr(table, name)) == 10 for name in growth.STATISTICS)


def test_halves_lie_inside_their_parent() -> None:
    table, optimizer = make_table(num_splats=40, config=replace(CONFIG, grow_scale=0.0))
    table.quats.data = torch.tensor([[1.0, 0.0, 0.0, 0.0]]).repeat(40, 1)
    table.log_scales.data = torch.tensor([[0.0, -9.0, -9.0]]).repeat(40, 1)
    table.gradient_sums += 1.0
    before = table.means.data.clone()
    grow(table, optimizer, config=replace(CONFIG, grow_scale=0.0))
    offsets = torch.cat([table.means[:40] - before, table.means[40:] - before]).abs()
    assert offsets[:, 0].mean() > 0.3 and offsets[:, 0].max() < 5  # a unit Gaussian along x
    assert offsets[:, 1:].max() < 1e-3


def test_the_cap_is_kept_and_the_largest_gradients_come_first() -> None:
    config = replace(CONFIG, cap=10)
    table, optimizer = make_table()
    table.gradient_sums.copy_(torch.tensor([5.0, 1, 8, 2, 7, 3, 6, 4]))
    grow(table, optimizer, config=config)
    assert len(table.means) == 10
    assert sorted(table.sh0[8:, 0].tolist()) == [6.0, 12.0]  # copies of splats 2 and 4


def test_faint_splats_are_removed_and_unseen_ones_stay() -> None:
    table, optimizer = make_table()
    table.logit_opacities.data[3] = -10.0
    table.seen_counts[6] = table.counted_counts[6] = 0
    grow(table, optimizer)
    assert table.sh0[:, 0].tolist() == [0.0, 3.0, 6.0, 12.0, 15.0, 18.0, 21.0]


def test_splats_that_no_counted_pixel_saw_are_removed() -> None:
    table, optimizer = make_table()
    table.counted_counts[[1, 2]] = 0
    grow(table, optimizer)
    assert table.sh0[:, 0].tolist() == [0.0, 9.0, 12.0, 15.0, 18.0, 21.0]


def test_nothing_is_left_empty() -> None:
    table, optimizer = make_table()
    table.logit_opacities.data.fill_(-10.0)
    grow(table, optimizer)
    assert len(table.means) == 8


@pytest.mark.parametrize(("step", "due"), [(8, False), (9, True), (49, True), (59, False), (99, False)])
def test_growth_keeps_its_schedule(step: int, due: bool) -> None:
    config = replace(CONFIG, grow_from=0.05, grow_until=0.5)
    table, optimizer = make_table(config=config)
    table.gradient_sums += 1.0
    grow(table, optimizer, step, config)
    assert (len(table.means) > 8) == due


def test_opacities_are_reset_with_their_moments() -> None:
    config = replace(CONFIG, reset_every=20, grow_every=1000)
    table, optimizer = make_table(config=config)
    optimizer.exp_avg["logit_opacities"] += 1
    table.logit_opacities.data[0] = -20.0
    grow(table, optimizer, 19, config)
    assert table.logit_opacities.data.sigmoid()[1:].tolist() == pytest.approx([2 * config.prune_opacity] * 7)
    assert table.logit_opacities[0] == -20.0
    assert (optimizer.exp_avg["logit_opacities"] == 0).all()


def test_statistics_count_what_was_seen_and_what_counted() -> None:
    table, _ = make_table(3)
    for name in growth.STATISTICS:
        getattr(table, name).zero_()
    means2d = torch.tensor([[10.0, 5.0], [30.0, 5.0], [10.0, 5.0]], requires_grad=True)
    means2d.grad = torch.tensor([[3.0, 0.0], [0.0, 4.0], [0.0, 0.0]])
    zeros = torch.zeros(3)
    radii = torch.tensor([[2, 2], [2, 2], [0, 0]], dtype=torch.int32)
    projected = Projected(means2d, zeros, torch.zeros(3, 3), zeros, torch.zeros(3, 3), radii)
    mask = torch.zeros(1, 20, 40)
    mask[0, :, :20] = 1
    cameras = Cameras(torch.eye(4)[None], torch.eye(3)[None], 40, 20)
    growth.gather_statistics(table, projected, Batch(cameras, torch.zeros(1, 20, 40, 3), mask, torch.zeros(3)))
    assert table.gradient_sums.tolist() == [60.0, 40.0, 0.0]  # times half the width, half the height
    assert table.seen_counts.tolist() == [1, 1, 0]
    assert table.counted_counts.tolist() == [1, 0, 0]
