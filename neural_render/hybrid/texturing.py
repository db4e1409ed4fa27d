"""What is on a panel: the photos of the plane, each texel the mean of the views in which the scene shows it there.

A texel is as large as a pixel of the photos. Where the splats' depth agrees with the plane's in a view, the photo has
the plane's colour; what stands in front or shows through counts for nothing. Photos are sharper than the splats' own
pictures of a plane: splats lie a few centimetres before and behind it. Letters: V views, H, W pixels or texels, N
splats, T texels.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from neural_render.cameras import Cameras
from neural_render.hybrid.seen import Seen
from neural_render.planes.plane import Plane, inside
from neural_render.splatting.panels import ALPHA_TEST, BORDER, Panels, levels_of, sampled
from neural_render.splatting.splats import NEAR_PLANE, Splats, quat_to_rotmat

DEPTH_TOLERANCE = 0.03  # of a depth, by which the scene's may differ beside the tolerance of a panel
MAX_THROUGH = 0.5  # of the views that see a place of the plane may see through it
MARGIN = BORDER // 2  # texels at the edge that stay transparent: those of the last level mix with another panel's there
# Texels are as large as the pixels of the nearest quarter of all views of a place: they have more to tell.
PIXEL_QUANTILE = 0.25
MAX_TEXELS = 1024  # along a side of a panel; larger ones get larger texels
GRID = 24  # points along a side, at which pixels are measured
REACH = 1.5  # deviations around its mean in which a splat that is replaced must be covered


def blank(plane: Plane, views: list[Seen], tolerance: float) -> Panels | None:
    """The smallest rectangle around a plane, without colour; None where no view sees the plane."""
    rings = np.concatenate([polygon.outer for polygon in plane.polygons])  # [V, 2]
    turn = _least_turn(plane)  # [2, 2]
    low, high = (rings @ turn.T).min(axis=0), (rings @ turn.T).max(axis=0)  # [2] each
    steps = (np.arange(GRID) + 0.5) / GRID
    grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2) * (high - low) + low  # [T, 2]
    grid = grid @ turn
    places = torch.from_numpy(plane.to_world(grid[plane.holds(grid)])).float()  # [T, 3]
    sizes = []
    for view in views:
        depth, uv = _projected(view.cameras, places)
        is_there, behind = _behind(view, depth, uv)
        sizes.append(depth[is_there & (behind.abs() < _reach(depth, tolerance))] / view.cameras.Ks[0, 0, 0])
    sizes = torch.cat(sizes)
    if not len(sizes):
        return None
    size = max(float(sizes.quantile(PIXEL_QUANTILE)), float((high - low).max()) / MAX_TEXELS)
    count = np.ceil((high - low) / size / BORDER).astype(int) * BORDER + 2 * BORDER  # [2] columns, rows
    start = (low + high) / 2 - size * count / 2  # [2]
    axes = turn @ plane.axes  # [2, 3]
    sides = size * count[:, None] * axes
    corner = start @ axes + plane.offset * plane.normal
    tensors = [torch.from_numpy(array[None]).float() for array in (corner, sides, np.array([0.0, 0.0, 1.0, 1.0]))]
    return Panels(*tensors, levels_of(torch.zeros(int(count[1]), int(count[0]), 4)))


def painted(panel: Panels, plane: Plane, views: list[Seen], tolerance: float) -> Panels:
    """The panel with the colours that views have of it, opaque where most of those that see it there see the plane.

    Inside of the outline it is opaque also where things in front of it hide it from all views.
    """
    texels = points_of(panel)  # [H, W, 3]
    flat = texels.flatten(0, 1)  # [T, 3]
    total, through = flat.new_zeros(len(flat), 4), flat.new_zeros(len(flat))
    normal = torch.from_numpy(plane.normal).float()
    for view in views:
        depth, uv = _projected(view.cameras, flat)
        is_there, behind = _behind(view, depth, uv)  # [T] each
        reach = _reach(depth, tolerance)  # [T]
        toward = torch.nn.functional.normalize(view.cameras.centers[0] - flat, dim=1)  # [T, 3]
        weight = is_there * sampled(view.mask[..., None], uv)[:, 0]  # [T]
        weight = weight * (toward @ normal).abs() / depth.clamp(min=NEAR_PLANE).square()  # [T] pixels per area
        color = sampled(view.photo, uv)  # [T, 3]
        seen = torch.cat([color, torch.ones_like(color[:, :1])], dim=1)  # [T, 4]
        total += (weight * (behind.abs() < reach))[:, None] * seen
        through += weight * (behind > reach)
    rings = [polygon.outer for polygon in plane.polygons]
    places = plane.to_plane(flat.double().numpy())  # [T, 2]
    is_inside = torch.from_numpy(np.logical_or.reduce([inside(places, (ring,)) for ring in rings]))  # [T]
    is_opaque = (through <= MAX_THROUGH * (total[:, 3] + through)) & (is_inside | (total[:, 3] > 0))
    is_painted = (total[:, 3:] > 0).float()  # [T, 1]
    color = torch.cat([total[:, :3] / total[:, 3:].clamp(min=1e-12), is_painted], dim=1)  # [T, 4]
    color = levels_of(color.view(*texels.shape[:2], 4))[0][..., :3]  # [H, W, 3] also where no view has any
    alpha = torch.zeros(texels.shape[:2])
    inner = slice(MARGIN, -MARGIN)
    alpha[inner, inner] = is_opaque.view(alpha.shape)[inner, inner].float()
    return with_texels(panel, torch.cat([color, alpha[..., None]], dim=-1))


def with_texels(panel: Panels, texels: Tensor) -> Panels:  # [H, W, 4]
    return dataclasses.replace(panel, levels=levels_of(texels))


def gathered(panel: Panels, views: list[Seen], maps: list[Tensor], weights: list[Tensor]) -> Tensor:
    """Means over views of maps [H, W, D] where a panel's texels are seen, [T, D].

    Weights [H, W] are how much of a pixel shows the panel; means are 0 where no view has any.
    """
    flat = points_of(panel).flatten(0, 1)  # [T, 3]
    total, weight = flat.new_zeros(len(flat), maps[0].shape[-1]), flat.new_zeros(len(flat))
    for view, values, shares in zip(views, maps, weights, strict=True):
        if not (shares > 0).any():
            continue
        depth, uv = _projected(view.cameras, flat)
        is_there = (depth > NEAR_PLANE) & ((uv > 0) & (uv < 1)).all(dim=1)  # [T]
        share = sampled(shares[..., None], uv)[:, 0] * is_there / depth.clamp(min=NEAR_PLANE).square()  # [T]
        total += share[:, None] * sampled(values, uv)
        weight += share
    return total / weight.clamp(min=1e-12)[:, None]


def count_on(plane: Plane, splats: Splats, tolerance: float) -> int:
    """How many splats lie within `tolerance` of a plane and inside of its outline."""
    means = splats.means.detach().double().numpy()  # [N, 3]
    near = means[np.abs(means @ plane.normal - plane.offset) < tolerance]  # [M, 3]
    return int(plane.holds(plane.to_plane(near)).sum())


def replaced(splats: Splats, panel: Panels, tolerance: float) -> Tensor:
    """Which splats a panel shows in their place, [N]: those within `tolerance` of it, all of which it covers."""
    corner, sides = panel.corners[0], panel.sides[0]  # [3], [2, 3]
    normal = torch.nn.functional.normalize(torch.linalg.cross(sides[0], sides[1]), dim=0)  # [3]
    axes = quat_to_rotmat(splats.quats.detach()) * splats.log_scales.detach().exp()[:, None]  # [N, 3, 3] by columns
    means = splats.means.detach()  # [N, 3]
    is_near = ((means - corner) @ normal).abs() < tolerance  # [N]
    is_near &= (normal @ axes).norm(dim=1) < tolerance
    found = torch.zeros(len(means), dtype=torch.bool)
    near = is_near.nonzero()[:, 0]  # [M]
    arms = REACH * axes[near].transpose(1, 2)  # [M, 3, 3] by rows
    ends = means[near, None] + torch.cat([torch.zeros_like(arms[:, :1]), arms, -arms], dim=1)  # [M, 7, 3]
    uv = (ends - corner) @ torch.linalg.pinv(sides)  # [M, 7, 2]
    alpha = sampled(panel.levels[0][..., 3:], uv.flatten(0, 1)).view(uv.shape[:2])  # [M, 7]
    is_inside = ((uv >= 0) & (uv <= 1)).all(dim=-1) & (alpha >= ALPHA_TEST)  # [M, 7]
    found[near] = is_inside.all(dim=1)
    return found


def points_of(panel: Panels) -> Tensor:
    """Where a single panel's texels are in the world, [H, W, 3]."""
    height, width = panel.levels[0].shape[:2]
    rows, columns = (torch.arange(height) + 0.5) / height, (torch.arange(width) + 0.5) / width
    across, down = panel.sides[0]  # [3] each
    return panel.corners[0] + columns[None, :, None] * across + rows[:, None, None] * down


def _least_turn(plane: Plane) -> np.ndarray:
    """The turn [2, 2] after which the outline has the smallest upright rectangle: along one of its edges."""
    outer = [polygon.outer for polygon in plane.polygons]
    rings = np.concatenate(outer)
    edges = np.concatenate([np.roll(ring, -1, axis=0) - ring for ring in outer])  # [V, 2]
    best, least = np.eye(2), np.inf
    for across, down in edges[np.hypot(*edges.T) > 0] / np.hypot(*edges[np.hypot(*edges.T) > 0].T)[:, None]:
        turn = np.array([[across, down], [-down, across]])
        area = np.prod(np.ptp(rings @ turn.T, axis=0))
        if area < least:
            best, least = turn, area
    return best


def _projected(camera: Cameras, points: Tensor) -> tuple[Tensor, Tensor]:  # one camera, [T, 3]
    """z-depths [T], and places in shares of the picture [T, 2]."""
    viewmat, K = camera.viewmats[0], camera.Ks[0]
    in_camera = points @ viewmat[:3, :3].T + viewmat[:3, 3]  # [T, 3]
    depth = in_camera[:, 2]
    pixels = (in_camera @ K.T)[:, :2] / depth.clamp(min=NEAR_PLANE)[:, None]  # [T, 2]
    return depth, pixels / pixels.new_tensor([camera.width, camera.height])


def _behind(view: Seen, depth: Tensor, uv: Tensor) -> tuple[Tensor, Tensor]:  # [T], [T, 2]
    """Which points lie in a view's picture, [T]; and how far behind them that is what the scene shows there, [T]."""
    is_there = (depth > NEAR_PLANE) & ((uv > 0) & (uv < 1)).all(dim=1)  # [T]
    grid = (2 * uv - 1)[None, None]
    shown = grid_sample(view.depth[None, None], grid, mode="nearest", align_corners=False)[0, 0, 0]  # [T]
    return is_there, torch.where(shown > 0, shown - depth, torch.inf)


def _reach(depth: Tensor, tolerance: float) -> Tensor:  # [T]
    """Depths that differ by less are one surface's, [T]."""
    return tolerance + DEPTH_TOLERANCE * depth
