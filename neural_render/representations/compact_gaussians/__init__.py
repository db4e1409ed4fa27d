"""Parents, and children that a small model predicts from them: scenes of a few megabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neural_render.representations.compact_gaussians.config import CompactGaussiansConfig as Config

if TYPE_CHECKING:
    from neural_render.representations.compact_gaussians.model import CompactGaussians

__all__ = ["Config", "load_model"]


def load_model() -> type[CompactGaussians]:
    """The class; imports torch."""
    from neural_render.representations.compact_gaussians.model import CompactGaussians

    return CompactGaussians
