"""Codebooks: what k-means must do whatever the data are, and brute force."""

from __future__ import annotations

import itertools

import pytest
import torch

from neural_render.compress import codebooks


def some_vectors(num: int = 600) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(4)
    centers = torch.randint(0, 7, (num, 1), generator=generator).float()
    return centers + torch.randn(num, 5, generator=generator), torch.rand(num, generator=generator)


def test_the_nearest_entry_is_that_of_brute_force() -> None:
    vectors, _ = some_vectors()
    entries = vectors[:40] + 0.1
    distances = (vectors[:, None] - entries).double().square().sum(dim=2)  # [N, M]
    numbers = codebooks.nearest(vectors, entries)
    chosen = distances.gather(1, numbers[:, None])[:, 0]
    assert torch.allclose(chosen, distances.amin(dim=1), rtol=1e-5, atol=1e-5)
    weights = torch.rand(len(vectors))
    assert codebooks.distortion(vectors, weights, entries) == pytest.approx(float((weights * chosen).sum()), rel=1e-6)


def test_a_tie_goes_to_the_first_entry() -> None:
    assert codebooks.nearest(torch.zeros(1, 2), torch.tensor([[2.0, 0.0], [1.0, 0.0], [0.0, -1.0]])).tolist() == [1]


@pytest.mark.parametrize("num_entries", [1, 8, 200])
def test_distortion_never_grows(num_entries: int) -> None:
    vectors, weights = some_vectors()
    weights[:100] = 0.0
    steps = list(codebooks.improved(vectors, weights, num_entries, seed=1, num_steps=12))
    values = [codebooks.distortion(vectors, weights, entries) for entries in steps]
    assert len(values) == 13 and values[-1] < 0.95 * values[0]
    assert all(after <= before * (1 + 1e-6) for before, after in itertools.pairwise(values))


def test_one_entry_is_the_weighted_mean() -> None:
    vectors, weights = some_vectors()
    (entry,) = codebooks.fit(vectors, weights, 1)
    assert torch.allclose(entry, (weights[:, None] * vectors).sum(dim=0) / weights.sum(), atol=1e-5)


def test_duplicates_cost_no_distortion() -> None:
    kinds = torch.randn(30, 4, generator=torch.Generator().manual_seed(0))
    vectors = kinds[torch.randint(0, 30, (500,), generator=torch.Generator().manual_seed(1))]
    entries = codebooks.fit(vectors, torch.ones(500), 30)
    assert torch.equal(entries[codebooks.nearest(vectors, entries)], vectors)


def test_entries_that_serve_nobody_move_to_the_worst_served() -> None:
    vectors = torch.tensor([[0.0, 0.0], [0.2, 0.0], [9.0, 0.0], [5.0, 0.0]])
    entries = torch.tensor([[0.0, 0.0], [-50.0, 0.0], [60.0, 0.0]])
    moved = codebooks.step(vectors, torch.tensor([1.0, 1.0, 1.0, 9.0]), entries)
    assert moved.tolist() == [[pytest.approx(54.2 / 12), 0.0], [0.0, 0.0], [9.0, 0.0]]


def test_the_same_seed_gives_the_same_entries() -> None:
    vectors, weights = some_vectors()
    assert torch.equal(codebooks.fit(vectors, weights, 20), codebooks.fit(vectors, weights, 20))
    assert not torch.equal(codebooks.fit(vectors, weights, 20), codebooks.fit(vectors, weights, 20, seed=1))


def test_no_vectors_and_too_many_entries() -> None:
    assert codebooks.fit(torch.zeros(0, 3), torch.zeros(0), 4).shape == (0, 3)
    with pytest.raises(ValueError, match="65537 entries"):
        codebooks.fit(torch.zeros(5, 3), torch.ones(5), 65537)
