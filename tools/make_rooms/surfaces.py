"""What rooms are made of, and rays against it, in numpy: parallelograms, balls and upright pillars.

Metres, z up. A parallelogram is center + u half_u + v half_v with u, v in [-1, 1]; its front looks along
half_u x half_v. Letters: P rays. A ray is origin + t direction; directions of cameras have z-depth 1, so that t is
the depth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

EPSILON_M = 1e-4  # rays that leave a surface do not meet it again


@dataclass(frozen=True)
class Quad:
    """A flat face with a picture on it."""

    center: np.ndarray  # [3]
    half_u: np.ndarray  # [3] to the right of the picture
    half_v: np.ndarray  # [3] to its top
    image: np.ndarray  # [H, W, 3] uint8 sRGB
    plane: str  # faces that share a name are one plane
    is_mirror: bool = False
    is_wall: bool = False  # counts in the share of untextured wall

    @cached_property
    def normal(self) -> np.ndarray:
        cross = np.cross(self.half_u, self.half_v)
        return cross / np.linalg.norm(cross)

    @cached_property
    def axes(self) -> np.ndarray:
        """What turns an offset from the centre into the distance from the plane, u and v, [3, 3]."""
        return np.stack([self.normal, *(half / (half @ half) for half in (self.half_u, self.half_v))])

    @property
    def area(self) -> float:
        return float(4 * np.linalg.norm(np.cross(self.half_u, self.half_v)))


@dataclass(frozen=True)
class Ball:
    """A sphere of one colour."""

    center: np.ndarray  # [3]
    radius: float
    color: tuple[int, int, int]  # sRGB


@dataclass(frozen=True)
class Pillar:
    """The side of an upright cylinder of one colour."""

    center: np.ndarray  # [3] of its foot
    radius: float
    height: float
    color: tuple[int, int, int]  # sRGB


Round = Ball | Pillar


@dataclass
class Hits:
    """The first surface on each ray; `surface` counts quads first, then round ones, and is -1 where nothing is."""

    t: np.ndarray  # [P]
    surface: np.ndarray  # [P]
    u: np.ndarray  # [P] on quads
    v: np.ndarray  # [P]


def cast(
    origin: np.ndarray,  # [3]
    directions: np.ndarray,  # [P, 3]
    quads: Sequence[Quad],
    rounds: Sequence[Round],
    nearest: np.ndarray | float = EPSILON_M,  # [P] hits must lie beyond it
) -> Hits:
    """The first hit of rays that share an origin."""
    count = len(directions)
    hits = Hits(np.full(count, np.inf), np.full(count, -1), np.zeros(count), np.zeros(count))
    for index, quad in enumerate(quads):
        start = quad.axes @ (origin - quad.center)  # [3]
        if start[0] <= 0:
            continue  # seen from behind: only closed bodies and walls of closed rooms have quads
        along = quad.axes @ directions.T  # [3, P]
        with np.errstate(divide="ignore", invalid="ignore"):
            t = -start[0] / along[0]
            u, v = start[1] + t * along[1], start[2] + t * along[2]
        is_hit = (t > nearest) & (t < hits.t) & (np.abs(u) <= 1) & (np.abs(v) <= 1)
        for name, values in (("t", t), ("u", u), ("v", v)):
            getattr(hits, name)[is_hit] = values[is_hit]
        hits.surface[is_hit] = index
    for index, body in enumerate(rounds):
        t = _roots(origin - body.center, directions, body)
        is_hit = (t > nearest) & (t < hits.t)
        hits.t[is_hit], hits.surface[is_hit] = t[is_hit], len(quads) + index
    return hits


def _roots(offset: np.ndarray, directions: np.ndarray, body: Round) -> np.ndarray:
    """Where rays enter a round body, [P]; infinite where they miss it."""
    axes = 3 if isinstance(body, Ball) else 2  # a pillar is a circle seen from above
    d, o = directions[:, :axes], offset[:axes]
    a, b, c = (d * d).sum(-1), d @ o, o @ o - body.radius**2
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (-b - np.sqrt(b * b - a * c)) / a
        height = offset[2] + t * directions[:, 2]
    is_outside = np.isnan(t)
    if isinstance(body, Pillar):
        is_outside |= (height < 0) | (height > body.height)
    return np.where(is_outside, np.inf, t)


def blocked(origins: np.ndarray, target: np.ndarray, quads: Sequence[Quad], rounds: Sequence[Round]) -> np.ndarray:
    """Whether something stands between each of the points [P, 3] and the point `target` [3]."""
    # All of these rays meet in the target: it is their common origin.
    return cast(target, origins - target, quads, rounds).t < 1 - 1e-3
