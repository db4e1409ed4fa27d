"""Planes of points whose depth is uncertain: hypotheses are chosen greedily, and points move between them.

A camera's depth is off by a share of itself, the same for neighbouring pixels and another one for the next camera: a
far wall becomes several shells. So every point carries its own deviation s, and a plane that was chosen takes away what
is parallel within several of them, which sequential search with one small distance (`ransac.py`) would find again as
planes of their own. Then all points go to the plane that fits them best by ((n.x - d) / s)^2 + (1 - n.m) / (1 - c) +
w (1 - cos(e, e_n)) with the normal m and the descriptor e of the point, and planes are fitted again with weights
1 / (1 + (r / s)^2) of residuals r (Geman and McClure 1987), as Isack and Boykov 2012 alternate both.
Letters: P points, K planes, H hypotheses, D numbers of a descriptor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neural_render.planes.clouds import Cloud, joined, means_of, unit_vectors, voxels
from neural_render.planes.outlines import outline
from neural_render.planes.plane import Floats, Plane
from neural_render.planes.ransac import plane_of

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class FitConfig:
    """How planes are fitted; lengths in metres."""

    share: float
    """Deviation of a point, as a share of the depth it was seen at."""
    least: float
    """Smallest deviation."""
    normal_cosine: float
    """Points vote for planes whose normal has at least this cosine with theirs."""
    takes: float
    """A plane takes away the points within so many deviations that are about parallel."""
    holds: float
    """Points within so many deviations of a plane may belong to it."""
    descriptor_weight: float
    """Weight of the descriptors when points choose their plane."""
    min_share: float
    """Planes with a smaller share of the points are not looked for."""
    min_points: int
    """Smaller pieces of a plane are left out; at least 3."""
    cell: float
    """Side of the cells that outlines are drawn with."""
    min_area: float
    """Smaller pieces of a plane, and holes, are left out."""


# What bounds the search and ends it; all values are ours. So many points vote, and so many of them are hypotheses once
# no given one is left.
NUM_VOTERS = 20_000
NUM_HYPOTHESES = 400
MAX_PLANES = 200  # as for RANSAC (`ransac.py`)
FITS = 3  # of one plane, each with the weights of the one before
ROUNDS = 2  # of points choosing planes and planes being fitted
# A voxel whose mean normal is shorter shows no surface.
AGREEMENT = 0.5
# What a chosen plane takes may be turned a little more than what votes for it.
COSINE_SLACK = 0.1


@dataclass(frozen=True)
class Sightings:
    """Points that cameras see, from which of their depths, and the descriptors that they show."""

    cloud: Cloud  # P points
    depths: Floats  # [P] where they were seen from, world units
    descriptors: Floats  # [P, D]

    def __len__(self) -> int:
        return len(self.cloud)

    def thinned(self, voxel: float) -> Sightings:
        """One point per voxel, the mean of those in it, without those whose normals contradict each other."""
        order, starts = voxels(self.cloud.points, self.cloud.ids, voxel)
        fields = (self.cloud.points, self.cloud.normals, self.cloud.colors, self.depths[:, None], self.descriptors)
        points, normals, colors, depths, descriptors = (means_of(values, order, starts) for values in fields)
        agrees = np.linalg.norm(normals, axis=1) > AGREEMENT
        cloud = Cloud(points, unit_vectors(normals), colors, self.cloud.ids[order][starts])
        return Sightings(cloud[agrees], depths[agrees, 0], descriptors[agrees])


def together(parts: list[Sightings]) -> Sightings:
    """All points of several cameras."""
    depths, descriptors = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("depths", "descriptors")
    )
    return Sightings(joined([part.cloud for part in parts]), depths, descriptors)


@dataclass(frozen=True)
class Equations:
    """Planes n.x = d without outlines."""

    normals: Floats  # [K, 3] unit, towards where they are seen from
    offsets: Floats  # [K]

    def __len__(self) -> int:
        return len(self.offsets)


def fitted_planes(
    seen: Sightings, given: Equations, config: FitConfig, unit: float = 1.0, seed: int = 0
) -> list[Plane]:
    """The planes of `seen`, the largest first; `given` hypotheses are tried before those that points make.

    A plane that lies in several places becomes several ones. Lengths of `config` are times `unit` world units.
    """
    deviations = np.maximum(config.least * unit, config.share * seen.depths)  # [P]
    found = _chosen(seen.cloud, deviations, given, config, np.random.default_rng(seed))
    if not len(found):
        return []
    found, labels = _settled(seen, deviations, found, config)
    planes = []
    for index in range(len(found)):
        own = labels == index
        planes += _pieces(seen.cloud[own], deviations[own], found, index, config, unit)
    return sorted(planes, key=lambda plane: -plane.area)


def _chosen(
    cloud: Cloud,
    deviations: Floats,  # [P]
    given: Equations,
    config: FitConfig,
    generator: np.random.Generator,
) -> Equations:
    """Hypotheses with the most votes, one after the other: first the given ones, then points with their normals."""
    voters = generator.choice(len(cloud), min(NUM_VOTERS, len(cloud)), replace=False)
    points, normals, deviations = cloud.points[voters], cloud.normals[voters], deviations[voters]
    least = max(config.min_share * len(voters), config.min_points)
    left = np.arange(len(voters))
    found: list[tuple[Floats, float]] = []
    is_given = len(given) > 0
    while len(left) >= least and len(found) < MAX_PLANES:
        here = points[left], normals[left], deviations[left]
        if is_given:
            tried, offsets = given.normals, given.offsets  # [H, 3], [H]
        else:
            few = generator.choice(left, min(NUM_HYPOTHESES, len(left)), replace=False)
            tried, offsets = normals[few], (normals[few] * points[few]).sum(axis=1)  # [H, 3], [H]
        votes = np.abs(here[0] @ tried.T - offsets) < here[2][:, None]  # [P, H]
        votes &= here[1] @ tried.T > config.normal_cosine
        best = int(votes.sum(axis=0).argmax())
        normal, offset, num_own = _grown(*here, tried[best], float(offsets[best]), config)
        if num_own < least:
            if not is_given:
                break
            is_given = False
            continue
        found.append((normal, offset))
        is_far = np.abs(here[0] @ normal - offset) >= config.takes * here[2]
        left = left[is_far | (here[1] @ normal <= config.normal_cosine - COSINE_SLACK)]
    return Equations(np.array([n for n, _ in found]).reshape(-1, 3), np.array([d for _, d in found]))


def _grown(
    points: Floats,  # [P, 3]
    normals: Floats,  # [P, 3]
    deviations: Floats,  # [P]
    normal: Floats,
    offset: float,
    config: FitConfig,
) -> tuple[Floats, float, int]:
    """A plane fitted to the points that vote for it, as often as these may change; and how many they are."""
    for turn in range(FITS + 1):
        is_own = np.abs(points @ normal - offset) < deviations
        is_own &= normals @ normal > config.normal_cosine
        if turn == FITS or is_own.sum() < 3:
            break
        normal, offset = robust(points[is_own], deviations[is_own], normal, offset)
    return normal, offset, int(is_own.sum())


def robust(points: Floats, deviations: Floats, normal: Floats, offset: float) -> tuple[Floats, float]:
    """The plane through at least 3 points [P, 3] that those far from it, by their deviations [P], hardly move."""
    for _ in range(FITS):
        weights = 1 / (1 + ((points @ normal - offset) / deviations) ** 2)  # [P]
        center = weights @ points / weights.sum()
        away = points - center
        again = np.linalg.eigh((away * weights[:, None]).T @ away)[1][:, 0]
        normal = again if again @ normal > 0 else -again
        offset = float(normal @ center)
    return normal, offset


def _settled(
    seen: Sightings, deviations: Floats, found: Equations, config: FitConfig
) -> tuple[Equations, Ints]:  # deviations [P]
    """The planes fitted to the points that chose them, and which each point chose, [P]; -1 for none."""
    cloud, count = seen.cloud, len(found)
    normals, offsets = found.normals.copy(), found.offsets.copy()
    # What all descriptors have in common tells nothing apart.
    directions = unit_vectors(seen.descriptors - seen.descriptors.mean(axis=0))  # [P, D]
    alike = np.zeros((len(cloud), count))  # [P, K]
    for turn in range(ROUNDS + 1):
        cosines = cloud.normals @ normals.T  # [P, K]
        costs = ((cloud.points @ normals.T - offsets) / deviations[:, None]) ** 2
        costs += (1 - cosines) / (1 - config.normal_cosine)
        costs[cosines <= config.normal_cosine - COSINE_SLACK] = np.inf
        labels = (costs + config.descriptor_weight * (1 - alike)).argmin(axis=1)  # [P]
        labels[costs[np.arange(len(cloud)), labels] >= config.holds**2 + 1] = -1
        if turn == ROUNDS:
            break
        means = np.zeros((count, directions.shape[1]))  # [K, D]
        for index in range(count):
            own = labels == index
            if own.sum() >= config.min_points:
                fitted = robust(cloud.points[own], deviations[own], normals[index], offsets[index])
                normals[index], offsets[index] = fitted
                means[index] = directions[own].mean(axis=0)
        alike = directions @ unit_vectors(means).T
    return Equations(normals, offsets), labels


def _pieces(
    cloud: Cloud,
    deviations: Floats,  # [P]
    found: Equations,
    index: int,
    config: FitConfig,
    unit: float,
) -> list[Plane]:
    """The separate pieces of one plane, each fitted to its own points."""
    cell, least = config.cell * unit, config.min_area * unit**2
    bare = Plane(found.normals[index], float(found.offsets[index]), (), (0.0, 0.0, 0.0), 1.0)
    flat = bare.to_plane(cloud.points)
    planes = []
    for polygon in outline(flat, cell, 1, least):
        is_own = Plane(bare.normal, bare.offset, (polygon,), bare.color, 1.0).holds(flat)
        if is_own.sum() < config.min_points:
            continue
        own = cloud[is_own]
        normal, offset = robust(own.points, deviations[is_own], bare.normal, bare.offset)
        turned = Plane(normal, offset, (), bare.color, 1.0)
        if polygons := outline(turned.to_plane(own.points), cell, 1, least):
            distance = float(np.median(deviations[is_own]))
            planes.append(plane_of(own, normal, offset, polygons[:1], distance))
    return planes
