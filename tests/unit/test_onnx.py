"""Light fields as ONNX files: what they show, and what is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from packages.light_fields import BACKGROUND, BETWEEN, BOUNDS, FRAME, SMALL, cameras_around, package_of, random_field

from neural_render.bake import open_package
from neural_render.cli import bake, export, info
from neural_render.data.config import DataConfig
from neural_render.errors import UserError
from neural_render.export import export as export_scene
from neural_render.fields.net_step import picture_of
from neural_render.metrics import psnr
from neural_render.package import folder
from neural_render.runs import Run, RunConfig, TrainConfig
from neural_render.scene import Scene

pytestmark = pytest.mark.extras

MAX_ERROR = 1e-4  # of float32
CASES = {name: (name, {}) for name in SMALL} | {
    "three regions": ("light-slab", {"num_regions": 3}),
    "a shared network": ("light-slab", {"is_shared": True, "tail": (9,), "factor": 2}),
    "grids of space": (
        "light-slab",
        {"num_regions": 3, "space_points": 5, "space_resolutions": (6, 9), "is_normalised": False},
    ),
    "points in grids of space": ("mobile-r2l", {"space_points": 3, "space_resolutions": (7,), "tail_blocks": 0}),
    "one region, relu": ("light-slab", {"num_regions": 1, "activation": "relu", "tail": (12, 8, 5), "factor": 12}),
}


@pytest.fixture(autouse=True, scope="module")
def installed() -> None:
    for name in ("onnx", "onnxruntime"):
        pytest.importorskip(name, reason="make test-extras")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("size", [(64, 48), (49, 37)])
def test_a_file_shows_what_the_scene_does(case: tuple[str, dict], size: tuple[int, int], tmp_path: Path) -> None:
    from neural_render.export import onnx

    name, settings = case
    model = random_field(name, **settings)
    export_scene(Scene(name, model, FRAME, BOUNDS, BACKGROUND, {}), "onnx", tmp_path / "scene.onnx")
    file, info = onnx.read(tmp_path / "scene.onnx")
    cameras = cameras_around(*size, BETWEEN)
    with torch.no_grad():
        assert (picture_of(file.network, file.factor, cameras) - model(cameras).rgb).abs().max() < MAX_ERROR
    assert (info.up, info.background, info.meters_per_unit) == (FRAME.up, BACKGROUND, None)


def test_files_are_always_the_same_bytes() -> None:
    assert len({random_field("light-slab").ray_network().build() for _ in range(2)}) == 1


def test_grids_of_space_are_in_the_file_once() -> None:
    sizes = [
        len(random_field("light-slab", num_regions=regions, is_shared=True, **space).ray_network().build())
        for space in ({}, {"space_points": 3, "space_resolutions": (24,), "space_features": 4})
        for regions in (1, 5)
    ]
    grids = 4 * 4 * 25 * 24**2  # bytes, with what fills up the picture of the last slices
    assert sizes[2] - sizes[0] > grids and sizes[3] - sizes[1] < sizes[2] - sizes[0] + 0.1 * grids


@pytest.mark.parametrize("name", SMALL)
def test_a_wide_network_ships_as_a_file(name: str, tmp_path: Path) -> None:
    model = random_field(name, width=68)
    folder.write(package_of(model, name), tmp_path / "package")
    package, scene = open_package(tmp_path / "package")
    assert package.networks and not package.textures
    cameras = cameras_around(49, 37, BETWEEN)
    with torch.no_grad():
        assert psnr(scene.render(cameras)[0].flatten(0, 1), model(cameras).rgb.flatten(0, 1)) > 60
    nothing = {key: bytes(len(data)) for key, data in package.networks.items()}
    folder.write(dataclasses.replace(package, networks=nothing), tmp_path / "broken")
    with pytest.raises(UserError, match="cannot render"):
        open_package(tmp_path / "broken")


def test_what_networks_of_ours_do_not_do_is_refused() -> None:
    import onnx

    from neural_render.package.onnx_files import check

    model = onnx.load_model_from_string(random_field("light-slab").ray_network().build())

    def refused(words: str, change) -> None:
        wrong = onnx.ModelProto()
        wrong.CopyFrom(model)
        change(wrong)
        with pytest.raises(ValueError, match=words):
            check(wrong.SerializeToString())

    def add_node(graph) -> None:
        graph.node.append(onnx.helper.make_node("Loop", ["rays"], ["again"], body=onnx.GraphProto()))

    def add_output(graph) -> None:
        graph.node.append(onnx.helper.make_node("Identity", ["rays"], ["more"]))
        graph.output.append(onnx.helper.make_tensor_value_info("more", onnx.TensorProto.FLOAT, [1, 6, 1, 1]))

    def branch(wrong):
        return next(node for node in wrong.graph.node if node.op_type == "If").attribute[1].g  # of a region

    refused("no ONNX file|operation", lambda wrong: add_node(wrong.graph))
    refused("'Shape'", lambda wrong: branch(wrong).node.append(onnx.helper.make_node("Shape", ["rays"], ["s"])))
    refused("opset|ONNX", lambda wrong: setattr(wrong.opset_import[0], "version", 16))
    refused("of its own|ONNX", lambda wrong: wrong.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1)))
    refused("other files|ONNX", lambda wrong: setattr(branch(wrong).initializer[0], "data_location", 1))
    refused("goes from", lambda wrong: add_output(wrong.graph))
    with pytest.raises(ValueError, match="no ONNX file"):
        check(b"something else")


def test_pictures_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="gives"):
        picture_of(lambda rays: np.zeros((1, 3, 5, 5), np.float32), 4, cameras_around(20, 12))


def test_commands_on_light_fields(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """nr-export compares what the file shows with the scene; nr-info says what files and packages consist of."""
    model = random_field("light-slab")
    run = Run(tmp_path / "run")
    Scene("light-slab", model, FRAME, BOUNDS, BACKGROUND, {}).save(run.scene)
    run.write_config(RunConfig("light-slab", DataConfig(path=tmp_path / "gone"), TrainConfig(), model.config))
    export.main([str(run.folder), "--format", "onnx"])
    printed = capsys.readouterr().out
    assert "a network of rays of 4 x 4 pixels" in printed and "12 views of an orbit: PSNR" in printed
    assert float(printed.partition("against the scene ")[2].split()[0]) > 80
    info.main([str(run.exports / "scene.onnx")])
    assert "24 GridSample" in capsys.readouterr().out  # six pairs, two levels, two regions
    bake.main([str(run.folder)])
    info.main([str(run.package)])
    shape = model.folded()[0].shape
    assert f"2 of {shape.num_params:,} parameters, {shape.num_macs(800, 800) / 1e9:.3g} GMAC" in capsys.readouterr().out
