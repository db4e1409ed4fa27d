"""First splats from a capture's points: isotropic, sized by their neighbours (3DGS, section 5.1).

Letters: N splats, P points.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats, num_sh_bases
from neural_render.types import Capture

NUM_NEIGHBORS = 3
# Distances are computed for this many points at a time: 1024 x 100k float32 are 400 MB.
CHUNK = 1024


def splats_from_points(
    capture: Capture, cap: int, sh_degree: int, initial_opacity: float, generator: torch.Generator
) -> Splats:
    """One splat per point of the capture, or a random subset of `cap` points where there are more.

    Scales are the root mean square distance to the three nearest points, as in 3DGS.
    """
    points, colors = capture.points, capture.points_rgb  # [P, 3], [P, 3]
    if len(points) > cap:
        chosen = torch.randperm(len(points), generator=generator)[:cap].sort().values  # [N]
        points, colors = points[chosen], colors[chosen]  # [N, 3]
    num_splats = len(points)
    quats = torch.zeros(num_splats, 4)  # [N, 4]
    quats[:, 0] = 1
    return Splats(
        means=points.clone(),
        quats=quats,
        log_scales=neighbor_distances(points).log()[:, None].repeat(1, 3),  # [N, 3]
        logit_opacities=torch.full((num_splats,), math.log(initial_opacity / (1 - initial_opacity))),
        sh0=(colors - 0.5) / SH_C0,
        shN=torch.zeros(num_splats, num_sh_bases(sh_degree) - 1, 3),
    )


def neighbor_distances(points: Tensor) -> Tensor:
    """Root mean square distance [N] from each of the points [N, 3] to its three nearest neighbours."""
    if len(points) <= NUM_NEIGHBORS:
        return torch.full((len(points),), 1.0)
    squared = []
    for chunk in points.split(CHUNK):
        distances = torch.cdist(chunk, points)  # [chunk, N]
        nearest = distances.topk(NUM_NEIGHBORS + 1, largest=False).values[:, 1:]  # [chunk, 3], without itself
        squared.append(nearest.square().mean(dim=-1))
    # Points on top of each other would give splats of size zero.
    return torch.cat(squared).clamp(min=1e-12).sqrt()
