"""Small captures written in every layout from one rig, by code that shares nothing with the readers.

Each photo shows three blobs, one per colour channel, where the rig's cameras see three known points: a reader that is
wrong about an axis, a distance or a pixel's centre puts them elsewhere.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from neural_render.types import View

WIDTH, HEIGHT = 96, 72
SIGMA_PX = 2.0
MARKS = np.array([[0.5, -0.1, 0.3], [-0.2, 0.4, 0.6], [0.1, -0.5, -0.3]])  # red, green, blue
TARGET = np.array([0.1, 0.0, 0.2])


@dataclass(frozen=True)
class Model:
    """A camera model as COLMAP lists it, and how it bends normalised coordinates, written out a second time."""

    name: str = "PINHOLE"
    params: tuple[float, ...] = (110.0, 105.0, 50.0, 34.0)

    def project(self, x: float, y: float) -> tuple[float, float]:
        fx, fy, cx, cy, *k = self.params
        r2 = x * x + y * y
        if self.name == "OPENCV":
            k1, k2, p1, p2 = k
            f = 1 + k1 * r2 + k2 * r2**2
            x, y = x * f + 2 * p1 * x * y + p2 * (r2 + 2 * x * x), y * f + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y
        elif self.name == "OPENCV_FISHEYE":
            r = math.sqrt(r2)
            t = math.atan(r)
            f = t * (1 + k[0] * t**2 + k[1] * t**4 + k[2] * t**6 + k[3] * t**8) / r
            x, y = x * f, y * f
        return fx * x + cx, fy * y + cy


OPENCV = Model("OPENCV", (110.0, 105.0, 50.0, 34.0, -0.15, 0.05, 0.004, -0.003))
FISHEYE = Model("OPENCV_FISHEYE", (110.0, 105.0, 50.0, 34.0, 0.05, -0.02, 0.01, -0.004))
SQUARE = Model("PINHOLE", (110.0, 110.0, WIDTH / 2, HEIGHT / 2))  # all that Blender and LLFF can say


def viewmats(num_views: int = 9) -> np.ndarray:
    """World to camera [C, 4, 4], OpenCV axes: on a bowed ring around the marks, each turned a little about its axis."""
    result = []
    for i in range(num_views):
        angle = 0.4 + 5 * i / num_views
        center = TARGET + np.array([3 * math.cos(angle), 3 * math.sin(angle), 1 + 0.3 * math.sin(2 * angle)])
        forward = (TARGET - center) / np.linalg.norm(TARGET - center)
        right = np.cross(forward, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right)
        roll = 0.05 * math.sin(3 * i)
        down = np.cross(forward, right)
        right, down = math.cos(roll) * right + math.sin(roll) * down, math.cos(roll) * down - math.sin(roll) * right
        viewmat = np.eye(4)
        viewmat[:3, :3] = np.stack([right, down, forward])
        viewmat[:3, 3] = -viewmat[:3, :3] @ center
        result.append(viewmat)
    return np.stack(result)


def pixel_of(viewmat: np.ndarray, model: Model, point: np.ndarray) -> tuple[float, float]:
    x, y, z = viewmat[:3, :3] @ point + viewmat[:3, 3]
    return model.project(x / z, y / z)


def paint(viewmat: np.ndarray, model: Model) -> np.ndarray:
    """The photo [H, W, 3] uint8 of the three marks."""
    v, u = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    channels = []
    for mark in MARKS:
        x, y = pixel_of(viewmat, model, mark)
        channels.append(np.exp(-((u - x) ** 2 + (v - y) ** 2) / (2 * SIGMA_PX**2)))
    return np.rint(np.stack(channels, axis=-1) * 255).astype(np.uint8)


def centroids(image: np.ndarray) -> np.ndarray:
    """Where the blobs of an image [H, W, 3] are, [3, 2]."""
    weights = image.astype(np.float64)
    v, u = np.mgrid[0 : image.shape[0], 0 : image.shape[1]] + 0.5
    return np.stack([[(w * u).sum(), (w * v).sum()] / w.sum() for w in np.moveaxis(weights, -1, 0)])


def seen_at(view: View, points: np.ndarray) -> np.ndarray:
    """Pixels [N, 2] at which a view's pinhole camera sees world points [N, 3]."""
    viewmat, K = view.cameras.viewmats[0].double().numpy(), view.cameras.Ks[0].double().numpy()
    projected = (points @ viewmat[:3, :3].T + viewmat[:3, 3]) @ K.T
    return projected[:, :2] / projected[:, 2:]


def assert_marks_are_seen(view: View) -> None:
    """The photo shows the marks where the view's camera sees them.

    A wrong axis, sign or half pixel is 0.5 px or more; resampling and 8 bits move a blob by less than 0.03 px.
    """
    np.testing.assert_allclose(centroids(view.read("rgb").numpy()), seen_at(view, MARKS), atol=0.05)


def save_photos(folder: Path, model: Model, names: list[str], *, rgba: bool = False) -> list[np.ndarray]:
    poses = viewmats(len(names))
    for name, viewmat in zip(names, poses, strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        image = paint(viewmat, model)
        if rgba:
            image = np.concatenate([image, image.max(axis=-1, keepdims=True)], axis=-1)
        Image.fromarray(image).save(folder / name)
    return list(poses)


def opengl_c2w(viewmat: np.ndarray) -> list[list[float]]:
    c2w = np.linalg.inv(viewmat)
    c2w[:3, 1:3] *= -1
    return c2w.tolist()


def write_transforms(folder: Path, model: Model = OPENCV, num_views: int = 9, **more: object) -> dict:
    names = [f"images/{i:02d}.png" for i in range(num_views)]
    poses = save_photos(folder, model, names)
    fx, fy, cx, cy, *k = model.params
    keys = {"OPENCV": ("k1", "k2", "p1", "p2"), "OPENCV_FISHEYE": ("k1", "k2", "k3", "k4")}.get(model.name, ())
    table = {"camera_model": model.name, "w": WIDTH, "h": HEIGHT, "fl_x": fx, "fl_y": fy, "cx": cx, "cy": cy}
    table |= dict(zip(keys, k, strict=True)) | more
    table["frames"] = [
        {"file_path": name, "transform_matrix": opengl_c2w(pose)} for name, pose in zip(names, poses, strict=True)
    ]
    (folder / "transforms.json").write_text(json.dumps(table))
    return table


def write_blender(folder: Path, num_views: int = 9) -> None:
    names = [f"train/r_{i}" for i in range(num_views - 3)] + [f"test/r_{i}" for i in range(3)]
    poses = save_photos(folder, SQUARE, [name + ".png" for name in names], rgba=True)
    angle = 2 * math.atan(WIDTH / 2 / SQUARE.params[0])
    for split in ("train", "test"):
        frames = [
            {"file_path": f"./{name}", "rotation": 0.1, "transform_matrix": opengl_c2w(pose)}
            for name, pose in zip(names, poses, strict=True)
            if name.startswith(split)
        ]
        table = {"camera_angle_x": angle, "frames": frames}
        (folder / f"transforms_{split}.json").write_text(json.dumps(table))


def quaternion(rotation: np.ndarray) -> np.ndarray:
    """wxyz: the eigenvector of Bar-Itzhack's symmetric matrix."""
    m = rotation
    k = np.array(
        [
            [m[0, 0] + m[1, 1] + m[2, 2], m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]],
            [m[2, 1] - m[1, 2], m[0, 0] - m[1, 1] - m[2, 2], m[0, 1] + m[1, 0], m[0, 2] + m[2, 0]],
            [m[0, 2] - m[2, 0], m[0, 1] + m[1, 0], m[1, 1] - m[0, 0] - m[2, 2], m[1, 2] + m[2, 1]],
            [m[1, 0] - m[0, 1], m[0, 2] + m[2, 0], m[1, 2] + m[2, 1], m[2, 2] - m[0, 0] - m[1, 1]],
        ]
    )
    return np.linalg.eigh(k)[1][:, -1]


POINTS = np.concatenate([MARKS, TARGET[None]])
COLORS = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [10, 20, 30]])
NUMBERS = {"PINHOLE": 1, "OPENCV": 4, "OPENCV_FISHEYE": 5}


def write_colmap(
    folder: Path, model: Model = OPENCV, *, text: bool = False, num_views: int = 9, place: str = "sparse/0"
) -> None:
    names = [f"left/{i:02d}.png" if i % 2 else f"{i:02d}.png" for i in range(num_views)]
    poses = save_photos(folder, model, [f"images/{name}" for name in names])
    rows = [(i + 1, *quaternion(pose[:3, :3]), *pose[:3, 3], 7, names[i]) for i, pose in enumerate(poses)]
    sparse = folder / place
    sparse.mkdir(parents=True, exist_ok=True)
    if text:
        words = " ".join(map(repr, model.params))
        (sparse / "cameras.txt").write_text(f"# Camera list\n7 {model.name} {WIDTH} {HEIGHT} {words}\n")
        lines = [" ".join(str(float(v)) if isinstance(v, np.floating) else str(v) for v in row) for row in rows]
        # The second image has no observations: its line is empty.
        observed = ["" if i == 1 else "1.5 2.5 -1 3.0 4.0 2" for i in range(num_views)]
        pairs = "".join(f"{a}\n{b}\n" for a, b in zip(lines, observed, strict=True))
        (sparse / "images.txt").write_text("# Image list\n" + pairs)
        points = [
            f"{i + 5} {' '.join(map(str, p))} {' '.join(map(str, c))} 0.5 1 0 2 1"
            for i, (p, c) in enumerate(zip(POINTS.tolist(), COLORS.tolist(), strict=True))
        ]
        (sparse / "points3D.txt").write_text("# Points\n" + "\n".join(points) + "\n")
        return
    data = struct.pack("<QIiQQ", 1, 7, NUMBERS[model.name], WIDTH, HEIGHT)
    (sparse / "cameras.bin").write_bytes(data + struct.pack(f"<{len(model.params)}d", *model.params))
    data = struct.pack("<Q", len(rows))
    for i, row in enumerate(rows):
        data += struct.pack("<I7dI", *row[:-1]) + row[-1].encode() + b"\0" + struct.pack("<Q", i)
        data += b"".join(struct.pack("<ddq", 1.0, 2.0, -1) for _ in range(i))
    (sparse / "images.bin").write_bytes(data)
    data = struct.pack("<Q", len(POINTS))
    for i, (point, color) in enumerate(zip(POINTS, COLORS, strict=True)):
        data += struct.pack("<Q3d3BdQ", i + 5, *point, *color, 0.5, i) + struct.pack("<II", 1, 0) * i
    (sparse / "points3D.bin").write_bytes(data)


def write_llff(folder: Path, num_views: int = 9) -> None:
    poses = save_photos(folder, SQUARE, [f"images/{i:02d}.png" for i in range(num_views)])
    rows = []
    for pose in poses:
        c2w = np.linalg.inv(pose)
        right, down, forward, center = c2w[:3].T
        matrix = np.stack([down, right, -forward, center, [HEIGHT, WIDTH, SQUARE.params[0]]], axis=1)  # [3, 5]
        rows.append([*matrix.ravel(), 1.5, 5.0])
    np.save(folder / "poses_bounds.npy", np.array(rows))


LAYOUTS = {
    "transforms": write_transforms,
    "blender": write_blender,
    "colmap_binary": write_colmap,
    "colmap_text": lambda folder: write_colmap(folder, text=True),
    "llff": write_llff,
}
MODELS = {"transforms": OPENCV, "blender": SQUARE, "colmap_binary": OPENCV, "colmap_text": OPENCV, "llff": SQUARE}
