"""Gaussians that know their planes: flat splats with normals and descriptors, grouped into plane instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neural_render.representations.planar_gaussians.config import PlanarGaussiansConfig as Config

if TYPE_CHECKING:
    from neural_render.representations.planar_gaussians.model import PlanarGaussians

__all__ = ["Config", "load_model"]


def load_model() -> type[PlanarGaussians]:
    """The class; imports torch."""
    from neural_render.representations.planar_gaussians.model import PlanarGaussians

    return PlanarGaussians
