"""Where the surface is that splats show: three answers, and which of them is nearest to the truth.

Notation: w_i is the weight of splat i in a pixel, z_i the depth of its mean, n_i its normal towards the camera at c,
r the pixel's ray with z-depth 1. Expected depth is sum w_i z_i / sum w_i. Ray-plane depth takes each splat as the plane
through its mean (Chen et al. 2024, "PGSR", eq. 5 to 7): sum w_i n_i.(m_i - c) / (sum w_i n_i).r; where splats are flat
it does not bend towards the camera beside their means. Median depth is where half of the weight is passed (Huang et
al. 2024, "2DGS", section 4.2), here to the mean depth of what a bin of depths holds. Median depth has no gradients.
Letters: C cameras, N splats, H, W pixels, M bins.
"""

from __future__ import annotations

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.splatting.raster import facing_normals, render
from neural_render.splatting.splats import NEAR_PLANE, Splats

# Below it a pixel shows mostly background, and what there is says little.
ALPHA_MIN = 0.5
# Rays that meet the composited plane flatter than this (cosine) take the expected depth: the quotient diverges.
GRAZING = 0.1
# 256 bins from the nearest to the farthest splat are 2.7 % apart for a factor of 1000.
NUM_BINS = 256
BINS_AT_ONCE = 32  # channels of one pass; more are no faster and take more memory


def ray_plane_depth(splats: Splats, cameras: Cameras, *, sh_degree: int = 0) -> Tensor:
    """Depth [C, H, W] where rays meet the splats' planes; 0 where alpha is below ALPHA_MIN."""
    depths = []
    for camera in cameras:
        center = camera.centers[0].to(splats.means)  # [3]
        normals = facing_normals(splats, center)  # [N, 3]
        planes = torch.cat([normals, ((splats.means - center) * normals).sum(-1, keepdim=True)], dim=1)  # [N, 4]
        rendered = render(splats, camera, sh_degree=sh_degree, extras=planes, maps=frozenset({"depth"}))
        depths.append(meet(rendered.extras["extras"][0], rays_of(camera, planes), rendered.depth[0], rendered.alpha[0]))
    return torch.stack(depths)  # [C, H, W]


def rays_of(camera: Cameras, like: Tensor) -> Tensor:
    """Directions [H, W, 3] in the world through the pixels of one camera, of z-depth 1."""
    _, directions = camera.rays()  # [1, H, W, 3] of length 1
    directions = directions[0].to(like)  # [H, W, 3]
    forward = camera.viewmats[0, 2, :3].to(like)  # [3]
    return directions / (directions @ forward)[..., None]


def meet(planes: Tensor, rays: Tensor, expected: Tensor, alpha: Tensor) -> Tensor:
    """Depth [H, W] of composited planes [H, W, 4] (normal, distance) along rays [H, W, 3] of z-depth 1."""
    along = (planes[..., :3] * rays).sum(-1)  # [H, W] negative: normals look at the camera
    length = planes[..., :3].norm(dim=-1) * rays.norm(dim=-1)  # [H, W]
    is_steep = along < -GRAZING * length
    depth = planes[..., 3] / torch.where(is_steep, along, -1.0)  # [H, W]
    depth = torch.where(is_steep & (depth > NEAR_PLANE), depth, expected)
    return torch.where(alpha >= ALPHA_MIN, depth, 0.0)


@torch.no_grad()
def median_depth(splats: Splats, cameras: Cameras) -> Tensor:
    """Depth [C, H, W] at which half of a pixel's weight is passed; 0 where alpha is below ALPHA_MIN."""
    return torch.stack([_median(splats, camera) for camera in cameras])


def _median(splats: Splats, camera: Cameras) -> Tensor:
    viewmat = camera.viewmats[0].to(splats.means)  # [4, 4]
    z = splats.means @ viewmat[2, :3] + viewmat[2, 3]  # [N]
    in_front = z > NEAR_PLANE
    if not in_front.any():
        return splats.means.new_zeros(camera.height, camera.width)
    low, high = z[in_front].min().log(), z[in_front].max().log()
    bins = ((z.clamp(min=NEAR_PLANE).log() - low) / (high - low).clamp(min=1e-6) * NUM_BINS).long()  # [N]
    bins = bins.clamp(0, NUM_BINS - 1)
    passed = depth = half = None
    for start in range(0, NUM_BINS, BINS_AT_ONCE):
        members = bins[:, None] == torch.arange(start, start + BINS_AT_ONCE, device=bins.device)  # [N, M]
        weights = members.to(splats.means)  # [N, M]
        rendered = render(splats, camera, sh_degree=0, extras=torch.cat([weights, weights * z[:, None]], dim=1))
        held, moments = rendered.extras["extras"][0].split(BINS_AT_ONCE, dim=-1)  # [H, W, M] each
        if passed is None:
            half = rendered.alpha[0] / 2  # [H, W]
            passed, depth = torch.zeros_like(half), torch.zeros_like(half)
        until = passed[..., None] + held.cumsum(dim=-1)  # [H, W, M]
        is_there = (until >= half[..., None]) & (held > 0)
        first = is_there.int().argmax(dim=-1, keepdim=True)  # [H, W, 1]
        found = moments.gather(-1, first) / held.gather(-1, first).clamp(min=1e-12)  # [H, W, 1]
        depth = torch.where((depth == 0) & is_there.any(dim=-1), found[..., 0], depth)
        passed = until[..., -1]
    return torch.where(2 * half >= ALPHA_MIN, depth, 0.0)
