"""planes.json: the planes of a scene as a file for other programs.

{"format_version": 1, "meters_per_unit": m or null, "planes": [{"id", "normal" [3], "offset", "polygons": [{"outer":
[[x, y, z], ...], "holes": [...]}], "extent": {"min" [3], "max" [3]}, "color" [3], "confidence", "area", "area_m2" or
null}]}. Vertices are in the world's axes, counter-clockwise around an outline seen against its normal, clockwise around
holes. Area and extent follow from the outline and are written for readers without geometry; ours computes them.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from neural_render.data.parts import read_json, shown
from neural_render.errors import UserError
from neural_render.files import write_json
from neural_render.planes.plane import Floats, Plane, Planes, Polygon, signed_area

FORMAT_VERSION = 1
MAX_PLANES = 65_535  # what ids of 16 bits tell apart
MAX_VERTICES = 4_000_000  # of all planes together
MAX_COORDINATE = 1e9  # float32, which viewers use, has no finer grid than 64 units there
# Of a world unit: far below what a plane is known to.
DIGITS = 7
TOLERANCE = 1e-4  # of a unit normal's length, and of the plane's size for vertices that must lie on it


def write(path: Path, planes: Planes) -> None:
    """Writes a file that `read` takes, whole or not at all; raises UserError where it cannot be written."""
    table = to_plain(planes)
    from_plain(table, str(path))
    write_json(path, table)


def read(path: Path) -> Planes:
    """The planes of a file; raises UserError naming what is wrong with it."""
    return from_plain(read_json(Path(path)), str(path))


def to_bytes(planes: Planes) -> bytes:
    """What a package holds of a scene's planes: the file in one line."""
    return json.dumps(to_plain(planes), separators=(",", ":"), allow_nan=False).encode()


def from_bytes(data: bytes, where: str) -> Planes:
    """The inverse of `to_bytes`; raises UserError for anything that is no set of planes."""
    try:
        table = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _wrong(f"{where}: is no JSON", str(error)) from error
    if not isinstance(table, dict):
        raise _wrong(f"{where}: must be an object", table)
    return from_plain(table, where)


def to_plain(planes: Planes) -> dict[str, Any]:
    """What the file holds, as plain data."""
    scale = planes.meters_per_unit
    return {
        "format_version": FORMAT_VERSION,
        "meters_per_unit": scale,
        "planes": [_row(index + 1, plane, scale) for index, plane in enumerate(planes.planes)],
    }


def _row(index: int, plane: Plane, scale: float | None) -> dict[str, Any]:
    low, high = plane.extent
    return {
        "id": index,
        "normal": plane.normal.tolist(),
        "offset": plane.offset,
        "polygons": [
            {"outer": _rounded(plane, polygon.outer), "holes": [_rounded(plane, hole) for hole in polygon.holes]}
            for polygon in plane.polygons
        ],
        "extent": {"min": low.tolist(), "max": high.tolist()},
        "color": list(plane.color),
        "confidence": plane.confidence,
        "area": plane.area,
        "area_m2": None if scale is None else plane.area * scale**2,
    }


def _rounded(plane: Plane, ring: Floats) -> list[list[float]]:
    return np.round(plane.to_world(ring), DIGITS).tolist()


def from_plain(value: dict[str, Any], where: str) -> Planes:
    """The inverse of `to_plain`; raises UserError for anything that is no set of planes."""
    if value.get("format_version") != FORMAT_VERSION:
        raise _wrong(f"{where}: 'format_version' must be {FORMAT_VERSION}", value.get("format_version"))
    scale = value.get("meters_per_unit")
    if scale is not None and not (_is_number(scale) and 0 < scale <= MAX_COORDINATE):
        raise _wrong(f"{where}: 'meters_per_unit' must be null or above 0", scale)
    rows = value.get("planes")
    if not isinstance(rows, list) or len(rows) > MAX_PLANES:
        raise _wrong(f"{where}: 'planes' must be a list of at most {MAX_PLANES}", rows)
    planes = []
    for index, row in enumerate(rows):
        planes.append(_plane(row, index, f"{where}, planes[{index}]"))
    num_vertices = sum(len(ring) for plane in planes for polygon in plane.polygons for ring in polygon.rings)
    if num_vertices > MAX_VERTICES:
        raise _wrong(f"{where}: the outlines must have at most {MAX_VERTICES} vertices", num_vertices)
    return Planes(tuple(planes), None if scale is None else float(scale))


def _plane(row: Any, index: int, where: str) -> Plane:
    if not isinstance(row, dict) or row.get("id") != index + 1:
        raise _wrong(f"{where} must be an object with the id {index + 1}", row)
    normal = _numbers(row.get("normal"), (3,), f"{where}: 'normal'")
    if abs(np.linalg.norm(normal) - 1) > TOLERANCE:
        raise _wrong(f"{where}: 'normal' must have unit length", row["normal"])
    color = _numbers(row.get("color"), (3,), f"{where}: 'color'")
    offset, confidence = row.get("offset"), row.get("confidence")
    if not _is_number(offset) or abs(offset) > MAX_COORDINATE:
        raise _wrong(f"{where}: 'offset' must be a finite number", offset)
    if not _is_number(confidence) or not 0 <= confidence <= 1 or color.min() < 0 or color.max() > 1:
        raise _wrong(f"{where}: 'confidence' and 'color' must lie between 0 and 1", [confidence, color.tolist()])
    bare = Plane(normal / np.linalg.norm(normal), float(offset), (), tuple(color.tolist()), float(confidence))
    parts = row.get("polygons")
    if not isinstance(parts, list) or not parts:
        raise _wrong(f"{where}: 'polygons' must be a list of at least one outline", parts)
    polygons = tuple(_polygon(part, bare, f"{where}, polygons[{i}]") for i, part in enumerate(parts))
    return Plane(bare.normal, bare.offset, polygons, bare.color, bare.confidence)


def _polygon(part: Any, plane: Plane, where: str) -> Polygon:
    if not isinstance(part, dict) or not isinstance(part.get("holes"), list):
        raise _wrong(f"{where} must be an object with 'outer' and a list of 'holes'", part)
    outer = _ring(part.get("outer"), plane, f"{where}: 'outer'", 1)
    return Polygon(outer, tuple(_ring(hole, plane, f"{where}: a hole", -1) for hole in part["holes"]))


def _ring(value: Any, plane: Plane, where: str, turn: int) -> Floats:
    """A ring on the plane in its own axes, [V, 2]; `turn` is 1 for counter-clockwise, -1 for clockwise."""
    corners = _numbers(value, (None, 3), where)
    size = max(1.0, float(np.abs(corners).max()))
    if len(corners) < 3 or np.abs(corners @ plane.normal - plane.offset).max() > TOLERANCE * size:
        raise _wrong(f"{where} must have at least 3 vertices, all on the plane", value)
    ring = plane.to_plane(corners)
    if turn * signed_area(ring) <= 0:
        raise _wrong(f"{where} must run {'counter-clockwise' if turn > 0 else 'clockwise'}", value)
    return ring


def _numbers(value: Any, shape: tuple[int | None, ...], where: str) -> Floats:
    """Finite numbers of a shape, in which None stands for any length."""
    rows = value if len(shape) == 2 else [value]
    is_list = isinstance(rows, list) and rows and all(isinstance(r, list) and len(r) == shape[-1] for r in rows)
    if not is_list or not all(_is_number(x) and abs(x) <= MAX_COORDINATE for row in rows for x in row):
        raise _wrong(
            f"{where} must hold {shape[-1]} finite numbers{' for each vertex' if len(shape) == 2 else ''}", value
        )
    return np.array(value, np.float64)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _wrong(what: str, given: Any) -> UserError:
    return UserError(what, shown(given), "write the planes anew with nr-export --format planes")
