"""nerfstudio's and instant-ngp's transforms.json: one table of frames with OpenGL camera-to-world matrices.

Intrinsics stand in the file or, over them, in a frame: fl_x, fl_y or camera_angle_x, camera_angle_y; cx, cy; w, h;
camera_model with k1.. and p1, p2. Per frame also: mask_path, depth_file_path, and this project's plane_file_path and
normal_file_path. Depth is z-depth, stored numbers times depth_unit_scale_factor. Normals are unit vectors in world
axes, as a .npy file or as an 8-bit image of (n + 1) / 2; plane ids are whole numbers, 0 for none.
"""

from __future__ import annotations

import dataclasses
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
        raise UserError(f"{parts.folder / where}: 'frames' must be a list of photos", shown(frames), "correct the file")
    files, names = Files(parts.folder), []
    for i, frame in enumerate(frames):
        with parts.collect():
            photo = _photo(parts, files, _Values(table, frame, where, f"{where}, frames[{i}]"), config)
            if photo is not None:
                parts.add(photo)
                names.append(photo.name)
    return names


class _Values:
    """The values of a frame over those of the whole file, with the right place in messages."""

    def __init__(self, table: dict[str, Any], frame: Any, file: str, where: str) -> None:
        if not isinstance(frame, dict):
            raise UserError(f"{where} must be an object", shown(frame), "correct the file")
        self.table, self.frame, self.file, self.where = table, frame, file, where

    def __contains__(self, key: str) -> bool:
        return key in self.frame or key in self.table

    def place(self, key: str) -> tuple[dict[str, Any], str]:
        """The table that holds `key`, and its name."""
        return (self.frame, self.where) if key in self.frame else (self.table, self.file)

    def get(self, key: str, default: Any = None) -> Any:
        return self.place(key)[0].get(key, default)

    def number(self, key: str, default: float | None = None) -> float:
        table, where = self.place(key)
        return number(table, key, where, default)

    def size_px(self, key: str, default: int) -> int:
        table, where = self.place(key)
        return size_px(table, key, where, default)


def _photo(parts: Parts, files: Files, values: _Values, config: DataConfig) -> Photo | None:
    where, frame = values.where, values.frame
    file = files.find_image(frame.get("file_path"), f"{where}: 'file_path'")
    if file is None:
        parts.warn(frame["file_path"], "there is no such image; it is left out")
        return None
    name = file.relative_to(parts.folder).as_posix()
    pose = rigid(frame.get("transform_matrix"), f"{where}: 'transform_matrix'")
    header = probed(parts, name, file)
    lens = fitted_lens(parts, name, _lens(values, header), header)
    mask = None
    if config.masks:
        named = frame.get("mask_path")
        mask = files.find_mask(name) if named is None else files.find(named, f"{where}: 'mask_path'")
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
        lens=lens,
        has_alpha=header.has_alpha,
        mask=checked_mask(mask, header),
        depth=maps.get("depth"),
        depth_scale=_depth_unit(values),
        normals=maps.get("normal"),
        planes=maps.get("plane"),
    )


def _lens(values: _Values, header: Header) -> Lens:
    """The intrinsics of one frame, as the file states them."""
    width, height = values.size_px("w", header.width), values.size_px("h", header.height)
    fx, fy = _focal(values, "x", width), _focal(values, "y", height)
    if fx is None:
        raise UserError(f"{values.file}: there is no focal length", "neither 'fl_x' nor 'camera_angle_x'", "add one")
    where = values.place("fl_x")[1]
    coefs = {key: values.number(key, 0.0) for key in COEFS["FULL_OPENCV"]}
    model = _model(values, coefs)
    lens = Lens(
        width=width,
        height=height,
        fx=fx,
        fy=fx if fy is None else fy,
        cx=values.number("cx", width / 2),
        cy=values.number("cy", height / 2),
        model=model,
        coefs=tuple(coefs[key] for key in COEFS[model]),
    )
    return checked_lens(lens if lens.is_distorted else dataclasses.replace(lens, model="PINHOLE", coefs=()), where)


def _depth_unit(values: _Values) -> float:
    unit = values.number(key := "depth_unit_scale_factor", DEPTH_UNIT)
    if unit <= 0:
        raise UserError(f"{values.place(key)[1]}: '{key}' must be above 0", str(unit), "give world units per number")
    return unit


def _focal(values: _Values, axis: str, size: int) -> float | None:
    if f"fl_{axis}" in values:
        return values.number(f"fl_{axis}")
    if (key := f"camera_angle_{axis}") in values:
        angle = values.number(key)
        if not 0 < angle < math.pi:
            raise UserError(f"{values.place(key)[1]}: '{key}' must be between 0 and pi", str(angle), "give radians")
        return size / (2 * math.tan(angle / 2))
    return None


def _model(values: _Values, coefs: dict[str, float]) -> str:
    """The camera model that the coefficients need: files often say PINHOLE or nothing and give k1 all the same."""
    model = values.get("camera_model", "OPENCV_FISHEYE" if values.get("is_fisheye") is True else "OPENCV")
    where = values.place("camera_model")[1]
    if not isinstance(model, str) or model not in COEFS:
        raise UserError(f"{where}: unknown 'camera_model'", shown(model), f"known are {', '.join(COEFS)}")
    unused = {key for key, value in coefs.items() if value != 0} - set(COEFS[model])
    if not unused:
        return model
    if unused <= set(COEFS["OPENCV"]) and "FISHEYE" not in model:
        return "OPENCV"
    # k3 of OpenCV's five coefficients; k4 would mean different things to OpenCV and to instant-ngp.
    if unused <= {*COEFS["OPENCV"], "k3"} and "FISHEYE" not in model:
        return "FULL_OPENCV"
    raise UserError(f"{where}: {model} has no {', '.join(sorted(unused))}", "values other than 0", "name another model")


def _roles(parts: Parts, table: dict[str, Any]) -> dict[str, str] | None:
    """Which photos the file wants for training and testing; photos that it names nowhere are not used."""
    lists = {role: _names(table[key], key) for key, role in ROLES.items() if table.get(key) is not None}
    if not lists:
        return None
    files, known = Files(parts.folder), {photo.name for photo in parts.photos}
    # Validation photos are test photos where there are no others, as in nerfstudio.
    if "test" not in lists and "val" in lists:
        lists["test"] = lists.pop("val")
    rest = {("train",): "test", ("test",): "train"}.get(tuple(lists))
    roles = dict.fromkeys(known, rest) if rest else {}
    for role in ("train", "test"):
        for entry in lists.get(role, []):
            file = files.find_image(entry, f"{FILE}: a name of '{role}_filenames'")
            name = None if file is None else file.relative_to(parts.folder).as_posix()
            if name not in known:
                parts.warn(shown(entry), f"is in '{role}_filenames' but not among the frames")
            else:
                roles[name] = role
    return roles


def _names(names: Any, key: str) -> list[Any]:
    if not isinstance(names, list):
        raise UserError(f"{FILE}: '{key}' must be a list of file names", shown(names), "correct the file")
    return names
