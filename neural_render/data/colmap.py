"""Captures with a COLMAP sparse model: photos in `images`, the model in `sparse/0`, `sparse` or `colmap/sparse/0`.

Axes are OpenCV's. A model often lists more photos than are kept beside it: missing ones are reported and left out.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from neural_render.data.colmap_model import Image, Model, read_model
from neural_render.data.config import DataConfig
from neural_render.data.parts import (
    MAX_SIDE_PX,
    Files,
    Parts,
    Photo,
    checked_lens,
    checked_mask,
    fitted_lens,
    probed,
    rigid,
    shown,
)
from neural_render.errors import UserError

MODEL_FOLDERS = ("sparse/0", "sparse", "colmap/sparse/0", ".")
MAX_QUATERNION_ERROR = 1e-2  # text files are printed with few digits


def find_model(folder: Path) -> Path | None:
    """The folder of the sparse model, or None."""
    for name in MODEL_FOLDERS:
        if any((folder / name / file).is_file() for file in ("cameras.bin", "cameras.txt")):
            return folder / name
    return None


def read(folder: Path, config: DataConfig) -> Parts:
    """Photos and points of a COLMAP capture; raises UserError when a file of the model is cut or lies."""
    where = find_model(folder)
    model = read_model(where)
    parts = Parts(f"COLMAP sparse model in {where.relative_to(folder).as_posix()}", folder, warnings=model.warnings)
    parts.points, parts.points_rgb = model.points, model.colors
    photos = Files(folder, "images" if (folder / "images").is_dir() else ".")
    for image in model.images:
        with parts.collect():
            _add_photo(parts, photos, model, image, config)
    return parts


def _add_photo(parts: Parts, files: Files, model: Model, image: Image, config: DataConfig) -> None:
    where = f"image {shown(image.name)} of the COLMAP model"
    file = files.find_image(image.name, where)
    if file is None:
        parts.warn(image.name, "there is no such image; it is left out")
        return
    if (lens := model.lenses.get(image.camera_id)) is None:
        raise UserError(f"{where} has no camera", f"camera {image.camera_id}", "export the model from COLMAP again")
    if not (0 < lens.width <= MAX_SIDE_PX and 0 < lens.height <= MAX_SIDE_PX):
        raise UserError(f"{where} has an impossible camera", f"{lens.width}x{lens.height} pixels", "correct the file")
    name = file.relative_to(parts.folder).as_posix()
    header = probed(parts, name, file)
    parts.add(
        Photo(
            name=name,
            file=file,
            viewmat=_viewmat(image, where),
            lens=fitted_lens(parts, name, checked_lens(lens, where), header),
            has_alpha=header.has_alpha,
            mask=checked_mask(files.find_mask(image.name) if config.masks else None, header),
        )
    )


def _viewmat(image: Image, where: str) -> np.ndarray:
    """World to camera, [4, 4]."""
    w, x, y, z = image.quat
    length = math.sqrt(sum(min(abs(value), 2.0) ** 2 for value in image.quat))
    if not abs(length - 1) < MAX_QUATERNION_ERROR:
        raise UserError(f"{where} has no valid rotation", f"a quaternion of length {length}", "remove this image")
    pose = np.eye(4)
    pose[:3, :3] = np.eye(3) + 2 / length**2 * np.array(
        [
            [-y * y - z * z, x * y - w * z, x * z + w * y],
            [x * y + w * z, -x * x - z * z, y * z - w * x],
            [x * z - w * y, y * z + w * x, -x * x - y * y],
        ]
    )
    pose[:3, 3] = image.translation
    return rigid(pose, f"{where}: the pose")
