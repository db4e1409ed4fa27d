"""Graphs that merge, segments of a picture whose planes are known, and trees of Gaussians on planes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from neural_render.planes import graphs
from neural_render.planes.metrics import instances as compare
from neural_render.planes.mixture_tree import Gaussians, TreeConfig, bhattacharyya, instances
from neural_render.planes.segments import SegmentConfig, segments

RANDOM = np.random.default_rng(11)
PIECES = SegmentConfig(color=0.05, normal_deg=12.0, merge_deg=25.0, merge_offset=0.05, min_share=0.004)
# Halves of an evenly covered strip are 1.5 apart, and a leaf of a tenth of a plane's size 1.6 more.
TREE = TreeConfig(distance=5.0, descriptor_cosine=0.8, normal_deg=25.0, offset=0.05, neighbors=12, thickness=0.01)


def test_components_by_brute_force() -> None:
    for _ in range(20):
        pairs = RANDOM.integers(0, 30, (18, 2))
        reach = np.eye(30, dtype=bool)
        reach[pairs[:, 0], pairs[:, 1]] = reach[pairs[:, 1], pairs[:, 0]] = True
        for _ in range(5):
            reach = reach @ reach
        labels = graphs.components(30, pairs)
        np.testing.assert_array_equal(labels[:, None] == labels[None], reach)
    chain = np.stack([np.arange(999), np.arange(1, 1000)], -1)
    assert (graphs.components(1000, RANDOM.permutation(chain)) == 0).all()
    assert graphs.components(3, np.zeros((0, 2), int)).tolist() == [0, 1, 2]


def test_only_the_cheapest_of_both_nodes_merge() -> None:
    pairs = np.array([[0, 1], [1, 2], [2, 3], [3, 4]])
    assert graphs.mutual(5, pairs, np.array([2.0, 1.0, 3.0, 4.0])).tolist() == [[1, 2]]
    assert graphs.mutual(5, pairs, np.array([1.0, 2.0, 3.0, 1.5])).tolist() == [[0, 1], [3, 4]]
    assert len(graphs.mutual(5, pairs, np.full(4, np.inf))) == 0
    assert graphs.contracted(pairs, np.array([0, 0, 1, 1, 0])).tolist() == [[0, 1]]


def a_picture() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Colours, normals, points and true ids: a floor, a wall behind it, and a step 0.3 higher on the floor."""
    height, width = 60, 80
    rgb, normals, points = (np.zeros((height, width, 3)) for _ in range(3))
    rows, columns = np.indices((height, width))
    ids = np.where(rows < 25, 1, 2)
    ids[35:50, 20:45] = 3
    points[..., 0], points[..., 1] = columns * 0.05, np.where(rows < 25, 5.0, (60 - rows) * 0.1)
    points[..., 2] = np.where(rows < 25, (25 - rows) * 0.1, np.where(ids == 3, 0.3, 0.0))
    normals[ids == 1], normals[ids > 1] = (0, -1, 0), (0, 0, 1)
    normals += RANDOM.normal(0, 0.03, normals.shape)
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    checks = (rows // 6 + columns // 6) % 2
    rgb[...] = np.where(checks, 0.3, 0.7)[..., None]
    return rgb, normals, points, ids


def test_segments_are_planes_whatever_is_painted_on_them() -> None:
    rgb, normals, points, ids = a_picture()
    found = segments(rgb, normals, points, PIECES)
    assert compare(found.ravel(), ids.ravel()).sc > 0.95 and found.max() == 3
    assert (np.bincount(found.ravel())[1:] == sorted(np.bincount(found.ravel())[1:], reverse=True)).all()
    # In a world whose unit is ten times smaller, the step of 0.3 is one of 3 cm and does not count.
    assert segments(rgb, normals, points, PIECES, unit=10.0).max() == 2


def test_pixels_without_a_normal_have_no_segment() -> None:
    rgb, normals, points, _ = a_picture()
    normals[:, :10] = 0
    found = segments(rgb, normals, points, PIECES)
    assert (found[:, :10] == 0).all() and found.max() == 3
    assert (segments(rgb, 0 * normals, points, PIECES) == 0).all()


def test_given_pieces_merge_where_they_are_one_plane() -> None:
    rgb, normals, points, ids = a_picture()
    halves = 2 * ids + (np.arange(80) >= 40)  # each plane cut in two by a vertical line
    found = segments(rgb, normals, points, PIECES, given=halves)
    assert compare(found.ravel(), ids.ravel()).sc > 0.95 and found.max() == 3
    # Colours have no say, and neither have pixels without a piece.
    halves[:25] = 0
    assert (segments(0 * rgb, normals, points, PIECES, given=halves)[25:] > 0).all()
    assert (segments(rgb, normals, points, PIECES, given=halves)[:25] == 0).all()
    # What lies apart and has one number is one piece.
    apart = np.where(ids == 1, 0, 7)
    apart[:, 30:50] = 0
    assert segments(rgb, normals, points, PIECES, given=apart).max() == 1
    assert (segments(rgb, normals, points, PIECES, given=0 * ids) == 0).all()


def some_gaussians(count: int = 40) -> Gaussians:
    roots = RANDOM.normal(size=(count, 3, 3))
    normals = RANDOM.normal(size=(count, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    covariances = roots @ roots.transpose(0, 2, 1)
    means, descriptors = RANDOM.normal(size=(count, 3)), RANDOM.normal(size=(count, 4))
    return Gaussians(RANDOM.random(count) + 0.1, means, covariances, normals, descriptors)


def test_merging_keeps_the_moments() -> None:
    leaves = some_gaussians()
    labels = RANDOM.integers(0, 3, 40)
    joined = leaves.joined(labels, 3)
    for node in range(3):
        w = leaves.weights[labels == node]
        # The moments of samples: each Gaussian as six points along the axes of its covariance.
        values, vectors = np.linalg.eigh(leaves.covariances[labels == node])
        arms = np.sqrt(3 * values)[:, None, :] * vectors
        spread = np.concatenate([arms, -arms], axis=2).transpose(0, 2, 1)
        samples = (leaves.means[labels == node][:, None] + spread).reshape(-1, 3)
        weights = np.repeat(w / 6, 6)
        mean = np.average(samples, axis=0, weights=weights)
        np.testing.assert_allclose(joined.means[node], mean, atol=1e-12)
        np.testing.assert_allclose(joined.covariances[node], np.cov(samples.T, aweights=weights, bias=True), atol=1e-9)
        assert joined.weights[node] == pytest.approx(w.sum())
    # Step by step or at once: the same.
    some = leaves.joined(np.minimum(np.arange(40), 20), 21).joined(np.zeros(21, int), 1)
    whole = leaves.joined(np.zeros(40, int), 1)
    np.testing.assert_allclose(some.covariances, whole.covariances)


def test_the_distance_by_hand() -> None:
    """Two spheres of deviation 1, 2 apart: 4 / 8. One of deviation 2 at the same place: 1/2 ln(2.5^3 / 8)."""
    eye = np.eye(3)
    gaussians = Gaussians(
        np.ones(3), np.array([[0.0, 0, 0], [2, 0, 0], [0, 0, 0]]), np.stack([eye, eye, 4 * eye]), eye, eye
    )
    found = bhattacharyya(gaussians, np.array([[0, 1], [0, 2], [1, 1]]), 0.0)
    np.testing.assert_allclose(found, [0.5, 0.5 * math.log(2.5**3 / 8), 0.0], atol=1e-12)


def flat_leaves(descriptors: tuple[float, float] = (1.0, 1.0)) -> tuple[Gaussians, np.ndarray]:
    """Two squares that share an edge at a right angle and a third one 0.3 above the first; normals of any sign."""
    means, normals, ids = [], [], []
    for index, (place, normal) in enumerate((((0, 1), 2), ((0, 2), 1), ((0, 1), 2))):
        points = np.zeros((400, 3))
        points[:, place] = RANDOM.random((400, 2)) * 2 + [0, 0.1]
        points[:, normal] += RANDOM.normal(0, 0.004, 400) + (0.3 if index == 2 else 0)
        means.append(points)
        normals.append(np.eye(3)[np.full(400, normal)] * RANDOM.choice([-1, 1], 400)[:, None])
        ids.append(np.full(400, index))
    means, normals, ids = (np.concatenate(part) for part in (means, normals, ids))
    covariances = 0.05**2 * (np.eye(3) - 0.99 * normals[:, :, None] * normals[:, None, :])
    halves = np.where(means[:, :1] < 1, descriptors[0], descriptors[1])
    return Gaussians(np.ones(1200), means, covariances, normals, np.concatenate([halves, 1 - halves**2], 1)), ids


def test_a_tree_ends_in_the_planes() -> None:
    leaves, ids = flat_leaves()
    labels, nodes = instances(leaves, TREE)
    large = [node for node in range(len(nodes.weights)) if nodes.weights[node] > 100]
    assert len(large) == 3 and nodes.weights[large].sum() > 0.9 * 1200
    assert compare(labels, ids).sc > 0.9
    for node in large:
        assert np.abs(nodes.normals[node]).max() > 0.99


def test_descriptors_keep_apart_what_is_one_plane() -> None:
    leaves, ids = flat_leaves((1.0, 0.0))
    labels, nodes = instances(leaves, TREE)
    assert (nodes.weights > 100).sum() == 6
    assert compare(labels, 2 * ids + (leaves.means[:, 0] < 1)).sc > 0.9
