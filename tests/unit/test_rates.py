"""What numbers are taken to cost in the file of a compact scene."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from neural_render.compress import entropy
from neural_render.representations.compact_gaussians import rates


def drawn(a: float, s: float, count: int, seed: int = 0) -> Tensor:
    """Numbers [count] of a Lomax distribution on both sides of 0, by its inverse."""
    generator = torch.Generator().manual_seed(seed)
    shares, signs = torch.rand(2, count, generator=generator, dtype=torch.float64)
    return s * ((1 - shares) ** (-1 / a) - 1) * (signs - 0.5).sign()


def test_a_distribution_is_found_again_in_its_numbers() -> None:
    cases = [(3.0, 0.5), (1.5, 4.0), (8.0, 16.0)]
    values = torch.stack([drawn(a, s, 1 << 12) for a, s in cases], dim=1)  # [M, 3]
    values.requires_grad_()
    rates.bits(values).backward()
    for channel, (a, s) in enumerate(cases):
        x = values.detach()[:, channel]
        expected = x.sign() * (a + 1) / (x.abs() + s) / math.log(2.0)
        # The fit is to as many numbers as these: a is known to one part in its square root, and s within its steps.
        assert float((values.grad[:, channel] - expected).norm() / expected.norm()) < 0.1
    small, large = values.detach().abs() < 1, values.detach().abs() > 100
    assert values.grad[small].abs().min() > values.grad[large].abs().max()


def test_bits_follow_the_size_of_numbers_and_their_count() -> None:
    values = drawn(2.0, 2.0, 1 << 12)[:, None]
    once, larger = float(rates.bits(values)), float(rates.bits(8 * values))
    assert abs(larger - once - 3 * len(values)) < 0.02 * once  # thrice as many factors of 2, each a bit
    assert math.isclose(float(rates.bits(values.repeat(4, 1))), 4 * once, rel_tol=0.01)
    assert float(rates.bits(torch.zeros(100, 2, 4))) < float(rates.bits(torch.ones(100, 2, 4)))
    for empty in (torch.zeros(0, 3, 4), torch.zeros(5, 3, 0, 4)):
        assert float(rates.bits(empty)) == 0


def test_the_guess_at_bytes_is_near_what_the_coder_makes() -> None:
    values = torch.stack([drawn(a, 2.0, 1 << 14, seed) for seed, a in enumerate((1.0, 2.0, 4.0))], dim=1).float()
    codes = (values.round().clamp(-128, 127) + 128).numpy().astype(np.uint16)
    real = len(entropy.encode_planes(codes, 8))
    # These numbers tell nothing of each other: the coder has no more than their histograms.
    assert abs(rates.guess_bytes(values) - real) < 0.03 * real
    assert rates.guess_bytes(values[:0]) == 0
