"""Few of many rows lie evenly among them."""

from __future__ import annotations

import pytest
import torch

from neural_render.thinning import thinned


@pytest.mark.parametrize(
    ("count", "most", "kept"),
    [(0, 3, []), (1, 3, [0]), (3, 3, [0, 1, 2]), (4, 3, [0, 2]), (7, 3, [0, 3, 6]), (10, 3, [0, 4, 8]), (5, 1, [0])],
)
def test_every_kth_row_is_kept(count: int, most: int, kept: list[int]) -> None:
    assert thinned(list(range(count)), most) == kept
    assert thinned(torch.arange(count), most).tolist() == kept
