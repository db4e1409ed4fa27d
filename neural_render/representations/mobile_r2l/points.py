"""What MobileR2L's network is told about a ray: points on it, every coordinate with its sines and cosines.

Letters: C cameras, h x w the low resolution, I channels, S points on a ray.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.fields.net_onnx import Nodes
from neural_render.fields.rays import rays_of

NUM_POINTS = 8
NUM_OCTAVES = 6
NUM_INPUTS = NUM_POINTS * 3 * (2 * NUM_OCTAVES + 1)  # 312


class Points(NamedTuple):
    """Where points lie on a ray, and what their coordinates are counted from."""

    center: Tensor  # [3]
    scale: Tensor  # [] units of the coordinates in one of the world
    depths: Tensor  # [2] z-depths of the nearest and the farthest


def encode(points: Tensor) -> Tensor:  # [..., 3]
    """6 sines, 6 cosines and the value of every coordinate, [..., 3, 13]."""
    angles = points[..., None] * 2.0 ** torch.arange(NUM_OCTAVES, device=points.device)  # [..., 3, 6]
    return torch.cat([angles.sin(), angles.cos(), points[..., None]], dim=-1)


def tell(cameras: Cameras, places: Tensor, points: Points) -> Tensor:  # [C, h, w, S] or [S]
    """What the network is told about rays, [C, h, w, I]; places are shares of the depths."""
    origins, directions = rays_of(cameras)  # [C, h, w, 3] each
    near, far = points.depths
    depths = near + (far - near) * places.to(near)  # [C, h, w, S] or [S]
    found = origins[..., None, :] + depths[..., None] * directions[..., None, :]  # [C, h, w, S, 3]
    return encode((found - points.center) * points.scale).flatten(3)


def add_nodes(nodes: Nodes, rays: str, points: Points) -> str:
    """`tell` of rays [1, 6, h, w], in places at equal steps, as nodes of an ONNX graph."""
    depths = torch.lerp(*points.depths.double(), torch.linspace(0, 1, NUM_POINTS, dtype=torch.float64))  # [S]
    rows = [torch.cat([torch.eye(3, dtype=torch.float64), depth * torch.eye(3)], dim=1) for depth in depths]
    scale, shift = float(points.scale), -float(points.scale) * points.center.double().repeat(NUM_POINTS)  # [3 S]
    local = nodes.linear(rays, scale * torch.cat(rows).numpy(), shift.numpy())  # [1, 3 S, h, w]
    parts = []
    for index in range(3 * NUM_POINTS):
        x = nodes.channels(local, index, index + 1)  # [1, 1, h, w]
        octaves = 2.0 ** np.arange(NUM_OCTAVES).reshape(1, -1, 1, 1)
        angles = nodes.add("Mul", x, nodes.constant(octaves))  # [1, 6, h, w]
        parts += [nodes.add("Sin", angles), nodes.add("Cos", angles), x]
    return nodes.add("Concat", *parts, axis=1)  # [1, I, h, w]
