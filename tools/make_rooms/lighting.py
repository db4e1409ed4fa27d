"""Light that stays on the surfaces: every face gets a map of how much arrives, once for all views.

Lamps are squares below the ceilings that shine downwards, with shadows; what bounces is one constant. All surfaces
are Lambertian, so that every view sees the same colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .surfaces import Quad, Round, blocked

TEXEL_M = 0.08  # pitch of the maps; shadows are blurred by it
SAMPLES = 3  # points along each side of a lamp
AMBIENT = 0.42  # against about 0.5 from a lamp two metres away


@dataclass(frozen=True)
class Lamp:
    """A square that shines downwards."""

    center: np.ndarray  # [3]
    half: float
    power: float

    def points(self) -> np.ndarray:
        """Where samples stand, [S, 3]."""
        steps = (np.arange(SAMPLES) + 0.5) / SAMPLES * 2 - 1
        x, y = np.meshgrid(steps, steps)
        return self.center + self.half * np.stack([x.ravel(), y.ravel(), np.zeros(x.size)], -1)


def light_map(quad: Quad, lamps: Sequence[Lamp], quads: Sequence[Quad], rounds: Sequence[Round]) -> np.ndarray:
    """What arrives on a face on a grid from its lower left corner, [rows, columns]."""
    sides = [max(2, int(np.ceil(2 * np.linalg.norm(half) / TEXEL_M))) for half in (quad.half_v, quad.half_u)]
    v, u = np.meshgrid(*((np.arange(n) + 0.5) / n * 2 - 1 for n in sides), indexing="ij")
    points = quad.center + u[..., None] * quad.half_u + v[..., None] * quad.half_v  # [rows, columns, 3]
    points = points.reshape(-1, 3) + 1e-3 * quad.normal
    return arriving(points, np.broadcast_to(quad.normal, points.shape), lamps, quads, rounds).reshape(sides)


def arriving(
    points: np.ndarray,  # [P, 3]
    normals: np.ndarray,  # [P, 3]
    lamps: Sequence[Lamp],
    quads: Sequence[Quad],
    rounds: Sequence[Round],
) -> np.ndarray:
    """What arrives at points of surfaces, [P]."""
    total = np.full(len(points), AMBIENT)
    for lamp in lamps:
        for place in lamp.points():
            toward = place - points
            distance = np.linalg.norm(toward, axis=-1)
            cosines = (toward * normals).sum(-1) / distance * np.maximum(toward[:, 2], 0) / distance
            lit = np.flatnonzero(cosines > 0)
            lit = lit[~blocked(points[lit], place, quads, rounds)]
            total[lit] += lamp.power * cosines[lit] / distance[lit] ** 2 / SAMPLES**2
    return total
