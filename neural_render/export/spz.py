"""SPZ files: Niantic's layout, gzip around a header and one array per property, about a tenth of a PLY.

Header: "NGSP", version, number of splats (32 bits each, little endian), SH degree, fractional bits f, flags (1: the
opacities compensate the 2D blur, 2: extensions follow the arrays), a zero. Then, of all splats:
- positions: three signed 24-bit numbers in steps of 2^-f;
- opacities: a byte, as a share of 1;
- colours: three bytes, sh0 = (byte / 255 - 1/2) / 0.15;
- scales: three bytes, log scale = byte / 16 - 10;
- rotations: version 3, a word of which of xyzw is the largest (2 bits), and sign and size of the others (1 + 9 bits,
  in units of 1 / sqrt(2) / 511); version 2, x y z as bytes in units of 1 / 127.5 around 0, where w >= 0;
- harmonics: bytes, (byte - 128) / 128, colour channels innermost.

Axes are right, up and back, where ours, as in PLYs, are right, down and forward: everything turns by 180 degrees about
x, both ways. The file says nothing of it, and some programs (splat-transform 3.2) keep PLY's axes in it.
Version 3 is written: current viewers read it, unlike version 4 (Zstandard), and version 2 is coarser.

Layout: README.md, `load-spz.cc` and `splat-utils.h` in nianticlabs/spz.
Letters: N splats, K SH bases.
"""

from __future__ import annotations

import dataclasses
import gzip
import math
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.export.splat_files import (
    MAX_SH_DEGREE,
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
from neural_render.splatting.sh import sh_signs
from neural_render.splatting.splats import Splats, num_sh_bases

HEADER = struct.Struct("<4sIIBBBB")
MAGIC = b"NGSP"
VERSION = 3
ROTATION_BYTES = {2: 3, 3: 4}  # per version that is read
ANTIALIASED, EXTENDED = 1, 2  # flags
MAX_DEGREE = 4  # of the format; ours is MAX_SH_DEGREE

FLIP = (1.0, -1.0, -1.0)  # of x, y and z between PLY's axes and these
MAX_PLACE = 2**23 - 1  # the largest signed number of 24 bits
USUAL_BITS = 12  # fractional bits of nearly all files; some readers know no others
MAX_BITS = 24
# Steps of positions as shares of the scene's radius, which half of the splats are in: 0.1 px where it spans 400 px, and
# what cannot be called the same scene any more.
FINE_STEP, COARSE_STEP = 1 / 2048, 1 / 128
COLOR_SCALE = 0.15  # bytes per sh0, of 255: mean colours from -0.44 to 1.44 fit
SCALE_STEP, MIN_SCALE = 1 / 16, -10.0  # of log scales
MAX_SCALE = MIN_SCALE + 255 * SCALE_STEP
MOST_RESIZED = 0.01  # of the splats may be of sizes that the format does not have, and take the nearest
ROTATION_TOP = 511
SH1_STEP, SH_STEP = 8, 16  # of 256: degree 1 has 5 bits and the others 4, as the format's own writer
# Scenes shrink to a half or a quarter. No more than this is unpacked, but for files where it does not matter.
MAX_RATIO, SMALL_BYTES = 32, 2**20
MAX_EXTENSION_BYTES = 2**16


@dataclass(frozen=True)
class _Header:
    version: int
    count: int
    degree: int
    bits: int
    flags: int

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Of the arrays of bytes, in their order."""
        n = self.count
        rest = num_sh_bases(self.degree) - 1
        return {"means": (n, 3, 3), "opacities": (n,), "colors": (n, 3), "scales": (n, 3),
                "quats": (n, ROTATION_BYTES[self.version]), "sh": (n, rest, 3)}  # fmt: skip

    @property
    def num_bytes(self) -> int:
        return sum(math.prod(shape) for shape in self.shapes.values())


def write(path: Path, splats: Splats, info: FileInfo) -> None:
    """Writes `presentable(splats)` along a curve as version 3, reads the file back, and only then gives it its name.

    The format has no place for what `info` says. Raises UserError when no splat is left, when positions lie too far
    apart or sizes are too small or large for it, or when the file cannot be written, ValueError for splats that are not
    sorted.
    """
    kept = in_curve_order(writable(path, splats))  # neighbours compress better
    _check_sizes(kept.log_scales, path)
    flags = ANTIALIASED if kept.antialias else 0
    header = _Header(VERSION, len(kept), kept.sh_degree, _fractional_bits(kept.means, path), flags)
    arrays = _pack(_turned(kept), header)
    start = HEADER.pack(MAGIC, header.version, header.count, header.degree, header.bits, header.flags, 0)
    data = gzip.compress(start + b"".join(array.tobytes() for array in arrays.values()), mtime=0)
    with atomic_file(path) as temporary:
        temporary.write_bytes(data)
        verify(path, presentable(_turned(_unpack(arrays, header))), read(temporary)[0])


def read(path: Path) -> tuple[Splats, FileInfo]:
    """The splats of a file of version 2 or 3 in PLY's axes, float32; what had to be left out is in the notes.

    Raises UserError when the file is no SPZ of these, is cut short, has bytes left over, or holds no usable splat.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot read {path}", error.strerror or str(error), "give an SPZ file") from error
    header, body = _unzip(data, path)
    arrays, start = {}, 0
    for name, shape in header.shapes.items():
        arrays[name] = np.frombuffer(body, np.uint8, math.prod(shape), start).reshape(shape)
        start += math.prod(shape)
    notes = []
    if num_extra := len(body) - start:
        notes.append(f"ignored {num_extra:,} bytes of extensions, which may say that the axes are others")
    if header.degree > MAX_SH_DEGREE:
        notes.append(f"left out the harmonics above degree {MAX_SH_DEGREE}")
    kept = usable(_turned(_unpack(arrays, header)), notes)
    if kept is None:
        raise _wrong(path, "not one splat with finite values")
    return kept, FileInfo(notes=tuple(notes))


def _unzip(data: bytes, path: Path) -> tuple[_Header, bytes]:
    """The header and what follows it, which has the announced length; no more than MAX_RATIO times the file's bytes."""
    if data[:4] == MAGIC:
        version = int.from_bytes(data[4:8], "little")
        raise UserError(
            f"{path} is an SPZ file of another version",
            f"version {version}; 2 and 3 can be read",
            "convert it: npx @playcanvas/splat-transform in.spz --spz-version 3 out.spz",
        )
    stream = zlib.decompressobj(wbits=31)  # gzip's frame
    try:
        start = stream.decompress(data, HEADER.size)
        header = _header(start, path)
        spare = MAX_EXTENSION_BYTES if header.flags & EXTENDED else 0
        if header.num_bytes > max(MAX_RATIO * len(data), SMALL_BYTES):
            raise _wrong(path, f"{len(data):,} bytes that announce {header.count:,} splats")
        body = stream.decompress(stream.unconsumed_tail, header.num_bytes + spare)
        rest = stream.decompress(stream.unconsumed_tail, 1)  # nothing; the check sum may only be read now
    except zlib.error as error:
        raise _wrong(path, str(error)) from error
    if len(body) < header.num_bytes or rest or not stream.eof or stream.unused_data:
        given = "less" if len(body) < header.num_bytes else "other"
        raise _wrong(path, f"{given} than the {header.num_bytes:,} bytes that {header.count:,} splats take")
    return header, body


def _header(start: bytes, path: Path) -> _Header:
    if len(start) < HEADER.size or start[:4] != MAGIC:
        raise _wrong(path, "no header with the letters NGSP")
    _, version, count, degree, bits, flags, _ = HEADER.unpack(start)
    if version not in ROTATION_BYTES:
        raise _wrong(path, f"version {version}; {' and '.join(map(str, ROTATION_BYTES))} can be read")
    if count == 0:
        raise _wrong(path, "no splats")
    if degree > MAX_DEGREE or bits > MAX_BITS:
        raise _wrong(path, f"harmonics of degree {degree}, positions with {bits} fractional bits")
    return _Header(version, count, degree, bits, flags)


def _fractional_bits(means: Tensor, path: Path) -> int:  # means [N, 3]
    """So many that positions fit and steps are fine for the scene's size; USUAL_BITS wherever that is so."""
    farthest = float(means.abs().max())
    radius = float((means - means.median(dim=0).values).abs().amax(dim=1).median())
    most = math.floor(math.log2(MAX_PLACE / farthest)) if farthest > 0 else MAX_BITS
    fine = math.ceil(-math.log2(FINE_STEP * radius)) if radius > 0 else USUAL_BITS
    bits = min(max(fine, USUAL_BITS), most, MAX_BITS)
    if bits < 0 or 2.0**-bits > COARSE_STEP * radius > 0:
        raise UserError(
            f"cannot write {path}: SPZ has 24 bits for a coordinate",
            f"a scene that is half within {radius:.3g} and reaches to {farthest:.3g}",
            "choose another --format, or leave out the far splats",
        )
    return bits


def _check_sizes(log_scales: Tensor, path: Path) -> None:  # [N, 3]
    longest = log_scales.amax(dim=1)  # [N]: thin splats are thin enough at the least size
    share = float(((longest < MIN_SCALE) | (longest > MAX_SCALE)).float().mean())
    if share > MOST_RESIZED:
        raise UserError(
            f"cannot write {path}: SPZ has sizes of {math.exp(MIN_SCALE):.2g} to {math.exp(MAX_SCALE):.3g}",
            f"a scene with {share:.0%} of its splats below or above",
            "choose another --format",
        )


def _turned(splats: Splats) -> Splats:
    """The splats in the other frame: from PLY's axes to SPZ's or back."""
    x, y, z = FLIP
    quats = splats.quats * splats.quats.new_tensor([1.0, y * z, x * z, x * y])  # [N, 4]
    signs = sh_signs(splats.sh_degree, FLIP).to(splats.shN)  # [K]
    return dataclasses.replace(
        splats,
        means=splats.means * splats.means.new_tensor(FLIP),
        quats=quats,
        shN=splats.shN * signs[1:, None],
    )


def _pack(splats: Splats, header: _Header) -> dict[str, np.ndarray]:
    def to_byte(values: Tensor) -> np.ndarray:
        return values.round().clamp(0, 255).to(torch.uint8).numpy()

    places = (splats.means.double() * 2.0**header.bits).round().int().numpy()  # [N, 3]
    steps = torch.full((num_sh_bases(header.degree) - 1, 1), SH_STEP)  # [K - 1, 1]
    steps[:3] = SH1_STEP
    return {
        "means": places.astype("<i4")[..., None].view(np.uint8)[..., :3],  # [N, 3, 3]
        "opacities": to_byte(splats.logit_opacities.double().sigmoid() * 255),
        "colors": to_byte((splats.sh0.double() * COLOR_SCALE + 0.5) * 255),
        "scales": to_byte((splats.log_scales.double() - MIN_SCALE) / SCALE_STEP),
        "quats": _pack_rotations(splats.quats.numpy()),
        "sh": to_byte((splats.shN.double() * 128 / steps).round() * steps + 128),
    }


def _unpack(arrays: dict[str, np.ndarray], header: _Header) -> Splats:
    def tensor(values: np.ndarray) -> Tensor:
        return torch.from_numpy(values.astype(np.float32))

    places = np.zeros((header.count, 3, 4), np.uint8)
    places[..., 1:] = arrays["means"]  # above an empty byte, so that the shift keeps the sign
    opacities = arrays["opacities"] / 255  # [N]
    with np.errstate(divide="ignore"):
        logits = np.log(opacities) - np.log1p(-opacities)  # [N], infinite at 0 and 1
    num_bases = num_sh_bases(min(header.degree, MAX_SH_DEGREE))
    unpack_rotations = {2: _unpack_first_three, 3: _unpack_smallest_three}[header.version]
    return Splats(
        means=tensor((places.view("<i4")[..., 0] >> 8) * 2.0**-header.bits),
        quats=tensor(unpack_rotations(arrays["quats"])),
        log_scales=tensor(arrays["scales"] * SCALE_STEP + MIN_SCALE),
        logit_opacities=tensor(logits),
        sh0=tensor((arrays["colors"] / 255 - 0.5) / COLOR_SCALE),
        shN=tensor((arrays["sh"][:, : num_bases - 1] - np.float32(128)) / np.float32(128)),
        antialias=bool(header.flags & ANTIALIASED),
    )


def _pack_rotations(
    quats: np.ndarray,  # [N, 4] wxyz
) -> np.ndarray:
    """Words of version 3 as bytes [N, 4]."""
    largest, others = smallest_three(np.roll(quats, -1, axis=1))  # xyzw
    word = largest.astype(np.uint32)  # [N]
    for number in others.T:
        size = np.floor(np.abs(number) * (ROTATION_TOP / SMALLEST_MAX) + 0.5).clip(max=ROTATION_TOP)
        word = (word << np.uint32(10)) | (np.uint32(512) * (number < 0)).astype(np.uint32) | size.astype(np.uint32)
    return word.astype("<u4")[:, None].view(np.uint8)


def _unpack_smallest_three(
    rotations: np.ndarray,  # [N, 4] bytes
) -> np.ndarray:
    """Quaternions [N, 4] (wxyz) of version 3."""
    word = np.ascontiguousarray(rotations).view("<u4")  # [N, 1]
    fields = (word >> np.uint32([20, 10, 0])) & np.uint32(1023)  # [N, 3]
    others = np.where(fields & 512, -1.0, 1.0) * (fields & 511) * (SMALLEST_MAX / ROTATION_TOP)  # [N, 3]
    return np.roll(from_smallest_three((word[:, 0] >> np.uint32(30)).astype(np.int64), others), 1, axis=1)


def _unpack_first_three(
    rotations: np.ndarray,  # [N, 3] bytes
) -> np.ndarray:
    """Quaternions [N, 4] (wxyz) of version 2."""
    xyz = rotations / 127.5 - 1
    return np.roll(from_smallest_three(np.full(len(xyz), 3), xyz), 1, axis=1)


def _wrong(path: Path, given: str) -> UserError:
    return UserError(f"{path} is not a whole SPZ file", given, "export or fetch the file again")
