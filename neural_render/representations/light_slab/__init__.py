"""A neural light field on grids of two planes: few layers, the same cost for every frame, whatever the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neural_render.representations.light_slab.config import LightSlabConfig as Config

if TYPE_CHECKING:
    from neural_render.representations.light_slab.model import LightSlab

__all__ = ["TEACHER", "Config", "load_model"]

TEACHER = "gaussians"  # the method that teaches it unless a teacher is named


def load_model() -> type[LightSlab]:
    """The class; imports torch."""
    from neural_render.representations.light_slab.model import LightSlab

    return LightSlab
