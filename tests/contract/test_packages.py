"""What hosts owe packages: three fakes that use the whole vocabulary look as their twins in numpy say."""

from __future__ import annotations

import dataclasses
import functools
import os
import subprocess
import sys

import numpy as np
import pytest
from packages import small
from packages.building import Fake
from packages.fakes import FAKES

from neural_render.errors import UserError
from neural_render.package.folder import Package, read, write
from neural_render.package.manifest import Pass

# Rounding has no direction, so a picture is much nearer on average than a pixel may be.
MAX_MEAN_ERROR = 1.0  # of 255


@functools.cache
def fake(name: str) -> Fake:
    return FAKES[name]()


@functools.cache
def host(name: str):
    pytest.importorskip("wgpu", reason="make test-extras")
    from neural_render.viewer.gpu import GpuHost

    return GpuHost(fake(name).package)


def rendered(name: str, view: int, **words: np.ndarray) -> np.ndarray:
    """[H, W, 4]"""
    return host(name).render(fake(name).package.manifest.views[view], **words)


def changed(package: Package, name: str, **words: object) -> Package:
    """The package with a pass changed."""
    passes = package.manifest.passes
    passes = tuple(dataclasses.replace(entry, **words) if entry.name == name else entry for entry in passes)
    return dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, passes=passes))


@pytest.mark.parametrize("name", FAKES)
def test_come_back_from_disk(name: str, tmp_path) -> None:
    write(fake(name).package, tmp_path / name)
    back = read(tmp_path / name)
    assert back.manifest == fake(name).package.manifest
    assert back.programs == fake(name).package.programs


def test_the_fakes_use_the_whole_vocabulary() -> None:
    """What no fake uses, no host is tested for."""
    manifests = [fake(name).package.manifest for name in FAKES]
    passes = [entry for manifest in manifests for entry in manifest.passes]
    targets = [target for manifest in manifests for target in manifest.targets.values()]
    textures = [texture for manifest in manifests for texture in manifest.textures.values()]

    def used(key: str) -> set:
        return {getattr(entry, key) for entry in passes}

    assert used("when") == {"load", "frame"} and used("geometry") == {"fullscreen", "quads", "mesh"}
    assert used("blend") == {"none", "over", "add", "mix"} and used("depth") == {"none", "test", "write"}
    assert used("region") == {None, 0, 1} and len(used("sort")) == 3 and None in used("clear")
    assert {item.filter for entry in passes for item in entry.inputs} == {"nearest", "linear"}
    assert max(len(entry.targets) for entry in passes) > 1
    assert {target.format for target in targets} == {"rgba8unorm", "rgba16float", "rgba32float"}
    assert {target.layers for target in targets} == {None, 2}
    assert {target.size.screen for target in targets} == {None, 1, 2, 4, 8}
    assert {texture.format for texture in textures} >= {"rgba8unorm", "rgba8uint", "rgba16uint", "rgba32float"}
    assert {field.name for field in dataclasses.fields(Pass)} == small.table()["passes"][0].keys()


@pytest.mark.extras
@pytest.mark.parametrize("view", [0, 1])
@pytest.mark.parametrize("name", FAKES)
def test_pictures(name: str, view: int) -> None:
    got = rendered(name, view)
    want, allowed = fake(name).picture(fake(name).package.manifest.views[view])
    error = np.abs(got[..., :3] - 255 * want)
    assert (error.max(axis=-1) <= allowed).all(), np.argwhere(error.max(axis=-1) > allowed)
    assert (allowed < 255).mean() > 0.99
    assert error[allowed < 255].mean() < MAX_MEAN_ERROR
    assert (got[..., 3] == 255).all()


@pytest.mark.extras
@pytest.mark.parametrize("name", FAKES)
def test_pictures_do_not_depend_on_those_before(name: str) -> None:
    first = rendered(name, 0)
    rendered(name, 1)
    assert np.array_equal(rendered(name, 0), first)


@pytest.mark.extras
def test_targets_have_the_sizes_of_the_screen() -> None:
    rendered("light_field", 0)  # 90 x 62
    shapes = {name: host("light_field").read_target(name).shape for name in ("rays", "wide", "color", "screen")}
    assert shapes == {"rays": (2, 8, 12, 4), "wide": (2, 16, 23, 4), "color": (31, 45, 4), "screen": (62, 90, 4)}
    directions = host("light_field").read_target("rays")[0, ..., :3]
    np.testing.assert_allclose(np.linalg.norm(directions, axis=-1), 1, rtol=1e-5)


@pytest.mark.extras
def test_the_order_is_the_hosts_or_the_callers() -> None:
    manifest = fake("decoded_splats").package.manifest
    places = host("decoded_splats").read_target("places").reshape(-1, 4)[: manifest.num_primitives, :3]
    row = np.array(manifest.views[0].viewmat)[2]
    order = np.argsort(-(places @ row[:3] + row[3]), kind="stable")
    assert np.array_equal(rendered("decoded_splats", 0, order=order), rendered("decoded_splats", 0))
    backwards = rendered("decoded_splats", 0, order=order[::-1]).astype(int)
    assert np.abs(backwards - rendered("decoded_splats", 0)).max() > 100


@pytest.mark.extras
def test_what_a_gpu_refuses_is_a_user_error() -> None:
    pytest.importorskip("wgpu", reason="make test-extras")
    from neural_render.viewer.gpu import GpuHost

    package = fake("decoded_splats").package
    broken = dataclasses.replace(package.programs["discs_decoded"], wgsl="fn vertex() -> nonsense {}")
    with pytest.raises(UserError, match="discs_decoded"):
        GpuHost(dataclasses.replace(package, programs=package.programs | {"discs_decoded": broken}))
    with pytest.raises(UserError, match="discs_decoded"):
        GpuHost(changed(package, "discs", inputs=package.manifest.passes[-1].inputs[:2]))
    with pytest.raises(UserError, match="cannot be drawn"):
        GpuHost(changed(package, "last layer", params=((0.0,) * 4,)))


def run(code: str, **environment: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return result.stdout


ASK = """
from neural_render.errors import UserError
from neural_render.viewer.device import device
try:
    device()
except UserError as error:
    print(error)
"""


def test_a_missing_wgpu_names_the_extra() -> None:
    assert "pip install 'neural-render[gpu]'" in run("import sys; sys.modules['wgpu'] = None\n" + ASK)


@pytest.mark.extras
@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring a driver")
def test_a_missing_driver_names_one() -> None:
    pytest.importorskip("wgpu", reason="make test-extras")
    nowhere = {"VK_ICD_FILENAMES": "/nonexistent", "VK_DRIVER_FILES": "/nonexistent"}
    assert "apt install mesa-vulkan-drivers" in run(ASK, **nowhere)
