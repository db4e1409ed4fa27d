"""Splats grouped into planes by a tree of Gaussians that merges from its leaves (Zanjani et al. 2025, section 3.3).

Siblings become one Gaussian with the same weight, mean and covariance as both together (moments):
w = w1 + w2, m = (w1 m1 + w2 m2) / w, S = sum w_i (S_i + (m_i - m)(m_i - m)^T) / w. Those may merge that are near by the
Bhattacharyya distance 1/8 dm^T A^-1 dm + 1/2 ln(det A / sqrt(det S1 det S2)), A = (S1 + S2) / 2, have like descriptors
and normals, and lie in each other's plane; the nearest merge first. What is left are plane instances.
Letters: N Gaussians, E edges, D channels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neural_render.planes.graphs import Floats, Ints, merge
from neural_render.splatting.neighbors import nearest


@dataclass(frozen=True)
class TreeConfig:
    """When Gaussians are siblings."""

    distance: float
    """Largest Bhattacharyya distance of siblings."""
    descriptor_cosine: float
    """Smallest cosine of their descriptors."""
    normal_deg: float
    """Largest angle between their normals."""
    offset: float
    """Largest distance of a mean from the other's plane, in metres."""
    neighbors: int
    """Leaves that may merge are among so many nearest ones of each other."""
    thickness: float
    """Added to every deviation, in metres: flat Gaussians have no volume to compare."""


@dataclass
class Gaussians:
    """Weighted Gaussians with a normal, whose sign does not count, and a descriptor."""

    weights: Floats  # [N]
    means: Floats  # [N, 3]
    covariances: Floats  # [N, 3, 3]
    normals: Floats  # [N, 3] unit
    descriptors: Floats  # [N, D]

    def joined(self, labels: Ints, count: int) -> Gaussians:
        """Gaussians with the moments of those that share a label [N]."""
        weights = np.bincount(labels, self.weights, count)

        def mean(values: Floats) -> Floats:  # [N, ...]
            flat = values.reshape(len(values), -1)
            columns = [np.bincount(labels, self.weights * column, count) for column in flat.T]
            return (np.stack(columns, -1) / weights[:, None]).reshape(count, *values.shape[1:])

        means = mean(self.means)
        away = self.means - means[labels]
        covariances = mean(self.covariances + away[:, :, None] * away[:, None, :])
        # The largest member says which of both directions the others are turned to.
        largest = np.lexsort((self.weights, labels))
        guide = self.normals[largest[np.append(labels[largest][1:] != labels[largest][:-1], True)]][labels]
        normals = mean(self.normals * np.where((self.normals * guide).sum(1) < 0, -1, 1)[:, None])
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        return Gaussians(weights, means, covariances, normals, mean(self.descriptors))


def bhattacharyya(gaussians: Gaussians, pairs: Ints, thickness: float) -> Floats:  # [E, 2]
    """Distances [E] of Gaussians that are thicker by `thickness`."""
    thick = gaussians.covariances + thickness**2 * np.eye(3)
    a, b = pairs.T
    middle = (thick[a] + thick[b]) / 2  # [E, 3, 3]
    away = gaussians.means[b] - gaussians.means[a]  # [E, 3]
    near = (away * np.linalg.solve(middle, away[..., None])[..., 0]).sum(axis=1)
    log_dets = np.linalg.slogdet(thick)[1]
    return near / 8 + (np.linalg.slogdet(middle)[1] - (log_dets[a] + log_dets[b]) / 2) / 2


def instances(leaves: Gaussians, config: TreeConfig, unit: float = 1.0) -> tuple[Ints, Gaussians]:
    """Which top node each leaf is part of, [N], and the top nodes; lengths are times `unit` world units."""
    count = len(leaves.means)
    near = nearest(leaves.means, leaves.means, min(config.neighbors + 1, count))[1]
    pairs = np.stack([np.repeat(np.arange(count), near.shape[1]), near.ravel()], -1)
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    present = leaves

    def costs_of(edges: Ints) -> Floats:
        a, b = edges.T
        cosines = np.abs((present.normals[a] * present.normals[b]).sum(axis=1))
        lengths = np.linalg.norm(present.descriptors, axis=1)
        alike = (present.descriptors[a] * present.descriptors[b]).sum(axis=1)
        between = present.means[b] - present.means[a]
        offsets = np.maximum(*(np.abs((between * present.normals[end]).sum(axis=1)) for end in (a, b)))
        may = (cosines > np.cos(np.radians(config.normal_deg))) & (offsets < config.offset * unit)
        may &= alike > config.descriptor_cosine * lengths[a] * lengths[b]
        costs = np.full(len(edges), np.inf)
        costs[may] = bhattacharyya(present, edges[may], config.thickness * unit)
        costs[costs > config.distance] = np.inf
        return costs

    def join(labels: Ints, number: int) -> None:
        nonlocal present
        present = present.joined(labels, number)

    return merge(count, pairs, costs_of, join), present
