"""Trees of Gaussians: what grows out of them, and trees that stand for given splats."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.fields.hash_grid import HashGridLayout
from neural_render.representations.compact_gaussians import fitting, trees
from neural_render.representations.compact_gaussians.trees import Nets, Region, Shape, Trees
from neural_render.splatting import selection
from neural_render.splatting.splats import Splats, quat_product, quat_to_rotmat

SHAPE = Shape(
    num_children=2,
    sh_degree=1,
    grid=HashGridLayout(3, 4, 8, 4, 16),
    width=16,
    attention=8,
    is_contracted=True,
)
REGION = Region(torch.zeros(3), torch.tensor(1.5))


def some_splats(num_splats: int = 60) -> Splats:
    generator = torch.Generator().manual_seed(1)

    def random(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator)

    return Splats(
        means=random(num_splats, 3),
        quats=random(num_splats, 4),
        log_scales=-2.5 + 0.5 * random(num_splats, 3),
        logit_opacities=random(num_splats),
        sh0=random(num_splats, 3),
        shN=0.2 * random(num_splats, 3, 3),
    )


def some_trees(dtype: torch.dtype = torch.float32) -> tuple[Trees, Nets]:
    generator = torch.Generator().manual_seed(2)
    splats = some_splats(8)
    stored, nets = fitting.new(splats.means, splats.log_scales, SHAPE, generator)
    stored = dataclasses.replace(
        stored,
        residuals=torch.randn(stored.residuals.shape, generator=generator),
        harmonics=torch.randn(stored.harmonics.shape, generator=generator),
        grid=torch.randn(stored.grid.shape, generator=generator),
    )
    tensors = {field.name: getattr(stored, field.name).to(dtype) for field in dataclasses.fields(stored)}
    return Trees(**tensors), nets.to(dtype)


def covariances(log_scales: Tensor, quats: Tensor) -> Tensor:  # [N, 3], [N, 4]
    axes = quat_to_rotmat(quats) * log_scales.exp()[:, None]  # [N, 3, 3]
    return axes @ axes.transpose(1, 2)


def test_fitted_trees_grow_the_splats_that_they_stand_for() -> None:
    given = some_splats()
    generator = torch.Generator().manual_seed(0)
    stored, nets, kept = fitting.fit(given, SHAPE, REGION, cap=60, factor=0.0, num_steps=5, generator=generator)
    assert len(stored) == 20 and sorted(kept.means[:, 0].tolist()) == sorted(given.means[:, 0].tolist())
    grown = trees.grow(stored, nets, SHAPE, REGION)
    assert torch.equal(grown.means[:20], kept.means[:20])
    # Sizes and places are whole steps, so the others are right to a half of them.
    sizes = kept.log_scales[:, :1].exp() * torch.exp(torch.tensor(trees.SIZE_STEP / 2))  # [60, 1]
    distances = (kept.means - kept.means[:20].repeat(3, 1)).abs().amax(dim=1, keepdim=True)  # [60, 1]
    steps = trees.PLACE_STEP * sizes + (distances + sizes) / trees.BEND  # [60, 1]
    assert ((grown.means - kept.means).abs() <= 0.51 * steps).all()
    wrong = (grown.log_scales - kept.log_scales).abs()
    assert (wrong[:20] <= 0.501 * trees.LOG_SCALE_STEP).all()
    assert (wrong[20:, 0] <= 0.501 * trees.SIZE_STEP).all()
    assert (wrong[20:, 1:] <= 0.501 * trees.SCALE_STEP).all()
    torch.testing.assert_close(grown.logit_opacities, kept.logit_opacities, rtol=0, atol=1e-4)
    torch.testing.assert_close(grown.colors[:, 0, :3], kept.sh0, rtol=0, atol=1e-4)
    torch.testing.assert_close(grown.colors[:, 1:, :3], kept.shN, rtol=0, atol=1e-4)
    torch.testing.assert_close(
        covariances(kept.log_scales, grown.quats), covariances(kept.log_scales, kept.quats), rtol=0, atol=1e-4
    )


def test_what_cameras_see_most_of_is_worth_its_bytes() -> None:
    K = torch.tensor([[30.0, 0.0, 24.0], [0.0, 30.0, 18.0], [0.0, 0.0, 1.0]])
    camera = Cameras(torch.eye(4)[None], K[None], 48, 36)
    depths = torch.tensor([4.0] * 30 + [-4.0] * 30)  # half of them are behind the camera
    given = dataclasses.replace(some_splats(), means=torch.cat([some_splats().means[:, :2], depths[:, None]], dim=1))
    given.logit_opacities[:5] = -5.0  # too faint for a tenth of a pixel
    weights = selection.contributions(given, [camera])
    bright = weights >= fitting.FAINT_PX
    assert not bright[:5].any() and 12 < bright.sum() <= 25
    assert torch.equal(fitting.worthwhile(given, 60, [camera]).means, given.means[bright])
    best = weights.topk(12).indices.sort().values
    assert torch.equal(fitting.worthwhile(given, 12, [camera]).means, given.means[best])


def test_too_few_splats_are_no_tree() -> None:
    generator = torch.Generator().manual_seed(0)
    with pytest.raises(ValueError, match="see 2 of its splats, and a tree has 3"):
        fitting.fit(some_splats(2), SHAPE, REGION, cap=60, factor=0.0, num_steps=0, generator=generator)


def test_the_same_splats_with_their_axes_from_long_to_short() -> None:
    given = some_splats()
    upright = fitting._upright(given)
    assert (upright.log_scales.diff(dim=1) <= 0).all()
    torch.testing.assert_close(
        covariances(upright.log_scales, upright.quats), covariances(given.log_scales, given.quats), rtol=0, atol=1e-6
    )


def test_a_regression_predicts_more_than_nothing() -> None:
    left = []
    splats = dataclasses.replace(some_splats(), sh0=some_splats().means.sin())
    for num_steps in (0, 300):
        generator = torch.Generator().manual_seed(0)
        stored, *_ = fitting.fit(splats, SHAPE, REGION, cap=60, factor=0.0, num_steps=num_steps, generator=generator)
        left.append(float(stored.residuals[:, :, trees.COLOR].abs().mean()))
    assert left[1] < 0.8 * left[0]


def test_gradients_of_everything_that_is_stored() -> None:
    stored, nets = some_trees(torch.float64)
    region = Region(REGION.center.double(), REGION.radius.double())
    tensors = [getattr(stored, field.name).requires_grad_(True) for field in dataclasses.fields(stored)]

    def grown(*values: Tensor) -> Tensor:
        nodes = trees.grow(Trees(*values), nets, SHAPE, region)
        parts = [nodes.means, nodes.quats, nodes.log_scales, nodes.logit_opacities, nodes.colors]
        return torch.stack([part.sin().sum() for part in parts])

    assert torch.autograd.gradcheck(grown, tensors, fast_mode=True)


def test_siblings_have_no_order() -> None:
    stored, nets = some_trees()
    swapped = dataclasses.replace(
        stored, residuals=stored.residuals[:, [0, 2, 1]], harmonics=stored.harmonics[:, [0, 2, 1]]
    )
    # The net that places children has an output for each: they swap, too.
    other = Nets(SHAPE)
    other.load_state_dict(nets.state_dict())
    for values in (other.place.weight, other.place.bias):
        values.data = values.data.unflatten(0, (2, 4)).flip(0).flatten(0, 1)
    first = trees.grow(stored, nets, SHAPE, REGION)
    second = trees.grow(swapped, other, SHAPE, REGION)
    for name in ("means", "quats", "log_scales", "logit_opacities", "colors"):
        values, again = (getattr(nodes, name).unflatten(0, (3, 8)) for nodes in (first, second))
        torch.testing.assert_close(again, values[[0, 2, 1]], rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("is_contracted", [True, False])
def test_contraction_keeps_the_region_and_loses_nothing_far_away(is_contracted: bool) -> None:
    directions = torch.nn.functional.normalize(some_splats().means, dim=1)  # [60, 3]
    near = trees.contract(0.5 * REGION.radius * directions, REGION, is_contracted)
    share = 0.25 if is_contracted else 0.5
    torch.testing.assert_close(near, 0.5 + 0.5 * share * directions)
    inside, outside = (
        trees.contract(REGION.radius * factor * directions, REGION, is_contracted) for factor in (0.999999, 1.000001)
    )
    torch.testing.assert_close(inside, outside, rtol=0, atol=1e-5)
    far = [trees.contract(10.0**power * directions, REGION, is_contracted) for power in (2, 4, 12)]
    assert all(((places >= 0) & (places <= 1)).all() for places in far)
    if is_contracted:
        distances = [(places - 0.5).norm(dim=1).mean() for places in far[:2]]
        assert 0.25 < distances[0] < distances[1] < 0.5


def test_bent_codes_are_straightened() -> None:
    codes = torch.arange(-127.0, 128.0)
    torch.testing.assert_close(trees.straight(trees.bent(codes)), codes)
    assert trees.bent(torch.tensor(1.0)) < 1.02 and trees.bent(torch.tensor(127.0)) > 1000


def test_residuals_that_are_nothing_yet_can_become_something() -> None:
    """Most are rounded to 0 in training: their gradient must not be 0, too."""
    codes = torch.tensor([-1e-3, 0.0, 1e-3], requires_grad=True)
    trees.bent(codes).sum().backward()
    torch.testing.assert_close(codes.grad, torch.ones(3), atol=1e-4, rtol=0)


def test_products_of_quaternions_are_those_of_rotations() -> None:
    first, second = some_splats().quats, some_splats().quats.flip(0)
    torch.testing.assert_close(
        quat_to_rotmat(quat_product(first, second)),
        quat_to_rotmat(first) @ quat_to_rotmat(second),
        rtol=0,
        atol=1e-5,
    )
