"""Blending without an order: a pixel is a weighted mean of the splats that reach it.

Notation: splat i has colour c_i, opacity o_i, footprint g_i(pixel) in [0, 1], view direction r_i and z-depth d_i. Its
factor f_i takes the place of the transmittance of what lies in front. In the first three variants it is
f_i = max(0, v_i(r_i)) w(d_i) with harmonics v_i of its own, a_i = o_i f_i g_i has no upper limit, and with the learned
weight w_B of the background c_B

    C = (sum_i a_i c_i + w_B c_B) / (sum_i a_i + w_B),
    w(d) = 1 (direct), exp(-sigma d^beta) (exponential), max(0, 1 - d / sigma) (linear).

`coverage` separates what is seen from how much: with alpha_i = o_i g_i, f_i = exp(v_i(r_i)) (d_i / sigma)^-beta and the
transmittance T = prod_i (1 - alpha_i), which no order changes,

    C = (1 - T) (sum_i alpha_i f_i c_i) / (sum_i alpha_i f_i) + T c_B.

These factors have no limit near the camera, where a splat covers the whole picture: one that photos never showed would
outweigh all others. So splats of `coverage` fade out there: alpha_i = o_i n_i g_i with the nearness n_i (ours), that is
the product of two. One falls from 1 at FADE[1] sigma to 0 at FADE[0] sigma, the other from 1 at FADE_LARGE[1] to 0 at
FADE_LARGE[0] of the splat's largest standard deviation: a piece of sky beside the camera is far away, and yet of little
z-depth.

Papers: Hou et al. 2025, "Sort-free Gaussian Splatting via Weighted Sum Rendering", eq. 7 and section 4.2; Du et al.
2026, "Mobile-GS" (T; its factors come from a network, ours from harmonics). Letters: N splats, K SH bases, H, W pixels,
D channels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

Variant = Literal["direct", "exponential", "linear", "coverage"]

MIN_DEPTH = 1e-3  # world units; nearer splats are behind the near plane, but powers of their depth must be finite
MAX_LOG_FACTOR = 50.0  # keeps sums of factors, and of their gradients, in float32
MAX_LOG_POWER = 80.0  # the same for d^beta
FADE = (0.02, 0.1)  # of sigma, which is about how far apart the cameras are: nothing that photos are about is nearer
FADE_LARGE = (0.1, 0.2)  # of a splat's size: in photos what is nearer has less than 0.2 % of all weight
MIN_WEIGHT = 1e-30  # below what a single splat of the smallest factor and alpha adds

# What all splats share and training finds, by variant.
SHARED = {
    "direct": ("log_background_weight",),
    "exponential": ("log_sigma", "log_beta", "log_background_weight"),
    "linear": ("log_sigma", "log_background_weight"),
    "coverage": ("log_beta",),
}
# `linear` shows nothing behind sigma, which starts at this many times the farthest splat's distance.
REACH = 2.0


@dataclass(frozen=True)
class WeightedSum:
    """What splats need to be blended without an order; see the module for the formulas."""

    variant: Variant
    view0: Tensor  # [N, 1] harmonics of v: the constant
    viewN: Tensor  # [N, K - 1] and the others
    sigma: Tensor  # [] > 0: per world unit^beta in `exponential`; world units in `linear` and `coverage`
    beta: Tensor  # [] > 0: the power of the depth in `exponential` and `coverage`
    background_weight: Tensor  # [] > 0: w_B; `coverage` has none

    @property
    def has_coverage(self) -> bool:
        """True where factors only weigh, and the transmittance says how much is seen; else they scale opacities."""
        return self.variant == "coverage"


def first_sigma(variant: Variant, means: Tensor, extent: float) -> float:  # means [N, 3]
    """The sigma that training starts from; `extent` is that of the cameras."""
    if variant == "linear":
        spread = float((means - means.mean(dim=0)).norm(dim=-1).max()) if len(means) else 0.0
        return REACH * (extent + spread)
    return {"exponential": 1.0 / extent, "coverage": extent, "direct": 1.0}[variant]


def factors(
    blending: WeightedSum,
    views: Tensor,  # [N] the harmonics v in each splat's view direction
    depths: Tensor,  # [N] z-depth; may be negative
) -> Tensor:
    """The factors f [N]; 0 for splats that add nothing."""
    if blending.has_coverage:
        log_factors = views - blending.beta * (depths.clamp(min=MIN_DEPTH) / blending.sigma).log()  # [N]
        return log_factors.clamp(-MAX_LOG_FACTOR, MAX_LOG_FACTOR).exp()
    views = views.clamp(min=0.0)  # [N]
    if blending.variant == "exponential":
        log_powers = (blending.beta * depths.clamp(min=MIN_DEPTH).log()).clamp(max=MAX_LOG_POWER)  # [N]
        return views * torch.exp(-blending.sigma * log_powers.exp())
    if blending.variant == "linear":
        return views * (1.0 - depths / blending.sigma).clamp(min=0.0)
    return views


def nearness(blending: WeightedSum, depths: Tensor, log_scales: Tensor) -> Tensor:  # depths [N], log_scales [N, 3]
    """What is left of the opacities of `coverage` in front of a camera, [N] from 0 to 1."""
    near = torch.ones_like(depths)  # [N]
    for unit, (gone, whole) in ((blending.sigma, FADE), (log_scales.amax(dim=1).exp(), FADE_LARGE)):
        near = near * ((depths / unit - gone) / (whole - gone)).clamp(0.0, 1.0)
    return near


def resolve(
    blending: WeightedSum,
    image: Tensor,  # [H, W, D] weighted sums of the channels
    weight: Tensor,  # [H, W] sum of the weights
    transmittance: Tensor | None,  # [H, W] where the blending has coverage
) -> tuple[Tensor, Tensor]:
    """The channels [H, W, D] premultiplied over black, and how much of the background they hide [H, W]."""
    if transmittance is not None:
        alpha = 1.0 - transmittance  # [H, W]
        # The mean first: its size is that of a colour, whatever the weights' is.
        return image / weight.clamp(min=MIN_WEIGHT)[..., None] * alpha[..., None], alpha
    inverse = 1.0 / (weight + blending.background_weight)  # [H, W]
    return image * inverse[..., None], weight * inverse
