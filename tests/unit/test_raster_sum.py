"""Sums in any order against the float64 oracle: values and all gradients within 1e-4 of a tensor's largest entry."""

from __future__ import annotations

import dataclasses
from types import ModuleType
from typing import get_args

import pytest
import torch
from raster_scenes import PARAMETERS, SCENES, SH_DEGREE, Scene, crowd, scene
from test_raster import TOLERANCE, relative_errors
from torch import Tensor

from neural_render import native
from neural_render.cameras import Cameras
from neural_render.splatting import raster
from neural_render.splatting.raster import cpu, reference
from neural_render.splatting.splats import ALPHA_MAX, ALPHA_MIN, Projected, Splats, num_sh_bases
from neural_render.splatting.weighted_sum import Variant, WeightedSum


@torch.no_grad()
def decided(projected: Projected, width: int, height: int) -> Tensor:
    """Pixels [H, W] (1 or 0) in which no alpha is within rounding of the limits; `projected` is the oracle's."""
    visible = projected.radii[:, 0] > 0  # [N]
    alphas = reference._alphas(projected, visible.nonzero()[:, 0], width, range(height))  # [M, H, W]
    # Below its limit an alpha is 0 here: bring those that just miss it back by a little more opacity.
    brighter = Projected(**{**vars(projected), "opacities": projected.opacities * (1 + 3e-3)})
    more = reference._alphas(brighter, visible.nonzero()[:, 0], width, range(height))  # [M, H, W]
    is_near_limit = ((alphas - ALPHA_MIN).abs() < 1e-5) | ((more > 0) & (alphas == 0))
    return (~(is_near_limit | ((alphas - ALPHA_MAX).abs() < 1e-5)).any(0)).double()


def run(
    backend: ModuleType, case: Scene, dtype: torch.dtype, num_channels: int, has_weights: bool, antialias: bool
) -> tuple[Projected, dict[str, Tensor], dict[str, Tensor]]:
    """The splats as projected, the outputs, and the leaves by name; factors reach far above 1."""
    splats = case.splats(dtype, antialias=antialias)
    generator = torch.Generator().manual_seed(num_channels)
    n = len(splats)
    factors = (torch.rand(n, generator=generator) * 6).to(dtype).requires_grad_()  # [N]
    weights = (torch.rand(n, generator=generator) * 3).to(dtype).requires_grad_() if has_weights else None  # [N]
    extras = torch.randn(n, num_channels - 3, generator=generator).to(dtype).requires_grad_()  # [N, D - 3]
    projected = backend.project(splats, *case.camera(dtype), SH_DEGREE, factors)
    channels = torch.cat([projected.colors, extras], dim=1) if num_channels > 3 else projected.colors  # [N, D]
    image, sums, transmittance = backend.rasterize_sum(
        projected, channels, weights, case.width, case.height, needs_transmittance=has_weights
    )
    outputs = {"image": image, "sums": sums} | ({"transmittance": transmittance} if has_weights else {})
    leaves = {name: getattr(splats, name) for name in PARAMETERS} | {"factors": factors, "extras": extras}
    return projected, outputs, leaves | ({"weights": weights} if has_weights else {}) | {"means2d": projected.means2d}


def check(case: Scene, num_channels: int, has_weights: bool, antialias: bool = False) -> dict[str, float]:
    """All errors, after asserting that they are small."""
    settings = (num_channels, has_weights, antialias)
    seen, outputs, leaves = run(cpu, case, torch.float32, *settings)
    oracle_seen, oracle_outputs, oracle_leaves = run(reference, case, torch.float64, *settings)
    assert torch.equal(seen.radii > 0, oracle_seen.radii > 0)
    mask = decided(oracle_seen, case.width, case.height)  # [H, W]
    assert mask.mean() > 0.9

    def masked(images: dict[str, Tensor]) -> dict[str, Tensor]:
        return {
            name: image * mask.to(image).reshape(mask.shape + (1,) * (image.dim() - 2))
            for name, image in images.items()
        }

    def gradients(images: dict[str, Tensor], leaves: dict[str, Tensor]) -> dict[str, Tensor]:
        generator = torch.Generator().manual_seed(1)
        parts = [image * torch.randn(image.shape, generator=generator).to(image) for image in masked(images).values()]
        loss = torch.stack([part.sum() for part in parts]).sum()
        if not loss.requires_grad:
            return {}
        grads = torch.autograd.grad(loss, list(leaves.values()), allow_unused=True, materialize_grads=True)
        return {f"d {name}": grad for name, grad in zip(leaves, grads, strict=True)}

    errors = relative_errors(masked(outputs), masked(oracle_outputs))
    errors |= relative_errors(gradients(outputs, leaves), gradients(oracle_outputs, oracle_leaves))
    too_large = {name: error for name, error in errors.items() if not error < TOLERANCE}
    assert not too_large, too_large
    return errors


@pytest.mark.parametrize("has_weights", [False, True])
@pytest.mark.parametrize("name", SCENES)
def test_sum_agrees_with_the_oracle(name: str, has_weights: bool) -> None:
    check(scene(name), 3, has_weights, antialias=has_weights)


@pytest.mark.parametrize("isa", native.isas())
@pytest.mark.parametrize("num_channels", [3, 4, 11])
@pytest.mark.parametrize("has_weights", [False, True])
def test_every_instruction_set_and_channel_count_agrees(num_channels: int, has_weights: bool, isa: str) -> None:
    before = native.isa()
    native.set_isa(isa)
    try:
        check(scene("wide"), num_channels, has_weights)
    finally:
        native.set_isa(before)


def test_the_order_of_the_splats_does_not_matter() -> None:
    case = scene("crowd")
    order = torch.randperm(len(case.parameters["means"]), generator=torch.Generator().manual_seed(3))
    shuffled = Scene({k: v[order] for k, v in case.parameters.items()}, case.viewmat, case.K, case.width, case.height)
    outputs = []
    for each in (case, shuffled):
        seen = cpu.project(each.splats(torch.float32), *each.camera(torch.float32), SH_DEGREE)
        outputs.append(cpu.rasterize_sum(seen, seen.colors, None, case.width, case.height, needs_transmittance=True))
    for first, other in zip(*outputs, strict=True):
        torch.testing.assert_close(first, other, rtol=1e-5, atol=1e-5)


def test_one_splat_is_its_own_average() -> None:
    """A single splat's sums, divided by each other, are its colour wherever it reaches; 1 - T is its alpha."""
    case = scene("one")
    seen = cpu.project(case.splats(torch.float32), *case.camera(torch.float32), SH_DEGREE)
    image, sums, transmittance = cpu.rasterize_sum(
        seen, seen.colors, None, case.width, case.height, needs_transmittance=True
    )
    reached = sums > 0  # [H, W]
    assert reached.any()
    average = image[reached] / sums[reached][:, None]  # [P, 3]
    torch.testing.assert_close(average, seen.colors.expand_as(average))
    torch.testing.assert_close(1 - transmittance, sums.clamp(max=ALPHA_MAX), atol=1e-6, rtol=1e-5)
    sorted_image, sorted_alpha = cpu.rasterize(seen, seen.colors, case.width, case.height)
    torch.testing.assert_close(image, sorted_image)
    torch.testing.assert_close(sums, sorted_alpha)


@pytest.mark.parametrize("isa", native.isas())
@pytest.mark.parametrize("variant", get_args(Variant))
@pytest.mark.parametrize(
    ("num", "num_bases", "sh_degree"), [(0, 4, 1), (1, 1, 0), (17, 9, 2), (100, 16, 3), (100, 16, 1)]
)
def test_view_factors_agree_with_torch(isa: str, variant: Variant, num: int, num_bases: int, sh_degree: int) -> None:
    generator = torch.Generator().manual_seed(num + num_bases)
    leaves = {
        "means": torch.randn(num, 3, generator=generator) * 2,
        "view0": torch.randn(num, 1, generator=generator),
        "viewN": torch.randn(num, num_bases - 1, generator=generator),
        "sigma": torch.tensor(0.3 if variant == "exponential" else 4.0),
        "beta": torch.tensor(1.3),
    }
    weights = torch.randn(num, generator=generator)
    viewmat = scene("crowd").viewmat.T.contiguous().T  # as an inverse often is: columns lie together

    def run(backend: ModuleType, dtype: torch.dtype) -> dict[str, Tensor]:
        own = {name: tensor.to(dtype).clone().requires_grad_() for name, tensor in leaves.items()}
        shared = (own["view0"], own["viewN"], own["sigma"], own["beta"], torch.tensor(0.1, dtype=dtype))
        values = backend.view_factors(WeightedSum(variant, *shared), own["means"], viewmat.to(dtype), sh_degree)
        loss = (values * weights.to(dtype)).sum()
        gradients = torch.autograd.grad(loss, list(own.values()), allow_unused=True, materialize_grads=True)
        return {"values": values} | {f"d {name}": grad for name, grad in zip(own, gradients, strict=True)}

    before = native.isa()
    native.set_isa(isa)
    try:
        errors = relative_errors(run(cpu, torch.float32), run(reference, torch.float64))
    finally:
        native.set_isa(before)
    assert max(errors.values()) < 2e-5, errors


@pytest.mark.parametrize("isa", native.isas())
@pytest.mark.parametrize("variant", [None, "direct", "coverage"])
@pytest.mark.parametrize("num_splats", [0, 3000], ids=["as it is", "many batches deep"])
def test_weights_are_the_gradient_of_the_picture_to_a_colour(
    isa: str, variant: Variant | None, num_splats: int
) -> None:
    case = scene("crowd")
    splats = case.splats(torch.float32)
    if num_splats:
        tensors = crowd(num_splats, seed=11).items()
        splats = Splats(**{name: value.float().requires_grad_() for name, value in tensors})
    generator = torch.Generator().manual_seed(5)
    if variant is not None:
        shared = (torch.tensor(4.0), torch.tensor(1.3), torch.tensor(0.1))
        view_sh = torch.rand(len(splats), num_sh_bases(SH_DEGREE), generator=generator)  # [N, K]
        view = view_sh[:, :1], view_sh[:, 1:]
        blending = WeightedSum(variant, *view, *shared)
        splats = dataclasses.replace(splats, weighted_sum=blending)
    cameras = Cameras(case.viewmat[None].float(), case.K[None].float(), case.width, case.height)
    values = torch.rand(case.height, case.width, generator=generator)
    before = native.isa()
    native.set_isa(isa)
    try:
        rendered = raster.render(splats, cameras, sh_degree=SH_DEGREE)
        seen, factors, drawn = (rendered.extras[name][0] for name in ("projected", "factors", "drawn"))
        (expected,) = torch.autograd.grad(rendered.rgb[0, ..., 1], seen.colors, values)  # [N, 3]; frees the graph
        found = raster.weigh(splats, seen, factors, drawn, values)  # [N]
        undrawn = tuple(None if tensor is None else tensor.detach() for tensor in drawn)
        again = raster.weigh(splats, seen, factors, undrawn, values)  # [N]
    finally:
        native.set_isa(before)
    assert (found > 0).sum() > 15
    scale = found.max().item()
    torch.testing.assert_close(found, expected[:, 1], rtol=1e-5, atol=1e-6 * scale)
    torch.testing.assert_close(again, expected[:, 1], rtol=1e-5, atol=1e-6 * scale)


@pytest.mark.parametrize("isa", native.isas())
@pytest.mark.parametrize("has_transmittance", [False, True])
@pytest.mark.parametrize("num_channels", [1, 3, 5])
def test_resolving_sums_agrees_with_torch(isa: str, has_transmittance: bool, num_channels: int) -> None:
    generator = torch.Generator().manual_seed(num_channels)
    height, width = 67, 101  # more than one group of pixels, and some left over
    weight = 10.0 ** (6 * torch.rand(height, width, generator=generator) - 3)  # [H, W]
    weight[:3] = 0.0
    colors = torch.rand(height, width, num_channels, generator=generator)  # [H, W, D]
    leaves = {"image": weight[..., None] * colors, "weight": weight}
    if has_transmittance:
        leaves["transmittance"] = torch.rand(height, width, generator=generator)
    leaves["background"] = torch.tensor(0.3)
    to_colors = torch.randn(height, width, num_channels, generator=generator)  # [H, W, D]
    to_alpha = torch.randn(height, width, generator=generator)  # [H, W]

    def run(backend: ModuleType, dtype: torch.dtype) -> dict[str, Tensor]:
        own = {name: tensor.to(dtype).clone().requires_grad_() for name, tensor in leaves.items()}
        empty = torch.zeros(0, 1, dtype=dtype)
        variant: Variant = "coverage" if has_transmittance else "direct"
        blending = WeightedSum(variant, empty, empty, own["background"], own["background"], own["background"])
        picture, alpha = backend.resolve(blending, own["image"], own["weight"], own.get("transmittance"))
        loss = (picture * to_colors.to(dtype)).sum() + (alpha * to_alpha.to(dtype)).sum()
        gradients = torch.autograd.grad(loss, list(own.values()), allow_unused=True, materialize_grads=True)
        named = {f"d {name}": gradient for name, gradient in zip(own, gradients, strict=True)}
        by_weight = weight.to(dtype).clamp(min=1e-3)  # gradients of sums fall with the weight: a scale for all pixels
        named["d image"] = named["d image"] * by_weight[..., None]
        named["d weight"] = named["d weight"] * by_weight
        return {"picture": picture, "alpha": alpha} | named

    before = native.isa()
    native.set_isa(isa)
    try:
        errors = relative_errors(run(cpu, torch.float32), run(reference, torch.float64))
    finally:
        native.set_isa(before)
    assert max(errors.values()) < 1e-5, errors
