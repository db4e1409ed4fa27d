"""Laws of cameras: rays invert projections, crops and sizes only move the pixels, axes flip and flip back."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from neural_render.cameras import Cameras, cat_cameras, look_at, opengl_c2w_from_viewmat, viewmat_from_opengl_c2w


def some_cameras() -> Cameras:
    center = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64)
    target, up = torch.tensor([0.2, 0.1, 0.0], dtype=torch.float64), torch.tensor([0.0, 0.0, 1.0], dtype=torch.float64)
    K = torch.tensor([[50.0, 0.0, 20.5], [0.0, 55.0, 14.0], [0.0, 0.0, 1.0]], dtype=torch.float64)
    return Cameras(look_at(center, target, up)[None], K[None], width=40, height=30)


def project(cameras: Cameras, points: Tensor) -> Tensor:
    """Pixels [P, 2] of world points [P, 3] in the first camera."""
    in_camera = points @ cameras.viewmats[0, :3, :3].T + cameras.viewmats[0, :3, 3]  # [P, 3]
    homogeneous = in_camera @ cameras.Ks[0].T  # [P, 3]
    return homogeneous[:, :2] / homogeneous[:, 2:]


def test_a_point_on_a_ray_projects_to_its_pixel_centre() -> None:
    cameras = some_cameras()
    origins, directions = cameras.rays()
    points = (origins + 3.7 * directions)[0].reshape(-1, 3)  # [P, 3]
    v, u = torch.meshgrid(torch.arange(30) + 0.5, torch.arange(40) + 0.5, indexing="ij")
    expected = torch.stack([u, v], dim=-1).reshape(-1, 2).double()  # [P, 2]
    torch.testing.assert_close(project(cameras, points), expected)


def test_a_crop_sees_the_same_rays() -> None:
    cameras = some_cameras()
    for whole, part in zip(cameras.rays(), cameras.crop(7, 5, 12, 9).rays(), strict=True):
        torch.testing.assert_close(part, whole[:, 5:14, 7:19])


def test_resizing_keeps_the_corners() -> None:
    cameras = some_cameras()
    corner = torch.tensor([[0.0, 0.0, 1.0], [40.0, 30.0, 1.0]], dtype=torch.float64)
    rays = corner @ torch.linalg.inv(cameras.Ks[0]).T
    small = cameras.resized(20, 10)
    torch.testing.assert_close(rays @ small.Ks[0].T, torch.tensor([[0.0, 0.0, 1.0], [20.0, 10.0, 1.0]]).double())


def test_look_at_puts_the_target_in_the_middle_and_up_upwards() -> None:
    cameras = some_cameras()
    target = torch.tensor([[0.2, 0.1, 0.0], [0.2, 0.1, 0.1]], dtype=torch.float64)
    middle, above = project(cameras, target)
    torch.testing.assert_close(middle, torch.tensor([20.5, 14.0], dtype=torch.float64))
    assert above[1] < middle[1]
    torch.testing.assert_close(cameras.centers[0], torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64))


def test_axes_flip_and_flip_back() -> None:
    viewmat = some_cameras().viewmats[0]
    c2w = opengl_c2w_from_viewmat(viewmat)
    torch.testing.assert_close(viewmat_from_opengl_c2w(c2w), viewmat)
    # OpenGL looks along -Z: the third column points away from the target.
    towards = torch.tensor([0.2, 0.1, 0.0], dtype=torch.float64) - c2w[:3, 3]
    assert torch.dot(c2w[:3, 2], towards) < 0


def test_one_camera_of_a_batch_stays_a_batch() -> None:
    both = cat_cameras([some_cameras(), some_cameras().crop(1, 0, 40, 30)])
    assert len(both) == 2 and len(both[-1]) == 1
    assert [len(camera) for camera in both] == [1, 1]
    torch.testing.assert_close(both[1].Ks, both.Ks[1:])
    with pytest.raises(IndexError):
        both[2]
    with pytest.raises(ValueError):
        Cameras(both.viewmats[0], both.Ks, 4, 4)
