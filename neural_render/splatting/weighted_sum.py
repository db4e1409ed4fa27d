"""Blending without an order: a pixel is a weighted mean of the splats that reach it.

Notation: splat i has colour c_i, opacity o_i, footprint g_i(pixel) in [0, 1], view direction r_i and z-depth d_i. Its
factor f_i = v_i(r_i) w(d_i) takes the place of the transmittance of what lies in front. With the learned weight w_B of
the background colour c_B and a_i = o_i f_i g_i, without an upper limit,

    C = (sum_i a_i c_i + w_B c_B) / (sum_i a_i + w_B)                                            (mean)

or, with alpha_i = o_i g_i and the transmittance T = prod_i (1 - alpha_i), which no order changes either,

    C = (1 - T) (sum_i alpha_i f_i c_i) / (sum_i alpha_i f_i) + T c_B                            (coverage)

Depth weights w: 1 (direct), exp(-sigma d^beta) (exponential), max(0, 1 - d / sigma) (linear); in `coverage`
w = d^-beta, so that factors do not depend on the unit of length.

Papers: Hou et al. 2025, "Sort-free Gaussian Splatting via Weighted Sum Rendering", eq. 7 and section 4.2 (mean); Du et
al. 2026, "Mobile-GS" (coverage). Letters: N splats, K SH bases, H, W pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import torch
from torch import Tensor

Variant = Literal["direct", "exponential", "linear", "coverage"]
VARIANTS = get_args(Variant)

# Below this sum of weights nothing is there to take the mean of.
MIN_WEIGHT = 1e-12


@dataclass(frozen=True)
class WeightedSum:
    """What splats need to be blended without an order; see the module for the formulas."""

    variant: Variant
    view_sh: Tensor  # [N, K] harmonics of v; of log v in `coverage`
    sigma: Tensor  # [] > 0: per world unit^beta in `exponential`, world units in `linear`
    beta: Tensor  # [] > 0
    background_weight: Tensor  # [] > 0: w_B; unused in `coverage`

    @property
    def needs_transmittance(self) -> bool:
        return self.variant == "coverage"


def factors(
    blending: WeightedSum,
    views: Tensor,  # [N] harmonics evaluated in each splat's view direction
    depths: Tensor,  # [N] z-depth; may be negative
) -> Tensor:
    """The factors f [N] >= 0; 0 for splats that add nothing."""
    if blending.variant == "coverage":
        depths = depths.clamp(min=1e-3)
        return (views - blending.beta * depths.log()).clamp(-40.0, 40.0).exp()
    views = views.clamp(min=0.0)
    if blending.variant == "exponential":
        return views * torch.exp(-blending.sigma * depths.clamp(min=1e-3) ** blending.beta)
    if blending.variant == "linear":
        return views * (1.0 - depths / blending.sigma).clamp(min=0.0)
    return views


def resolve(
    blending: WeightedSum,
    image: Tensor,  # [H, W, D] weighted sums of the channels
    weight: Tensor,  # [H, W] sum of the weights
    transmittance: Tensor | None,  # [H, W]
) -> tuple[Tensor, Tensor]:
    """The channels [H, W, D] premultiplied over black, and how much of the background they cover [H, W]."""
    if transmittance is not None:
        alpha = 1.0 - transmittance  # [H, W]
        return image * (alpha / weight.clamp(min=MIN_WEIGHT))[..., None], alpha
    inverse = 1.0 / (weight + blending.background_weight)  # [H, W]
    return image * inverse[..., None], weight * inverse
