"""The two Triton kernels of `triton_sum`: sums of splats in any order, and all their gradients.

Importing this imports Triton; nothing is compiled and no driver is asked before the first launch.

Notation: for the offset (dx, dy) of a pixel centre from a mean, log2 alpha = log2_opacity - u^2 - w^2 with
u = l1 dx + l2 dy and w = l3 dy, where (l1, l2, l3) is the Cholesky factor of the conic times log2(e) / 2: unlike
a dx^2 + 2 b dx dy + c dy^2, two squares lose no digits of a long needle. The sum of weights is that of one more
channel, which is 1.
Letters: N splats, S splats of a block, D channels, E >= D + 1 a power of two, H, W pixels, P pixels evaluated together.
"""

from __future__ import annotations

from math import log

import triton
import triton.language as tl

from neural_render.splatting import splats

ALPHA_MIN = tl.constexpr(splats.ALPHA_MIN)
ALPHA_MAX = tl.constexpr(splats.ALPHA_MAX)
TWO_LN2 = tl.constexpr(2 * log(2))
RECORD = tl.constexpr(8)  # floats per splat: x, y, l1, l2, l3, log2_opacity, weight, 0; 32 bytes are one memory sector


@triton.jit
def multiply(a, b):
    return a * b


@triton.jit
def forward(
    records,  # [N, RECORD]
    channels,  # [N, D]
    tile_begin,  # [tiles + 1]
    splat_ids,  # [pairs]
    image,  # out: [H, W, D]
    sums,  # out: [H, W]
    transmittance,  # out: [H, W]
    width,
    height,
    D: tl.constexpr,
    E: tl.constexpr,
    NEEDS_TRANSMITTANCE: tl.constexpr,
    TILE: tl.constexpr,
    S: tl.constexpr,
):
    """One program per tile. Triton spreads the threads over the last axis, the pixels: sums over S stay in a thread."""
    tile = tl.program_id(0)
    num_columns = tl.cdiv(width, TILE)
    pixels = tl.arange(0, TILE * TILE)  # [P]
    x = tile % num_columns * TILE + pixels % TILE  # [P]
    y = tile // num_columns * TILE + pixels // TILE  # [P]
    is_inside = (x < width) & (y < height)  # [P]
    center_x, center_y = x + 0.5, y + 0.5  # [P]
    rows = tl.arange(0, E)  # [E]

    image_sum = tl.zeros([E, TILE * TILE], tl.float32)  # [E, P]
    product = tl.full([1, TILE * TILE], 1.0, tl.float32)  # [1, P]
    end = tl.load(tile_begin + tile + 1)
    for first in range(tl.load(tile_begin + tile), end, S):
        pairs = first + tl.arange(0, S)  # [S]
        ids = tl.load(splat_ids + pairs, mask=pairs < end, other=0)  # [S]
        record = records + ids * RECORD  # [S]
        dx = center_x[None, :] - tl.load(record)[:, None]  # [S, P]
        dy = center_y[None, :] - tl.load(record + 1)[:, None]  # [S, P]
        u = tl.load(record + 2)[:, None] * dx + tl.load(record + 3)[:, None] * dy  # [S, P]
        w = tl.load(record + 4)[:, None] * dy  # [S, P]
        log2_opacity = tl.load(record + 5, mask=pairs < end, other=float("-inf"))  # [S]
        alpha = tl.exp2(log2_opacity[:, None] - u * u - w * w)  # [S, P]
        alpha = tl.where(alpha >= ALPHA_MIN, alpha, 0.0)  # [S, P]
        weighted = alpha * tl.load(record + 6)[:, None]  # [S, P]
        values = tl.load(channels + ids[:, None] * D + rows[None, :], mask=rows[None, :] < D, other=1.0)  # [S, E]
        image_sum += tl.sum(values[:, :, None] * weighted[:, None, :], 0)  # [E, P]
        if NEEDS_TRANSMITTANCE:
            # As two axes like the image's sums: a different layout of threads would have all alphas computed twice.
            product *= tl.reduce((1.0 - tl.minimum(alpha, ALPHA_MAX))[:, None, :], 0, multiply)  # [1, P]

    pixel = y * width + x  # [P]
    tl.store(image + pixel[None, :] * D + rows[:, None], image_sum, mask=is_inside[None, :] & (rows[:, None] < D))
    tl.store(sums + pixel[None, :] + 0 * rows[:, None], image_sum, mask=is_inside[None, :] & (rows[:, None] == D))
    if NEEDS_TRANSMITTANCE:
        tl.store(transmittance + pixel[None, :], product, mask=is_inside[None, :])


@triton.jit
def backward(
    records,  # [N, RECORD]
    opacities,  # [N]
    channels,  # [N, D]
    tile_begin,  # [tiles + 1]
    splat_ids,  # [pairs]
    gradient,  # [H, W, D + 1] of the image and the sums
    log_gradient,  # [H, W] of the transmittance's logarithm
    means2d_gradient,  # out: [N, 2], added to, like all below
    conics_gradient,  # out: [N, 3]
    opacities_gradient,  # out: [N]
    channels_gradient,  # out: [N, D]
    weights_gradient,  # out: [N]
    width,
    height,
    D: tl.constexpr,
    E: tl.constexpr,
    HAS_WEIGHTS: tl.constexpr,
    NEEDS_TRANSMITTANCE: tl.constexpr,
    TILE: tl.constexpr,
    S: tl.constexpr,
    P: tl.constexpr,
):
    """Program (tile, i) takes every `num_programs(1)`-th block of S splats; a thread walks a splat's pixels."""
    tile = tl.program_id(0)
    num_columns = tl.cdiv(width, TILE)
    left, top = tile % num_columns * TILE, tile // num_columns * TILE
    rows = tl.arange(0, E)  # [E]

    end = tl.load(tile_begin + tile + 1)
    for first in range(tl.load(tile_begin + tile) + tl.program_id(1) * S, end, tl.num_programs(1) * S):
        pairs = first + tl.arange(0, S)  # [S]
        is_there = pairs < end  # [S]
        ids = tl.load(splat_ids + pairs, mask=is_there, other=0)  # [S]
        record = records + ids * RECORD  # [S]
        mean_x, mean_y = tl.load(record), tl.load(record + 1)  # [S]
        l1, l2, l3 = tl.load(record + 2), tl.load(record + 3), tl.load(record + 4)  # [S]
        log2_opacity = tl.load(record + 5, mask=is_there, other=float("-inf"))  # [S]
        weight = tl.load(record + 6)  # [S]
        has_channel = rows[:, None] < D  # [E, 1]
        values = tl.load(channels + ids[None, :] * D + rows[:, None], mask=has_channel, other=1.0)  # [E, S]

        # Sums over pixels of v = alpha dL/dalpha times 1, u, w, dx^2, dx dy and dy^2, and of what the rest needs.
        v_sum = tl.zeros([S], tl.float32)
        vu_sum = tl.zeros([S], tl.float32)
        vw_sum = tl.zeros([S], tl.float32)
        vxx_sum = tl.zeros([S], tl.float32)
        vxy_sum = tl.zeros([S], tl.float32)
        vyy_sum = tl.zeros([S], tl.float32)
        weight_sum = tl.zeros([S], tl.float32)
        value_sum = tl.zeros([E, S], tl.float32)
        for y in range(top, tl.minimum(top + TILE, height)):
            dy = y + 0.5 - mean_y  # [S]
            w = l3 * dy  # [S]
            for offset in range(0, TILE, P):
                x = left + offset + tl.arange(0, P)  # [P]
                is_inside = x < width  # [P]
                pixel = y * width + x  # [P]
                slopes = tl.load(
                    gradient + pixel[None, :] * (D + 1) + rows[:, None],
                    mask=is_inside[None, :] & (rows[:, None] <= D),
                    other=0.0,
                )  # [E, P]
                dx = (x + 0.5)[:, None] - mean_x[None, :]  # [P, S]
                u = l1[None, :] * dx + (l2 * dy)[None, :]  # [P, S]
                alpha = tl.exp2((log2_opacity - w * w)[None, :] - u * u)  # [P, S]
                alpha = tl.where(alpha >= ALPHA_MIN, alpha, 0.0)  # [P, S]
                slope = tl.sum(slopes[:, :, None] * values[:, None, :], 0)  # [P, S]
                # In this order of the factors: Triton takes the other for a matrix product, in tf32 (1e-3 on an H200).
                value_sum += tl.sum(alpha[None, :, :] * slopes[:, :, None], 1)  # [E, S]
                v = alpha * slope  # [P, S] without the weight yet
                if HAS_WEIGHTS:
                    weight_sum += tl.sum(v, 0)  # [S]
                v *= weight[None, :]
                if NEEDS_TRANSMITTANCE:
                    log_slope = tl.load(log_gradient + pixel, mask=is_inside, other=0.0)  # [P]
                    root = tl.rsqrt(
                        1.0 - tl.minimum(alpha, ALPHA_MAX)
                    )  # [P, S] its square takes fewer steps than 1 / x
                    v -= tl.where(alpha <= ALPHA_MAX, log_slope[:, None] * alpha * root * root, 0.0)  # [P, S]
                vx = v * dx  # [P, S]
                row_v, row_vx = tl.sum(v, 0), tl.sum(vx, 0)  # [S]
                v_sum += row_v
                vu_sum += tl.sum(v * u, 0)
                vw_sum += row_v * w
                vxx_sum += tl.sum(vx * dx, 0)
                vxy_sum += row_vx * dy
                vyy_sum += row_v * dy * dy

        tl.atomic_add(means2d_gradient + ids * 2, l1 * vu_sum * TWO_LN2, mask=is_there, sem="relaxed")
        tl.atomic_add(
            means2d_gradient + ids * 2 + 1, (l2 * vu_sum + l3 * vw_sum) * TWO_LN2, mask=is_there, sem="relaxed"
        )
        tl.atomic_add(conics_gradient + ids * 3, -0.5 * vxx_sum, mask=is_there, sem="relaxed")
        tl.atomic_add(conics_gradient + ids * 3 + 1, -vxy_sum, mask=is_there, sem="relaxed")
        tl.atomic_add(conics_gradient + ids * 3 + 2, -0.5 * vyy_sum, mask=is_there, sem="relaxed")
        tl.atomic_add(opacities_gradient + ids, v_sum / tl.load(opacities + ids), mask=is_there, sem="relaxed")
        if HAS_WEIGHTS:
            tl.atomic_add(weights_gradient + ids, weight_sum, mask=is_there, sem="relaxed")
        tl.atomic_add(
            channels_gradient + ids[None, :] * D + rows[:, None],
            value_sum * weight[None, :],
            mask=has_channel & is_there[None, :],
            sem="relaxed",
        )
