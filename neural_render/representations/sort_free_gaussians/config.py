"""proto"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neural_render.representations.gaussians.config import GaussiansConfig


@dataclass(frozen=True)
class SortFreeGaussiansConfig(GaussiansConfig):
    """Gaussians blended by a weighted sum, without sorting: what phones draw fastest."""

    variant: Literal["direct", "exponential", "linear", "coverage"] = "coverage"
    """v"""
    reset_every: int = 0
    """r"""
    view0_rate: float = 0.05
    """v0"""
    viewN_rate: float = 0.0025
    """vN"""
    global_rate: float = 0.01
    """g"""
    initial_view: float = 0.1
    """v"""
    initial_beta: float = 1.0
    """v"""
