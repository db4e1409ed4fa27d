"""The points that training starts from where a capture has none: random ones where the training photos look.

In a closed scene they fill what no photo's alpha channel
shows to be empty (the visual hull: Laurentini 1994); in an open one they lie on random rays, within the region of
interest and, as a shell, far beyond it. A photo's depth map, where there is one, says how far along the ray. Colours
are those of the photos at the points. Letters: C photos, N points, H, W pixels.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from neural_render.data.images import nearest
from neural_render.types import Bounds, View

# Photos are decoded for this, so a large capture contributes evenly chosen ones.
MAX_PHOTOS = 48
# Share of the points of an open scene in the far shell, and how far its farthest lie, in radii of the scene.
FAR_SHARE, FAR_RADII = 0.3, 20.0
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
    step = -(-len(views) // MAX_PHOTOS)
    views, ranges = views[::step], ranges[::step]
    generator = np.random.default_rng(seed)
    if bounds.is_open:
        points, colors = _on_rays(views, ranges, FAR_RADII * bounds.radius, count, generator)
    else:
        points = _in_hull(views, bounds, count, generator)
        colors = _mean_colors(views, points)
    return torch.from_numpy(points.astype(np.float32)), torch.from_numpy(colors.astype(np.float32))


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
        cameras = view.cameras
        viewmat, K = cameras.viewmats[0].numpy(), cameras.Ks[0].numpy()  # [4, 4], [3, 3]
        number = count * (i + 1) // len(views) - count * i // len(views)
        near, far = ranges[i]
        u, v, t = generator.random((3, number))
        depths = near + t * (far - near)  # [N']
        num_far = round(number * FAR_SHARE)
        depths[:num_far] = (1 / (1 / far + t * (1 / (far + farthest) - 1 / far)))[:num_far]
        if "depth" in view.maps:
            known = nearest(view.read("depth").numpy(), u, v)  # [N']
            depths = np.where(known > 0, known, depths)
        x, y = (u * cameras.width - K[0, 2]) / K[0, 0], (v * cameras.height - K[1, 2]) / K[1, 1]
        rays = np.stack([x, y, np.ones(number)], axis=1)  # [N', 3]
        all_points.append((rays * depths[:, None] - viewmat[:3, 3]) @ viewmat[:3, :3])
        all_colors.append(nearest(view.read("rgb").numpy(), u, v) / 255)
    return np.concatenate(all_points), np.concatenate(all_colors)
