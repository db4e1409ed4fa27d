"""How many bits numbers take in the file, and how many fewer they take when they are smaller.

The numbers of a channel are taken to follow a Lomax distribution on both sides of 0, p(x) = a / (2 s)
(1 + |x| / s)^-(a + 1): most are near 0 and some far from it, so that one step less is worth bits where a number is
small, and hardly any where it is large. A Laplace distribution, which is its limit for large a and s, asks the same of
all numbers. Chen et al. 2024, "HAC", have a net that predicts a normal one.

Letters: M numbers of each channel, S scales that are tried.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

from neural_render.thinning import thinned

SCALES = (0.5, 1.0, 2.0, 4.0, 16.0, 64.0)  # s, in steps: within half a step all numbers are the same
LEAST_SHARE = 1e-3  # of 1 / a, where all numbers are 0
CODES = 256
GUESS_EVERY = 4
SAMPLES = 1 << 12  # numbers of a channel that its distribution is fitted to, about


def bits(values: Tensor) -> Tensor:  # [M, ...] in steps
    """About how many bits the numbers of all channels take, []; its gradient is what it is for."""
    if not len(values):
        return values.sum()
    costs, a, s = _fit(thinned(values.detach(), SAMPLES).abs())
    counted = len(values) * costs.clamp(min=0).sum() / math.log(2.0)  # of densities, which may be above 1
    return _Bits.apply(values, counted, a, s)


def _fit(sizes: Tensor) -> tuple[Tensor, Tensor, Tensor]:  # [M, ...]
    """Of the distribution of SCALES that makes the sizes most probable: nats of a number, a, and s, [...] each."""
    shares = torch.stack([(sizes / scale).log1p().mean(dim=0) for scale in SCALES]).clamp(min=LEAST_SHARE)  # [S, ...]
    scales = sizes.new_tensor(SCALES).view(-1, *[1] * (sizes.dim() - 1))  # [S, ...]
    costs = (2 * scales * shares).log() + 1 + shares  # [S, ...]: of a scale, 1 / a is the mean of the logarithms
    costs, chosen = costs.min(dim=0, keepdim=True)
    return costs[0], 1 / shares.gather(0, chosen)[0], scales.expand_as(shares).gather(0, chosen)[0]


def guess_bytes(values: Tensor) -> int:  # [M, C] in steps
    """From the histograms of some of the rounded numbers; contexts let the entropy coder do with about 0.9 of it."""
    some = values.detach()[::GUESS_EVERY]  # [M', C]
    codes = some.round().clamp(-CODES // 2, CODES // 2 - 1).long() + CODES // 2  # [M', C]
    channels = CODES * torch.arange(codes.shape[1], device=codes.device)  # [C]
    counts = torch.bincount((codes + channels).flatten(), minlength=CODES * codes.shape[1])
    shares = counts.clamp(min=1) / max(len(some), 1)
    return round(len(values) / max(len(some), 1) * float(-(counts * shares.log2()).sum()) / 8)


class _Bits(torch.autograd.Function):
    """The bits that were counted, and the gradient of the distribution's negative logarithm."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, counted: Tensor, a: Tensor, s: Tensor) -> Tensor:
        ctx.save_for_backward(values, a, s)
        return counted

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None, None]:
        values, a, s = ctx.saved_tensors
        return values.sign() * ((a + 1) * gradient / math.log(2.0)) / (values.abs() + s), None, None, None
