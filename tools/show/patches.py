"""Open3D's planar patches (Araujo and Oliveira 2020) as planes of ours: what a good detector finds in true depth.

A patch is a rectangle; what it holds beyond the surface counts against it where some view looks past it.
"""

from __future__ import annotations

import numpy as np

from neural_render.planes.clouds import fuse
from neural_render.planes.plane import Plane, Planes, Polygon
from neural_render.planes.score import VOXEL_M, Truth

CORNERS = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])  # [4, 2] of a square of side 1


def patches(truth: Truth) -> Planes:
    """The rectangles that Open3D, with its defaults, finds in the depth of a capture; needs the extra `mesh`."""
    import open3d

    cloud = fuse(truth.views, VOXEL_M / truth.meters_per_unit)
    points = open3d.geometry.PointCloud(open3d.utility.Vector3dVector(cloud.points))
    points.normals = open3d.utility.Vector3dVector(cloud.normals)
    boxes = points.detect_planar_patches()
    return Planes(tuple(rectangle(box.R, box.center, box.extent) for box in boxes), truth.meters_per_unit)


def rectangle(axes: np.ndarray, center: np.ndarray, extent: np.ndarray) -> Plane:
    """The middle of a box: axes [3, 3] in columns, of which the third is the thin one, center [3], sides [3]."""
    normal = axes[:, 2] / np.linalg.norm(axes[:, 2])
    corners = center + (CORNERS * extent[:2]) @ axes[:, :2].T  # [4, 3]
    bare = Plane(normal, float(normal @ center), (), (0.5, 0.5, 0.5), 1.0)
    return Plane(normal, bare.offset, (Polygon(bare.to_plane(corners)),), bare.color, bare.confidence)
