"""Growth: what is added, what is removed, and that the cap and the schedule hold."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.optim import Optimizer
from neural_render.representations.gaussians.config import GaussiansConfig
from neural_render.representations.gaussians.model import Gaussians
from neural_render.splatting import growth
from neural_render.splatting.raster import backend_of
from neural_render.splatting.splats import Projected
from neural_render.types import Batch, Rendered

CONFIG = GaussiansConfig(
    growth="default", cap=100, sh_degree=0, grow_from=0.0, grow_until=1.0, grow_every=10, reset_every=0
)
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
    config = replace(CONFIG, grow_scale=1e-9)
    table, optimizer = make_table(num_splats=40, config=config)
    table.quats.data = torch.tensor([[1.0, 0.0, 0.0, 0.0]]).repeat(40, 1)
    table.log_scales.data = torch.tensor([[0.0, -9.0, -9.0]]).repeat(40, 1)
    table.gradient_sums += 1.0
    before = table.means.data.clone()
    grow(table, optimizer, config=config)
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


def test_a_reset_leaves_a_half_gathered_round_alone() -> None:
    config = replace(CONFIG, reset_every=15)
    table, optimizer = make_table(config=config)
    table.gradient_sums += 1
    grow(table, optimizer, 14, config)
    assert table.logit_opacities.data.sigmoid().tolist() == pytest.approx([2 * config.prune_opacity] * 8)
    assert table.gradient_sums.tolist() == [1] * 8
    assert table.seen_counts.tolist() == table.counted_counts.tolist() == [4] * 8


def test_neither_half_keeps_the_moments_of_its_parent() -> None:
    table, optimizer = make_table()
    table.gradient_sums[[2, 5]] = 1.0
    table.log_scales.data[5] = math.log(0.5)
    for moments in (optimizer.exp_avg, optimizer.exp_avg_sq):
        for value in moments.values():
            value += 1
    grow(table, optimizer)
    assert len(table.means) == 10
    for moments in (optimizer.exp_avg, optimizer.exp_avg_sq):
        for value in moments.values():
            assert (value[[5, 8, 9]] == 0).all()  # both halves and the duplicate
            assert (value[[0, 1, 2, 3, 4, 6, 7]] == 1).all()


@pytest.mark.parametrize(("reset_every", "left"), [(7, 7), (10, 8), (0, 8)])
def test_oversized_splats_are_removed_once_opacities_were_reset(reset_every: int, left: int) -> None:
    config = replace(CONFIG, reset_every=reset_every)
    table, optimizer = make_table(config=config)
    table.log_scales.data[3, 1] = math.log(1.01 * config.prune_scale * EXTENT)
    table.log_scales.data[4] = math.log(0.99 * config.prune_scale * EXTENT)
    grow(table, optimizer, 9, config)
    assert len(table.means) == left
    assert (9.0 in table.sh0[:, 0].tolist()) == (left == 8)


def test_growth_by_error_reaches_the_cap_in_equal_shares_and_takes_the_largest_errors() -> None:
    config = replace(CONFIG, growth="error", cap=20, grow_until=0.45)
    table, optimizer = make_table(config=config)
    found = []
    for step in range(100):
        before = table.sh0[:, 0].tolist()
        table.error_sums += torch.arange(len(table.means)) + 1.0
        grow(table, optimizer, step, config)
        if (step + 1) % 10 == 0:
            found.append(len(table.means))
            grown = found[-1] - len(before)
            assert sorted(table.sh0[len(before) :, 0].tolist()) == sorted(before[len(before) - grown :])
            assert step >= 45 or (table.error_sums == 0).all()
    assert found == [11, 14, 17, 20, 20, 20, 20, 20, 20, 20]


def test_errors_count_by_the_views_that_see_a_splat() -> None:
    config = replace(CONFIG, growth="error", cap=9, grow_until=0.1)
    table, optimizer = make_table(config=config)
    table.error_sums[[2, 5]] = torch.tensor([6.0, 5.0])
    table.error_counts[[2, 5]] = torch.tensor([3.0, 2.0])
    grow(table, optimizer, config=config)
    assert table.sh0[8:, 0].tolist() == [15.0]


def test_a_teachers_picture_is_no_evidence() -> None:
    """What it shows where photos do not count must not keep a splat alive."""
    table, _ = make_table()
    for name in growth.STATISTICS:
        getattr(table, name).zero_()
    cameras = some_camera()
    seen = torch.full((8, 2), 3, dtype=torch.int32)
    means2d = torch.zeros(8, 2, requires_grad=True)
    means2d.grad = torch.ones(8, 2)
    rest = (torch.zeros(8), torch.zeros(8, 3), torch.zeros(8), torch.zeros(8, 3))
    projected = Projected(means2d, *rest, seen)
    for is_photo, count in ((False, 0), (True, 1)):
        batch = Batch(cameras, torch.zeros(1, 20, 40, 3), None, torch.zeros(3), is_photo=is_photo)
        growth.gather_statistics(table, projected, batch, CONFIG, step=0, num_steps=10)
        assert table.seen_counts.tolist() == table.counted_counts.tolist() == [count] * 8


def test_splats_without_error_do_not_grow() -> None:
    config = replace(CONFIG, growth="error")
    table, optimizer = make_table(config=config)
    table.gradient_sums += 1.0
    table.error_sums[3] = 1.0
    grow(table, optimizer, config=config)
    assert table.sh0[8:, 0].tolist() == [9.0]


@pytest.mark.parametrize(("step", "growth_", "due"), [(5, "error", True), (6, "error", False), (5, "default", False)])
def test_errors_are_asked_for_now_and_then(step: int, growth_: str, due: bool) -> None:
    config = replace(CONFIG, growth=growth_, grow_until=0.5)
    assert growth.is_error_due(config, step=step, num_steps=100) == due
    assert not growth.is_error_due(config, step=50, num_steps=100)


def test_errors_are_shared_by_the_weights_of_the_picture() -> None:
    table, _ = make_table(6)
    table.means.data[:, :2] *= 0.2
    table.means.data[:, 2] = torch.arange(6.0) + 4
    table.log_scales.data[:] = math.log(0.3)
    table.sh0.requires_grad_(False)
    cameras = some_camera()
    rendered = table(cameras)
    rendered.rgb.sum().backward()
    projected = rendered.extras["projected"][0]
    errors = torch.rand(20, 40, 3, generator=torch.Generator().manual_seed(3))
    expected = []
    for i in range(6):  # the weights of splat i: a picture in which it alone is white
        white = replace(projected, colors=torch.zeros(6, 3).index_fill(0, torch.tensor(i), 1.0))
        with torch.no_grad():
            image, _ = backend_of(white.colors).rasterize(white, white.colors, 40, 20)
        expected.append((image * errors).sum())
    found = growth.errors_of_splats(table.splats(), rendered, errors)
    torch.testing.assert_close(found, torch.stack(expected), rtol=1e-5, atol=0)
    assert min(expected) > 0


def test_errors_are_measured_over_the_background_where_pixels_count() -> None:
    mask = torch.tensor([[[1.0, 0.0]]])
    batch = Batch(some_camera(), torch.full((1, 1, 2, 3), 0.9), mask, torch.tensor([0.0, 0.5, 1.0]))
    rendered = Rendered(rgb=torch.full((1, 1, 2, 3), 0.2), alpha=torch.full((1, 1, 2), 0.4))
    errors = growth.absolute_errors(batch, rendered)
    torch.testing.assert_close(errors[0, 0], torch.tensor([[0.7, 0.4, 0.1], [0.0, 0.0, 0.0]]))


def some_camera() -> Cameras:
    K = torch.tensor([[40.0, 0.0, 20.0], [0.0, 40.0, 10.0], [0.0, 0.0, 1.0]])
    return Cameras(torch.eye(4)[None], K[None], 40, 20)


def gather(table: Gaussians, mask: Tensor | None, step: int = 0, config: GaussiansConfig = CONFIG) -> None:
    """Statistics of four splats: one centred left and one right with gradients, one culled, one hidden."""
    means2d = torch.tensor([[10.0, 5.0], [30.0, 5.0], [10.0, 5.0], [11.0, 5.0]], requires_grad=True)
    means2d.grad = torch.tensor([[3.0, 0.0], [0.0, 4.0], [0.0, 0.0], [0.0, 0.0]])
    zeros = torch.zeros(4)
    radii = torch.tensor([[2, 2], [12, 12], [0, 0], [2, 2]], dtype=torch.int32)
    projected = Projected(means2d, zeros, torch.zeros(4, 3), zeros, torch.zeros(4, 3), radii)
    batch = Batch(some_camera(), torch.zeros(1, 20, 40, 3), mask, torch.zeros(3))
    growth.gather_statistics(table, projected, batch, config, step=step, num_steps=100)


def empty_table() -> Gaussians:
    table, _ = make_table(4)
    for name in growth.STATISTICS:
        getattr(table, name).zero_()
    return table


def test_statistics_count_what_was_seen_and_what_reached_a_pixel_that_counts() -> None:
    table = empty_table()
    mask = torch.zeros(1, 20, 40)
    mask[0, :, :20] = 1
    gather(table, mask)
    assert table.gradient_sums.tolist() == [60.0, 40.0, 0.0, 0.0]  # times half the width, half the height
    assert table.seen_counts.tolist() == [1, 1, 0, 1]
    assert table.counted_counts.tolist() == [1, 1, 0, 0]  # the second reaches over from where nothing counts


def test_hidden_splats_count_where_every_pixel_counts() -> None:
    table = empty_table()
    gather(table, None)
    assert table.counted_counts.tolist() == table.seen_counts.tolist() == [1, 1, 0, 1]


@pytest.mark.parametrize(("step", "gathers"), [(0, True), (49, True), (50, False), (99, False)])
def test_nothing_is_gathered_once_growth_has_ended(step: int, gathers: bool) -> None:
    table = empty_table()
    gather(table, None, step, replace(CONFIG, grow_until=0.5))
    assert (table.seen_counts.sum() > 0) == gathers


def test_a_splat_whose_edge_reaches_counted_pixels_stays() -> None:
    """The real thing: one splat centred on pixels that do not count and reaching over, one that does not reach."""
    table, _ = make_table(2)
    table.means.data = torch.tensor([[0.6, 0.0, 4.0], [1.6, 0.0, 4.0]])
    table.quats.data = torch.tensor([[1.0, 0.0, 0.0, 0.0]]).repeat(2, 1)
    table.log_scales.data = torch.tensor([0.5, 0.05]).log()[:, None].repeat(1, 3)
    for name in growth.STATISTICS:
        getattr(table, name).zero_()
    cameras = some_camera()
    mask = torch.zeros(1, 20, 40)
    mask[0, :, :20] = 1
    batch = Batch(cameras, torch.rand(1, 20, 40, 3, generator=torch.Generator().manual_seed(3)), mask, torch.zeros(3))
    rendered = table(cameras)
    sum(table.losses(batch, rendered, 0).values()).backward()
    projected = rendered.extras["projected"][0]
    assert (projected.means2d[:, 0] > 20).all()
    growth.gather_statistics(table, projected, batch, CONFIG, step=0, num_steps=100)
    assert table.seen_counts.tolist() == [1, 1]
    assert table.counted_counts.tolist() == [1, 0]


def test_rates_are_held_and_then_fall() -> None:
    table, _ = make_table(config=replace(CONFIG, decay_from=0.6, decay_to=0.25, scales_rate=0.08))
    schedule = next(group.schedule for group in table.param_groups(100) if group.name == "log_scales")
    assert [schedule(step) for step in (0, 60, 80, 100)] == pytest.approx([0.08, 0.08, 0.04, 0.02])


def test_a_frozen_model_renders() -> None:
    table, _ = make_table()
    expected = table(some_camera()).rgb.detach()
    table.requires_grad_(False)
    assert torch.is_grad_enabled()
    assert torch.equal(table(some_camera()).rgb, expected)


NUMBERS = [field.name for field in fields(GaussiansConfig) if field.type in ("int", "float")]
MAY_BE_ZERO = {
    *("sh_degree", "grow_from", "grow_until", "reset_every", "decay_from"),
    *("grow_share", "noise", "opacity_weight", "scale_weight", "clearance"),
}


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [0, -1, math.inf, -math.inf, math.nan])
def test_values_out_of_range_are_named(name: str, value: float) -> None:
    if value == 0 and name in MAY_BE_ZERO:
        assert getattr(GaussiansConfig(**({"grow_from": 0.0} | {name: 0})), name) == 0
        return
    with pytest.raises(ValueError, match=f"{name} = {value} must "):
        replace(GaussiansConfig(), **{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("initial_opacity", 1.0), ("prune_opacity", 0.5), ("sh_degree", 4), ("grow_until", 1.5), ("grow_every", 1.5)]
    + [("clearance", 1.0)],
)
def test_values_above_their_range_are_named(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name} = {value} must "):
        replace(GaussiansConfig(), **{name: value})


def test_all_wrong_values_are_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"cap = 0 must .*; grow_every = 0 must "):
        GaussiansConfig(cap=0, grow_every=0)
    with pytest.raises(ValueError, match=r"grow_from = 0.6 must not exceed grow_until = 0.5"):
        GaussiansConfig(grow_from=0.6, grow_until=0.5)
