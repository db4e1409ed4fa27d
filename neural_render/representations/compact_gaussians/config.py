"""Settings of compact Gaussians: how trees are made, what is predicted, and how small the file must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neural_render.compress.budgets import parse
from neural_render.errors import UserError
from neural_render.representations.compact_gaussians import plan
from neural_render.representations.splats_config import Ranges, out_of_range, positive, whole


@dataclass(frozen=True)
class CompactGaussiansConfig:
    """Gaussians of which most is predicted: a scene in a few megabytes, trained to a budget."""

    budget: str = "1MB"
    """What the package may take: a size, or a device's limits (tiny, phone-low, phone, desktop)."""
    blending: Literal["sorted", "direct", "exponential", "linear", "coverage"] = "coverage"
    """In depth order (sorted), or without one by a variant of sort-free-gaussians."""
    sh_degree: Literal[0, 1, 2] = 1
    """Degree of the spherical harmonics of colour."""
    num_children: int = 2
    """Children of a parent."""

    num_levels: int = 8
    """Levels of the hash grid."""
    log2_table_size: int = 0
    """Logarithm of a level's entries, at most; 0 for what the budget's splats need."""
    base_resolution: int = 16
    """Corners along an edge of the coarsest level."""
    finest_resolution: int = 0
    """Corners along an edge of the finest level; 0 for what the budget's splats need."""
    width: int = 64
    """Channels of the nets' hidden layers."""
    attention: int = 16
    """Channels of the attention between the nodes of a tree; 0 for none."""
    has_contraction: bool = True
    """Contract space beyond the region that the cameras look at; else the grid covers all parents evenly."""

    initial_opacity: float = 0.1
    """Opacity of nodes that start from a point."""
    means_rate: float = 6.4e-4
    """First learning rate of parents' positions, times the extent of the cameras; it falls to a hundredth."""
    scales_rate: float = 1e-2
    """Learning rate of parents' log scales."""
    residuals_rate: float = 0.1
    """Learning rate of residuals, in their steps."""
    harmonics_rate: float = 0.02
    """Learning rate of the residuals of higher harmonics, in their steps."""
    grid_rate: float = 1e-2
    """Learning rate of the hash grid."""
    nets_rate: float = 2e-3
    """Learning rate of the nets."""
    blend_rate: float = 0.01
    """Learning rate of what all splats share in sort-free blending."""
    taught_rate: float = 0.4
    """What is left of the rates of a scene that starts from a teacher's splats."""
    decay_from: float = 0.6
    """After this share of the steps all rates fall, exponentially."""
    decay_to: float = 0.1
    """What is left of the rates at the end."""

    grow_from: float = 0.1
    """Children are promoted, and parents split, after this share of the steps: first parents find their places."""
    grow_until: float = 0.5
    """Trees come and go until this share of the steps; 0 for never. The size is steered after it only."""
    grow_every: int = 50
    """Steps between two rounds of growth."""
    prune_opacity: float = 0.005
    """Trees whose parents are fainter go."""
    clearance: float = 0.4
    """Trees whose parents are nearer to a training camera than this share of its distance to the capture's nearest
    points go in rounds of growth, and a teacher's splats there are not taken over; 0 for none."""

    simulate_from: float = 0.3
    """From this share of the steps on the scene is drawn as its file holds it, and its bits are part of the loss."""
    rate_weight: float = 1e-4
    """First weight in the loss of the bits of a splat; it is adapted to the budget, unless it is 0."""
    fit_steps: int = 300
    """Steps in which a model learns a teacher's splats, before it sees pictures."""

    def __post_init__(self) -> None:
        wrong = out_of_range(self, _RANGES)
        try:
            most, fixed = parse(self.budget).num_bytes, plan.overhead(self.blending) + plan.NETS
            if most is not None and most <= fixed:
                wrong.append(f"budget = {self.budget} leaves nothing: nets, shaders and manifest have {fixed:,} bytes")
        except UserError as error:
            wrong.append(f"{error.what}: {error.remedy}")
        if 0 < self.grow_until < self.grow_from:
            wrong.append(f"grow_from = {self.grow_from} must not exceed grow_until = {self.grow_until}")
        if 0 < self.finest_resolution < self.base_resolution:
            wrong.append(
                f"base_resolution = {self.base_resolution} must not exceed {self.finest_resolution}, the finest"
            )
        if wrong:
            raise ValueError("; ".join(wrong))


_RANGES: Ranges = (
    *positive("means_rate scales_rate residuals_rate harmonics_rate grid_rate nets_rate blend_rate"),
    *positive("taught_rate decay_to"),
    ("rate_weight", "finite and at least 0", lambda value: 0 <= value < float("inf")),
    ("initial_opacity prune_opacity", "above 0 and below 1", lambda value: 0 < value < 1),
    ("clearance", "at least 0 and below 1", lambda value: 0 <= value < 1),
    ("decay_from simulate_from grow_from grow_until", "between 0 and 1", lambda value: 0 <= value <= 1),
    # What the shader that decodes a package has room for.
    ("num_children", *whole(1, 3)),
    ("num_levels", *whole(1, 12)),
    ("log2_table_size", "0, or a whole number from 3 to 19", lambda value: value in (0, *range(3, 20))),
    ("base_resolution", *whole(2, 4096)),
    ("finest_resolution", "0, or a whole number from 2 to 4096", lambda value: value in (0, *range(2, 4097))),
    ("width", "a multiple of 4 from 4 to 64", lambda value: value in range(4, 65, 4)),
    ("attention", "a multiple of 4 from 0 to 32", lambda value: value in range(0, 33, 4)),
    ("grow_every", *whole(1, 10**6)),
    ("fit_steps", *whole(0, 10**6)),
)
