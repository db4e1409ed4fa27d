"""The grid of plane pairs: numbers of a ray, interpolated in planes over all pairs of its four coordinates.

A ray is where it meets two parallel planes: (x, y) and (u, v), the coordinates of a light slab. A level keeps six grids
of R x R corners, over xy, xu, xv, yu, yv and uv; a ray's numbers are those that it finds in every one of them, side by
side. A coordinate of 0 is the centre of the first corner and 1 that of the last (align_corners), and what lies beyond
them is at the border.

Gupta et al. 2023, "LightSpeed: Light and Fast Neural Light Fields on Mobile Devices", sec. 3. Entries are in the order
of level, plane, row (a pair's second coordinate), column (its first), so that the planes of a level are the layers of a
texture.

Letters: M rays, L levels, R corners along an edge, F features of an entry, T entries of all levels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

NUM_FEATURES = (1, 2, 4, 8)
PAIRS = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))  # of x, y, u, v: columns, rows
MAX_RESOLUTION = 4096  # what phones take as a texture's edge


@dataclass(frozen=True)
class PlaneGridLayout:
    """What a table's entries mean; raises ValueError where no table could have this layout."""

    resolutions: tuple[int, ...]  # corners along an edge of each level's planes
    num_features: int

    def __post_init__(self) -> None:
        if self.num_features not in NUM_FEATURES:
            raise ValueError(f"plane grid: num_features {self.num_features} given; pass one of {NUM_FEATURES}")
        if not self.resolutions or not all(2 <= resolution <= MAX_RESOLUTION for resolution in self.resolutions):
            raise ValueError(
                f"plane grid: resolutions {self.resolutions} given; pass at least one, each 2 to {MAX_RESOLUTION}"
            )

    @property
    def num_entries(self) -> int:
        """T, of all planes of all levels."""
        return sum(len(PAIRS) * resolution**2 for resolution in self.resolutions)

    @property
    def num_outputs(self) -> int:
        """6 L F, the numbers of a ray."""
        return len(PAIRS) * len(self.resolutions) * self.num_features


def encode(
    table: Tensor,  # [T, F]
    coordinates: Tensor,  # [M, 4] in [0, 1]: x, y, u, v
    layout: PlaneGridLayout,
) -> Tensor:
    """Numbers of rays [M, 6 L F], level by level and in each pair by pair.

    float32 on the CPU takes the native kernel, the same bits for any number of threads. Everything else takes the torch
    twin, and so do coordinates that require a gradient: the kernel has that of `table` only. Coordinates that are NaN
    give NaN. Raises ValueError for a table of another layout.
    """
    if table.shape != (layout.num_entries, layout.num_features):
        given, wanted = tuple(table.shape), (layout.num_entries, layout.num_features)
        raise ValueError(f"plane grid: a table {given} given; pass {wanted}, as the layout says")
    if coordinates.ndim != 2 or coordinates.shape[1] != 4:
        raise ValueError(f"plane grid: coordinates {tuple(coordinates.shape)} given; pass [M, 4]")
    is_native = all(tensor.dtype == torch.float32 and tensor.device.type == "cpu" for tensor in (table, coordinates))
    if is_native and not coordinates.requires_grad:
        return _Encode.apply(table, coordinates, layout)
    return reference_encode(table, coordinates, layout)


def reference_encode(
    table: Tensor,  # [T, F]
    coordinates: Tensor,  # [M, 4]: x, y, u, v
    layout: PlaneGridLayout,
) -> Tensor:
    """`encode` in plain torch, of any dtype on any device, with gradients of both: the oracle."""
    first, second = torch.tensor(PAIRS, device=table.device).unbind(-1)  # [6]
    coordinates = coordinates.clamp(0, 1)  # NaN stays
    outputs, begin = [], 0
    for resolution in layout.resolutions:
        places = coordinates * (resolution - 1)  # [M, 4]
        cells = places.detach().floor().nan_to_num(0).clamp(max=resolution - 2)  # [M, 4]
        x, y = ((places - cells)[:, axis, None] for axis in (first, second))  # [M, 6, 1]
        columns, rows = (cells.long()[:, axis] for axis in (first, second))  # [M, 6]
        planes = torch.arange(len(PAIRS), device=table.device)  # [6]
        lower = begin + (planes * resolution + rows) * resolution + columns  # [M, 6]
        # Unlike table[entries], index_select has a backward pass that adds in parallel on CUDA.
        a0, a1, b0, b1 = (
            table.index_select(0, (lower + step).flatten()).unflatten(0, lower.shape)  # [M, 6, F]
            for step in (0, 1, resolution, resolution + 1)
        )
        values = (a0 * (1 - x) + a1 * x) * (1 - y) + (b0 * (1 - x) + b1 * x) * y  # [M, 6, F]
        outputs.append(values.flatten(1))
        begin += len(PAIRS) * resolution**2
    return torch.cat(outputs, dim=-1)


class _Encode(torch.autograd.Function):
    """The native kernel."""

    @staticmethod
    def forward(ctx: Any, table: Tensor, coordinates: Tensor, layout: PlaneGridLayout) -> Tensor:  # [T, F], [M, 4]
        from neural_render import native  # only now: other devices work without the compiled kernels

        coordinates = coordinates.contiguous()
        ctx.save_for_backward(coordinates)
        ctx.resolutions = layout.resolutions
        return native.plane_grid(layout.resolutions, table.contiguous(), coordinates)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:  # [M, 6 L F]
        from neural_render import native

        (coordinates,) = ctx.saved_tensors
        return native.plane_grid_backward(ctx.resolutions, coordinates, gradient.contiguous()), None, None
