"""Hybrids: a textured plane comes back from its photos, and planes stay splats where photos speak against panels."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from test_panels import checkers, panel
from torch import Tensor

from neural_render import representations
from neural_render.cameras import Cameras, look_at
from neural_render.cli.bake import hybrid_of
from neural_render.cli.subject import Subject, scene_of_splats
from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.hybrid import texturing
from neural_render.hybrid.choosing import HybridConfig, choose
from neural_render.hybrid.seen import see
from neural_render.metrics import psnr
from neural_render.planes.plane import Plane, Polygon
from neural_render.scene import Scene, over
from neural_render.splatting.panels import Panels, draw, lay_over, sampled
from neural_render.splatting.selection import rows
from neural_render.splatting.splats import Splats
from neural_render.types import Bounds, Capture, Frame, View

WIDTH, HEIGHT = 72, 54
WALL = panel(checkers(80, 64, 8))  # of 3.2 x 2.4 at z = 4
PLANE = Plane(
    np.array([0.0, 0.0, -1.0]), -4.0, (Polygon(np.array([[-1.5, -1.1], [1.5, -1.1], [1.5, 1.1], [-1.5, 1.1]])),),
    (0.5, 0.5, 0.5), 1.0,
)  # fmt: skip


def cameras() -> list[Cameras]:
    K = torch.tensor([[60.0, 0.0, WIDTH / 2], [0.0, 60.0, HEIGHT / 2], [0.0, 0.0, 1.0]])
    found = []
    for x, y, z in [(0, 0, 0), (1, 0.3, 0.5), (-1, 0.2, 0.5), (0.4, -0.8, 0.8), (-0.5, 0.6, 0.2), (0.2, 0.2, 1.2)]:
        viewmat = look_at(torch.tensor([x, y, z]).float(), torch.tensor([0, 0, 4.0]), torch.tensor([0, -1.0, 0]))
        found.append(Cameras(viewmat[None], K[None], WIDTH, HEIGHT))
    return found


def splats_on(wall: Panels, spread: float) -> Splats:
    """Flat splats on a panel in its colours, up to `spread` in front of it and behind, and a ball in front."""
    generator = torch.Generator().manual_seed(0)
    across, down = torch.meshgrid(torch.linspace(0.11, 0.89, 60), torch.linspace(0.14, 0.86, 44), indexing="ij")
    uv = torch.stack([across.flatten(), down.flatten()], dim=1)  # [N, 2]
    means = wall.corners[0] + uv @ wall.sides[0]  # [N, 3]
    means[:, 2] += spread * (2 * torch.rand(len(means), generator=generator) - 1)
    colors = sampled(wall.levels[0], uv)[:, :3]
    ball = torch.tensor([0.3, 0.2, 2.5]) + 0.1 * torch.randn(40, 3, generator=generator)
    means, colors = torch.cat([means, ball]), torch.cat([colors, torch.tensor([[0.9, 0.1, 0.1]]).expand(40, 3)])
    log_scales = torch.tensor([0.03, 0.03, 0.005]).log().expand(len(means), 3)
    quats = torch.tensor([1.0, 0.0, 0.0, 0.0]).expand(len(means), 4)
    opacities = torch.full((len(means),), 4.0)
    sh0 = (colors - 0.5) / 0.28209479
    return Splats(means, quats.clone(), log_scales.clone(), opacities, sh0, torch.zeros(len(means), 0, 3))


def scene_and_capture(spread: float = 0.02, photo_of=None) -> tuple[Scene, Capture]:
    """Photos show the panel itself with the ball before it, unless `photo_of` says what they show."""
    splats = splats_on(WALL, spread)
    scene = scene_of_splats(splats, FileInfo(), "cpu")
    ball = rows(splats, torch.arange(len(splats)) >= len(splats) - 40)

    def shown(camera: Cameras) -> Tensor:
        return over(lay_over([draw(WALL, camera)], ball, camera), torch.zeros(3))[0]

    views = []
    for number, camera in enumerate(cameras()):
        photo = (photo_of or shown)(camera)  # [H, W, 3]
        pixels = (255 * photo).round().to(torch.uint8)
        views.append(View(f"{number}.png", camera, frozenset(), lambda name, pixels=pixels: pixels))
    bounds = Bounds((0.0, 0.0, 4.0), 2.0, 1.0, is_open=False)
    nothing = torch.zeros(0, 3)
    train = list(range(len(views)))
    frame = Frame((0.0, -1.0, 0.0), 1.0)
    return scene, Capture("wall", views, train, [], nothing, nothing, bounds, frame, (0.0, 0.0, 0.0), "none")


def test_a_textured_plane_comes_back() -> None:
    scene, capture = scene_and_capture()
    views = see(scene, scene.representation.splats(), capture)
    found = texturing.painted(texturing.blank(PLANE, views, 0.1), PLANE, views, 0.1)
    # Texels as large as pixels: at 2.8 to 4 units, with a focal length of 60 px.
    size = float(found.sides[0, 0].norm()) / found.levels[0].shape[1]
    assert 2.7 / 60 < size < 4 / 60
    inside = found.levels[0][..., 3] == 1
    points = texturing.points_of(found)[inside]  # [T, 3]
    assert (points[:, 2] - 4).abs().max() < 1e-5 and len(points) > 1500
    truth = sampled(WALL.levels[0], (points - WALL.corners[0]) @ torch.linalg.pinv(WALL.sides[0]))[:, :3]
    error = (found.levels[0][inside][:, :3] - truth).abs().mean(dim=1)
    assert (
        error.median() < 0.03
    )  # between tiles texels and photos mix two colours, and behind the ball nothing is known


def test_a_panel_takes_the_place_of_the_splats_on_it() -> None:
    scene, capture = scene_and_capture()
    hybrid = choose(scene, capture, [PLANE], 1.0)
    splats = scene.representation.splats()
    assert len(hybrid.panels) == 1
    assert not hybrid.is_kept[:-40].float().mean() > 0.25  # but those at its edges
    assert hybrid.is_kept[-40:].all()  # the ball
    rest = rows(splats, hybrid.is_kept)
    for view in capture.views:
        photo = view.read("rgb") / 255
        before = scene.render(view.cameras)[0][0]
        after = over(lay_over([draw(hybrid.panels, view.cameras)], rest, view.cameras), torch.zeros(3))[0]
        assert psnr(after, photo) > psnr(before, photo)


@pytest.mark.parametrize("case", ["other colours in every view", "something behind it", "too small", "unsure"])
def test_planes_stay_splats_where_photos_speak_against_panels(case: str) -> None:
    plane, config = PLANE, HybridConfig()
    scene, capture = scene_and_capture()
    if case == "other colours in every view":  # as a mirror has: splats follow the direction, a panel does not
        splats = rows(scene.representation.splats(), torch.ones(scene.num_primitives, dtype=torch.bool))
        rest = torch.zeros(len(splats), 3, 3)
        rest[:, 2] = 2.0
        scene = scene_of_splats(dataclasses.replace(splats, shN=rest), FileInfo(), "cpu")
        _, capture = scene_and_capture(photo_of=lambda camera: scene.render(camera)[0][0])
    elif case == "something behind it":
        plane = dataclasses.replace(PLANE, offset=-3.5)  # half a unit in front of the splats
    elif case == "unsure":
        plane = dataclasses.replace(PLANE, confidence=0.3)
    else:
        config = HybridConfig(min_area=10.0)
    assert choose(scene, capture, [plane], 1.0, config) is None


def test_a_hybrid_needs_photos_and_splats_that_can_be_left_out(tmp_path) -> None:
    scene, capture = scene_and_capture()
    subject = Subject(tmp_path / "scene.ply", scene, None, tmp_path, 0, has_background=True)
    with pytest.raises(UserError, match="photos are not known"):
        hybrid_of(subject, None)
    method = representations.find("compact-gaussians")
    trees = method.load_model()(method.Config())
    other = dataclasses.replace(scene, method="compact-gaussians", representation=trees)
    with pytest.raises(UserError, match="a scene of compact-gaussians"):
        hybrid_of(dataclasses.replace(subject, scene=other), capture)
