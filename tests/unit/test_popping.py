"""Popping: 0 where nothing moves, nearly 0 where motion explains everything, a spike exactly where the order flips."""

import dataclasses

import pytest
import torch

from neural_render.cameras import Cameras, look_at
from neural_render.metrics import popping
from neural_render.splatting.raster import cpu
from neural_render.splatting.splats import Splats
from neural_render.types import Rendered

WIDTH, HEIGHT = 64, 48
K = torch.tensor([[60.0, 0, WIDTH / 2], [0, 60.0, HEIGHT / 2], [0, 0, 1]])


def path(centers, target):
    up, target = torch.tensor([0.0, -1.0, 0.0]), torch.tensor(target)
    viewmats = torch.stack([look_at(torch.tensor(center), target, up) for center in centers])
    return Cameras(viewmats, K.expand(len(centers), 3, 3).contiguous(), WIDTH, HEIGHT)


def sideways(num_frames, step, distance=4.0):
    """A path to the right that looks at the origin; at its middle the camera stands in front of it."""
    return path([((i - (num_frames - 1) / 2) * step, 0.0, -distance) for i in range(num_frames)], (0.0, 0.0, 0.0))


def parallel(num_frames, step, distance=4.0):
    """A path to the right that looks straight ahead."""
    viewmats = torch.eye(4).repeat(num_frames, 1, 1)
    viewmats[:, 0, 3] = -step * torch.arange(num_frames)
    viewmats[:, 2, 3] = distance
    return Cameras(viewmats, K.expand(num_frames, 3, 3).contiguous(), WIDTH, HEIGHT)


def textured_plane(camera, brightness=0.0):
    """The plane z = 0 with waves of about 15 px, by intersection with its rays."""
    origins, directions = (x.double() for x in camera.rays())  # [1, H, W, 3]
    points = origins - directions * (origins[..., 2:] / directions[..., 2:])
    depth = (points @ camera.viewmats[0, :3, :3].double().T + camera.viewmats[0, :3, 3].double())[..., 2]
    x, y = points[..., 0], points[..., 1]
    rgb = torch.stack([torch.sin(6 * x), torch.sin(6 * y), torch.sin(4 * (x + y))], dim=-1)
    return Rendered(rgb=0.5 + 0.3 * rgb + brightness, depth=depth)


def draw(splats, camera, order):
    """What the CPU's renderer shows when it sorts as the camera `order` would."""
    seen = cpu.project(splats, camera.viewmats[0], camera.Ks[0], WIDTH, HEIGHT, 0)
    channels = torch.cat([seen.colors, seen.depths[:, None]], dim=1)
    depths = splats.means @ order.viewmats[0, 2, :3] + order.viewmats[0, 2, 3]
    image, alpha = cpu.rasterize(dataclasses.replace(seen, depths=depths), channels, WIDTH, HEIGHT)
    depth = image[..., 3] / torch.where(alpha > 0, alpha, 1.0)
    return Rendered(rgb=image[None, ..., :3], alpha=alpha[None], depth=depth[None])


def splats_at(means, colors, scale, logit_opacity=3.0):
    n = len(means)
    return Splats(
        means=means,
        quats=torch.tensor([[1.0, 0, 0, 0]]).repeat(n, 1),
        log_scales=torch.full((n, 3), scale).log(),
        logit_opacities=torch.full((n,), logit_opacity),
        sh0=(colors - 0.5) / 0.28209479177387814,
        shN=torch.zeros(n, 0, 3),
    )


def red_and_blue():
    """Two large splats side by side at one depth: which lies in front changes as the camera passes the middle."""
    return splats_at(torch.tensor([[-0.2, 0, 0], [0.2, 0, 0]]), torch.tensor([[1.0, 0, 0], [0, 0, 1.0]]), 0.5)


def test_a_static_camera_sees_no_change():
    cameras = path([(0.3, -0.2, -4.0)] * 5, (0.0, 0.0, 0.0))
    measured = popping((draw(red_and_blue(), camera, camera) for camera in cameras), cameras)
    assert measured.share[0] > 0.05
    for values in (measured.change, measured.change_p99, measured.jump, measured.jump_p99, measured.motion_px):
        assert values == pytest.approx([0, 0], abs=1e-9)


def test_motion_explains_a_textured_plane():
    cameras = parallel(8, 0.1)
    frames = [textured_plane(camera) for camera in cameras]
    measured = popping(frames, cameras)
    unwarped = float((frames[3].rgb - frames[2].rgb).abs().mean())
    # Bilinear sampling is off by at most 1/8 of the second difference of a wave of 15 px: 0.3 (2 pi / 15)^2 / 8.
    assert max(measured.change) < 0.007 < 0.02 < unwarped
    assert min(measured.share) > 0.8
    assert measured.motion_px == pytest.approx([1.5] * 5, abs=1e-4)


def test_a_steady_change_is_no_jump_and_a_sudden_one_is():
    cameras = parallel(12, 0.05)
    brightness = [0.02 * min(max(i - 2, 0), 3) + 0.05 * (i >= 8) for i in range(12)]  # a ramp over frames 3 to 5
    floor = popping([textured_plane(camera) for camera in cameras], cameras)
    frames = [textured_plane(camera, b) for camera, b in zip(cameras, brightness, strict=True)]
    measured = popping(frames, cameras)
    for pair in range(2, 11):
        expected = 0.05 if pair == 8 else 0.0
        assert measured.jump[pair - 2] == pytest.approx(expected, abs=2 * max(floor.jump_p99)), pair
        assert measured.change[pair - 2] > 0.015 or pair not in (3, 4, 5, 8)


def test_a_flip_of_the_order_is_a_spike_in_its_frame():
    cameras, splats = sideways(14, 0.05), red_and_blue()
    z = torch.stack([splats.means @ c.viewmats[0, 2, :3] + c.viewmats[0, 2, 3] for c in cameras])  # [14, 2]
    flips = [i for i in range(1, 14) if (z[i, 0] < z[i, 1]) != (z[i - 1, 0] < z[i - 1, 1])]
    assert flips == [7]
    measured = popping([draw(splats, camera, camera) for camera in cameras], cameras)
    for values in (measured.jump, measured.jump_p99):
        rest = values[:5] + values[6:]
        assert values[5] > 20 * max(rest)
    assert max(measured.jump_p99) == measured.jump_p99[5] == measured.summary()["worst_jump_p99"]


def test_an_order_that_is_sorted_late_gathers_the_pops():
    """Eight pairs that flip in turn: a sort that takes 4 frames shows the flips of 4 frames at once."""
    rows = torch.linspace(-1.2, 1.2, 8)
    bias = torch.linspace(-0.04, 0.04, 8)
    left = torch.stack([torch.full((8,), -0.2), rows, bias], dim=1)
    splats = splats_at(torch.cat([left, left * torch.tensor([-1.0, 1.0, -1.0])]), torch.eye(3)[[0] * 8 + [2] * 8], 0.15)
    cameras = sideways(20, 0.08)
    on_time = [draw(splats, camera, camera) for camera in cameras]
    late = [draw(splats, cameras[i], cameras[max(4 * (i // 4 - 1), 0)]) for i in range(20)]
    late = [dataclasses.replace(f, depth=e.depth, alpha=e.alpha) for f, e in zip(late, on_time, strict=True)]
    on_time, late = popping(on_time, cameras), popping(late, cameras)
    assert on_time.share == late.share
    spikes = [i for i, jump in enumerate(late.jump, start=2) if jump > 0.3 * max(late.jump)]
    assert spikes and all(i % 4 == 0 for i in spikes)
    assert max(late.jump) > 2 * max(on_time.jump)


def test_hidden_and_faint_pixels_do_not_count():
    cameras = sideways(6, 0.1)
    frames = [textured_plane(camera) for camera in cameras]
    alpha = torch.ones(1, HEIGHT, WIDTH)
    alpha[..., : WIDTH // 2] = 0.4
    half = popping([dataclasses.replace(f, alpha=alpha) for f in frames], cameras)
    everything = popping(frames, cameras)
    assert half.share[0] == pytest.approx(everything.share[0] / 2, abs=0.05)
    frames[2] = dataclasses.replace(frames[2], depth=frames[2].depth * 1.5)  # nothing fits its neighbours any more
    assert popping(frames, cameras).share[:2] == [0.0, 0.0]
    assert popping(frames, cameras).jump[:2] == [0.0, 0.0]


@pytest.mark.parametrize(
    ("num_frames", "num_cameras", "has_depth"), [(3, 3, True), (5, 4, True), (6, 7, True), (4, 4, False)]
)
def test_wrong_input_is_named(num_frames, num_cameras, has_depth):
    frame = textured_plane(parallel(1, 0.1))
    frames = [frame if has_depth else dataclasses.replace(frame, depth=None)] * num_frames
    with pytest.raises(ValueError, match="popping"):
        popping(frames, parallel(num_cameras, 0.1))
