"""A scene: a trained representation, where its world lies, and where it comes from. JSON + safetensors on disk."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from neural_render import configs, representations
from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.files import atomic_folder, write_json
from neural_render.representation import Representation
from neural_render.types import Bounds, Color, Frame, Rendered

FORMAT_VERSION = 1
SCENE_FILE, TENSOR_FILE = "scene.json", "tensors.safetensors"


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
    def render(self, cameras: Cameras, maps: frozenset[str] = frozenset()) -> tuple[Tensor, Rendered]:
        """Pictures [C, H, W, 3] in [0, 1] over the background, and all that was rendered."""
        rendered = self.representation(cameras, maps)
        picture = rendered.rgb  # [C, H, W, 3]
        if rendered.alpha is not None:
            background = torch.tensor(self.background, dtype=picture.dtype, device=picture.device)
            picture = picture + (1 - rendered.alpha[..., None]) * background  # [C, H, W, 3]
        return picture.clamp(0, 1), rendered

    def save(self, folder: Path) -> None:
        """Writes the folder whole or not at all. Statistics of training stay out."""
        statistics = {name for names in self.representation.row_buffers.values() for name in names}
        state = self.representation.state_dict()
        tensors = {name: value.detach().cpu().contiguous() for name, value in state.items() if name not in statistics}
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
            save_file(tensors, temporary / TENSOR_FILE)
            write_json(temporary / SCENE_FILE, description)

    @classmethod
    def load(cls, folder: Path, device: str = "cpu") -> Scene:
        """Reads what `save` wrote; raises UserError when the folder does not hold a valid scene."""
        folder = Path(folder)
        try:
            description = json.loads((folder / SCENE_FILE).read_text(encoding="utf-8"))
            if description["format_version"] != FORMAT_VERSION:
                raise ValueError(f"format version {description['format_version']}, this program reads {FORMAT_VERSION}")
            method = representations.find(description["method"])
            config = configs.from_table(method.Config(), description["config"], f"in {folder / SCENE_FILE}")
            state = load_file(folder / TENSOR_FILE)
            if broken := [name for name, value in state.items() if not torch.isfinite(value).all()]:
                raise ValueError(f"the tensors {broken} hold values that are not finite")
            return cls(
                method=description["method"],
                representation=method.load_model().restore(config, state).to(device),
                frame=Frame(**_tupled(description["frame"])),
                bounds=Bounds(**_tupled(description["bounds"])),
                background=tuple(float(value) for value in description["background"]),
                provenance=dict(description["provenance"]),
            )
        except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
            given = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise UserError(f"cannot read the scene {folder}", given, "give a folder that nr-train wrote") from error


def _tupled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
