"""Grids of space: numbers at points on a ray, interpolated in 3D, as a part of what light fields are told about it.

A ray meets a box around the scene; S points lie at equal steps between where it enters and where it leaves: with the
ray (o, d) in units in which the box is -1 ... 1, from the largest of (-o - sign(d)) / d to the least of
(-o + sign(d)) / d. Where a ray passes by, the first of the two is the larger one, and points lie where the box is the
nearest. Every level is a dense grid of R x R x R corners (hash_grid.py, in which no two corners share an entry), so that
all cameras train the same numbers, whichever region renders them. This is no part of the papers; as much is looked up
whatever the scene.

Letters: C cameras, h x w the low resolution, M rays, S points on a ray, L levels, R corners along an edge, F features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.fields import hash_grid
from neural_render.fields.hash_grid import HashGridLayout
from neural_render.types import Bounds

ANY_SIZE = 24  # log2 of entries: every level is dense
MAX_RESOLUTION = 256
MAX_POINTS = 5000  # of the scene that are looked at
FEW_POINTS = 8
COVERED = (0.002, 0.998)  # quantiles of their coordinates between which the box lies ...
MARGIN = 0.03  # ... and what is added on each side, as a share
TINY = 1e-9  # keeps rays along an axis finite ...
FARTHEST = 1e4  # ... as this does, in units of the box


@dataclass(frozen=True)
class SpaceGridLayout:
    """What the tables' entries mean, and how many points a ray has; raises ValueError where there is no such grid."""

    resolutions: tuple[int, ...]  # corners along an edge of each level
    num_features: int
    num_points: int

    def __post_init__(self) -> None:
        if not self.resolutions or not all(2 <= size <= MAX_RESOLUTION for size in self.resolutions):
            raise ValueError(f"space grid: resolutions {self.resolutions} given; pass some of 2 to {MAX_RESOLUTION}")
        if self.num_points < 1:
            raise ValueError(f"space grid: {self.num_points} points given; pass at least 1")

    @cached_property
    def levels(self) -> tuple[HashGridLayout, ...]:
        return tuple(HashGridLayout(1, self.num_features, ANY_SIZE, size, size) for size in self.resolutions)

    @property
    def end(self) -> float:
        """The farthest place in a level's [0, 1] whose corners are all within every level."""
        return 1 - 0.5 / (min(self.resolutions) - 1)

    @property
    def num_outputs(self) -> int:
        """L S F numbers at points, and the direction."""
        return len(self.resolutions) * self.num_points * self.num_features + 3


class Box(NamedTuple):
    """Where the scene is, along the world's axes."""

    center: Tensor  # [3]
    halves: Tensor  # [3] of its edges


def around(points: Tensor, bounds: Bounds) -> Box:  # [N, 3]
    """The box that holds nearly all points within the bounds, or the bounds' own where there are few."""
    center, radius = torch.tensor(bounds.center), bounds.radius  # [3], []
    points = points[(points - center).norm(dim=-1) < radius]  # [N', 3]
    if len(points) < FEW_POINTS:
        return Box(center, torch.full((3,), float(radius)))
    low, high = torch.quantile(points[:: -(-len(points) // MAX_POINTS)], torch.tensor(COVERED), dim=0)  # [3] each
    return Box((low + high) / 2, (0.5 + MARGIN) * (high - low) + 1e-6)


def places_of(
    origins: Tensor,  # [M, 3]
    directions: Tensor,  # [M, 3] of any length
    box: Box,
    layout: SpaceGridLayout,
) -> tuple[Tensor, Tensor]:
    """The points of rays in the grids [M, S, 3], in [0, `end`], and their directions [M, 3] in units of the box."""
    origins = (origins - box.center) / box.halves
    directions = torch.nn.functional.normalize(directions / box.halves, dim=1) + TINY
    middles, spans = -origins / directions, 1 / directions.abs()  # [M, 3] between the faces of each axis
    first = (middles - spans).amax(dim=1, keepdim=True).clamp(-FARTHEST, FARTHEST)  # [M, 1]
    last = (middles + spans).amin(dim=1, keepdim=True).clamp(-FARTHEST, FARTHEST)  # [M, 1]
    steps = first + (last - first) * shares(layout).to(first)  # [M, S]
    places = origins[:, None] + steps[..., None] * directions[:, None]  # [M, S, 3]
    return (0.5 * layout.end * (places + 1)).clamp(0, layout.end), directions


def shares(layout: SpaceGridLayout) -> Tensor:
    """Where the points lie between the faces, [S]."""
    return (torch.arange(layout.num_points) + 0.5) / layout.num_points


def look_up(
    tables: Sequence[Tensor],  # L times [T, F]
    layout: SpaceGridLayout,
    cameras: Cameras,
    box: Box,
) -> Tensor:
    """Numbers of the cameras' rays, [C, h, w, L S F + 3]: level by level and in each point by point."""
    origins, directions = cameras.rays()  # [C, h, w, 3]
    places, directions = places_of(origins.reshape(-1, 3), directions.reshape(-1, 3), box, layout)
    rows = places.view(-1, 3).contiguous()  # [M S, 3]
    found = [
        hash_grid.encode(table, rows, level).view(len(places), -1)  # [M, S F]
        for table, level in zip(tables, layout.levels, strict=True)
    ]
    return torch.cat([*found, directions], dim=1).view(len(cameras), cameras.height, cameras.width, -1)
