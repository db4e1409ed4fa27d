"""nr-bake and nr-view: what may be replaced, which package of a run is shown, and what counts as showing it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from packages import small
from raster_scenes import crowd

from neural_render.bake import bake as bake_scene
from neural_render.bake import open_package
from neural_render.cli import bake, train, view
from neural_render.cli.subject import open_scene, open_subject, results_of
from neural_render.compress.budgets import Budget
from neural_render.data.config import DataConfig
from neural_render.errors import UserError
from neural_render.export import FileInfo, ply
from neural_render.package import folder
from neural_render.package.cameras import camera_of
from neural_render.package.manifest import MANIFEST_FILE, CameraInfo
from neural_render.runs import Run, RunConfig, TrainConfig
from neural_render.scene import SCENE_FILE
from neural_render.splatting.splats import Splats
from neural_render.viewer import browser


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run with its package; its capture is gone."""
    run = Run(tmp_path / "run")
    path = tmp_path / "scene.ply"
    ply.write(path, Splats(**{name: value.float() for name, value in crowd(40, seed=3).items()}), FileInfo())
    scene = open_subject(path, "cpu").scene
    scene.save(run.scene)
    run.write_config(
        RunConfig("gaussians", DataConfig(path=tmp_path / "gone"), TrainConfig(), scene.representation.config)
    )
    folder.write(bake_scene(scene, "run", [], Budget()), run.package)
    return run


def files(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def shown(subject: Path) -> tuple[Path, bytes]:
    """The package's place and its manifest."""
    with view.package_for(subject) as (place, manifest):
        assert folder.read(place).manifest == manifest
        return place, (place / MANIFEST_FILE).read_bytes()


def make_older(path: Path, than: Path) -> None:
    time_ns = than.stat().st_mtime_ns - 10**9
    os.utime(path, ns=(time_ns, time_ns))


def test_only_packages_and_empty_folders_are_replaced(tmp_path: Path) -> None:
    place = tmp_path / "place"
    assert folder.is_replaceable(place)
    place.mkdir()
    assert folder.is_replaceable(place)
    (place / MANIFEST_FILE).write_text('{"name": "an app", "icons": [], "start_url": "/"}')  # of a web app
    assert not folder.is_replaceable(place)
    (place / MANIFEST_FILE).write_text("no JSON")
    assert not folder.is_replaceable(place)
    assert not folder.is_replaceable(place / MANIFEST_FILE)
    (place / MANIFEST_FILE).unlink()
    (place / "notes.txt").touch()
    assert not folder.is_replaceable(place)


def test_a_package_with_anything_else_in_it_is_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "place"
    folder.write(small.small_package(), place)
    assert folder.is_replaceable(place)
    (tmp_path / "link").symlink_to(place)
    assert folder.is_replaceable(tmp_path / "link")
    for other in (place / "notes.txt", place / "more" / ".hidden"):
        other.touch()
        assert not folder.is_replaceable(place)
        other.unlink()
    (place / "elsewhere").symlink_to(tmp_path)
    assert not folder.is_replaceable(place)
    (place / "elsewhere").unlink()
    table = json.loads((place / MANIFEST_FILE).read_text())
    for key, value, is_ours in (("format_version", 0, True), ("format", "another", False), ("textures", [1], False)):
        (place / MANIFEST_FILE).write_text(json.dumps(table | {key: value}))
        assert folder.is_replaceable(place) is is_ours
    del table["shaders"]  # in version 1 programs named their files
    for file, is_ours in (("wgsl.gz", True), ("other.gz", False)):
        programs = {"draw": {"wgsl": file, "glsl_vertex": "glsl.gz", "spirv": "spirv.gz", "metal": None}}
        (place / MANIFEST_FILE).write_text(json.dumps(table | {"programs": programs}))
        assert folder.is_replaceable(place) is is_ours


def test_baking_into_another_programs_folder_leaves_it_as_it_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (app / MANIFEST_FILE).write_text('{"name": "an app"}')
    (app / "index.html").write_text("precious")
    before = files(app)
    with pytest.raises(SystemExit):
        bake.main([str(run.folder), "--output", str(app)])
    assert f"will not replace {app}" in capsys.readouterr().err
    assert files(app) == before
    monkeypatch.setattr("neural_render.cli.comparison.compare", lambda *words: "compared")  # slow
    for _ in range(2):
        bake.main([str(run.folder), "--output", str(tmp_path / "again")])
    assert files(tmp_path / "again") == files(run.package)


def test_a_run_shows_its_package_unless_the_scene_is_newer(run: Run, capsys) -> None:
    scene = run.scene / SCENE_FILE
    make_older(scene, run.package / MANIFEST_FILE)
    capsys.readouterr()
    place, manifest = shown(run.folder)
    assert place == run.package and str(run.package) in capsys.readouterr().out
    make_older(run.package / MANIFEST_FILE, scene)
    place, again = shown(run.folder)
    assert place != run.package and not place.exists()
    assert json.loads(again)["num_primitives"] == json.loads(manifest)["num_primitives"]
    printed = capsys.readouterr().out
    assert f"{run.package} is older than the scene" in printed and "is baked for this view" in printed


def test_a_run_whose_package_cannot_be_read_is_baked_anew(run: Run, capsys) -> None:
    make_older(run.scene / SCENE_FILE, run.package / MANIFEST_FILE)
    (run.package / MANIFEST_FILE).write_text("{")
    assert shown(run.folder)[0] != run.package
    printed = capsys.readouterr().out
    assert f"cannot read the package {run.package}" in printed and "is baked for this view" in printed


def test_a_run_without_a_scene_is_to_be_continued(run: Run) -> None:
    for file in run.scene.iterdir():
        file.unlink()
    run.scene.rmdir()
    with pytest.raises(UserError) as expected:
        open_scene(run.folder, "cpu")
    with pytest.raises(UserError) as given:
        shown(run.folder)
    assert str(given.value) == str(expected.value)


@pytest.mark.parametrize("fault", [0.0, 0.03])
def test_a_browser_that_shows_something_else_fails_the_check(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys, fault: float
) -> None:
    """0.03 everywhere is 30 dB."""
    _, scene = open_package(run.package)

    class Viewer:
        def __init__(self, page: object, address: str) -> None:
            pass

        def picture(self, camera: CameraInfo) -> np.ndarray:  # [H, W, 4]
            picture = scene.render(camera_of(camera))[0][0]
            picture = torch.where(picture > 0.5, picture - fault, picture + fault)
            return np.pad((picture * 255).round().byte().numpy(), ((0, 0), (0, 0), (0, 1)), constant_values=255)

    class Page:
        def __init__(self, width: int, height: int) -> None:
            pass

        def __enter__(self) -> None:
            pass

        def __exit__(self, *error: object) -> None:
            pass

    monkeypatch.setattr(browser, "Viewer", Viewer)
    monkeypatch.setattr(browser, "Page", Page)
    if not fault:
        view.main([str(run.package), "--check", "--port", "0"])
        assert "shows it" in capsys.readouterr().out
        return
    with pytest.raises(SystemExit) as stop:
        view.main([str(run.package), "--check", "--port", "0"])
    assert stop.value.code == 1
    assert "30." in (printed := capsys.readouterr().err) and "shows something else" in printed


def test_results_of_packages_have_the_whole_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["scene.package", "scene.zip", "v1.2", "v1.3", "package"]
    assert [results_of(Path("a") / name).name for name in names] == [f"{name}.eval" for name in names]
    assert open_subject(tmp_path / "scene.ply", "cpu").results == tmp_path / "scene.ply.eval"
    assert open_subject(run.package, "cpu").results == run.folder / "package.eval"
    monkeypatch.chdir(run.package)
    assert results_of(Path(".")) == run.folder / "package.eval"


def test_a_viewer_that_is_not_installed_is_said_before_the_capture_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setitem(sys.modules, "viser", None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("neural_render.data.load_capture", lambda config: pytest.fail("it was read"))
    with pytest.raises(SystemExit):
        train.main(["gaussians", "--data", "tabletop", "--viewer"])
    assert "pip install 'neural-render[viewer]'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
