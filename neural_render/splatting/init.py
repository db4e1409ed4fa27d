"""First splats from a capture's points: isotropic, sized by their neighbours (3DGS, section 5.1).

Letters: N splats, P points.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from neural_render.splatting.neighbors import nearest_squared_distances
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats, num_sh_bases
from neural_render.types import Capture

NUM_NEIGHBORS = 3
# Ours: the share of the region's radius that a splat gets where there are too few points for neighbours.
LONE_SHARE = 0.1


def splats_from_points(
    capture: Capture, cap: int, sh_degree: int, initial_opacity: float, generator: torch.Generator
) -> Splats:
    """One splat per point of the capture, or a random subset of `cap` points where there are more.

    Scales are the root mean square distance to the three nearest points, as in 3DGS; with three points or fewer, a
    share of the radius of the capture's bounds.
    """
    points, colors = capture.points, capture.points_rgb  # [P, 3], [P, 3]
    if len(points) > cap:
        chosen = torch.randperm(len(points), generator=generator)[:cap].sort().values  # [N]
        points, colors = points[chosen], colors[chosen]  # [N, 3]
    num_splats = len(points)
    if num_splats > NUM_NEIGHBORS:
        scales = neighbor_distances(points)  # [N]
    else:
        scales = torch.full((num_splats,), LONE_SHARE * capture.bounds.radius)  # [N]
    quats = torch.zeros(num_splats, 4)  # [N, 4]
    quats[:, 0] = 1
    return Splats(
        means=points.clone(),
        quats=quats,
        log_scales=scales.log()[:, None].repeat(1, 3),  # [N, 3]
        logit_opacities=torch.full((num_splats,), math.log(initial_opacity / (1 - initial_opacity))),
        sh0=(colors - 0.5) / SH_C0,
        shN=torch.zeros(num_splats, num_sh_bases(sh_degree) - 1, 3),
    )


def neighbor_distances(points: Tensor) -> Tensor:
    """Root mean square distance [N] from each of more than three points [N, 3] to its three nearest others."""
    squared = torch.from_numpy(nearest_squared_distances(points.numpy(), NUM_NEIGHBORS))  # [N, 3] float64
    # Points on top of each other would give splats of size zero.
    return squared.mean(dim=-1).clamp(min=1e-12).sqrt().to(points.dtype)
