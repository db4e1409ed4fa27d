"""Splatting on a CPU through the C++ kernels of neural_render/native, in float32; `reference` is its twin.

Gradients are computed by hand-written backward passes. What the rasterizer's needs (records and lists of splats, see
native/rasterize.h) lives with the autograd graph. Letters: N splats, K SH bases, H, W pixels, D channels.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from neural_render.native import _kernels, address, empty
from neural_render.splatting.sh import MAX_DEGREE
from neural_render.splatting.splats import PARAMETERS, Projected, Splats, num_sh_bases
from neural_render.splatting.weighted_sum import WeightedSum

Blend = _kernels.Blend


def project(
    splats: Splats,
    viewmat: Tensor,  # [4, 4] world to camera
    K: Tensor,  # [3, 3] px
    width: int,
    height: int,
    sh_degree: int,
    opacity_factors: Tensor | None = None,  # [N]
) -> Projected:
    """The splats in one camera's image; gradients flow to every tensor of `splats`, view directions included.

    Opacities are multiplied by `opacity_factors`, without a limit. Raises ValueError where `sh_degree` is above what
    the splats hold, or a tensor is not float32 on the CPU.
    """
    if not 0 <= sh_degree <= MAX_DEGREE or num_sh_bases(sh_degree) - 1 > splats.shN.shape[1]:
        raise ValueError(f"project: sh_degree {sh_degree} asked of shN {tuple(splats.shN.shape)}; pass a lower degree")
    means2d, depths, conics, opacities, colors, radii = _Project.apply(
        splats.means,
        splats.quats,
        splats.log_scales,
        splats.logit_opacities,
        splats.sh0,
        splats.shN,
        opacity_factors,
        (viewmat.contiguous(), K.contiguous(), width, height, sh_degree, splats.antialias),
    )
    return Projected(means2d, depths, conics, opacities, colors, radii)


def view_factors(
    blending: WeightedSum,
    means: Tensor,  # [N, 3]
    viewmat: Tensor,  # [4, 4]
    sh_degree: int,
) -> Tensor:
    """`weighted_sum.view_factors` [N]; raises ValueError for a tensor that is not float32 on the CPU."""
    variant = getattr(_kernels.FactorVariant, blending.variant.upper())
    parameters = (blending.view0, blending.viewN, blending.sigma, blending.beta)
    return _ViewFactors.apply(means, *parameters, viewmat, variant, sh_degree)


def rasterize(
    projected: Projected,
    channels: Tensor,  # [N, D]
    width: int,
    height: int,
    limits: Tensor | None = None,  # [H, W]
) -> tuple[Tensor, Tensor]:
    """Composites `channels` front to back: image [H, W, D] over black, premultiplied by alpha [H, W].

    Splats behind the depths `limits` are left out. Raises ValueError for a tensor that is not float32 on the CPU, and
    for limits where gradients are asked for.
    """
    image, alpha, _ = _rasterize(Blend.SORTED, projected, channels, None, width, height, limits)
    return image, alpha


def rasterize_sum(
    projected: Projected,
    channels: Tensor,  # [N, D]
    weights: Tensor | None,  # [N]; None means 1
    width: int,
    height: int,
    *,
    needs_transmittance: bool,
    limits: Tensor | None = None,  # [H, W]
) -> tuple[Tensor, Tensor, Tensor | None]:
    """Sums in any order: [H, W, D] of alpha weight channels, [H, W] of alpha weight; and T [H, W] if it is needed.

    T is the product of 1 - min(ALPHA_MAX, alpha) over all splats; alpha itself has no upper limit. `limits` and what
    is raised as in `rasterize`.
    """
    blend = Blend.SUM_AND_TRANSMITTANCE if needs_transmittance else Blend.SUM
    return _rasterize(blend, projected, channels, weights, width, height, limits)


def resolve(
    blending: WeightedSum,
    image: Tensor,  # [H, W, D]
    weight: Tensor,  # [H, W]
    transmittance: Tensor | None,  # [H, W]
) -> tuple[Tensor, Tensor]:
    """`weighted_sum.resolve`; raises ValueError for a tensor that is not float32 on the CPU."""
    return _Resolve.apply(image, weight, transmittance, blending.background_weight)


def weigh(
    image: Tensor,  # [H, W, D] of `rasterize` or `rasterize_sum`, with its graph, which may have been gone through
    values: Tensor,  # [H, W]
) -> Tensor:
    """For each splat the sum over pixels of its weight in `image` times `values`, [N]."""
    rasterization = image.grad_fn.rasterization
    sums = empty(rasterization.num_splats)
    values = values.contiguous()
    rasterization.weigh(address("values", values, *image.shape[:2]), address("sums", sums, *sums.shape))
    return sums


def _rasterize(
    blend: Blend,
    projected: Projected,
    channels: Tensor,
    weights: Tensor | None,
    width: int,
    height: int,
    limits: Tensor | None,
) -> tuple[Tensor, Tensor, Tensor | None]:
    inputs = (projected.means2d, projected.conics, projected.opacities, channels, weights)
    needs_gradient = torch.is_grad_enabled() and any(tensor is not None and tensor.requires_grad for tensor in inputs)
    if needs_gradient and limits is not None:
        raise ValueError("rasterize: limits of depth have no backward pass; detach the splats or leave them out")
    rest = (projected.depths.detach(), projected.radii, blend, width, height, limits, needs_gradient)
    return _Rasterize.apply(*inputs, *rest)


def _splat_addresses(names: tuple[str, ...], tensors: tuple[Tensor | None, ...], num_rest: int) -> _kernels.Splats:
    n = len(tensors[0])
    shapes = ((n, 3), (n, 4), (n, 3), (n,), (n, 3), (n, num_rest, 3), (n,))
    addresses = (address(name, t, *shape) for name, t, shape in zip(names, tensors, shapes, strict=True))
    return _kernels.Splats(n, num_rest, *addresses)


INPUTS = (*PARAMETERS, "opacity_factors")
GRADIENTS = tuple(f"{name}'s gradient" for name in INPUTS)


def _projected_addresses(num_splats: int, tensors: tuple[Tensor | None, ...], radii: Tensor) -> _kernels.Projected:
    shapes = ((num_splats, 2), (num_splats,), (num_splats, 3), (num_splats,), (num_splats, 3))
    names = ("means2d", "depths", "conics", "opacities", "colors")
    addresses = (address(name, t, *shape) for name, t, shape in zip(names, tensors, shapes, strict=True))
    return _kernels.Projected(*addresses, radii.data_ptr())


class _Project(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, *inputs: Any) -> tuple[Tensor, ...]:
        *parameters, camera = inputs
        parameters = tuple(tensor if tensor is None else tensor.detach().contiguous() for tensor in parameters)
        n, num_rest = parameters[5].shape[:2]
        outputs = (empty(n, 2), empty(n), empty(n, 3), empty(n), empty(n, 3))
        radii = torch.empty(n, 2, dtype=torch.int32)
        _kernels.project(
            _splat_addresses(INPUTS, parameters, num_rest),
            *_camera_addresses(*camera),
            _projected_addresses(n, outputs, radii),
        )
        ctx.save_for_backward(*parameters, radii)
        ctx.camera = camera
        ctx.mark_non_differentiable(radii)
        ctx.set_materialize_grads(False)
        return *outputs, radii

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: Tensor | None) -> tuple[Tensor | None, ...]:
        *parameters, radii = ctx.saved_tensors
        n, num_rest = parameters[5].shape[:2]
        inputs = tuple(g if g is None else g.contiguous() for g in gradients[:5])
        outputs = tuple(tensor if tensor is None else empty(*tensor.shape) for tensor in parameters)
        _kernels.project_backward(
            _splat_addresses(INPUTS, tuple(parameters), num_rest),
            *_camera_addresses(*ctx.camera),
            _projected_addresses(n, inputs, radii),
            _splat_addresses(GRADIENTS, outputs, num_rest),
        )
        return *outputs, None


def _camera_addresses(viewmat: Tensor, K: Tensor, *rest: Any) -> tuple[Any, ...]:
    return address("viewmat", viewmat, 4, 4), address("K", K, 3, 3), *rest


class _ViewFactors(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        means: Tensor,  # [N, 3]
        view0: Tensor,  # [N, 1]
        viewN: Tensor,  # [N, K - 1]
        sigma: Tensor,  # []
        beta: Tensor,  # []
        viewmat: Tensor,  # [4, 4]
        variant: _kernels.FactorVariant,
        sh_degree: int,
    ) -> Tensor:
        n, num_rest = viewN.shape
        if num_sh_bases(sh_degree) > num_rest + 1:
            raise ValueError(f"view_factors: degree {sh_degree} asked of {num_rest + 1} bases; pass a lower degree")
        inputs = (means, view0, viewN, viewmat)
        means, view0, viewN, viewmat = (tensor.detach().contiguous() for tensor in inputs)
        values = empty(n)
        ctx.factors = _kernels.ViewFactors(
            n,
            num_rest,
            sh_degree,
            variant,
            sigma.item(),
            beta.item(),
            address("viewmat", viewmat, 4, 4),
            address("means", means, n, 3),
            address("view0", view0, n, 1),
            address("viewN", viewN, n, num_rest),
        )
        ctx.factors.forward(address("values", values, n))
        ctx.save_for_backward(means, view0, viewN)  # whose addresses the factors hold
        return values

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, values: Tensor) -> tuple[Tensor | None, ...]:
        means, view0, viewN = ctx.saved_tensors
        n = len(means)
        values = values.contiguous()
        outputs = (*(empty(*tensor.shape) for tensor in (means, view0, viewN)), empty(n), empty(n))
        ctx.factors.backward(
            address("values' gradient", values, n),
            *(address("gradient", output, *output.shape) for output in outputs),
        )
        *gradients, d_sigmas, d_betas = outputs
        return *gradients, d_sigmas.sum(), d_betas.sum(), None, None, None


class _Resolve(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        image: Tensor,  # [H, W, D]
        weight: Tensor,  # [H, W]
        transmittance: Tensor | None,  # [H, W]
        background_weight: Tensor,  # []
    ) -> tuple[Tensor, Tensor]:
        height, width, num_channels = image.shape
        sums = tuple(t if t is None else t.detach().contiguous() for t in (image, weight, transmittance))
        ctx.save_for_backward(*sums)  # whose addresses are kept
        shapes = ((height, width, num_channels), (height, width), (height, width))
        addresses = (address("sums", tensor, *shape) for tensor, shape in zip(sums, shapes, strict=True))
        ctx.sums = _kernels.Sums(height * width, num_channels, background_weight.item(), *addresses)
        ctx.set_materialize_grads(False)
        colors, alpha = empty(*image.shape), empty(height, width)
        _kernels.resolve(ctx.sums, colors.data_ptr(), alpha.data_ptr())
        return colors, alpha

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, colors: Tensor | None, alpha: Tensor | None) -> tuple[Tensor | None, ...]:
        image, weight, transmittance = ctx.saved_tensors
        colors = torch.zeros_like(image) if colors is None else colors.contiguous()
        alpha = None if alpha is None else alpha.contiguous()
        d_image, d_weight = empty(*image.shape), empty(*weight.shape)
        d_transmittance = None if transmittance is None else empty(*weight.shape)
        d_background = torch.zeros(-(-weight.numel() // _kernels.RESOLVE_GROUP))  # [groups of pixels]
        _kernels.resolve_backward(
            ctx.sums,
            address("image's gradient", colors, *image.shape),
            address("alpha's gradient", alpha, *weight.shape),
            address("gradient", d_image, *image.shape),
            address("gradient", d_weight, *weight.shape),
            address("gradient", d_transmittance, *weight.shape),
            d_background.data_ptr(),
        )
        return d_image, d_weight, d_transmittance, d_background.sum() if transmittance is None else None


def bin_splats(
    blend: Blend,
    means2d: Tensor,  # [N, 2]
    depths: Tensor,  # [N]
    conics: Tensor,  # [N, 3]
    opacities: Tensor,  # [N]
    radii: Tensor,  # [N, 2] int32
    channels: Tensor,  # [N, D]
    weights: Tensor | None,  # [N]
    width: int,
    height: int,
) -> _kernels.Rasterization:
    """The splats in the image's tiles, in depth order; it holds addresses, so the tensors must live as long."""
    n, num_channels = channels.shape
    projected = _projected_addresses(n, (means2d, depths, conics, opacities, None), radii)
    return _kernels.Rasterization(
        n,
        num_channels,
        width,
        height,
        blend,
        projected,
        address("channels", channels, n, num_channels),
        address("weights", weights, n),
    )


class _Rasterize(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        means2d: Tensor,  # [N, 2]
        conics: Tensor,  # [N, 3]
        opacities: Tensor,  # [N]
        channels: Tensor,  # [N, D]
        weights: Tensor | None,  # [N]
        depths: Tensor,  # [N]
        radii: Tensor,  # [N, 2] int32
        blend: Blend,
        width: int,
        height: int,
        limits: Tensor | None,  # [H, W]
        needs_gradient: bool,
    ) -> tuple[Tensor, Tensor, Tensor | None]:
        means2d, conics, opacities, channels, depths, radii = (
            tensor.detach().contiguous() for tensor in (means2d, conics, opacities, channels, depths, radii)
        )
        weights, limits = (None if tensor is None else tensor.detach().contiguous() for tensor in (weights, limits))
        image, alpha = empty(height, width, channels.shape[1]), empty(height, width)
        transmittance = empty(height, width) if blend == Blend.SUM_AND_TRANSMITTANCE else None
        rasterization = bin_splats(blend, means2d, depths, conics, opacities, radii, channels, weights, width, height)
        rasterization.forward(
            needs_gradient,
            address("limits", limits, height, width),
            address("image", image, *image.shape),
            address("alpha", alpha, height, width),
            address("transmittance", transmittance, height, width),
        )
        if needs_gradient:
            # The rasterization holds addresses only: what it points to must live as long.
            tensors = (means2d, conics, opacities, channels, weights)
            ctx.save_for_backward(*tensors, depths, radii, image, alpha, transmittance)
            ctx.rasterization = rasterization
            ctx.set_materialize_grads(False)
        return image, alpha, transmittance

    @staticmethod
    @once_differentiable
    def backward(
        ctx: Any, image: Tensor | None, alpha: Tensor | None, transmittance: Tensor | None
    ) -> tuple[Tensor | None, ...]:
        *inputs, _, _, saved_image, _, _ = ctx.saved_tensors
        height, width, num_channels = saved_image.shape
        if image is None:
            image = torch.zeros_like(saved_image)
        image = image.contiguous()
        alpha = alpha if alpha is None else alpha.contiguous()
        transmittance = transmittance if transmittance is None else transmittance.contiguous()
        outputs = tuple(tensor if tensor is None else empty(*tensor.shape) for tensor in inputs)
        ctx.rasterization.backward(
            address("image's gradient", image, height, width, num_channels),
            address("alpha's gradient", alpha, height, width),
            address("transmittance's gradient", transmittance, height, width),
            *(0 if output is None else address("gradient", output, *output.shape) for output in outputs),
        )
        return *outputs, None, None, None, None, None, None, None
