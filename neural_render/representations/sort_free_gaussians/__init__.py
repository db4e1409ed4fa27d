"""Gaussians blended without an order: what phones draw without sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neural_render.representations.sort_free_gaussians.config import SortFreeGaussiansConfig as Config

if TYPE_CHECKING:
    from neural_render.representations.sort_free_gaussians.model import SortFreeGaussians

__all__ = ["Config", "load_model"]


def load_model() -> type[SortFreeGaussians]:
    """The class; imports torch."""
    from neural_render.representations.sort_free_gaussians.model import SortFreeGaussians

    return SortFreeGaussians
