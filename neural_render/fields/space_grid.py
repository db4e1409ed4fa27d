"""Grids of space: what a ray meets on its way through a box, as a part of what light fields are told about it.

S points lie at equal steps between where a ray enters the box and where it leaves: with the ray (o, d) in units in
which the box is -1 ... 1, from the largest of (-o - sign(d)) / d to the least of (-o + sign(d)) / d, which are c apart;
both are at least 0, as nothing is seen behind a camera.
Every level is a dense grid of R x R x R corners (hash_grid.py, in which no two corners share an entry); a point's
numbers are interpolated in it, and the first numbers of all levels tell its density. What the points hold is weighed
front to back as in volume rendering (Mildenhall et al. 2020, eq. 3):

    sigma_s = c / 2 softplus(5 sum_l g_l0 - 2),   w_s = exp(-sum_{t<s} sigma_t) (1 - exp(-sigma_s))

The network is told sum_s w_s g_l of every level, sum_s w_s, the mean place sum_s w_s (s + 1/2) / S, and d: the grids
say where surfaces are and the network what they look like. All cameras train the same numbers, whichever region renders
them. This is no part of the papers; as much is looked up whatever the scene, once for every f x f pixels.

Letters: C cameras, h x w the low resolution, M rays, S points on a ray, L levels, R corners along an edge, F features.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.fields import hash_grid
from neural_render.fields.hash_grid import HashGridLayout
from neural_render.fields.net_onnx import Nodes
from neural_render.thinning import thinned
from neural_render.types import Bounds

ANY_SIZE = 24  # log2 of entries: every level is dense
MAX_RESOLUTION = 256
MAX_POINTS = 5000  # of the scene that are looked at
FEW_POINTS = 8
COVERED = (0.002, 0.998)  # quantiles of their coordinates between which the box lies ...
MARGIN = 0.03  # ... and what is added on each side, as a share
TINY = 1e-9  # keeps rays along an axis finite ...
FARTHEST = 1e4  # ... as this does, in units of the box
DENSITY = 5.0, -2.0  # what first numbers are multiplied by and what is added: thin, and quick to change
# First numbers where nothing is known to be and where much is: 64 points of nothing hide 0.06 of what is behind, one of
# much nine tenths. Corners are full, but for exp(-USUAL), that have as much as half of all that is known has.
EMPTY, FULL, USUAL = -1.0, 0.8, 4.0
MAX_RAYS = 1 << 16  # that are looked up at once: their points take 100 MB


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
        """L F sums, how much was met, where, and the direction."""
        return len(self.resolutions) * self.num_features + 5


class Box(NamedTuple):
    """Where the scene is, along the world's axes."""

    center: Tensor  # [3]
    halves: Tensor  # [3] of its edges


class SpaceGrid(NamedTuple):
    """All that is known of a scene's grids of space."""

    tables: Sequence[Tensor]  # L times [T, F]
    layout: SpaceGridLayout
    box: Box


def around(points: Tensor, bounds: Bounds) -> Box:  # [N, 3]
    """The box that holds nearly all points within the bounds, or the bounds' own where there are few."""
    center, radius = torch.tensor(bounds.center), bounds.radius  # [3], []
    points = points[(points - center).norm(dim=-1) < radius]  # [N', 3]
    if len(points) < FEW_POINTS:
        return Box(center, torch.full((3,), float(radius)))
    low, high = torch.quantile(thinned(points, MAX_POINTS), torch.tensor(COVERED), dim=0)  # [3] each
    return Box((low + high) / 2, (0.5 + MARGIN) * (high - low) + 1e-6)


@torch.no_grad()
def fill(grid: SpaceGrid, places: Tensor, weights: Tensor, colors: Tensor) -> None:  # [N, 3], [N], [N, 3] in [0, 1]
    """The finest level tells what lies at places of the world: how much, and where there is room, in which colour.

    The coarser ones tell nothing yet of how much. Training would find all of that, but slowly, and fog that it leaves
    in front of the cameras stays.
    """
    finest = max(range(len(grid.tables)), key=lambda index: grid.layout.resolutions[index])
    size, table = grid.layout.resolutions[finest], grid.tables[finest]
    local = (places - grid.box.center) / grid.box.halves  # [N, 3]
    is_inside = (local.abs() <= 1).all(dim=1)  # [N]
    rows = (0.5 * grid.layout.end * (local[is_inside] + 1)).clamp(0, grid.layout.end)  # [N', 3]
    amounts = torch.cat([torch.ones_like(weights)[:, None], colors], dim=1)[is_inside] * weights[is_inside, None]
    layout = HashGridLayout(1, 4, ANY_SIZE, size, size)
    with torch.enable_grad():  # what interpolation passes back is what each corner has of the places around it
        sums = rows.new_zeros(layout.num_entries, 4, requires_grad=True)  # [T, 4]
        (sums,) = torch.autograd.grad(hash_grid.encode(sums, rows, layout), sums, amounts)
    masses, ordered = sums[:, 0], sums[:, 0].sort().values  # [T] each
    if not ordered[-1] > 0:
        return
    heaped = ordered.double().cumsum(dim=0)  # [T]
    usual = ordered[(heaped < heaped[-1] / 2).sum()]  # [] half of all lies in corners that have less
    shares = 1 - torch.exp(-USUAL * masses / usual)  # [T]
    for other in grid.tables:
        other[:, 0] = 0
    table[:, 0] = EMPTY + (FULL - EMPTY) * shares
    if grid.layout.num_features >= 4:
        table[:, 1:4] = shares[:, None] * (sums[:, 1:] / masses[:, None].clamp(min=TINY) - 0.5)


def look_up(cameras: Cameras, grid: SpaceGrid) -> Tensor:
    """What the cameras' rays meet, [C, h, w, L F + 5]; those that miss the box meet nothing."""
    origins, directions = (rays.reshape(-1, 3) for rays in cameras.rays())  # [M, 3] each
    origins = (origins - grid.box.center) / grid.box.halves
    directions = torch.nn.functional.normalize(directions / grid.box.halves, dim=1) + TINY
    blocks = zip(origins.split(MAX_RAYS), directions.split(MAX_RAYS), strict=True)
    met = torch.cat([_met(*block, grid) for block in blocks])  # [M, L F + 2]
    return torch.cat([met, directions], dim=1).view(len(cameras), cameras.height, cameras.width, -1)


def _met(origins: Tensor, directions: Tensor, grid: SpaceGrid) -> Tensor:  # [M, 3] each, in units of the box
    """The sums, how much was met, and where, [M, L F + 2]."""
    tables, layout, _ = grid
    middles, spans = -origins / directions, 1 / directions.abs()  # [M, 3] between the faces of each axis
    first = (middles - spans).amax(dim=1).clamp(0, FARTHEST)  # [M]
    last = (middles + spans).amin(dim=1).clamp(0, FARTHEST)  # [M]
    hits = (last > first).nonzero()[:, 0]  # [H] of the rays
    origins, first, chords = origins[hits], first[hits, None], (last - first)[hits, None]  # [H, 3], [H, 1] each
    steps = first + chords * shares(layout).to(first)  # [H, S]
    places = origins[:, None] + steps[..., None] * directions[hits, None]  # [H, S, 3]
    rows = (0.5 * layout.end * (places + 1)).clamp(0, layout.end).view(-1, 3)  # [H S, 3]
    found = [
        hash_grid.encode(table, rows, level).view(len(hits), layout.num_points, layout.num_features)  # [H, S, F]
        for table, level in zip(tables, layout.levels, strict=True)
    ]
    sums = weighed(found, chords, shares(layout).to(first))  # [H, L F + 2]
    return sums.new_zeros(len(directions), sums.shape[1]).index_copy(0, hits, sums)


def weighed(found: list[Tensor], chords: Tensor, shares: Tensor) -> Tensor:  # L times [M, S, F], [M, 1], [S]
    """The sums over the points of rays, how much was met, and where, [M, L F + 2]."""
    scale, offset = DENSITY
    density = torch.stack([values[..., 0] for values in found]).sum(dim=0)  # [M, S]
    sigma = 0.5 * chords * torch.nn.functional.softplus(scale * density + offset)  # [M, S]
    before = sigma.cumsum(dim=1) - sigma  # [M, S]
    weights = torch.exp(-before) - torch.exp(-before - sigma)  # [M, S]
    sums = [torch.bmm(weights[:, None], values)[:, 0] for values in found]  # [M, F] each
    return torch.cat([*sums, weights.sum(dim=1, keepdim=True), (weights @ shares)[:, None]], dim=1)


def shares(layout: SpaceGridLayout) -> Tensor:
    """Where the points lie between the faces, [S]."""
    return (torch.arange(layout.num_points) + 0.5) / layout.num_points


def add_nodes(nodes: Nodes, rays: str, grid: SpaceGrid) -> str:
    """`look_up` of rays [1, 6, h, w] as nodes of an ONNX graph: [1, L F + 5, h, w]."""
    tables, layout, box = grid
    scale, shift = 1 / box.halves.double(), -(box.center / box.halves).double()  # [3] each
    local = nodes.linear(rays, torch.cat([scale, scale]).diag().numpy(), torch.cat([shift, torch.zeros(3)]).numpy())
    origins, directions = nodes.channels(local, 0, 3), nodes.channels(local, 3, 6)  # [1, 3, h, w] each
    unit = nodes.add("Div", directions, nodes.add("ReduceL2", directions, axes=[1], keepdims=1))
    unit = nodes.add("Add", unit, nodes.constant(TINY))
    inverse = nodes.add("Div", nodes.constant(1.0), unit)
    spans = nodes.add("Max", inverse, nodes.scaled(inverse, -1.0))
    middles = nodes.add("Mul", origins, nodes.scaled(inverse, -1.0))
    limits = nodes.constant(0.0), nodes.constant(FARTHEST)
    first, last = (
        nodes.add("Clip", nodes.add(reduce, nodes.add(operation, middles, spans), axes=[1], keepdims=1), *limits)
        for reduce, operation in (("ReduceMax", "Sub"), ("ReduceMin", "Add"))
    )  # [1, 1, h, w] each
    chords = nodes.add("Relu", nodes.add("Sub", last, first))  # [1, 1, h, w]
    along = nodes.add("Mul", chords, nodes.constant(shares(layout).view(1, -1, 1, 1).numpy()))
    steps = nodes.add("Add", first, along)  # [1, S, h, w]

    def place(axis: int) -> str:
        origin, direction = (nodes.channels(x, axis, axis + 1) for x in (origins, unit))  # [1, 1, h, w] each
        point = nodes.add("Add", origin, nodes.add("Mul", steps, direction))  # [1, S, h, w]
        half = 0.5 * layout.end
        return nodes.add("Clip", nodes.scaled(point, half, half), nodes.constant(0.0), nodes.constant(layout.end))

    places = [place(axis) for axis in range(3)]
    found = [
        _add_level(nodes, places, table.detach().cpu(), size, layout)
        for table, size in zip(tables, layout.resolutions, strict=True)
    ]  # [1, h, w, S, F] each
    return nodes.add("Concat", *_add_sums(nodes, found, chords, layout), unit, axis=1)


def _add_sums(nodes: Nodes, found: list[str], chords: str, layout: SpaceGridLayout) -> list[str]:
    """`weighed`: per level [1, F, h, w], and how much was met and where, [1, 2, h, w]."""
    ends = [nodes.constant([number], np.int64) for number in (0, 1, 4)]
    density = nodes.add("Slice", found[0], *ends)  # [1, h, w, S, 1]
    for values in found[1:]:
        density = nodes.add("Add", density, nodes.add("Slice", values, *ends))
    density = nodes.add("Reshape", density, nodes.constant([0, 0, 0, -1], np.int64))  # [1, h, w, S]
    thick = nodes.add("Softplus", nodes.scaled(nodes.add("Transpose", density, perm=[0, 3, 1, 2]), *DENSITY))
    sigma = nodes.add("Mul", nodes.scaled(chords, 0.5), thick)  # [1, S, h, w]
    ones = np.tril(np.ones((layout.num_points, layout.num_points)))  # [S, S]
    before, until = (
        nodes.add("Exp", nodes.linear(sigma, -matrix, np.zeros(len(ones))))
        for matrix in (ones - np.eye(len(ones)), ones)
    )  # [1, S, h, w] each
    weights = nodes.add("Sub", before, until)
    both = np.stack([np.ones(layout.num_points), shares(layout).numpy()])  # [2, S]
    met = nodes.linear(weights, both, np.zeros(2))  # [1, 2, h, w]
    columns = nodes.add("Transpose", weights, perm=[0, 2, 3, 1])  # [1, h, w, S]
    columns = nodes.add("Reshape", columns, nodes.constant([0, 0, 0, -1, 1], np.int64))  # [1, h, w, S, 1]
    axis, sums = nodes.constant([3], np.int64), []
    for values in found:
        total = nodes.add("ReduceSum", nodes.add("Mul", columns, values), axis, keepdims=0)  # [1, h, w, F]
        sums.append(nodes.add("Transpose", total, perm=[0, 3, 1, 2]))
    return [*sums, met]


def _add_level(nodes: Nodes, places: list[str], table: Tensor, size: int, layout: SpaceGridLayout) -> str:
    """A level's numbers at places [1, S, h, w] each: [1, h, w, S, F]. Slices of the grid are tiles of one picture."""
    columns = math.ceil(math.sqrt(size))
    slices = torch.zeros(columns**2, size, size, layout.num_features)  # [n n, R, R, F]
    slices[:size] = table[: size**3].view(size, size, size, -1)
    atlas = slices.view(columns, columns, size, size, -1).permute(4, 0, 2, 1, 3).reshape(-1, *2 * [columns * size])
    picture = nodes.weights(atlas[None].numpy())  # [1, F, n R, n R]
    x, y, z = (nodes.scaled(place, size - 1, 0.5) for place in places)
    lower = nodes.add("Floor", z)  # [1, S, h, w]

    def found_in(slice_: str) -> str:
        row = nodes.add("Floor", nodes.scaled(slice_, 1 / columns, 0.5 / columns))  # [1, S, h, w]
        column = nodes.add("Sub", slice_, nodes.scaled(row, columns))
        ends = []
        for tile, within in ((column, x), (row, y)):
            pixel = nodes.add("Add", nodes.scaled(tile, size), within)
            pixel = nodes.scaled(pixel, 2 / (columns * size - 1), -1.0)  # as GridSample counts
            pixel = nodes.add("Transpose", pixel, perm=[0, 3, 1, 2])  # [1, w, S, h]
            ends.append(nodes.add("Reshape", pixel, nodes.constant([0, 0, -1, 1], np.int64)))  # [1, w, S h, 1]
        words = {"mode": "bilinear", "padding_mode": "border", "align_corners": 1}
        found = nodes.add("GridSample", picture, nodes.add("Concat", *ends, axis=3), **words)  # [1, F, w, S h]
        found = nodes.add("Reshape", found, nodes.constant([0, 0, 0, layout.num_points, -1], np.int64))
        return nodes.add("Transpose", found, perm=[0, 4, 2, 3, 1])  # [1, h, w, S, F]

    share = nodes.add("Transpose", nodes.add("Sub", z, lower), perm=[0, 2, 3, 1])  # [1, h, w, S]
    share = nodes.add("Reshape", share, nodes.constant([0, 0, 0, -1, 1], np.int64))  # [1, h, w, S, 1]
    below, above = found_in(lower), found_in(nodes.scaled(lower, 1.0, 1.0))
    return nodes.add("Add", below, nodes.add("Mul", share, nodes.add("Sub", above, below)))  # [1, h, w, S, F]
