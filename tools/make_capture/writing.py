"""Writes a capture in nerfstudio's layout: images, exact maps, planes, points, transforms.json."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from .render import Maps, View
from .scene import Planes

JPEG_QUALITY = 94
DEPTH_UNIT_M = 0.001
POINT_NOISE_M = 0.003


def write_view(folder: Path, name: str, image: np.ndarray, maps: Maps, with_geometry: bool) -> None:
    """Writes the photograph [H, W, 3] uint8 and the plane ids; depth and normals when `with_geometry`."""
    for kind in ("images", "plane_ids", "depth", "normals"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    Image.fromarray(image).save(folder / f"images/{name}.jpg", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    Image.fromarray(maps.plane_ids).save(folder / f"plane_ids/{name}.png", optimize=True)
    if with_geometry:
        depth = np.rint(maps.depth / DEPTH_UNIT_M).astype(np.uint16)
        normals = np.rint((maps.normals * 0.5 + 0.5) * 255).astype(np.uint8)
        Image.fromarray(depth).save(folder / f"depth/{name}.png", optimize=True)
        Image.fromarray(normals).save(folder / f"normals/{name}.png", optimize=True)


def write_planes(folder: Path, planes: Planes) -> None:
    """Writes planes.json."""
    rows = [
        {"id": index + 1, "name": name, "normal": [round(float(n), 7) for n in normal], "offset": round(offset, 6)}
        for index, (name, normal, offset) in enumerate(zip(planes.names, planes.normals, planes.offsets, strict=True))
    ]
    head = '{"unit": "m", "equation": "normal . x = offset; id 0 is not planar", "planes": [\n'
    (folder / "planes.json").write_text(head + ",\n".join(json.dumps(row) for row in rows) + "\n]}\n")


def write_transforms(folder: Path, views: list[View], names: list[str], test: list[int], geometry: list[int]) -> None:
    """Writes transforms.json, which makes the folder a capture; `geometry` lists the views with depth and normals."""
    frames = []
    for index, (view, name) in enumerate(zip(views, names, strict=True)):
        frame = {
            "file_path": f"images/{name}.jpg",
            "transform_matrix": [[round(float(x), 8) for x in row] for row in view.c2w],
            "plane_file_path": f"plane_ids/{name}.png",
        }
        if index in geometry:
            frame |= {"depth_file_path": f"depth/{name}.png", "normal_file_path": f"normals/{name}.png"}
        frames.append(frame)
    first = views[0]
    files = [frame["file_path"] for frame in frames]
    meta = {
        "camera_model": "PINHOLE",
        "w": first.width,
        "h": first.height,
        "fl_x": round(first.focal_px, 6),
        "fl_y": round(first.focal_px, 6),
        "cx": first.width / 2,
        "cy": first.height / 2,
        "k1": 0.0,
        "k2": 0.0,
        "p1": 0.0,
        "p2": 0.0,
        "depth_unit_scale_factor": DEPTH_UNIT_M,
        "ply_file_path": "sparse_points.ply",
        "plane_list_path": "planes.json",
        "train_filenames": [file for index, file in enumerate(files) if index not in test],
        "val_filenames": [files[index] for index in test],  # nerfstudio asks for this list too
        "test_filenames": [files[index] for index in test],
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in meta.items()]
    rows = ",\n".join(json.dumps(frame) for frame in frames)
    (folder / "transforms.json").write_text("{\n" + ",\n".join(lines) + ',\n"frames": [\n' + rows + "\n]\n}\n")


def sample_points(
    view: View, image: np.ndarray, maps: Maps, count: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Returns `count` first hits [count, 3] with noise, and their colours [count, 3] uint8.

    Pixels are drawn in proportion to the local contrast, since feature detectors prefer corners and texture.
    """
    grey = image.astype(float).mean(axis=-1)
    contrast = np.hypot(*np.gradient(grey)) + 0.5
    chosen = rng.choice(grey.size, count, replace=False, p=(contrast / contrast.sum()).ravel())
    origin, directions = view.rays()
    points = origin + directions[chosen] * maps.depth.ravel()[chosen, None]
    return points + rng.normal(0, POINT_NOISE_M, points.shape), image.reshape(-1, 3)[chosen]


def write_points(path: Path, points: np.ndarray, colors: np.ndarray) -> None:
    """Writes a binary little-endian PLY of points [N, 3] with colours [N, 3] uint8."""
    rows = np.empty(len(points), [("xyz", "<f4", 3), ("rgb", "u1", 3)])
    rows["xyz"], rows["rgb"] = points, colors
    names = "".join(f"property float {axis}\n" for axis in "xyz") + "".join(
        f"property uchar {c}\n" for c in ("red", "green", "blue")
    )
    path.write_bytes(
        f"ply\nformat binary_little_endian 1.0\nelement vertex {len(points)}\n{names}end_header\n".encode()
        + rows.tobytes()
    )
