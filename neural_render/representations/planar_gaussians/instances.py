"""Planes of flat splats: a tree of Gaussians proposes which belong together, what the cameras see of them decides.

Letters: N splats, L leaves, H, W pixels, D numbers of a descriptor.
"""

from __future__ import annotations

import numpy as np
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.planes.clouds import Cloud, unprojected
from neural_render.planes.fitting import Equations, FitConfig, Sightings
from neural_render.planes.mixture_tree import Gaussians, TreeConfig, instances
from neural_render.planes.plane import Floats
from neural_render.representations.planar_gaussians.config import PlanarGaussiansConfig
from neural_render.splatting.splats import Splats, quat_to_rotmat

# Every second pixel: neighbours would fall into the same voxel.
STRIDE = 2
# Points are thinned to voxels of this share of an outline's cell, as for planes in fused depth.
VOXELS_OF_CELL = 0.5


def proposals(splats: Splats, descriptors: Floats, config: PlanarGaussiansConfig, unit: float) -> Equations:
    """The tree's top nodes as planes, each with both of its normals; `unit` is how many world units a metre is."""
    tensors = (splats.means, quat_to_rotmat(splats.quats), splats.log_scales.exp(), splats.logit_opacities.sigmoid())
    means, axes, scales, opacities = (tensor.detach().double().cpu().numpy() for tensor in tensors)
    is_leaf = opacities >= config.leaf_opacity
    means, axes, scales, opacities = (values[is_leaf] for values in (means, axes, scales, opacities))
    if not len(means):
        return Equations(np.zeros((0, 3)), np.zeros(0))
    order = scales.argsort(axis=1)  # [L, 3] thinnest first
    normals = np.take_along_axis(axes, order[:, None, :1], axis=2)[..., 0]  # [L, 3]
    sizes = np.take_along_axis(scales, order, axis=1)  # [L, 3]
    spread = axes * scales[:, None, :]
    areas = opacities * sizes[:, 1] * sizes[:, 2]
    leaves = Gaussians(areas, means, spread @ spread.transpose(0, 2, 1), normals, descriptors[is_leaf])
    tree = TreeConfig(
        distance=config.tree_distance,
        descriptor_cosine=config.tree_cosine,
        normal_deg=config.tree_normal_deg,
        offset=config.tree_offset,
        neighbors=config.tree_neighbors,
        thickness=config.tree_thickness,
    )
    labels, nodes = instances(leaves, tree, unit)
    is_large = np.bincount(labels, minlength=len(nodes.means)) >= config.min_leaves
    normals = np.linalg.eigh(nodes.covariances[is_large])[1][:, :, 0]  # [nodes, 3]
    offsets = (normals * nodes.means[is_large]).sum(axis=1)
    return Equations(np.concatenate([normals, -normals]), np.concatenate([offsets, -offsets]))


def sightings(
    camera: Cameras,  # one
    depth: Tensor,  # [H, W] 0 where unknown
    normals: Tensor,  # [H, W, 3] unit
    rgb: Tensor,  # [H, W, 3]
    descriptors: Tensor,  # [H, W, D]
    farthest: float,
) -> Sightings:
    """What one camera sees nearer than `farthest`."""
    maps = [tensor.double().cpu().numpy() for tensor in (depth, normals, rgb.clamp(0, 1), descriptors)]
    maps.append(unprojected(camera, maps[0]))
    depth, normals, rgb, descriptors, points = (values[::STRIDE, ::STRIDE] for values in maps)
    is_there = (depth > 0) & (depth < farthest)
    cloud = Cloud(points[is_there], normals[is_there], rgb[is_there], np.zeros(int(is_there.sum()), np.int64))
    return Sightings(cloud, depth[is_there], descriptors[is_there])


def fit_config(config: PlanarGaussiansConfig, pixel: float) -> FitConfig:
    """How planes are fitted to what cameras see with pixels of the size `pixel`, in metres."""
    return FitConfig(
        share=config.fit_share,
        least=config.fit_least,
        normal_cosine=config.fit_cosine,
        takes=config.fit_takes,
        holds=config.fit_holds,
        descriptor_weight=config.fit_descriptor_weight,
        min_share=config.fit_min_share,
        min_points=config.fit_min_points,
        cell=max(config.cell_px * pixel, config.cell_least),
        min_area=config.min_area,
    )
