"""ONNX files of light fields: a graph from rays to a picture, for any runtime; `package/onnx_files.py` says which rays.

Weights are float32, sizes are open, and the file's metadata holds what a program needs to know beside the graph: the
factor, the background and up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from neural_render.bake import BakedScene
from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.fields.net_onnx import RayNetwork
from neural_render.fields.net_step import picture_of
from neural_render.files import atomic_file
from neural_render.package.onnx_files import MAX_BYTES, Network, check, open_network
from neural_render.scene import Scene
from neural_render.types import Rendered


@dataclass(frozen=True)
class NetworkFile:
    """An ONNX file that onnxruntime has taken."""

    network: Network
    factor: int


def write(path: Path, data: RayNetwork, info: FileInfo) -> None:
    """Raises UserError where the file cannot be written, or onnxruntime refuses it."""
    notes = {"up": _text(info.up), "meters_per_unit": _text(info.meters_per_unit)}
    notes |= {"background": _text(info.background)}
    try:
        content = data.build(notes={name: text for name, text in notes.items() if text})
        with atomic_file(path) as temporary:
            temporary.write_bytes(content)
            read(temporary)
    except ValueError as error:
        raise UserError(f"cannot write {path}", str(error), "export the scene in another format") from error


def read(path: Path) -> tuple[NetworkFile, FileInfo]:
    """Raises UserError where the file is no network of ours."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        notes = {entry.key: entry.value for entry in check(data).metadata_props}
        factor = int(notes.get("factor", "0"))
        if not 1 <= factor <= 64:
            raise ValueError(f"the file names the factor {factor}, not one of 1 ... 64")
        return NetworkFile(open_network(data), factor), FileInfo(
            up=_numbers(notes.get("up"), 3),
            meters_per_unit=(_numbers(notes.get("meters_per_unit"), 1) or (None,))[0],
            background=_numbers(notes.get("background"), 3),
        )
    except (OSError, ValueError) as error:
        raise UserError(f"cannot read {path}", str(error), "give a file that nr-export wrote") from error


def as_scene(file: NetworkFile, scene: Scene) -> BakedScene:
    """What the file shows, in the place of the scene that it was written from."""
    return BakedScene(
        method=scene.method,
        render_package=lambda cameras: Rendered(picture_of(file.network, file.factor, cameras)),
        num_primitives=scene.num_primitives,
        frame=scene.frame,
        bounds=scene.bounds,
        background=scene.background,
        provenance=scene.provenance,
        storage={},
    )


def _text(value: float | tuple[float, ...] | None) -> str:
    if value is None:
        return ""
    return " ".join(map(repr, value)) if isinstance(value, tuple) else repr(value)


def _numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    if text is None:
        return None
    numbers = tuple(map(float, text.split()))
    if len(numbers) != count:
        raise ValueError(f"the file's metadata has {len(numbers)} numbers where {count} belong")
    return numbers
