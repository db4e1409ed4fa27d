"""Codebooks: many vectors as the numbers of a few, by weighted k-means (Lloyd, "Least squares quantization in PCM",
1982).

Letters: N vectors, D dimensions, M entries.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

MAX_ENTRIES = 1 << 16  # what 16 bits can number
NUM_STEPS = 4  # 8 keep 0.01 dB more (fox)
CHUNK_ELEMENTS = 1 << 20  # of distances at a time: what caches hold


def fit(
    vectors: Tensor,  # [N, D]
    weights: Tensor,  # [N], 0 or more: how much each vector's error matters
    num_entries: int,
    seed: int = 0,
    num_steps: int = NUM_STEPS,
) -> Tensor:
    """Entries [M, D] float32, at most `num_entries`, that the vectors are near; the same for the same seed.

    Where so many vectors differ at all, these are the entries. Raises ValueError for more entries than 16 bits number.
    """
    for entries in improved(vectors, weights, num_entries, seed, num_steps):
        last = entries
    return last


def improved(
    vectors: Tensor,  # [N, D]
    weights: Tensor,  # [N]
    num_entries: int,
    seed: int,
    num_steps: int,
) -> Iterator[Tensor]:
    """The entries [M, D] before the first step and after each; their distortion never grows."""
    if not 1 <= num_entries <= MAX_ENTRIES:
        raise ValueError(f"codebooks: {num_entries} entries given; pass 1 ... {MAX_ENTRIES}")
    vectors, weights = vectors.detach().float(), weights.detach().float()
    # Equal vectors are one, as heavy as all of them: none is an entry twice.
    vectors, same = torch.unique(vectors, dim=0, return_inverse=True)
    weights = torch.zeros(len(vectors)).index_add_(0, same, weights)  # [N]
    if len(vectors) <= num_entries:
        yield vectors
        return
    # So many samples, none twice, heavy ones more probably (Efraimidis and Spirakis 2006).
    chances = torch.rand(len(vectors), generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    entries = vectors[(chances.log() / weights.clamp(min=1e-30)).topk(num_entries).indices]  # [M, D]
    yield entries
    for _ in range(num_steps):
        entries = step(vectors, weights, entries)
        yield entries


def nearest(vectors: Tensor, entries: Tensor) -> Tensor:  # [N, D], [M, D]
    """The number [N] int64 of the entry nearest to each vector; of equally near ones the first."""
    vectors, entries = vectors.detach().float(), entries.float()
    half_squares = 0.5 * entries.square().sum(dim=1)  # [M]
    numbers = [
        # NumPy's argmin is four times as fast as torch's.
        torch.from_numpy(torch.addmm(half_squares, chunk, entries.T, alpha=-1).numpy().argmin(axis=1))
        for chunk in vectors.split(max(1, CHUNK_ELEMENTS // len(entries)))
    ]
    return torch.cat(numbers)


def distortion(vectors: Tensor, weights: Tensor, entries: Tensor) -> float:  # [N, D], [N], [M, D]
    """The weighted sum of the squared distances to the nearest entries."""
    return float(_errors(vectors, weights, entries, nearest(vectors, entries)).sum())


def step(vectors: Tensor, weights: Tensor, entries: Tensor) -> Tensor:  # [N, D], [N], [M, D]
    """Every entry [M, D] as the mean of the vectors nearest to it, or where there are none, the worst-served vector."""
    numbers, weights = nearest(vectors, entries), weights.double()  # [N], [N]
    sums = torch.zeros(entries.shape, dtype=torch.float64)  # [M, D]
    sums.index_add_(0, numbers, vectors.double() * weights[:, None])
    totals = torch.zeros(len(entries), dtype=torch.float64).index_add_(0, numbers, weights)  # [M]
    entries = torch.where(totals[:, None] > 0, sums / totals[:, None], entries.double()).float()
    empty = (torch.bincount(numbers, minlength=len(entries)) == 0).nonzero()[:, 0]
    entries[empty] = vectors[_errors(vectors, weights, entries, numbers).topk(len(empty)).indices]
    return entries


def _errors(vectors: Tensor, weights: Tensor, entries: Tensor, numbers: Tensor) -> Tensor:
    return weights.double() * (vectors - entries[numbers]).double().square().sum(dim=1)  # [N]
