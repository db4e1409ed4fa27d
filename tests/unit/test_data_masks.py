"""Masks as SAM writes them: COCO's runs against a second decoder written as its C code is, overlaps, damaged files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neural_render.data.masks import MAX_PIXELS, decode_runs, read_masks, unpack_runs
from neural_render.errors import UserError

# pycocotools 2.0.11's encoding of the mask below.
COCO = {"size": [5, 7], "counts": ";32NO012004"}
MASK = np.zeros((5, 7), bool)
MASK[1:4, 2:6] = True
MASK[2, 3] = False


def runs_of(mask: np.ndarray) -> list[int]:
    """COCO's runs of a mask, by a loop over its columns."""
    runs, value = [0], False
    for pixel in mask.T.ravel().tolist():
        if pixel != value:
            runs.append(0)
            value = pixel
        runs[-1] += 1
    return runs


def packed(runs: list[int]) -> str:
    """COCO's string of runs (rleToString)."""
    text = ""
    for index, run in enumerate(runs):
        x, more = run - (runs[index - 2] if index > 2 else 0), True
        while more:
            code = x & 31
            x >>= 5
            more = x != -1 if code & 16 else x != 0
            text += chr(code + 48 + 32 * more)
    return text


def entry(mask: np.ndarray, as_string: bool = True) -> dict:
    runs = runs_of(mask)
    return {"segmentation": {"size": list(mask.shape), "counts": packed(runs) if as_string else runs}, "area": 5}


def write(folder: Path, entries: object) -> Path:
    (folder / "a.json").write_text(json.dumps(entries))
    return folder / "a.json"


def test_runs_are_those_of_pycocotools() -> None:
    assert packed(runs_of(MASK)) == COCO["counts"]
    np.testing.assert_array_equal(decode_runs(unpack_runs(COCO["counts"]), 5, 7), MASK)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(runs=st.lists(st.integers(0, 2**26), min_size=1, max_size=40))
def test_strings_of_any_runs_are_unpacked(runs: list[int]) -> None:
    assert unpack_runs(packed(runs)).tolist() == runs


def test_smaller_masks_lie_on_top_whatever_their_order_and_form(tmp_path: Path) -> None:
    large, small, rest = (np.zeros((6, 8), bool) for _ in range(3))
    large[:, :6], small[2:4, 2:4], rest[5, 5:] = True, True, True
    expected = np.zeros((6, 8), int)
    for number, mask in enumerate((large, small, rest), start=1):
        expected[mask] = number
    for order in ([0, 1, 2], [1, 2, 0], [2, 1, 0]):
        masks = [(large, small, rest)[index] for index in order]
        file = write(tmp_path, [entry(mask, as_string=index % 2 == 0) for index, mask in enumerate(masks)])
        np.testing.assert_array_equal(read_masks(file, 80, 60), expected)
    assert (read_masks(write(tmp_path, []), 8, 6) == np.zeros((6, 8))).all()


SIZES = [6, 8]
WRONG = {
    "no list": ({"annotations": []}, "a dict where a list belongs"),
    "no object": ([[1, 2]], "no segmentation"),
    "a polygon": ([{"segmentation": [[1.0, 2.0, 3.0, 4.0]]}], "no segmentation with size and counts"),
    "runs too short": ([{"segmentation": {"size": SIZES, "counts": [10, 20]}}], "30 pixels in all"),
    "runs too long": ([{"segmentation": {"size": SIZES, "counts": [10, 40]}}], "50 pixels in all"),
    "a negative run": ([{"segmentation": {"size": SIZES, "counts": [28, -8, 28]}}], "runs of -8"),
    "a run that is huge": ([{"segmentation": {"size": SIZES, "counts": [10**30, 3]}}], "whole numbers"),
    "half a pixel": ([{"segmentation": {"size": SIZES, "counts": [40.5, 7.5]}}], "whole numbers"),
    "a size of one": ([{"segmentation": {"size": [48], "counts": [48]}}], r"\[height, width\]"),
    "a size of words": ([{"segmentation": {"size": ["6", 8], "counts": [48]}}], r"\[height, width\]"),
    "a huge size": ([{"segmentation": {"size": [10**9, 10**9], "counts": [10**18]}}], f"more than {MAX_PIXELS:,}"),
    "another alphabet": ([{"segmentation": {"size": SIZES, "counts": "é;"}}], "characters"),
    "a cut string": ([{"segmentation": {"size": SIZES, "counts": "P"}}], "within a number"),
    "an endless number": ([{"segmentation": {"size": SIZES, "counts": "P" * 9 + "0"}}], "10 characters"),
    "two sizes": ([entry(MASK), entry(MASK[:, 1:])], "6x5 and 7x5"),
}


@pytest.mark.parametrize(("entries", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, entries: object, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        read_masks(write(tmp_path, entries), 8, 6)
    assert "a.json" in caught.value.what and caught.value.given and caught.value.remedy
