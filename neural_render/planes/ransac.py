"""Planes found in a cloud one after the other (Fischler and Bolles 1981): the plane with most points first.

A hypothesis is one point with its normal, as in AirPlanes (github.com/nianticlabs/airplanes, sequential_ransac.py,
from where the numbers that have no other reason come). The best one is fitted to its points by least squares, takes
them away, and the search goes on with the rest. What lies on one plane in several places becomes several instances.
Letters: P points, S points that vote, H hypotheses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neural_render.planes.clouds import Cloud
from neural_render.planes.outlines import outline
from neural_render.planes.plane import Floats, Plane, Polygon

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class RansacConfig:
    """How planes are looked for; lengths in metres where the scene knows its scale, else in world units."""

    # AirPlanes has 0.1 m for meshes from a network; ours, as fused depth is finer and things on tables are lower.
    distance: float = 0.03
    """Points within this distance of a plane belong to it."""
    normal_cosine: float = 0.8
    """Points whose normal has at least this cosine with the plane's belong to it."""
    hypotheses: int = 1000
    """Planes tried in each round."""
    min_points: int = 100
    """Smaller planes end the search, and smaller parts of one are left out."""
    max_planes: int = 200
    """The search ends after so many planes. AirPlanes has 100; three furnished rooms have more."""
    # Ours: votes of as many points tell planes apart whose sizes differ by a tenth.
    voters: int = 5000
    """Points that vote on hypotheses."""
    fits: int = 3
    """How often the best hypothesis is fitted to its points."""
    cell: float = 0.04
    """Side of the cells that outlines are drawn with; twice the distance between points leaves no gaps."""
    close: int = 1
    """Gaps in an outline of up to twice as many cells are closed."""
    min_area: float = 0.02
    """Smaller parts of a plane, and holes, are left out (ours: a sheet of paper has 0.06 m^2)."""


@dataclass(frozen=True)
class Found:
    """Planes, and which of them each point of the cloud belongs to."""

    planes: tuple[Plane, ...]
    labels: Ints  # [P] index into planes plus 1, or 0


def find_planes(cloud: Cloud, config: RansacConfig, seed: int = 0, unit: float = 1.0) -> Found:
    """The planes of a cloud; lengths of `config` are times `unit` world units."""
    generator = np.random.default_rng(seed)
    left = np.arange(len(cloud))
    labels = np.zeros(len(cloud), np.int64)
    planes: list[Plane] = []
    for _ in range(config.max_planes):
        if len(left) < config.min_points:
            break
        normal, offset, is_inlier = _largest(cloud.points[left], cloud.normals[left], config, unit, generator)
        if is_inlier.sum() < config.min_points:
            break
        members = left[is_inlier]
        left = left[~is_inlier]
        for plane, own in instances_on(cloud[members], normal, offset, config, unit):
            planes.append(plane)
            labels[members[own]] = len(planes)
    return Found(tuple(planes), labels)


def _largest(
    points: Floats,  # [P, 3]
    normals: Floats,  # [P, 3]
    config: RansacConfig,
    unit: float,
    generator: np.random.Generator,
) -> tuple[Floats, float, NDArray[np.bool_]]:
    """The plane with most points: normal, offset, and which points are its own, [P]."""
    tried = generator.choice(len(points), min(config.hypotheses, len(points)), replace=False)
    voters = generator.choice(len(points), min(config.voters, len(points)), replace=False)
    directions, places = normals[tried], points[tried]  # [H, 3]
    offsets = (directions * places).sum(axis=1)  # [H]
    votes = np.abs(points[voters] @ directions.T - offsets) < config.distance * unit  # [S, H]
    votes &= normals[voters] @ directions.T > config.normal_cosine
    best = int(votes.sum(axis=0).argmax())
    normal, offset = directions[best], float(offsets[best])
    is_inlier = _inliers(points, normals, normal, offset, config, unit)
    for _ in range(config.fits):
        fitted = fit(points[is_inlier], normal)
        again = _inliers(points, normals, *fitted, config, unit)
        if again.sum() < is_inlier.sum():
            break
        (normal, offset), is_inlier = fitted, again
    return normal, offset, is_inlier


def _inliers(
    points: Floats, normals: Floats, normal: Floats, offset: float, config: RansacConfig, unit: float
) -> NDArray[np.bool_]:
    return (np.abs(points @ normal - offset) < config.distance * unit) & (normals @ normal > config.normal_cosine)


def fit(points: Floats, toward: Floats) -> tuple[Floats, float]:  # [P, 3], [3]
    """The plane of least squared distances through at least 3 points, its normal on the side of `toward`."""
    center = points.mean(axis=0)
    covariance = (points - center).T @ (points - center)
    normal = np.linalg.eigh(covariance)[1][:, 0]
    normal = normal if normal @ toward > 0 else -normal
    return normal, float(normal @ center)


def instances_on(
    cloud: Cloud, normal: Floats, offset: float, config: RansacConfig, unit: float
) -> list[tuple[Plane, NDArray[np.bool_]]]:
    """The separate surfaces on one plane, each with which of the points [P] it holds.

    Its confidence is 1 / (1 + r^2): r is the root mean squared distance of its points in units of `config.distance`.
    """
    bare = Plane(normal, offset, (), (0.0, 0.0, 0.0), 1.0)
    flat = bare.to_plane(cloud.points)
    found = []
    for polygon in outline(flat, config.cell * unit, config.close, config.min_area * unit**2):
        is_own = Plane(normal, offset, (polygon,), (0.0, 0.0, 0.0), 1.0).holds(flat)
        if is_own.sum() < config.min_points:
            continue
        found.append((plane_of(cloud[is_own], normal, offset, (polygon,), config.distance * unit), is_own))
    return found


def plane_of(cloud: Cloud, normal: Floats, offset: float, polygons: tuple[Polygon, ...], distance: float) -> Plane:
    """A plane with the mean colour of its points, and the confidence that their distances leave."""
    spread = float(np.mean((cloud.points @ normal - offset) ** 2)) / distance**2
    color = np.clip(cloud.colors.mean(axis=0), 0, 1)
    return Plane(normal, offset, polygons, tuple(color.tolist()), 1 / (1 + spread))
