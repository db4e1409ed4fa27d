"""The multi-resolution hash grid: numbers of a position in space, interpolated in tables of growing resolution.

Level l is a grid of R_l^3 corners; a position x is at x s_l + 1/2 in it, between 8 corners. A level whose corners fit
into the table's size keeps them all, x fastest; another keeps 2^log2_table_size entries, and a corner's hash says which
is its. Growth b = (finest / base)^(1 / (L - 1)), scale s_l = base b^l - 1, resolution R_l = ceil(s_l) + 1.

Mueller et al. 2022, "Instant Neural Graphics Primitives with a Multiresolution Hash Encoding", eq. 2 to 4; rounding,
wrapping and the order of entries are those of tiny-cuda-nn's HashGrid, so that tables can be exchanged with it.

Letters: N positions, L levels, F features of an entry, T entries of all levels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

NUM_FEATURES = (1, 2, 4, 8)
PRIMES = (1, 2654435761, 805459861)  # the hash: coordinates times these, modulo 2^32, by exclusive or
ALIGNMENT = 8  # a level's entries are a multiple of this


@dataclass(frozen=True)
class Level:
    """One grid: its scale and resolution, and which entries of the table are its."""

    scale: float
    resolution: int
    begin: int
    size: int

    @property
    def is_dense(self) -> bool:
        """True where every corner has an entry of its own."""
        return self.resolution**3 <= self.size


@dataclass(frozen=True)
class HashGridLayout:
    """What a table's entries mean; raises ValueError where no table could have this layout."""

    num_levels: int
    num_features: int
    log2_table_size: int  # of the entries of one level, at most
    base_resolution: int  # corners along an edge of level 0
    finest_resolution: float  # and of the last level; a fraction gives any growth per level

    def __post_init__(self) -> None:
        if self.num_features not in NUM_FEATURES:
            raise ValueError(f"hash grid: num_features {self.num_features} given; pass one of {NUM_FEATURES}")
        # The kernel counts a level's entries in 32 bits, and what it fetches must stay in memory that a machine has.
        if not (self.num_levels >= 1 and 3 <= self.log2_table_size <= 24):
            raise ValueError(
                f"hash grid: {self.num_levels} levels of 2^{self.log2_table_size} entries given; "
                "pass at least 1 level, and 3 to 24 as log2_table_size"
            )
        if not 2 <= self.base_resolution <= self.finest_resolution <= 2**20:
            raise ValueError(
                f"hash grid: resolutions from {self.base_resolution} to {self.finest_resolution} given; "
                "pass a base of 2 or more, and a finest that is not below it, at most 2^20"
            )

    @property
    def growth(self) -> float:
        """The factor from one level's resolution to the next; tiny-cuda-nn's per_level_scale."""
        return (self.finest_resolution / self.base_resolution) ** (1 / max(self.num_levels - 1, 1))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The grids, coarse to fine. Scales are rounded in single precision, as tiny-cuda-nn does: a resolution follows
        from whether 511 comes out above or below."""
        levels, begin = [], 0
        log2_growth = np.float32(math.log2(np.float32(self.growth)))
        for index in range(self.num_levels):
            power = np.float32(2.0 ** float(np.float32(index) * log2_growth))
            scale = float(power * np.float32(self.base_resolution) - np.float32(1))
            resolution = math.ceil(scale) + 1
            num_corners = math.ceil(resolution**3 / ALIGNMENT) * ALIGNMENT
            levels.append(Level(scale, resolution, begin, min(num_corners, 2**self.log2_table_size)))
            begin += levels[-1].size
        return tuple(levels)

    @property
    def num_entries(self) -> int:
        """T, of all levels."""
        return self.levels[-1].begin + self.levels[-1].size

    @property
    def num_outputs(self) -> int:
        """L F, the numbers of a position."""
        return self.num_levels * self.num_features


def encode(
    grid: Tensor,  # [T, F]
    positions: Tensor,  # [N, 3] in [0, 1]
    layout: HashGridLayout,
) -> Tensor:
    """Numbers of positions [N, L F], level by level; gradients go to `grid` and `positions`.

    float32 on the CPU takes the native kernel, the same bits for any number of threads; everything else takes the torch
    twin, or tiny-cuda-nn where that is installed. Positions beyond [0, 1] are for the caller to clamp: what they give
    is undefined. Raises ValueError for a table of another layout.
    """
    if grid.shape != (layout.num_entries, layout.num_features):
        given, wanted = tuple(grid.shape), (layout.num_entries, layout.num_features)
        raise ValueError(f"hash grid: a table {given} given; pass {wanted}, as the layout says")
    if positions.ndim != 2 or positions.shape[1] != 3:
        raise ValueError(f"hash grid: positions {tuple(positions.shape)} given; pass [N, 3]")
    if grid.dtype == positions.dtype == torch.float32:
        if grid.device.type == positions.device.type == "cpu":
            return _Encode.apply(grid, positions, layout)
        if grid.device.type == "cuda" and (encoding := _tiny_cuda_nn(layout)) is not None:
            return torch.func.functional_call(encoding, {"params": grid.reshape(-1)}, (positions,))
    return reference_encode(grid, positions, layout)


def reference_encode(
    grid: Tensor,  # [T, F]
    positions: Tensor,  # [N, 3] in [0, 1]
    layout: HashGridLayout,
) -> Tensor:
    """`encode` in plain torch, of any dtype on any device: the oracle."""
    offsets = torch.tensor([[i & 1, i >> 1 & 1, i >> 2] for i in range(8)], device=grid.device)  # [8, 3]
    outputs = []
    for level in layout.levels:
        places = positions * level.scale + 0.5  # [N, 3]
        cells = places.detach().floor()  # [N, 3]
        fractions = (places - cells)[:, None]  # [N, 1, 3]
        weights = torch.where(offsets == 1, fractions, 1 - fractions).prod(dim=-1)  # [N, 8]
        entries = _entries(cells.long()[:, None] + offsets, level)  # [N, 8]
        # Unlike grid[entries], this has a backward pass that adds in parallel on CUDA.
        values = grid.index_select(0, entries.flatten()).unflatten(0, entries.shape)  # [N, 8, F]
        outputs.append((weights[..., None] * values).sum(dim=1))
    return torch.cat(outputs, dim=-1)


def _entries(corners: Tensor, level: Level) -> Tensor:  # [N, 8, 3] int64
    """Where the corners are in the table, [N, 8]."""
    if level.is_dense:
        # At the far faces a corner may lie one beyond the grid; it shares the entry of another.
        strides = corners.new_tensor([level.resolution**i for i in range(3)])  # [3]
        return level.begin + (corners * strides).sum(dim=-1) % level.size
    x, y, z = (corners * corners.new_tensor(PRIMES)).unbind(-1)  # [N, 8]; the low 32 bits are the hash's
    return level.begin + (x ^ y ^ z) % level.size


class _Encode(torch.autograd.Function):
    """The native kernel."""

    @staticmethod
    def forward(ctx: Any, grid: Tensor, positions: Tensor, layout: HashGridLayout) -> Tensor:  # [T, F], [N, 3]
        from neural_render import native  # only now: other devices work without the compiled kernels

        grid, positions = grid.contiguous(), positions.contiguous()
        ctx.save_for_backward(grid, positions)
        ctx.layout = layout
        return native.hash_grid(layout.levels, grid, positions)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:  # [N, L F]
        from neural_render import native

        needs_grid, needs_positions, _ = ctx.needs_input_grad
        grid, positions = ctx.saved_tensors
        gradients = native.hash_grid_backward(
            ctx.layout.levels, grid, positions, gradient.contiguous(), needs_grid, needs_positions
        )
        return *gradients, None


@cache
def _tiny_cuda_nn(layout: HashGridLayout) -> nn.Module | None:
    """tiny-cuda-nn's encoding of this layout in float32, or None where it is not installed or counts otherwise.

    Written from its documentation and source: it has not been run with this package.
    """
    try:
        import tinycudann
    except (ImportError, OSError):  # it raises OSError on a GPU that it was not built for
        return None
    config = {
        "otype": "HashGrid",
        "n_levels": layout.num_levels,
        "n_features_per_level": layout.num_features,
        "log2_hashmap_size": layout.log2_table_size,
        "base_resolution": layout.base_resolution,
        "per_level_scale": layout.growth,
        "interpolation": "Linear",
    }
    encoding = tinycudann.Encoding(3, config, dtype=torch.float32)
    return encoding if encoding.params.numel() == layout.num_entries * layout.num_features else None
