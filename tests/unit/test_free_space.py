"""The space around the training cameras is known to be free, and splats do not stay there."""

from __future__ import annotations

import dataclasses
import math

import pytest
import torch

from neural_render.cameras import Cameras, look_at
from neural_render.optim import Optimizer
from neural_render.representation import StepContext
from neural_render.representations.gaussians.config import GaussiansConfig
from neural_render.representations.gaussians.model import Gaussians
from neural_render.splatting import free_space
from neural_render.splatting.free_space import FreeSpace
from neural_render.types import Batch, Bounds, Capture, Frame, View


def some_capture() -> Capture:
    """Cameras on a line, 10 away from a wall of points; the last one is for testing. One point is wrong."""
    K = torch.tensor([[[40.0, 0.0, 16.0], [0.0, 40.0, 12.0], [0.0, 0.0, 1.0]]])
    up = torch.tensor([0.0, 0.0, 1.0])
    centers = [torch.tensor([4.0 * index, 0.0, 0.0]) for index in range(3)]
    cameras = [
        Cameras(look_at(center, center + torch.tensor([0.0, 1.0, 0.0]), up)[None], K, 32, 24) for center in centers
    ]
    wall = torch.cartesian_prod(torch.linspace(-4, 12, 33), torch.tensor([10.0]), torch.linspace(-3, 3, 13))
    points = torch.cat([torch.tensor([[0.0, 0.1, 0.0]]), wall])
    return Capture(
        name="wall",
        views=[View(f"{i}.png", camera, frozenset(), lambda name: torch.zeros(0)) for i, camera in enumerate(cameras)],
        train=[0, 1],
        test=[2],
        points=points,
        points_rgb=torch.full_like(points, 0.5),
        bounds=Bounds((0.0, 10.0, 0.0), 8.0, 4.0, is_open=True),
        frame=Frame((0.0, 0.0, 1.0), None),
        background=(0.0, 0.0, 0.0),
        split="last",
    )


def test_a_share_of_the_way_to_the_nearest_points_is_free_around_training_cameras() -> None:
    free = FreeSpace.of(some_capture(), 0.5)
    assert torch.equal(free.centers, torch.tensor([[0.0, 0.0, 0.0], [4.0, 0.0, 0.0]]))
    assert ((free.radii >= 5.0) & (free.radii < 5.1)).all()
    places = torch.tensor([[0.0, 4.9, 0.0], [0.0, 5.2, 0.0], [0.0, 0.0, -4.9], [8.5, 0.0, 0.0], [9.2, 0.0, 0.0]])
    assert free.holds(places).tolist() == [True, False, True, True, False]


def test_few_points_beside_a_camera_are_enough_in_a_large_capture() -> None:
    capture = some_capture()
    beside = torch.tensor([1.0, 0.0, 0.0]) + 0.1 * torch.randn(300, 3, generator=torch.Generator().manual_seed(0))
    street = torch.tensor([0.0, 50.0, 0.0]) + 10 * torch.randn(60_000, 3, generator=torch.Generator().manual_seed(1))
    free = FreeSpace.of(dataclasses.replace(capture, points=torch.cat([beside, street])), 0.5)
    assert 0.4 < float(free.radii[0]) < 0.6


@pytest.mark.parametrize("lacks", ["points", "train"])
def test_who_knows_nothing_frees_nothing(lacks: str) -> None:
    capture = dataclasses.replace(some_capture(), **{lacks: {"points": torch.zeros(0, 3), "train": []}[lacks]})
    assert not FreeSpace.of(capture, 0.5).holds(torch.zeros(4, 3)).any()
    assert not FreeSpace.of(some_capture(), 0.0).holds(torch.zeros(4, 3)).any()


def test_many_cameras_are_asked_a_few_at_a_time(monkeypatch) -> None:
    centers = 9 * torch.rand(7, 3, generator=torch.Generator().manual_seed(0))
    places = 9 * torch.rand(50, 3, generator=torch.Generator().manual_seed(1))
    free = FreeSpace(centers, torch.linspace(0.5, 3, 7))
    expected = ((places[:, None].double() - centers.double()).norm(dim=2) < free.radii).any(dim=1)
    assert 0 < expected.sum() < 50
    for together in (1, 3, 7, 32):
        monkeypatch.setattr(free_space, "TOGETHER", together)
        assert torch.equal(free.holds(places), expected)


@pytest.mark.parametrize("growth", ["error", "default", "mcmc"])
def test_splats_before_cameras_go_every_so_many_steps(growth: str) -> None:
    capture = some_capture()
    config = GaussiansConfig(growth=growth, grow_every=5, grow_from=1.0, grow_until=1.0, sh_degree=0, noise=0.0)
    model = Gaussians.init(config, capture, torch.Generator().manual_seed(0))
    model.means.data[:3] = torch.tensor([[0.0, 1.0, 0.0], [4.0, 0.0, 2.0], [4.0, 7.0, 0.0]])
    model.log_scales.data[:] = math.log(0.1)
    optimizer, cameras = Optimizer(model, model.param_groups(100), model.row_buffers), capture.views[0].cameras
    before = len(model.means)
    for step in range(5):
        assert len(model.means) == before
        batch = Batch(cameras, torch.zeros(1, 24, 32, 3), None, torch.zeros(3), {})
        rendered = model(cameras)
        rendered.rgb.sum().backward()
        model.after_step(StepContext(step, 100, batch, rendered, torch.Generator().manual_seed(step), optimizer))
        model.zero_grad()
    assert len(model.means) == before - 2 == len(model.error_sums)
    assert torch.equal(model.means[0].detach(), torch.tensor([4.0, 7.0, 0.0]))
