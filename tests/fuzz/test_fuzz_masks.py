"""Damaged files of masks: ids or one UserError, soon, and with no more memory than MAX_PIXELS asks for."""

from __future__ import annotations

import json
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neural_render.data.masks import MAX_PIXELS, decode_runs, read_masks, unpack_runs
from neural_render.errors import UserError

MAX_MORE_BYTES = 8 * MAX_PIXELS
FUZZ = settings(max_examples=300, deadline=None, derandomize=True)
WHOLE = json.dumps(
    [
        {"segmentation": {"size": [5, 7], "counts": ";32NO012004"}, "area": 11},
        {"segmentation": {"size": [5, 7], "counts": [3, 9, 23]}, "area": 9},
    ]
).encode()
# Numbers near every limit, and what JSON allows in their place.
NUMBERS = st.integers(-3, 60) | st.sampled_from([2**13, 2**26, 2**31, 2**63, 2**64, -(2**63), 10**400])
ANYTHING = NUMBERS | st.none() | st.booleans() | st.floats() | st.text(max_size=12) | st.lists(NUMBERS, max_size=6)


@pytest.fixture(scope="module", autouse=True)
def bounded_memory() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MAX_MORE_BYTES, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def try_to_read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.json"
        file.write_bytes(content)
        try:
            ids = read_masks(file, 7, 5)
        except UserError as error:
            assert error.what and error.given and error.remedy and "a.json" in error.what
        else:
            assert ids.dtype == np.int32 and ids.min() >= 0 and ids.size <= MAX_PIXELS


@FUZZ
@given(end=st.integers(0, len(WHOLE)), place=st.integers(0, len(WHOLE) - 1), patch=st.binary(max_size=8))
def test_cut_and_overwritten_files(end: int, place: int, patch: bytes) -> None:
    try_to_read(WHOLE[:end])
    try_to_read(WHOLE[:place] + patch + WHOLE[place + len(patch) :])


@FUZZ
@given(size=ANYTHING | st.lists(NUMBERS, min_size=2, max_size=2), counts=ANYTHING)
def test_any_size_and_counts(size: object, counts: object) -> None:
    try_to_read(json.dumps([{"segmentation": {"size": size, "counts": counts}}]).encode())


@FUZZ
@given(text=st.text(st.characters(min_codepoint=40, max_codepoint=120), max_size=30), height=st.integers(1, 9))
def test_any_string(text: str, height: int) -> None:
    try:
        mask = decode_runs(unpack_runs(text), height, 5)
    except ValueError as error:
        assert str(error)
    else:
        assert mask.shape == (height, 5) and mask.dtype == bool


def test_the_largest_mask_fits_into_the_memory_allowed() -> None:
    side = 1 << 13
    try_to_read(json.dumps([{"segmentation": {"size": [side, side], "counts": [5, side * side - 5]}}]).encode())
