"""`rasterize_sum` through Triton, for any list of splats per tile: launches and the autograd graph around two kernels.

The kernels' file imports Triton and is itself imported when first used. Block shapes are fixed: autotuning would slow
down the first steps of every run and make its sums depend on the winner. They were chosen by counting the instructions
and registers of the code compiled for an H100 (compute capability 9.0), not by timing: no GPU was at hand.

A pixel's sums are added in the order of its tile's list, so images are reproducible where the lists are. A splat's
gradients are added up within a tile, then by atomic additions over the tiles: their last bits differ from run to run.

Letters: N splats, H, W pixels, D channels.
"""

from __future__ import annotations

import importlib
from functools import cache
from math import log
from types import ModuleType
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from neural_render.errors import missing_extra
from neural_render.splatting.splats import Projected

TILE_SIZE = 16  # px; that of the lists
BACKWARD_BLOCK = 32  # splats, one for each thread of a warp
BACKWARD_PROGRAMS = 8  # per tile: the longest lists must not be what everyone waits for; one without work costs little


def rasterize_sum(
    projected: Projected,
    channels: Tensor,  # [N, D]
    weights: Tensor | None,  # [N]; None means 1
    tile_begin: Tensor,  # [tiles + 1] int32 into splat_ids, row by row
    splat_ids: Tensor,  # [pairs] int32, in any order within a tile
    width: int,
    height: int,
    *,
    needs_transmittance: bool,
) -> tuple[Tensor, Tensor, Tensor | None]:
    """The twin of `reference.rasterize_sum`, of those splats that each tile of TILE_SIZE lists; float32.

    Raises UserError without Triton.
    """
    kernels = load_kernels()
    inputs = (projected.means2d, projected.conics, projected.opacities, channels, weights)
    return _RasterizeSum.apply(*inputs, tile_begin, splat_ids, kernels, width, height, needs_transmittance)


def forward_options(num_channels: int, needs_transmittance: bool) -> dict[str, Any]:
    """The block shape of the forward kernel: a tile's pixels in the threads, eight splats per step.

    Each thread has four pixels, so what is read of a splat serves all four (for three channels 20 instructions per
    splat and pixel, where two pixels per thread need 27), and a small image still has two warps per tile. Eight reads
    are in flight together and hide each other's latency.
    """
    padded = _padded(num_channels)
    shape = {"D": num_channels, "E": padded, "TILE": TILE_SIZE, "S": 8, "num_warps": max(2, padded // 8)}
    return shape | {"NEEDS_TRANSMITTANCE": needs_transmittance}


def backward_options(num_channels: int, has_weights: bool, needs_transmittance: bool) -> dict[str, Any]:
    """The block shape of the backward kernel: a splat in each thread of one warp, the pixels of a row per step.

    Sums over pixels then need no shuffle and no shared memory (24 instructions per splat and pixel for three channels).
    A pixel in each thread, which compositing in depth order asks for, would need both for every splat. Many channels
    mean fewer pixels, because their gradients are in registers.
    """
    padded = _padded(num_channels)
    pixels = max(1, min(TILE_SIZE, 128 // padded))
    shape = {"D": num_channels, "E": padded, "TILE": TILE_SIZE, "S": BACKWARD_BLOCK, "P": pixels, "num_warps": 1}
    return shape | {"HAS_WEIGHTS": has_weights, "NEEDS_TRANSMITTANCE": needs_transmittance}


def _padded(num_channels: int) -> int:
    """The channels and a constant 1, whose sum is the sum of weights, up to a power of two: 3 become 4."""
    return 1 << num_channels.bit_length()


@cache
def load_kernels() -> ModuleType:
    """The kernels, not yet compiled; raises UserError where Triton is not installed."""
    try:
        importlib.import_module("triton")
    except ImportError as error:
        raise missing_extra("summing splats on a GPU", "triton", "cuda") from error
    return importlib.import_module("neural_render.splatting.raster.triton_kernels")


def _records(means2d: Tensor, conics: Tensor, opacities: Tensor, weights: Tensor | None) -> Tensor:
    """What the kernels read per splat, [N, 8]; see triton_kernels.py.

    The difference in l3 is taken in float64: in float32 it would lose the width of a needle.
    """
    a, b, c = (conics.double() / log(4)).unbind(1)  # [N] each, times log2(e) / 2
    l1 = a.clamp(min=1e-30).sqrt()  # [N] culled splats have no conic
    l2 = b / l1  # [N]
    l3 = (c - l2 * l2).clamp(min=0.0).sqrt()  # [N]
    own = torch.ones_like(opacities) if weights is None else weights  # [N]
    columns = [l1, l2, l3, opacities.log2(), own, torch.zeros_like(own)]  # [N] each
    return torch.cat([means2d, torch.stack([column.to(means2d) for column in columns], dim=1)], dim=1)  # [N, 8]


class _RasterizeSum(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        means2d: Tensor,  # [N, 2]
        conics: Tensor,  # [N, 3]
        opacities: Tensor,  # [N]
        channels: Tensor,  # [N, D]
        weights: Tensor | None,  # [N]
        tile_begin: Tensor,  # [tiles + 1]
        splat_ids: Tensor,  # [pairs]
        kernels: ModuleType,
        width: int,
        height: int,
        needs_transmittance: bool,
    ) -> tuple[Tensor, Tensor, Tensor | None]:
        records, opacities, channels = (
            _records(means2d, conics, opacities, weights),
            opacities.contiguous(),
            channels.contiguous(),
        )
        num_channels = channels.shape[1]
        image, sums = channels.new_empty(height, width, num_channels), channels.new_empty(height, width)
        transmittance = torch.empty_like(sums) if needs_transmittance else None
        with torch.cuda.device_of(channels):
            kernels.forward[(len(tile_begin) - 1,)](
                records,
                channels,
                tile_begin,
                splat_ids,
                image,
                sums,
                transmittance,
                width,
                height,
                **forward_options(num_channels, needs_transmittance),
            )
        ctx.save_for_backward(records, opacities, channels, tile_begin, splat_ids, transmittance)
        ctx.kernels, ctx.has_weights = kernels, weights is not None
        return image, sums, transmittance

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, image: Tensor, sums: Tensor, transmittance: Tensor | None) -> tuple[Tensor | None, ...]:
        records, opacities, channels, tile_begin, splat_ids, saved_transmittance = ctx.saved_tensors
        height, width, num_channels = image.shape
        n = len(opacities)
        needs_transmittance = saved_transmittance is not None
        gradients = [channels.new_zeros(shape) for shape in ((n, 2), (n, 3), (n,), (n, num_channels))]
        gradients.append(torch.zeros_like(opacities) if ctx.has_weights else None)
        with torch.cuda.device_of(channels):
            ctx.kernels.backward[(len(tile_begin) - 1, BACKWARD_PROGRAMS)](
                records,
                opacities,
                channels,
                tile_begin,
                splat_ids,
                torch.cat([image, sums[..., None]], dim=-1),  # [H, W, D + 1]
                transmittance * saved_transmittance if needs_transmittance else None,
                *gradients,
                width,
                height,
                **backward_options(num_channels, ctx.has_weights, needs_transmittance),
            )
        return *gradients, None, None, None, None, None, None
