"""Settings of sort-free splatting: those of sorted Gaussians, and what replaces the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neural_render.representations.splats_config import SplatsConfig, out_of_range, positive


@dataclass(frozen=True)
class SortFreeGaussiansConfig(SplatsConfig):
    """Gaussians blended by a weighted sum, without sorting: what phones draw fastest."""

    variant: Literal["direct", "exponential", "linear", "coverage"] = "coverage"
    """How a splat's weight falls with its depth, or `coverage`: weights beside an opacity that no order changes."""
    # 0.05 and 0.0025 in the authors' code, for runs of 30000 steps that start from points.
    view0_rate: float = 0.02
    """Learning rate of the constant part of the view-dependent factor."""
    viewN_rate: float = 0.005
    """Learning rate of the rest of the view-dependent factor."""
    blend_rate: float = 0.01
    """Learning rate of what all splats share: the logarithms of sigma, beta and the background's weight."""
    initial_view: float = 0.1
    """First value of the view-dependent factor; `coverage` starts from 1."""
    # South Building (257 px), taught, 1000 steps: 8 gives 20.3 dB, 2 gives 19.6 dB; both learn to go below 1.
    # lego (200 px) learns 23 to 25.
    initial_beta: float = 8.0
    """First power of the depth in `coverage`; `exponential` starts from 1."""
    initial_background_weight: float = 0.02
    """First weight of the background; `coverage` has none."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.growth == "mcmc":
            # Its copies share an opacity so that compositing stays the same; sums do not compose like that.
            raise ValueError("growth = mcmc is for sorted splats; use error or default")
        names = "view0_rate viewN_rate blend_rate initial_view initial_beta initial_background_weight"
        if wrong := out_of_range(self, positive(names)):
            raise ValueError("; ".join(wrong))
