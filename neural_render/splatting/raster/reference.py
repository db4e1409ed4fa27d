"""The oracle: splatting in plain torch with autograd, slow on purpose; the other rasterizers must agree with it.

Notation: p = W m + t is a mean in camera axes, J the Jacobian of the pinhole projection at p, U = J W R diag(s) [2, 3]
a square root of the 2D covariance, sigma = 1/2 d^T conic d for the offset d from a pixel centre, T the transmittance.
Letters: N splats, H, W pixels, D channels, R rows of a chunk.

Papers: Zwicker et al. 2002, "EWA Splatting", eq. 24 to 31 (projection); Kerbl et al. 2023, "3D Gaussian Splatting",
eq. 3, 5 and 6; Yu et al. 2024, "Mip-Splatting", eq. 8 (the antialias compensation); Radl et al. 2024, "StopThePop",
appendix B.2 (opacity-aware boxes); Hou et al. 2025, "Sort-free Gaussian Splatting via Weighted Sum Rendering", eq. 7;
Du et al. 2026, "Mobile-GS" (the transmittance that no order changes). Constants and discrete rules: gsplat v1.5.3.
"""

from __future__ import annotations

import torch
from torch import Tensor

from neural_render.splatting.sh import sh_to_colors, view_harmonics
from neural_render.splatting.splats import (
    ALPHA_MAX,
    ALPHA_MIN,
    EPS2D,
    FOV_MARGIN,
    NEAR_PLANE,
    TRANSMITTANCE_MIN,
    Projected,
    Splats,
    quat_to_rotmat,
)
from neural_render.splatting.weighted_sum import WeightedSum, factors
from neural_render.splatting.weighted_sum import resolve as resolve  # a function of every backend

MAX_RADIUS_PX = 2.0**30  # a larger box does not fit into int32
CHUNK_PAIRS = 2**22  # splats times pixels that are evaluated at once


def project(
    splats: Splats,
    viewmat: Tensor,  # [4, 4] world to camera
    K: Tensor,  # [3, 3] px
    width: int,
    height: int,
    sh_degree: int,
    opacity_factors: Tensor | None = None,  # [N]
) -> Projected:
    """The splats in one camera's image; gradients flow to every tensor of `splats`, view directions included.

    Opacities are multiplied by `opacity_factors`, without a limit. Raises ValueError where `sh_degree` is above what
    the splats hold.
    """
    rotation = viewmat[:3, :3]  # [3, 3]
    points = splats.means @ rotation.T + viewmat[:3, 3]  # [N, 3]
    is_in_front = points[:, 2] > NEAR_PLANE  # [N]
    # A culled splat may sit at z = 0, where the projection is not finite and would poison the gradients of all.
    points = torch.where(is_in_front[:, None], points, points.new_tensor([0.0, 0.0, 1.0]))  # [N, 3]

    means2d = points[:, :2] / points[:, 2:] * torch.stack([K[0, 0], K[1, 1]]) + K[:2, 2]  # [N, 2]
    in_camera = rotation @ quat_to_rotmat(splats.quats) * splats.log_scales.exp()[:, None]  # [N, 3, 3]
    u, v = (_jacobians(points, K, width, height) @ in_camera).unbind(1)  # [N, 3] each: the rows of U
    xx = (u * u).sum(-1) + EPS2D  # [N]
    yy = (v * v).sum(-1) + EPS2D  # [N]
    xy = (u * v).sum(-1)  # [N]
    # det(U U^T) = |u x v|^2, which unlike xx yy - xy^2 cannot turn negative for a needle or a disc seen edge-on.
    area = torch.linalg.vector_norm(torch.linalg.cross(u, v), dim=-1)  # [N]
    det = area**2 + EPS2D * (xx + yy - EPS2D)  # [N] of U U^T + EPS2D I
    conics = torch.stack([yy / det, -xy / det, xx / det], dim=-1)  # [N, 3]

    opacities = splats.logit_opacities.sigmoid()  # [N]
    if splats.antialias:
        opacities = opacities * (area / det.sqrt())
    if opacity_factors is not None:
        opacities = opacities * opacity_factors
    directions = torch.nn.functional.normalize(splats.means + rotation.T @ viewmat[:3, 3], dim=-1)  # [N, 3]
    colors = sh_to_colors(sh_degree, directions, splats.sh0, splats.shN)  # [N, 3]

    with torch.no_grad():
        extent = torch.sqrt(2 * torch.log((opacities / ALPHA_MIN).clamp(min=1.0)))  # [N] in standard deviations
        boxes = (extent[:, None] * torch.stack([xx, yy], dim=-1).sqrt()).ceil().clamp(max=MAX_RADIUS_PX)  # [N, 2]
        size = means2d.new_tensor([width, height])  # [2]
        is_in_image = ((means2d + boxes > 0) & (means2d - boxes < size)).all(-1)  # [N]
        is_visible = is_in_front & (opacities >= ALPHA_MIN) & is_in_image  # [N]

    return Projected(
        means2d=torch.where(is_visible[:, None], means2d, 0.0),
        depths=torch.where(is_visible, points[:, 2], 0.0),
        conics=torch.where(is_visible[:, None], conics, 0.0),
        opacities=torch.where(is_visible, opacities, 0.0),
        colors=torch.where(is_visible[:, None], colors, 0.0),
        radii=torch.where(is_visible[:, None], boxes, 0.0).to(torch.int32),
    )


def rasterize(
    projected: Projected,
    channels: Tensor,  # [N, D]
    width: int,
    height: int,
    limits: Tensor | None = None,  # [H, W]
) -> tuple[Tensor, Tensor]:
    """Composites `channels` front to back: image [H, W, D] over black, premultiplied by alpha [H, W].

    Splats behind the depths `limits` are left out: what opaque surfaces hide.
    """
    visible = (projected.radii > 0).all(-1).nonzero()[:, 0]  # [M]
    order = visible[torch.argsort(projected.depths[visible], stable=True)]  # [M]
    rows_per_chunk = max(1, CHUNK_PAIRS // max(1, len(order) * width))
    images, alphas = [], []
    for top in range(0, height, rows_per_chunk):
        rows = range(top, min(top + rows_per_chunk, height))
        weights = _weights(projected, order, width, rows, limits)  # [M, R, W]
        images.append(torch.einsum("nhw,nd->hwd", weights, channels[order]))  # [R, W, D]
        alphas.append(weights.sum(0))  # [R, W]
    return torch.cat(images), torch.cat(alphas)


def rasterize_sum(
    projected: Projected,
    channels: Tensor,  # [N, D]
    weights: Tensor | None,  # [N]; None means 1
    width: int,
    height: int,
    *,
    needs_transmittance: bool,
    limits: Tensor | None = None,  # [H, W]
) -> tuple[Tensor, Tensor, Tensor | None]:
    """Sums in any order: [H, W, D] of alpha weight channels, [H, W] of alpha weight; and T [H, W] if it is needed.

    T is the product of 1 - min(ALPHA_MAX, alpha) over all splats; alpha itself has no upper limit. `limits` as in
    `rasterize`.
    """
    visible = (projected.radii > 0).all(-1).nonzero()[:, 0]  # [M]
    own = torch.ones_like(projected.opacities) if weights is None else weights  # [N]
    rows_per_chunk = max(1, CHUNK_PAIRS // max(1, len(visible) * width))
    images, sums, transmittances = [], [], []
    for top in range(0, height, rows_per_chunk):
        alpha = _alphas(projected, visible, width, range(top, min(top + rows_per_chunk, height)), limits)  # [M, R, W]
        weighted = alpha * own[visible][:, None, None]  # [M, R, W]
        images.append(torch.einsum("nhw,nd->hwd", weighted, channels[visible]))  # [R, W, D]
        sums.append(weighted.sum(0))  # [R, W]
        transmittances.append((1 - alpha.clamp(max=ALPHA_MAX)).prod(0))  # [R, W]
    return torch.cat(images), torch.cat(sums), torch.cat(transmittances) if needs_transmittance else None


def view_factors(
    blending: WeightedSum,
    means: Tensor,  # [N, 3]
    viewmat: Tensor,  # [4, 4]
    sh_degree: int,
) -> Tensor:
    """The factors [N] of weighted sums in one camera; gradients flow to `means` and to every tensor of `blending`."""
    center = -viewmat[:3, :3].T @ viewmat[:3, 3]  # [3]
    view_sh = torch.cat([blending.view0, blending.viewN], dim=1)  # [N, K]
    views = view_harmonics(means, center, view_sh, sh_degree)  # [N]
    return factors(blending, views, means @ viewmat[2, :3] + viewmat[2, 3])


def _jacobians(
    points: Tensor,  # [N, 3] camera axes
    K: Tensor,  # [3, 3]
    width: int,
    height: int,
) -> Tensor:
    """Jacobians [N, 2, 3] of the projection, taken at most FOV_MARGIN outside the field of view."""
    z = points[:, 2]  # [N]
    rows = []
    for axis, size in enumerate((width, height)):
        focal, center = K[axis, axis], K[axis, 2]
        margin = FOV_MARGIN * 0.5 * size / focal
        slope = points[:, axis] / z  # [N]
        slope = slope.clamp(min=-center / focal - margin, max=(size - center) / focal + margin)
        row = [torch.zeros_like(z), torch.zeros_like(z), -focal * slope / z]
        row[axis] = focal / z
        rows.append(torch.stack(row, dim=-1))  # [N, 3]
    return torch.stack(rows, dim=1)  # [N, 2, 3]


def _weights(projected: Projected, order: Tensor, width: int, rows: range, limits: Tensor | None) -> Tensor:
    """How much each splat of `order` [M], nearest first, adds to each pixel of `rows`: alpha times T, [M, R, W]."""
    alpha = _alphas(projected, order, width, rows, limits).clamp(max=ALPHA_MAX)  # [M, R, W]
    after = torch.cumprod(1 - alpha, dim=0)  # [M, R, W] T behind each splat; never grows, so the stop is a threshold
    before = torch.cat([torch.ones_like(after[:1]), after[:-1]])  # [M, R, W]
    return torch.where(after > TRANSMITTANCE_MIN, alpha * before, 0.0)


def _alphas(projected: Projected, order: Tensor, width: int, rows: range, limits: Tensor | None = None) -> Tensor:
    """Alphas [M, R, W] of the splats `order` [M] in the pixels of `rows`, 0 below ALPHA_MIN and without upper limit."""
    means2d = projected.means2d[order]  # [M, 2]
    a, b, c = projected.conics[order][:, :, None, None].unbind(1)  # [M, 1, 1] each
    x = torch.arange(width).to(means2d) + 0.5 - means2d[:, 0, None, None]  # [M, 1, W]
    y = torch.tensor(rows).to(means2d)[:, None] + 0.5 - means2d[:, 1, None, None]  # [M, R, 1]
    sigma = 0.5 * (a * x * x + c * y * y) + b * x * y  # [M, R, W]
    alpha = projected.opacities[order][:, None, None] * torch.exp(-sigma)  # [M, R, W]
    is_seen = (sigma >= 0) & (alpha >= ALPHA_MIN)  # [M, R, W]
    if limits is not None:
        is_seen = is_seen & (projected.depths[order][:, None, None] <= limits[rows.start : rows.stop])
    return torch.where(is_seen, alpha, 0.0)  # [M, R, W]
