"""Re-opens a written capture and verifies what its readers rely on; needs numpy and Pillow only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

MAX_BYTES = 10_000_000  # the capture is part of the repository and of the wheel
DEPTH_TOLERANCE_M = 0.004  # half a millimetre of rounding, seen along the slant of a surface
OCCLUSION_TOLERANCE_M = 0.02  # across a pixel of a steep surface
NEIGHBOUR_COSINE = float(np.cos(np.radians(45)))  # views that look further apart share too little to compare
MAX_COLOR_DIFFERENCE = 24  # of 255, median over the planes: gloss changes with the view, a wrong pose changes more
POINT_TOLERANCE_M = 0.05  # five deviations of the points' noise, plus the slant across a pixel


@dataclass(frozen=True)
class Opened:
    """One view of a capture as a reader sees it; what the frame does not have is None."""

    name: str
    c2w: np.ndarray  # [4, 4] OpenGL
    image: np.ndarray  # [H, W, 3] uint8
    plane_ids: np.ndarray  # [H, W] uint8
    depth: np.ndarray | None  # [H, W] metres
    normals: np.ndarray | None  # [H, W, 3]


class Checker:
    """Opens a capture and gathers every problem in `problems`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.meta: dict[str, Any] = json.loads((folder / "transforms.json").read_text())
        rows = json.loads((folder / "planes.json").read_text())["planes"]
        self.normals = np.array([[0.0, 0.0, 0.0], *[row["normal"] for row in rows]])  # [P + 1, 3]; row 0 is "curved"
        self.offsets = np.array([0.0, *[row["offset"] for row in rows]])  # [P + 1]
        self.views = [self._open(frame) for frame in self.meta["frames"]]
        x = (np.arange(self.meta["w"]) + 0.5 - self.meta["cx"]) / self.meta["fl_x"]
        y = (np.arange(self.meta["h"]) + 0.5 - self.meta["cy"]) / self.meta["fl_y"]
        self.grid = np.stack(np.broadcast_arrays(x[None, :], -y[:, None], -1.0), -1)  # [H, W, 3] of z-depth 1

    def _open(self, frame: dict[str, Any]) -> Opened:
        def read(key: str) -> np.ndarray:
            return np.asarray(Image.open(self.folder / frame[key]))

        image, plane_ids = read("file_path"), read("plane_file_path")
        depth = read("depth_file_path") if "depth_file_path" in frame else None
        normals = read("normal_file_path") if "normal_file_path" in frame else None
        size = (self.meta["h"], self.meta["w"])
        for kind, array in (("image", image), ("plane ids", plane_ids), ("depth", depth), ("normals", normals)):
            if array is not None and array.shape[:2] != size:
                self.problems.append(f"{frame['file_path']}: {kind} are {array.shape[:2]}, transforms.json says {size}")
        if depth is not None:
            depth = depth * self.meta["depth_unit_scale_factor"]
        if normals is not None:
            normals = normals / 255.0 * 2 - 1
        return Opened(frame["file_path"], np.array(frame["transform_matrix"]), image, plane_ids, depth, normals)

    def expect(self, good: bool, text: str) -> None:
        """Notes a problem unless `good`."""
        if not good:
            self.problems.append(text)

    def points_of(self, view: Opened, depth: np.ndarray) -> np.ndarray:
        """Returns the world points [H, W, 3] of a depth map."""
        return view.c2w[:3, 3] + (self.grid * depth[..., None]) @ view.c2w[:3, :3].T

    def plane_depth(self, view: Opened) -> np.ndarray:
        """Returns z-depth [H, W] from the plane equations alone; NaN on curved surfaces."""
        direction = self.grid @ view.c2w[:3, :3].T
        normal = self.normals[view.plane_ids]
        reach = self.offsets[view.plane_ids] - normal @ view.c2w[:3, 3]
        slope = np.sum(normal * direction, axis=-1)
        return np.where(view.plane_ids > 0, reach / np.where(np.abs(slope) < 1e-9, np.nan, slope), np.nan)

    def project(self, view: Opened, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Returns pixel indices (row, column) and z-depth of world points [..., 3]; depth is NaN outside the image."""
        local = (points - view.c2w[:3, 3]) @ view.c2w[:3, :3]
        z = -local[..., 2]
        column = np.floor(local[..., 0] / z * self.meta["fl_x"] + self.meta["cx"])
        row = np.floor(-local[..., 1] / z * self.meta["fl_y"] + self.meta["cy"])
        inside = (z > 0) & (column >= 0) & (column < self.meta["w"]) & (row >= 0) & (row < self.meta["h"])
        return (
            np.where(inside, row, 0).astype(int),
            np.where(inside, column, 0).astype(int),
            np.where(inside, z, np.nan),
        )

    def cameras(self) -> None:
        """Poses are rotations, their centres lie 1 to 2 m from the origin, the splits are a partition."""
        for view in self.views:
            rotation = view.c2w[:3, :3]
            error = np.abs(rotation @ rotation.T - np.eye(3)).max()
            self.expect(
                bool(error < 1e-6 and np.linalg.det(rotation) > 0), f"{view.name}: not a rotation (off by {error:.1e})"
            )
            distance = np.linalg.norm(view.c2w[:3, 3])
            self.expect(bool(1 <= distance <= 2), f"{view.name}: camera is {distance:.2f} m from the origin")
        files = [view.name for view in self.views]
        train, test = self.meta["train_filenames"], self.meta["test_filenames"]
        self.expect(sorted(train + test) == sorted(files), "train and test views are not a partition of the frames")

    def planes(self) -> None:
        """Every pixel with a plane id lies on that plane and has its normal; ids are listed."""
        self.expect(
            bool(np.allclose(np.linalg.norm(self.normals[1:], axis=1), 1, atol=1e-5)),
            "planes.json: a normal is not unit",
        )
        for view in self.views:
            if view.plane_ids.max() >= len(self.offsets):
                self.problems.append(f"{view.name}: plane id {view.plane_ids.max()} is not in planes.json")
                continue
            depth = self.plane_depth(view)
            # Exactly grazing planes have no stable depth; a pixel there is allowed to be undefined.
            self.expect(
                bool((depth[view.plane_ids > 0] > 0).mean() > 0.999), f"{view.name}: a plane lies behind the camera"
            )
            if view.depth is None or view.normals is None:
                continue
            points = self.points_of(view, view.depth)
            flat = view.plane_ids > 0
            away = np.abs(np.sum(points * self.normals[view.plane_ids], -1) - self.offsets[view.plane_ids])[flat]
            self.expect(
                away.max() < DEPTH_TOLERANCE_M, f"{view.name}: a pixel is {away.max() * 1e3:.1f} mm off its plane"
            )
            cosine = np.abs(np.sum(view.normals * self.normals[view.plane_ids], -1))[flat]
            self.expect(
                cosine.min() > 0.98,
                f"{view.name}: a normal is {np.degrees(np.arccos(cosine.min())):.1f} degrees off its plane",
            )
            length = np.linalg.norm(view.normals, axis=-1)
            self.expect(bool(np.abs(length - 1).max() < 0.02), f"{view.name}: a normal has length {length.max():.2f}")

    def reprojection(self) -> dict[str, float]:
        """What one view sees lands on the same surface in its neighbours, or behind another, never in front.

        Depth comes from the maps where there are any and from the plane equations elsewhere, so that every view
        takes part; only views that look in similar directions are compared. Returns the shares and differences that
        were measured.
        """
        agree, in_front, color, count = 0.0, 0.0, [0.0], 1e-9
        for index, view in enumerate(self.views):
            own = view.depth if view.depth is not None else self.plane_depth(view)
            for other in self.views[index + 1 : index + 3]:
                if view.c2w[:3, 2] @ other.c2w[:3, 2] < NEIGHBOUR_COSINE:
                    continue
                theirs = other.depth if other.depth is not None else self.plane_depth(other)
                row, column, z = self.project(other, self.points_of(view, own))
                seen = theirs[row, column]
                known = np.isfinite(z) & np.isfinite(seen)
                same = known & (np.abs(z - seen) < OCCLUSION_TOLERANCE_M)
                count += known.sum()
                agree += same.sum()
                in_front += (known & (z < _nearest(theirs)[row, column] - OCCLUSION_TOLERANCE_M)).sum()
                matte = same & (view.plane_ids > 0) & (other.plane_ids[row, column] == view.plane_ids)
                difference = np.abs(view.image.astype(float) - other.image[row, column]).mean(-1)
                color.append(float(np.median(difference[matte])))
        measured = {
            "agree": agree / count,
            "in_front": in_front / count,
            "color_difference": max(color),
        }
        self.expect(
            measured["agree"] > 0.6 or count < 1,
            f"only {measured['agree']:.1%} of the pixels are found again in the next views",
        )
        self.expect(
            measured["in_front"] < 0.02,
            f"{measured['in_front']:.1%} of the pixels hang in front of what the next views see",
        )
        self.expect(
            measured["color_difference"] < MAX_COLOR_DIFFERENCE,
            f"planes change colour by {max(color):.0f} of 255 between two neighbours: poses and images disagree",
        )
        return measured

    def points(self) -> int:
        """The sparse points are finite and not in front of what the views with depth see; returns their number."""
        raw = (self.folder / self.meta["ply_file_path"]).read_bytes()
        head, _, body = raw.partition(b"end_header\n")
        count = int(head.split(b"element vertex ")[1].split()[0])
        rows = np.frombuffer(body, [("xyz", "<f4", 3), ("rgb", "u1", 3)])
        self.expect(len(rows) == count, f"sparse_points.ply: {len(rows)} rows, the header says {count}")
        points = rows["xyz"].astype(float)
        self.expect(bool(np.isfinite(points).all()), "sparse_points.ply: a point is not finite")
        for view in self.views:
            if view.depth is not None:
                row, column, z = self.project(view, points)
                bad = np.mean(z < _nearest(view.depth)[row, column] - POINT_TOLERANCE_M)
                self.expect(bool(bad < 0.02), f"{view.name}: {bad:.1%} of the sparse points hang in front of the scene")
        return count


def _nearest(depth: np.ndarray) -> np.ndarray:
    """Returns the smallest depth [H, W] among a pixel and its 8 neighbours: thin leaves fall between pixel centres."""
    around = np.stack([np.roll(depth, (dy, dx), axis=(0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)])
    return np.where(np.isnan(around).any(axis=0), np.nan, around.min(axis=0))


def check(folder: Path) -> list[str]:
    """Verifies a capture, prints what was measured and returns the problems that were found."""
    checker = Checker(folder)
    checker.cameras()
    checker.planes()
    measured = checker.reprojection()
    num_points = checker.points()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    checker.expect(size <= MAX_BYTES, f"the capture has {size} bytes, {MAX_BYTES} are allowed")
    with_depth = sum(view.depth is not None for view in checker.views)
    views = f"{len(checker.views)} views ({with_depth} with depth)"
    print(f"{folder}: {views}, {len(checker.offsets) - 1} planes, {num_points} points, {size / 1e6:.2f} MB")
    print(", ".join(f"{key} {value:.4g}" for key, value in measured.items()))
    for problem in checker.problems:
        print(f"problem: {problem}")
    return checker.problems
