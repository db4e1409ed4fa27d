"""Entropy coding: what goes in comes out, the twin writes the same bytes, and broken streams are said to be broken."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neural_render import native
from neural_render.compress import entropy, entropy_reference

EXAMPLES = settings(max_examples=60, deadline=None, derandomize=True)


@st.composite
def tables(draw: st.DrawFn) -> tuple[np.ndarray, list[int]]:
    """Codes [N, C] of different bits, some with little in them."""
    bits = draw(st.lists(st.integers(1, 16), max_size=4))
    generator = np.random.default_rng(draw(st.integers(0, 99)))
    rows = draw(st.integers(0, 120))
    columns = [generator.integers(0, 1 << draw(st.integers(0, width)), rows) for width in bits]
    return np.array(columns, np.uint16).reshape(len(bits), rows).T, bits


@st.composite
def clouds(draw: st.DrawFn) -> tuple[np.ndarray, int]:
    """Points [N, 3] in Morton order, many of them at one place where bits are few."""
    bits, generator = draw(st.integers(1, 16)), np.random.default_rng(draw(st.integers(0, 99)))
    codes = generator.integers(0, 1 << draw(st.integers(0, bits)), (draw(st.integers(0, 150)), 3)).astype(np.uint16)
    return codes[entropy.morton_order(codes)], bits


@EXAMPLES
@given(tables())
def test_planes_come_back_and_the_twin_writes_the_same(case: tuple[np.ndarray, list[int]]) -> None:
    codes, bits = case
    data = entropy.encode_planes(codes, bits)
    assert data == entropy_reference.encode_planes(codes, bits)
    for decoded in (
        entropy.decode_planes(data, *codes.shape, bits),
        entropy_reference.decode_planes(data, len(codes), bits),
    ):
        assert decoded.dtype == np.uint16 and np.array_equal(decoded, codes)


@EXAMPLES
@given(clouds())
def test_points_come_back_and_the_twin_writes_the_same(case: tuple[np.ndarray, int]) -> None:
    codes, bits = case
    data = entropy.encode_points(codes, bits)
    assert data == entropy_reference.encode_points(codes, bits)
    for decode in (entropy.decode_points, entropy_reference.decode_points):
        assert np.array_equal(decode(data, len(codes), bits), codes)


GENERATOR = np.random.default_rng(0)
ROWS = GENERATOR.integers(0, 200, (50, 3))
POINTS = ROWS[entropy.morton_order(ROWS)]
STREAMS = {
    "planes": (entropy.encode_planes(ROWS, 8), lambda data: entropy.decode_planes(data, 50, 3, 8)),
    "points": (entropy.encode_points(POINTS, 8), lambda data: entropy.decode_points(data, 50, 8)),
}


@pytest.mark.parametrize("name", STREAMS)
def test_cut_streams_and_bytes_behind_their_end_are_refused(name: str) -> None:
    data, decode = STREAMS[name]
    decode(data)
    for length in range(len(data)):
        with pytest.raises(ValueError, match=r"is cut|is damaged"):
            decode(data[:length])
    with pytest.raises(ValueError, match="bytes behind its end"):
        decode(data + b"\0")


@pytest.mark.parametrize("name", STREAMS)
@EXAMPLES
@given(data=st.data())
def test_damaged_streams_end_soon(name: str, data: st.DataObject) -> None:
    """They give values of the right range, or one error."""
    given_bytes, decode = STREAMS[name]
    damaged = bytearray(given_bytes)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    other = data.draw(st.sampled_from([bytes(damaged), data.draw(st.binary(max_size=80))]))
    try:
        assert decode(other).max() < 256
    except ValueError as error:
        assert "entropy-coded data" in str(error)


def test_few_bytes_do_not_take_memory_beyond_the_counts() -> None:
    """Of the process: what the decoder allocates, Python does not see."""
    code = """
import resource
from neural_render.compress import entropy
most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kB
before = most()
for decode in (
    lambda: entropy.decode_points(bytes(range(18, 118)), 10_000, 16),
    lambda: entropy.decode_planes(bytes(range(18, 118)), 10_000, 4, 16),
):
    try:
        decode()
    except ValueError:
        continue
    raise SystemExit("nothing is wrong")
print(most() - before)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(ended.stdout) < 20_000


def test_what_is_always_the_same_costs_next_to_nothing() -> None:
    """A hundredth of a bit per decision that is always the same, and no bytes for a channel that is."""
    varied = np.random.default_rng(1).integers(0, 256, (1000, 2))
    padded = np.zeros((4000, 4), int)
    padded[:1000, :2] = varied
    more = len(entropy.encode_planes(padded, 8)) - len(entropy.encode_planes(varied, 8))
    assert more * 8 < 0.01 * 3000 * 2 * 8 + 32


def test_channels_pay_only_for_what_the_others_do_not_tell() -> None:
    first = np.random.default_rng(2).integers(0, 200, 3000)
    alone = len(entropy.encode_planes(first[:, None], 8))
    assert len(entropy.encode_planes(np.stack([first, first + 7], 1), 8)) < 1.1 * alone
    walk = np.cumsum(np.random.default_rng(3).integers(-1, 2, 3000)) & 0xFFFF
    assert len(entropy.encode_planes(walk[:, None], 16)) < 3000 * 2.2 / 8


def test_random_values_cost_no_more_than_their_bits() -> None:
    codes = np.random.default_rng(4).integers(0, 16, (20_000, 2))
    assert len(entropy.encode_planes(codes, 4)) < 1.01 * codes.size / 2


def test_the_order_of_points_costs_nothing() -> None:
    """N random points of 3 x 16 bits have 48 - log2(N!) / N bits each, which are 13.8 fewer for 40 thousand."""
    codes = np.random.default_rng(5).integers(0, 1 << 16, (40_000, 3))
    codes = codes[entropy.morton_order(codes)]
    assert len(entropy.encode_points(codes, 16)) * 8 / len(codes) < 48 - 13.8 + 0.3


def test_streams_do_not_depend_on_the_number_of_threads() -> None:
    codes, before = np.random.default_rng(7).integers(0, 50, (500, 6)), native.num_threads()
    streams = []
    for count in (1, 4):
        native.set_num_threads(count)
        streams.append(entropy.encode_planes(codes, 8))
    native.set_num_threads(before)
    assert streams[0] == streams[1]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="code 16 in channel 1 given, which has 4 bits"):
        entropy.encode_planes(np.array([[1, 16]]), [8, 4])
    with pytest.raises(ValueError, match="another order than Morton's"):
        entropy.encode_points(np.array([[0, 0, 1], [1, 1, 0]]), 4)
    with pytest.raises(ValueError, match=r"pass 1 \.\.\. 16"):
        entropy.decode_planes(b"", 1, 1, 17)
