"""nerfstudio's and instant-ngp's transforms.json: one table of frames with OpenGL camera-to-world matrices.

Intrinsics stand in the file or, over them, in a frame: fl_x, fl_y or camera_angle_x, camera_angle_y; cx, cy; w, h;
camera_model with k1.. and p1, p2. Per frame also: mask_path, depth_file_path, and this project's plane_file_path and
normal_file_path. Depth is z-depth, stored numbers times depth_unit_scale_factor. Normals are unit vectors in world
axes, as a .npy file or as an 8-bit image of (n + 1) / 2; plane ids are whole numbers, 0 for none.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch

from neural_render.cameras import viewmat_from_opengl_c2w
from neural_render.data.config import DataConfig
from neural_render.data.distortion import Lens
from neural_render.data.images import Header
from neural_render.data.parts import (
    Files,
    Parts,
    Photo,
    checked_lens,
    checked_mask,
    fitted_lens,
    number,
    probed,
    read_json,
    rigid,
    shown,
    size_px,
)
from neural_render.data.points import read_ply_points
from neural_render.errors import UserError

FILE = "transforms.json"
# What the format's names for camera models allow as coefficients, in COLMAP's order.
COEFS = {
    "SIMPLE_PINHOLE": (),
    "PINHOLE": (),
    "SIMPLE_RADIAL": ("k1",),
    "RADIAL": ("k1", "k2"),
    "OPENCV": ("k1", "k2", "p1", "p2"),
    "FULL_OPENCV": ("k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6"),
    "OPENCV_FISHEYE": ("k1", "k2", "k3", "k4"),
    "SIMPLE_RADIAL_FISHEYE": ("k1",),
    "RADIAL_FISHEYE": ("k1", "k2"),
}
DEPTH_UNIT = 0.001  # nerfstudio's default: millimetres
ROLES = {"train_filenames": "train", "val_filenames": "val", "test_filenames": "test"}


def read(folder: Path, config: DataConfig) -> Parts:
    """Everything in `folder`/transforms.json; raises UserError when the file itself cannot be used."""
    table = read_json(folder / FILE)
    parts = Parts("nerfstudio transforms.json", folder)
    add_frames(parts, table, FILE, config)
    with parts.collect():
        parts.roles = _roles(parts, table)
    if "ply_file_path" in table:
        with parts.collect():
            file = Files(folder).find(table["ply_file_path"], f"{FILE}: 'ply_file_path'")
            parts.points, parts.points_rgb = read_ply_points(file)
    return parts


def add_frames(parts: Parts, table: dict[str, Any], where: str, config: DataConfig) -> list[str]:
    """Adds the photos of a table with the key frames to `parts`; returns their names."""
    frames = table.get("frames")
    if not isinstance(frames, list) or not frames:
        raise UserError(
            f"{parts.folder / where}: 'frames' must be a list of photos", shown(frames), "write the file anew"
        )
    files, names = Files(parts.folder), []
    for i, frame in enumerate(frames):
        with parts.collect():
            photo = _photo(parts, files, table, frame, f"{where}, frames[{i}]", config)
            parts.add(photo)
            names.append(photo.name)
    return names


def _photo(parts: Parts, files: Files, table: dict[str, Any], frame: Any, where: str, config: DataConfig) -> Photo:
    if not isinstance(frame, dict):
        raise UserError(f"{where} must be an object", shown(frame), "correct the file")
    file = files.require_image(frame.get("file_path"), f"{where}: 'file_path'")
    name = file.relative_to(parts.folder).as_posix()
    pose = rigid(frame.get("transform_matrix"), f"{where}: 'transform_matrix'")
    header = probed(parts, name, file)
    lens = fitted_lens(parts, name, _lens({**table, **frame}, header, where), header)
    mask = None
    if config.masks:
        mask = (
            files.find(frame["mask_path"], f"{where}: 'mask_path'") if "mask_path" in frame else files.find_mask(name)
        )
    maps = {
        key: files.find(frame[f"{key}_file_path"], f"{where}: '{key}_file_path'")
        for key in ("depth", "normal", "plane")
        if frame.get(f"{key}_file_path") is not None
    }
    for key, map_file in maps.items():
        if not map_file.is_file():
            raise UserError(f"{where}: there is no {key} map {map_file}", f"'{key}_file_path'", "restore the file")
    parts.is_metric |= "depth" in maps
    return Photo(
        name=name,
        file=file,
        viewmat=viewmat_from_opengl_c2w(torch.from_numpy(pose)).numpy(),
        lens=checked_lens(lens, where),
        has_alpha=header.has_alpha,
        mask=checked_mask(mask, header),
        depth=maps.get("depth"),
        depth_scale=number(table, "depth_unit_scale_factor", where, DEPTH_UNIT),
        normals=maps.get("normal"),
        planes=maps.get("plane"),
    )


def _lens(table: dict[str, Any], header: Header, where: str) -> Lens:
    """The intrinsics of one frame, as the file states them."""
    width, height = size_px(table, "w", where, header.width), size_px(table, "h", where, header.height)
    fx, fy = _focal(table, "x", width, where), _focal(table, "y", height, where)
    if fx is None:
        raise UserError(f"{where}: there is no focal length", "neither 'fl_x' nor 'camera_angle_x'", "add one of them")
    values = {key: number(table, key, where, 0.0) for key in COEFS["FULL_OPENCV"]}
    model = _model(table, values, where)
    return Lens(
        width=width,
        height=height,
        fx=fx,
        fy=fx if fy is None else fy,
        cx=number(table, "cx", where, width / 2),
        cy=number(table, "cy", where, height / 2),
        model=model,
        coefs=tuple(values[key] for key in COEFS[model]),
    )


def _focal(table: dict[str, Any], axis: str, size: int, where: str) -> float | None:
    if f"fl_{axis}" in table:
        return number(table, f"fl_{axis}", where)
    if f"camera_angle_{axis}" in table:
        angle = number(table, f"camera_angle_{axis}", where)
        if not 0 < angle < math.pi:
            raise UserError(f"{where}: 'camera_angle_{axis}' must be between 0 and pi", str(angle), "give radians")
        return size / (2 * math.tan(angle / 2))
    return None


def _model(table: dict[str, Any], values: dict[str, float], where: str) -> str:
    """The camera model that the coefficients need: files often say PINHOLE or nothing and give k1 all the same."""
    model = table.get("camera_model", "OPENCV_FISHEYE" if table.get("is_fisheye") is True else "OPENCV")
    if model not in COEFS:
        raise UserError(f"{where}: unknown 'camera_model'", shown(model), f"known are {', '.join(COEFS)}")
    unused = {key for key, value in values.items() if value != 0} - set(COEFS[model])
    if not unused:
        return model
    if unused <= set(COEFS["OPENCV"]) and "FISHEYE" not in model:
        return "OPENCV"
    # k3 of OpenCV's five coefficients; k4 would mean different things to OpenCV and to instant-ngp.
    if unused <= {*COEFS["OPENCV"], "k3"} and "FISHEYE" not in model:
        return "FULL_OPENCV"
    raise UserError(f"{where}: {model} has no {', '.join(sorted(unused))}", "values other than 0", "name another")


def _roles(parts: Parts, table: dict[str, Any]) -> dict[str, str] | None:
    """Which photos the file wants for training and testing; photos that it names nowhere are not used."""
    lists = {role: table[key] for key, role in ROLES.items() if table.get(key) is not None}
    if not lists:
        return None
    files, named = Files(parts.folder), {}
    for key, role in ROLES.items():
        for entry in _names(table.get(key) or [], key):
            with parts.collect():
                file = files.require_image(entry, f"{FILE}: '{key}'")
                named[file.relative_to(parts.folder).as_posix()] = role
    # Validation photos are test photos where there are no others, as in nerfstudio.
    test = "test" if "test" in lists else "val"
    roles = {name: {"train": "train", test: "test"}.get(role) for name, role in named.items()}
    rest = "train" if "train" not in lists else "test" if len(lists) == 1 else None
    roles = {photo.name: roles.get(photo.name, rest) for photo in parts.photos}
    return {name: role for name, role in roles.items() if role is not None}


def _names(names: Any, key: str) -> list[Any]:
    if not isinstance(names, list):
        raise UserError(f"{FILE}: '{key}' must be a list of file names", shown(names), "correct the file")
    return names
