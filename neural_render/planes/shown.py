"""Planes over pictures: every pixel has the colour of the nearest plane there, mixed with what the scene shows.

Planes are seen from the side of their normals only, so that a room can be looked into from outside. They hide each
other, but the scene hides none of them: the viewer (webviewer/src/gl/overlay.ts) draws the same. Letters: H, W pixels.
"""

from __future__ import annotations

import colorsys

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.planes.clouds import Ints, unprojected
from neural_render.planes.plane import Floats, Planes

TINT = 0.6  # share of a plane's colour in a pixel
GOLDEN = 0.61803398875  # steps of the hue: ids that follow each other look unlike
SATURATION, VALUE = 0.7, 0.95


def color_of(index: int) -> tuple[float, float, float]:
    """The colour that stands for the plane with this id."""
    return colorsys.hsv_to_rgb(index * GOLDEN % 1, SATURATION, VALUE)


def ids_seen(planes: Planes, cameras: Cameras) -> Ints:
    """The ids of the nearest planes that one camera sees from their front, [H, W]; 0 where there is none."""
    ends = unprojected(cameras, np.ones((cameras.height, cameras.width))).reshape(-1, 3)
    origin = cameras.centers[0].double().cpu().numpy()
    directions = ends - origin  # [HW, 3], of z-depth 1
    ids, depths = np.zeros(len(ends), np.int64), np.full(len(ends), np.inf)
    for index, plane in enumerate(planes.planes):
        height = plane.offset - plane.normal @ origin  # below 0 where the camera is before the plane
        slopes = directions @ plane.normal
        if height >= 0:
            continue
        with np.errstate(divide="ignore"):
            depth = np.where(slopes < 0, height / slopes, np.inf)
        nearer = np.flatnonzero(depth < depths)
        flat = plane.to_plane(origin + depth[nearer, None] * directions[nearer])
        nearer = nearer[plane.holds(flat)]
        ids[nearer], depths[nearer] = index + 1, depth[nearer]
    return ids.reshape(cameras.height, cameras.width)


def tinted(picture: Tensor, planes: Planes, cameras: Cameras) -> Tensor:  # [H, W, 3]
    """The picture of one camera with the planes over it, [H, W, 3]."""
    ids = ids_seen(planes, cameras)
    colors: Floats = np.array([(0.0, 0.0, 0.0), *(color_of(index + 1) for index in range(len(planes)))])
    shares = TINT * (ids > 0)[..., None]
    return picture + torch.from_numpy(shares).to(picture) * (torch.from_numpy(colors[ids]).to(picture) - picture)
