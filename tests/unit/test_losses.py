"""L1 + D-SSIM against windows summed one by one, and the fused kernel against the torch twin in float64."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from neural_render.losses import l1_dssim, ssim_map


def pictures(num: int, height: int, width: int, seed: int = 0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Premultiplied rgb, truth [C, H, W, 3], alpha [C, H, W] and a background [3], float64; smooth with some noise."""
    generator = torch.Generator().manual_seed(seed)
    shape = (num, height, width)
    wave = torch.arange(width) * 0.3 + torch.arange(height)[:, None] * 0.2  # [H, W]
    truth = (0.5 + 0.4 * torch.sin(wave)[None, ..., None] * torch.rand(num, 1, 1, 3, generator=generator)).double()
    noise = 0.2 * torch.randn(*shape, 3, generator=generator).double()  # [C, H, W, 3]
    alpha = torch.rand(*shape, generator=generator).double()  # [C, H, W]
    background = torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64)
    rgb = (truth + noise).clamp(0, 1) * alpha[..., None]  # [C, H, W, 3]
    return rgb, truth, alpha, background


def disc(num: int, height: int, width: int) -> Tensor:
    """A mask [C, H, W] that counts a disc about the middle."""
    y, x = torch.arange(height) + 0.5 - height / 2, torch.arange(width) + 0.5 - width / 2
    return ((x**2 + y[:, None] ** 2).sqrt() < 0.4 * min(height, width)).double().expand(num, height, width)


def ssim_in_loops(a: Tensor, b: Tensor) -> Tensor:
    """SSIM of two planes [H, W] from one 11x11 window at a time, zeros outside."""
    height, width = a.shape
    result = torch.zeros(height, width, dtype=torch.float64)
    weights = {(dy, dx): math.exp(-(dx * dx + dy * dy) / (2 * 1.5**2)) for dy in range(-5, 6) for dx in range(-5, 6)}
    total = sum(weights.values())
    for y in range(height):
        for x in range(width):
            window = []
            for (dy, dx), weight in weights.items():
                is_inside = 0 <= y + dy < height and 0 <= x + dx < width
                pair = (a[y + dy, x + dx].item(), b[y + dy, x + dx].item()) if is_inside else (0.0, 0.0)
                window.append((weight / total, *pair))
            mean_a = sum(w * p for w, p, _ in window)
            mean_b = sum(w * q for w, _, q in window)
            var_a = sum(w * (p - mean_a) ** 2 for w, p, _ in window)
            var_b = sum(w * (q - mean_b) ** 2 for w, _, q in window)
            cov = sum(w * (p - mean_a) * (q - mean_b) for w, p, q in window)
            luminance = (2 * mean_a * mean_b + 1e-4) / (mean_a**2 + mean_b**2 + 1e-4)
            result[y, x] = luminance * (2 * cov + 9e-4) / (var_a + var_b + 9e-4)
    return result


def test_ssim_map_equals_windows_summed_one_by_one() -> None:
    rgb, truth, _, _ = pictures(2, 9, 13)
    expected = torch.stack(
        [torch.stack([ssim_in_loops(rgb[c, ..., k], truth[c, ..., k]) for k in range(3)], dim=-1) for c in range(2)]
    )
    torch.testing.assert_close(ssim_map(rgb, truth), expected, rtol=0, atol=1e-12)


def test_loss_is_what_it_says() -> None:
    rgb, truth, alpha, background = pictures(2, 14, 17)
    mask = disc(2, 14, 17)
    picture = rgb + (1 - alpha)[..., None] * background
    counted = mask.bool()
    l1 = (picture - truth).abs()[counted].mean()
    dssim = 1 - ssim_map(picture * mask[..., None], truth * mask[..., None])[counted].mean()
    loss = l1_dssim(rgb, truth, alpha=alpha, background=background, mask=mask, dssim_weight=0.3)
    torch.testing.assert_close(loss, 0.7 * l1 + 0.3 * dssim)
    everything = l1_dssim(rgb, truth, alpha=alpha, background=background, mask=torch.ones_like(mask))
    torch.testing.assert_close(l1_dssim(rgb, truth, alpha=alpha, background=background, mask=None), everything)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_equal_pictures_cost_nothing_and_a_mask_of_zeros_neither(dtype: torch.dtype) -> None:
    rgb, truth, alpha, background = (tensor.to(dtype) for tensor in pictures(1, 12, 12))
    none = torch.zeros(1, 12, 12, dtype=dtype)
    same = l1_dssim(truth, truth, alpha=None, background=background, mask=None)
    assert same.abs() < 1e-6
    leaf = rgb.clone().requires_grad_()
    nothing = l1_dssim(leaf, truth, alpha=alpha, background=background, mask=none)
    nothing.backward()
    assert nothing == 0 and leaf.grad.abs().max() == 0


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_what_is_masked_out_changes_nothing(dtype: torch.dtype) -> None:
    rgb, truth, alpha, background = (tensor.to(dtype) for tensor in pictures(1, 20, 23))
    mask = disc(1, 20, 23).to(dtype)
    elsewhere = torch.where(mask.bool()[..., None], rgb, torch.rand(rgb.shape, dtype=dtype)).requires_grad_()
    settings = {"alpha": alpha, "background": background, "mask": mask}
    loss = l1_dssim(elsewhere, truth, **settings)
    torch.testing.assert_close(loss, l1_dssim(rgb, truth, **settings))
    loss.backward()
    assert elsewhere.grad[~mask.bool()].abs().max() == 0 and elsewhere.grad.abs().max() > 0


def test_gradients_equal_finite_differences() -> None:
    rgb, truth, alpha, background = pictures(1, 12, 7)
    mask = disc(1, 12, 7)
    leaves = (rgb.clone().requires_grad_(), alpha.clone().requires_grad_())
    torch.autograd.gradcheck(
        lambda rgb, alpha: l1_dssim(rgb, truth, alpha=alpha, background=background, mask=mask),
        leaves,
        eps=1e-6,
        atol=1e-8,
        rtol=1e-6,
    )


@pytest.mark.parametrize("has_alpha", [False, True])
@pytest.mark.parametrize("has_mask", [False, True])
@pytest.mark.parametrize("size", [(1, 1, 1), (1, 5, 40), (2, 23, 37), (1, 64, 64), (1, 131, 97)])
def test_float32_on_this_device_agrees_with_float64(
    size: tuple[int, int, int], has_mask: bool, has_alpha: bool
) -> None:
    devices = ["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"]
    for device in devices:
        results = []
        for dtype, place in ((torch.float32, device), (torch.float64, "cpu")):
            rgb, truth, alpha, background = (tensor.float().to(place, dtype) for tensor in pictures(*size, seed=3))
            rgb.requires_grad_(), alpha.requires_grad_()
            loss = l1_dssim(
                rgb,
                truth,
                alpha=alpha if has_alpha else None,
                background=background,
                mask=disc(*size).to(place, dtype) if has_mask else None,
            )
            (3 * loss).backward()  # a loss may be one of several, with a factor
            results.append([loss.detach(), rgb.grad, *([alpha.grad] if has_alpha else [])])
        for ours, oracle in zip(*results, strict=True):
            error = (ours.cpu().double() - oracle).abs().max()
            assert error <= 1e-4 * oracle.abs().max(), (device, error / oracle.abs().max())
