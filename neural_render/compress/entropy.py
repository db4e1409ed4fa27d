"""Lossless entropy coding of whole numbers: planes of codes, and points.

All streams are those of one adaptive binary range coder, which docs/entropy.md describes down to the bit. A reader of
a stream knows all shapes and bits already, so none are in it. Decoding raises ValueError where the bytes are cut, have
others behind their end, or are no such stream (which a few wrong bytes may hide); it takes memory in proportion to the
shapes that it is given, whatever the bytes are. The work is done in C++; `entropy_reference.py` is its twin.

Letters: N rows or points, C channels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from neural_render.native import _kernels

MAX_BITS = 16
MAX_POINTS = 2**32 - 1


def encode_planes(
    codes: np.ndarray,  # [N, C], of any type of whole numbers
    bits: int | Sequence[int],
) -> bytes:
    """The stream of N rows of C codes of so many bits (1 ... 16; of each channel, or of all).

    Every channel is coded with what the row before, the channel before, both or neither tell of it: what is smallest.
    Raises ValueError where a code has more bits.
    """
    codes = np.asarray(codes)
    _require(codes.ndim == 2, f"codes {codes.shape} given; pass [N, C]")
    widths = _widths(bits, codes.shape[1])
    short = _short(codes)  # [N, C]
    for channel, width in enumerate(widths):
        most = int(short[:, channel].max(initial=0))
        _require(most < 1 << width, f"code {most} in channel {channel} given, which has {width} bits")
    return _kernels.encode_planes(short.ctypes.data, len(short), widths)


def decode_planes(data: bytes, num_rows: int, num_channels: int, bits: int | Sequence[int]) -> np.ndarray:
    """The codes [N, C] uint16 of a stream that `encode_planes` made."""
    source = np.frombuffer(data, np.uint8)
    codes = np.empty((num_rows, num_channels), np.uint16)
    widths = _widths(bits, num_channels)
    _kernels.decode_planes(source.ctypes.data, len(source), codes.ctypes.data, num_rows, widths)
    return codes


def in_morton_order(codes: np.ndarray) -> bool:  # [N, 3]
    """Whether points lie as `morton_order` puts them."""
    short = _short(codes)
    return _kernels.in_morton_order(short.ctypes.data, len(short))


def morton_order(codes: np.ndarray) -> np.ndarray:  # [N, 3]
    """Where the points [N] are along the Morton curve, of whose every three bits x is the least; equal ones stay."""
    long = _short(codes).astype(np.uint64)  # [N, 3]
    keys = np.zeros(len(long), np.uint64)  # [N]
    for bit in range(MAX_BITS):
        for axis in range(3):
            keys |= (long[:, axis] >> np.uint64(bit) & np.uint64(1)) << np.uint64(3 * bit + axis)
    return np.argsort(keys, kind="stable")


def encode_points(codes: np.ndarray, bits: int) -> bytes:  # [N, 3]
    """The stream of points in Morton order, of so many bits (1 ... 16) an axis; raises ValueError for any other order.

    Cells are halved until they hold one point, after Gandoin and Devillers, "Progressive lossless compression of
    arbitrary simplicial complexes" (2002): the order of N points costs nothing, which saves log2(N!) bits.
    """
    codes = np.asarray(codes)
    _require(codes.ndim == 2 and codes.shape[1] == 3, f"codes {codes.shape} given; pass [N, 3]")
    (width,) = _widths(bits, 1)
    short = _short(codes)
    most = int(short.max(initial=0))
    _require(most < 1 << width, f"code {most} given, which has more than {width} bits")
    _require(len(short) <= MAX_POINTS, f"{len(short)} points given; {MAX_POINTS} is the most")
    _require(in_morton_order(short), "points in another order than Morton's given; sort them by morton_order")
    return _kernels.encode_points(short.ctypes.data, len(short), width)


def decode_points(data: bytes, num_points: int, bits: int) -> np.ndarray:
    """The codes [N, 3] uint16 of a stream that `encode_points` made."""
    source = np.frombuffer(data, np.uint8)
    (width,) = _widths(bits, 1)
    _require(num_points <= MAX_POINTS, f"{num_points} points given; {MAX_POINTS} is the most")
    codes = np.empty((num_points, 3), np.uint16)
    _kernels.decode_points(source.ctypes.data, len(source), codes.ctypes.data, num_points, width)
    return codes


def _require(is_so: bool, given: str) -> None:
    if not is_so:
        raise ValueError(f"entropy coding: {given}")


def _widths(bits: int | Sequence[int], num_channels: int) -> list[int]:
    widths = [bits] * num_channels if isinstance(bits, int) else [int(width) for width in bits]
    _require(len(widths) == num_channels, f"bits of {len(widths)} channels given, not of {num_channels}")
    _require(all(1 <= width <= MAX_BITS for width in widths), f"bits {widths} given; pass 1 ... {MAX_BITS}")
    return widths


def _short(codes: np.ndarray) -> np.ndarray:
    """The codes as contiguous uint16."""
    codes = np.asarray(codes)
    _require(codes.dtype.kind in "iu", f"codes of {codes.dtype} given; pass whole numbers")
    in_range = codes.dtype == np.uint16 or (
        int(codes.min(initial=0)) >= 0 and int(codes.max(initial=0)) < 1 << MAX_BITS
    )
    _require(in_range, f"codes beyond 0 ... {2**MAX_BITS - 1} given")
    return np.ascontiguousarray(codes, np.uint16)
