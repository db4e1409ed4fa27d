"""Depth maps fused into one cloud of points with normals, colours and ids: what planes are found in and compared with.

Every pixel becomes a point whose normal follows from its neighbours; pixels beside a jump in depth are left out. Points
of a voxel are averaged, so that how often something was photographed does not count. Letters: H, W pixels, P points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neural_render.cameras import Cameras
from neural_render.planes.plane import Floats

Ints = NDArray[np.int64]
# Neighbouring pixels whose depths differ by more than this share of the depth belong to different surfaces: a floor
# seen at 8 degrees by a phone's pixel (1 / 500 of its distance) stays below it.
JUMP = 0.05


@dataclass(frozen=True)
class Cloud:
    """Points on surfaces."""

    points: Floats  # [P, 3] world units
    normals: Floats  # [P, 3] unit, towards the cameras
    colors: Floats  # [P, 3] sRGB in [0, 1]
    ids: Ints  # [P] of planes; 0 where unknown or not flat

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, chosen: NDArray) -> Cloud:
        return Cloud(self.points[chosen], self.normals[chosen], self.colors[chosen], self.ids[chosen])


@dataclass(frozen=True)
class DepthView:
    """One camera with what it sees."""

    cameras: Cameras  # one
    depth: Floats  # [H, W] z-depth, 0 where unknown
    rgb: Floats | None = None  # [H, W, 3] in [0, 1]
    ids: Ints | None = None  # [H, W]


def fuse(views: Iterable[DepthView], voxel: float) -> Cloud:
    """All that the views see, one point per voxel (world units) and id; raises ValueError where they see nothing."""
    parts = [cloud_of(view, voxel) for view in views]
    if not sum(map(len, parts)):
        raise ValueError("no view has any depth")
    return thinned(joined(parts), voxel)


def cloud_of(view: DepthView, voxel: float) -> Cloud:
    """What one view sees, one point per voxel."""
    points = unprojected(view.cameras, view.depth)  # [H, W, 3]
    across, down = np.zeros_like(points), np.zeros_like(points)
    across[:, 1:-1] = points[:, 2:] - points[:, :-2]
    down[1:-1] = points[2:] - points[:-2]
    normals = np.cross(down, across)  # towards the camera, as depth grows away from it and v downwards
    length = np.linalg.norm(normals, axis=-1)
    is_good = (view.depth > 0) & (length > 0) & ~_jumps(view.depth)
    normals = normals[is_good] / length[is_good][:, None]
    count = len(normals)
    colors = np.zeros((count, 3)) if view.rgb is None else view.rgb[is_good].astype(np.float64)
    ids = np.zeros(count, np.int64) if view.ids is None else view.ids[is_good].astype(np.int64)
    return thinned(Cloud(points[is_good], normals, colors, ids), voxel)


def unprojected(cameras: Cameras, depth: Floats) -> Floats:  # one camera, [H, W]
    """The world points [H, W, 3] behind the pixel centres."""
    v, u = np.meshgrid(np.arange(cameras.height) + 0.5, np.arange(cameras.width) + 0.5, indexing="ij")
    K, viewmat = cameras.Ks[0].double().cpu().numpy(), cameras.viewmats[0].double().cpu().numpy()
    in_camera = np.stack([u, v, np.ones_like(u)], -1) @ np.linalg.inv(K).T * depth[..., None].astype(np.float64)
    return (in_camera - viewmat[:3, 3]) @ viewmat[:3, :3]


def _jumps(depth: Floats) -> NDArray[np.bool_]:  # [H, W]
    """Where depth leaps to a neighbour or the picture ends, [H, W]."""
    jumps = np.ones(depth.shape, bool)
    middle = depth[1:-1, 1:-1]
    around = (depth[:-2, 1:-1], depth[2:, 1:-1], depth[1:-1, :-2], depth[1:-1, 2:])
    jumps[1:-1, 1:-1] = np.logical_or.reduce([np.abs(near - middle) > JUMP * middle for near in around])
    return jumps


def thinned(cloud: Cloud, voxel: float) -> Cloud:
    """One point per voxel and id, the mean of those in it."""
    if not len(cloud):
        return cloud
    order, starts = voxels(cloud.points, cloud.ids, voxel)
    return Cloud(
        means_of(cloud.points, order, starts),
        unit_vectors(means_of(cloud.normals, order, starts)),
        means_of(cloud.colors, order, starts),
        cloud.ids[order][starts],
    )


def voxels(points: Floats, ids: Ints, voxel: float) -> tuple[Ints, Ints]:  # [P, 3], [P]
    """The points voxel by voxel and id by id: their order [P], and where each group starts in it."""
    keys = np.concatenate([np.floor(points / voxel).astype(np.int64), ids[:, None]], axis=1)
    order = np.lexsort(keys.T)
    is_first = np.concatenate([[True], (np.diff(keys[order], axis=0) != 0).any(axis=1)])
    return order, np.flatnonzero(is_first)


def means_of(values: Floats, order: Ints, starts: Ints) -> Floats:  # [P, D], what `voxels` gave
    """The mean of each group, [groups, D]."""
    counts = np.diff(np.append(starts, len(order)))[:, None]
    return np.add.reduceat(values[order], starts, axis=0) / counts


def unit_vectors(vectors: Floats) -> Floats:  # [P, D]
    """The vectors with length 1; those without a length stay."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def joined(clouds: list[Cloud]) -> Cloud:
    """All points of several clouds."""
    return Cloud(
        *(np.concatenate([getattr(cloud, name) for cloud in clouds]) for name in ("points", "normals", "colors", "ids"))
    )
