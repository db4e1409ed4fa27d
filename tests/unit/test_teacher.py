"""A teacher's cameras lie between the photos', and its pictures are what the scene renders."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from raster_scenes import crowd

from neural_render import representations
from neural_render.cameras import Cameras, look_at
from neural_render.scene import Scene
from neural_render.teacher import Teacher
from neural_render.types import Bounds, Capture, Frame, View
from neural_render.viewpoints import NUM_NEIGHBORS


def ring(num: int) -> list[Cameras]:
    """Cameras on a circle of radius 4 that look at its middle."""
    K = torch.tensor([[[40.0, 0.0, 16.0], [0.0, 40.0, 12.0], [0.0, 0.0, 1.0]]])
    angles = torch.arange(num) * 2 * torch.pi / max(num, 1)
    centers = torch.stack([4 * angles.cos(), 4 * angles.sin(), torch.ones(num)], dim=-1)  # [num, 3]
    up = torch.tensor([0.0, 0.0, 1.0])
    return [Cameras(look_at(center, torch.zeros(3), up)[None], K, 32, 24) for center in centers]


def make_teacher(num: int) -> Teacher:
    views = [View(f"{i}.png", camera, frozenset(), lambda name: torch.zeros(0)) for i, camera in enumerate(ring(num))]
    capture = Capture(
        "ring", views, list(range(num)), [], torch.zeros(0, 3), torch.zeros(0, 3),
        Bounds((0.0, 0.0, 0.0), 1.0, 4.0, is_open=False), Frame((0.0, 0.0, 1.0), None), (0.0, 0.0, 0.0), "none",
    )  # fmt: skip
    method = representations.find("gaussians")
    state = crowd(30, seed=1) | {"extent": torch.tensor(1.0), "active_sh_degree": torch.tensor(3)}
    model = method.load_model().restore(method.Config(), state)
    return Teacher(Scene("gaussians", model, capture.frame, capture.bounds, capture.background, {}), capture)


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
