"""Planes of flat splats: a tree of Gaussians says which belong together, their discs say where a plane ends.

Letters: N splats, L leaves, C cameras.
"""

from __future__ import annotations

import numpy as np

from neural_render.planes.clouds import Cloud
from neural_render.planes.mixture_tree import Gaussians, TreeConfig, instances
from neural_render.planes.outlines import outline
from neural_render.planes.plane import Floats, Plane
from neural_render.planes.ransac import plane_of
from neural_render.representations.planar_gaussians.config import PlanarGaussiansConfig
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats, quat_to_rotmat

# A splat covers what lies within one deviation of its mean; an outline is drawn of so many points around it.
RING = 8
CELL_M = 0.05  # of the outlines' raster: what two neighbouring splats of a wall leave between them
NEAREST_CAMERAS = 4  # decide which side of a plane is its front


def planes_of(
    splats: Splats,
    descriptors: Floats,  # [N, D]
    centers: Floats,  # [C, 3] of the cameras
    config: PlanarGaussiansConfig,
    unit: float,
) -> list[Plane]:
    """The planes that splats lie on, the largest first; `unit` is how many world units a metre is."""
    tensors = (splats.means, quat_to_rotmat(splats.quats), splats.log_scales.exp(), splats.logit_opacities.sigmoid())
    means, axes, scales, opacities = (tensor.detach().double().cpu().numpy() for tensor in tensors)
    colors = np.clip(0.5 + SH_C0 * splats.sh0.detach().double().cpu().numpy(), 0, 1)
    is_leaf = opacities >= config.leaf_opacity
    means, axes, scales, opacities = (values[is_leaf] for values in (means, axes, scales, opacities))
    colors, descriptors = colors[is_leaf], descriptors[is_leaf]
    if not len(means):
        return []
    order = scales.argsort(axis=1)  # [L, 3] thinnest first
    sorted_axes = np.take_along_axis(axes, order[:, None, :], axis=2)  # [L, 3, 3]
    sizes = np.take_along_axis(scales, order, axis=1)  # [L, 3]
    spread = axes * scales[:, None, :]
    areas = opacities * sizes[:, 1] * sizes[:, 2]
    leaves = Gaussians(areas, means, spread @ spread.transpose(0, 2, 1), sorted_axes[:, :, 0], descriptors)
    tree = TreeConfig(config.tree_distance, config.tree_cosine, config.tree_normal_deg, config.tree_offset)
    labels, nodes = instances(leaves, tree, unit)

    angles = np.arange(RING) * 2 * np.pi / RING
    ring = np.stack([np.cos(angles), np.sin(angles)])  # [2, R]
    arms = np.einsum("lij,jr->lri", sorted_axes[:, :, 1:] * sizes[:, None, 1:], ring)  # [L, R, 3]
    rims = np.concatenate([means[:, None], means[:, None] + arms], axis=1)  # [L, R + 1, 3]
    cloud = Cloud(means, leaves.normals, colors, labels)
    found = []
    for node in np.flatnonzero(np.bincount(labels) >= config.min_leaves):
        is_own = labels == node
        middle = nodes.means[node]
        normal = np.linalg.eigh(nodes.covariances[node])[1][:, 0]
        near = np.linalg.norm(centers - middle, axis=1).argsort()[:NEAREST_CAMERAS]
        normal = normal if ((centers[near] - middle) @ normal).sum() >= 0 else -normal
        bare = Plane(normal, float(normal @ middle), (), (0.0, 0.0, 0.0), 1.0)
        flat = bare.to_plane(rims[is_own].reshape(-1, 3))
        polygons = outline(flat, CELL_M * unit, 1, config.min_area * unit**2)
        if polygons:
            found.append(plane_of(cloud[is_own], normal, bare.offset, polygons, config.tree_offset * unit))
    return sorted(found, key=lambda plane: -plane.area)
