"""Compressed PLY files: PlayCanvas's layout, which its engine, SuperSplat, Spark and most editors read.

Splats lie in chunks of 256, the last one may be shorter. A chunk has the least and the largest x y z, scale_x..z (log)
and r g b; a splat has four 32-bit words, whose numbers are shares of these ranges, the first in the highest bits:
- packed_position and packed_scale: 11, 10 and 11 bits;
- packed_color: r g b, and the opacity as a share of 1, with 8 bits each; a colour c is sh0 = (c - 0.5) / SH_C0;
- packed_rotation: which of wxyz is the largest in 2 bits, the others in 10 bits each, as shares of +-1 / sqrt(2).
Harmonics are bytes f_rest_* in an element `sh`, channel-major: the value v is floor(256 (v / 8 + 1/2)), and reads as
the middle of its step, but for 0 and 255, which read as -4 and 4. Axes and comments are those of other PLYs.

Layout: `compressed-chunk.ts` and `decompress-ply.ts` in playcanvas/splat-transform, and PlayCanvas's documentation.
Letters: N splats, C chunks, K SH bases, D numbers in a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch

from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.export.ply import rest_names
from neural_render.export.ply_header import Header, info_of, join, lines_of, read_binary, read_header, wrong
from neural_render.export.splat_files import (
    SMALLEST_MAX,
    from_smallest_three,
    presentable,
    smallest_three,
    usable,
    verify,
    writable,
)
from neural_render.files import atomic_file
from neural_render.splatting.selection import in_curve_order
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats

CHUNK_SIZE = 256
PLACE_BITS = (11, 10, 11)
COLOR_BITS = (8, 8, 8, 8)
ROTATION_BITS = (2, 10, 10, 10)
SH_RANGE = 8.0  # of a harmonic, around 0
SH_VALUES = (SH_RANGE * (np.array([0, *(np.arange(1, 255) + 0.5), 256]) / 256 - 0.5)).astype(np.float32)  # [256]
WORDS = ["packed_position", "packed_rotation", "packed_scale", "packed_color"]
RANGED = (("x", "y", "z"), ("scale_x", "scale_y", "scale_z"), ("r", "g", "b"))
RANGES = [f"{end}_{name}" for names in RANGED for end in ("min", "max") for name in names]
REQUIRED_RANGES = RANGES[:12]  # earlier tools wrote none of the colours, which are shares of 1 then


@dataclass(frozen=True)
class _Packed:
    """The numbers of a file."""

    ranges: np.ndarray  # [C, 18] float32
    words: np.ndarray  # [N, 4] uint32
    sh: np.ndarray  # [N, 3 (K - 1)] uint8


def write(path: Path, splats: Splats, info: FileInfo) -> None:
    """Writes `presentable(splats)` along a curve, reads the file back, and only then gives it its name.

    Raises UserError when no splat is left or the file cannot be written, ValueError for splats that are not sorted.
    """
    kept = in_curve_order(writable(path, splats))  # chunks of neighbours have small ranges
    packed = _pack(kept)
    rest = [f"f_rest_{i}" for i in range(packed.sh.shape[1])]
    lines = lines_of(kept, info)
    lines += [f"element chunk {len(packed.ranges)}", *(f"property float {name}" for name in RANGES)]
    lines += [f"element vertex {len(kept)}", *(f"property uint {name}" for name in WORDS)]
    if rest:
        lines += [f"element sh {len(kept)}", *(f"property uchar {name}" for name in rest)]
    body = packed.ranges.astype("<f4").tobytes() + packed.words.astype("<u4").tobytes() + packed.sh.tobytes()
    with atomic_file(path) as temporary:
        temporary.write_bytes(join(lines) + body)
        verify(path, presentable(_unpack(packed, kept.antialias)), read(temporary)[0])


def read(path: Path) -> tuple[Splats, FileInfo]:
    """The splats of a file that we or another tool wrote, float32; what had to be left out is in the notes.

    Raises UserError when the file is no compressed PLY, is cut short, has bytes left over, or holds no usable splat.
    """
    path = Path(path)
    try:
        with open(path, "rb") as file:
            header = read_header(file, path)
            packed = _read_packed(file, header, path)
    except OSError as error:
        raise UserError(f"cannot read {path}", error.strerror or str(error), "give a compressed PLY file") from error
    notes: list[str] = []
    kept = usable(_unpack(packed, header.is_antialiased), notes)
    if kept is None:
        raise wrong(path, "not one splat with finite values")
    return kept, info_of(header, notes)


def _read_packed(file: BinaryIO, header: Header, path: Path) -> _Packed:
    """The numbers after the header, after checking that they are there and fit each other."""
    chunk, vertex, sh = (header.find(name) for name in ("chunk", "vertex", "sh"))
    if header.encoding == "ascii" or chunk is None or vertex is None:
        raise wrong(path, "a compressed PLY without binary elements 'chunk' and 'vertex'")
    names = REQUIRED_RANGES if "min_r" not in chunk.names else RANGES
    for element, required, kind in ((chunk, names, "f4"), (vertex, WORDS, "u4")):
        if missing := [name for name in required if (name, kind) not in element.properties]:
            raise wrong(path, f"no 4-byte properties {', '.join(missing)} of the element '{element.name}'")
    rest = rest_names(sh.names, path) if sh else []
    if sh and (sh.count != vertex.count or any((name, "u1") not in sh.properties for name in rest)):
        raise wrong(path, f"an element 'sh' of {sh.count:,} rows, or not of bytes, for {vertex.count:,} splats")
    if vertex.count == 0:
        raise wrong(path, "no splats")
    if chunk.count != -(-vertex.count // CHUNK_SIZE):
        raise wrong(path, f"{chunk.count:,} chunks of {CHUNK_SIZE} for {vertex.count:,} splats")
    tables = read_binary(file, header, [chunk, vertex, *([sh] if rest else [])], path)
    ranges = np.tile(np.float32([0.0] * 15 + [1.0] * 3), (chunk.count, 1))  # [C, 18]
    ranges[:, : len(names)] = _matrix(tables[0], names)
    values = _matrix(tables[2], rest) if rest else np.empty((vertex.count, 0), np.uint8)
    return _Packed(ranges, _matrix(tables[1], WORDS), values)


def _matrix(table: np.ndarray, names: list[str]) -> np.ndarray:
    return np.stack([table[name] for name in names], axis=1)  # [rows, len(names)]


def _pack(splats: Splats) -> _Packed:
    count, num_chunks = len(splats), -(-len(splats) // CHUNK_SIZE)
    index = np.arange(num_chunks * CHUNK_SIZE).clip(max=count - 1)  # the last splat fills the last chunk
    colors = 0.5 + SH_C0 * splats.sh0.double()  # [N, 3]
    ranges, shares = [], []
    for values in (splats.means, splats.log_scales, colors):
        rows = values.numpy().astype(np.float32)[index].reshape(num_chunks, CHUNK_SIZE, 3).astype(np.float64)
        low, high = rows.min(axis=1, keepdims=True), rows.max(axis=1, keepdims=True)  # [C, 1, 3] each
        ranges += [low[:, 0], high[:, 0]]
        span = np.where(high > low, high - low, 1.0)
        shares.append(((rows - low) / span).reshape(-1, 3)[:count])  # [N, 3]
    largest, others = smallest_three(splats.quats.numpy())  # [N], [N, 3]
    turns = [largest / 3, *(others / (2 * SMALLEST_MAX) + 0.5).T]
    opacities = splats.logit_opacities.double().sigmoid().numpy()  # [N]
    words = [
        _join(shares[0].T, PLACE_BITS),
        _join(turns, ROTATION_BITS),
        _join(shares[1].T, PLACE_BITS),
        _join([*shares[2].T, opacities], COLOR_BITS),
    ]
    rest = splats.shN.transpose(1, 2).flatten(1).double().numpy()  # [N, 3 (K - 1)] channel-major
    sh = np.floor((rest / SH_RANGE + 0.5) * 256).clip(0, 255).astype(np.uint8)
    return _Packed(np.concatenate(ranges, axis=1).astype(np.float32), np.stack(words, axis=1), sh)


def _unpack(packed: _Packed, antialias: bool) -> Splats:
    count = len(packed.words)
    chunk = np.arange(count) // CHUNK_SIZE  # [N]
    places, turns, sizes, colors = (
        _split(word, bits)
        for word, bits in zip(packed.words.T, (PLACE_BITS, ROTATION_BITS, PLACE_BITS, COLOR_BITS), strict=True)
    )

    def ranged(group: int, shares: np.ndarray) -> np.ndarray:  # [N, 3]
        low, high = (
            packed.ranges[:, start : start + 3].astype(np.float64)[chunk] for start in (6 * group, 6 * group + 3)
        )
        return low * (1 - shares) + high * shares

    def tensor(values: np.ndarray) -> torch.Tensor:
        with np.errstate(over="ignore"):
            return torch.from_numpy(values.astype(np.float32))

    rest = SH_VALUES[packed.sh].reshape(count, 3, packed.sh.shape[1] // 3)  # [N, 3, K - 1]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        largest = np.rint(3 * turns[:, 0]).astype(np.int64)  # [N]
        quats = from_smallest_three(largest, (turns[:, 1:] - 0.5) * 2 * SMALLEST_MAX)  # [N, 4]
        logits = np.log(colors[:, 3]) - np.log1p(-colors[:, 3])  # [N], infinite at 0 and 1
        sh0 = (ranged(2, colors[:, :3]) - 0.5) / SH_C0  # [N, 3]
        return Splats(
            means=tensor(ranged(0, places)),
            quats=tensor(quats),
            log_scales=tensor(ranged(1, sizes)),
            logit_opacities=tensor(logits),
            sh0=tensor(sh0),
            shN=torch.from_numpy(rest).transpose(1, 2).contiguous(),
            antialias=antialias,
        )


def _join(shares: Sequence[np.ndarray], bits: tuple[int, ...]) -> np.ndarray:
    """Words [N] of D shares [N] of 1, rounded to so many bits."""
    word = np.zeros(len(shares[0]), np.uint32)
    for share, width in zip(shares, bits, strict=True):
        top = (1 << width) - 1
        word = (word << np.uint32(width)) | np.floor(share * top + 0.5).clip(0, top).astype(np.uint32)
    return word


def _split(words: np.ndarray, bits: tuple[int, ...]) -> np.ndarray:
    """The shares [N, D] in words [N]."""
    words = words.astype(np.uint32)
    shares, place = [], sum(bits)
    for width in bits:
        place -= width
        top = (1 << width) - 1
        shares.append(((words >> np.uint32(place)) & np.uint32(top)) / top)
    return np.stack(shares, axis=1)
