"""A teacher's cameras lie between the photos', and its pictures are what the scene renders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from raster_scenes import crowd

from neural_render import representations
from neural_render.cameras import Cameras, look_at
from neural_render.cli import subject
from neural_render.cli.train import _teach
from neural_render.compress.budgets import Budget
from neural_render.runs import TrainConfig
from neural_render.scene import Scene
from neural_render.teacher import Teacher
from neural_render.types import Bounds, Capture, Frame, View
from neural_render.viewpoints import NUM_NEIGHBORS, Viewpoints


def ring(num: int) -> list[Cameras]:
    """Cameras on a circle of radius 4 that look at its middle."""
    K = torch.tensor([[[40.0, 0.0, 16.0], [0.0, 40.0, 12.0], [0.0, 0.0, 1.0]]])
    angles = torch.arange(num) * 2 * torch.pi / max(num, 1)
    centers = torch.stack([4 * angles.cos(), 4 * angles.sin(), torch.ones(num)], dim=-1)  # [num, 3]
    up = torch.tensor([0.0, 0.0, 1.0])
    return [Cameras(look_at(center, torch.zeros(3), up)[None], K, 32, 24) for center in centers]


def ring_capture(num: int) -> Capture:
    views = [View(f"{i}.png", camera, frozenset(), lambda name: torch.zeros(0)) for i, camera in enumerate(ring(num))]
    return Capture(
        "ring", views, list(range(num)), [], torch.zeros(0, 3), torch.zeros(0, 3),
        Bounds((0.0, 0.0, 0.0), 1.0, 4.0, is_open=False), Frame((0.0, 0.0, 1.0), None), (0.0, 0.0, 0.0), "none",
    )  # fmt: skip


def make_teacher(num: int, **settings) -> Teacher:
    capture = ring_capture(num)
    method = representations.find("gaussians")
    state = crowd(30, seed=1) | {"extent": torch.tensor(1.0), "active_sh_degree": torch.tensor(3)}
    model = method.load_model().restore(method.Config(), state)
    return Teacher(
        Scene("gaussians", model, capture.frame, capture.bounds, capture.background, {}), capture, **settings
    )


@pytest.mark.parametrize("num", [1, 2, 12])
def test_cameras_lie_between_neighbours_and_look_between_where_they_look(num: int) -> None:
    teacher = make_teacher(num)
    viewpoints = teacher.viewpoints
    assert viewpoints.neighbors.shape == (num, min(NUM_NEIGHBORS, num - 1))
    assert all(i not in viewpoints.neighbors[i] for i in range(num))
    viewpoints.stray = 0.0
    centers = torch.cat([camera.centers for camera in viewpoints.cameras])  # [num, 3]
    axes = torch.cat([camera.viewmats[:, 2, :3] for camera in viewpoints.cameras])  # [num, 3]
    pairs = [(i, int(j)) for i in range(num) for j in viewpoints.neighbors[i]] or [(0, 0)]
    for seed in range(20):
        batch = teacher.batch(torch.Generator().manual_seed(seed), torch.zeros(3), "cpu")
        rotation, center = batch.cameras.viewmats[0, :3, :3], batch.cameras.centers[0]
        torch.testing.assert_close(rotation @ rotation.T, torch.eye(3), atol=1e-5, rtol=0)
        assert torch.linalg.det(rotation) > 0
        detours = [(center - centers[i]).norm() + (center - centers[j]).norm() - (centers[i] - centers[j]).norm()
                   for i, j in pairs]  # fmt: skip
        i, j = pairs[min(range(len(pairs)), key=detours.__getitem__)]
        assert min(detours) < 1e-4  # on the segment between the two
        if num > 2:  # two opposite cameras have no direction in between
            between = axes[i] @ axes[j]
            assert min(rotation[2] @ axes[i], rotation[2] @ axes[j]) > between - 1e-4


def test_pictures_are_the_scenes_over_the_steps_background_and_repeat_with_the_seed() -> None:
    teacher = make_teacher(6)
    background = torch.tensor([0.1, 0.9, 0.4])
    batch = teacher.batch(torch.Generator().manual_seed(3), background, "cpu")
    over = replace(teacher.scene, background=tuple(background.tolist()))
    torch.testing.assert_close(batch.rgb, over.render(batch.cameras)[0])
    again = teacher.batch(torch.Generator().manual_seed(3), background, "cpu")
    assert torch.equal(batch.rgb, again.rgb) and torch.equal(batch.cameras.viewmats, again.cameras.viewmats)
    other = teacher.batch(torch.Generator().manual_seed(4), background, "cpu")
    assert not torch.equal(batch.cameras.viewmats, other.cameras.viewmats)
    assert batch.mask is None and not batch.rgb.requires_grad and not batch.is_photo


def test_cameras_around_look_at_the_middle_from_the_photos_distances() -> None:
    viewpoints = make_teacher(12, is_around=True).viewpoints
    assert viewpoints.around == "orbit"
    cameras = [viewpoints.draw(torch.Generator().manual_seed(seed)) for seed in range(60)]
    centers, axes = (
        torch.cat(values) for values in zip(*((c.centers, c.viewmats[:, 2, :3]) for c in cameras), strict=True)
    )
    looks_at_middle = (axes * torch.nn.functional.normalize(-centers, dim=1)).sum(dim=1) > 1 - 1e-6  # [60]
    assert 10 < looks_at_middle.sum() < 50  # the others lie between photos
    around = centers[looks_at_middle]
    torch.testing.assert_close(around.norm(dim=1), torch.full((len(around),), 17.0).sqrt())
    torch.testing.assert_close(around[:, 2], torch.ones(len(around)))


def facing(num: int, shown: torch.Tensor) -> Viewpoints:
    """Photos side by side that face +y, of a scene that is where `shown` [N, 3] is."""
    centers = torch.tensor([[1.0 * i, -4.0, 0.2 * (i % 2)] for i in range(num)])  # [num, 3]
    K = ring(1)[0].Ks
    up = torch.tensor([0.0, 0.0, 1.0])
    cameras = [Cameras(look_at(c, c + torch.tensor([0.0, 1.0, 0.0]), up)[None], K, 32, 24) for c in centers]
    views = [View(f"{i}.png", camera, frozenset(), lambda name: torch.zeros(0)) for i, camera in enumerate(cameras)]
    capture = Capture(
        "wall", views, list(range(num)), [], torch.zeros(0, 3), torch.zeros(0, 3),
        Bounds((2.0, 0.0, 0.0), 4.0, 4.0, is_open=True), Frame((0.0, 0.0, 1.0), None), (0.0, 0.0, 0.0), "none",
    )  # fmt: skip
    return Viewpoints(capture, shown, is_around=True)


def test_cameras_that_face_one_way_are_drawn_in_their_box_where_the_scene_is_seen() -> None:
    wall = torch.stack(torch.meshgrid(torch.linspace(0, 4, 20), torch.zeros(1), torch.linspace(-1, 1, 9)), dim=-1)
    viewpoints = facing(5, wall.reshape(-1, 3))
    assert viewpoints.around == "forward"
    viewpoints.stray = 0.0
    centers = torch.cat([viewpoints.draw(torch.Generator().manual_seed(seed)).centers for seed in range(60)])
    assert centers[:, 0].min() >= -0.2 - 1e-5 and centers[:, 0].max() <= 4.2 + 1e-5
    torch.testing.assert_close(centers[:, 1], torch.full((60,), -4.0))
    assert viewpoints._share_shown(viewpoints.cameras[0], viewpoints.cameras[0].viewmats[0].double()) < 0.6
    assert viewpoints.least_shown == pytest.approx(0.4)


def test_a_bounded_number_of_pictures_is_kept_or_made_again() -> None:
    kept, forgotten = (make_teacher(6, num_views=3, cache_bytes=size) for size in (10**9, 0))
    background, seen = torch.tensor([0.1, 0.9, 0.4]), set()
    for seed in range(20):
        a, b = (teacher.batch(torch.Generator().manual_seed(seed), background, "cpu") for teacher in (kept, forgotten))
        assert torch.equal(a.rgb, b.rgb) and torch.equal(a.cameras.viewmats, b.cameras.viewmats)
        seen.add(float(a.cameras.viewmats.sum()))
        part = kept.batch(torch.Generator().manual_seed(seed), background, "cpu", lambda camera: (8, 4, 16, 12))
        assert torch.equal(part.rgb, a.rgb[:, 4:16, 8:24]) and part.cameras.width == 16
    assert len(seen) == 3
    whole, _ = kept.scene.render(a.cameras, background=background)
    assert (a.rgb - whole).abs().max() <= 0.5 / 255 + 1e-6


def test_a_window_of_a_new_picture_is_rendered_alone() -> None:
    teacher, background = make_teacher(6), torch.zeros(3)
    whole = teacher.batch(torch.Generator().manual_seed(1), background, "cpu")
    part = teacher.batch(torch.Generator().manual_seed(1), background, "cpu", lambda camera: (8, 4, 16, 12))
    assert torch.equal(part.cameras.viewmats, whole.cameras.viewmats)
    assert torch.equal(part.rgb, teacher.scene.render(whole.cameras.crop(8, 4, 16, 12), background=background)[0])


def test_a_model_starts_from_the_teachers_splats_as_training_cameras_see_them(monkeypatch, capsys) -> None:
    teacher = make_teacher(6)
    capture = replace(ring_capture(6), train=[4, 0, 2], test=[1])
    monkeypatch.setattr(subject, "open_scene", lambda place, device: SimpleNamespace(scene=teacher.scene))
    given = []
    model = SimpleNamespace(
        start_from=lambda *arguments: given.append(arguments), num_primitives=98, budget=Budget(num_splats=100)
    )
    _teach(TrainConfig(teacher=Path("teacher")), model, capture, is_new=True)
    ((splats, cameras),) = given
    assert torch.equal(splats.means, teacher.scene.representation.splats().means)
    assert cameras == [capture.views[index].cameras for index in (4, 0, 2)]
    printed = capsys.readouterr().out
    assert "nothing says that teacher was not trained on test photos" in printed
    assert "98 splats are taken, the budget allows 100" in printed
    _teach(TrainConfig(teacher=Path("teacher")), model, capture, is_new=False)
    assert len(given) == 1  # a resumed run has its own splats
