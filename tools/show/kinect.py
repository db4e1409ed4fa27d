"""A capture of a Kinect, as 7-Scenes publishes it, as two: photos alone, and photos with depth in the photos' pixels.

Photos and depth come from two cameras, and their poses are those of the depth's; the data set gives one lens for both.
The photos' camera has a focal length of 525 px and stands 25 mm to the right: a Kinect's nominal values. That they hold
was measured on `redkitchen_100`: points of 14 photos, which their depth finds in the next photo, differ there by 4.7 of
255 in brightness at the median, and by 5.8 with the 585 px that the file gives for both.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from neural_render.files import atomic_folder, write_json

FOCAL_PX = 525.0
SHIFT_M = 0.025  # along the depth camera's x
FILE = "transforms.json"


def separated(data: Path, folder: Path) -> tuple[Path, Path]:
    """The capture's photos alone, to train on, and with depth, to measure on; made below `folder` where not there."""
    photos, measured = folder / data.name, folder / f"{data.name}_depth"
    if not (photos.is_dir() and measured.is_dir()):
        table = json.loads((data / FILE).read_text())
        for place, has_depth in ((photos, False), (measured, True)):
            with atomic_folder(place) as temporary:
                _write(table, data, temporary, has_depth=has_depth)
    return photos, measured


def _write(table: dict[str, Any], data: Path, place: Path, *, has_depth: bool) -> None:
    frames = []
    for frame in table["frames"]:
        pose = np.array(frame["transform_matrix"])
        pose[:3, 3] += SHIFT_M * pose[:3, 0]
        shutil.copyfile(data / frame["file_path"], place / frame["file_path"])
        own = {"file_path": frame["file_path"], "transform_matrix": pose.tolist()}
        if has_depth:
            own["depth_file_path"] = name = frame["depth_file_path"]
            depth = np.asarray(Image.open(data / name)) * table["depth_unit_scale_factor"]  # [H, W] in metres
            moved = moved_depth(depth, (table["fl_x"], table["cx"], table["cy"]))
            Image.fromarray(np.round(moved / table["depth_unit_scale_factor"]).astype(np.uint16)).save(place / name)
        frames.append(own)
    lens = {"fl_x": FOCAL_PX, "fl_y": FOCAL_PX}
    write_json(place / FILE, table | lens | {"frames": frames})


def moved_depth(depth: np.ndarray, lens: tuple[float, float, float]) -> np.ndarray:  # [H, W]; focal length, cx, cy
    """The depth of one camera as the photos' camera beside it sees it, [H, W]; 0 where nothing is known."""
    (height, width), (focal, cx, cy) = depth.shape, lens
    rows, columns = np.nonzero(depth)
    z = depth[rows, columns]
    x, y = (columns + 0.5 - cx) / focal * z - SHIFT_M, (rows + 0.5 - cy) / focal * z
    u, v = (np.floor(FOCAL_PX * along / z + center).astype(int) for along, center in ((x, cx), (y, cy)))
    moved = np.zeros_like(depth)
    # The nearest is written last, and stays.
    order = np.argsort(-z)
    order = order[(u[order] >= 0) & (u[order] < width) & (v[order] >= 0) & (v[order] < height)]
    moved[v[order], u[order]] = z[order]
    return moved
