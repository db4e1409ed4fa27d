"""Blender synthetic (NeRF-synthetic): transforms_train.json and _test.json, RGBA images on a white background.

The tables are those of transforms.json with camera_angle_x alone; the scene stands on z = 0, so up is z.
"""

from __future__ import annotations

from pathlib import Path

from neural_render.data.config import DataConfig
from neural_render.data.parts import Parts, read_json
from neural_render.data.transforms import add_frames

TRAIN = "transforms_train.json"
# Validation views are test views only where there are no others.
TEST = ("transforms_test.json", "transforms_val.json")


def read(folder: Path, config: DataConfig) -> Parts:
    """Training and test photos of a Blender capture; raises UserError when a table cannot be used."""
    parts = Parts("Blender synthetic", folder, up=(0.0, 0.0, 1.0), is_white_behind_alpha=True)
    train = add_frames(parts, read_json(folder / TRAIN), TRAIN, config)
    for name in TEST:
        if (folder / name).is_file():
            test = add_frames(parts, read_json(folder / name), name, config)
            parts.roles = dict.fromkeys(test, "test") | dict.fromkeys(train, "train")
            break
    return parts
