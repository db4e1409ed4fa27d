"""What a budget buys: how many nodes, how large a grid, and how finely places are told.

The numbers are those that were tuned on lego within 0.8 MB (grids with 105,000 nodes), and follow from there as
surfaces do: of N nodes on a surface each has a share of 1/N of it, so what is fine enough for it grows with the square
root of N.
"""

from __future__ import annotations

import math

from neural_render.compress.budgets import Budget

# Nodes that make good use of so many bytes of trees, and the power of these bytes by which their number grows. On lego,
# nodes of 7 instead of 9 bytes lost 0.3 dB at 0.8 MB, those of 11 could not use it, and nodes of 9 instead of 7 bytes
# lost 0.2 dB at 0.2 MB. The power goes through these two sizes; no others were tried.
GOOD_NODES, GOOD_BYTES, POWER = 83_000, 753_700, 0.85
NETS = 12_500  # bytes of the nets
OVERHEAD, SORT_FREE = 33_800, 1_900  # bytes of shaders and manifest, and of further shaders without an order
USED = 0.99  # of a budget that training aims at: what is too much costs splats
TUNED_NODES, TUNED_LOG2_SIZE, TUNED_RESOLUTION, TUNED_BITS = 105_000, 12, 128, 13
MOST_LOG2_SIZE, MOST_BITS = 19, 16  # that the shader, and the texture of places, have room for


def num_nodes(budget: Budget) -> int:
    """The most nodes."""
    by_bytes = math.inf
    if budget.num_bytes is not None:
        by_bytes = GOOD_NODES * (max(budget.num_bytes - OVERHEAD - NETS, 0) / GOOD_BYTES) ** POWER
    return max(1, int(min(by_bytes, budget.num_splats or math.inf)))


def overhead(blending: str) -> int:
    """Bytes of what a package has beside its trees."""
    return OVERHEAD + (SORT_FREE if blending != "sorted" else 0)


def log2_table_size(nodes: int) -> int:
    """Logarithm of the entries of a level of the grid: about one for 25 nodes."""
    return min(max(TUNED_LOG2_SIZE + round(math.log2(nodes / TUNED_NODES)), 3), MOST_LOG2_SIZE)


def finest_resolution(nodes: int, base_resolution: int) -> int:
    """Corners along an edge of the finest level."""
    return max(round(TUNED_RESOLUTION * math.sqrt(nodes / TUNED_NODES)), base_resolution)


def means_bits(nodes: int) -> int:
    """Bits of a parent's place, per axis; never fewer than were tuned, because few splats are few bytes."""
    finer = math.log2(max(nodes, TUNED_NODES) / TUNED_NODES) / 2
    return min(TUNED_BITS + round(finer), MOST_BITS)
