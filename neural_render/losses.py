"""Losses on pictures: what every representation trains on.

L = (1 - w) L1 + w (1 - SSIM) with w = 0.2: Kerbl et al. 2023, "3D Gaussian Splatting", eq. 7. SSIM: Wang et al. 2004,
"Image Quality Assessment", eq. 13, with their 11x11 Gaussian window of sigma 1.5 and zeros outside the image.

Letters: C cameras, H, W pixels.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

WINDOW_SIZE = 11  # px
WINDOW_SIGMA = 1.5  # px
C1 = 0.01**2  # keeps the ratio of means finite where both pictures are black (Wang et al., K1 = 0.01)
C2 = 0.03**2  # and that of variances where both are flat (K2 = 0.03)


def l1_dssim(
    rgb: Tensor,  # [C, H, W, 3] premultiplied by alpha
    truth: Tensor,  # [C, H, W, 3]
    *,
    alpha: Tensor | None,  # [C, H, W]; None means opaque
    background: Tensor,  # [3]
    mask: Tensor | None,  # [C, H, W] 1 where the pixel counts, 0 where it does not; None counts all
    dssim_weight: float = 0.2,
) -> Tensor:
    """(1 - w) L1 + w (1 - SSIM), a scalar, of the picture over `background`, averaged over the pixels that count.

    Masked pixels are black in both pictures before the windows slide over them. Gradients go to `rgb` and `alpha`.
    float32 on the CPU takes the fused kernel, everything else the torch twin; values and gradients agree.
    """
    if rgb.device.type == "cpu" and rgb.dtype == torch.float32:
        return _FusedL1Dssim.apply(rgb, alpha, truth, background, mask, dssim_weight)
    picture = rgb if alpha is None else rgb + (1 - alpha)[..., None] * background  # [C, H, W, 3]
    if mask is None:
        return (1 - dssim_weight) * (picture - truth).abs().mean() + dssim_weight * (
            1 - ssim_map(picture, truth).mean()
        )
    weights = mask[..., None] / (3 * mask.sum()).clamp(min=1)  # [C, H, W, 1]
    l1 = (weights * (picture - truth).abs()).sum()
    dssim = (weights * (1 - ssim_map(picture * mask[..., None], truth * mask[..., None]))).sum()
    return (1 - dssim_weight) * l1 + dssim_weight * dssim


def ssim_map(a: Tensor, b: Tensor) -> Tensor:
    """Structural similarity [C, H, W, 3] of two pictures [C, H, W, 3], per pixel and channel."""
    num_cameras, height, width, _ = a.shape
    products = torch.stack([a, b, a * a, b * b, a * b])  # [5, C, H, W, 3]
    planes = products.movedim(-1, 2).reshape(-1, 1, height, width)  # [5 * C * 3, 1, H, W]
    offsets = torch.arange(WINDOW_SIZE).to(a) - WINDOW_SIZE // 2  # [11]
    window = torch.exp(-0.5 * (offsets / WINDOW_SIGMA) ** 2)  # [11]
    window = window / window.sum()  # [11]
    planes = torch.nn.functional.conv2d(planes, window.view(1, 1, 1, -1), padding=(0, WINDOW_SIZE // 2))
    planes = torch.nn.functional.conv2d(planes, window.view(1, 1, -1, 1), padding=(WINDOW_SIZE // 2, 0))
    means = planes.view(5, num_cameras, 3, height, width).movedim(2, -1)  # [5, C, H, W, 3]
    mean_a, mean_b, mean_aa, mean_bb, mean_ab = means
    variances = mean_aa - mean_a**2 + mean_bb - mean_b**2  # [C, H, W, 3] their sum
    covariance = mean_ab - mean_a * mean_b  # [C, H, W, 3]
    numerator = (2 * mean_a * mean_b + C1) * (2 * covariance + C2)  # [C, H, W, 3]
    return numerator / ((mean_a**2 + mean_b**2 + C1) * (variances + C2))


class _FusedL1Dssim(torch.autograd.Function):
    """The native kernel, which computes the value and its gradients together."""

    @staticmethod
    def forward(
        ctx: Any,
        rgb: Tensor,  # [C, H, W, 3]
        alpha: Tensor | None,  # [C, H, W]
        truth: Tensor,  # [C, H, W, 3]
        background: Tensor,  # [3]
        mask: Tensor | None,  # [C, H, W]
        dssim_weight: float,
    ) -> Tensor:
        from neural_render import native  # only now: other devices work without the compiled kernels

        value, *gradients = native.l1_dssim(
            rgb.contiguous(),
            truth.contiguous(),
            None if alpha is None else alpha.contiguous(),
            background.contiguous(),
            None if mask is None else mask.contiguous(),
            dssim_weight,
            any(ctx.needs_input_grad),
        )
        ctx.save_for_backward(*gradients)  # [C, H, W, 3], [C, H, W] or None
        return rgb.new_tensor(value)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        to_rgb, to_alpha = ctx.saved_tensors
        if (factor := gradient.item()) != 1.0:  # in training it is 1: no pass over the picture
            to_rgb, to_alpha = factor * to_rgb, None if to_alpha is None else factor * to_alpha
        return to_rgb, to_alpha, None, None, None, None
