"""Formats that a scene can leave in: one file each, one contract.

A file's format is known by the end of its name, and among PLYs by the header. A format's module has
`write(path, data, info)`, which gives the file its name only when it reads back as written, and
`read(path) -> (data, info)`. `data` is what the representation offers under the name in `needs`, as `sorted_splats()`;
what comes back of a network is what runs it, and the module's `as_scene` renders with that.

Surfaces are made of what the cameras of a scene's capture see. A module of theirs has `make(scene, capture) -> data`,
`write(path, data)`, `read(path) -> data` and `words(data)`, a line about it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from neural_render.configs import nearest
from neural_render.errors import UserError

if TYPE_CHECKING:
    # The table itself imports no torch, so that `nr-export --help` is fast.
    from neural_render.representation import Representation
    from neural_render.scene import Scene
    from neural_render.types import Color


# Of scenes for which no row of the table has anything.
NO_FORMAT = "no file format holds splats that are blended without an order; nr-bake makes a package of them"
MAX_HEADER_BYTES = 64 * 1024  # of a PLY; a splat file's header has about 2,000 bytes


@dataclass(frozen=True)
class FileInfo:
    """What a file says about its splats beside their rows; None where it does not say."""

    up: tuple[float, float, float] | None = None  # unit vector in the splats' axes
    meters_per_unit: float | None = None
    background: Color | None = None  # what the splats were trained over
    notes: tuple[str, ...] = ()  # what a reader left out or changed, in words; not written


@dataclass(frozen=True)
class Format:
    """A row of the table of formats."""

    suffix: str
    needs: str  # the representation's method that gives what is written
    module: str
    mark: bytes = b""  # what the header of a file has that shares the last part of its suffix with other formats
    is_lossless: bool = False

    def load(self) -> ModuleType:
        return importlib.import_module(self.module)

    def data_of(self, representation: Representation) -> Any | None:
        """What would be written; None where the representation does not have it."""
        return getattr(representation, self.needs)()


FORMATS = {
    "ply": Format(".ply", "sorted_splats", "neural_render.export.ply", is_lossless=True),
    "compressed-ply": Format(
        ".compressed.ply", "sorted_splats", "neural_render.export.compressed_ply", mark=b" packed_position"
    ),
    "spz": Format(".spz", "sorted_splats", "neural_render.export.spz"),
    "onnx": Format(".onnx", "ray_network", "neural_render.export.onnx"),
}


@dataclass(frozen=True)
class Surface:
    """A row of the table of surfaces."""

    suffix: str
    module: str

    def load(self) -> ModuleType:
        return importlib.import_module(self.module)


SURFACES = {
    "mesh": Surface(".mesh.ply", "neural_render.export.mesh"),
    "planes": Surface(".planes.json", "neural_render.export.planes"),
}


def format_of(path: Path) -> Format | None:
    """The format of a file, whether it is there or not; None for a folder or a name that no format has."""
    path = Path(path)
    kinds = [kind for kind in FORMATS.values() if path.suffix.lower() == kind.suffix[kind.suffix.rindex(".") :]]
    if not kinds or path.is_dir():
        return None
    try:
        with open(path, "rb") as file:
            header = file.read(MAX_HEADER_BYTES).partition(b"end_header")[0]
    except OSError:
        header = b""  # whoever reads the file says what is wrong with it
    return max((kind for kind in kinds if kind.mark in header), key=lambda kind: len(kind.mark))


def without_suffix(name: str) -> str:
    """The name of a file without the longest end that is a format's."""
    suffixes = [kind.suffix for kind in FORMATS.values() if name.lower().endswith(kind.suffix)]
    return name[: len(name) - max(map(len, suffixes), default=0)]


def possible_formats(representation: Representation) -> list[str]:
    """The formats that this scene can be written in."""
    return [name for name, kind in FORMATS.items() if kind.data_of(representation) is not None]


def export(scene: Scene, name: str, path: Path) -> None:
    """Writes the scene in the format `name`; the file appears whole and verified or not at all.

    Raises UserError for an unknown format, a scene without what it needs, or a file that cannot be written.
    """
    possible = possible_formats(scene.representation)
    if name not in possible:
        raise UserError(
            f"this scene cannot be exported as '{name}'{'' if name in FORMATS else nearest(name, FORMATS | SURFACES)}",
            f"a scene of {scene.method}",
            f"choose one of: {', '.join(possible)}" if possible else NO_FORMAT,
        )
    kind = FORMATS[name]
    info = FileInfo(scene.frame.up, scene.frame.meters_per_unit, scene.background)
    kind.load().write(path, kind.data_of(scene.representation), info)
