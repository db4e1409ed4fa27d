"""The oracle against loops over pixels and splats, against finite differences, and against what a picture must obey."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from raster_scenes import PARAMETERS, SCENES, SH_DEGREE, Scene, camera_at_origin, crowd, decided, scene
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.splatting.raster import reference, render
from neural_render.splatting.sh import SH_C0, sh_to_colors
from neural_render.splatting.splats import Splats


def composite_in_loops(splats: Splats, viewmat: Tensor, K: Tensor, width: int, height: int) -> np.ndarray:
    """Image and alpha [H, W, 4] from the textbook formulas, one splat and one pixel at a time."""
    view, K = viewmat.numpy(), K.numpy()
    rotation = view[:3, :3]
    center = -rotation.T @ view[:3, 3]
    drawn = []
    for i in range(len(splats)):
        x, y, z = rotation @ splats.means[i].numpy() + view[:3, 3]
        if z <= 0.01:
            continue
        q = splats.quats[i].numpy() / np.linalg.norm(splats.quats[i].numpy())
        cross = np.array([[0, -q[3], q[2]], [q[3], 0, -q[1]], [-q[2], q[1], 0]])  # [3, 3]
        turn = np.eye(3) + 2 * q[0] * cross + 2 * cross @ cross  # [3, 3] Rodrigues' formula
        covariance = turn @ np.diag(np.exp(2 * splats.log_scales[i].numpy())) @ turn.T  # [3, 3]
        low = [-(K[k, 2] / K[k, k] + 0.15 * size / K[k, k]) for k, size in enumerate((width, height))]
        high = [(size - K[k, 2]) / K[k, k] + 0.15 * size / K[k, k] for k, size in enumerate((width, height))]
        tx, ty = z * np.clip(x / z, low[0], high[0]), z * np.clip(y / z, low[1], high[1])
        jacobian = np.array([[K[0, 0] / z, 0, -K[0, 0] * tx / z**2], [0, K[1, 1] / z, -K[1, 1] * ty / z**2]])  # [2, 3]
        sharp = jacobian @ rotation @ covariance @ rotation.T @ jacobian.T  # [2, 2]
        blurred = sharp + 0.3 * np.eye(2)
        opacity = 1 / (1 + math.exp(-splats.logit_opacities[i].item()))
        if splats.antialias:
            opacity *= math.sqrt(max(np.linalg.det(sharp) / np.linalg.det(blurred), 0))
        direction = torch.from_numpy(splats.means[i].numpy() - center)[None]  # [1, 3]
        color = sh_to_colors(SH_DEGREE, direction / direction.norm(), splats.sh0[i][None], splats.shN[i][None])[0]
        mean = np.array([K[0, 0] * x / z + K[0, 2], K[1, 1] * y / z + K[1, 2]])  # [2]
        drawn.append((z, mean, np.linalg.inv(blurred), opacity, color.numpy()))
    drawn.sort(key=lambda splat: splat[0])
    image = np.zeros((height, width, 4))
    for row in range(height):
        for column in range(width):
            transmittance = 1.0
            for _, mean, conic, opacity, color in drawn:
                offset = mean - [column + 0.5, row + 0.5]
                alpha = min(0.999, opacity * math.exp(-0.5 * offset @ conic @ offset))
                if alpha < 1 / 255:
                    continue
                if transmittance * (1 - alpha) <= 1e-4:
                    break
                image[row, column] += transmittance * alpha * np.append(color, 1.0)
                transmittance *= 1 - alpha
    return image


@pytest.mark.parametrize("antialias", [False, True])
@pytest.mark.parametrize("name", [name for name in SCENES if name != "wide"])
def test_oracle_equals_loops(name: str, antialias: bool) -> None:
    case = scene(name)
    splats, camera = case.splats(torch.float64, antialias=antialias), case.camera(torch.float64)
    with torch.no_grad():
        projected = reference.project(splats, *camera, SH_DEGREE)
        image, alpha = reference.rasterize(projected, projected.colors, case.width, case.height)
        expected = torch.from_numpy(composite_in_loops(splats, *camera))
    mask = decided(projected, case.width, case.height)  # [H, W]
    assert mask.mean() > 0.98
    # The loops take the determinant of a needle as a difference, which costs them six digits.
    difference = (torch.cat([image, alpha[..., None]], dim=-1) - expected).abs()  # [H, W, 4]
    assert (difference * mask[..., None]).max() < 1e-9


def test_the_opaque_scene_stops_early() -> None:
    case = scene("opaque")
    projected = reference.project(case.splats(torch.float64), *case.camera(torch.float64), SH_DEGREE)
    alpha = reference.rasterize(projected, projected.colors, case.width, case.height)[1]
    assert (alpha > 0.998).any() and alpha.max() < 1 - 1e-4


@pytest.mark.parametrize("antialias", [False, True])
def test_oracle_gradients_equal_finite_differences(antialias: bool) -> None:
    width, height = 11, 8
    viewmat, K = camera_at_origin(width, height, 9.0)
    parameters = crowd(7, seed=5)
    # Ahead; the last three are opaque, off the image where the projection is clamped, and behind the camera.
    parameters["means"] = parameters["means"] * 0.6 + torch.tensor([0.0, 0.0, 3.0])
    parameters["logit_opacities"][4] = 9.0
    parameters["means"][5] = torch.tensor([3.5, 0.3, 2.8])
    parameters["log_scales"][5] = 0.3
    parameters["means"][6] = torch.tensor([0.1, 0.2, -1.0])
    case = Scene(parameters, viewmat, K, width, height)
    splats, camera = case.splats(torch.float64, antialias=antialias), case.camera(torch.float64)
    generator = torch.Generator().manual_seed(0)
    extras = torch.randn(7, 1, generator=generator, dtype=torch.float64, requires_grad=True)  # [N, 1]
    weights = torch.randn(height, width, 6, generator=generator, dtype=torch.float64)  # [H, W, D + 1]
    with torch.no_grad():
        weights *= decided(reference.project(splats, *camera, SH_DEGREE), width, height)[..., None]

    def loss() -> Tensor:
        projected = reference.project(splats, *camera, SH_DEGREE)
        channels = torch.cat([projected.colors, projected.depths[:, None], extras], dim=1)  # [N, 5]
        image, alpha = reference.rasterize(projected, channels, width, height)
        return (torch.cat([image, alpha[..., None]], dim=-1) * weights).sum()

    leaves = {**{name: getattr(splats, name) for name in PARAMETERS}, "extras": extras}
    gradients = torch.autograd.grad(loss(), list(leaves.values()))
    step = 1e-6
    for (name, leaf), gradient in zip(leaves.items(), gradients, strict=True):
        assert gradient.abs().max() > 1e-3, name
        for _ in range(6):
            direction = torch.randn(leaf.shape, generator=generator, dtype=torch.float64)
            with torch.no_grad():
                leaf += step * direction
                above = loss()
                leaf -= 2 * step * direction
                slope = (above - loss()) / (2 * step)
                leaf += step * direction
            expected = (gradient * direction).sum()
            assert (slope - expected).abs() < 1e-7 * max(1.0, gradient.norm().item()), name


def _cameras(viewmat: Tensor, K: Tensor, width: int, height: int) -> Cameras:
    return Cameras(viewmat[None].double(), K[None].double(), width, height)


def _double(parameters: dict[str, Tensor], **options: bool) -> Splats:
    return Splats(**{name: tensor.double() for name, tensor in parameters.items()}, **options)


def test_a_crop_is_a_part_of_the_picture() -> None:
    width, height, (x, y, crop_width, crop_height) = 37, 23, (9, 5, 17, 11)
    viewmat, K = camera_at_origin(width, height, 30.0)
    parameters = crowd(300, seed=3)
    depth = 4 + parameters["means"][:, 2:]  # [N, 1]
    parameters["means"] = torch.cat([parameters["means"][:, :2] * depth * 0.4, depth], dim=1)  # [N, 3]
    # The projection of a splat is clamped just outside the camera's image, crop or not: those that are clamped in the
    # crop must be too small to reach into it.
    parameters["log_scales"] -= 3.0
    parameters["means"][:5, :2] *= 0.1
    parameters["log_scales"][:5] += 3.0
    cameras, splats = _cameras(viewmat, K, width, height), _double(parameters)
    whole = render(splats, cameras, sh_degree=3, maps=frozenset({"depth", "normals"}))
    part = render(
        splats, cameras.crop(x, y, crop_width, crop_height), sh_degree=3, maps=frozenset({"depth", "normals"})
    )
    assert whole.alpha.mean() > 0.2
    for name in ("rgb", "alpha", "depth", "normals"):
        expected = getattr(whole, name)[:, y : y + crop_height, x : x + crop_width]
        torch.testing.assert_close(getattr(part, name), expected, rtol=0, atol=1e-12)


def test_the_order_of_the_rows_does_not_matter() -> None:
    case = scene("crowd")
    cameras = _cameras(case.viewmat, case.K, case.width, case.height)
    shuffle = torch.randperm(40, generator=torch.Generator().manual_seed(0))
    picture = render(_double(case.parameters), cameras, sh_degree=3)
    shuffled = render(_double({k: v[shuffle] for k, v in case.parameters.items()}), cameras, sh_degree=3)
    torch.testing.assert_close(shuffled.rgb, picture.rgb, rtol=0, atol=1e-12)


def _one(
    mean: tuple[float, float, float] = (0.0, 0.0, 2.0),
    log_scale: tuple[float, float, float] = (-2.0, -2.0, -2.0),
    logit_opacity: float = 0.0,
    color: tuple[float, float, float] = (0.2, 0.5, 0.9),
) -> dict[str, Tensor]:
    return {
        "means": torch.tensor([mean], dtype=torch.float64),
        "quats": torch.tensor([[2.0, 0.0, 0.0, 0.0]], dtype=torch.float64),
        "log_scales": torch.tensor([log_scale], dtype=torch.float64),
        "logit_opacities": torch.tensor([logit_opacity], dtype=torch.float64),
        "sh0": (torch.tensor([color], dtype=torch.float64) - 0.5) / SH_C0,
        "shN": torch.zeros(1, 15, 3, dtype=torch.float64),
    }


def test_a_single_opaque_splat_is_a_clamped_gaussian() -> None:
    viewmat, K = camera_at_origin(15, 15, 20.0)
    rendered = render(_double(_one(logit_opacity=20.0)), _cameras(viewmat, K, 15, 15), sh_degree=3)
    variance = (20.0 * math.exp(-2.0) / 2.0) ** 2 + 0.3  # px^2
    offset = torch.arange(15, dtype=torch.float64) + 0.5 - 7.5  # [W]
    alpha = torch.exp(-(offset**2 + offset[:, None] ** 2) / (2 * variance)).clamp(max=0.999)  # [H, W]
    alpha = torch.where(alpha < 1 / 255, 0.0, alpha)  # [H, W]
    torch.testing.assert_close(rendered.alpha[0], alpha, rtol=1e-8, atol=0)
    color = torch.tensor([0.2, 0.5, 0.9], dtype=torch.float64)
    torch.testing.assert_close(rendered.rgb[0], alpha[..., None] * color, rtol=1e-6, atol=0)


def test_of_two_splats_at_one_depth_the_first_is_in_front() -> None:
    viewmat, K = camera_at_origin(5, 5, 20.0)
    first, second = _one(color=(1.0, 0.0, 0.0)), _one(color=(0.0, 1.0, 0.0))
    both = {name: torch.cat([first[name], second[name]]) for name in first}
    rgb = render(_double(both), _cameras(viewmat, K, 5, 5), sh_degree=0).rgb[0, 2, 2]
    torch.testing.assert_close(rgb, torch.tensor([0.5, 0.25, 0.0], dtype=torch.float64), rtol=0, atol=1e-6)


def test_extras_that_are_the_colours_give_the_picture() -> None:
    case = scene("crowd")
    splats, cameras = _double(case.parameters), _cameras(case.viewmat, case.K, case.width, case.height)
    plain = render(splats, cameras, sh_degree=2)
    colors = plain.extras["projected"][0].colors
    again = render(splats, cameras, sh_degree=2, extras=colors, maps=frozenset({"depth", "normals"}))
    torch.testing.assert_close(again.rgb, plain.rgb, rtol=0, atol=1e-14)
    torch.testing.assert_close(again.extras["extras"], plain.rgb, rtol=0, atol=1e-14)
    assert plain.depth is None and plain.normals is None and "extras" not in plain.extras


def test_two_cameras_are_two_pictures() -> None:
    case = scene("crowd")
    viewmats = torch.stack([case.viewmat, torch.diag(torch.tensor([-1.0, 1.0, -1.0, 1.0])) @ case.viewmat])
    viewmats[1, 2, 3] += 6.0
    cameras = Cameras(viewmats, case.K.expand(2, 3, 3), case.width, case.height)
    both = render(_double(case.parameters), cameras, sh_degree=1)
    for i in range(2):
        one = render(_double(case.parameters), cameras[i], sh_degree=1)
        assert torch.equal(both.rgb[i], one.rgb[0]) and one.alpha.max() > 0.5
    assert len(both.extras["projected"]) == 2


def test_depth_and_normals_of_a_disc_that_faces_the_camera() -> None:
    viewmat, K = camera_at_origin(9, 9, 20.0)
    disc = _double(_one(mean=(0.05, 0.0, 2.5), log_scale=(-2.0, -2.0, -9.0)))
    rendered = render(disc, _cameras(viewmat, K, 9, 9), sh_degree=0, maps=frozenset({"depth", "normals"}))
    seen = rendered.alpha > 0  # [1, H, W]
    assert seen.any() and not seen.all()
    torch.testing.assert_close(rendered.depth, torch.where(seen, 2.5, 0.0).double(), rtol=1e-12, atol=0)
    toward = torch.where(seen[..., None], torch.tensor([0.0, 0.0, -1.0]), 0.0).double()  # [1, H, W, 3]
    torch.testing.assert_close(rendered.normals, toward, rtol=0, atol=1e-12)


def test_normals_turn_to_the_camera_on_either_side() -> None:
    viewmat, K = camera_at_origin(9, 9, 20.0)
    behind = torch.diag(torch.tensor([-1.0, 1.0, -1.0, 1.0]))  # turned about y, and 5 units away along z
    behind[2, 3] = 5.0
    disc = _double(_one(mean=(0.0, 0.0, 2.5), log_scale=(-2.0, -2.0, -9.0)))
    for matrix, z in ((viewmat, -1.0), (behind, 1.0)):
        cameras = _cameras(matrix, K, 9, 9)
        normals = render(disc, cameras, sh_degree=0, maps=frozenset({"normals"})).normals
        torch.testing.assert_close(normals[0, 4, 4], torch.tensor([0.0, 0.0, z], dtype=torch.float64))


def test_wrong_arguments_are_named() -> None:
    viewmat, K = camera_at_origin(9, 9, 20.0)
    splats, cameras = _double(_one()), _cameras(viewmat, K, 9, 9)
    with pytest.raises(ValueError, match="depht"):
        render(splats, cameras, sh_degree=0, maps=frozenset({"depht"}))
    with pytest.raises(ValueError, match="lower degree"):
        render(_double({**_one(), "shN": torch.zeros(1, 3, 3)}), cameras, sh_degree=2)
    with pytest.raises(ValueError, match="quats"):
        _double({**_one(), "quats": torch.zeros(2, 4)})
    with pytest.raises(ValueError, match="float16"):
        render(Splats(**{k: v.half() for k, v in _one().items()}), cameras, sh_degree=0)
