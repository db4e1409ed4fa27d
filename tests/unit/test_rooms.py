"""The generated rooms: the same for a seed, closed, exact, and as bare as they say."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from neural_render.data.capture import load_capture
from neural_render.data.config import DataConfig
from neural_render.files import num_bytes
from tools.make_capture.render import View
from tools.make_rooms import __main__ as make_rooms
from tools.make_rooms.photographs import Place
from tools.make_rooms.scenes import SCENES
from tools.make_rooms.surfaces import Ball, Pillar, Quad, cast

TINY = ["--scenes", "bare", "--views", "4", "--test-views", "1", "--width", "24", "--height", "18"]


@pytest.fixture(scope="module")
def capture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rooms")
    make_rooms.main([str(folder), *TINY])
    return folder / "bare"


def test_a_seed_gives_the_same_files(capture: Path, tmp_path: Path) -> None:
    make_rooms.main([str(tmp_path), *TINY])
    files = sorted(file.relative_to(capture) for file in capture.rglob("*") if file.is_file())
    assert len(files) == 3 + 4 * 4
    for file in files:
        assert (tmp_path / "bare" / file).read_bytes() == (capture / file).read_bytes(), file
    make_rooms.main([str(tmp_path / "other"), *TINY, "--seed", "21"])
    assert num_bytes(tmp_path / "other" / "bare") != num_bytes(capture)


def test_depth_normals_and_ids_fit_the_planes(capture: Path) -> None:
    """Every pixel of a plane lies on the plane that planes.json gives, to the millimetre that depth is stored in."""
    loaded = load_capture(DataConfig(capture, capture_normals=True))
    rows = {row["id"]: row for row in json.loads((capture / "planes.json").read_text())["planes"]}
    for view in loaded.views:
        depth, ids, normals = (view.read(name).numpy() for name in ("depth", "planes", "normals"))
        assert depth.min() > 0
        origins, directions = view.cameras.rays()
        # Rays have unit length; depth is along the axis.
        forward = view.cameras.viewmats[0, 2, :3]
        points = (origins + directions * (view.read("depth") / (directions @ forward))[..., None])[0].numpy()
        for index in np.unique(ids[ids > 0]):
            here = ids == index
            assert np.abs(points[here] @ rows[index]["normal"] - rows[index]["offset"]).max() < 2e-3
            assert (normals[here] @ rows[index]["normal"]).min() > 0.99


def test_the_scenes_are_what_they_are_called() -> None:
    scenes = {name: build(np.random.default_rng(1)) for name, build in SCENES.items()}
    assert scenes["bare"].untextured_share() >= 0.3
    assert len(scenes["apartment"].rooms) == 3
    assert any(quad.is_mirror for quad in scenes["mirror"].quads)


def test_rays_meet_what_is_in_front() -> None:
    """Hand-computed: a ray along +x meets the ball at 2 - 0.5, another misses it and meets the wall at 3."""
    wall = Quad(np.array([3.0, 0, 0]), np.array([0, -2.0, 0]), np.array([0, 0, 2.0]), np.zeros((1, 1, 3)), "wall")
    bodies = [Ball(np.array([2.0, 0, 0]), 0.5, (0, 0, 0)), Pillar(np.array([2.0, 1.5, -1]), 0.3, 2.0, (0, 0, 0))]
    ways = np.array([[1.0, 0, 0], [1.0, 0.4, 0.2], [1.0, 0.75, 0], [-1.0, 0, 0]])
    hits = cast(np.zeros(3), ways, [wall], bodies)
    assert hits.surface.tolist() == [1, 0, 2, -1]
    np.testing.assert_allclose(hits.t[:2], [1.5, 3.0])
    np.testing.assert_allclose([hits.u[1], hits.v[1]], [-0.6, 0.3])
    # The pillar's side is 0.3 from its axis where the ray enters it.
    assert np.hypot(hits.t[2] - 2.0, 0.75 * hits.t[2] - 1.5) == pytest.approx(0.3)
    assert cast(np.array([5.0, 0, 0]), -ways[:1], [wall], []).surface.tolist() == [-1]


def test_a_mirror_shows_what_is_before_it() -> None:
    """Straight into a mirror at x = 1: the red wall behind the camera, tinted, and the depth of the glass."""
    red, white = np.full((1, 1, 3), (255, 0, 0), np.uint8), np.full((1, 1, 3), 255, np.uint8)
    side = np.array([0, 0, 1.0])
    glass = Quad(np.array([1.0, 0, 0]), np.array([0, -1.0, 0]), side, white, "glass", is_mirror=True)
    behind = Quad(np.array([-1.0, 0, 0]), np.array([0, 9.0, 0]), 9 * side, red, "red")
    place = Place([glass, behind], [], [])
    c2w = np.array([[0, 0, -1.0, 0], [-1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1.0]])
    view = View(c2w, 3, 3, 6.0)
    picture = place.photograph(view)
    assert (picture[..., 0] > 0.2).all() and (picture[..., 1:] == 0).all()
    maps = place.maps(view, {"glass": 1, "red": 2})
    assert (maps.plane_ids == 1).all() and maps.depth == pytest.approx(1.0)


def test_a_folder_that_is_there_is_not_overwritten(capture: Path) -> None:
    with pytest.raises(SystemExit):
        make_rooms.main([str(capture.parent), *TINY])
    assert Image.open(capture / "images/view_000.jpg").size == (24, 18)
