"""What a reader hands over: photos with poses, lenses and files, and every problem it met. No pixel is decoded here.

A reader goes on after a problem with one photo, so that `nr-info` can name them all; `load_capture` then refuses.
Poses are world to camera with OpenCV axes, [4, 4] float64.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Any, Literal, TypeVar

import numpy as np

from neural_render.data.distortion import Lens
from neural_render.data.images import EXTENSIONS, Header, probe
from neural_render.errors import UserError

T = TypeVar("T", dict[str, Any], list[Any])

# Poses are printed with few digits, so a rotation may miss orthonormality by this much; beyond, it is something else.
MAX_ROTATION_ERROR = 1e-2
# Photos are often shrunk after their poses were found; rounding changes the aspect by less than this.
MAX_ASPECT_ERROR = 0.01
MAX_SIDE_PX = 100_000
MAX_JSON_BYTES = 512 * 1024**2
JSON_WORDS = {dict: "an object", list: "a list"}
MAX_COORDINATE = 1e9  # float32 has no finer grid than 64 units there


@dataclass(frozen=True)
class Photo:
    """One posed photo and the files that go with it."""

    name: str  # path below the capture's folder, with forward slashes
    file: Path
    viewmat: np.ndarray  # [4, 4]
    lens: Lens  # of the stored pixels
    has_alpha: bool
    mask: Path | None = None
    depth: Path | None = None
    depth_scale: float = 1.0  # world units per stored number
    normals: Path | Callable[[], np.ndarray] | None = None  # a file, or gives unit vectors [h, w, 3] at any size
    normal_axes: Literal["world", "opencv", "opengl"] = "world"  # of these numbers
    planes: Path | None = None
    segments: Callable[[], np.ndarray] | None = None  # gives ids [h, w] of the stored photo at any size
    near_far: tuple[float, float] | None = None  # depths between which the photo sees something, where known


@dataclass
class Parts:
    """All that a reader found."""

    layout: str
    folder: Path
    photos: list[Photo] = field(default_factory=list)
    errors: list[UserError] = field(default_factory=list)  # each of them makes the capture unusable
    warnings: list[tuple[str, str]] = field(default_factory=list)  # file, reason
    roles: dict[str, str] | None = None  # photo name -> "train" or "test"; None where the capture does not say
    points: np.ndarray = field(default_factory=lambda: np.zeros((0, 3)))  # [N, 3]
    points_rgb: np.ndarray = field(default_factory=lambda: np.zeros((0, 3)))  # [N, 3] in [0, 1]
    dropped_points: dict[str, int] = field(default_factory=dict)  # how many of the capture's points, by reason
    up: tuple[float, float, float] | None = None  # where the layout's convention says it
    is_metric: bool = False  # world units are metres
    is_white_behind_alpha: bool = False
    _names: set[str] = field(default_factory=set)

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Keeps a UserError of the block for the report instead of raising it.

        What is wrong for all photos is kept once.
        """
        try:
            yield
        except UserError as error:
            if str(error) not in map(str, self.errors):
                self.errors.append(error)

    def warn(self, file: str, reason: str) -> None:
        self.warnings.append((file, reason))

    def add(self, photo: Photo) -> None:
        """Takes a photo unless it was listed before."""
        if photo.name in self._names:
            self.warn(photo.name, "is listed more than once; the first entry is used")
            return
        self._names.add(photo.name)
        self.photos.append(photo)


class Files:
    """Finds a capture's files by the names that its tables use, never outside its folder."""

    def __init__(self, folder: Path, photos: str = ".") -> None:
        self.folder = folder
        self.root = folder / photos  # what the names are relative to
        self._listings: dict[Path, dict[str, Path]] = {}

    def find(self, name: Any, where: str) -> Path:
        """The path of `name`, which need not exist; raises UserError for what is no name or leads outside."""
        if not isinstance(name, str) or not name.strip() or "\0" in name:
            raise UserError(f"{where} must name a file", shown(name), "give a path relative to the capture's folder")
        relative = os.path.normpath(name.replace("\\", "/"))
        if os.path.isabs(relative) or PureWindowsPath(name).drive or relative.split("/")[0] == "..":
            raise UserError(
                f"{where} leads outside the capture", shown(name), "move the file into the capture's folder"
            )
        return self.root / relative

    def find_image(self, name: Any, where: str) -> Path | None:
        """Like `find`, but for an image whose extension may be left out or be another one; None where there is none.

        Tables often keep the extension that photos had before a conversion.
        """
        file = self.find(name, where)
        if file.is_file():
            return file
        stem = file.stem if file.suffix.lower() in EXTENSIONS else file.name
        return self._listing(file.parent).get(stem)

    def find_mask(self, name: str) -> Path | None:
        """The mask of a photo in the folder `masks`, named as COLMAP does (a.jpg.png) or like the photo (a.png)."""
        name = os.path.normpath(name).removeprefix("images/")
        for candidate in (name + ".png", os.path.splitext(name)[0] + ".png"):
            if (file := self.folder / "masks" / candidate).is_file():
                return file
        return None

    def _listing(self, folder: Path) -> dict[str, Path]:
        """Images of a folder by their name without extension."""
        if folder not in self._listings:
            files = sorted(folder.iterdir()) if folder.is_dir() else []
            images = [file for file in files if file.suffix.lower() in EXTENSIONS]
            self._listings[folder] = {file.stem: file for file in reversed(images)}
        return self._listings[folder]


def read_json(file: Path, kind: type[T] = dict) -> T:
    """The object, or the list, in a JSON file; raises UserError when it is cut, too large or something else."""
    try:
        if file.stat().st_size > MAX_JSON_BYTES:
            raise ValueError(f"{file.stat().st_size} bytes, at most {MAX_JSON_BYTES} are read")
        value = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(value, kind):
            raise ValueError(f"a {type(value).__name__} where {JSON_WORDS[kind]} belongs")
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(f"cannot read {file}", str(error) or type(error).__name__, "write the file anew") from error
    return value


def number(table: dict[str, Any], key: str, where: str, default: float | None = None) -> float:
    """A finite number; raises UserError naming file and key."""
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= MAX_COORDINATE:
        raise UserError(f"{where}: '{key}' must be a finite number", shown(value), "correct the file")
    return float(value)


def size_px(table: dict[str, Any], key: str, where: str, default: int) -> int:
    """A number of pixels; raises UserError naming file and key."""
    value = number(table, key, where, default)
    if value != int(value) or not 1 <= value <= MAX_SIDE_PX:
        raise UserError(f"{where}: '{key}' must be a whole number of pixels", shown(value), "correct the file")
    return int(value)


def rigid(matrix: Any, where: str) -> np.ndarray:
    """A pose [4, 4] with its rotation made orthonormal; raises UserError when it is no rigid motion."""
    try:
        pose = np.array(matrix, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):
        pose = np.zeros(0)
    if pose.shape not in ((3, 4), (4, 4)):
        raise UserError(f"{where} must be a 4x4 matrix", shown(matrix), "correct the file")
    if not np.isfinite(pose).all() or np.abs(pose).max() > MAX_COORDINATE:
        raise UserError(f"{where} holds values that are not finite", shown(matrix), "remove this photo")
    if pose.shape == (4, 4) and not np.allclose(pose[3], (0, 0, 0, 1), atol=1e-6):
        raise UserError(f"{where} is no rigid motion", f"last row {pose[3].tolist()}", "its last row must be 0 0 0 1")
    rotation = pose[:3, :3]
    if np.abs(rotation.T @ rotation - np.eye(3)).max() > MAX_ROTATION_ERROR:
        lengths = ", ".join(f"{length:.4g}" for length in np.linalg.norm(rotation, axis=0))
        raise UserError(
            f"{where} is no rigid motion", f"columns of length {lengths}", "give poses without scale or shear"
        )
    if np.linalg.det(rotation) < 0:
        raise UserError(f"{where} is mirrored", "a rotation with determinant -1", "flip one axis of the poses")
    u, _, vt = np.linalg.svd(rotation)
    result = np.eye(4)
    result[:3, :3], result[:3, 3] = u @ vt, pose[:3, 3]
    return result


def checked_lens(lens: Lens, where: str) -> Lens:
    """Raises UserError when the intrinsics cannot belong to a camera."""
    values = (lens.fx, lens.fy, lens.cx, lens.cy, *lens.coefs)
    if not all(math.isfinite(value) for value in values):
        raise UserError(f"{where}: intrinsics are not finite", shown(values), "correct the file")
    limit = 1e3 * max(lens.width, lens.height)
    if not (1e-3 * lens.width < lens.fx < limit and 1e-3 * lens.height < lens.fy < limit):
        raise UserError(f"{where}: the focal length is impossible", f"{lens.fx} x {lens.fy} px", "correct the file")
    if max(abs(lens.cx), abs(lens.cy)) > limit:
        raise UserError(f"{where}: the principal point is impossible", f"{lens.cx}, {lens.cy} px", "correct the file")
    return lens


def fitted_lens(parts: Parts, name: str, lens: Lens, header: Header) -> Lens:
    """The lens for the pixels that are stored: photos may have been shrunk since; raises UserError when cropped."""
    if (lens.width, lens.height) == (header.width, header.height):
        return lens
    sizes = f"{header.width}x{header.height} pixels, intrinsics for {lens.width}x{lens.height}"
    ratio = (header.width / lens.width) / (header.height / lens.height)
    if abs(ratio - 1) > MAX_ASPECT_ERROR:
        raise UserError(
            f"{name} is not the photo that its intrinsics describe",
            sizes,
            "restore the photo, or correct width and height",
        )
    parts.warn(name, f"{sizes}: intrinsics were scaled")
    return lens.resized(header.width, header.height)


def probed(parts: Parts, name: str, file: Path) -> Header:
    """The header of a photo, with a warning where its pixels are to be turned for display."""
    header = probe(file)
    if max(header.width, header.height) > MAX_SIDE_PX:
        raise UserError(f"the image {file} is too large", f"{header.width}x{header.height}", "shrink it")
    if header.orientation != 1:
        parts.warn(name, f"orientation tag {header.orientation} is ignored: poses refer to the pixels as stored")
    return header


def checked_mask(mask: Path | None, header: Header) -> Path | None:
    """Raises UserError when a mask is unreadable or of another size than its photo."""
    if mask is not None:
        found = probe(mask)
        if (found.width, found.height) != (header.width, header.height):
            raise UserError(
                f"the mask {mask} is of another size than its photo",
                f"{found.width}x{found.height}, photo {header.width}x{header.height}",
                "resize it, or pass --no-masks",
            )
    return mask


def shown(value: Any) -> str:
    """A value short enough for a message."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
