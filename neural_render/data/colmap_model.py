"""The files of a COLMAP sparse model, binary and text: https://colmap.github.io/format.html.

Counts are bounded by the size of the file before anything is built, and a binary file must end where its last record
does. Observations and tracks are skipped. Letters: N points.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from neural_render.data.distortion import MODELS, Lens, lens_from_params
from neural_render.errors import UserError

NAMES_OF_MODELS = {model.number: name for name, model in MODELS.items()}
MAX_NAME_BYTES = 4096  # the longest path that file systems take
CAMERA, IMAGE, POINT, COUNT = (
    struct.Struct("<IiQQ"),
    struct.Struct("<I7dI"),
    struct.Struct("<Q3d3Bd"),
    struct.Struct("<Q"),
)
OBSERVATION_BYTES, TRACK_BYTES = 24, 8


@dataclass(frozen=True)
class Image:
    """One row of COLMAP's images."""

    name: str
    quat: tuple[float, ...]  # wxyz, world to camera
    translation: tuple[float, ...]
    camera_id: int


@dataclass
class Model:
    """What a sparse model says."""

    lenses: dict[int, Lens]
    images: list[Image]
    points: np.ndarray  # [N, 3]
    colors: np.ndarray  # [N, 3] in [0, 1]
    warnings: list[tuple[str, str]] = field(default_factory=list)  # file, reason


def read_model(folder: Path) -> Model:
    """The model in a folder, binary where there are both; raises UserError when a file is missing, cut or lies."""
    suffix = ".bin" if (folder / "cameras.bin").is_file() else ".txt"
    model = Model({}, [], np.zeros((0, 3)), np.zeros((0, 3)))
    for name, read in (READ_BINARY if suffix == ".bin" else READ_TEXT).items():
        file = folder / (name + suffix)
        if name == "points3D" and not file.is_file():
            model.warnings.append((file.name, "is missing: training starts from random points"))
            continue
        try:
            read(file, model)
        except (OSError, ValueError, struct.error, OverflowError) as error:
            raise UserError(
                f"cannot read {file}", str(error), "copy the model again, or export it from COLMAP again"
            ) from error
    return model


class _Bytes:
    """A binary file and a place in it."""

    def __init__(self, file: Path) -> None:
        with open(file, "rb") as stream:
            # Mapped, because most of images.bin is observations that nobody reads.
            self.data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self.offset = 0

    def take(self, layout: struct.Struct) -> tuple:
        values = layout.unpack_from(self.data, self.offset)
        self.offset += layout.size
        return values

    def count(self, record_bytes: int, what: str) -> int:
        """A number of records of at least `record_bytes` each."""
        (number,) = self.take(COUNT)
        if number * record_bytes > len(self.data) - self.offset:
            raise ValueError(f"{number} {what} announced, {len(self.data) - self.offset} bytes left")
        return number

    def skip(self, record_bytes: int, what: str) -> None:
        number = self.count(record_bytes, what)
        self.offset += number * record_bytes

    def name(self) -> str:
        end = self.data.find(b"\0", self.offset, self.offset + MAX_NAME_BYTES)
        if end < 0:
            raise ValueError(f"the name of an image at byte {self.offset} has no end")
        name = self.data[self.offset : end].decode("utf-8")
        self.offset = end + 1
        return name

    def end(self) -> None:
        if self.offset != len(self.data):
            raise ValueError(f"{len(self.data) - self.offset} bytes follow after the last record")


def _binary_cameras(file: Path, model: Model) -> None:
    data = _Bytes(file)
    for _ in range(data.count(CAMERA.size, "cameras")):
        camera_id, number, width, height = data.take(CAMERA)
        if (name := NAMES_OF_MODELS.get(number)) is None:
            raise ValueError(f"camera {camera_id} has the unknown model {number}; known are {', '.join(MODELS)}")
        kind = MODELS[name]
        params = data.take(struct.Struct(f"<{kind.num_focals + 2 + kind.num_coefs}d"))
        model.lenses[camera_id] = lens_from_params(name, width, height, params)
    data.end()


def _binary_images(file: Path, model: Model) -> None:
    data = _Bytes(file)
    for _ in range(data.count(IMAGE.size + 1 + COUNT.size, "images")):
        _, *pose, camera_id = data.take(IMAGE)
        model.images.append(Image(data.name(), tuple(pose[:4]), tuple(pose[4:]), camera_id))
        data.skip(OBSERVATION_BYTES, "observations")
    data.end()


def _binary_points(file: Path, model: Model) -> None:
    data = _Bytes(file)
    rows = []
    for _ in range(data.count(POINT.size + COUNT.size, "points")):
        rows.append(data.take(POINT)[1:7])
        data.skip(TRACK_BYTES, "entries of a track")
    data.end()
    _set_points(model, rows)


def _set_points(model: Model, rows: list[tuple[float, ...]]) -> None:
    table = np.array(rows, dtype=np.float64).reshape(-1, 6)  # [N, 6]
    model.points, model.colors = table[:, :3], (table[:, 3:] / 255).clip(0, 1)


def _lines(file: Path, model: Model) -> list[str]:
    """The lines of a text file without comments; warns where a comment announces another number of records."""
    lines = file.read_text(encoding="utf-8").split("\n")
    if lines and not lines[-1].strip():
        lines.pop()  # what follows the last line's end
    return [line.strip() for line in lines if not line.startswith("#")]


def _text_cameras(file: Path, model: Model) -> None:
    for line in filter(None, _lines(file, model)):
        words = line.split()
        if len(words) < 4 or words[1] not in MODELS:
            raise ValueError(f"no camera or an unknown model: '{line[:80]}'; known are {', '.join(MODELS)}")
        params = tuple(float(word) for word in words[4:])
        model.lenses[int(words[0])] = lens_from_params(words[1], int(words[2]), int(words[3]), params)


def _text_images(file: Path, model: Model) -> None:
    lines = _lines(file, model)
    # Two lines per image; the second one holds its observations and may be empty.
    for line in lines[::2]:
        words = line.split(maxsplit=9)
        if len(words) != 10:
            raise ValueError(f"an image takes ten values: '{line[:80]}'")
        values = tuple(float(word) for word in words[1:8])
        model.images.append(Image(words[9], values[:4], values[4:], int(words[8])))


def _text_points(file: Path, model: Model) -> None:
    rows = []
    for line in filter(None, _lines(file, model)):
        words = line.split(maxsplit=8)
        if len(words) < 8:
            raise ValueError(f"a point takes eight values or more: '{line[:80]}'")
        rows.append(tuple(float(word) for word in words[1:7]))
    _set_points(model, rows)


READ_BINARY = {"cameras": _binary_cameras, "images": _binary_images, "points3D": _binary_points}
READ_TEXT = {"cameras": _text_cameras, "images": _text_images, "points3D": _text_points}
