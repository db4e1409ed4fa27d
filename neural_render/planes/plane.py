"""A plane instance: a flat surface with an outline, and what a scene's planes are together.

A plane is n.x = d with unit normal n. Its own axes u, v lie in it (`axes`), with u x v = n; outlines are polygons in
(u, v) = (u.x, v.x) in world units, so that area and shape need no third coordinate. Letters: V vertices, P points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Polygon:
    """A simple outline, counter-clockwise seen against the normal, with holes in it, clockwise."""

    outer: Floats  # [V, 2]
    holes: tuple[Floats, ...] = ()  # each [V, 2]

    @property
    def rings(self) -> tuple[Floats, ...]:
        return (self.outer, *self.holes)

    @property
    def area(self) -> float:
        return max(sum(signed_area(ring) for ring in self.rings), 0.0)


@dataclass(frozen=True)
class Plane:
    """One flat surface of a scene."""

    normal: Floats  # [3] unit, towards where it was seen from
    offset: float  # n.x = d
    polygons: tuple[Polygon, ...]  # apart from each other
    color: tuple[float, float, float]  # mean, sRGB in [0, 1]
    confidence: float  # in [0, 1]: see what made it

    @property
    def axes(self) -> Floats:
        """The directions u and v, [2, 3]: they follow from the normal alone."""
        return plane_axes(self.normal)

    @property
    def area(self) -> float:
        """In squared world units."""
        return sum(polygon.area for polygon in self.polygons)

    @property
    def extent(self) -> tuple[Floats, Floats]:
        """Lower and upper corner [3] of the box along the world's axes that holds the outline."""
        corners = np.concatenate([self.to_world(polygon.outer) for polygon in self.polygons])
        return corners.min(axis=0), corners.max(axis=0)

    def to_world(self, points: Floats) -> Floats:  # [P, 2]
        """Points of the plane's own axes in the world, [P, 3]."""
        return points @ self.axes + self.offset * self.normal

    def to_plane(self, points: Floats) -> Floats:  # [P, 3]
        """The nearest points of the plane in its own axes, [P, 2]."""
        return points @ self.axes.T

    def holds(self, points: Floats) -> NDArray[np.bool_]:  # [P, 2]
        """Which points of the plane's own axes lie inside its outline, [P]."""
        return np.logical_or.reduce([inside(points, polygon.rings) for polygon in self.polygons])


@dataclass(frozen=True)
class Planes:
    """The planes of a scene; `planes[i]` has the id i + 1, and 0 stands for what is not flat."""

    planes: tuple[Plane, ...]
    meters_per_unit: float | None = None  # None where the scene does not know its scale

    def __len__(self) -> int:
        return len(self.planes)


def plane_axes(normal: Floats) -> Floats:  # [3] unit
    """Two unit directions u, v [2, 3] in the plane with u x v = n.

    u is level where the world's z is up and the plane is not, so that walls have upright outlines.
    """
    flat = np.array([-normal[1], normal[0], 0.0])
    # Near the pole u would turn with the smallest change of the normal.
    u = flat if np.hypot(normal[0], normal[1]) > 0.1 else np.array([1.0, 0.0, 0.0]) - normal[0] * normal
    u = u / np.linalg.norm(u)
    return np.stack([u, np.cross(normal, u)])


def signed_area(ring: Floats) -> float:  # [V, 2]
    """Half the sum of cross products: above 0 where the ring runs counter-clockwise."""
    shifted = ring - ring[0]  # far from the origin products would cancel
    x, y = shifted.T
    return 0.5 * float(x @ np.roll(y, -1) - y @ np.roll(x, -1))


def inside(points: Floats, rings: tuple[Floats, ...]) -> NDArray[np.bool_]:  # points [P, 2]
    """Which points have an odd number of edges to their right, [P]: inside an outline and in none of its holes."""
    is_inside = np.zeros(len(points), bool)
    x, y = points.T
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            crosses = (y0 <= y) != (y1 <= y)  # [P]
            if crosses.any():
                at = x0 + (y[crosses] - y0) * ((x1 - x0) / (y1 - y0))
                is_inside[crosses] ^= x[crosses] < at
    return is_inside
