"""3DGS PLY files: the layout of Kerbl et al. 2023, which every splat viewer and editor reads.

One row per splat: x y z, nx ny nz (unused), f_dc_0..2, f_rest_*, opacity, scale_0..2, rot_0..3 (wxyz); little endian
float32, raw parameters (logit opacity, log scales). f_rest is channel-major: all bases of red, then green, then blue.
Axes are the scene's own. Header comments carry what the rows cannot (ply_header.py).
Letters: N splats, K SH bases.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor

from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.export.ply_header import Header, info_of, join, lines_of, read_binary, read_header, wrong
from neural_render.export.splat_files import MAX_SH_DEGREE, tensors, usable, verify, writable
from neural_render.files import atomic_file
from neural_render.splatting.splats import Splats, num_sh_bases

ROWS_AT_ONCE = 65536  # bounds the memory that writing takes beside the splats
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
    kept = writable(path, splats)
    with atomic_file(path) as temporary, open(temporary, "wb") as file:
        file.write(_header(kept, info))
        for start in range(0, len(kept), ROWS_AT_ONCE):
            file.write(_rows(_select(kept, slice(start, start + ROWS_AT_ONCE))))
        file.flush()
        verify(path, kept, read(temporary)[0])


def read(path: Path) -> tuple[Splats, FileInfo]:
    """The splats of a file that we or another tool wrote, float32; what had to be left out is in the notes.

    Any order and type of scalar properties, ASCII and both byte orders; without f_rest the degree is 0.
    Raises UserError when the file is no splat PLY, is cut short, has bytes left over, or holds no usable splat.
    """
    path = Path(path)
    try:
        with open(path, "rb") as file:
            header = read_header(file, path)
            columns = _read_columns(file, header, path)
    except OSError as error:
        raise UserError(f"cannot read {path}", error.strerror or str(error), "give a 3DGS PLY file") from error
    return _to_splats(columns, header, path)


def rest_names(names: list[str], path: Path) -> list[str]:
    """The f_rest properties among `names` in their order; raises UserError where they are no whole degree's."""
    num_rest = sum(name.startswith("f_rest_") for name in names)
    rest = [f"f_rest_{i}" for i in range(num_rest)]
    counts = {3 * (num_sh_bases(degree) - 1) for degree in range(MAX_SH_DEGREE + 1)}
    if num_rest not in counts or not set(rest) <= set(names):
        raise wrong(path, f"{num_rest} f_rest properties; there must be one of {sorted(counts)}, counted from 0")
    return rest


def _select(splats: Splats, rows: slice) -> Splats:
    return dataclasses.replace(splats, **{name: value[rows] for name, value in tensors(splats).items()})


def _header(splats: Splats, info: FileInfo) -> bytes:
    rest = [f"f_rest_{i}" for i in range(3 * splats.shN.shape[1])]
    names = [*REQUIRED[:3], "nx", "ny", "nz", *REQUIRED[3:6], *rest, *REQUIRED[6:]]
    return join(
        [*lines_of(splats, info), f"element vertex {len(splats)}", *(f"property float {name}" for name in names)]
    )


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


def _read_columns(file: BinaryIO, header: Header, path: Path) -> np.ndarray:
    """The rows of the element `vertex` as a structured array, after checking the length of the whole file."""
    vertex = header.find("vertex")
    if vertex is None:
        raise wrong(path, "no element 'vertex'")
    if missing := [name for name in REQUIRED if name not in vertex.names]:
        raise wrong(path, f"no properties {', '.join(missing)}")
    if vertex.count == 0:
        raise wrong(path, "no splats")
    if header.encoding == "ascii":
        return _read_ascii(file, header, path)
    (columns,) = read_binary(file, header, [vertex], path)
    return columns


def _read_ascii(file: BinaryIO, header: Header, path: Path) -> np.ndarray:
    words = file.read().split()
    expected = sum(element.count * len(element.properties) for element in header.elements)
    if len(words) != expected:
        raise wrong(path, f"{len(words):,} numbers after the header, which announces {expected:,}")
    start = 0
    for element in header.elements:
        end = start + element.count * len(element.properties)
        if element.name == "vertex":
            break
        start = end
    try:
        values = np.array(words[start:end], dtype=np.float64)
    except ValueError as error:
        raise wrong(path, f"an ASCII row: {error}") from error
    columns = np.empty(element.count, [(name, "f8") for name in element.names])
    for column, name in enumerate(element.names):
        columns[name] = values[column :: len(element.properties)]
    return columns


def _to_splats(columns: np.ndarray, header: Header, path: Path) -> tuple[Splats, FileInfo]:
    def matrix(names: list[str]) -> Tensor:
        with np.errstate(over="ignore", invalid="ignore"):
            stacked = np.stack([columns[name].astype(np.float32) for name in names], axis=1)
        return torch.from_numpy(stacked)  # [N, len(names)]

    notes = []
    rest = rest_names(columns.dtype.names, path)
    known = {*REQUIRED, *rest, "nx", "ny", "nz"}
    if extra := [name for name in columns.dtype.names if name not in known]:
        notes.append(f"ignored the properties {', '.join(extra[:8])}{' ...' if len(extra) > 8 else ''}")

    shN = matrix(rest).reshape(-1, 3, len(rest) // 3).transpose(1, 2) if rest else torch.zeros(len(columns), 0, 3)
    splats = Splats(
        means=matrix(REQUIRED[:3]),
        quats=matrix(REQUIRED[10:]),
        log_scales=matrix(REQUIRED[7:10]),
        logit_opacities=matrix(["opacity"])[:, 0],
        sh0=matrix(REQUIRED[3:6]),
        shN=shN.contiguous(),  # [N, K - 1, 3]
        antialias=header.is_antialiased,
    )
    kept = usable(splats, notes)
    if kept is None:
        raise wrong(path, "not one splat with finite values")
    return kept, info_of(header, notes)
