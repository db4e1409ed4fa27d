"""MCMC growth: the laws of sharing a place, what moves and what is added, the cap; a seed decides everything."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from neural_render.cameras import Cameras
from neural_render.optim import Optimizer
from neural_render.representations.gaussians.config import GaussiansConfig
from neural_render.representations.gaussians.model import Gaussians
from neural_render.splatting import growth, mcmc
from neural_render.types import Batch

CONFIG = GaussiansConfig(cap=1000, sh_degree=0, growth="mcmc", grow_from=0.0, grow_until=1.0, grow_every=10)


def make_table(num_splats: int = 40, config: GaussiansConfig = CONFIG) -> tuple[Gaussians, Optimizer]:
    generator = torch.Generator().manual_seed(1)
    table = Gaussians(config)
    table.means.data = torch.randn(num_splats, 3, generator=generator)
    table.quats.data = torch.randn(num_splats, 4, generator=generator)
    table.log_scales.data = torch.randn(num_splats, 3, generator=generator) - 3
    table.logit_opacities.data = torch.randn(num_splats, generator=generator)
    table.sh0.data = torch.arange(num_splats * 3.0).reshape(num_splats, 3)
    table.shN.data = torch.zeros(num_splats, 0, 3)
    for name in growth.STATISTICS:
        setattr(table, name, torch.zeros(num_splats))
    return table, Optimizer(table, table.param_groups(100), table.row_buffers)


def grow(
    table: Gaussians, optimizer: Optimizer, step: int = 9, config: GaussiansConfig = CONFIG, seed: int = 2
) -> None:
    generator = torch.Generator().manual_seed(seed)
    mcmc.grow(table, optimizer.rows(growth.TABLE), config, step=step, num_steps=100, generator=generator)


OPACITIES = torch.tensor([0.006, 0.1, 0.5, 0.9, 0.999])


@pytest.mark.parametrize("num_copies", [1, 2, 3, 7, 20, 51])
def test_copies_composite_to_the_alpha_of_one(num_copies: int) -> None:
    new, _ = mcmc.shared_opacity_and_shrinkage(OPACITIES, torch.full((5,), num_copies))
    torch.testing.assert_close(1 - (1 - new) ** num_copies, OPACITIES.double(), rtol=1e-9, atol=0)


@pytest.mark.parametrize("num_copies", [1, 2, 3, 7, 20, 51])
def test_copies_keep_the_integral_of_alpha_along_a_line(num_copies: int) -> None:
    new, shrinkage = mcmc.shared_opacity_and_shrinkage(OPACITIES, torch.full((5,), num_copies))
    x = torch.linspace(-12, 12, 4801, dtype=torch.float64)  # in standard deviations of the one
    one = OPACITIES.double()[:, None] * torch.exp(-0.5 * x**2)
    each = new[:, None] * torch.exp(-0.5 * (x / shrinkage[:, None]) ** 2)
    together = 1 - (1 - each) ** num_copies
    torch.testing.assert_close(together.sum(dim=1), one.sum(dim=1), rtol=1e-9, atol=0)


def test_numbers_of_copies_do_not_disturb_each_other() -> None:
    counts = torch.tensor([1, 51, 2, 900, 5])
    together = mcmc.shared_opacity_and_shrinkage(OPACITIES, counts)
    for i, count in enumerate(counts.tolist()):
        alone = mcmc.shared_opacity_and_shrinkage(OPACITIES[i : i + 1], torch.tensor([min(count, mcmc.MAX_COPIES)]))
        assert all(torch.equal(a[i : i + 1], b) for a, b in zip(together, alone, strict=True))


def test_dead_splats_move_to_live_ones_and_keep_their_alpha() -> None:
    config = replace(CONFIG, grow_share=0.0)
    table, optimizer = make_table(config=config)
    table.logit_opacities.data[::4] = -8.0
    before = {name: value.detach().clone() for name, value in table.named_parameters()}
    grow(table, optimizer, config=config)
    assert len(table.means) == 40
    moved = 0
    for i in range(40):
        here = (table.sh0[:, 0] == before["sh0"][i, 0]).nonzero()[:, 0]  # the splat and its copies
        if i % 4 == 0:
            assert len(here) == 0
            continue
        moved += len(here) - 1
        for name in ("means", "quats"):
            assert (getattr(table, name)[here] == before[name][i]).all()
        alpha = 1 - (1 - table.logit_opacities[here].double().sigmoid()).prod()
        torch.testing.assert_close(alpha, before["logit_opacities"][i].double().sigmoid(), rtol=1e-5, atol=0)
        if len(here) == 1:
            assert torch.equal(table.log_scales[here[0]], before["log_scales"][i])
        else:
            assert (table.log_scales[here] < before["log_scales"][i]).all()
    assert moved == 10


def test_moments_of_what_changed_are_forgotten() -> None:
    config = replace(CONFIG, grow_share=0.0)
    table, optimizer = make_table(config=config)
    table.logit_opacities.data[::4] = -8.0
    for value in optimizer.exp_avg.values():
        value += 1
    before = table.logit_opacities.detach().clone()
    grow(table, optimizer, config=config)
    assert (optimizer.exp_avg["means"][::4] == 0).all()
    is_changed = table.logit_opacities != before
    for name in ("logit_opacities", "log_scales"):
        assert (optimizer.exp_avg[name][is_changed] == 0).all() and (optimizer.exp_avg[name][~is_changed] == 1).all()


def test_bright_splats_are_chosen_more_often() -> None:
    config = replace(CONFIG, cap=2000, grow_share=25.0)
    table, optimizer = make_table(config=config)
    table.logit_opacities.data[:] = -4.0
    table.logit_opacities.data[:2] = 4.0
    grow(table, optimizer, config=config)
    share = (table.sh0[40:, 0] < 6).float().mean()  # copies of the first two
    weights = torch.tensor([-4.0, 4.0]).sigmoid() * torch.tensor([38, 2])
    assert abs(share - weights[1] / weights.sum()) < 0.05


@pytest.mark.parametrize(
    ("cap", "counts"), [(1000, [42, 44, 46]), (43, [42, 43, 43]), (40, [40, 40, 40]), (7, [40] * 3)]
)
def test_a_share_is_added_in_every_round_up_to_the_cap(cap: int, counts: list[int]) -> None:
    config = replace(CONFIG, cap=cap)
    table, optimizer = make_table(config=config)
    found = []
    for step in range(30):
        grow(table, optimizer, step, config)
        found.append(len(table.means))
    assert found[9::10] == counts
    assert found[0] == 40 and len(optimizer.exp_avg["means"]) == len(table.seen_counts) == counts[-1]


@pytest.mark.parametrize(("step", "due"), [(8, False), (9, True), (49, True), (59, False), (99, False)])
def test_growth_keeps_its_schedule(step: int, due: bool) -> None:
    config = replace(CONFIG, grow_from=0.05, grow_until=0.5)
    table, optimizer = make_table(config=config)
    grow(table, optimizer, step, config)
    assert (len(table.means) > 40) == due


def test_a_scene_of_dead_splats_is_left_alone() -> None:
    table, optimizer = make_table()
    table.logit_opacities.data[:] = -8.0
    before = table.means.detach().clone()
    grow(table, optimizer)
    assert torch.equal(table.means, before)


def test_opaque_splats_share_finite_numbers() -> None:
    table, optimizer = make_table()
    table.logit_opacities.data[:] = 40.0
    grow(table, optimizer)
    assert torch.isfinite(table.logit_opacities).all() and torch.isfinite(table.log_scales).all()


def test_noise_moves_faint_splats_within_their_shape() -> None:
    table, _ = make_table(400)
    table.quats.data = torch.tensor([[math.cos(0.4), 0.0, 0.0, math.sin(0.4)]]).repeat(400, 1)  # 0.8 about z
    table.log_scales.data = torch.tensor([[0.2, 1e-4, 0.1]]).log().repeat(400, 1)
    table.logit_opacities.data[:] = -8.0
    table.logit_opacities.data[:100] = 0.0
    before = table.means.detach().clone()
    config = replace(CONFIG, noise=3.0)
    mcmc.add_noise(table, config, means_rate=0.5, generator=torch.Generator().manual_seed(4))
    moves = table.means.detach() - before
    assert (moves[:100] == 0).all()
    turned = moves[100:] @ torch.tensor(
        [[math.cos(0.8), -math.sin(0.8), 0], [math.sin(0.8), math.cos(0.8), 0], [0, 0, 1]]
    )
    strength = 3.0 * 0.5 / (1 + math.exp(100 * (1 / (1 + math.exp(8.0)) - CONFIG.prune_opacity)))
    expected = strength * torch.tensor([0.2, 1e-4, 0.1]) ** 2
    torch.testing.assert_close(turned.std(dim=0)[[0, 2]], expected[[0, 2]], rtol=0.15, atol=0)
    assert turned[:, 1].abs().max() < 1e-6


def test_noise_that_is_left_out_is_negligible() -> None:
    assert 1 / (1 + math.exp(mcmc.NOISE_SHARPNESS * mcmc.FADED)) < 1e-4


def test_a_seed_decides_everything() -> None:
    results = []
    for seed in (5, 5, 6):
        table, optimizer = make_table()
        table.logit_opacities.data[::4] = -8.0
        mcmc.add_noise(table, CONFIG, means_rate=1e-4, generator=torch.Generator().manual_seed(seed))
        grow(table, optimizer, seed=seed)
        results.append({name: value.detach() for name, value in table.named_parameters()})
    assert all(torch.equal(results[0][name], results[1][name]) for name in results[0])
    assert not torch.equal(results[0]["means"], results[2]["means"])


def test_regularizers_pull_at_every_opacity_and_scale() -> None:
    config = replace(CONFIG, opacity_weight=0.5, scale_weight=0.25)
    table, _ = make_table(config=config)
    camera = Cameras(torch.eye(4)[None], torch.eye(3)[None], 16, 16)
    batch = Batch(camera, torch.rand(1, 16, 16, 3), None, torch.zeros(3))
    losses = table.losses(batch, table(camera), 0)
    assert set(losses) == {"photometric", "opacity", "scale"}
    (losses["opacity"] + losses["scale"]).backward()
    opacities = table.logit_opacities.detach().sigmoid()
    torch.testing.assert_close(table.logit_opacities.grad, 0.5 * opacities * (1 - opacities) / 40)
    torch.testing.assert_close(table.log_scales.grad, 0.25 * table.log_scales.detach().exp() / 120)
    assert "opacity" not in make_table(config=replace(config, growth="default"))[0].losses(batch, table(camera), 0)
