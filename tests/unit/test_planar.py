"""Planar Gaussians: each term against what it should be by hand and by finite differences, planes of flat splats."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from neural_render.cameras import Cameras, look_at
from neural_render.optim import Optimizer
from neural_render.representation import StepContext
from neural_render.representations.planar_gaussians import Config, load_model, losses
from neural_render.representations.planar_gaussians.instances import proposals
from neural_render.splatting.depths import rays_of
from neural_render.splatting.splats import Splats
from neural_render.types import Batch, Bounds, Capture, Frame

GENERATOR = torch.Generator().manual_seed(2)
CAMERA = Cameras(torch.eye(4)[None].double(), torch.tensor([[[30.0, 0, 16], [0, 30, 12], [0, 0, 1]]]).double(), 32, 24)


def test_thickness_is_the_mean_of_the_smallest_scales() -> None:
    log_scales = torch.tensor([[0.1, 2.0, 0.3], [5.0, 0.4, 0.2]]).log()
    assert losses.thickness(log_scales).item() == pytest.approx((0.1 + 0.2) / 2)


def test_normals_of_depth_are_those_of_the_plane() -> None:
    normal = torch.nn.functional.normalize(torch.tensor([0.3, -0.2, -1.0]).double(), dim=0)
    rays = rays_of(CAMERA, torch.zeros(1).double())
    depth = (normal * torch.tensor([0, 0, 4.0])).sum() / (rays @ normal)
    found = losses.normals_of_depth(depth, rays)
    torch.testing.assert_close(found, normal.expand_as(found))
    alike = losses.normal_consistency(
        normal.expand(24, 32, 3), depth, rays, torch.ones(24, 32).double(), torch.rand(24, 32, 3).double()
    )
    assert alike < 1e-12
    flat = torch.tensor([0.0, 0, -1]).double().expand(24, 32, 3)
    gray = torch.full((24, 32, 3), 0.5).double()
    apart = losses.normal_consistency(flat, depth, rays, torch.ones(24, 32).double(), gray)
    assert apart.item() == pytest.approx((normal - flat[0, 0]).abs().sum().item())
    # A jump in depth and what is hardly there do not count, and an edge of the photo counts less.
    assert losses.normal_consistency(flat, depth, rays, torch.zeros(24, 32).double(), gray) == 0
    edged = gray.clone()
    edged[:, 16:] = 1.0
    assert 0 < losses.normal_consistency(flat, depth, rays, torch.ones(24, 32).double(), edged) < apart


def test_normal_error_by_hand() -> None:
    """Two pixels that count: one alike, one turned by 90 degrees."""
    normals = torch.tensor([[[0.0, 0, -1], [0.0, 0, -1], [0.0, 0, -1]]])
    given = torch.tensor([[[0.0, 0, -1], [1.0, 0, 0], [0.0, 0, 1]]])
    counts = torch.tensor([[True, True, False]])
    assert losses.normal_error(normals, given, counts).item() == pytest.approx((1 + 2) / 2)
    assert losses.normal_error(normals, given, counts & False) == 0


def test_lifting_needs_no_numbering_and_no_agreement() -> None:
    """Descriptors that a linear map turns into segments cost nothing, whatever the segments are called."""
    labels = torch.randint(1, 4, (200,), generator=GENERATOR)
    mixing = torch.randn(3, 5, generator=GENERATOR).double()
    descriptors = torch.nn.functional.one_hot(labels - 1).double() @ mixing
    renamed = torch.tensor([0, 3, 1, 2])[labels]
    for ids in (labels, renamed):
        assert losses.lifting(descriptors, ids, 1e-9) < 1e-6
    noise = torch.randn(200, 5, generator=GENERATOR).double()
    assert losses.lifting(noise, labels, 1e-9) > 0.3
    # What has no segment does not count.
    part = labels.clone()
    part[::2] = 0
    torch.testing.assert_close(losses.lifting(noise, part, 1e-3), losses.lifting(noise[1::2], labels[1::2], 1e-3))


def test_lifting_is_the_least_squares_that_numpy_finds() -> None:
    x, labels = torch.randn(60, 4, generator=GENERATOR).double(), torch.randint(1, 4, (60,), generator=GENERATOR)
    design = np.concatenate([x.numpy(), np.ones((60, 1))], axis=1)
    target = np.eye(3)[labels.numpy() - 1]
    padded = np.concatenate([design, math.sqrt(0.01 * 60) * np.eye(5)])
    weights = np.linalg.lstsq(padded, np.concatenate([target, np.zeros((5, 3))]), rcond=None)[0]
    expected = ((design @ weights - target) ** 2).sum(axis=1).mean()
    assert losses.lifting(x, labels, 0.01).item() == pytest.approx(expected)


@pytest.mark.parametrize("name", ["lifting", "alignment", "separability"])
def test_gradients_against_finite_differences(name: str) -> None:
    x = torch.randn(12, 3, generator=GENERATOR).double().requires_grad_(True)
    normals = torch.nn.functional.normalize(torch.randn(12, 3, generator=GENERATOR).double(), dim=1)
    terms = {
        "lifting": lambda d: losses.lifting(d, torch.arange(12) % 3 + 1, 0.1),
        "alignment": lambda d: losses.alignment(
            normals * 2, normals, d, torch.arange(5), neighbors=3, cosine=-1.0, unit=2.0
        ),
        # Modes are held still while descriptors move to them: only what pushes them apart has all its gradients.
        "separability": lambda d: (
            losses.separability(d, steps=2, kappa=2.0, margin=-1.0)
            - losses.separability(d, steps=2, kappa=2.0, margin=1.0)
        ),
    }
    assert torch.autograd.gradcheck(terms[name], x, eps=1e-6, atol=1e-5)


def test_alignment_by_hand() -> None:
    """One neighbour, half a metre along and 0.1 off the anchor's plane, turned by 60 degrees, descriptors 0.2 apart."""
    means = torch.tensor([[0.0, 0, 0], [0.5, 0, 0.1]])
    normals = torch.tensor([[0.0, 0, 1], [0, math.sin(math.pi / 3), -0.5]])
    descriptors = torch.tensor([[1.0, 0.0], [1.0, 0.2]])
    anchors = torch.tensor([0])
    found = losses.alignment(means, normals, descriptors, anchors, neighbors=4, cosine=0.8, unit=0.5)
    assert found.item() == pytest.approx(0.1 / 0.5 + 0.5 + 0.04)
    assert losses.alignment(means, normals, descriptors, anchors, neighbors=4, cosine=0.99, unit=0.5) == 0


def test_separability_gathers_and_pushes_apart() -> None:
    apart = torch.eye(4).repeat(5, 1)
    near = torch.nn.functional.normalize(torch.tensor([[1.0, 0.1, 0, 0], [1.0, 0.9, 0, 0]]).repeat(10, 1), dim=1)
    arguments = {"steps": 3, "kappa": 20.0, "margin": 0.5}
    assert losses.separability(apart, **arguments) < 1e-4 < losses.separability(near, **arguments)
    spread = torch.randn(40, 4, generator=GENERATOR).requires_grad_(True)
    before = losses.separability(spread, **arguments)
    (gradient,) = torch.autograd.grad(before, spread)
    assert losses.separability(spread - 0.5 * gradient, **arguments) < before


def a_wall_of_splats(spacing: float = 0.1) -> Splats:
    """Two walls at a right angle, x = 0 and y = 0, 2 m x 2 m each, with a window in the first."""
    steps = torch.arange(spacing / 2, 2, spacing)
    s, t = (grid.reshape(-1) for grid in torch.meshgrid(steps, steps, indexing="ij"))
    is_window = ((s - 1).abs() < 0.4) & ((t - 1).abs() < 0.4)
    first = torch.stack([0 * s, s, t], -1)[~is_window]
    second = torch.stack([s, 0 * s, t], -1)
    means = torch.cat([first, second])
    thin = torch.tensor([[0.003, 0.06, 0.06], [0.06, 0.003, 0.06]]).log()
    which = torch.cat([torch.zeros(len(first)), torch.ones(len(second))]).long()
    count = len(means)
    sh0 = torch.tensor([[1.0, -1, -1], [-1, -1, 1]])[which]
    quats = torch.tensor([1.0, 0, 0, 0]).repeat(count, 1)
    return Splats(means, quats, thin[which], torch.full((count,), 3.0), sh0, torch.zeros(count, 0, 3))


def test_the_tree_proposes_the_planes_of_flat_splats() -> None:
    splats = a_wall_of_splats()
    found = proposals(splats, np.ones((len(splats), 2)), Config(), 1.0)
    # Each with both normals: the tree does not know fronts.
    assert len(found) == 4 and sorted(np.abs(found.normals).argmax(axis=1)) == [0, 0, 1, 1]
    np.testing.assert_allclose(np.abs(found.normals).max(axis=1), 1, atol=1e-2)
    assert np.abs(found.offsets).max() < 0.02 and np.allclose(found.normals.sum(axis=0), 0)
    # Descriptors that differ between the halves keep them apart.
    halves = np.where(splats.means.numpy()[:, 2:] < 1, [[1.0, 0.0]], [[0.0, 1.0]])
    assert len(proposals(splats, halves, Config(), 1.0)) == 8
    faint = Splats(splats.means, splats.quats, splats.log_scales, splats.logit_opacities - 9, splats.sh0, splats.shN)
    assert len(proposals(faint, halves, Config(), 1.0)) == 0


def cameras_before_walls() -> list[Cameras]:
    up, K = torch.tensor([0.0, 0.0, 1.0]), torch.tensor([[[110.0, 0, 80], [0, 110, 60], [0, 0, 1]]])
    places = ([2.4, 2.2, 1.0], [2.0, 2.6, 1.3], [2.6, 2.6, 0.8])
    return [
        Cameras(look_at(torch.tensor(place), torch.tensor([0.5, 0.5, 1.0]), up)[None], K, 160, 120) for place in places
    ]


def test_flat_splats_become_planes_with_outlines() -> None:
    model = a_model(geometry_from=0.0)
    splats = a_wall_of_splats()
    model.start_from(splats)
    cameras = cameras_before_walls()
    found = model.plane_instances(cameras)[:2]
    for plane, axis, area, holes in zip(found, (1, 0), (4.0, 4 - 0.64), (0, 1), strict=True):
        np.testing.assert_allclose(plane.normal, np.eye(3)[axis], atol=1e-2)
        assert abs(plane.offset) < 0.02 and plane.area == pytest.approx(area, rel=0.2)
        assert len(plane.polygons[0].holes) == holes and plane.confidence > 0.9
    assert found[0].color[2] > found[0].color[0] and found[1].color[0] > found[1].color[2]
    # Neither wall has four fifths of the points.
    few = a_model(geometry_from=0.0, fit_min_share=0.8)
    few.start_from(splats)
    assert few.plane_instances(cameras) == []
    # Nothing is seen from behind what is farther than geometry reaches.
    model.means.data += 100
    assert model.plane_instances(cameras) == []


@torch.no_grad()
def test_depth_is_of_the_kind_that_cameras_agree_on() -> None:
    """Rays meet the planes of flat splats on the wall, and those of splats turned anyhow anywhere."""
    model, splats = a_model(geometry_from=0.0), a_wall_of_splats()
    cameras = cameras_before_walls()
    model.start_from(splats)
    assert model._agreeing_depth(cameras) == model._ray_plane_depth
    depth = model.surface_depth(cameras)(cameras[0])  # [120, 160]
    points = cameras[0].centers[0] + depth[..., None] * rays_of(cameras[0], depth)  # [120, 160, 3]
    walls = points[depth > 0][:, :2].abs().amin(dim=1)
    assert walls.median() < 0.01 < depth.std()
    turns = torch.randn(len(splats), 4, generator=torch.Generator().manual_seed(0))
    model.start_from(replace(splats, quats=turns))
    assert model._agreeing_depth(cameras) == model._median_depth


def a_model(**settings: object):
    splats = a_wall_of_splats(0.25)
    nothing = torch.zeros(len(splats), 3)
    bounds, frame = Bounds((0.0, 0.0, 0.0), 2.0, 2.0, is_open=False), Frame((0.0, 0.0, 1.0), 1.0)
    capture = Capture("walls", [], [], [], splats.means, nothing, bounds, frame, (0.0, 0.0, 0.0), "none")
    model = load_model().init(Config(sh_degree=0, **settings), capture, torch.Generator().manual_seed(0))
    thick = Splats(splats.means, splats.quats, splats.log_scales + 1.5, splats.logit_opacities, splats.sh0, splats.shN)
    model.start_from(thick)
    return model


def steps_of(model, count: int, **maps: torch.Tensor) -> list[dict[str, float]]:
    """Trains on one picture of the walls, with these maps [1, 36, 48, ...]; returns the losses of each step."""
    viewmat = look_at(torch.tensor([2.5, 2.5, 1.2]), torch.tensor([0.0, 0.0, 1.0]), torch.tensor([0.0, 0.0, 1.0]))
    K = torch.tensor([[[40.0, 0, 24], [0, 40, 18], [0, 0, 1]]])
    cameras = Cameras(viewmat[None], K, 48, 36)
    rgb = model(cameras).rgb.detach()
    optimizer = Optimizer(model, model.param_groups(count), model.row_buffers)
    rows = []
    for step in range(count):
        batch = Batch(cameras, rgb, None, torch.zeros(3), maps=maps)
        rendered = model(cameras)
        found = model.losses(batch, rendered, step)
        sum(found.values()).backward()
        optimizer.step(step)
        model.after_step(StepContext(step, count, batch, rendered, torch.Generator().manual_seed(step), optimizer))
        rows.append({name: float(value) for name, value in found.items()})
    return rows


def test_geometry_starts_when_it_is_told_to_and_flattens() -> None:
    model = a_model(geometry_from=0.25, grow_until=0.02)
    before = losses.thickness(model.log_scales).item()
    rows = steps_of(model, 20)
    assert set(rows[4]) == {"photometric"}
    assert set(rows[5]) == {"photometric", "flatten", "normal", "lift", "align", "separate"}
    assert losses.thickness(model.log_scales).item() < 0.85 * before
    assert all(math.isfinite(value) for row in rows for value in row.values())


def test_a_pictures_segments_tell_the_walls_apart() -> None:
    model = a_model(geometry_from=0.0, grow_until=0.02, flatten_weight=0.0)
    rows = steps_of(model, 60)
    assert rows[-1]["lift"] < 0.5 * rows[0]["lift"]
    # Neither wall fills nine tenths of the picture.
    (row,) = steps_of(a_model(geometry_from=0.0, segment_min_share=0.9), 1)
    assert row["lift"] == 0


def test_given_segments_and_normals_take_the_place_of_its_own() -> None:
    """Segments cut the picture elsewhere than the walls do; normals are those of neither wall."""
    ids = torch.ones(1, 36, 48, dtype=torch.int32)
    ids[:, 18:] = 2
    wanted = torch.nn.functional.normalize(torch.tensor([0.4, 0.6, 0.7]), dim=0).expand(1, 36, 48, 3)
    settings = {"geometry_from": 0.0, "grow_until": 0.02, "flatten_weight": 0.0}
    rows = steps_of(a_model(**settings), 40, segments=ids, normals=wanted)
    assert rows[-1]["given_normal"] < 0.8 * rows[0]["given_normal"]
    assert all(row["normal"] == 0 for row in rows)
    own = steps_of(a_model(**settings), 1)[0]
    assert rows[0]["lift"] != own["lift"] and "given_normal" not in own
    # Where nothing is known it is as without them.
    nothing = steps_of(a_model(**settings), 1, segments=0 * ids, normals=0 * wanted)[0]
    assert nothing == own | {"given_normal": 0.0}


def test_splats_far_behind_do_not_move_the_geometry() -> None:
    model = a_model(geometry_from=0.0)
    steps = frozenset({"depth"})
    camera = CAMERA.to("cpu")
    near = model(Cameras(camera.viewmats.float(), camera.Ks.float(), 32, 24), steps).extras["extras"]
    model.means.data[:] = model.means.data + 100.0
    far = model(Cameras(camera.viewmats.float(), camera.Ks.float(), 32, 24), steps).extras["extras"]
    assert near[..., :4].abs().sum() > 0 and (far[..., :4] == 0).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reach": 0.0},
        {"lift_side": 0},
        {"tree_normal_deg": 120.0},
        {"align_weight": -1.0},
        {"fit_min_points": 2},
        {"segment_min_share": 1.5},
    ],
)
def test_settings_out_of_range_are_named(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Config(**wrong)
