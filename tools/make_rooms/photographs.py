"""Photographs of rooms, and their exact maps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.make_capture.render import Maps, View

from .lighting import Lamp, arriving, light_map
from .surfaces import EPSILON_M, Ball, Hits, Quad, Round, cast

SAMPLES = 2  # rays along each side of a pixel
TINT = np.array([0.88, 0.91, 0.90])  # what a mirror gives back


@dataclass
class Place:
    """Surfaces with their light: what photographs are taken of."""

    quads: list[Quad]
    rounds: list[Round]
    lamps: list[Lamp]

    def __post_init__(self) -> None:
        self.light_maps = [light_map(quad, self.lamps, self.quads, self.rounds) for quad in self.quads]
        self.albedos = [_linear(quad.image) for quad in self.quads]

    def photograph(self, view: View) -> np.ndarray:
        """Linear radiance [H, W, 3]: the mean of rays through each pixel."""
        total = np.zeros((view.width * view.height, 3))
        for row in range(SAMPLES):
            for column in range(SAMPLES):
                origin, directions = _rays(view, (column + 0.5) / SAMPLES, (row + 0.5) / SAMPLES)
                hits = cast(origin, directions, self.quads, self.rounds)
                total += self._radiance(origin, directions, hits)
        return (total / SAMPLES**2).reshape(view.height, view.width, 3)

    def maps(self, view: View, ids: dict[str, int]) -> Maps:
        """What is at the pixel centres; `ids` are those of planes, by name. The rooms are closed."""
        origin, directions = view.rays()
        hits = cast(origin, directions, self.quads, self.rounds)
        lookup = np.array([ids[quad.plane] for quad in self.quads] + [0] * len(self.rounds), np.uint8)
        shape = (view.height, view.width)
        normals = self._normals(origin + hits.t[:, None] * directions, hits.surface)
        return Maps(hits.t.reshape(shape), normals.reshape(*shape, 3), lookup[hits.surface].reshape(shape))

    def _normals(self, points: np.ndarray, surface: np.ndarray) -> np.ndarray:
        flat = np.array([quad.normal for quad in self.quads] + [np.zeros(3)] * len(self.rounds))
        normals = flat[surface]
        for index, body in enumerate(self.rounds):
            here = surface == len(self.quads) + index
            out = (points[here] - body.center) / body.radius
            normals[here] = out if isinstance(body, Ball) else out * (1, 1, 0)
        return normals

    def _radiance(self, origin: np.ndarray, directions: np.ndarray, hits: Hits, depth: int = 0) -> np.ndarray:
        """What rays bring home, [P, 3]."""
        radiance = np.zeros((len(directions), 3))
        for index in np.unique(hits.surface[hits.surface >= 0]):
            here = np.flatnonzero(hits.surface == index)
            if index >= len(self.quads):
                points = origin + hits.t[here, None] * directions[here]
                normals = self._normals(points, hits.surface[here])
                light = arriving(points + 1e-3 * normals, normals, self.lamps, [], [])
                radiance[here] = _linear(np.array(self.rounds[index - len(self.quads)].color)) * light[:, None]
            elif self.quads[index].is_mirror and depth == 0:
                radiance[here] = TINT * self._reflected(origin, directions[here], hits.t[here], self.quads[index])
            else:
                u, v = hits.u[here] * 0.5 + 0.5, hits.v[here] * 0.5 + 0.5
                light = _sampled(self.light_maps[index][..., None], u, v)
                radiance[here] = _sampled(self.albedos[index][::-1], u, v) * light
        return radiance

    def _reflected(self, origin: np.ndarray, directions: np.ndarray, t: np.ndarray, mirror: Quad) -> np.ndarray:
        """What a flat mirror shows: the view from behind it, of what lies beyond it."""
        flip = np.eye(3) - 2 * np.outer(mirror.normal, mirror.normal)
        behind = mirror.center + flip @ (origin - mirror.center)
        turned = directions @ flip
        hits = cast(behind, turned, [q for q in self.quads if q is not mirror], self.rounds, t + EPSILON_M)
        # Back to the numbering with the mirror.
        own = next(index for index, quad in enumerate(self.quads) if quad is mirror)
        hits.surface[hits.surface >= own] += 1
        return self._radiance(behind, turned, hits, depth=1)


def _rays(view: View, x: float, y: float) -> tuple[np.ndarray, np.ndarray]:
    """Like `view.rays()`, through the place (x, y) of each pixel instead of its centre."""
    origin, directions = view.rays()
    shift = np.array([(x - 0.5) / view.focal_px, -(y - 0.5) / view.focal_px, 0.0])
    return origin, directions + shift @ view.c2w[:3, :3].T


def _linear(image: np.ndarray) -> np.ndarray:
    """sRGB 0 to 255 as linear values."""
    srgb = image / 255.0
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def _sampled(grid: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Values [P, D] of a grid [rows, columns, D] of cell centres at u, v in [0, 1], linear in between."""
    rows, columns = grid.shape[:2]
    x, y = np.clip(u * columns - 0.5, 0, columns - 1), np.clip(v * rows - 0.5, 0, rows - 1)
    x0, y0 = np.minimum(x.astype(int), max(columns - 2, 0)), np.minimum(y.astype(int), max(rows - 2, 0))
    x1, y1 = np.minimum(x0 + 1, columns - 1), np.minimum(y0 + 1, rows - 1)
    fx, fy = (x - x0)[:, None], (y - y0)[:, None]
    top = grid[y0, x0] * (1 - fx) + grid[y0, x1] * fx
    return top * (1 - fy) + (grid[y1, x0] * (1 - fx) + grid[y1, x1] * fx) * fy
