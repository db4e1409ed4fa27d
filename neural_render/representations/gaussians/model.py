"""3D Gaussian splatting (Kerbl et al. 2023): anisotropic Gaussians composited front to back."""

from __future__ import annotations

from typing import final

from neural_render.representations.gaussians.config import GaussiansConfig
from neural_render.representations.splats import SplatRepresentation


@final
class Gaussians(SplatRepresentation):
    """Splats in depth order."""

    config_type = GaussiansConfig
