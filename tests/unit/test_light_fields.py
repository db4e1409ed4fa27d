"""Light fields: which rays a network sees, what it is told about them, and which region renders a camera."""

from __future__ import annotations

import pytest
import torch

from neural_render import representations
from neural_render.cameras import Cameras, look_at
from neural_render.fields import space_grid
from neural_render.fields.rays import low_resolution
from neural_render.representation import StepContext
from neural_render.representations.light_slab import regions
from neural_render.representations.mobile_r2l.points import NUM_INPUTS, encode
from neural_render.splatting.splats import Splats
from neural_render.splatting.weighted_sum import WeightedSum
from neural_render.types import Batch, Bounds, Capture, Frame, View

UP = torch.tensor([0.0, 0.0, 1.0])
SMALL = {"width": 16, "num_blocks": 1, "tail": (8, 8, 4), "activation": "relu"}


def camera_at(center: tuple[float, float, float], width: int = 32, height: int = 24) -> Cameras:
    K = torch.tensor([[[40.0, 0.0, width / 2], [0.0, 40.0, height / 2], [0.0, 0.0, 1.0]]])
    return Cameras(look_at(torch.tensor(center, dtype=torch.float32), torch.zeros(3), UP)[None], K, width, height)


def capture_of(centers: list[tuple[float, float, float]]) -> Capture:
    points = torch.randn(500, 3, generator=torch.Generator().manual_seed(0)) * 0.4
    views = [View(f"{i}.png", camera_at(center), frozenset(), None) for i, center in enumerate(centers)]
    return Capture(
        "around", views, list(range(len(views))), [], points, points, Bounds((0.0, 0.0, 0.0), 2.0, 4.0, False),
        Frame((0.0, 0.0, 1.0), None), (1.0, 0.5, 0.0), "none",
    )  # fmt: skip


def dome(num: int) -> list[tuple[float, float, float]]:
    places = torch.randn(num, 3, generator=torch.Generator().manual_seed(1))
    places[:, 2].abs_()
    return [tuple(place) for place in (4 * torch.nn.functional.normalize(places, dim=1)).tolist()]


def make(name: str, capture: Capture, **settings):
    method = representations.find(name)
    config = method.Config(**(SMALL | settings))
    return method.load_model().init(config, capture, torch.Generator().manual_seed(0))


@pytest.mark.parametrize("name", ["mobile-r2l", "light-slab"])
def test_sizes_that_the_factor_does_not_divide_are_rounded_up_and_cropped(name: str) -> None:
    model = make(name, capture_of(dome(20))).eval()
    whole, cut = camera_at((4, 0, 1), 32, 24), camera_at((4, 0, 1), 32, 24).crop(0, 0, 29, 18)
    assert model(cut).rgb.shape == (1, 18, 29, 3)
    torch.testing.assert_close(model(cut).rgb[:, :10, :20], model(whole).rgb[:, :10, :20], rtol=0, atol=1e-6)
    low, directions = low_resolution(whole, model.shape.factor), whole.rays()[1][0]
    between = directions[3:5, 11:13].mean(dim=(0, 1))  # the corner (12, 4) lies in the middle of the ray (1, 0)
    torch.testing.assert_close(low.rays()[1][0, 0, 1], torch.nn.functional.normalize(between, dim=0), rtol=0, atol=1e-4)


@pytest.mark.parametrize("name", ["mobile-r2l", "light-slab"])
def test_grids_of_space_know_where_a_teacher_has_splats(name: str) -> None:
    """Two red walls, 1.6 apart, of flat splats that are turned; what is between them is as good as invisible."""
    model = make(name, capture_of(dome(20)), space_points=64, space_resolutions=(6, 48), space_features=4).eval()
    walls = torch.rand(4000, 3, generator=torch.Generator().manual_seed(2)) - 0.5
    walls[:2000, 0], walls[2000:, 0] = -0.8, 0.8
    between = walls * torch.tensor([0.5, 1.0, 1.0])
    splats = Splats(
        means=torch.cat([walls, between]),
        quats=torch.tensor([0.5**0.5, 0.0, 0.5**0.5, 0.0]).repeat(8000, 1),  # their z axis points along x
        log_scales=torch.tensor([0.3, 0.02, 0.002]).log().repeat(8000, 1),
        logit_opacities=torch.tensor([4.0, -20.0]).repeat_interleave(4000),
        sh0=torch.tensor([0.5, -0.5, -0.5]).repeat(8000, 1) / 0.28209479,
        shN=torch.zeros(8000, 0, 3),
    )
    model.start_from(splats)

    def found(center: tuple[float, float, float], axis: int) -> tuple[torch.Tensor, torch.Tensor]:
        """What rays meet, and where they cross the plane through the middle, [33, 33, ...]."""
        camera = camera_at(center, 33, 33)
        directions = camera.rays()[1][0]  # [33, 33, 3]
        crossings = camera.centers[0] - directions * (camera.centers[0, axis] / directions[..., axis, None])
        return space_grid.look_up(camera, model.space_grid)[0], crossings

    met, at = found((5.0, 0.0, 0.01), axis=0)
    met = met[(at.abs() < 0.3).all(dim=-1)]  # [M, L F + 5]
    assert met[:, -5].min() > 0.9
    torch.testing.assert_close(met[:, 5:8].mean(dim=0), torch.tensor([0.5, -0.5, -0.5]), rtol=0, atol=0.1)
    met, at = found((0.0, -5.0, 0.01), axis=1)
    assert met[(at[..., 0].abs() < 0.6) & (at[..., 2].abs() < 0.3), -5].max() < 0.2
    assert met[(at[..., 0].abs() - 0.8).abs() < 0.05, -5].max() > 0.9


def test_opacities_without_a_limit_tell_grids_of_space_nothing() -> None:
    model = make("mobile-r2l", capture_of(dome(20)), space_points=4, space_resolutions=(6,), space_features=1)
    before = [table.clone() for table in model.space]
    shape, one = (10, 3), torch.tensor(1.0)
    weighted = WeightedSum("exponential", torch.zeros(10, 1), torch.zeros(10, 0), one, one, one)
    model.start_from(
        Splats(
            torch.zeros(shape), torch.ones(10, 4), torch.zeros(shape), torch.ones(10), torch.zeros(shape),
            torch.zeros(10, 0, 3), weighted_sum=weighted,
        )
    )  # fmt: skip
    assert all(map(torch.equal, model.space, before))


def test_channels_are_sines_cosines_and_the_value_of_each_coordinate() -> None:
    points = torch.rand(2, 8, 3)
    channels = encode(points).flatten(1)
    assert channels.shape == (2, NUM_INPUTS) and NUM_INPUTS == 312
    value = points[1, 2, 1]  # the third point's y
    expected = torch.cat(
        [torch.sin(value * 2 ** torch.arange(6)), torch.cos(value * 2 ** torch.arange(6)), value[None]]
    )
    torch.testing.assert_close(channels[1, 13 * 7 : 13 * 8], expected)


def test_points_lie_between_near_and_far_and_move_only_while_training() -> None:
    model, camera = make("mobile-r2l", capture_of(dome(20))), camera_at((4, 0, 0))
    low = low_resolution(camera, model.shape.factor)
    torch.testing.assert_close(model.depths, torch.tensor([2.0, 6.0]))
    still = model.inputs(low, 0, None).view(3, 4, 8, 3, 13)[..., 12]  # the points' coordinates
    depths = (still * model.radius / 2 - camera.centers) @ camera.viewmats[0, 2, :3]  # [h, w, 8]
    torch.testing.assert_close(depths, torch.linspace(2, 6, 8).expand(3, 4, 8))
    moved = model.inputs(low, 0, torch.Generator().manual_seed(1)).view(3, 4, 8, 3, 13)[..., 12]
    depths = (moved * model.radius / 2 - camera.centers) @ camera.viewmats[0, 2, :3]  # [h, w, 8]
    assert (depths.diff(dim=-1) > 0).all() and depths.min() >= 2 - 1e-5 and depths.max() <= 6 + 1e-5
    assert not torch.equal(model(camera).rgb, model.eval()(camera).rgb)
    assert torch.equal(model(camera).rgb, model(camera).rgb)


def test_crossings_are_where_rays_meet_the_planes() -> None:
    rotation = look_at(torch.zeros(3), torch.tensor([1.0, 2.0, 0.5]), UP)[:3, :3]
    frames = regions.Frames(
        rotation[None],
        torch.tensor([[0.3, 0.1, 0.2]]),
        torch.tensor([[-1.0, 2.0]]),
        torch.zeros(1, 4),
        torch.ones(1, 4),
    )
    local = torch.tensor([[0.4, -0.2, -1.0], [1.5, 0.7, 2.0]])  # a point of each plane
    near, far = local @ rotation + frames.origins[0]
    found = regions.crossings(frames, 0, (near - 2 * (far - near))[None], (far - near)[None])
    torch.testing.assert_close(found[0], torch.tensor([0.4, -0.2, 1.5, 0.7]))


def test_cameras_all_around_are_divided_and_those_that_face_one_way_are_not() -> None:
    around = make("light-slab", capture_of(dome(60)))
    assert len(around.nets) == len(around.tables) == around.num_primitives == regions.NUM_AROUND
    axes = around.rotations[:, 2]  # [K, 3]
    inwards = torch.nn.functional.normalize(-around.region_centers, dim=1)
    assert ((axes * inwards).sum(dim=1) > 0.9).all()
    facing = make("light-slab", capture_of([(4.0, x, 0.5) for x in (-1.0, 0.0, 1.0)]))
    assert facing.num_primitives == 1
    shared = make("light-slab", capture_of(dome(60)), is_shared=True)
    assert len(shared.nets) == 1 and len(shared.tables) == shared.num_primitives == regions.NUM_AROUND
    again = type(around).restore(around.config, around.state_dict())
    assert torch.equal(again.eval()(camera_at((0, 4, 1))).rgb, around.eval()(camera_at((0, 4, 1))).rgb)


def test_rays_that_hit_the_scene_fill_the_grids() -> None:
    capture = capture_of(dome(60))
    model = make("light-slab", capture)
    points = regions.inside(capture.points, capture.bounds)
    for view in capture.views:
        region = int(model._shares(view.cameras, None).argmax())
        center = view.cameras.centers.expand_as(points)
        found = regions.coordinates(model.frames, region, center, points - center)
        assert ((found > 0) & (found < 1)).float().mean() > 0.95
        assert found.std(dim=0).min() > 0.05


def test_nearly_near_regions_are_mixed_and_take_turns_in_training() -> None:
    model = make("light-slab", capture_of(dome(60))).eval()
    distances = torch.cdist(model.region_centers, model.region_centers).fill_diagonal_(9.0)  # [K, K]
    first, second = divmod(int(distances.argmin()), len(distances))
    places = model.region_centers[[first, second]]  # [2, 3]
    nearer = camera_at(tuple(torch.lerp(*places, 0.48).tolist()))
    inside = camera_at(tuple(places[0].tolist()))

    def trained(camera: Cameras) -> set[int]:
        shares = [model._shares(camera, torch.Generator().manual_seed(seed))[0] for seed in range(30)]  # [K] each
        assert all(sorted(own.tolist())[-2:] == [0.0, 1.0] for own in shares)
        return {int(own.argmax()) for own in shares}

    def alone(camera: Cameras, region: int) -> torch.Tensor:
        inputs = model.inputs(low_resolution(camera, model.shape.factor), region, None)  # [1, h, w, I]
        return model.nets[region](inputs)[:, : camera.height]  # [1, H, W, 3]

    assert trained(nearer) == {first, second} and trained(inside) == {first}
    share = model._shares(nearer, None)[0, first]
    assert 0.5 < share < 1
    mixed = share * alone(nearer, first) + (1 - share) * alone(nearer, second)
    torch.testing.assert_close(model(nearer).rgb, mixed)
    assert (alone(nearer, first) - alone(nearer, second)).abs().max() > 1e-3
    assert torch.equal(model(inside).rgb, alone(inside, first))


def test_what_a_step_draws_follows_from_the_step_before() -> None:
    models = [make("mobile-r2l", capture_of(dome(20))) for _ in range(2)]
    camera = camera_at((4, 0, 1))
    assert torch.equal(models[0](camera).rgb, models[1](camera).rgb)
    batch = Batch(camera, torch.zeros(1, 24, 32, 3), None, torch.zeros(3))
    for seed, model in zip((7, 8), models, strict=True):
        rendered = model(camera)
        model.after_step(StepContext(0, 9, batch, rendered, torch.Generator().manual_seed(seed), None))
    assert not torch.equal(models[0].draws, models[1].draws)


def test_precision_can_be_chosen_and_pictures_are_measured_in_float32() -> None:
    half, full = (make("mobile-r2l", capture_of(dome(9)), precision=kind) for kind in ("bfloat16", "float32"))
    camera = camera_at((4, 0, 1))
    assert half(camera).rgb.dtype == torch.float32
    difference = (half(camera).rgb - full(camera).rgb).abs().max()
    assert 0 < difference < 0.05
    assert torch.equal(half.eval()(camera).rgb, full.eval()(camera).rgb)


def test_wrong_settings_are_named_together() -> None:
    method = representations.find("light-slab")
    with pytest.raises(ValueError, match="enlarges so often"):
        method.Config(tail=(8, 8))
    with pytest.raises(ValueError, match=r"num_features.*resolutions"):
        method.Config(num_features=0, resolutions=(1,))
