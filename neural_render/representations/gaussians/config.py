"""Settings of 3D Gaussian splatting (Kerbl et al. 2023): those of all trained splats."""

from __future__ import annotations

from dataclasses import dataclass

from neural_render.representations.splats_config import SplatsConfig


@dataclass(frozen=True)
class GaussiansConfig(SplatsConfig):
    """3D Gaussian splatting, sorted: the reference method and the usual teacher."""
