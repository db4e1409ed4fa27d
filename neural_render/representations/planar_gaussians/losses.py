"""What makes splats flat and tells planes apart, as functions of tensors.

Sources: Chen et al. 2024, "PGSR", eq. 9 to 11 (flatness, normals of depth); Zanjani et al. 2025, "Planar Gaussian
Splatting", section 3.2 (lifting, alignment, separability), whose exact formulas are not known: these follow its words.
Letters: N splats, P pixels, S segments, D numbers of a descriptor, A anchors, k neighbours, H, W pixels.
"""

from __future__ import annotations

import torch
from torch import Tensor

from neural_render.splatting.depths import ALPHA_MIN
from neural_render.splatting.neighbors import nearest

# Between neighbouring pixels, as a share of the depth: beyond it they lie on different surfaces.
JUMP = 0.05


def thickness(log_scales: Tensor) -> Tensor:  # [N, 3]
    """The mean of the smallest scales (PGSR, eq. 9)."""
    return log_scales.min(dim=1).values.exp().mean()


def normals_of_depth(depth: Tensor, rays: Tensor) -> Tensor:  # [H, W], [H, W, 3] of z-depth 1
    """Unit normals [H - 2, W - 2, 3] towards the camera of the surface that a depth map shows."""
    points = depth[..., None] * rays  # [H, W, 3] from the camera
    across = points[1:-1, 2:] - points[1:-1, :-2]
    down = points[2:, 1:-1] - points[:-2, 1:-1]
    return torch.nn.functional.normalize(torch.linalg.cross(down, across), dim=-1)


def normal_consistency(normals: Tensor, depth: Tensor, rays: Tensor, alpha: Tensor, rgb: Tensor) -> Tensor:
    """How far composited normals are from those of the depth, less at the photo's edges (PGSR, eq. 10 and 11).

    normals, rays, rgb [H, W, 3]; depth, alpha [H, W].
    """
    inner = (slice(1, -1), slice(1, -1))
    slope = (rgb[1:-1, 2:] - rgb[1:-1, :-2]).abs().mean(-1) + (rgb[2:, 1:-1] - rgb[:-2, 1:-1]).abs().mean(-1)
    weights = (1 - slope / slope.max().clamp(min=1e-6)) ** 2  # [H - 2, W - 2]
    middle = depth[inner].detach()
    around = (depth[:-2, 1:-1], depth[2:, 1:-1], depth[1:-1, :-2], depth[1:-1, 2:])
    is_smooth = torch.stack([(near.detach() - middle).abs() < JUMP * middle for near in around]).all(0)
    weights = weights * (is_smooth & (alpha[inner] >= ALPHA_MIN))
    difference = (normals[inner] - normals_of_depth(depth, rays)).abs().sum(-1)  # [H - 2, W - 2]
    return (weights * difference).mean()


def normal_error(normals: Tensor, given: Tensor, counts: Tensor) -> Tensor:  # [H, W, 3] twice, [H, W] bool
    """How far composited normals are from given ones: the mean of |1 - cos| and of their difference in L1.

    As planar Gaussian splatting supervises them with those of a network; the two terms are MonoSDF's (Yu et al. 2022).
    """
    turned = 1 - (normals * given).sum(-1)  # [H, W]
    return ((turned.abs() + (normals - given).abs().sum(-1)) * counts).sum() / counts.sum().clamp(min=1)


def lifting(descriptors: Tensor, labels: Tensor, ridge: float) -> Tensor:  # [P, D], [P] from 1; 0 does not count
    """Squared error of the best linear map from descriptors to one-hot segments; gradients pass through the map.

    W = (X^T X + ridge P I)^-1 X^T Y with a constant beside the descriptors, so that no numbering matters.
    """
    counts = labels > 0
    x = torch.nn.functional.pad(descriptors[counts], (0, 1), value=1.0)  # [P, D + 1]
    y = torch.nn.functional.one_hot(labels[counts] - 1).to(x)  # [P, S]
    gram = x.T @ x + ridge * len(x) * torch.eye(x.shape[1]).to(x)  # [D + 1, D + 1]
    return (x @ torch.linalg.solve(gram, x.T @ y) - y).square().sum(dim=1).mean()


def alignment(
    means: Tensor,  # [N, 3]
    normals: Tensor,  # [N, 3] unit, of any sign
    descriptors: Tensor,  # [N, D]
    anchors: Tensor,  # [A] rows
    *,
    neighbors: int,
    cosine: float,
    unit: float,
) -> Tensor:
    """How far anchors and their nearest neighbours of like descriptor are from one plane, normal and descriptor."""
    count = min(neighbors + 1, len(means))
    with torch.no_grad():
        places = means.cpu().numpy()
        found = nearest(places[anchors.cpu().numpy()], places, count)[1][:, 1:]  # the nearest one is itself
        near = torch.from_numpy(found).to(means.device)  # [A, k]
        unit_descriptors = torch.nn.functional.normalize(descriptors, dim=-1)
        alike = (unit_descriptors[anchors, None] * unit_descriptors[near]).sum(-1) >= cosine  # [A, k]
    between = means[near] - means[anchors, None]  # [A, k, 3]
    offsets = (between * normals[anchors, None]).sum(-1).abs() / unit  # [A, k]
    turns = 1 - (normals[anchors, None] * normals[near]).sum(-1).abs()  # [A, k]
    apart = (descriptors[near] - descriptors[anchors, None]).square().sum(-1)  # [A, k]
    return (alike * (offsets + turns + apart)).sum() / alike.sum().clamp(min=1)


def separability(descriptors: Tensor, *, steps: int, kappa: float, margin: float) -> Tensor:  # [A, D]
    """Pulls descriptors to their modes under mean shift on the sphere, and modes apart down to the cosine `margin`."""
    directions = torch.nn.functional.normalize(descriptors, dim=-1)
    modes = directions
    for _ in range(steps):
        kernel = (kappa * (modes @ directions.T - 1)).exp()  # [A, A]
        modes = torch.nn.functional.normalize(kernel @ directions, dim=-1)
    pull = 1 - (directions * modes.detach()).sum(-1)  # [A]
    cosines = modes @ modes.T  # [A, A]
    # Nearly equal ones are one mode.
    is_other = cosines.detach() < 1 - 1 / kappa
    push = ((cosines - margin).clamp(min=0) * is_other).sum() / is_other.sum().clamp(min=1)
    return pull.mean() + push
