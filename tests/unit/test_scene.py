"""What a scene's folder must hold, and what is said when it does not."""

import json

import pytest
import torch

from neural_render import representations
from neural_render.errors import UserError
from neural_render.scene import Scene
from neural_render.types import Bounds, Frame


def a_scene():
    method = representations.find("gaussians")
    model = method.load_model()(method.Config(sh_degree=0))
    shapes = {"means": (2, 3), "quats": (2, 4), "log_scales": (2, 3), "logit_opacities": (2,), "sh0": (2, 3)}
    for name, shape in shapes.items():
        getattr(model, name).data = torch.ones(shape)
    model.shN.data = torch.zeros(2, 0, 3)
    bounds = Bounds((1.0, 2.0, 3.0), 4.0, 5.0, is_open=True)
    return Scene("gaussians", model, Frame((0.0, 0.0, 1.0), None), bounds, (1.0, 0.5, 0.0), {"steps": 7})


def test_a_scene_comes_back(tmp_path):
    scene = a_scene()
    scene.save(tmp_path / "scene")
    loaded = Scene.load(tmp_path / "scene")
    for name in ("method", "frame", "bounds", "background", "provenance"):
        assert getattr(loaded, name) == getattr(scene, name)
    for name, value in loaded.representation.named_parameters():
        assert torch.equal(value, getattr(scene.representation, name))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ([], [1], "is no table"),
        (["config"], [1], "config = [1] is no table"),
        (["frame"], [1], "frame = [1] is no table"),
        (["frame", "up"], None, "up = None is no list of 3"),
        (["frame", "up"], [0, 0, 0], "no direction"),
        (["frame", "up"], [0, 1, float("nan")], "is no list of 3 finite numbers"),
        (["frame", "meters_per_unit"], "1", "meters_per_unit = '1'"),
        (["bounds"], 3, "bounds = 3 is no table"),
        (["bounds", "center"], [0, 0], "is no list of 3"),
        (["bounds", "radius"], "x", "radius = 'x'"),
        (["bounds", "radius"], -1, "radius = -1"),
        (["bounds", "radius"], 10**400, "too large"),
        (["bounds", "camera_extent"], True, "camera_extent = True"),
        (["bounds", "is_open"], 1, "is_open = 1"),
        (["background"], [1, 1], "background = [1, 1] is no list of 3"),
        (["background"], "red", "background = 'red'"),
        (["provenance"], None, "provenance = None is no table"),
        (["method"], ["gaussians"], "there is no method"),
        (["format_version"], "1", "format version 1"),
    ],
)
def test_a_wrong_description_is_named(tmp_path, path, value, message):
    a_scene().save(tmp_path)
    file = tmp_path / "scene.json"
    whole = {"root": json.loads(file.read_text())}
    at, keys = whole, ["root", *path]
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = value
    file.write_text(json.dumps(whole["root"]))
    with pytest.raises(UserError) as caught:
        Scene.load(tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize("key", ["config", "frame", "bounds", "background", "provenance", "method", "format_version"])
def test_what_is_missing_is_named(tmp_path, key):
    a_scene().save(tmp_path)
    description = json.loads((tmp_path / "scene.json").read_text())
    del description[key]
    (tmp_path / "scene.json").write_text(json.dumps(description))
    with pytest.raises(UserError, match=f"no '{key}'"):
        Scene.load(tmp_path)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_scene_that_is_not_finite_is_not_written(tmp_path, value):
    scene = a_scene()
    with torch.no_grad():
        scene.representation.means[1, 2] = value
    with pytest.raises(UserError, match=r"'means'.* not finite"):
        scene.save(tmp_path / "scene")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_names_the_scene(tmp_path):
    resource = pytest.importorskip("resource", reason="limits of a process are POSIX")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(UserError) as caught:
            a_scene().save(tmp_path / "scene")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.what == f"cannot write {tmp_path / 'scene' / 'tensors.safetensors'}"
    assert list(tmp_path.iterdir()) == []
