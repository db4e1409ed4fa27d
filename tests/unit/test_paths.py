"""Camera paths: where the cameras stand, that they look at the scene with up upwards, and that the motion is smooth."""

import json
import math

import pytest
import torch

from neural_render import paths
from neural_render.cameras import Cameras, look_at
from neural_render.errors import UserError
from neural_render.types import Bounds

BOUNDS = Bounds(center=(1.0, -2.0, 0.5), radius=1.5, camera_extent=4.0, is_open=False)
CENTER = torch.tensor(BOUNDS.center, dtype=torch.float64)
UPS = [(0.0, 0.0, 1.0), (0.0, -1.0, 0.0), (0.6, 0.0, 0.8)]


def camera_at(center, up=(0.0, 0.0, 1.0), target=CENTER, focal=80.0, width=100, height=60):
    viewmat = look_at(torch.as_tensor(center, dtype=torch.float64), target, torch.tensor(up, dtype=torch.float64))
    K = torch.tensor([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]])
    return Cameras(viewmat[None].float(), K[None], width, height)


def ring(azimuths, elevation, distance, up):
    """Cameras around the centre, built on other axes than those of the module."""
    z = torch.tensor(up, dtype=torch.float64)
    x = torch.tensor([z[1], -z[0], 0.0] if abs(z[2]) < 0.9 else [1.0, 0.0, 0.0], dtype=torch.float64)
    x = torch.nn.functional.normalize(x, dim=0)
    y = torch.linalg.cross(z, x)
    return [
        camera_at(
            CENTER
            + distance * ((math.cos(a) * x + math.sin(a) * y) * math.cos(elevation) + math.sin(elevation) * z), up,
        )
        for a in azimuths
    ]  # fmt: skip


def assert_looks_at(cameras, target, up):
    """The target projects onto the image's centre, and a point above it onto a pixel further up."""
    for viewmat, K in zip(cameras.viewmats.double(), cameras.Ks.double(), strict=True):
        at = K @ (viewmat[:3, :3] @ target + viewmat[:3, 3])
        above = K @ (viewmat[:3, :3] @ (target + 0.1 * torch.tensor(up, dtype=torch.float64)) + viewmat[:3, 3])
        assert at[2] > 0
        expected = torch.tensor([cameras.width / 2, cameras.height / 2], dtype=torch.float64)
        torch.testing.assert_close(at[:2] / at[2], expected, atol=1e-3, rtol=0)
        assert above[1] / above[2] < at[1] / at[2] - 0.1
        assert above[0] / above[2] == pytest.approx(float(at[0] / at[2]), abs=1e-3)


@pytest.mark.parametrize("up", UPS)
def test_an_orbit_keeps_the_cameras_distance_and_elevation(up):
    cameras = ring([i * 0.7 for i in range(9)], 0.4, 3.0, up)
    path = paths.orbit(BOUNDS, up, cameras, 24, 200, 120)
    offsets = path.centers.double() - CENTER
    torch.testing.assert_close(offsets.norm(dim=1), torch.full((24,), 3.0, dtype=torch.float64), atol=1e-4, rtol=0)
    heights = offsets @ torch.tensor(up, dtype=torch.float64) / 3.0
    torch.testing.assert_close(heights, torch.full((24,), math.sin(0.4), dtype=torch.float64), atol=1e-4, rtol=0)
    assert_looks_at(path, CENTER, up)
    assert (path.width, path.height) == (200, 120)


@pytest.mark.parametrize("up", UPS)
def test_an_orbit_closes_with_equal_steps(up):
    path = paths.orbit(BOUNDS, up, ring([i * 0.7 for i in range(9)], 0.4, 3.0, up), 24, 200, 120)
    steps = (path.centers.roll(-1, 0) - path.centers).norm(dim=1)
    torch.testing.assert_close(steps, steps[:1].expand(24), atol=1e-4, rtol=0)
    assert steps.sum() == pytest.approx(2 * math.pi * 3 * math.cos(0.4), rel=0.01)


def test_a_path_around_a_facade_stays_where_the_cameras_were():
    up = (0.0, -1.0, 0.0)
    cameras = ring([2.9, 3.1, 3.4, 3.7], 0.1, 3.0, up)  # the arc lies across -pi
    path = paths.orbit(BOUNDS, up, cameras, 40, 100, 60)
    seen = torch.cat([c.centers for c in cameras])
    ends = (seen[0] - seen[-1]).norm()
    from_ends = torch.stack([(path.centers - seen[i]).norm(dim=1) for i in (0, -1)])
    assert (from_ends.amax(dim=0) <= ends + 1e-3).all()
    assert (from_ends.amin(dim=1) < 1e-3).all()
    steps = (path.centers.roll(-1, 0) - path.centers).norm(dim=1)
    assert steps.max() < 0.15 * ends


def test_cameras_look_inwards_or_past_the_middle_as_in_a_room():
    around = ring([i * 0.7 for i in range(9)], 0.4, 3.0, UPS[0])
    outwards = [camera_at(c.centers[0], target=2 * c.centers[0].double() - CENTER) for c in around]
    aside = [camera_at(c.centers[0], target=CENTER + torch.tensor([0.0, 0.0, 3.0])) for c in around]
    for cameras, expected in (([], True), (around, True), (around + outwards[:4], True), (aside, False)):
        assert paths.look_inwards(cameras, BOUNDS.center) is expected
    assert not paths.look_inwards(outwards + around[:4], BOUNDS.center)
    assert not paths.look_inwards([camera_at(CENTER, target=CENTER + 1)], BOUNDS.center)


def test_an_orbit_without_cameras_shows_the_whole_sphere():
    path = paths.orbit(BOUNDS, (0.0, 0.0, 1.0), [], 8, 120, 90)
    assert_looks_at(path, CENTER, (0.0, 0.0, 1.0))
    distance = (path.centers[0].double() - CENTER).norm()
    angle = math.asin(BOUNDS.radius / distance)
    assert path.Ks[0, 1, 1] * math.tan(angle) == pytest.approx(45, rel=1e-4)


def test_an_orbit_from_straight_above_stays_beside_the_pole():
    cameras = [camera_at(CENTER + torch.tensor([0.01 * i, 0.0, 5.0]), up=(0.0, 1.0, 0.0)) for i in range(-3, 4)]
    path = paths.orbit(BOUNDS, (0.0, 0.0, 1.0), cameras, 12, 100, 60)
    assert torch.isfinite(path.viewmats).all()
    assert_looks_at(path, CENTER, (0.0, 0.0, 1.0))


@pytest.mark.parametrize(("width", "height", "focal"), [(200, 120, 160), (100, 120, 80), (400, 60, 80)])
def test_the_lens_shows_what_the_cameras_saw(width, height, focal):
    path = paths.orbit(BOUNDS, (0.0, 0.0, 1.0), [camera_at((4.0, 0.0, 2.0))], 2, width, height)
    assert path.Ks[0].tolist() == [[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]]


def wandering_cameras():
    generator = torch.Generator().manual_seed(3)
    centers = torch.cumsum(torch.rand(12, 3, generator=generator, dtype=torch.float64), dim=0) + 5
    targets = CENTER + torch.rand(12, 3, generator=generator, dtype=torch.float64)
    return [camera_at(c, target=t) for c, t in zip(centers, targets, strict=True)]


def test_a_flight_passes_through_every_camera():
    cameras = wandering_cameras()
    path = paths.through(cameras, 6000, 100, 60)
    for camera in cameras:
        errors = (path.viewmats - camera.viewmats).abs().amax(dim=(1, 2))
        assert errors.min() < 0.01
    torch.testing.assert_close(path.viewmats[[0, -1]], torch.cat([cameras[0].viewmats, cameras[-1].viewmats]))


def test_a_flight_is_rigid_smooth_and_steady():
    path = paths.through(wandering_cameras(), 3000, 100, 60)
    rotations = path.viewmats[:, :3, :3].double()
    torch.testing.assert_close(rotations @ rotations.mT, torch.eye(3).double().expand(3000, 3, 3), atol=1e-5, rtol=0)
    assert (torch.linalg.det(rotations) > 0).all()
    steps = path.centers.double().diff(dim=0)
    turns = rotations.diff(dim=0)
    # A corner would be a jump of the velocity as large as the velocity itself.
    assert steps.diff(dim=0).norm(dim=1).max() < 0.05 * steps.norm(dim=1).max()
    assert turns.diff(dim=0).norm(dim=(1, 2)).max() < 0.05 * turns.norm(dim=(1, 2)).max()
    assert steps.norm(dim=1).max() < 3 * steps.norm(dim=1).median()


def test_a_flight_does_not_turn_the_long_way():
    """Equal rotations whose quaternions have opposite signs."""
    cameras = [camera_at((math.cos(a) * 3, math.sin(a) * 3, 1.0), target=torch.zeros(3).double()) for a in
               torch.linspace(0, 2 * math.pi, 16).tolist()]  # fmt: skip
    path = paths.through(cameras, 400, 100, 60)
    assert path.viewmats.diff(dim=0).abs().max() < 0.1


@pytest.mark.parametrize("count", [1, 2])
def test_a_flight_through_few_or_equal_cameras(count):
    path = paths.through([camera_at((4.0, 0.0, 2.0))] * count, 5, 100, 60)
    torch.testing.assert_close(path.viewmats, camera_at((4.0, 0.0, 2.0)).viewmats.expand(5, 4, 4))


# Files.


def a_path_file(**changes):
    viewmats = [camera_at((4.0, 0.0, 2.0)).viewmats[0].tolist(), camera_at((4.0, 1.0, 2.0)).viewmats[0].tolist()]
    K = [[80.0, 0.0, 50.0], [0.0, 80.0, 30.0], [0.0, 0.0, 1.0]]
    return {"width": 100, "height": 60, "viewmats": viewmats, "Ks": [K]} | changes


def test_a_path_file_is_read(tmp_path):
    description = a_path_file()
    (tmp_path / "path.json").write_text(json.dumps(description))
    path = paths.read(tmp_path / "path.json")
    assert len(path) == 2 and (path.width, path.height) == (100, 60)
    torch.testing.assert_close(path.viewmats, torch.tensor(description["viewmats"]))
    torch.testing.assert_close(path.Ks, torch.tensor(description["Ks"]).expand(2, 3, 3))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "Expecting"),
        ("[]", "list indices"),
        ("{}", "no 'width'"),
        (json.dumps(a_path_file(width=0)), "width = 0 is not"),
        (json.dumps(a_path_file(height=2.5)), "height = 2.5 is not"),
        (json.dumps(a_path_file(viewmats=[])), "viewmats is [0]"),
        (json.dumps(a_path_file(viewmats=[[1, 2], [3]])), "viewmats is no list of 4x4"),
        (json.dumps(a_path_file(viewmats="abc")), "viewmats is no list of 4x4"),
        (json.dumps(a_path_file(viewmats=[torch.diag(torch.tensor([1.0, 1, -1, 1])).tolist()])), "viewmats[0] is not"),
        (json.dumps(a_path_file(viewmats=[(2 * torch.eye(4)).tolist()])), "viewmats[0] is not a rotation"),
        (json.dumps(a_path_file(viewmats=[torch.full((4, 4), float("nan")).tolist()])), "not finite"),
        (json.dumps(a_path_file(Ks=[torch.eye(3).tolist()] * 3)), "3 Ks for 2 viewmats"),
        (json.dumps(a_path_file(Ks=[(-torch.eye(3)).tolist()])), "focal length"),
        (json.dumps(a_path_file(Ks=[[[10**400] * 3] * 3])), "Ks is no list of 3x3"),
        ("[" * 100_000, "cannot read the camera path"),
    ],
)  # fmt: skip
def test_a_bad_path_file_is_named(tmp_path, text, message):
    (tmp_path / "path.json").write_text(text)
    with pytest.raises(UserError) as error:
        paths.read(tmp_path / "path.json")
    assert message in str(error.value)


def test_a_missing_path_file_is_named(tmp_path):
    with pytest.raises(UserError, match="cannot read the camera path"):
        paths.read(tmp_path / "no.json")
