"""Checkpoints: all tensors of a training run after a step, in one safetensors file that appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

from safetensors import SafetensorError, safe_open
from torch import Tensor

from neural_render.errors import UserError
from neural_render.files import save_tensors

FORMAT_VERSION = 1
# The newest may be cut short by a dying disk: the one before it is kept.
NUM_KEPT = 2


def save_checkpoint(folder: Path, step: int, seconds: float, tensors: dict[str, Tensor]) -> None:
    """Writes `folder`/step_<step>.safetensors; keeps it and the one before it.

    Files of later steps are dropped too: they could not be read, or the run would have continued from them.

    `step` counts the finished steps, `seconds` the time spent training. Raises UserError when it cannot be written.
    """
    path = folder / f"step_{step:08d}.safetensors"
    metadata = {"format_version": str(FORMAT_VERSION), "step": str(step), "seconds": repr(seconds)}
    save_tensors(path, tensors, metadata)
    files = _files(folder)
    newest = files.index(path) + 1
    for old in files[: max(newest - NUM_KEPT, 0)] + files[newest:]:
        old.unlink()


def load_checkpoint(folder: Path) -> tuple[int, float, dict[str, Tensor]] | None:
    """The newest readable checkpoint as (finished steps, seconds, tensors); None where there is none.

    Raises UserError when there are some and none can be read.
    """
    files = _files(folder)
    for path in reversed(files):
        try:
            with safe_open(path, framework="pt") as file:
                metadata = file.metadata() or {}
                if metadata.get("format_version") != str(FORMAT_VERSION):
                    raise ValueError(f"format version {metadata.get('format_version')}")
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
                return int(metadata["step"]), float(metadata["seconds"]), tensors
        except (OSError, SafetensorError, KeyError, ValueError) as error:
            print(f"checkpoint {path} cannot be read: {error}")
    if files:
        raise UserError(
            f"no checkpoint in {folder} can be read", f"{len(files)} files", "delete the folder to start from step 0"
        )
    return None


def has_checkpoint(folder: Path) -> bool:
    """Whether there is one that `load_checkpoint` would try."""
    return bool(_files(folder))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("step_*.safetensors"))
