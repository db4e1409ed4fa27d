"""Planes: outlines against what they were drawn from, files, RANSAC on a room whose planes are known."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.planes import file, outlines
from neural_render.planes.clouds import Cloud, DepthView, cloud_of, fuse
from neural_render.planes.plane import Plane, Planes, Polygon, inside, plane_axes, signed_area
from neural_render.planes.ransac import RansacConfig, find_planes, fit
from neural_render.planes.score import FITTED, IDS, sampled, score, truth_in, truth_of
from neural_render.types import Bounds, Capture, Frame, View

RANDOM = np.random.default_rng(5)
SQUARE = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]])
HOLE = np.array([[1.0, 1], [1, 2], [2, 2], [2, 1]])


def a_plane(normal: tuple[float, float, float] = (0.0, 0.0, 1.0), offset: float = 2.0) -> Plane:
    unit = np.array(normal) / np.linalg.norm(normal)
    return Plane(unit, offset, (Polygon(SQUARE, (HOLE,)),), (0.2, 0.4, 0.6), 0.75)


@pytest.mark.parametrize("normal", [(0, 0, 1), (0, 0, -1), (1, 0, 0), (0.3, -0.8, 0.2), (0.05, 0.02, -1)])
def test_a_planes_axes_are_its_own(normal: tuple[float, float, float]) -> None:
    unit = np.array(normal, float) / np.linalg.norm(normal)
    u, v = plane_axes(unit)
    np.testing.assert_allclose(np.cross(u, v), unit, atol=1e-12)
    plane = a_plane(normal, -1.5)
    points = RANDOM.normal(size=(9, 2))
    world = plane.to_world(points)
    np.testing.assert_allclose(world @ plane.normal, -1.5)
    np.testing.assert_allclose(plane.to_plane(world + 3 * plane.normal), points, atol=1e-12)


def test_area_extent_and_inside_by_hand() -> None:
    plane = a_plane()
    assert plane.area == 16 - 1 and signed_area(SQUARE) == 16 and signed_area(HOLE) == -1
    low, high = plane.extent
    np.testing.assert_allclose([low, high], [plane.to_world(SQUARE).min(0), plane.to_world(SQUARE).max(0)])
    points = np.array([[0.5, 0.5], [1.5, 1.5], [3.0, 1.5], [5.0, 1.0], [-1.0, 2.0]])
    assert plane.holds(points).tolist() == [True, False, True, False, False]


def covered(polygons: tuple[Polygon, ...], points: np.ndarray) -> np.ndarray:
    return np.sum([inside(points, polygon.rings) for polygon in polygons], axis=0)


def test_borders_hold_exactly_the_filled_cells() -> None:
    """Any mask, with holes, islands in them and cells that touch at corners: each cell's middle is inside once."""
    for _ in range(20):
        mask = np.pad(RANDOM.random((9, 11)) < 0.55, 1)
        rings = outlines.borders(mask)
        rows, columns = np.indices(mask.shape)
        middles = np.stack([columns.ravel() + 0.5, rows.ravel() + 0.5], -1)
        np.testing.assert_array_equal(inside(middles, tuple(rings)).reshape(mask.shape), mask)
        assert sum(signed_area(ring) for ring in rings) == mask.sum()


def test_an_outline_has_the_holes_and_parts_of_its_points() -> None:
    points = RANDOM.random((60_000, 2)) * [10, 6]
    is_window = (np.abs(points - [3, 3]) < 1).all(axis=1)
    is_gap = np.abs(points[:, 0] - 7) < 0.5
    found = outlines.outline(points[~is_window & ~is_gap], 0.1, 1, 0.05)
    assert [len(polygon.holes) for polygon in found] == [1, 0]
    assert found[0].area == pytest.approx(6.5 * 6 - 4, rel=0.03) and found[1].area == pytest.approx(2.5 * 6, rel=0.03)
    assert len(found[0].outer) < 40  # straight sides have few vertices
    grid = RANDOM.random((5000, 2)) * [10, 6]
    is_true = ~(np.abs(grid - [3, 3]) < 1).all(axis=1) & ~(np.abs(grid[:, 0] - 7) < 0.5)
    assert (covered(found, grid) == is_true).mean() > 0.97


def test_small_parts_and_holes_are_left_out_and_gaps_closed() -> None:
    points = np.stack(np.meshgrid(np.arange(0, 4, 0.1), np.arange(0, 4, 0.1)), -1).reshape(-1, 2)
    points = points[~(np.abs(points - 2) < 0.06).all(axis=1)]  # one cell is missing
    found = outlines.outline(np.concatenate([points, [[9.0, 9.0]]]), 0.1, 0, 0.05)
    assert len(found) == 1 and not found[0].holes
    assert len(outlines.outline(points, 0.1, 0, 0.001)[0].holes) == 1
    assert not outlines.outline(points, 0.1, 1, 0.001)[0].holes
    assert outlines.outline(np.zeros((0, 2)), 0.1, 1, 0.1) == ()


def test_planes_survive_the_disk(tmp_path: Path) -> None:
    planes = Planes((a_plane(), a_plane((1.0, 0.2, -0.4), -0.3)), 0.5)
    file.write(tmp_path / "planes.json", planes)
    again = file.read(tmp_path / "planes.json")
    assert again.meters_per_unit == 0.5 and len(again) == 2
    for ours, theirs in zip(planes.planes, again.planes, strict=True):
        np.testing.assert_allclose(theirs.normal, ours.normal, rtol=1e-15)
        assert (theirs.offset, theirs.color, theirs.confidence) == (ours.offset, ours.color, ours.confidence)
        for a, b in zip(ours.polygons[0].rings, theirs.polygons[0].rings, strict=True):
            np.testing.assert_allclose(a, b, atol=1e-6)
    row = json.loads((tmp_path / "planes.json").read_text())["planes"][0]
    assert (row["area"], row["area_m2"]) == (15.0, 3.75)
    file.write(tmp_path / "none.json", Planes(()))
    assert len(file.read(tmp_path / "none.json")) == 0


def damages() -> list[tuple[str, object]]:
    """Where in the file, and what stands there instead."""
    nan, far = float("nan"), [1e99, 0.0, 2.0]
    outer = ("planes", 0, "polygons", 0, "outer")
    return [
        (("format_version",), 2), (("meters_per_unit",), 0), (("meters_per_unit",), "m"), (("planes",), {}),
        (("planes", 0), 3), (("planes", 0, "id"), 7), (("planes", 0, "normal"), [0, 0, 2.0]),
        (("planes", 0, "normal"), [0, 0, nan]), (("planes", 0, "normal"), [1.0]), (("planes", 0, "offset"), None),
        (("planes", 0, "offset"), True), (("planes", 0, "color"), [0, 0, 2]), (("planes", 0, "confidence"), -1),
        (("planes", 0, "polygons"), []), (("planes", 0, "polygons", 0), []), (outer, [[0, 0, 2.0]]),
        (outer, None), ((*outer, 0), far), ((*outer, 0), [0.0, 0.0, 9.0]), ((*outer, 0), ["0", 0, 2.0]),
        (outer, [[0, 0, 2], [0, 1, 2], [1, 0, 2]]), (("planes", 0, "polygons", 0, "holes"), None),
        (("planes", 0, "polygons", 0, "holes", 0), [[0, 0, 2], [1, 0, 2], [0, 1, 2]]),
    ]  # fmt: skip


@pytest.mark.parametrize(("place", "value"), damages())
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, place: tuple, value: object) -> None:
    table = copy.deepcopy(file.to_plain(Planes((a_plane(),))))
    inner = table
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    path = tmp_path / "planes.json"
    path.write_text(json.dumps(table))
    with pytest.raises(UserError, match="planes"):
        file.read(path)


def a_box_room(count: int = 40_000) -> Cloud:
    """Points on the floor, on two walls and on a table, with 3 mm of noise; the table's height is 0.7."""
    faces = [  # origin, sides, id
        ((0, 0, 0), (4, 0, 0), (0, 3, 0), (0, 0, 1)),
        ((0, 0, 0), (0, 3, 0), (0, 0, 2.5), (1, 0, 0)),
        ((0, 0, 0), (4, 0, 0), (0, 0, 2.5), (0, 1, 0)),
        ((1.5, 1, 0.7), (1, 0, 0), (0, 0.8, 0), (0, 0, 1)),
    ]
    areas = np.array([np.linalg.norm(np.cross(a, b)) for _, a, b, _ in faces])
    points, normals, ids = [], [], []
    for index, (origin, a, b, normal) in enumerate(faces):
        number = round(count * areas[index] / areas.sum())
        s, t = RANDOM.random((2, number, 1))
        points.append(np.array(origin) + s * np.array(a) + t * np.array(b) + RANDOM.normal(0, 0.003, (number, 3)))
        normals.append(np.tile(np.array(normal, float), (number, 1)) + RANDOM.normal(0, 0.05, (number, 3)))
        ids.append(np.full(number, index + 1))
    normals = np.concatenate(normals)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return Cloud(np.concatenate(points), normals, np.full((len(normals), 3), 0.5), np.concatenate(ids))


def test_ransac_finds_the_planes_of_a_room() -> None:
    room = a_box_room()
    found = find_planes(room, RansacConfig(hypotheses=200))
    truth = [((0, 0, 1), 0.0, 12.0), ((0, 1, 0), 0.0, 10.0), ((1, 0, 0), 0.0, 7.5), ((0, 0, 1), 0.7, 0.8)]
    assert len(found.planes) == 4
    for plane, (normal, offset, area) in zip(sorted(found.planes, key=lambda p: -p.area), truth, strict=True):
        np.testing.assert_allclose(plane.normal, normal, atol=5e-3)
        assert plane.offset == pytest.approx(offset, abs=5e-3) and plane.area == pytest.approx(area, rel=0.1)
        assert plane.confidence > 0.9
    pairs = {tuple(pair) for pair in np.stack([found.labels, room.ids], -1)[found.labels > 0][::7]}
    assert (found.labels > 0).mean() > 0.95 and len({a for a, _ in pairs}) == 4
    again = find_planes(room, RansacConfig(hypotheses=200))
    np.testing.assert_array_equal(again.labels, found.labels)


def test_surfaces_apart_on_one_plane_are_two_instances() -> None:
    room = a_box_room()
    table = room[room.ids == 4]
    both = Cloud(
        *(np.concatenate([getattr(table, f.name)] * 2) for f in dataclasses.fields(Cloud)),
    )
    both.points[len(table) :, 0] += 2
    assert len(find_planes(both, RansacConfig(hypotheses=50)).planes) == 2


def test_a_fit_is_the_plane_of_least_squares() -> None:
    points = np.array([[0.0, 0, 0.1], [1, 0, -0.1], [0, 1, -0.1], [1, 1, 0.1]])
    normal, offset = fit(points, np.array([0, 0, -1.0]))
    np.testing.assert_allclose(normal, [0, 0, -1], atol=1e-12)
    assert offset == pytest.approx(0)


def views_of_a_wall() -> list[DepthView]:
    """A wall z = 3 seen straight on from the origin: 60 x 40 pixels, the left half id 1, the right half id 2."""
    K = torch.tensor([[[50.0, 0, 30], [0, 50, 20], [0, 0, 1]]])
    cameras = Cameras(torch.eye(4)[None], K, 60, 40)
    ids = np.repeat(np.where(np.arange(60) < 30, 1, 2)[None], 40, axis=0)
    return [DepthView(cameras, np.full((40, 60), 3.0), np.full((40, 60, 3), 0.5), ids)]


def test_depth_becomes_points_that_face_the_camera() -> None:
    cloud = cloud_of(views_of_a_wall()[0], 1e-3)
    assert len(cloud) == 38 * 58  # without the picture's frame
    np.testing.assert_allclose(cloud.points[:, 2], 3)
    np.testing.assert_allclose(cloud.normals, np.tile([0, 0, -1.0], (len(cloud), 1)), atol=1e-12)
    np.testing.assert_allclose(cloud.points[:, 0].max(), 3 * (58.5 - 30) / 50)
    assert len(fuse(views_of_a_wall() * 3, 1e-3)) == len(cloud)
    stepped = dataclasses.replace(views_of_a_wall()[0], depth=views_of_a_wall()[0].depth.copy())
    stepped.depth[:, 30:] = 4.0
    assert len(cloud_of(stepped, 1e-3)) == 38 * 56  # both sides of the step are left out
    with pytest.raises(ValueError):
        fuse([dataclasses.replace(stepped, depth=np.zeros((40, 60)))], 1e-3)


def wall(x0: float, x1: float, depth: float = 3.0) -> Plane:
    plane = Plane(np.array([0.0, 0, -1]), -depth, (), (0.5, 0.5, 0.5), 1.0)
    corners = plane.to_plane(np.array([[x0, -1.2, depth], [x1, -1.2, depth], [x1, 1.2, depth], [x0, 1.2, depth]]))
    ring = corners if signed_area(corners) > 0 else corners[::-1]
    return dataclasses.replace(plane, polygons=(Polygon(ring),))


def test_the_truth_itself_scores_best() -> None:
    truth = truth_in(views_of_a_wall(), 1.0)
    perfect = score(Planes((wall(-1.8, 0), wall(0, 1.8))), truth)
    assert perfect.geometry.f1 == 1 and perfect.geometry.chamfer < 0.02
    assert perfect.instances.ri > 0.97 and perfect.instances.voi < 0.2 and perfect.instances.sc > 0.97
    assert (perfect.num_planes, perfect.num_true, perfect.truth) == (2, 2, IDS)
    one = score(Planes((wall(-1.8, 1.8),)), truth)
    assert one.geometry.f1 == 1 and one.instances.voi == pytest.approx(1, abs=0.01)
    # Two halves against one whole: RI is the share of pairs within halves, SC is (1 / 2 + 1 / 2) / 2.
    assert one.instances.ri == pytest.approx(0.5, abs=0.01) and one.instances.sc == pytest.approx(0.5, abs=0.01)
    near = score(Planes((wall(-1.8, 0, 2.9), wall(0, 1.8, 2.9))), truth)
    assert near.geometry.f1 == 0 and near.geometry.acc == pytest.approx(0.1, abs=0.01)
    # In a world whose unit is half a metre, the same numbers mean half the distance.
    half = truth_in(views_of_a_wall(), 0.5)
    assert score(Planes((wall(-1.8, 0, 2.9),), 0.5), half).geometry.acc == pytest.approx(0.05, abs=0.005)
    assert score(Planes(()), truth).geometry.chamfer == 1


def test_what_no_view_sees_does_not_count_against_a_prediction() -> None:
    """A plane behind the wall is hidden; one before it counts."""
    truth = truth_in(views_of_a_wall(), 1.0)
    right = (wall(-1.8, 0), wall(0, 1.8))
    assert score(Planes((*right, wall(-9, 9, 5.0))), truth).geometry.precision == 1
    assert score(Planes((*right, wall(-0.5, 0.5, 2.0))), truth).geometry.precision < 0.9


def test_without_ids_the_truth_is_fitted_to_depth() -> None:
    """A wall with 2 mm of noise, a step of 2 m, and a crumb before it: two planes are the truth, without the noise."""
    K = torch.tensor([[[200.0, 0, 120], [0, 200, 80], [0, 0, 1]]])
    depth = 3 + np.random.default_rng(2).normal(0, 0.002, (160, 240))
    depth[:, 180:] -= 1
    depth[40:50, 60:70] = 1.0
    view = DepthView(Cameras(torch.eye(4)[None], K, 240, 160), depth)
    truth = truth_in([view], 1.0)
    assert truth.source == FITTED and len(np.unique(truth.cloud.ids)) == 2
    heights = np.where(truth.cloud.points[:, 2] > 2.5, 3, 2)
    assert len(truth.cloud) > 10_000 and np.abs(truth.cloud.points[:, 2] - heights).max() < 0.002
    right = score(Planes((wall(-1.8, 0.9), wall(0.6, 1.2, 2.0))), truth)
    assert right.geometry.recall > 0.99 and right.instances.ri > 0.99 and right.truth == FITTED
    with pytest.raises(ValueError, match="no planes"):
        truth_in([dataclasses.replace(view, depth=np.where(depth < 1.5, depth, 0.0))], 1.0)


@pytest.mark.parametrize(
    ("maps", "scale", "message"),
    [((), 1.0, "without depth"), (("depth",), None, "scale is not known"), (("depth",), 1.0, "no view has any depth")],
)
def test_a_capture_that_cannot_be_measured_is_one_clear_error(maps: tuple, scale: float | None, message: str) -> None:
    (view,) = views_of_a_wall()
    views = [View("a", view.cameras, frozenset(maps), lambda name: torch.zeros(40, 60))]
    nothing, bounds = torch.zeros(0, 3), Bounds((0.0, 0.0, 0.0), 1.0, 1.0, is_open=False)
    frame = Frame((0.0, 0.0, 1.0), scale)
    capture = Capture("blank", views, [0], [], nothing, nothing, bounds, frame, (0.0, 0.0, 0.0), "none")
    with pytest.raises(UserError, match=message):
        truth_of(capture)


def test_samples_are_spread_by_area() -> None:
    points, labels = sampled([a_plane(), a_plane(offset=9.0)], 3000, np.random.default_rng(0))
    assert abs((labels == 1).sum() - 1500) < 100 and abs(len(points) - 3000) < 150
    np.testing.assert_allclose(points[:, 2], np.where(labels == 1, 2.0, 9.0))
    assert not a_plane().holds(a_plane().to_plane(np.array([[1.5, -1.5, 2.0], [9, 9, 2.0]])))[1]
