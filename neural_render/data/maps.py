"""Depth, normals, plane ids and segments of a photo: from what a file holds to values at the working pixels.

All are read at the working pixels' centres, never mixed. Letters: H, W pixels of the file, h, w of the result.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import OPENGL_TO_OPENCV
from neural_render.data.distortion import Lens, source_pixels
from neural_render.data.images import decode_numbers, nearest
from neural_render.data.parts import MAX_ASPECT_ERROR, Photo
from neural_render.errors import UserError

# Black pixels, (-1, -1, -1) after decoding, and NaN mean that nothing is known.
MAX_LENGTH_ERROR = 0.1
# No surface that a camera sees looks away from it; networks are wrong about a few.
MAX_SHARE_AWAY = 0.5


def read_map(photo: Photo, lens: Lens, name: str) -> Tensor:
    """What `View.read` gives for "depth", "normals", "planes" and "segments" at the size of `lens`, [h, w, ...].

    Raises UserError where the file holds no such map of the photo.
    """
    u, v = _places(lens)
    if name == "segments":
        return torch.from_numpy(nearest(photo.segments(), u, v).astype(np.int32))
    source = {"depth": photo.depth, "normals": photo.normals, "planes": photo.planes}[name]
    stored = source() if callable(source) else read_numbers(source, photo, name)
    values = nearest(stored, u, v)
    if name == "planes":
        return torch.from_numpy(values.astype(np.int32))
    if name == "depth":
        depth = values.astype(np.float32) * np.float32(photo.depth_scale)
        return torch.from_numpy(np.where(np.isfinite(depth) & (depth > 0), depth, np.float32(0)))
    normals = _unit(values)  # [h, w, 3]
    if photo.normal_axes == "world":
        return torch.from_numpy(normals)
    if photo.normal_axes == "opengl":
        normals = normals @ OPENGL_TO_OPENCV[:3, :3].float().numpy()
    _check_facing(normals, lens, photo)
    return torch.from_numpy(normals @ photo.viewmat[:3, :3].astype(np.float32))


def read_numbers(file: Path, photo: Photo, name: str) -> np.ndarray:
    """The numbers of a map, [H, W], or [H, W, 3] for normals; raises UserError for another shape."""
    stored = decode_numbers(file)
    channels = (3,) if name == "normals" else ()
    if stored.ndim != 2 + len(channels) or stored.shape[2:] != channels or 0 in stored.shape:
        wanted = "[height, width, 3]" if channels else "[height, width], one number a pixel"
        raise UserError(f"cannot use the map {file}", f"an array of shape {stored.shape}", f"give {name} as {wanted}")
    check_shape(file, stored.shape, photo)
    return stored


def check_shape(file: Path, shape: tuple[int, ...], photo: Photo) -> None:
    """Raises UserError where a map [H, W, ...] cannot show all of its photo and nothing else."""
    height, width = shape[:2]
    # Rounding moves an edge by up to a pixel.
    slack = MAX_ASPECT_ERROR + 1 / width + 1 / height
    if abs((width / height) / (photo.lens.width / photo.lens.height) - 1) > slack:
        raise UserError(
            f"{file} does not show the photo {photo.name}",
            f"{width}x{height} pixels, the photo has {photo.lens.width}x{photo.lens.height}",
            "give a map of the whole photo, of any size but of its shape",
        )


def _places(lens: Lens) -> tuple[np.ndarray, np.ndarray]:
    """Where the working pixels' centres lie in the stored photo, as shares of its width and height, [h, w]."""
    if lens.is_distorted:
        u, v, _ = source_pixels(lens)
    else:
        u, v = np.meshgrid(np.arange(lens.width) + 0.5, np.arange(lens.height) + 0.5)
    return u / lens.width, v / lens.height


def _unit(values: np.ndarray) -> np.ndarray:  # [h, w, 3]
    """Normals of length 1, or 0 where nothing is known."""
    normals = values.astype(np.float32)
    if values.dtype == np.uint8:
        normals = normals / np.float32(127.5) - 1
    length = np.linalg.norm(normals, axis=-1, keepdims=True)
    is_known = np.abs(length - 1) < MAX_LENGTH_ERROR
    return np.where(is_known, normals / np.where(is_known, length, 1), np.float32(0))


def _check_facing(normals: np.ndarray, lens: Lens, photo: Photo) -> None:  # [h, w, 3] in OpenCV's axes
    """Raises UserError where normals look away from the camera, as they do in the other convention."""
    u, v = np.meshgrid(np.arange(lens.width) + 0.5, np.arange(lens.height) + 0.5)
    rays = np.stack([(u - lens.cx) / lens.fx, (v - lens.cy) / lens.fy, np.ones_like(u)], axis=-1)  # [h, w, 3]
    away = ((normals * rays).sum(axis=-1) > 0).sum()
    known = (normals != 0).any(axis=-1).sum()
    if away > MAX_SHARE_AWAY * known:
        other = {"opencv": "opengl", "opengl": "opencv"}[photo.normal_axes]
        raise UserError(
            f"the normals of the photo {photo.name} look away from the camera",
            f"{away / known:.0%} of them with --normal-axes {photo.normal_axes}",
            f"pass --normal-axes {other}, or turn them: a surface that is seen looks towards the camera",
        )
