"""First splats: neighbour distances against brute force on clouds of every kind, and sizes without neighbours."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from neural_render.splatting.init import LONE_SHARE, neighbor_distances, splats_from_points
from neural_render.splatting.neighbors import LEAF_SIZE, nearest, nearest_squared_distances
from neural_render.types import Bounds, Capture, Frame

RANDOM = np.random.default_rng(7)


def directions(count: int) -> np.ndarray:
    vectors = RANDOM.normal(size=(count, 3))  # [N, 3]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


CLOUDS = {
    "uniform": RANDOM.random((1000, 3)),
    "clustered": np.concatenate([RANDOM.normal(size=(150, 3)) * 10.0**k + RANDOM.normal(size=3) for k in range(-5, 2)]),
    "planar": RANDOM.random((1000, 3)) * [1, 1, 0],
    "on a line": RANDOM.random((1000, 1)) * [1, 2, 3],
    "grid": np.stack(np.meshgrid(*[np.arange(10.0)] * 3), axis=-1).reshape(-1, 3),
    "duplicates": np.repeat(RANDOM.random((250, 3)), RANDOM.integers(1, 8, 250), axis=0),
    "all the same": np.ones((300, 3)),
    "far shell": np.concatenate([RANDOM.normal(size=(900, 3)), 1000 * directions(100)]),
    "shell around a dot": np.concatenate([1e-3 * RANDOM.normal(size=(500, 3)), 1000 * directions(500)]),
    "heavy tails": RANDOM.standard_cauchy((1000, 3)),
    "far away": 1000 + RANDOM.random((1000, 3)),
    "one leaf": RANDOM.random((LEAF_SIZE, 3)),
    "just two leaves": RANDOM.random((LEAF_SIZE + 1, 3)),
}


def brute_force(points: np.ndarray, count: int) -> np.ndarray:
    squared = np.square(points[:, None] - points[None]).sum(axis=-1)  # [N, N]
    np.fill_diagonal(squared, np.inf)
    return np.sort(squared, axis=1)[:, :count]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", CLOUDS)
def test_neighbors_are_the_nearest(name: str, count: int) -> None:
    points = CLOUDS[name]
    found = np.sort(nearest_squared_distances(points, count), axis=1)
    np.testing.assert_allclose(found, brute_force(points, count), rtol=1e-12, atol=0)


@pytest.mark.parametrize("within", [np.inf, 0.2])
@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("name", CLOUDS)
def test_other_points_find_the_nearest_of_a_cloud(name: str, count: int, within: float) -> None:
    points = CLOUDS[name]
    queries = np.random.default_rng(2).uniform(-1.5, 1.5, (300, 3)) + points.mean(axis=0)
    distances, indices = nearest(queries, points, count, within)
    brute = np.sort(np.linalg.norm(queries[:, None] - points.astype(np.float64), axis=-1), axis=1)[:, :count]
    expected = np.full((len(queries), count), np.inf)
    expected[:, : brute.shape[1]] = np.where(brute <= within, brute, np.inf)
    np.testing.assert_allclose(distances, expected, rtol=1e-12)
    assert ((indices >= 0) == np.isfinite(distances)).all()
    found = np.linalg.norm(queries[:, None] - points.astype(np.float64)[indices], axis=-1)
    np.testing.assert_allclose(np.where(indices >= 0, found, np.inf), expected, rtol=1e-12)


@pytest.mark.parametrize("num_points", [1, 2, 3, 4])
def test_missing_neighbors_are_infinitely_far(num_points: int) -> None:
    found = nearest_squared_distances(CLOUDS["uniform"][:num_points], 3)
    assert np.isfinite(found).sum(axis=1).tolist() == [num_points - 1] * num_points


def test_distances_do_not_depend_on_where_the_cloud_lies() -> None:
    points = torch.from_numpy(CLOUDS["uniform"]).float()  # [N, 3]
    near, far = neighbor_distances(points), neighbor_distances(points + 1000)  # [N], [N]
    assert near.dtype == torch.float32
    # Coordinates near 1000 are multiples of 2^-14, so that a difference is wrong by 2^-14 per axis at most.
    torch.testing.assert_close(far, near, rtol=0, atol=math.sqrt(3) * 2**-14)
    exact = (points * 1024).round() / 1024  # [N, 3] loses nothing near 1000
    torch.testing.assert_close(neighbor_distances(exact + 1000), neighbor_distances(exact), rtol=1e-6, atol=0)


def capture_of(points: torch.Tensor, radius: float = 5.0) -> Capture:
    return Capture(
        name="synthetic",
        views=[],
        train=[],
        test=[],
        points=points,
        points_rgb=torch.full((len(points), 3), 0.5),
        bounds=Bounds((0.0, 0.0, 0.0), radius, 2.0, is_open=False),
        frame=Frame((0.0, 0.0, 1.0), None),
        background=(0.0, 0.0, 0.0),
        split="none",
    )


def test_splats_are_as_large_as_their_neighbors_are_far() -> None:
    points = torch.tensor([[0.0, 0, 0], [3, 0, 0], [0, 4, 0], [0, 0, 5], [100, 0, 0]])  # [N, 3]
    splats = splats_from_points(capture_of(points), 100, 1, 0.1, torch.Generator().manual_seed(0))
    assert splats.log_scales.exp()[0].tolist() == pytest.approx([math.sqrt((9 + 16 + 25) / 3)] * 3)
    assert splats.shN.shape == (5, 3, 3)


@pytest.mark.parametrize("num_points", [0, 1, 2, 3])
def test_few_splats_are_sized_by_the_region(num_points: int) -> None:
    points = torch.arange(3.0 * num_points).reshape(num_points, 3)
    for radius in (5.0, 5000.0):
        splats = splats_from_points(capture_of(points, radius), 100, 0, 0.1, torch.Generator().manual_seed(0))
        torch.testing.assert_close(splats.log_scales.exp(), torch.full((num_points, 3), LONE_SHARE * radius))


def test_points_on_top_of_each_other_give_finite_splats() -> None:
    splats = splats_from_points(capture_of(torch.ones(10, 3)), 100, 0, 0.1, torch.Generator().manual_seed(0))
    assert torch.isfinite(splats.log_scales).all()


def test_more_points_than_the_cap_are_thinned_out() -> None:
    points = torch.from_numpy(CLOUDS["uniform"]).float()  # [N, 3]
    splats = splats_from_points(capture_of(points), 50, 0, 0.1, torch.Generator().manual_seed(0))
    assert len(splats.means) == 50
    torch.testing.assert_close(splats.log_scales[:, 0].exp(), neighbor_distances(splats.means))
