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

from neural_render.types import Bounds, View

# Photos are decoded for this, so a large capture contributes evenly chosen ones.
MAX_PHOTOS = 48
# Share of the points of an open scene in the far shell, and how far its farthest lie, in radii of the scene.
FAR_SHARE, FAR_RADII = 0.3, 20.0
# A point of a closed scene is kept when at least this share of the photos has it in the picture and in the mask.
MIN_SHARE_SEEN = 0.5
# Points are drawn at most so many times; a scene that fills less of its sphere starts from fewer.
MAX_DRAWS = 64


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


class _Pixels:
    """Where a view shows points."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.viewmat, self.K = view.cameras.viewmats[0].numpy(), view.cameras.Ks[0].numpy()  # [4, 4], [3, 3]

    def find(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # points [N, 3]
        """The pixel that shows each point, as a row-major index, and whether there is one; both [N]."""
        width, height = self.view.cameras.width, self.view.cameras.height
        x, y, z = self.viewmat[:3, :3] @ points.T + self.viewmat[:3, 3:]  # [N] each
        with np.errstate(all="ignore"):
            column = np.floor(x / z * self.K[0, 0] + self.K[0, 2])
            row = np.floor(y / z * self.K[1, 1] + self.K[1, 2])
        is_seen = (z > 0) & (column >= 0) & (column < width) & (row >= 0) & (row < height)
        return np.where(is_seen, row * width + column, 0).astype(np.int64), is_seen

    def read(self, name: str, pixels: np.ndarray) -> np.ndarray:  # pixels [N]
        stored = self.view.read(name).numpy()
        return stored.reshape(-1, *stored.shape[2:])[pixels]  # [N, ...]


def _in_hull(views: list[View], bounds: Bounds, count: int, generator: np.random.Generator) -> np.ndarray:
    """Points [N, 3] of the sphere that most photos show and none shows to be empty."""
    found, num_found = [], 0
    for _ in range(MAX_DRAWS):
        points = _in_sphere(bounds, count, generator)
        num_seen = np.zeros(len(points), dtype=np.int64)
        for view in map(_Pixels, views):
            pixels, is_seen = view.find(points)
            if "mask" in view.view.maps:
                is_seen &= view.read("mask", pixels) > 0
            num_seen += is_seen
            if "alpha" in view.view.maps:
                keep = ~is_seen | (view.read("alpha", pixels) > 0)
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
    for view in map(_Pixels, views):
        pixels, is_seen = view.find(points)
        total += view.read("rgb", pixels) / 255 * is_seen[:, None]
        weight += is_seen[:, None]
    return total / np.maximum(weight, 1)


def _on_rays(
    views: list[View], ranges: np.ndarray, farthest: float, count: int, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Points [N, 3] on rays through random pixels: evenly in depth, the far ones evenly in inverse depth."""
    all_points, all_colors = [], []
    for i, view in enumerate(map(_Pixels, views)):
        width, height = view.view.cameras.width, view.view.cameras.height
        number = count * (i + 1) // len(views) - count * i // len(views)
        near, far = ranges[i]
        u, v, t = generator.random((3, number))
        depths = near + t * (far - near)  # [N']
        num_far = round(number * FAR_SHARE)
        depths[:num_far] = (1 / (1 / far + t * (1 / (far + farthest) - 1 / far)))[:num_far]
        u, v = u * width, v * height
        pixels = v.astype(np.int64) * width + u.astype(np.int64)
        if "depth" in view.view.maps:
            known = view.read("depth", pixels)  # [N']
            depths = np.where(known > 0, known, depths)
        rays = np.stack([(u - view.K[0, 2]) / view.K[0, 0], (v - view.K[1, 2]) / view.K[1, 1], np.ones(number)], axis=1)
        all_points.append((rays * depths[:, None] - view.viewmat[:3, 3]) @ view.viewmat[:3, :3])
        all_colors.append(view.read("rgb", pixels) / 255)
    return np.concatenate(all_points), np.concatenate(all_colors)
