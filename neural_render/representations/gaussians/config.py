"""Settings of 3D Gaussian splatting. Rates and thresholds are 3DGS's (Kerbl et al. 2023) unless a comment says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GaussiansConfig:
    """3D Gaussian splatting, sorted: the reference method and the usual teacher."""

    cap: int = 150_000
    """The most splats that growth may reach. Ours: what a laptop trains in minutes."""
    sh_degree: int = 3
    """Degree of the spherical harmonics of colour, 0 to 3."""
    antialias: bool = False
    """Compensate opacity for the pixel filter (Mip-Splatting); viewers without it show such a scene too dark."""

    initial_opacity: float = 0.1
    """Opacity of a splat that starts from a point."""
    means_rate: float = 1.6e-4
    """First learning rate of positions, times the extent of the cameras."""
    means_rate_last: float = 1.6e-6
    """Last learning rate of positions, times the extent of the cameras."""
    scales_rate: float = 5e-3
    """Learning rate of log scales."""
    quats_rate: float = 1e-3
    """Learning rate of rotations."""
    opacities_rate: float = 5e-2
    """Learning rate of opacity logits."""
    sh0_rate: float = 2.5e-3
    """Learning rate of the base colour."""
    shN_rate: float = 1.25e-4
    """Learning rate of the higher harmonics."""

    grow_from: float = 0.03
    """Growth starts after this share of the steps."""
    grow_until: float = 0.5
    """Growth ends after this share of the steps."""
    grow_every: int = 100
    """Steps between two rounds of growth."""
    grow_gradient: float = 2e-4
    """Splats whose mean screen-space gradient (in half image widths) exceeds this grow."""
    grow_scale: float = 0.01
    """Growing splats larger than this share of the camera extent are split, smaller ones duplicated."""
    prune_opacity: float = 0.005
    """Splats fainter than this are removed."""
    prune_scale: float = 0.1
    """Splats larger than this share of the camera extent are removed once opacities were reset."""
    reset_every: int = 3000
    """Steps between two resets of all opacities to twice `prune_opacity` while growing; 0 for never."""

    def __post_init__(self) -> None:
        if not 0 <= self.sh_degree <= 3:
            raise ValueError(f"sh_degree = {self.sh_degree} must be 0 to 3")
        if self.cap < 1:
            raise ValueError(f"cap = {self.cap} must be at least 1")
        if not 0 <= self.grow_from <= self.grow_until <= 1:
            raise ValueError(f"grow_from = {self.grow_from} and grow_until = {self.grow_until} must be ordered shares")
