"""Points of a capture: PLY files, and the filter that keeps impossible points out of training. Letters: N points."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from neural_render.data.bounds import Rig
from neural_render.data.parts import MAX_COORDINATE
from neural_render.errors import UserError

# A point nearer to a camera than this share of the points' own spread is an error of triangulation, and its splat would
# cover the whole picture; one that lies this many times farther out than the median is an error, too.
MIN_DISTANCE, MAX_DISTANCE = 1e-3, 1e3
MAX_HEADER_BYTES = 64 * 1024
# A vertex of a mesh or a point cloud has about ten properties.
MAX_PROPERTIES = 256
TYPES = {
    "char": "i1", "uchar": "u1", "short": "i2", "ushort": "u2", "int": "i4", "uint": "u4", "float": "f4",
    "int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4", "float32": "f4",
    "double": "f8", "float64": "f8",
}  # fmt: skip
BYTE_ORDERS = {"binary_little_endian": "<", "binary_big_endian": ">", "ascii": "="}


def usable_points(points: np.ndarray, rig: Rig) -> tuple[np.ndarray, dict[str, int]]:
    """Which of the points [N, 3] can start a splat, [N] bool, and how many others there are by reason."""
    dropped = {}
    keep = np.isfinite(points).all(axis=1) & (np.abs(points) < MAX_COORDINATE).all(axis=1)
    dropped["not finite"] = int((~keep).sum())
    if not keep.any():
        return keep, dropped
    points = np.where(keep[:, None], points, 0.0)
    distances = np.linalg.norm(points - np.median(points[keep], axis=0), axis=1)  # [N]
    size = np.median(distances[keep])
    is_at_camera, is_unseen = np.zeros_like(keep), np.ones_like(keep)
    for camera, center in enumerate(rig.centers):
        is_at_camera |= ((points - center) ** 2).sum(axis=1) <= (MIN_DISTANCE * size) ** 2
        unseen = np.flatnonzero(is_unseen)
        is_unseen[unseen] = ~rig.project(camera, points[unseen])[1]
    reasons = {"absurdly far": distances > MAX_DISTANCE * size, "at a camera": is_at_camera, "in no photo": is_unseen}
    for reason, is_bad in reasons.items():
        dropped[reason] = int((keep & is_bad).sum())
        keep &= ~is_bad
    return keep, {reason: number for reason, number in dropped.items() if number}


def read_ply_points(file: Path) -> tuple[np.ndarray, np.ndarray]:
    """Positions [N, 3] and colours [N, 3] in [0, 1] (grey where the file has none) of the vertices of a PLY file.

    Raises UserError when the file is cut, lies about its length or has no positions.
    """
    try:
        with open(file, "rb") as stream:
            size = file.stat().st_size
            byte_order, num_points, fields = _header(stream)
            rows = np.dtype([(name, BYTE_ORDERS[byte_order] + kind) for name, kind in fields])
            # An ASCII value takes a digit and a separator at least; so the size bounds the count.
            row_bytes = 2 * len(fields) if byte_order == "ascii" else rows.itemsize
            if num_points * row_bytes > size - stream.tell() + 1:
                raise ValueError(f"{num_points} vertices in {size} bytes")
            if byte_order == "ascii":
                lines = (line.split() for line, _ in zip(stream, range(num_points), strict=False))
                values = np.array([tuple(map(float, line)) for line in lines], dtype=np.float64)
                table = dict(zip(rows.names, values.reshape(-1, len(fields)).T, strict=True))
                found = len(values)
            else:
                table = np.frombuffer(stream.read(num_points * rows.itemsize), dtype=rows)
                found = len(table)
            if found != num_points:
                raise ValueError(f"{found} vertices where the header says {num_points}")
            points = np.stack([table[axis].astype(np.float64) for axis in "xyz"], axis=-1)  # [N, 3]
            return points, _colors(table, dict(fields), num_points)
    except (OSError, ValueError, KeyError, OverflowError) as error:
        given = f"no property {error}" if isinstance(error, KeyError) else str(error)
        raise UserError(f"cannot read the points {file}", given, "give a PLY file with x, y and z") from error


def _header(stream: BinaryIO) -> tuple[str, int, list[tuple[str, str]]]:
    """Byte order, number of vertices and their (name, type) pairs; the stream stands at the first vertex then."""
    lines, read = [], 0
    while not lines or lines[-1] != "end_header":
        line = stream.readline(MAX_HEADER_BYTES)
        read += len(line)
        if not line.endswith(b"\n") or read > MAX_HEADER_BYTES:
            raise ValueError("the header has no end")
        lines.append(line.decode("ascii", errors="replace").strip())
    if lines[0] != "ply":
        raise ValueError("the file does not begin with 'ply'")
    words = [line.split() for line in lines if line and line.split()[0] in ("format", "element", "property")]
    if not words or words[0][0] != "format" or len(words[0]) < 2 or words[0][1] not in BYTE_ORDERS:
        raise ValueError("the format is none of " + ", ".join(BYTE_ORDERS))
    if len(words) < 2 or words[1][:2] != ["element", "vertex"] or not words[1][2].isdecimal():
        raise ValueError("the first element is not 'vertex'")
    fields = []
    for word in words[2:]:
        if word[0] != "property":
            break  # later elements, such as faces, follow the vertices
        if len(word) != 3 or word[1] not in TYPES:
            raise ValueError(f"vertices have the property '{' '.join(word[1:])}'")
        fields.append((word[2], TYPES[word[1]]))
    if not 3 <= len(fields) <= MAX_PROPERTIES or len({name for name, _ in fields}) != len(fields):
        raise ValueError(f"vertices have {len(fields)} properties, or two of one name")
    return words[0][1], int(words[1][2]), fields


def _colors(table: Any, types: dict[str, str], num_points: int) -> np.ndarray:
    """Colours [N, 3]: whole numbers are 0 to 255, floating point is 0 to 1."""
    if not {"red", "green", "blue"} <= set(types):
        return np.full((num_points, 3), 0.5)
    scale = 1.0 if types["red"].startswith("f") else 255.0
    return np.stack([table[name].astype(np.float64) / scale for name in ("red", "green", "blue")], axis=-1).clip(0, 1)
