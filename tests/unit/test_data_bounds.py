"""What the cameras look at: bounds, up, the points to start from and the filter for a capture's own."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch
import written_captures as written
from PIL import Image

from neural_render.data import DataConfig, load_capture
from neural_render.data.bounds import Rig, depth_ranges, find_bounds, find_up, meeting_point
from neural_render.data.capture import read_parts
from neural_render.data.distortion import Lens
from neural_render.data.parts import Photo
from neural_render.data.points import read_ply_points, usable_points
from neural_render.errors import UserError
from neural_render.types import Capture

LENS = Lens(96, 72, 110.0, 110.0, 48.0, 36.0)
NONE = np.zeros((0, 3))


def photo(viewmat: np.ndarray, near_far: tuple[float, float] | None = None) -> Photo:
    return Photo("a", Path("a"), viewmat, LENS, False, near_far=near_far)


def look(center: tuple[float, ...], target: tuple[float, ...], up=(0.0, 0.0, 1.0), roll: float = 0.0) -> np.ndarray:
    """A camera at `center` that looks at `target`."""
    forward = np.subtract(target, center) / np.linalg.norm(np.subtract(target, center))
    right = np.cross(forward, up) / np.linalg.norm(np.cross(forward, up))
    down = np.cross(forward, right)
    right, down = math.cos(roll) * right + math.sin(roll) * down, math.cos(roll) * down - math.sin(roll) * right
    viewmat = np.eye(4)
    viewmat[:3, :3] = np.stack([right, down, forward])
    viewmat[:3, 3] = -viewmat[:3, :3] @ np.array(center)
    return viewmat


def ring(radius: float = 4.0, height: float = 1.0, num: int = 12) -> list[np.ndarray]:
    angles = np.linspace(0, 2 * math.pi, num, endpoint=False)
    return [look((radius * math.cos(a), radius * math.sin(a), height), (0.3, -0.2, 0.5)) for a in angles]


def test_axes_that_meet_give_the_centre() -> None:
    photos = [photo(viewmat) for viewmat in ring()]
    bounds = find_bounds(photos, NONE, is_open=True)
    np.testing.assert_allclose(bounds.center, (0.3, -0.2, 0.5), atol=1e-9)
    distances = np.linalg.norm(Rig(photos).centers - bounds.center, axis=1)
    assert bounds.radius == pytest.approx(np.median(distances) * 60 / 110)  # 60 px are half the diagonal
    assert bounds.camera_extent == pytest.approx(1.1 * 4.0)


def test_axes_that_meet_behind_the_cameras_are_no_centre() -> None:
    outwards = [look((math.cos(a), math.sin(a), 0), (2 * math.cos(a), 2 * math.sin(a), 0)) for a in np.arange(6.0)]
    parallel = [look((x, 0, 0), (x, 5, 0)) for x in np.arange(4.0)]
    assert meeting_point(Rig([photo(viewmat) for viewmat in outwards])) is None
    assert meeting_point(Rig([photo(viewmat) for viewmat in parallel])) is None
    assert meeting_point(Rig([photo(parallel[0])])) is None


def test_parallel_axes_are_bounded_by_depths_or_by_points() -> None:
    photos = [photo(look((x, 0, 0), (x, 5, 0)), (2.0, 6.0)) for x in (-1.0, 0.0, 1.0)]
    bounds = find_bounds(photos, NONE, is_open=True)
    np.testing.assert_allclose(bounds.center, (0, 4, 0), atol=1e-9)
    assert bounds.radius >= 2.0
    np.testing.assert_array_equal(depth_ranges(photos, bounds), [[2.0, 6.0]] * 3)
    points = np.random.default_rng(0).normal((1, 5, 0), 0.1, (1000, 3))
    points[:20] = (100, 900, 40)  # stray ones
    bounds = find_bounds(photos, points, is_open=True)
    np.testing.assert_allclose(bounds.center, (1, 5, 0), atol=0.02)
    assert bounds.radius < 0.4


@pytest.mark.parametrize("count", [1, 3])
def test_cameras_at_one_place_still_have_positive_bounds(count: int) -> None:
    photos = [photo(look((1.0, 2.0, 3.0), (1.0, 5.0, 3.0))) for _ in range(count)]
    bounds = find_bounds(photos, NONE, is_open=True)
    assert bounds.radius > 0 and bounds.camera_extent > 0
    assert (depth_ranges(photos, bounds) > 0).all()


def test_up_is_what_level_cameras_turn_about() -> None:
    """Cameras that all look down steeply, on a quarter of a circle: their mean up is not up."""
    quarter = [look((3 * math.cos(a), 3 * math.sin(a), 4), (0, 0, 0), roll=0.02 * (-1) ** i) for i, a in
               enumerate(np.linspace(0, math.pi / 2, 8))]  # fmt: skip
    rig = Rig([photo(viewmat) for viewmat in quarter])
    assert np.degrees(np.arccos(find_up(rig)[2])) < 3
    assert np.degrees(np.arccos((rig.ups.mean(0) / np.linalg.norm(rig.ups.mean(0)))[2])) > 40


def test_up_of_rolled_or_parallel_cameras_is_their_mean() -> None:
    rolled = Rig([photo(look((3, 0, 0), (0, 0, 0), roll=roll)) for roll in (-0.9, -0.3, 0.3, 0.9)])
    np.testing.assert_allclose(find_up(rolled), (0, 0, 1), atol=1e-6)
    upside_down = Rig([photo(look((3, y, 0), (0, y, 0), up=(0, 0, -1))) for y in (0.0, 1.0)])
    np.testing.assert_allclose(find_up(upside_down), (0, 0, -1), atol=1e-9)


def in_views(capture: Capture, points: torch.Tensor) -> torch.Tensor:
    """How many of the training views show each point, [N]."""
    seen = torch.zeros(len(points))
    for view in (capture.views[i] for i in capture.train):
        cameras = view.cameras
        projected = (points @ cameras.viewmats[0, :3, :3].T + cameras.viewmats[0, :3, 3]) @ cameras.Ks[0].T
        u, v = (projected[:, :2] / projected[:, 2:]).T
        inside = (u >= -0.01) & (u <= cameras.width + 0.01) & (v >= -0.01) & (v <= cameras.height + 0.01)
        seen += inside & (projected[:, 2] > 0)
    return seen


def test_random_points_of_an_open_scene_lie_in_the_photos_and_far_beyond(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.SQUARE)
    capture = load_capture(DataConfig(tmp_path, num_random_points=2000))
    assert capture.bounds.is_open and capture.points.shape == (2000, 3) == capture.points_rgb.shape
    assert (in_views(capture, capture.points) >= 1).all()
    distances = (capture.points - torch.tensor(capture.bounds.center)).norm(dim=1) / capture.bounds.radius
    assert 0.1 < (distances > 3).float().mean() < 0.3 and distances.max() < 25
    assert (distances < 1).float().mean() > 0.3


def test_random_points_are_those_of_the_seed(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.SQUARE)
    first, again, other = (
        load_capture(DataConfig(tmp_path, num_random_points=50, points_seed=seed)).points for seed in (1, 1, 2)
    )
    assert torch.equal(first, again) and not torch.equal(first, other)
    assert len(load_capture(DataConfig(tmp_path), with_points=False).points) == 0


def test_random_points_of_a_closed_scene_fill_the_hull_and_have_its_colours(tmp_path: Path) -> None:
    """Alpha shows three blobs: there is no point where a photo shows nothing, and each has its blob's colour."""
    written.write_blender(tmp_path, num_views=12)
    capture = load_capture(DataConfig(tmp_path, num_random_points=300))
    assert not capture.bounds.is_open and 0 < len(capture.points) <= 300
    distances = torch.cdist(capture.points, torch.from_numpy(written.MARKS).float())  # [N, 3]
    assert distances.min(dim=1).values.max() < 0.6
    near = distances.min(dim=1).values < 0.1
    assert near.sum() > 5
    assert torch.equal(capture.points_rgb[near].argmax(dim=1), distances[near].argmin(dim=1))


def test_random_points_lie_at_the_depth_of_depth_maps(tmp_path: Path) -> None:
    table = written.write_transforms(tmp_path, written.SQUARE)
    Image.fromarray(np.full((72, 96), 2000, dtype=np.uint16)).save(tmp_path / "d.png")
    for frame in table["frames"]:
        frame["depth_file_path"] = "d.png"
    (tmp_path / "transforms.json").write_text(json.dumps(table))
    capture = load_capture(DataConfig(tmp_path, num_random_points=200))
    depths = torch.stack(
        [capture.points @ view.cameras.viewmats[0, 2, :3] + view.cameras.viewmats[0, 2, 3] for view in capture.views]
    )
    assert ((depths - 2.0).abs().min(dim=0).values < 1e-4).all()


def test_masks_of_objects_close_a_scene_and_masks_of_passers_by_do_not(tmp_path: Path) -> None:
    written.write_transforms(tmp_path, written.SQUARE)
    (tmp_path / "masks").mkdir()
    middle = np.zeros((72, 96), dtype=np.uint8)
    middle[20:50, 30:70] = 255
    for mask, is_open in ((middle, False), (255 - middle, True)):
        for i in range(9):
            Image.fromarray(mask).save(tmp_path / f"masks/{i:02d}.png")
        assert load_capture(DataConfig(tmp_path), with_points=False).bounds.is_open == is_open


def test_points_that_cannot_start_a_splat_are_counted_and_left_out() -> None:
    photos = [photo(viewmat) for viewmat in ring()]
    rig = Rig(photos)
    good = np.random.default_rng(0).normal((0.3, -0.2, 0.5), 0.3, (50, 3))
    bad = [[np.nan, 0, 0], [1e30, 0, 0], rig.centers[3] + 1e-5, [0, 0, 30.0], [0.3, -0.2, -2e4]]
    keep, dropped = usable_points(np.concatenate([good, bad]), rig)
    assert keep.tolist() == [True] * 50 + [False] * 5
    assert dropped == {"not finite": 2, "at a camera": 1, "in no photo": 1, "absurdly far": 1}
    keep, dropped = usable_points(np.full((3, 3), np.nan), rig)
    assert not keep.any() and dropped == {"not finite": 3}


def write_ply(file: Path, kind: str, rows: np.ndarray, header: str) -> None:
    if kind == "ascii":
        body = "\n".join(" ".join(map(str, row.tolist())) for row in rows).encode() + b"\n"
    else:
        body = rows.astype(rows.dtype.newbyteorder("<" if "little" in kind else ">")).tobytes()
    file.write_bytes(f"ply\nformat {kind} 1.0\ncomment x\n{header}end_header\n".encode() + body)


@pytest.mark.parametrize("kind", ["ascii", "binary_little_endian", "binary_big_endian"])
def test_ply_points(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "p.ply"
    rows = np.array([(1.5, 255, 2.5, -3.5, 0, 51), (4.0, 0, 5.0, 6.0, 102, 255)], dtype="f4,u1,f4,f4,u1,u1")
    names = ("float x", "uchar red", "float y", "float z", "uchar green", "uchar blue")
    header = "element vertex 2\n" + "".join(f"property {name}\n" for name in names)
    write_ply(file, kind, rows, header + "element face 0\nproperty list uchar int vertex_indices\n")
    points, colors = read_ply_points(file)
    np.testing.assert_array_equal(points, [[1.5, 2.5, -3.5], [4, 5, 6]])
    np.testing.assert_allclose(colors, [[1, 0, 0.2], [0, 0.4, 1]])
    whole = file.read_bytes()
    for wrong in (whole[:-4], whole[:30], whole.replace(b"vertex 2", b"vertex 999999999999"), b"", whole[3:]):
        file.write_bytes(wrong)
        with pytest.raises(UserError, match=r"p\.ply"):
            read_ply_points(file)


def test_transforms_json_names_its_points(tmp_path: Path) -> None:
    table = written.write_transforms(tmp_path) | {"ply_file_path": "points.ply"}
    (tmp_path / "transforms.json").write_text(json.dumps(table))
    (error,) = read_parts(DataConfig(tmp_path)).errors
    assert "points.ply" in error.what
    header = "element vertex 4\nproperty double x\nproperty double y\nproperty double z\n"
    write_ply(tmp_path / "points.ply", "binary_little_endian", np.array(written.POINTS), header)
    capture = load_capture(DataConfig(tmp_path))
    torch.testing.assert_close(capture.points, torch.from_numpy(written.POINTS).float())
    assert (capture.points_rgb == 0.5).all()
