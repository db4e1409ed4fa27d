"""3D Gaussian splatting with sorted compositing: the reference method and the usual teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neural_render.representations.gaussians.config import GaussiansConfig as Config

if TYPE_CHECKING:
    from neural_render.representations.gaussians.model import Gaussians

__all__ = ["Config", "load_model"]


def load_model() -> type[Gaussians]:
    """The class; imports torch."""
    from neural_render.representations.gaussians.model import Gaussians

    return Gaussians
