"""The points that training starts from beside a capture's own: random ones where the training photos look.

A capture without points gets `starting_points`; one with points gets `far_points` where its photos show none of them,
as in the sky, which else could only become haze in front of the cameras. Random points fill what no photo's alpha
channel shows to be empty in a closed scene (the visual hull: Laurentini 1994); in an open one they lie on random rays,
within the region of interest and, as a shell, far beyond it. A photo's depth map, where there is one, says how far
along the ray. Colours are those of the photos at the points. Letters: C photos, N points, H, W pixels.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from neural_render.data.images import nearest
from neural_render.thinning import thinned
from neural_render.types import Bounds, View

# Photos are decoded for this, so a large capture contributes evenly chosen ones.
MAX_PHOTOS = 48
# Share of the points of an open scene in the far shell, and how far its farthest lie, in radii of the scene.
FAR_SHARE, FAR_RADII = 0.3, 20.0
# Far points per point of the capture where nothing else is seen, and the cells of a photo's side that decide that.
FAR_PER_POINT, FAR_CELLS = 0.5, 16
# A point of a closed scene is kept when at least this share of the photos has it in the picture and in the mask.
MIN_SHARE_SEEN = 0.5
# Points are drawn at most so many times; a scene that fills less of its sphere starts from fewer.
MAX_DRAWS = 64
MAX_OUTLINE_PX = 1024


def starting_points(
    views: list[View],
    bounds: Bounds,
    ranges: np.ndarray,  # [C, 2] nearest and farthest depth of interest
    count: int,
    seed: int,
) -> tuple[Tensor, Tensor]:
    """About `count` random points [N, 3] where the views look, and their colours [N, 3] in [0, 1]."""
    views, ranges = thinned(views, MAX_PHOTOS), thinned(ranges, MAX_PHOTOS)
    generator = np.random.default_rng(seed)
    if bounds.is_open:
        points, colors = _on_rays(views, ranges, FAR_RADII * bounds.radius, count, generator)
    else:
        points = _in_hull(views, bounds, count, generator)
        colors = _mean_colors(views, points)
    return _tensor(points), _tensor(colors)


def far_points(
    views: list[View],
    points: np.ndarray,  # [N, 3] the capture's own
    bounds: Bounds,
    ranges: np.ndarray,  # [C, 2] nearest and farthest depth of interest
    seed: int,
) -> tuple[Tensor, Tensor]:
    """Points [M, 3] of an open scene far behind the parts of the photos that show no point, and their colours [M, 3].

    M is at most about FAR_PER_POINT times N; it is small where points are everywhere.
    """
    views, ranges = thinned(views, MAX_PHOTOS), thinned(ranges, MAX_PHOTOS)
    generator = np.random.default_rng(seed)
    count = round(FAR_PER_POINT * len(points) / len(views))
    found, colors = [], []
    for view, (_, far) in zip(views, ranges, strict=True):
        u, v, is_seen = _places(view, points)  # [N] each
        is_covered = np.zeros((FAR_CELLS, FAR_CELLS), dtype=bool)
        is_covered[(v[is_seen] * FAR_CELLS).astype(int), (u[is_seen] * FAR_CELLS).astype(int)] = True
        u, v, t = generator.random((3, count))
        is_free = ~is_covered[(v * FAR_CELLS).astype(int), (u * FAR_CELLS).astype(int)]  # [count]
        if "mask" in view.maps:
            is_free &= nearest(view.read("mask").numpy(), u, v) > 0
        u, v, t = u[is_free], v[is_free], t[is_free]
        found.append(_unproject(view, u, v, far + (0.5 + 0.5 * t) * FAR_RADII * bounds.radius))
        colors.append(nearest(view.read("rgb").numpy(), u, v) / 255)
    return _tensor(np.concatenate(found)), _tensor(np.concatenate(colors))


def _tensor(values: np.ndarray) -> Tensor:
    return torch.from_numpy(values.astype(np.float32))


def _places(view: View, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # points [N, 3]
    """Where a view shows points, as shares of its width and height, and whether it does; [N] each."""
    viewmat, K = view.cameras.viewmats[0].numpy(), view.cameras.Ks[0].numpy()  # [4, 4], [3, 3]
    x, y, z = viewmat[:3, :3] @ points.T + viewmat[:3, 3:]  # [N] each
    with np.errstate(all="ignore"):
        u = (x / z * K[0, 0] + K[0, 2]) / view.cameras.width
        v = (y / z * K[1, 1] + K[1, 2]) / view.cameras.height
    is_seen = (z > 0) & (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
    return np.where(is_seen, u, 0), np.where(is_seen, v, 0), is_seen


def _outline(view: View, name: str) -> np.ndarray | None:
    """Where a view's alpha or mask is above 0, thinned out to what fits into memory for all views; None without one."""
    if name not in view.maps:
        return None
    stored = view.read(name).numpy()  # [H, W]
    step = -(-max(stored.shape) // MAX_OUTLINE_PX)
    return stored[::step, ::step] > 0


def _in_hull(views: list[View], bounds: Bounds, count: int, generator: np.random.Generator) -> np.ndarray:
    """Points [N, 3] of the sphere that most photos show and none shows to be empty."""
    outlines = [(view, _outline(view, "alpha"), _outline(view, "mask")) for view in views]
    found, num_found = [], 0
    for _ in range(MAX_DRAWS):
        points = _in_sphere(bounds, count, generator)
        num_seen = np.zeros(len(points), dtype=np.int64)
        for view, alpha, mask in outlines:
            u, v, is_seen = _places(view, points)
            num_seen += is_seen if mask is None else is_seen & nearest(mask, u, v)
            if alpha is not None:
                keep = ~is_seen | nearest(alpha, u, v)
                points, num_seen = points[keep], num_seen[keep]
        found.append(points[num_seen >= MIN_SHARE_SEEN * len(views)])
        num_found += len(found[-1])
        if num_found >= count:
            break
    # Silhouettes that contradict each other leave nothing; the sphere is then all that is known.
    return np.concatenate(found)[:count] if num_found else _in_sphere(bounds, count, generator)


def _in_sphere(bounds: Bounds, count: int, generator: np.random.Generator) -> np.ndarray:
    directions = generator.standard_normal((count, 3), dtype=np.float32)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    distances = bounds.radius * generator.random((count, 1), dtype=np.float32) ** (1 / 3)
    return np.array(bounds.center, dtype=np.float32) + directions * distances


def _mean_colors(views: list[View], points: np.ndarray) -> np.ndarray:  # points [N, 3]
    """The mean colour [N, 3] that the photos show where each point would be."""
    total, weight = np.zeros((len(points), 3)), np.zeros((len(points), 1))
    for view in views:
        u, v, is_seen = _places(view, points)
        total += nearest(view.read("rgb").numpy(), u, v) / 255 * is_seen[:, None]
        weight += is_seen[:, None]
    return total / np.maximum(weight, 1)


def _on_rays(
    views: list[View], ranges: np.ndarray, farthest: float, count: int, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Points [N, 3] on rays through random pixels: evenly in depth, the far ones evenly in inverse depth."""
    all_points, all_colors = [], []
    for i, view in enumerate(views):
        number = count * (i + 1) // len(views) - count * i // len(views)
        near, far = ranges[i]
        u, v, t = generator.random((3, number))
        depths = near + t * (far - near)  # [N']
        num_far = round(number * FAR_SHARE)
        depths[:num_far] = (1 / (1 / far + t * (1 / (far + farthest) - 1 / far)))[:num_far]
        if "depth" in view.maps:
            known = nearest(view.read("depth").numpy(), u, v)  # [N']
            depths = np.where(known > 0, known, depths)
        all_points.append(_unproject(view, u, v, depths))
        all_colors.append(nearest(view.read("rgb").numpy(), u, v) / 255)
    return np.concatenate(all_points), np.concatenate(all_colors)


def _unproject(view: View, u: np.ndarray, v: np.ndarray, depths: np.ndarray) -> np.ndarray:  # [N] each
    """World points [N, 3] at shares u, v of a view's width and height and at z-depths."""
    cameras = view.cameras
    viewmat, K = cameras.viewmats[0].numpy(), cameras.Ks[0].numpy()  # [4, 4], [3, 3]
    x, y = (u * cameras.width - K[0, 2]) / K[0, 0], (v * cameras.height - K[1, 2]) / K[1, 1]  # [N] each
    rays = np.stack([x, y, np.ones_like(x)], axis=1)  # [N, 3]
    return (rays * depths[:, None] - viewmat[:3, 3]) @ viewmat[:3, :3]
