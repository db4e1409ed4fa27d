"""The nearest points of a cloud and their distances, exact, however unevenly the points lie.

A balanced k-d tree (Bentley 1975) whose leaves hold equally many points: all nodes of a level are split in one call,
and all points search at once. Each point looks at its own leaf first, then at the sibling of its leaf, of its leaf's
parent and so on up to the root, and enters only boxes nearer than the farthest of the neighbours it has.

Letters: N points, L leaves of S points, Q searches (a point and a node it may have to look at), k neighbours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Boxes = tuple[Floats, Floats]  # lower and upper corners [nodes of a level, 3]

# Smaller leaves cost more tree, larger ones more distances; measured on 100k points, 32 beats 16 on most clouds.
LEAF_SIZE = 32
# Searches that look at a leaf together: 16k x 32 float64 are 4 MB, which stays in the cache.
CHUNK = 1 << 14


def nearest_squared_distances(points: NDArray[np.floating], count: int) -> Floats:  # points [N, 3]
    """Squared distances [N, k], unordered, from each of at least one points to its k = `count` nearest others.

    They are computed in float64 from coordinate differences; infinity stands for neighbours that do not exist.
    """
    order, levels = _split(points.astype(np.float64))
    depth = len(levels) - 1
    leaf_size = len(order) >> depth
    is_point = order < len(points)  # [L * S]
    positions = points.astype(np.float64)[np.minimum(order, len(points) - 1)]  # [L * S, 3] in the order of the leaves
    leaves = np.where(is_point[:, None], positions, np.inf).reshape(-1, leaf_size, 3)  # [L, S, 3]
    best = np.full((len(order), count), np.inf)  # [L * S, k] the last column is the largest

    points_by_leaf = np.flatnonzero(is_point)  # [N]
    own_leaf = points_by_leaf // leaf_size  # [N]
    _look(points_by_leaf, own_leaf, positions, leaves, best)
    for height in range(depth):
        query, node = points_by_leaf, (own_leaf >> height) ^ 1  # [Q], [Q]
        for level in range(depth - height, depth + 1):
            if level > depth - height:
                query, node = np.repeat(query, 2), (2 * node[:, None] + [0, 1]).ravel()  # [2 Q], [2 Q]
            gap = _squared_gaps(positions[query], levels[level], node)  # [Q]
            is_near = gap < best[query, -1]  # [Q]
            query, node, gap = query[is_near], node[is_near], gap[is_near]
        # The nearest leaf of each point first: it often makes the others needless.
        ranks = np.lexsort((gap, query))  # [Q]
        query, node, gap = query[ranks], node[ranks], gap[ranks]
        while len(query):
            is_first = np.diff(query, prepend=-1) > 0  # [Q]
            _look(query[is_first], node[is_first], positions, leaves, best)
            is_left = ~is_first & (gap < best[query, -1])  # [Q]
            query, node, gap = query[is_left], node[is_left], gap[is_left]

    nearest = np.empty((len(points), count))  # [N, k]
    nearest[order[points_by_leaf]] = best[points_by_leaf]
    return nearest


def nearest(
    queries: NDArray[np.floating],  # [Q, 3]
    points: NDArray[np.floating],  # [N, 3]
    count: int = 1,
    within: float = np.inf,
) -> tuple[Floats, Ints]:
    """Distances [Q, k] from queries to the k = `count` nearest points, the nearest first, and their indices [Q, k].

    Where fewer points lie within the distance `within`, infinity and -1 stand for the others.
    """
    found = np.full((len(queries), count), np.inf), np.full((len(queries), count), -1)
    if len(points):
        order, levels = _split(points.astype(np.float64))
        for start in range(0, len(queries), CHUNK):
            part = slice(start, start + CHUNK)
            found[0][part], found[1][part] = _search(
                queries[part].astype(np.float64), points, order, levels, count, within
            )
    return found


def _search(
    queries: Floats,  # [Q, 3]
    points: NDArray[np.floating],  # [N, 3]
    order: Ints,  # [L * S]
    levels: list[Boxes],
    count: int,
    within: float,
) -> tuple[Floats, Ints]:
    """What `nearest` gives, of a tree that is there."""
    leaf_size, depth = len(order) >> (len(levels) - 1), len(levels) - 1
    members = order.reshape(-1, leaf_size)  # [L, S]
    best, which = np.full((len(queries), count), within**2), np.full((len(queries), count), -1)

    def look(query: Ints, leaf: Ints) -> None:
        indices = members[leaf]  # [Q, S]
        offsets = points[np.minimum(indices, len(points) - 1)] - queries[query, None]  # [Q, S, 3]
        squared = np.where(indices < len(points), np.einsum("qsi,qsi->qs", offsets, offsets), np.inf)
        squared = np.concatenate([best[query], squared], axis=1)  # [Q, k + S]
        nearer = np.argsort(squared, axis=1, kind="stable")[:, :count]  # [Q, k]
        best[query] = np.take_along_axis(squared, nearer, axis=1)
        which[query] = np.take_along_axis(np.concatenate([which[query], indices], axis=1), nearer, axis=1)

    # Down to one leaf that is near, whose points say how far the search has to look.
    everyone = np.arange(len(queries))
    first = np.zeros(len(queries), np.int64)
    for level in range(1, depth + 1):
        gaps = [_squared_gaps(queries, levels[level], 2 * first + side) for side in (0, 1)]
        first = 2 * first + (gaps[1] < gaps[0])
    look(everyone, first)
    query, node, gap = everyone, np.zeros(len(queries), np.int64), np.zeros(len(queries))
    for level in range(1, depth + 1):
        query, node = np.repeat(query, 2), (2 * node[:, None] + [0, 1]).ravel()  # [2 Q], [2 Q]
        gap = _squared_gaps(queries[query], levels[level], node)
        is_near = gap < best[query, -1]
        query, node, gap = query[is_near], node[is_near], gap[is_near]
    is_new = node != first[query]
    query, node, gap = query[is_new], node[is_new], gap[is_new]
    ranks = np.lexsort((gap, query))
    query, node, gap = query[ranks], node[ranks], gap[ranks]
    while len(query):
        is_first = np.diff(query, prepend=-1) > 0
        look(query[is_first], node[is_first])
        is_left = ~is_first & (gap < best[query, -1])
        query, node, gap = query[is_left], node[is_left], gap[is_left]
    return np.where(which < 0, np.inf, np.sqrt(best)), which


def _split(points: Floats) -> tuple[Ints, list[Boxes]]:  # points [N, 3]
    """The points leaf by leaf [L * S], filled up with indices >= N, and the boxes of each level from the root."""
    depth = max(0, int(np.ceil(np.log2(len(points) / LEAF_SIZE))))
    leaf_size = -(-len(points) >> depth)
    nodes = np.arange(leaf_size << depth)[None]  # [1, L * S]
    levels: list[Boxes] = []
    for level in range(depth + 1):
        # What fills up lies on the last point here, so that it widens no box by much.
        members = points[np.minimum(nodes, len(points) - 1)]  # [nodes, points of a node, 3]
        low, high = members.min(axis=1), members.max(axis=1)  # [nodes, 3]
        levels.append((low, high))
        if level < depth:
            widest = (high - low).argmax(axis=-1)  # [nodes]
            along = np.take_along_axis(members, widest[:, None, None], axis=2)[..., 0]  # [nodes, points of a node]
            half = nodes.shape[1] // 2
            halves = np.argpartition(along, half, axis=1)  # [nodes, points of a node]
            nodes = np.take_along_axis(nodes, halves, axis=1).reshape(-1, half)  # [2 nodes, half]
    return nodes.ravel(), levels


def _squared_gaps(positions: Floats, boxes: Boxes, node: Ints) -> Floats:  # positions [Q, 3], node [Q]
    """Squared distances [Q] from positions to the box of a node; 0 inside."""
    low, high = boxes
    outside = np.maximum(np.maximum(low[node] - positions, positions - high[node]), 0)  # [Q, 3]
    return np.einsum("qi,qi->q", outside, outside)


def _look(query: Ints, leaf: Ints, positions: Floats, leaves: Floats, best: Floats) -> None:  # query, leaf [Q]
    """Takes the points of a leaf [Q] into what each query [Q], named at most once, has found in `best` [L * S, k]."""
    count, leaf_size = best.shape[1], leaves.shape[1]
    for start in range(0, len(query), CHUNK):
        asking, asked = query[start : start + CHUNK], leaf[start : start + CHUNK]  # [Q], [Q]
        squared = np.zeros((len(asking), leaf_size))  # [Q, S]
        for axis in range(3):
            squared += np.square(leaves[asked, :, axis] - positions[asking, None, axis])
        in_own = np.flatnonzero(asked == asking // leaf_size)  # searches that meet their own point
        squared[in_own, asking[in_own] % leaf_size] = np.inf
        found = np.concatenate([best[asking], squared], axis=1)  # [Q, k + S]
        best[asking] = np.partition(found, count - 1, axis=1)[:, :count]
