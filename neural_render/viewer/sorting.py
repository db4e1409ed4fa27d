"""The order in which a host draws sorted quads. Letters: N quads."""

from __future__ import annotations

import numpy as np
import torch

from neural_render.compress.quantise import Quantiser, decode

TEXTURE_WIDTH, WIDER = 2048, 8192  # of the texture `order`: the second where the first would have more than 8192 rows


def positions(
    texels: np.ndarray,  # [H, W, 4] of a texture or target that a pass sorts by
    quantisers: tuple[Quantiser, ...],  # none where the texels are positions
) -> np.ndarray:
    """[N, 3] float32, one for each texel."""
    values = texels.reshape(-1, 4)
    if quantisers:
        return decode(quantisers[0], torch.from_numpy(values.astype(np.int32))).numpy()[:, :3]
    return values[:, :3]


def farthest_first(
    positions: np.ndarray,  # [N, 3]
    viewmat: np.ndarray,  # [4, 4] world to camera
) -> np.ndarray:
    """The numbers [N] of the positions by z-depth; of equal ones the higher first, behind the lower."""
    row = viewmat[2].astype(np.float32)  # [4]
    depths = positions @ row[:3] + row[3]  # [N]
    return np.argsort(depths, kind="stable")[::-1]


def order_texels(order: np.ndarray) -> np.ndarray:
    """The numbers [N] as texels [H, W, 1] uint32, with zeros behind the last."""
    width = TEXTURE_WIDTH if len(order) <= TEXTURE_WIDTH * 8192 else WIDER
    texels = np.zeros((max(1, -(-len(order) // width)), width, 1), np.uint32)
    texels.reshape(-1)[: len(order)] = order
    return texels
