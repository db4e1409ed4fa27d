"""Outlines of points on a plane: a raster of what they cover, its gaps closed, and the borders of what is then filled.

A border runs along cell edges with the filled cells on its left, so that outlines come out counter-clockwise and holes
clockwise; where two filled cells touch at a corner only, they stay apart. Borders are then straightened (Douglas and
Peucker 1973). Letters: P points, V vertices; grids are [rows, columns] with v along the rows and u along the columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from neural_render.planes.plane import Floats, Polygon, inside, signed_area

Mask = NDArray[np.bool_]  # [rows, columns]
# In cells. Stairs of one cell deviate by 0.71 from a slanted line, so that a smaller value would keep them.
STRAIGHT = 0.75
# A grid has at most so many cells to a side: larger planes get larger cells.
MAX_CELLS = 2048
# The four directions of edges, and the cells left of an edge that starts at a grid corner: row and column offsets.
STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))  # +u, +v, -u, -v


def outline(points: Floats, cell: float, close: int, min_area: float) -> tuple[Polygon, ...]:  # [P, 2]
    """Polygons around the points, the largest first; parts and holes smaller than `min_area` are left out.

    Points up to 2 `close` cells apart are joined.
    """
    if not len(points):
        return ()
    low = points.min(axis=0)
    cell = max(cell, float(np.ptp(points, axis=0).max()) / MAX_CELLS)
    pad = close + 1
    columns, rows = ((points - low) / cell).astype(int).T + pad
    filled = np.zeros((rows.max() + pad + 1, columns.max() + pad + 1), bool)
    filled[rows, columns] = True
    filled = closed(filled, close)
    rings = [straightened(ring) * cell + (low - pad * cell) for ring in borders(filled)]
    outers = [Polygon(ring) for ring in rings if signed_area(ring) >= max(min_area, 1e-12)]
    outers.sort(key=lambda polygon: -polygon.area)
    holes: list[list[Floats]] = [[] for _ in outers]
    for ring in rings:
        if signed_area(ring) < 0 and -signed_area(ring) >= min_area:
            # Straightened borders may cross a little: most of a hole says where it is. The smallest outline wins.
            owners = [i for i, polygon in enumerate(outers) if inside(ring, (polygon.outer,)).mean() > 0.5]
            if owners:
                holes[owners[-1]].append(ring)
    return tuple(Polygon(polygon.outer, tuple(own)) for polygon, own in zip(outers, holes, strict=True))


def closed(filled: Mask, cells: int) -> Mask:
    """Gaps up to 2 `cells` wide filled, the outside as it was; the border of the grid must be empty that far."""
    for _ in range(cells):
        filled = _grown(filled)
    for _ in range(cells):
        filled = ~_grown(~filled)
    return filled


def _grown(filled: Mask) -> Mask:
    grown = filled.copy()
    grown[1:] |= filled[:-1]
    grown[:-1] |= filled[1:]
    grown[:, 1:] |= filled[:, :-1]
    grown[:, :-1] |= filled[:, 1:]
    return grown


def borders(filled: Mask) -> list[Floats]:
    """Closed rings of grid corners (u, v) [V, 2] around filled cells, without the corners on straight stretches.

    The grid's outermost cells must be empty.
    """
    below = filled[1:] & ~filled[:-1]  # an edge in +u along the lower side of a cell that is filled
    above = filled[:-1] & ~filled[1:]
    left = filled[:, 1:] & ~filled[:, :-1]
    right = filled[:, :-1] & ~filled[:, 1:]
    starts: dict[tuple[int, int], list[int]] = {}
    for edges, shift, direction in ((below, (1, 0), 0), (right, (0, 1), 1), (above, (1, 1), 2), (left, (1, 1), 3)):
        for row, column in zip(*np.nonzero(edges), strict=True):
            starts.setdefault((int(row) + shift[0], int(column) + shift[1]), []).append(direction)
    rings = []
    while starts:
        corner = first = next(iter(starts))
        ring, heading = [], None
        while True:
            options = starts[corner]
            # Where cells touch at a corner, turning left keeps to the same cell.
            direction = options[0] if len(options) == 1 or heading is None else (heading + 1) % 4
            options.remove(direction)
            if not options:
                del starts[corner]
            if direction != heading:
                ring.append(corner)
            heading = direction
            corner = (corner[0] + STEPS[direction][0], corner[1] + STEPS[direction][1])
            if corner == first:
                break
        rings.append(np.array(ring, np.float64)[:, ::-1])
    return rings


def straightened(ring: Floats) -> Floats:  # [V, 2] in cells
    """The ring without vertices that lie within STRAIGHT of what is left; at least 3 stay."""
    far = int(np.linalg.norm(ring - ring[0], axis=1).argmax())
    kept = {0, far}
    stack = [(0, far), (far, len(ring))]
    around = np.concatenate([ring, ring[:1]])
    while stack:
        start, end = stack.pop()
        if end - start < 2:
            continue
        along = around[end] - around[start]
        offsets = around[start + 1 : end] - around[start]
        length = np.hypot(*along)
        if length:
            distances = np.abs(along[0] * offsets[:, 1] - along[1] * offsets[:, 0]) / length
        else:
            distances = np.hypot(*offsets.T)
        middle = start + 1 + int(distances.argmax())
        if distances.max() > STRAIGHT:
            kept.add(middle)
            stack += [(start, middle), (middle, end)]
    return ring[sorted(kept)] if len(kept) >= 3 else ring
