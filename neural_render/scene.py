"""A scene: a trained representation, where its world lies, and where it comes from. JSON + safetensors on disk."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from neural_render import configs, representations
from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.files import atomic_folder, save_tensors, write_json
from neural_render.representation import Representation
from neural_render.types import Bounds, Color, Frame, Rendered

FORMAT_VERSION = 1
SCENE_FILE, TENSOR_FILE = "scene.json", "tensors.safetensors"


class Renderable(Protocol):
    """What is measured, filmed and shown: a scene, or a package of one."""

    method: str
    frame: Frame
    bounds: Bounds
    background: Color
    provenance: dict[str, Any]

    @property
    def num_primitives(self) -> int: ...

    @property
    def storage(self) -> dict[str, int]:
        """Bytes of its parts, where it is a package."""

    def render(self, cameras: Cameras) -> tuple[Tensor, Rendered]:
        """Pictures [C, H, W, 3] in [0, 1] over the background, and all that was rendered."""


@dataclasses.dataclass
class Scene:
    """What training produces and everything else reads."""

    method: str  # the representation's name on the command line
    representation: Representation
    frame: Frame
    bounds: Bounds
    background: Color  # what lies behind the scene; the colour it was trained over
    provenance: dict[str, Any]  # plain data: capture, split, steps, seed, train_s, device, commit, version

    @torch.no_grad()
    def render(
        self,
        cameras: Cameras,
        maps: frozenset[str] = frozenset(),
        background: Tensor | None = None,  # [3]; the scene's own unless given
    ) -> tuple[Tensor, Rendered]:
        """Pictures [C, H, W, 3] in [0, 1] over the background, and all that was rendered.

        A scene that is being trained is shown as it will be once trained.
        """
        was_training = self.representation.training
        self.representation.eval()
        rendered = self.representation(cameras, maps)
        self.representation.train(was_training)
        return over(rendered, torch.tensor(self.background) if background is None else background), rendered

    @property
    def storage(self) -> dict[str, int]:
        return {}

    @property
    def num_primitives(self) -> int:
        return self.representation.num_primitives

    def save(self, folder: Path) -> None:
        """Writes the folder whole or not at all. Statistics of training stay out.

        Raises UserError when a tensor holds values that are not finite, or when the folder cannot be written.
        """
        statistics = {name for names in self.representation.row_buffers.values() for name in names}
        state = self.representation.state_dict()
        tensors = {name: value for name, value in state.items() if name not in statistics}
        if broken := _not_finite(tensors):
            raise UserError(
                f"will not write the scene {folder}",
                f"the tensors {broken} hold values that are not finite",
                "train it again; lower the learning rates",
            )
        description = {
            "format_version": FORMAT_VERSION,
            "method": self.method,
            "config": configs.to_table(self.representation.config),
            "frame": dataclasses.asdict(self.frame),
            "bounds": dataclasses.asdict(self.bounds),
            "background": list(self.background),
            "provenance": self.provenance,
        }
        with atomic_folder(folder) as temporary:
            save_tensors(temporary / TENSOR_FILE, tensors)
            write_json(temporary / SCENE_FILE, description)

    @classmethod
    def load(cls, folder: Path, device: str = "cpu") -> Scene:
        """Reads what `save` wrote; raises UserError when the folder does not hold a valid scene."""
        folder = Path(folder)
        try:
            description = json.loads((folder / SCENE_FILE).read_text(encoding="utf-8"))
            if not isinstance(description, dict):
                raise ValueError(f"{SCENE_FILE} is no table")
            if description["format_version"] != FORMAT_VERSION:
                raise ValueError(f"format version {description['format_version']}, this program reads {FORMAT_VERSION}")
            method = representations.find(description["method"])
            config = configs.from_table(method.Config(), _table(description, "config"), f"in {folder / SCENE_FILE}")
            state = load_file(folder / TENSOR_FILE)
            if broken := _not_finite(state):
                raise ValueError(f"the tensors {broken} hold values that are not finite")
            return cls(
                method=description["method"],
                representation=method.load_model().restore(config, state).to(device),
                frame=_frame(_table(description, "frame")),
                bounds=_bounds(_table(description, "bounds")),
                background=_numbers(description, "background", 3),
                provenance=_table(description, "provenance"),
            )
        except (OSError, SafetensorError, KeyError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            given = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise UserError(f"cannot read the scene {folder}", given, "give a folder that nr-train wrote") from error


def over(rendered: Rendered, background: Tensor) -> Tensor:
    """The pictures [C, H, W, 3] in [0, 1] over `background` [3]."""
    picture = rendered.rgb  # [C, H, W, 3]
    if rendered.alpha is not None:
        picture = picture + (1 - rendered.alpha[..., None]) * background.to(picture)  # [C, H, W, 3]
    return picture.clamp(0, 1)


def _not_finite(tensors: dict[str, Tensor]) -> list[str]:
    return [name for name, value in tensors.items() if not torch.isfinite(value).all()]


def _frame(table: dict[str, Any]) -> Frame:
    up = _numbers(table, "up", 3)
    if not any(up):
        raise ValueError("up is no direction")
    has_scale = table["meters_per_unit"] is not None
    return Frame(up, _size(table, "meters_per_unit") if has_scale else None)


def _bounds(table: dict[str, Any]) -> Bounds:
    if not isinstance(table["is_open"], bool):
        raise ValueError(f"is_open = {table['is_open']!r} is neither true nor false")
    sizes = _size(table, "radius"), _size(table, "camera_extent")
    return Bounds(_numbers(table, "center", 3), *sizes, is_open=table["is_open"])


def _table(values: dict[str, Any], key: str) -> dict[str, Any]:
    if not isinstance(values[key], dict):
        raise ValueError(f"{key} = {values[key]!r} is no table")
    return values[key]


def _numbers(values: dict[str, Any], key: str, count: int) -> tuple[float, ...]:
    given = values[key]
    if not isinstance(given, list) or len(given) != count or not all(map(_is_number, given)):
        raise ValueError(f"{key} = {given!r} is no list of {count} finite numbers")
    return tuple(float(value) for value in given)


def _size(values: dict[str, Any], key: str) -> float:
    if not _is_number(values[key]) or values[key] < 0:
        raise ValueError(f"{key} = {values[key]!r} is no finite number from 0 upwards")
    return float(values[key])


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)
