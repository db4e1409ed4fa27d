"""Grids of space for shaders: their codes as a texture, and the params that `shaders/space.wgsl` reads.

Letters: L levels, T entries of a level, F features of one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch

from neural_render.compress import quantise
from neural_render.compress.quantise import Quantiser, shortest
from neural_render.fields.space_grid import Box, SpaceGrid, SpaceGridLayout
from neural_render.package.baked import PixelTable
from neural_render.package.manifest import Vec4

NUM_PARAMS = 6
SPACE_LEVELS, SPACE_ENTRY = 4, 2  # of which the shader has room: levels, and texels of an entry
MAX_POINTS = 64
BITS = 8
WIDTH = 2048  # texels: as the shaders know


def pack(grid: SpaceGrid) -> tuple[PixelTable, tuple[Vec4, ...]]:
    """The texture and the params."""
    layout, padding = grid.layout, -grid.layout.num_features % 4
    tables = [torch.nn.functional.pad(table.detach(), (0, padding)).reshape(-1, 4) for table in grid.tables]
    values = torch.cat(tables)  # [texels, 4]
    quantiser = quantise.fit(values, BITS)
    texels = torch.zeros(math.ceil(len(values) / WIDTH) * WIDTH, 4, dtype=torch.uint8)
    texels[: len(values)] = quantise.encode(quantiser, values)
    scale = 1 / grid.box.halves.double()  # [3]
    shift = -grid.box.center.double() * scale  # [3]
    rows = [(*scale.tolist(), layout.num_points), (*shift.tolist(), layout.end), quantiser.low, quantiser.steps]
    rows.append((len(layout.resolutions), _stride(layout.num_features), layout.num_features, 0))
    rows.append((*layout.resolutions, *(0,) * (SPACE_LEVELS - len(layout.resolutions))))
    params: tuple[Vec4, ...] = tuple(tuple(map(shortest, row)) for row in rows)
    return PixelTable(texels.view(-1, WIDTH, 4).numpy(), (quantiser,)), params


def read(texels: np.ndarray, params: Sequence[Vec4]) -> SpaceGrid:  # [H, W, 4]
    """The inverse of `pack`; raises ValueError where they are of no grids."""
    (*scale, num_points), (*shift, _), low, steps, sizes, resolutions = params
    num_levels, stride, num_features, _ = sizes
    sizes_given = (num_points, num_levels, stride, num_features, *resolutions)
    if any(value != int(value) or not 0 <= value <= 256 for value in sizes_given) or min(scale) <= 0:
        raise ValueError("the grids of space have no possible size")
    layout = SpaceGridLayout(tuple(int(size) for size in resolutions if size), int(num_features), int(num_points))
    counts = [int(stride) * level.num_entries for level in layout.levels]  # texels
    if (stride, num_levels) != (_stride(layout.num_features), len(counts)) or num_points > MAX_POINTS:
        raise ValueError("the grids of space have no possible size")
    if texels.dtype != np.uint8 or texels.shape[-1] != 4 or texels.size < 4 * sum(counts):
        raise ValueError("the texture of the grids of space does not hold them")
    codes = texels.reshape(-1, 4)[: sum(counts)]
    quantiser = Quantiser(
        BITS, "linear", low, tuple(a + 255 * b for a, b in zip(low, steps, strict=True)), (0.0,) * 4, 1
    )
    values = quantise.decode(quantiser, torch.from_numpy(codes.astype(np.int32)))  # [texels, 4]
    tables = [part.reshape(-1, 4 * int(stride))[:, : layout.num_features] for part in values.split(counts)]
    halves = 1 / torch.tensor(scale, dtype=torch.float64)  # [3]
    box = Box((-torch.tensor(shift, dtype=torch.float64) * halves).float(), halves.float())
    return SpaceGrid([table.contiguous() for table in tables], layout, box)


def has_room(layout: SpaceGridLayout) -> bool:
    """Whether the shader has room for such grids."""
    sizes = len(layout.resolutions), _stride(layout.num_features), layout.num_points
    return all(size <= most for size, most in zip(sizes, (SPACE_LEVELS, SPACE_ENTRY, MAX_POINTS), strict=True))


def _stride(num_features: int) -> int:
    """Texels of an entry."""
    return math.ceil(num_features / 4)
