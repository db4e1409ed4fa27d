"""The order in which hosts draw quads."""

from __future__ import annotations

import numpy as np
import torch
from packages.small import small_package

from neural_render.compress.quantise import decode
from neural_render.viewer.sorting import farthest_first, order_texels, positions


def test_farthest_first_and_of_equal_ones_the_higher_number() -> None:
    depths = np.array([2, 5, 2, 7, 5, 2, -1], np.float32)
    viewmat = np.eye(4)
    viewmat[2] = [0, 1, 0, 3]
    points = np.stack([np.arange(7), depths, -np.arange(7)], axis=1).astype(np.float32)
    assert farthest_first(points, viewmat).tolist() == [3, 4, 1, 5, 2, 0, 6]


def test_positions_are_what_codes_and_floats_stand_for() -> None:
    package = small_package()
    quantiser = package.manifest.textures["means"].quantisers[0]
    codes = torch.from_numpy(package.textures["means"].reshape(12, 4).astype(np.int32))
    decoded = positions(package.textures["means"], (quantiser,))
    assert np.array_equal(decoded, decode(quantiser, codes).numpy()[:, :3])
    assert np.array_equal(positions(package.textures["exact"], ()), package.textures["exact"].reshape(12, 4)[:, :3])


def test_an_order_lies_in_texels_row_by_row() -> None:
    order = np.random.default_rng(0).permutation(5000)
    texels = order_texels(order)
    assert texels.shape == (3, 2048, 1) and texels.dtype == np.uint32
    assert np.array_equal(texels.reshape(-1)[:5000], order) and not texels.reshape(-1)[5000:].any()
    assert order_texels(order[:0]).shape == (1, 2048, 1)
    assert order_texels(np.zeros(2048 * 8192 + 1, np.uint32)).shape == (2049, 8192, 1)
