"""LLFF captures: poses_bounds.npy beside a folder `images`, one row of 17 numbers per photo in the order of names.

A row holds a matrix [3, 5], row by row, then the nearest and the farthest depth that the photo sees. The matrix is a
camera-to-world rotation whose columns are the camera's down, right and back, the camera's centre, and (height, width,
focal length in pixels). https://github.com/Fyusion/LLFF#using-your-own-poses-without-running-colmap
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from neural_render.cameras import viewmat_from_opengl_c2w
from neural_render.data.config import DataConfig
from neural_render.data.distortion import Lens
from neural_render.data.images import EXTENSIONS, load_npy
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

FILE = "poses_bounds.npy"
ROW = 17


def read(folder: Path, config: DataConfig) -> Parts:
    """The photos of an LLFF capture; raises UserError when file and folder do not fit together."""
    table = load_npy(folder / FILE)
    if table.ndim != 2 or table.shape[1] != ROW:
        raise UserError(f"{folder / FILE} has the wrong shape", f"{table.shape}", f"give one row of {ROW} per photo")
    images = folder / "images"
    listed = sorted(images.iterdir()) if images.is_dir() else []
    names = [file.name for file in listed if file.suffix.lower() in EXTENSIONS]
    if len(names) != len(table):
        raise UserError(
            f"{folder / FILE} does not fit the photos in {images}",
            f"{len(table)} poses, {len(names)} photos",
            "keep exactly the photos that the poses were found for",
        )
    parts = Parts("LLFF poses_bounds.npy", folder)
    files = Files(folder, "images")
    for i, (name, row) in enumerate(zip(names, table.astype(np.float64), strict=True)):
        with parts.collect():
            parts.add(_photo(parts, files, name, row, f"{FILE}, row {i} ({name})", config))
    return parts


def _photo(parts: Parts, files: Files, name: str, row: np.ndarray, where: str, config: DataConfig) -> Photo:
    if not np.isfinite(row).all():
        raise UserError(f"{where} holds values that are not finite", shown(row.tolist()), "remove this photo")
    matrix = row[:15].reshape(3, 5)  # [3, 5]
    down, right, back, center, (height, width, focal) = matrix.T
    if not (1 <= width <= MAX_SIDE_PX and 1 <= height <= MAX_SIDE_PX):
        raise UserError(f"{where} has an impossible size", f"{width}x{height} pixels", "correct the file")
    width, height = round(width), round(height)
    lens = checked_lens(Lens(width, height, focal, focal, width / 2, height / 2), where)
    opengl_c2w = rigid(np.stack([right, -down, back, center], axis=1), where)
    file = files.find(name, where)
    photo_name = file.relative_to(parts.folder).as_posix()
    header = probed(parts, photo_name, file)
    near, far = row[15:].tolist()
    if not 0 < near < far:
        parts.warn(photo_name, f"depth bounds are ignored: {near} to {far}")
    return Photo(
        name=photo_name,
        file=file,
        viewmat=viewmat_from_opengl_c2w(torch.from_numpy(opengl_c2w)).numpy(),
        lens=fitted_lens(parts, photo_name, lens, header),
        has_alpha=header.has_alpha,
        mask=checked_mask(files.find_mask(name) if config.masks else None, header),
        near_far=(near, far) if 0 < near < far else None,
    )
