"""Quantisers: values as whole numbers of a few bits, and back.

A quantiser first bends values by its curve, then spreads the codes 0 ... 2^bits - 1 evenly from `low` to `high`. The
curve `symlog` keeps a relative error for positions far away: with u = (x - center) / unit it is sign(u) log(1 + |u|).
Decoding is the same float32 arithmetic in Python, in the shaders and in the viewer.

Letters: N values, D channels.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor

Curve = Literal["linear", "symlog"]


@dataclass(frozen=True)
class Quantiser:
    """How the D channels of a table become codes; all tuples hold one number per channel."""

    bits: int  # 1 ... 16
    curve: Curve
    low: tuple[float, ...]  # of the bent values: code 0
    high: tuple[float, ...]  # the last code; equal to `low` where all values are one
    center: tuple[float, ...]  # of `symlog`; 0 for `linear`
    unit: float  # of `symlog`; 1 for `linear`

    @property
    def steps(self) -> tuple[float, ...]:
        """The bent distance between two codes, per channel; of the ends as float32 has them, whatever their digits."""
        low, high = (np.float32(ends).astype(np.float64) for ends in (self.low, self.high))  # [D] each
        return tuple(((high - low) / (2**self.bits - 1)).tolist())


def shortest(value: float) -> float:
    """The number with the fewest digits that is the same in float32, in which hosts compute."""
    return float(str(np.float32(value)))


def fit(values: Tensor, bits: int, curve: Curve = "linear") -> Quantiser:
    """The quantiser that covers the values [N, D]."""
    values, num_channels = values.detach().float(), values.shape[1]
    center, unit = (0.0,) * num_channels, 1.0
    if curve == "symlog" and len(values):
        median = values.median(dim=0).values  # [D]
        center = _shortest(median)
        unit = shortest(max(float((values - median).norm(dim=1).median()), 1e-6))
    quantiser = Quantiser(bits, curve, (0.0,) * num_channels, (0.0,) * num_channels, center, unit)
    if not len(values):
        return quantiser
    low, high = torch.aminmax(_bend(quantiser, values), dim=0)  # [D] each
    return dataclasses.replace(quantiser, low=_shortest(low), high=_shortest(high))


def encode(quantiser: Quantiser, values: Tensor) -> Tensor:
    """The codes [N, D] int32 nearest to the values [N, D]; what lies beyond the ends is clamped."""
    low, steps = values.new_tensor(quantiser.low), values.new_tensor(quantiser.steps)  # [D] each
    codes = (_bend(quantiser, values) - low) / torch.where(steps > 0, steps, 1.0)  # [N, D]
    return codes.round().clamp(0, 2**quantiser.bits - 1).to(torch.int32)


def decode(quantiser: Quantiser, codes: Tensor) -> Tensor:
    """The values [N, D] float32 that the codes [N, D] stand for."""
    codes = codes.to(torch.float32)
    bent = codes.new_tensor(quantiser.low) + codes * codes.new_tensor(quantiser.steps)  # [N, D]
    if quantiser.curve == "linear":
        return bent
    return codes.new_tensor(quantiser.center) + quantiser.unit * bent.sign() * bent.abs().expm1()


def simulate(quantiser: Quantiser, values: Tensor) -> Tensor:
    """The values as they will be decoded, [N, D]; gradients pass as if nothing had happened (straight through)."""
    return values + (decode(quantiser, encode(quantiser, values.detach())) - values).detach()


def _shortest(values: Tensor) -> tuple[float, ...]:  # [D]
    return tuple(map(shortest, values.tolist()))


def _bend(quantiser: Quantiser, values: Tensor) -> Tensor:
    if quantiser.curve == "linear":
        return values
    scaled = (values - values.new_tensor(quantiser.center)) / quantiser.unit  # [N, D]
    return scaled.sign() * scaled.abs().log1p()
