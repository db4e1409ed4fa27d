"""3DGS PLY files: the layout of Kerbl et al. 2023, which every splat viewer and editor reads.

One row per splat: x y z, nx ny nz (unused), f_dc_0..2, f_rest_*, opacity, scale_0..2, rot_0..3 (wxyz); little endian
float32, raw parameters (logit opacity, log scales). f_rest is channel-major: all bases of red, then green, then blue.

Header comments carry what the rows cannot, in the spelling that Brush and splat-transform share where they have one:
`SplatRenderMode: mip|default` (whether opacities compensate the 2D blur), `SH degree: n`, `Vertical axis: x y z` (up);
`Meters per unit: m` and `Background: r g b` are ours.
Letters: N splats, K SH bases.
"""

from __future__ import annotations

import dataclasses
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor

from neural_render import __version__
from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.files import atomic_file
from neural_render.splatting.splats import PARAMETERS, Splats, num_sh_bases

MAX_HEADER_BYTES = 64 * 1024  # a splat file's header has about 2,000 bytes
MAX_SH_DEGREE = 3
ROWS_AT_ONCE = 65536  # bounds the memory that writing takes beside the splats

# Beyond these a float32 projection is not finite or not visible.
MAX_MEAN = 1e9
MAX_LOG_SCALE = 30.0
# Some tools write infinities for "opaque" and "flat"; nothing tells these from the limits in a picture.
LOGIT_OPACITY_LIMIT = 30.0
MIN_LOG_SCALE = -30.0

TYPES = {
    "char": "i1", "uchar": "u1", "short": "i2", "ushort": "u2", "int": "i4", "uint": "u4",
    "int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4",
    "float": "f4", "double": "f8", "float32": "f4", "float64": "f8",
}  # fmt: skip
BYTE_ORDERS = {"binary_little_endian": "<", "binary_big_endian": ">", "ascii": "="}
REQUIRED = [
    *("x", "y", "z"),
    *("f_dc_0", "f_dc_1", "f_dc_2"),
    "opacity",
    *("scale_0", "scale_1", "scale_2"),
    *("rot_0", "rot_1", "rot_2", "rot_3"),
]


def write(path: Path, splats: Splats, info: FileInfo) -> None:
    """Writes `presentable(splats)`, reads the file back and compares, and only then gives it its name.

    Raises UserError when no splat is left or the file cannot be written, ValueError for splats that are not sorted.
    """
    if splats.weighted_sum is not None:
        raise ValueError("a PLY means sorted splats; these are order-independent")
    kept = presentable(splats)
    if len(kept) == 0:
        raise UserError(f"nothing to write to {path}", "a scene without a finite splat", "train the scene again")
    with atomic_file(path) as temporary, open(temporary, "wb") as file:
        file.write(_header(kept, info))
        for start in range(0, len(kept), ROWS_AT_ONCE):
            file.write(_rows(_select(kept, slice(start, start + ROWS_AT_ONCE))))
        file.flush()
        written, _ = read(temporary)
        if not all(torch.equal(value, _tensors(written)[name]) for name, value in _tensors(kept).items()):
            raise OSError(f"{path} reads back with other values than were written")


def read(path: Path) -> tuple[Splats, FileInfo]:
    """The splats of a file that we or another tool wrote, float32; what had to be left out is in the notes.

    Any order and type of scalar properties, ASCII and both byte orders; without f_rest the degree is 0.
    Raises UserError when the file is no splat PLY, is cut short, has bytes left over, or holds no usable splat.
    """
    path = Path(path)
    try:
        with open(path, "rb") as file:
            header = _read_header(file, path)
            columns = _read_columns(file, header, path)
    except OSError as error:
        raise UserError(f"cannot read {path}", error.strerror or str(error), "give a 3DGS PLY file") from error
    return _to_splats(columns, header, path)


def presentable(splats: Splats) -> Splats:
    """The splats that can be drawn at all, in float32 and on the CPU: what a file may hold.

    Splats with NaN, infinite or absurd values or without a rotation are left out; opacities and the smallest scales
    are limited. The function changes nothing that it gave itself.
    """
    tensors = {name: value.detach().to("cpu", torch.float32) for name, value in _tensors(splats).items()}
    tensors["log_scales"] = tensors["log_scales"].clamp(min=MIN_LOG_SCALE)
    tensors["logit_opacities"] = tensors["logit_opacities"].clamp(-LOGIT_OPACITY_LIMIT, LOGIT_OPACITY_LIMIT)
    keep = (tensors["quats"] != 0).any(dim=1)  # [N]
    for value in tensors.values():
        keep &= torch.isfinite(value).reshape(len(splats), -1).all(dim=1)
    keep &= (tensors["means"].abs() <= MAX_MEAN).all(dim=1) & (tensors["log_scales"] <= MAX_LOG_SCALE).all(dim=1)
    if not keep.all():
        tensors = {name: value[keep] for name, value in tensors.items()}
    return dataclasses.replace(splats, **tensors)


def _tensors(splats: Splats) -> dict[str, Tensor]:
    return {name: getattr(splats, name) for name in PARAMETERS}


def _select(splats: Splats, rows: slice) -> Splats:
    return dataclasses.replace(splats, **{name: value[rows] for name, value in _tensors(splats).items()})


def _header(splats: Splats, info: FileInfo) -> bytes:
    comments = [
        f"Generated by neural-render {__version__}",
        f"SplatRenderMode: {'mip' if splats.antialias else 'default'}",
        f"SH degree: {splats.sh_degree}",
    ]
    if info.up is not None:
        comments.append("Vertical axis: " + " ".join(f"{value:.9g}" for value in info.up))
    if info.meters_per_unit is not None:
        comments.append(f"Meters per unit: {info.meters_per_unit:.9g}")
    if info.background is not None:
        comments.append("Background: " + " ".join(f"{value:.9g}" for value in info.background))
    rest = [f"f_rest_{i}" for i in range(3 * splats.shN.shape[1])]
    names = [*REQUIRED[:3], "nx", "ny", "nz", *REQUIRED[3:6], *rest, *REQUIRED[6:]]
    lines = ["ply", "format binary_little_endian 1.0", *(f"comment {comment}" for comment in comments)]
    lines += [f"element vertex {len(splats)}", *(f"property float {name}" for name in names), "end_header"]
    return ("\n".join(lines) + "\n").encode("ascii")


def _rows(splats: Splats) -> bytes:
    columns = [
        splats.means,
        torch.zeros_like(splats.means),  # normals
        splats.sh0,
        splats.shN.transpose(1, 2).flatten(1),  # [N, 3 (K - 1)] channel-major
        splats.logit_opacities[:, None],
        splats.log_scales,
        splats.quats,
    ]
    return torch.cat(columns, dim=1).numpy().astype("<f4").tobytes()


@dataclass(frozen=True)
class _Element:
    name: str
    count: int
    properties: list[tuple[str, str]]  # name, numpy type


@dataclass(frozen=True)
class _Header:
    encoding: str
    comments: list[str]
    elements: list[_Element]


def _read_header(file: BinaryIO, path: Path) -> _Header:
    """Reads up to and with the line `end_header`."""
    start = file.read(MAX_HEADER_BYTES)
    end = re.search(rb"\nend_header\r?\n", start)
    if end is None:
        raise _wrong(path, f"no end of a PLY header in the first {len(start):,} bytes")
    file.seek(end.end())
    lines = start[: end.start()].decode("ascii", errors="replace").replace("\r", "").split("\n")
    if lines[0] != "ply":
        raise _wrong(path, "the file does not start with 'ply'")
    encoding, comments, elements = "", [], []
    for line in lines[1:]:
        match line.split():
            case ["comment" | "obj_info", *_]:
                comments.append(line.partition(" ")[2])
            case ["format", name, "1.0"] if name in BYTE_ORDERS and not encoding:
                encoding = name
            case ["element", name, count] if count.isascii() and count.isdecimal() and len(count) < 16:
                elements.append(_Element(name, int(count), []))
            case ["property", kind, name] if kind in TYPES and elements:
                if name in (known for known, _ in elements[-1].properties):
                    raise _wrong(path, f"the property '{name}' comes twice")
                elements[-1].properties.append((name, TYPES[kind]))
            case []:
                pass
            case _:
                raise _wrong(path, f"the header line '{line[:80]}'")
    if not encoding:
        raise _wrong(path, "no format line in the header")
    return _Header(encoding, comments, elements)


def _read_columns(file: BinaryIO, header: _Header, path: Path) -> np.ndarray:
    """The rows of the element `vertex` as a structured array, after checking the length of the whole file."""
    vertex = next((element for element in header.elements if element.name == "vertex"), None)
    if vertex is None:
        raise _wrong(path, "no element 'vertex'")
    names = {name for name, _ in vertex.properties}
    if "packed_position" in names:
        raise UserError(
            f"{path} is a compressed PLY",
            "PlayCanvas's packed layout",
            "convert it: npx @playcanvas/splat-transform in.compressed.ply out.ply",
        )
    if missing := [name for name in REQUIRED if name not in names]:
        raise _wrong(path, f"no properties {', '.join(missing)}")
    if vertex.count == 0:
        raise _wrong(path, "no splats")
    if header.encoding == "ascii":
        return _read_ascii(file, header, path)
    order = BYTE_ORDERS[header.encoding]
    kinds = [np.dtype([(name, order + kind) for name, kind in e.properties]) for e in header.elements]
    sizes = [element.count * kind.itemsize for element, kind in zip(header.elements, kinds, strict=True)]
    start = file.tell()
    num_bytes = file.seek(0, 2) - start
    if num_bytes != sum(sizes):
        raise _wrong(path, f"{num_bytes:,} bytes after the header, which announces {sum(sizes):,}")
    index = header.elements.index(vertex)
    file.seek(start + sum(sizes[:index]))
    return np.fromfile(file, kinds[index], vertex.count)


def _read_ascii(file: BinaryIO, header: _Header, path: Path) -> np.ndarray:
    words = file.read().split()
    expected = sum(element.count * len(element.properties) for element in header.elements)
    if len(words) != expected:
        raise _wrong(path, f"{len(words):,} numbers after the header, which announces {expected:,}")
    start = 0
    for element in header.elements:
        end = start + element.count * len(element.properties)
        if element.name == "vertex":
            break
        start = end
    try:
        values = np.array(words[start:end], dtype=np.float64)
    except ValueError as error:
        raise _wrong(path, f"an ASCII row: {error}") from error
    columns = np.empty(element.count, [(name, "f8") for name, _ in element.properties])
    for column, (name, _) in enumerate(element.properties):
        columns[name] = values[column :: len(element.properties)]
    return columns


def _to_splats(columns: np.ndarray, header: _Header, path: Path) -> tuple[Splats, FileInfo]:
    def matrix(names: list[str]) -> Tensor:
        with np.errstate(over="ignore", invalid="ignore"):
            stacked = np.stack([columns[name].astype(np.float32) for name in names], axis=1)
        return torch.from_numpy(stacked)  # [N, len(names)]

    notes = []
    num_rest = sum(name.startswith("f_rest_") for name in columns.dtype.names)
    rest = [f"f_rest_{i}" for i in range(num_rest)]
    counts = {3 * (num_sh_bases(degree) - 1) for degree in range(MAX_SH_DEGREE + 1)}
    if num_rest not in counts or not set(rest) <= set(columns.dtype.names):
        raise _wrong(path, f"{num_rest} f_rest properties; there must be one of {sorted(counts)}, counted from 0")
    known = {*REQUIRED, *rest, "nx", "ny", "nz"}
    if extra := [name for name in columns.dtype.names if name not in known]:
        notes.append(f"ignored the properties {', '.join(extra[:8])}{' ...' if len(extra) > 8 else ''}")

    shN = matrix(rest).reshape(-1, 3, num_rest // 3).transpose(1, 2) if rest else torch.zeros(len(columns), 0, 3)
    comments = dict(comment.lower().split(": ", 1) for comment in header.comments if ": " in comment)
    splats = Splats(
        means=matrix(REQUIRED[:3]),
        quats=matrix(REQUIRED[10:]),
        log_scales=matrix(REQUIRED[7:10]),
        logit_opacities=matrix(["opacity"])[:, 0],
        sh0=matrix(REQUIRED[3:6]),
        shN=shN.contiguous(),  # [N, K - 1, 3]
        antialias=comments.get("splatrendermode") == "mip" or "antialiased 1" in header.comments,
    )
    kept = presentable(splats)
    if num_dropped := len(splats) - len(kept):
        notes.append(f"left out {num_dropped:,} of {len(splats):,} splats with values that are not finite or absurd")
    if len(kept) == 0:
        raise _wrong(path, "not one splat with finite values")
    (scale,) = _numbers(comments.get("meters per unit", ""), 1) or (None,)
    background = _numbers(comments.get("background", ""), 3)
    info = FileInfo(
        up=_unit(_numbers(comments.get("vertical axis", ""), 3)),
        meters_per_unit=scale if scale is not None and scale > 0 else None,
        background=background if background is not None and all(0 <= value <= 1 for value in background) else None,
        notes=tuple(notes),
    )
    return kept, info


def _numbers(text: str, count: int) -> tuple[float, ...] | None:
    """`count` finite numbers from a comment; None where it holds something else."""
    try:
        values = tuple(float(word) for word in text.split())
    except ValueError:
        return None
    return values if len(values) == count and all(map(math.isfinite, values)) else None


def _unit(vector: tuple[float, ...] | None) -> tuple[float, ...] | None:
    length = math.hypot(*vector) if vector else 0.0
    return tuple(value / length for value in vector) if 0 < length < math.inf else None


def _wrong(path: Path, given: str) -> UserError:
    return UserError(f"{path} is not a whole 3DGS PLY file", given, "export or fetch the file again")
