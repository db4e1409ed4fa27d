"""Settings of compact Gaussians: how trees are made, what is predicted, and how small the file must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neural_render.compress.budgets import parse
from neural_render.errors import UserError
from neural_render.representations.splats_config import Ranges, out_of_range, positive


@dataclass(frozen=True)
class CompactGaussiansConfig:
    """Gaussians of which most is predicted: a scene in a few megabytes, trained to a budget."""

    budget: str = "1MB"
    """What the package may take: a size, or a device's limits (tiny, phone-low, phone, desktop)."""
    blending: Literal["sorted", "direct", "exponential", "linear", "coverage"] = "coverage"
    """In depth order (sorted), or without one by a variant of sort-free-gaussians."""
    sh_degree: Literal[0, 1] = 1
    """Degree of the spherical harmonics of colour."""
    num_children: int = 2
    """Children of a parent."""

    num_levels: int = 8
    """Levels of the hash grid."""
    log2_table_size: int = 12
    """Logarithm of a level's entries, at most."""
    base_resolution: int = 16
    """Corners along an edge of the coarsest level."""
    finest_resolution: int = 128
    """Corners along an edge of the finest level."""
    width: int = 64
    """Channels of the nets' hidden layers."""
    attention: int = 16
    """Channels of the attention between the nodes of a tree; 0 for none."""
    has_contraction: bool = True
    """Contract space beyond the region that the cameras look at; else the grid covers all parents evenly."""
