"""Blending without an order: what its formulas promise, for every variant."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import pytest
import torch
from raster_scenes import SH_DEGREE, Scene, camera_at_origin, crowd, scene

from neural_render.cameras import Cameras
from neural_render.representations.sort_free_gaussians.config import SortFreeGaussiansConfig
from neural_render.splatting import weighted_sum
from neural_render.splatting.raster import render
from neural_render.splatting.weighted_sum import Variant, WeightedSum

VARIANTS = get_args(Variant)


def blending(variant: Variant, num: int, view: float = 0.5) -> WeightedSum:
    view0, viewN = torch.full((num, 1), view), torch.zeros(num, 15)
    sigma = torch.tensor(0.1 if variant == "exponential" else 9.0)
    return WeightedSum(variant, view0, viewN, sigma, torch.tensor(1.5), torch.tensor(0.1))


def cameras_of(case: Scene) -> Cameras:
    return Cameras(case.viewmat[None], case.K[None], case.width, case.height)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_order_of_the_splats_changes_nothing(variant: Variant) -> None:
    case = scene("crowd")
    order = torch.randperm(len(case.parameters["means"]), generator=torch.Generator().manual_seed(0))
    shuffled = replace(case, parameters={name: value[order] for name, value in case.parameters.items()})
    pictures = []
    for each in (case, shuffled):
        splats = replace(each.splats(torch.float32), weighted_sum=blending(variant, len(order)))
        pictures.append(render(splats, cameras_of(each), sh_degree=SH_DEGREE))
    torch.testing.assert_close(pictures[0].rgb, pictures[1].rgb, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(pictures[0].alpha, pictures[1].alpha, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("variant", VARIANTS)
def test_splats_of_one_colour_show_that_colour_in_front_of_the_background(variant: Variant) -> None:
    """The picture is a mean of splats and background, with weights between 0 and 1."""
    case = scene("crowd")
    splats = replace(case.splats(torch.float32), weighted_sum=blending(variant, 40))
    splats = replace(splats, sh0=torch.full((40, 3), 0.7), shN=torch.zeros(40, 15, 3))
    rendered = render(splats, cameras_of(case), sh_degree=SH_DEGREE)
    color = 0.5 + 0.28209479177387814 * 0.7
    torch.testing.assert_close(rendered.rgb, rendered.alpha[..., None] * color * torch.ones(3), rtol=1e-4, atol=1e-5)
    assert rendered.alpha.min() >= 0 and rendered.alpha.max() <= 1 and rendered.alpha.max() > 0.3


@pytest.mark.parametrize("variant", ["exponential", "linear", "coverage"])
def test_of_two_equal_splats_the_nearer_one_is_seen(variant: Variant) -> None:
    viewmat, K = camera_at_origin(9, 9, 20.0)
    parameters = crowd(2, seed=0)
    parameters |= {
        "means": torch.tensor([[0.0, 0.0, 2.0], [0.0, 0.0, 8.0]]),
        "quats": torch.tensor([[1.0, 0.0, 0.0, 0.0]] * 2),
        "log_scales": torch.log(torch.tensor([[0.2] * 3, [0.8] * 3])),  # of one size in the picture
        "logit_opacities": torch.tensor([4.0, 4.0]),
        "sh0": torch.tensor([[1.5, -1.5, -1.5], [-1.5, 1.5, -1.5]]),
        "shN": torch.zeros(2, 15, 3),
    }
    case = Scene(parameters, viewmat, K, 9, 9)
    splats = replace(case.splats(torch.float32), weighted_sum=blending(variant, 2, view=3.0))
    red, green, _ = render(splats, cameras_of(case), sh_degree=0).rgb[0, 4, 4]
    assert red > 1.5 * green


def test_coverage_hides_as_much_of_the_background_as_sorted_splats_do() -> None:
    case = scene("crowd")
    splats = case.splats(torch.float32)
    expected = render(splats, cameras_of(case), sh_degree=SH_DEGREE).alpha
    found = render(replace(splats, weighted_sum=blending("coverage", 40)), cameras_of(case), sh_degree=SH_DEGREE).alpha
    # Sorted compositing stops at TRANSMITTANCE_MIN, sums do not.
    torch.testing.assert_close(found, expected, rtol=0, atol=2e-4)


def test_coverage_fades_out_in_front_of_the_camera() -> None:
    depths = torch.tensor([-1.0, 0.1, 0.18, 0.54, 0.9, 5.0])  # sigma is 9
    near = weighted_sum.nearness(blending("coverage", 6), depths, torch.full((6, 3), -4.0))
    torch.testing.assert_close(near, torch.tensor([0.0, 0.0, 0.0, 0.5, 1.0, 1.0]))


def test_coverage_fades_out_where_the_camera_is_nearly_inside() -> None:
    depths = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
    log_scales = torch.tensor([[-2.0, math.log(20.0), 1.0]] * 5)
    near = weighted_sum.nearness(blending("coverage", 5), depths, log_scales)
    torch.testing.assert_close(near, torch.tensor([0.0, 0.0, 0.5, 1.0, 1.0]), rtol=0, atol=1e-6)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_a_splat_in_the_camera_outweighs_nothing(dtype: torch.dtype) -> None:
    """A hardly opaque one covers the whole picture there, and a factor without limit would show it alone."""
    case = scene("crowd")
    hidden = {name: torch.cat([value, value[:1]]) for name, value in case.parameters.items()}
    hidden["means"][-1] = torch.linalg.inv(case.viewmat)[:3] @ torch.tensor([0.0, 0.0, 0.02, 1.0])
    hidden["log_scales"][-1], hidden["logit_opacities"][-1] = -3.0, -4.0
    pictures = []
    for parameters in (case.parameters, hidden):
        num = len(parameters["means"])
        mixed = {name: value.to(dtype) for name, value in vars(blending("coverage", num)).items() if name != "variant"}
        splats = replace(case, parameters=parameters).splats(dtype)
        splats = replace(splats, weighted_sum=WeightedSum(variant="coverage", **mixed))
        pictures.append(render(splats, cameras_of(case), sh_degree=SH_DEGREE).rgb)
    assert torch.equal(*pictures)


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_is_black_and_transparent(variant: Variant) -> None:
    image, weight = torch.zeros(2, 3, 3), torch.zeros(2, 3)
    mixed = blending(variant, 0)
    picture, alpha = weighted_sum.resolve(mixed, image, weight, torch.ones(2, 3) if mixed.has_coverage else None)
    assert not picture.any() and not alpha.any()


@pytest.mark.parametrize("variant", VARIANTS)
def test_factors_are_finite_at_any_depth(variant: Variant) -> None:
    depths = torch.tensor([-1e6, -1.0, 0.0, 1e-30, 0.01, 1.0, 8.9, 9.1, 1e6, 1e30], requires_grad=True)
    views = torch.full((10,), 3.0, requires_grad=True)
    mixed = blending(variant, 10)
    shared = [mixed.sigma.requires_grad_(), mixed.beta.requires_grad_()]
    for beta in (1.5, 10.0):
        mixed.beta.data.fill_(beta)
        found = weighted_sum.factors(mixed, views, depths)
        assert torch.isfinite(found).all() and (found >= 0).all()
        leaves = [views, depths, *shared]
        for gradient in torch.autograd.grad(found.sum(), leaves, allow_unused=True, materialize_grads=True):
            assert torch.isfinite(gradient).all()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("beta", [1.0, 8.0, 16.0])
def test_a_splat_alone_shows_its_colour_at_any_distance(beta: float, dtype: torch.dtype) -> None:
    """In `coverage` the weight of a single splat cancels, however small, where it does not fade; so do gradients."""
    viewmat, K = camera_at_origin(9, 9, 20.0)
    for depth in (1.0, 30.0, 1e4):
        parameters = {
            "means": torch.tensor([[0.0, 0.0, depth]]),
            "quats": torch.tensor([[1.0, 0.0, 0.0, 0.0]]),
            "log_scales": torch.full((1, 3), depth * 0.1).log(),
            "logit_opacities": torch.tensor([4.0]),
            "sh0": torch.tensor([[1.5, 0.5, -0.5]]),
            "shN": torch.zeros(1, 15, 3),
        }
        case = Scene(parameters, viewmat, K, 9, 9)
        splats = case.splats(dtype)
        shared = (torch.tensor(value, dtype=dtype) for value in (5.0, beta, 0.1))
        view = torch.zeros(1, 1, dtype=dtype), torch.zeros(1, 15, dtype=dtype)
        mixed = replace(splats, weighted_sum=WeightedSum("coverage", *view, *shared))
        pictures = [render(each, cameras_of(case), sh_degree=0) for each in (mixed, splats)]
        torch.testing.assert_close(pictures[0].rgb, pictures[1].rgb, rtol=1e-4, atol=1e-5)
        gradients = [torch.autograd.grad(picture.rgb.sum(), splats.sh0)[0] for picture in pictures]
        torch.testing.assert_close(gradients[0], gradients[1], rtol=1e-4, atol=1e-5)


def test_sums_refuse_growth_that_shares_opacity_as_compositing_does() -> None:
    with pytest.raises(ValueError, match="mcmc"):
        SortFreeGaussiansConfig(growth="mcmc")
    with pytest.raises(ValueError, match="blend_rate"):
        SortFreeGaussiansConfig(blend_rate=0.0)
