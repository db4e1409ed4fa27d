"""PSNR and SSIM against brute force; laws of masks."""

import math

import numpy as np
import pytest
import torch

from neural_render.metrics import MAX_PSNR, measure, psnr, ssim


def images(height=24, width=19, dtype=torch.float32, seed=0):
    generator = torch.Generator().manual_seed(seed)
    truth = torch.rand(height, width, 3, generator=generator, dtype=dtype)
    noise = 0.2 * torch.rand(height, width, 3, generator=generator, dtype=dtype)
    return (truth + noise).clamp(0, 1), truth


def a_mask(height=24, width=19):
    mask = torch.zeros(height, width)
    mask[4:20, 2:15] = 1
    mask[9:12, 6:9] = 0
    return mask


def brute_force_ssim(rgb, truth, mask):
    """Every window on its own, weights and statistics in loops over numpy arrays."""
    x, y, counted = (np.asarray(value, dtype=np.float64) for value in (rgb, truth, mask))
    x, y = x * counted[..., None], y * counted[..., None]
    offsets = np.arange(11) - 5
    weights = np.array([[math.exp(-(a * a + b * b) / (2 * 1.5**2)) for a in offsets] for b in offsets])
    weights /= weights.sum()
    values = []
    for i in range(5, x.shape[0] - 5):
        for j in range(5, x.shape[1] - 5):
            for channel in range(3):
                if not counted[i, j]:
                    continue
                a = x[i - 5 : i + 6, j - 5 : j + 6, channel]
                b = y[i - 5 : i + 6, j - 5 : j + 6, channel]
                mean_a, mean_b = (weights * a).sum(), (weights * b).sum()
                variance_a = (weights * (a - mean_a) ** 2).sum()
                variance_b = (weights * (b - mean_b) ** 2).sum()
                covariance = (weights * (a - mean_a) * (b - mean_b)).sum()
                values.append(
                    (2 * mean_a * mean_b + 1e-4)
                    * (2 * covariance + 9e-4)
                    / ((mean_a**2 + mean_b**2 + 1e-4) * (variance_a + variance_b + 9e-4))
                )
    return float(np.mean(values))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("is_masked", [False, True])
def test_psnr_is_the_mean_squared_error_in_decibels(dtype, is_masked):
    rgb, truth = images(dtype=dtype)
    mask = a_mask() if is_masked else torch.ones(24, 19)
    errors = [
        float(rgb[i, j, channel] - truth[i, j, channel]) ** 2
        for i, j in np.argwhere(mask.numpy() > 0.5)
        for channel in range(3)
    ]
    expected = -10 * math.log10(sum(errors) / len(errors))
    assert psnr(rgb, truth, mask if is_masked else None) == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("is_masked", [False, True])
def test_ssim_is_brute_force_ssim(dtype, is_masked):
    rgb, truth = images(dtype=dtype)
    mask = a_mask() if is_masked else torch.ones(24, 19)
    assert ssim(rgb, truth, mask if is_masked else None) == pytest.approx(brute_force_ssim(rgb, truth, mask), abs=1e-10)


def test_equal_images_have_the_best_values():
    rgb, _ = images()
    assert psnr(rgb, rgb) == MAX_PSNR
    assert ssim(rgb, rgb) == pytest.approx(1, abs=1e-12)


def test_psnr_never_passes_its_limit():
    rgb = torch.zeros(12, 12, 3, dtype=torch.float64)
    assert psnr(rgb, rgb + 1e-7) == MAX_PSNR


def test_what_the_mask_hides_does_not_matter():
    rgb, truth = images()
    mask = a_mask()
    hidden = torch.where(mask[..., None] > 0, rgb, torch.rand(24, 19, 3, generator=torch.Generator().manual_seed(7)))
    assert measure(hidden, truth, mask) == measure(rgb, truth, mask)
    assert measure(hidden, truth) != measure(rgb, truth)


def test_ssim_is_symmetric():
    rgb, truth = images()
    assert ssim(rgb, truth, a_mask()) == pytest.approx(ssim(truth, rgb, a_mask()), abs=1e-12)


def test_ssim_is_accurate_where_the_image_is_flat():
    """A variance is a difference of near numbers: float32 sums would be wrong in the third decimal here."""
    truth = torch.full((16, 16, 3), 0.9)
    rgb = truth + 1e-4 * torch.sin(torch.arange(16.0))[:, None, None]
    assert ssim(rgb, truth) == pytest.approx(brute_force_ssim(rgb, truth, torch.ones(16, 16)), abs=1e-9)


@pytest.mark.parametrize(
    ("shape", "mask", "message"),
    [
        ((12, 12, 4), None, r"pass two of \[H, W, 3\]"),
        ((12, 12, 3), torch.zeros(12, 12), "counts no pixel"),
        ((12, 12, 3), torch.zeros(12, 11), r"pass \[H, W\]"),
        ((10, 30, 3), None, "11 px a side"),
        ((12, 12, 3), torch.eye(12).roll(1, 0) * (torch.arange(12) > 10), "counts no window"),
    ],
)
def test_wrong_input_is_named(shape, mask, message):
    with pytest.raises(ValueError, match=message):
        ssim(torch.zeros(shape), torch.zeros(shape), mask)


@pytest.mark.parametrize("metric", [psnr, ssim])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_finite_has_no_quality(metric, value):
    rgb, truth = images()
    rgb[3, 4, 1] = value
    for pair in ((rgb, truth), (truth, rgb)):
        with pytest.raises(ValueError, match="not finite"):
            metric(*pair)


@pytest.mark.extras
def test_ssim_is_scikit_images():
    metrics = pytest.importorskip("skimage.metrics", reason="pip install scikit-image")
    rgb, truth = images(40, 50, torch.float64)
    _, values = metrics.structural_similarity(
        rgb.numpy(), truth.numpy(), win_size=11, gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
        data_range=1.0, channel_axis=-1, full=True,
    )  # fmt: skip
    assert ssim(rgb, truth) == pytest.approx(values[5:-5, 5:-5].mean(), abs=1e-10)
