"""Graphs whose nodes merge: what segments of pictures and trees of Gaussians have in common.

Edges are pairs of node numbers. In a round every node names its cheapest neighbour, and those that name each other
become one: pairs do not wait for each other, and a chain needs about log2 of its length rounds. Letters: N nodes, E
edges.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def components(count: int, pairs: Ints) -> Ints:  # [E, 2]
    """The connected parts of a graph, numbered from 0 in the order of their first node, [N]."""
    labels = np.arange(count)
    while True:
        low = labels[pairs].min(axis=1)
        before = labels.copy()
        for side in (0, 1):
            # The label itself is a node: lowering it moves all nodes that point there.
            np.minimum.at(labels, before[pairs[:, side]], low)
            np.minimum.at(labels, pairs[:, side], low)
        labels = labels[labels]
        if np.array_equal(labels, before):
            return np.unique(labels, return_inverse=True)[1].reshape(-1)


def contracted(pairs: Ints, labels: Ints) -> Ints:  # [E, 2], [N]
    """The edges between the parts that nodes were put into, each once, the smaller number first."""
    ends = np.sort(labels[pairs], axis=1)
    ends = ends[ends[:, 0] != ends[:, 1]]
    # One number for each pair: whole rows take several times as long to sort.
    stride = len(labels)
    return np.stack(np.divmod(np.unique(ends[:, 0] * stride + ends[:, 1]), stride), -1)


def mutual(count: int, pairs: Ints, costs: Floats) -> Ints:  # [E, 2], [E]
    """Edges that are the cheapest of both their nodes; infinite costs are no edges."""
    usable = np.flatnonzero(np.isfinite(costs))
    usable = usable[np.argsort(costs[usable], kind="stable")]
    first = np.full(count, len(costs))
    for side in (1, 0):
        # The last assignment wins: from the dearest edge to the cheapest.
        ends, order = pairs[usable[::-1], side], np.arange(len(usable))[::-1]
        best = np.full(count, len(costs))
        best[ends] = order
        first = np.minimum(first, best)
    ranks = np.arange(len(usable))
    chosen = (first[pairs[usable, 0]] == ranks) & (first[pairs[usable, 1]] == ranks)
    return pairs[usable[chosen]]


def merge(
    count: int,
    pairs: Ints,  # [E, 2]
    costs_of: Callable[[Ints], Floats],  # edges [E, 2] between present nodes -> [E], infinite where they must not merge
    join: Callable[[Ints, int], None],  # labels [N] of the present nodes, how many there will be
) -> Ints:
    """Merges until no edge may; returns which final node each first one is part of, [N]."""
    final = np.arange(count)
    while len(pairs):
        chosen = mutual(count, pairs, costs_of(pairs))
        if not len(chosen):
            break
        labels = components(count, chosen)
        count = int(labels.max()) + 1
        join(labels, count)
        final, pairs = labels[final], contracted(pairs, labels)
    return final
