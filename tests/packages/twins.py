"""What the twins share: cameras, samplers and discs in float64. Letters: H, W pixels, D channels."""

from __future__ import annotations

import numpy as np

from neural_render.package.manifest import CameraInfo
from neural_render.splatting.splats import NEAR_PLANE

# Allowed errors, times 255. Drivers may cut where they could round; Mesa's rounds, SwiftShader cuts.
ROUNDED = 1.0  # of a channel of 8 bits
BLENDED = 3 * ROUNDED  # of a blend: the colour, the alpha and the result are rounded
ANYTHING = 255.0  # the error of a pixel that may fall to either of two surfaces


def rays(view: CameraInfo, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The camera [3], and for places [..., 2] in px directions [..., 3] whose z-depth is 1."""
    viewmat, (fx, fy, cx, cy) = np.array(view.viewmat), view.intrinsics
    along = np.stack([(places[..., 0] - cx) / fx, (places[..., 1] - cy) / fy, np.ones(places.shape[:-1])], axis=-1)
    return -viewmat[:3, :3].T @ viewmat[:3, 3], along @ viewmat[:3, :3]


def middles(width: int, height: int) -> np.ndarray:
    """The middles of pixels or texels, [H, W, 2]."""
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    return np.stack([x, y], axis=-1)


def bilinear(texels: np.ndarray, uv: np.ndarray) -> np.ndarray:
    """Texels [H, W, D] at uv [..., 2] in 0 ... 1, clamped to the edge."""
    size = np.array(texels.shape[1::-1])
    place = uv * size - 0.5
    first = np.floor(place)
    weight = place - first
    result = 0.0
    for dy in (0, 1):
        for dx in (0, 1):
            x, y = (np.clip(first[..., i] + d, 0, size[i] - 1).astype(int) for i, d in enumerate((dx, dy)))
            share = np.abs(1 - dx - weight[..., 0]) * np.abs(1 - dy - weight[..., 1])
            result = result + share[..., None] * texels[y, x]
    return result


def to_camera(view: CameraInfo, points: np.ndarray) -> np.ndarray:
    """[..., 3] in camera axes."""
    viewmat = np.array(view.viewmat)
    return points @ viewmat[:3, :3].T + viewmat[:3, 3]


def farthest_first(points: np.ndarray) -> np.ndarray:
    """Numbers of the points [N, 3] in camera axes; of equal depths the higher first."""
    return np.argsort(points[:, 2], kind="stable")[::-1]


def disc(view: CameraInfo, point: np.ndarray, radius: float) -> np.ndarray:
    """How opaque a disc around a point [3] in camera axes is, [H, W] in 0 ... 1."""
    if point[2] <= NEAR_PLANE:
        return np.zeros((view.height, view.width))
    focal, center = np.array(view.intrinsics[:2]), np.array(view.intrinsics[2:])
    offset = (middles(view.width, view.height) - center - focal * point[:2] / point[2]) / (focal * radius / point[2])
    return np.maximum(1 - (offset**2).sum(axis=-1), 0) ** 2


def lay_over(
    picture: np.ndarray, allowed: np.ndarray, color: np.ndarray, alpha: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A picture [H, W, 3] and its allowed errors [H, W] under a colour [..., 3] of this alpha [H, W]."""
    allowed = np.where(alpha > 0, (1 - alpha) * allowed + BLENDED, allowed)
    alpha = alpha[..., None]
    return alpha * color + (1 - alpha) * picture, allowed


def rounded(picture: np.ndarray) -> np.ndarray:
    """As 8 bits per channel keep it."""
    return np.round(255 * picture) / 255
