"""What every representation must do; a new one is tested by being in the registry."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch
from packages.light_fields import SMALL
from safetensors.torch import load_file, save_file

from neural_render import representations
from neural_render.bake import bake, open_package
from neural_render.cameras import Cameras, cat_cameras, look_at
from neural_render.compress.budgets import Budget
from neural_render.errors import UserError
from neural_render.metrics import psnr
from neural_render.optim import Optimizer
from neural_render.package import folder
from neural_render.representation import Representation, StepContext
from neural_render.scene import SCENE_FILE, TENSOR_FILE, Scene
from neural_render.types import Batch, Bounds, Capture, Frame

METHODS = representations.names()


def some_cameras(width: int = 48, height: int = 36) -> Cameras:
    def camera(x: float, y: float) -> Cameras:
        viewmat = look_at(torch.tensor([x, y, 1.0]), torch.zeros(3), torch.tensor([0.0, 0.0, 1.0]))
        K = torch.tensor([[50.0, 0.0, width / 2], [0.0, 50.0, height / 2], [0.0, 0.0, 1.0]])
        return Cameras(viewmat[None], K[None], width, height)

    return cat_cameras([camera(3.0, 0.5), camera(-1.0, 2.5)])


def some_capture() -> Capture:
    generator = torch.Generator().manual_seed(3)
    return Capture(
        name="synthetic",
        views=[],
        train=[],
        test=[],
        points=torch.randn(60, 3, generator=generator).clamp(-1.5, 1.5) * 0.3,
        points_rgb=torch.rand(60, 3, generator=generator),
        bounds=Bounds((0.0, 0.0, 0.0), 1.5, 3.0, is_open=False),
        frame=Frame((0.0, 0.0, 1.0), None),
        background=(0.0, 0.0, 0.0),
        split="none",
    )


# Every method as it comes, and settings that change what it consists of.
SETTINGS = [(name, {}) for name in METHODS]
SETTINGS += [("sort-free-gaussians", {"variant": variant}) for variant in ("direct", "exponential", "linear")]


@pytest.fixture(params=SETTINGS, ids=lambda setting: "-".join([setting[0], *setting[1].values()]))
def model(request: pytest.FixtureRequest) -> Representation:
    name, settings = request.param
    method = representations.find(name)
    return method.load_model().init(method.Config(**settings), some_capture(), torch.Generator().manual_seed(0))


@pytest.fixture
def baked_model(model: Representation) -> Representation:
    """The model, or of light fields a small one: larger ones need the extra `onnx` (tests/unit/test_onnx.py)."""
    name = method_of(model)
    if name not in SMALL:
        return model
    method = representations.find(name)
    return method.load_model().init(method.Config(**SMALL[name]), some_capture(), torch.Generator().manual_seed(0))


def method_of(model: Representation) -> str:
    return next(name for name in METHODS if representations.find(name).load_model() is type(model))


def make_scene(model: Representation) -> Scene:
    capture = some_capture()
    return Scene(method_of(model), model, capture.frame, capture.bounds, (0.2, 0.4, 0.6), {"steps": 0, "note": "é"})


def train_one_step(model: Representation, optimizer: Optimizer, step: int = 0) -> float:
    cameras = some_cameras()[0]
    truth = torch.rand(1, cameras.height, cameras.width, 3, generator=torch.Generator().manual_seed(5))
    batch = Batch(cameras, truth, None, torch.zeros(3))
    rendered = model.train()(cameras)
    losses = model.losses(batch, rendered, step)
    sum(losses.values()).backward()
    optimizer.step(step)
    model.after_step(StepContext(step, 20, batch, rendered, torch.Generator().manual_seed(step), optimizer))
    return next(iter(losses.values())).item()  # the picture's; others may start later


def test_pictures_have_the_shapes_of_the_contract(model: Representation) -> None:
    cameras = some_cameras()
    rendered = model(cameras, frozenset({"depth", "normals"}))
    assert rendered.rgb.shape == (2, 36, 48, 3)
    for value, shape in ((rendered.alpha, ()), (rendered.depth, ()), (rendered.normals, (3,))):
        assert value is None or value.shape == (2, 36, 48, *shape)
    assert torch.isfinite(rendered.rgb).all()


def test_a_crop_is_a_camera(model: Representation) -> None:
    """Splats far outside a picture are bent to its edge (gsplat's clamp), so the scene lies inside the crop."""
    cameras = some_cameras()
    step, halo = model.crop_step, model.crop_halo
    x, y = (step * -(-corner // step) for corner in (3, 2))
    width, height = 46 - x, 35 - y
    whole, part = model.eval()(cameras).rgb, model(cameras.crop(x, y, width, height)).rgb
    inside = slice(halo, height - halo), slice(halo, width - halo)
    assert height > 2 * halo
    whole = whole[:, y : y + height, x : x + width]
    torch.testing.assert_close(part[(..., *inside, slice(None))], whole[(..., *inside, slice(None))], rtol=0, atol=2e-6)


def test_every_trainable_tensor_is_trained(model: Representation) -> None:
    optimizer = Optimizer(model, model.param_groups(20), model.row_buffers)
    losses = [train_one_step(model, optimizer, step) for step in range(10)]
    assert losses[-1] < losses[0]
    assert all((optimizer.exp_avg_sq[group.name] != 0).any() for group in optimizer.groups)


def test_a_scene_survives_the_disk(model: Representation, tmp_path: Path) -> None:
    optimizer = Optimizer(model, model.param_groups(20), model.row_buffers)
    for step in range(5):  # moves every tensor away from where it started
        train_one_step(model, optimizer, step)
    scene = make_scene(model)
    scene.save(tmp_path / "scene")
    again = Scene.load(tmp_path / "scene")
    statistics = {name for names in model.row_buffers.values() for name in names}
    for name, value in model.state_dict().items():
        assert name in statistics or torch.equal(again.representation.state_dict()[name], value), name
    assert (again.method, again.frame, again.bounds) == (scene.method, scene.frame, scene.bounds)
    assert (again.background, again.provenance) == (scene.background, scene.provenance)
    assert torch.equal(again.render(some_cameras())[0], scene.render(some_cameras())[0])
    assert again.representation.num_primitives == model.num_primitives


def test_the_background_shows_where_nothing_is(model: Representation) -> None:
    picture, rendered = make_scene(model).render(some_cameras())
    if rendered.alpha is not None and (empty := rendered.alpha == 0).any():
        torch.testing.assert_close(picture[empty], torch.tensor([0.2, 0.4, 0.6]).expand_as(picture[empty]))


def break_nothing_there(folder: Path) -> None:
    (folder / TENSOR_FILE).unlink()


def break_tensors_cut(folder: Path) -> None:
    path = folder / TENSOR_FILE
    path.write_bytes(path.read_bytes()[:-100])


def break_version(folder: Path) -> None:
    path = folder / SCENE_FILE
    path.write_text(path.read_text().replace('"format_version": 1', '"format_version": 999'))


def break_method(folder: Path) -> None:
    path = folder / SCENE_FILE
    path.write_text(path.read_text().replace('"method": "', '"method": "x'))


def break_json(folder: Path) -> None:
    (folder / SCENE_FILE).write_text("{")


def break_bounds(folder: Path) -> None:
    path = folder / SCENE_FILE
    path.write_text(path.read_text().replace('"radius"', '"raduis"'))


@pytest.mark.parametrize(
    "damage",
    [break_nothing_there, break_tensors_cut, break_version, break_method, break_json, break_bounds],
)
def test_a_damaged_scene_is_one_clear_error(model: Representation, tmp_path: Path, damage) -> None:
    place = tmp_path / "scene"
    make_scene(model).save(place)
    damage(place)
    with pytest.raises(UserError):
        Scene.load(place)


def test_values_that_are_not_finite_are_refused(model: Representation, tmp_path: Path) -> None:
    place = tmp_path / "scene"
    make_scene(model).save(place)
    tensors = load_file(place / TENSOR_FILE)
    next(value for value in tensors.values() if value.numel() > 1).view(-1)[0] = float("nan")
    save_file(tensors, place / TENSOR_FILE)
    with pytest.raises(UserError, match="not finite"):
        Scene.load(place)
    next(iter(model.parameters())).data.view(-1)[0] = float("nan")
    with pytest.raises(UserError, match="not finite"):
        make_scene(model).save(tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_tensors_that_do_not_fit_are_refused(model: Representation) -> None:
    method, state = type(model), model.state_dict()
    name = next(iter(dict(model.named_parameters())))
    for wrong in (
        {key: value for key, value in state.items() if key != name},
        state | {"surplus": torch.zeros(1)},
        state | {name: state[name][None]},
        state | {name: state[name].double()},
        state | {name: state[name][:1]},
    ):
        with pytest.raises(ValueError):
            method.restore(model.config, wrong)


def trained(model: Representation) -> Representation:
    optimizer = Optimizer(model, model.param_groups(20), model.row_buffers)
    for step in range(10):
        train_one_step(model, optimizer, step)
    return model


def test_a_package_shows_what_was_trained(baked_model: Representation, tmp_path: Path) -> None:
    scene = make_scene(trained(baked_model))
    folder.write(bake(scene, "synthetic", [], Budget()), tmp_path / "package")
    package, baked = open_package(tmp_path / "package")
    for ours, theirs in zip(baked.render(some_cameras())[0], scene.render(some_cameras())[0], strict=True):
        assert psnr(ours, theirs) > 45
    assert package.manifest.num_primitives == baked.num_primitives > 0
    assert (baked.method, baked.frame, baked.background) == (scene.method, scene.frame, scene.background)


def test_baking_is_deterministic_and_keeps_to_a_budget(baked_model: Representation) -> None:
    scene = make_scene(trained(baked_model))
    whole = folder.encode(bake(scene, "synthetic", [], Budget()))
    assert folder.encode(bake(scene, "synthetic", [], Budget())) == whole
    with pytest.raises(UserError, match="so small"):
        bake(scene, "synthetic", [], Budget(num_bytes=1000))
    if method_of(baked_model) in SMALL:
        return  # nothing of a network can be left out
    num_bytes = sum(map(len, whole.values()))
    budget = Budget(num_bytes=num_bytes - 1000)
    small = bake(scene, "synthetic", [], budget)
    assert sum(map(len, folder.encode(small).values())) <= budget.num_bytes
    few = bake(scene, "synthetic", [], Budget(num_splats=7, sh_degree=0))
    assert few.manifest.num_primitives <= 7


def test_targets_get_their_shaders(baked_model: Representation) -> None:
    scene = make_scene(baked_model)
    for target, extra in (("web", set()), ("ios", {"metal"}), ("android", {"spirv"})):
        for program in bake(scene, "synthetic", [], Budget(), target).programs.values():
            assert {key for key in ("metal", "spirv") if getattr(program, key) is not None} == extra


def test_a_package_of_another_method_is_one_clear_error(baked_model: Representation, tmp_path: Path) -> None:
    package = bake(make_scene(baked_model), "synthetic", [], Budget())
    passes = tuple(dataclasses.replace(entry, params=entry.params[:3]) for entry in package.manifest.passes)
    manifest = dataclasses.replace(package.manifest, passes=passes)
    folder.write(dataclasses.replace(package, manifest=manifest), tmp_path / "package")
    with pytest.raises(UserError, match="cannot render the package"):
        open_package(tmp_path / "package")


def test_growth_looks_at_all_pictures_of_a_step() -> None:
    method = representations.find("gaussians")
    model = method.load_model().init(method.Config(), some_capture(), torch.Generator().manual_seed(0))
    optimizer = Optimizer(model, model.param_groups(100), model.row_buffers)
    cameras = some_cameras()
    batch = Batch(cameras, torch.rand(2, cameras.height, cameras.width, 3), None, torch.zeros(3))
    rendered = model(cameras)
    sum(model.losses(batch, rendered, 0).values()).backward()
    optimizer.step(0)
    model.after_step(StepContext(0, 100, batch, rendered, torch.Generator().manual_seed(0), optimizer))
    assert model.seen_counts.max() == model.error_counts.max() == len(cameras) == 2
