"""Settings of trained splats. Rates and thresholds are 3DGS's (Kerbl et al. 2023) unless a comment says so."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class SplatsConfig:
    """What every representation that trains splats can be told."""

    # Ours, as 3DGS has no cap: what a laptop trains in minutes.
    cap: int = 150_000
    """The most splats that growth may reach."""
    sh_degree: int = 3
    """Degree of the spherical harmonics of colour, 0 to 3."""
    antialias: bool = False
    """Compensate opacity for the pixel filter (Mip-Splatting); viewers without it show such a scene too dark."""

    initial_opacity: float = 0.1
    """Opacity of a splat that starts from a point."""
    # Four times 3DGS's rates, whose runs have 30000 steps. Measured with 3DGS's growth after 1000 steps: lego (200 px)
    # +3.2 dB, the bundled capture (a third of its size) +1.1 dB, South Building (257 px) +0.075 SSIM. After 4000 steps
    # lego (100 px) still has +1.1 dB, and +0.4 dB over twice 3DGS's rates.
    means_rate: float = 6.4e-4
    """First learning rate of positions, times the extent of the cameras."""
    means_rate_last: float = 6.4e-6
    """Last learning rate of positions, times the extent of the cameras."""
    scales_rate: float = 2e-2
    """Learning rate of log scales."""
    quats_rate: float = 4e-3
    """Learning rate of rotations."""
    opacities_rate: float = 5e-2
    """Learning rate of opacity logits."""
    sh0_rate: float = 1e-2
    """Learning rate of the base colour."""
    shN_rate: float = 5e-4
    """Learning rate of the higher harmonics."""
    # +0.15 dB on lego (100 px) after 4000 steps.
    decay_from: float = 0.7
    """After this share of the steps all constant rates fall, exponentially."""
    decay_to: float = 0.1
    """What is left of the constant rates at the end."""

    # With the rates above, 1000 steps and caps of 30 000 to 40 000, error against default: the bundled capture +0.9 dB
    # with as many splats; lego +0.15 dB and South Building +0.005 SSIM with a tenth more splats.
    growth: Literal["default", "error", "mcmc"] = "error"
    """Which splats multiply: those with large gradients (3DGS), those that answer for large errors, or 3DGS-MCMC."""
    # 3DGS grows from step 500 to step 15000 of 30000; shorter runs keep the first share. Growth by error was measured
    # with 0.6; 0.75 gave 0.002 (South Building) and 0.007 SSIM less (the bundled capture).
    grow_from: float = 0.017
    """Growth starts after this share of the steps."""
    grow_until: float = 0.6
    """Growth ends after this share of the steps."""
    grow_every: int = 100
    """Steps between two rounds of growth."""
    grow_gradient: float = 2e-4
    """Splats whose mean screen-space gradient (in half image widths) exceeds this grow."""
    grow_scale: float = 0.01
    """Growing splats larger than this share of the camera extent are split, smaller ones duplicated."""
    prune_opacity: float = 0.005
    """Splats fainter than this are removed."""
    # As in 3DGS, but without its second limit, a radius in pixels: close cameras should not remove what they look at.
    prune_scale: float = 0.1
    """Splats larger than this share of the camera extent are removed once opacities were reset, if ever."""
    # South Building (150k splats, 2500 steps): 0.5 gives 20.3, 0.7 gives 20.2, 0 gives 19.4 dB. In rooms whose surfaces
    # are known (three synthetic ones, a Kinect's kitchen) 0.4 holds nothing that cameras see, 0.5 a thousandth in one.
    clearance: float = 0.4
    """Splats whose centres are nearer to a training camera than this share of its distance to the capture's nearest
    points are removed, every `grow_every` steps; 0 for none."""
    # 3DGS resets every 3000 steps; the runs that growth by error was measured with had no reset.
    reset_every: int = 0
    """Steps between two resets of all opacities to twice `prune_opacity` while growing; 0 for never."""

    # Kheradmand et al. 2024, section 4; they have a noise of 5e5, here divided as the rate of positions is multiplied.
    grow_share: float = 0.05
    """With mcmc: splats added in a round, as a share of those that are there."""
    noise: float = 1.25e5
    """With mcmc: strength of the noise on positions, times their learning rate."""
    opacity_weight: float = 0.01
    """With mcmc: weight of the mean opacity in the loss."""
    scale_weight: float = 0.01
    """With mcmc: weight of the mean scale in the loss."""

    def __post_init__(self) -> None:
        wrong = out_of_range(self, _RANGES)
        if not wrong and self.grow_from > self.grow_until:
            wrong = [f"grow_from = {self.grow_from} must not exceed grow_until = {self.grow_until}"]
        if wrong:
            raise ValueError("; ".join(wrong))


Ranges = tuple[tuple[str, str, Callable[[float], bool]], ...]  # names of settings, what they must be, the test


def out_of_range(config: object, ranges: Ranges) -> list[str]:
    """What is wrong with the settings of `config`, in words; empty where nothing is."""
    return [
        f"{name} = {getattr(config, name)} must be {words}"
        for names, words, is_right in ranges
        for name in names.split()
        if not is_right(getattr(config, name))
    ]


def positive(names: str) -> Ranges:
    """The range of settings that must be finite and above 0."""
    return ((names, "finite and above 0", lambda value: 0 < value < math.inf),)


def whole(least: int, most: int) -> tuple[str, Callable[[float], bool]]:
    """What a setting that counts must be, and its test."""
    return f"a whole number from {least} to {most}", lambda value: isinstance(value, int) and least <= value <= most


_RATES = "means_rate means_rate_last scales_rate quats_rate opacities_rate sh0_rate shN_rate decay_to"
_RANGES: Ranges = (
    *positive(f"{_RATES} grow_gradient grow_scale prune_scale"),
    ("cap grow_every", "a whole number of at least 1", lambda value: isinstance(value, int) and value >= 1),
    ("reset_every", "a whole number of at least 0", lambda value: isinstance(value, int) and value >= 0),
    ("sh_degree", "0, 1, 2 or 3", lambda value: value in (0, 1, 2, 3)),
    ("clearance", "at least 0 and below 1", lambda value: 0 <= value < 1),
    ("grow_share noise opacity_weight scale_weight", "finite and at least 0", lambda value: 0 <= value < math.inf),
    ("grow_from grow_until decay_from", "between 0 and 1", lambda value: 0 <= value <= 1),
    ("initial_opacity", "above 0 and below 1", lambda value: 0 < value < 1),
    # A reset sets opacities to twice this.
    ("prune_opacity", "above 0 and below 0.5", lambda value: 0 < value < 0.5),
)
