"""The flat pieces of one picture, from its colours and from normals and points that may be rough.

Regions are the pieces of a segmenter, or neighbouring pixels of like colour and normal where there is none. Those that
touch and lie on one plane merge, the most alike first: the region adjacency graph of planar Gaussian splatting (Zanjani
et al. 2025). Letters: H, W pixels, N regions, E edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neural_render.planes.graphs import Floats, Ints, components, contracted, merge


@dataclass(frozen=True)
class SegmentConfig:
    """When pieces belong together."""

    color: float
    """Neighbouring pixels of a region differ by less than this in the mean of their channels."""
    normal_deg: float
    """And by less than this angle in their normals."""
    merge_deg: float
    """Regions on one plane have normals within this angle."""
    merge_offset: float
    """And middles, like neighbouring pixels, within this distance of each other's planes, in metres."""
    min_share: float
    """Pieces below this share of the picture get no number."""


def segments(
    rgb: Floats,  # [H, W, 3]
    normals: Floats,  # [H, W, 3], 0 where unknown
    points: Floats,  # [H, W, 3]
    config: SegmentConfig,
    unit: float = 1.0,
    given: Ints | None = None,  # [H, W]
) -> Ints:
    """The number of the piece that each pixel belongs to, [H, W], from 1 for the largest; 0 where there is none.

    `unit` is how many world units a metre is, `given` a segmenter's pieces, 0 where it has none.
    """
    height, width = rgb.shape[:2]
    is_known = np.linalg.norm(normals, axis=-1).ravel() > 0.5
    if given is not None:
        is_known &= given.ravel() > 0
    pairs = _neighbors(height, width)
    pairs = pairs[is_known[pairs].all(axis=1)]
    colors, directions, places = (values.reshape(-1, 3) for values in (rgb, normals, points))
    if given is None:
        regions = _alike(pairs, colors, directions, places, config, unit)
    else:
        # What is not known gets no region of its own: nothing leads to it.
        regions = np.unique(np.where(is_known, given.ravel(), 0), return_inverse=True)[1].reshape(-1)
    final = _merged(regions, contracted(pairs, regions), directions, places, config, unit)
    final = np.where(is_known, final[regions], -1)
    sizes = np.bincount(final[is_known], minlength=int(final.max()) + 1 if is_known.any() else 1)
    order = np.argsort(-sizes, kind="stable")
    order = order[sizes[order] >= max(config.min_share * height * width, 2)]
    numbers = np.zeros(len(sizes) + 1, np.int64)  # the last entry is that of -1
    numbers[order] = np.arange(len(order)) + 1
    return numbers[final].reshape(height, width)


def _alike(
    pairs: Ints,  # [E, 2] of pixels
    colors: Floats,  # [H W, 3]
    directions: Floats,  # [H W, 3]
    places: Floats,  # [H W, 3]
    config: SegmentConfig,
    unit: float,
) -> Ints:
    """Regions of neighbouring pixels of like colour and normal, [H W]."""
    a, b = pairs.T
    is_alike = np.abs(colors[a] - colors[b]).mean(axis=1) < config.color
    is_alike &= (directions[a] * directions[b]).sum(axis=1) > np.cos(np.radians(config.normal_deg))
    steps = places[b] - places[a]
    for end in (a, b):
        is_alike &= np.abs((steps * directions[end]).sum(axis=1)) < config.merge_offset * unit
    return components(len(places), pairs[is_alike])


def _neighbors(height: int, width: int) -> Ints:
    """Pairs of pixels side by side or one above the other, [E, 2]."""
    index = np.arange(height * width).reshape(height, width)
    across = np.stack([index[:, :-1].ravel(), index[:, 1:].ravel()], -1)
    down = np.stack([index[:-1].ravel(), index[1:].ravel()], -1)
    return np.concatenate([across, down])


def _merged(
    regions: Ints,  # [H W]
    pairs: Ints,  # [E, 2] of regions
    normals: Floats,  # [H W, 3]
    points: Floats,  # [H W, 3]
    config: SegmentConfig,
    unit: float,
) -> Ints:
    """Which piece each region becomes part of, [N]."""
    count = int(regions.max()) + 1

    def sums(values: Floats, labels: Ints, number: int) -> Floats:
        return np.stack([np.bincount(labels, column, number) for column in values.T], -1)

    # One column of counts, three of normals, three of points: sums of pixels, which merging adds up.
    state = sums(np.concatenate([np.ones((len(points), 1)), normals, points], axis=1), regions, count)

    def costs_of(edges: Ints) -> Floats:
        middles = state[:, 4:] / state[:, :1]
        length = np.linalg.norm(state[:, 1:4], axis=1, keepdims=True)
        directions = state[:, 1:4] / np.maximum(length, 1e-12)
        a, b = edges.T
        cosines = (directions[a] * directions[b]).sum(axis=1)
        between = middles[b] - middles[a]
        offsets = np.maximum(
            np.abs((between * directions[a]).sum(axis=1)), np.abs((between * directions[b]).sum(axis=1))
        )
        limit = np.cos(np.radians(config.merge_deg))
        costs = (1 - cosines) / (1 - limit) + offsets / (config.merge_offset * unit)
        return np.where((cosines > limit) & (offsets < config.merge_offset * unit), costs, np.inf)

    def join(labels: Ints, number: int) -> None:
        nonlocal state
        state = sums(state, labels, number)

    return merge(count, pairs, costs_of, join)
