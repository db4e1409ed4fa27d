"""Surfaces as files: planes and meshes of a corner made of flat splats, seen by three cameras."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from neural_render.cameras import Cameras, look_at
from neural_render.cli import export
from neural_render.cli.subject import scene_of_splats
from neural_render.errors import UserError
from neural_render.export import SURFACES, FileInfo, mesh, planes
from neural_render.export.surfaces import depth_views, pixel_size
from neural_render.planes import file
from neural_render.planes.plane import Polygon
from neural_render.scene import Scene
from neural_render.splatting.splats import Splats
from neural_render.types import Bounds, Capture, Frame, View

SIDE = 3.0  # metres, of three squares that meet in the origin


def a_corner() -> Scene:
    """Floor z = 0, walls x = 0 and y = 0, of opaque splats that lie flat on them."""
    steps = torch.arange(0.025, SIDE, 0.05)
    s, t = (grid.reshape(-1) for grid in torch.meshgrid(steps, steps, indexing="ij"))
    zero = torch.zeros_like(s)
    means = torch.cat([torch.stack(place, -1) for place in ((s, t, zero), (zero, s, t), (s, zero, t))])
    sizes = torch.tensor([0.03, 0.03, 0.03]).log().repeat(3, 1).fill_diagonal_(math.log(2e-3))[[2, 0, 1]]
    count = len(s)
    sh0 = torch.tensor([[1.0, -1, -1], [-1, 1, -1], [-1, -1, 1]]).repeat_interleave(count, 0)
    splats = Splats(
        means=means,
        quats=torch.tensor([1.0, 0, 0, 0]).repeat(3 * count, 1),
        log_scales=sizes.repeat_interleave(count, 0),
        logit_opacities=torch.full((3 * count,), 4.0),
        sh0=sh0,
        shN=torch.zeros(3 * count, 0, 3),
    )
    return scene_of_splats(splats, FileInfo(up=(0.0, 0.0, 1.0), meters_per_unit=1.0), "cpu")


def a_capture() -> Capture:
    K = torch.tensor([[[60.0, 0, 64], [0, 60, 48], [0, 0, 1]]])
    views = []
    for place in ((3.6, 2.2, 1.8), (2.4, 3.4, 2.2), (2.6, 2.6, 3.2)):
        viewmat = look_at(torch.tensor(place), torch.tensor([1.0, 1.0, 1.0]), torch.tensor([0.0, 0.0, 1.0]))
        views.append(View(f"{len(views)}", Cameras(viewmat[None], K, 128, 96), frozenset(), lambda name: None))
    nothing = torch.zeros(0, 3)
    bounds = Bounds((1.0, 1.0, 1.0), 2.0, 3.0, is_open=False)
    frame = Frame((0.0, 0.0, 1.0), 1.0)
    return Capture("corner", views, [0, 1, 2], [], nothing, nothing, bounds, frame, (0.0, 0.0, 0.0), "none")


def test_depth_of_the_training_cameras() -> None:
    views = list(depth_views(a_corner(), a_capture()))
    assert len(views) == 3
    assert pixel_size(views) == pytest.approx(3 / 60, rel=0.3)
    with pytest.raises(UserError, match="no surface"):
        pixel_size([type(view)(view.cameras, 0 * view.depth) for view in views])


def test_a_scene_that_knows_its_depth_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, capture = a_corner(), a_capture()
    asked = []

    def known(cameras: list) -> Callable[[Cameras], torch.Tensor]:
        asked.append(len(cameras))
        return lambda camera: torch.full((camera.height, camera.width), 5.0)

    monkeypatch.setattr(scene.representation, "surface_depth", known)
    for view, plain in zip(depth_views(scene, capture), depth_views(a_corner(), capture), strict=True):
        assert set(np.unique(view.depth)) <= {0.0, 5.0}  # none where hardly anything is
        np.testing.assert_array_equal(view.depth > 0, plain.depth > 0)
    assert asked == [3]


def test_planes_of_a_corner(tmp_path: Path) -> None:
    found = planes.make(a_corner(), a_capture())
    three = found.planes[:3]
    assert sum(plane.area for plane in found.planes[3:]) < 0.2
    assert {int(np.abs(plane.normal).argmax()) for plane in three} == {0, 1, 2}
    for plane in three:
        middle = np.where(plane.normal > 0.5, 0.0, SIDE / 2)
        assert np.max(plane.normal) > 0.99 and abs(plane.normal @ middle - plane.offset) < 0.05  # towards the room
        assert plane.area == pytest.approx(SIDE**2, rel=0.2)
        # Each square has a colour of its own.
        assert plane.color[(int(np.argmax(plane.normal)) + 1) % 3] == max(plane.color)
    planes.write(tmp_path / "a.planes.json", found)
    assert len(file.read(tmp_path / "a.planes.json")) == len(found)
    assert "m^2" in planes.words(found)


def test_a_scene_that_knows_its_planes_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, capture = a_corner(), a_capture()
    large = planes.make(scene, capture).planes[0]
    small = dataclasses.replace(large, polygons=(Polygon(0.5 * large.polygons[0].outer),))
    seen = []

    def known(cameras: list) -> list:
        seen.append(len(cameras))
        return [small, large]

    monkeypatch.setattr(scene.representation, "plane_instances", known)
    assert list(map(id, planes.make(scene, capture).planes)) == [id(large), id(small)] and seen == [3]
    monkeypatch.setattr(scene.representation, "plane_instances", lambda cameras: [])
    with pytest.raises(UserError, match="no planes"):
        planes.make(scene, capture)


def a_mesh() -> mesh.Mesh:
    vertices = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0.5]], np.float32)
    colors = np.arange(12, dtype=np.uint8).reshape(4, 3)
    return mesh.Mesh(vertices, colors, np.array([[0, 1, 2], [2, 1, 3]], np.int32))


def test_a_mesh_survives_the_disk(tmp_path: Path) -> None:
    mesh.write(tmp_path / "a.mesh.ply", a_mesh())
    again = mesh.read(tmp_path / "a.mesh.ply")
    for name in ("vertices", "colors", "faces"):
        np.testing.assert_array_equal(getattr(again, name), getattr(a_mesh(), name))
    assert mesh.words(again) == "4 vertices, 2 triangles"


def damages(data: bytes) -> dict[str, bytes]:
    start = data.index(b"end_header\n") + len(b"end_header\n")
    return {
        "cut": data[:-1],
        "longer": data + b"\0",
        "no header": data[start:],
        "another count": data.replace(b"element face 2", b"element face 3"),
        "a huge count": data.replace(b"element face 2", b"element face 99999999999999"),
        "no number": data.replace(b"element face 2", b"element face x"),
        "a quad": data[: start + 60] + b"\4" + data[start + 61 :],
        "a vertex that is not there": data[:-4] + np.int32(9).tobytes(),
        "not finite": data[:start] + np.float32(np.nan).tobytes() + data[start + 4 :],
        "empty": b"",
    }


@pytest.mark.parametrize("name", damages(b"end_header\n"))
def test_a_damaged_mesh_is_one_clear_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.mesh.ply"
    mesh.write(path, a_mesh())
    path.write_bytes(damages(path.read_bytes())[name])
    with pytest.raises(UserError, match="whole mesh"):
        mesh.read(path)


def test_surfaces_need_a_capture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from neural_render.export import ply

    ply.write(tmp_path / "a.ply", a_corner().representation.splats(), FileInfo())
    for name, kind in SURFACES.items():
        with pytest.raises(SystemExit):
            export.main([str(tmp_path / "a.ply"), "--format", name, "--output", str(tmp_path / f"b{kind.suffix}")])
        assert "whose capture is not there" in capsys.readouterr().err


@pytest.mark.extras
def test_a_mesh_of_a_corner_lies_on_its_planes() -> None:
    pytest.importorskip("open3d")
    found = mesh.make(a_corner(), a_capture())
    distances = np.abs(found.vertices).min(axis=1)
    assert len(found.faces) > 1000 and np.quantile(distances, 0.9) < 0.05
    a, b, c = (found.vertices[found.faces[:, corner]].astype(float) for corner in range(3))
    normals = np.cross(b - a, c - a)
    # Outwards, towards the room.
    assert normals.sum(axis=0).min() > 0
    assert np.linalg.norm(normals, axis=1).sum() / 2 == pytest.approx(3 * SIDE**2, rel=0.25)
