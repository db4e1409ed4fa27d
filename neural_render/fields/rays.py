"""Rays of a low resolution, which is what light fields see: each stands for f x f pixels.

The ray of the low resolution's pixel (i, j) goes through (f (i + 0.5), f (j + 0.5)) of the picture; sizes that f does
not divide are rounded up.

Letters: C cameras, h x w the low resolution, f the factor.
"""

from __future__ import annotations

import torch
from torch import Tensor

from neural_render.cameras import Cameras


def low_resolution(cameras: Cameras, factor: int) -> Cameras:
    """The cameras whose pixels are `factor` x `factor` of the picture's, from its corner on."""
    scale = torch.tensor([1 / factor, 1 / factor, 1.0]).to(cameras.Ks)[:, None]  # [3, 1]
    return Cameras(cameras.viewmats, cameras.Ks * scale, -(-cameras.width // factor), -(-cameras.height // factor))


def rays_of(cameras: Cameras) -> tuple[Tensor, Tensor]:
    """Origins and directions of a z-depth of 1, in the world, [C, h, w, 3] each."""
    origins, directions = cameras.rays()  # [C, h, w, 3]
    axes = cameras.viewmats[:, None, None, 2, :3]  # [C, 1, 1, 3]
    return origins, directions / (directions * axes).sum(dim=-1, keepdim=True)
