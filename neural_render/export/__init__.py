"""Formats that a scene can leave in: one file each, one contract.

A format's module has `write(path, data, info)`, which gives the file its name only when it reads back as written, and
`read(path) -> (data, info)`. `data` is what the representation offers under the name in `needs`, as `sorted_splats()`.
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

    def load(self) -> ModuleType:
        return importlib.import_module(self.module)

    def data_of(self, representation: Representation) -> Any | None:
        """What would be written; None where the representation does not have it."""
        return getattr(representation, self.needs)()


FORMATS = {
    "ply": Format(".ply", "sorted_splats", "neural_render.export.ply"),
}


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
            f"this scene cannot be exported as '{name}'{'' if name in FORMATS else nearest(name, FORMATS)}",
            f"a scene of {scene.method}",
            f"choose one of: {', '.join(possible)}" if possible else "there is no export for this method yet",
        )
    kind = FORMATS[name]
    info = FileInfo(scene.frame.up, scene.frame.meters_per_unit, scene.background)
    kind.load().write(path, kind.data_of(scene.representation), info)
