"""The twin of native/entropy.cpp in plain Python: the same bytes, far slower. docs/entropy.md describes the streams.

Every model is written once, for a coder that either writes the symbols that it is given or ignores them and reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

FAST, SLOW = 4, 7  # how slowly estimates forget: by 2^-4 and 2^-7 of what they were
LEAST_RANGE = 1 << 24
NUM_CLASSES, TREE_BITS, MODE_BITS = 8, 8, 3
# Whether a value's context is the class of the value in the row before and of that in the channel before; whether
# it is coded as the difference to either. Mode 0 is a channel of one value.
MODES = [
    (False, False, False, False),
    (False, False, False, False),
    (True, False, False, False),
    (False, True, False, False),
    (True, True, False, False),
    (False, False, True, False),
    (False, False, False, True),
]
HISTORY_BITS, HALVINGS, NUM_KINDS = 6, 3, 18


class Model:
    """How probable a one is."""

    def __init__(self) -> None:
        self.fast = self.slow = 1 << 15
        self.count = 1

    def probability(self) -> int:  # of 2^15
        return (self.fast + self.slow) >> 2

    def update(self, bit: int) -> None:
        shift = self.count.bit_length()
        target = bit << 16
        for name, most in (("fast", FAST), ("slow", SLOW)):
            value = getattr(self, name)
            step = abs(target - value) >> min(shift, most)
            setattr(self, name, value + step if bit else value - step)
        self.count = min(self.count + 1, 1 << (SLOW - 1))


class Encoder:
    def __init__(self) -> None:
        self.low, self.range, self.num_shifts = 0, 0xFFFFFFFF, 0  # low is never cut: Python's numbers carry

    def bit(self, model: Model, bit: int) -> int:
        ones = (self.range >> 15) * model.probability()
        if bit:
            self.range = ones
        else:
            self.low += ones
            self.range -= ones
        model.update(bit)
        self._shift()
        return bit

    def raw(self, count: int, bits: int) -> int:
        self.range >>= count
        self.low += self.range * bits
        self._shift()
        return bits

    def finish(self) -> bytes:
        return self.low.to_bytes(4 + self.num_shifts, "big")

    def _shift(self) -> None:
        while self.range < LEAST_RANGE:
            self.range <<= 8
            self.low <<= 8
            self.num_shifts += 1


class Decoder:
    def __init__(self, data: bytes) -> None:
        self.data, self.place, self.range = data, 4, 0xFFFFFFFF
        self.code = int.from_bytes(data[:4].ljust(4, b"\0"), "big")
        self.is_broken = self.code == 0xFFFFFFFF

    def bit(self, model: Model, _: int) -> int:
        ones = (self.range >> 15) * model.probability()
        bit = int(self.code < ones)
        if bit:
            self.range = ones
        else:
            self.code -= ones
            self.range -= ones
        model.update(bit)
        self._shift()
        return bit

    def raw(self, count: int, _: int) -> int:
        self.range >>= count
        bits, self.code = divmod(self.code, self.range)
        self.is_broken |= bits >> count != 0
        self._shift()
        return bits & ((1 << count) - 1)

    def finish(self) -> None:
        if self.place > len(self.data):
            raise ValueError("entropy-coded data is cut")
        if self.place < len(self.data):
            raise ValueError("entropy-coded data has bytes behind its end")
        if self.is_broken or self.code:
            raise ValueError("entropy-coded data is damaged")

    def _shift(self) -> None:
        while self.range < LEAST_RANGE:
            byte = self.data[self.place] if self.place < len(self.data) else 0
            self.place += 1
            self.range <<= 8
            self.code = self.code << 8 | byte


Coder = Encoder | Decoder
Models = defaultdict[tuple, Model]


def _raw_bits(coder: Coder, count: int, value: int) -> int:
    bits = 0
    while count:
        some = min(count, 8)
        count -= some
        bits = bits << some | coder.raw(some, value >> count & ((1 << some) - 1))
    return bits


def _tree(coder: Coder, models: Models, key: tuple, bits: int, value: int) -> int:
    node = 1
    for i in reversed(range(bits)):
        node = 2 * node + coder.bit(models[(*key, node)], value >> i & 1)
    return node - (1 << bits)


def encode_planes(codes: np.ndarray, bits: Sequence[int]) -> bytes:  # [N, C]
    """As `entropy.encode_planes`."""
    columns = [[int(value) for value in column] for column in np.asarray(codes).T]
    borders = [_borders(column, width) for column, width in zip(columns, bits, strict=True)]
    encoder = Encoder()
    for c, column in enumerate(columns):
        before = (columns[c - 1], borders[c - 1]) if c else None
        mode = 0
        if any(value != column[0] for value in column):

            def size(mode: int, column: list[int] = column, before: tuple | None = before, c: int = c) -> int:
                trial = Encoder()
                _code_channel(trial, mode, bits[c], borders[c], list(column), before)
                return trial.num_shifts

            mode = min(range(1, len(MODES)), key=size)
        encoder.raw(MODE_BITS, mode)
        _code_channel(encoder, mode, bits[c], borders[c], list(column), before)
    return encoder.finish()


def decode_planes(data: bytes, num_rows: int, bits: Sequence[int]) -> np.ndarray:
    """The codes [N, C] uint16."""
    decoder = Decoder(data)
    codes = np.zeros((num_rows, len(bits)), np.uint16)
    before = None
    for c, width in enumerate(bits):
        mode = decoder.raw(MODE_BITS, 0)
        if mode >= len(MODES):
            raise ValueError("entropy-coded data is damaged")
        values = [0] * num_rows
        borders = _code_channel(decoder, mode, width, [0] * (NUM_CLASSES - 1), values, before)
        codes[:, c] = values
        before = (values, borders)
    decoder.finish()
    return codes


def _borders(column: list[int], bits: int) -> list[int]:
    """The values at which classes of about as many values each begin; all the value where there is but one."""
    if all(value == column[0] for value in column):
        return (column[:1] or [0]) * (NUM_CLASSES - 1)
    counts = np.bincount(column, minlength=1 << bits)
    borders, value, below = [], 0, 0
    for i in range(1, NUM_CLASSES):
        while value < len(counts) - 1 and below * NUM_CLASSES < len(column) * i:
            below += int(counts[value])
            value += 1
        borders.append(value)
    return borders


def _code_channel(
    coder: Coder,
    mode: int,
    bits: int,
    borders: list[int],
    values: list[int],  # [N], filled in by a decoder
    before: tuple[list[int], list[int]] | None,  # values [N] and borders of the channel before
) -> list[int]:
    """Codes one channel; its borders."""
    if mode == 0:
        value = _raw_bits(coder, bits, values[0] if values else 0)
        values[:] = [value] * len(values)
        return [value] * (NUM_CLASSES - 1)
    borders = [_raw_bits(coder, bits, border) for border in borders]
    row_class, channel_class, from_row, from_channel = MODES[mode]
    models: Models = defaultdict(Model)
    last = 0
    top = min(bits, TREE_BITS)
    below, mask = bits - top, (1 << bits) - 1
    for i, given in enumerate(values):
        context = (
            _class_of(last, borders) if row_class else 0,
            _class_of(before[0][i], before[1]) if channel_class and before else 0,
        )
        expected = last if from_row else before[0][i] if from_channel and before else 0
        symbol = (given - expected) & mask
        high = _tree(coder, models, context, top, symbol >> below)
        kind = 0 if high == 0 else 1 if high == (1 << top) - 1 else 2
        low = _tree(coder, models, ("below", kind), below, symbol & ((1 << below) - 1))
        last = values[i] = ((high << below | low) + expected) & mask
    return borders


def _class_of(value: int, borders: list[int]) -> int:
    """The borders up to the first that is above `value`; a damaged stream's may be in any order."""
    return next((i for i, border in enumerate(borders) if value < border), len(borders))


def encode_points(codes: np.ndarray, bits: int) -> bytes:  # [N, 3] in Morton order
    """As `entropy.encode_points`."""
    encoder = Encoder()
    _code_points(encoder, [[int(x) for x in point] for point in codes], bits)
    return encoder.finish()


def decode_points(data: bytes, num_points: int, bits: int) -> np.ndarray:
    """The codes [N, 3] uint16."""
    decoder, points = Decoder(data), [[0, 0, 0] for _ in range(num_points)]
    _code_points(decoder, points, bits)
    decoder.finish()
    return np.array(points, np.uint16).reshape(-1, 3)


def _code_points(coder: Coder, points: list[list[int]], bits: int) -> None:
    models: Models = defaultdict(Model)
    if len(points) == 1:
        _code_alone(coder, points[0], 0, bits)
    cells = [(0, len(points), 0)] if len(points) > 1 else []  # begin, count, history
    for level in range(3 * bits):
        axis, bit = 2 - level % 3, bits - 1 - level // 3
        after = []
        for begin, count, history in cells:
            given = sum(not point[axis] >> bit & 1 for point in points[begin : begin + count])
            lower, is_split = _split(coder, models, axis, history, count, given)
            if isinstance(coder, Decoder) and lower < count:
                upper = list(points[begin])
                upper[axis] |= 1 << bit
                points[begin + lower] = upper
            history = (history << 1 | is_split) & ((1 << HISTORY_BITS) - 1)
            for start, number in ((begin, lower), (begin + lower, count - lower)):
                if number == 1:
                    _code_alone(coder, points[start], axis, bit)
                elif number:
                    after.append((start, number, history))
        cells = after
    for begin, count, _ in cells:
        points[begin : begin + count] = [list(points[begin]) for _ in range(count)]


def _split(coder: Coder, models: Models, axis: int, history: int, count: int, given: int) -> tuple[int, bool]:
    """How many of a cell's `count` points are in its lower half, and whether there are some in both."""
    kind = count - 2 if count < 8 else min(NUM_KINDS - 1, count.bit_length() + 2)
    key = (kind, axis, history)
    if not coder.bit(models[("both", *key)], int(0 < given < count)):
        return count * coder.bit(models[("lower", *key)], int(given == count)), False
    least, most, node = 1, count - 1, 1
    while least < most:
        middle = (least + most) // 2
        above = int(given > middle)
        is_modelled = node < 1 << HALVINGS
        above = coder.bit(models[(kind, node)], above) if is_modelled else coder.raw(1, above)
        node = 2 * node + above
        least, most = (middle + 1, most) if above else (least, middle)
    return least, True


def _code_alone(coder: Coder, point: list[int], axis: int, bit: int) -> None:
    """What is left of a point alone in its cell, where `axis` was the last that was halved, at `bit`."""
    for a in (2, 1, 0):
        left = bit + 1 if a < axis else bit
        point[a] = point[a] >> left << left | _raw_bits(coder, left, point[a] & ((1 << left) - 1))
