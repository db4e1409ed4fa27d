"""A neural light field of points on rays: the same cost for every frame, whatever the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neural_render.representations.mobile_r2l.config import MobileR2LConfig as Config

if TYPE_CHECKING:
    from neural_render.representations.mobile_r2l.model import MobileR2L

__all__ = ["TEACHER", "Config", "load_model"]

TEACHER = "gaussians"  # the method that teaches it unless a teacher is named


def load_model() -> type[MobileR2L]:
    """The class; imports torch."""
    from neural_render.representations.mobile_r2l.model import MobileR2L

    return MobileR2L
