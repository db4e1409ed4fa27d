"""Planes through the commands: scored, packed, drawn over pictures; on a corner whose depth and ids are known."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from test_surfaces import a_capture, a_corner

from neural_render.bake import open_package
from neural_render.cameras import Cameras, look_at, opengl_c2w_from_viewmat
from neural_render.cli import bake, evaluate, info, render
from neural_render.cli.subject import open_subject
from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from neural_render.export.planes import make
from neural_render.files import write_json
from neural_render.package import folder
from neural_render.planes import file
from neural_render.planes.clouds import unprojected
from neural_render.planes.plane import Plane, Planes, Polygon
from neural_render.planes.shown import TINT, color_of, ids_seen, tinted
from neural_render.runs import Run, RunConfig, TrainConfig
from neural_render.splatting.depths import median_depth


@pytest.fixture(scope="module")
def capture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corner's three photos with depth in mm and ids: 1 for the floor, 2 and 3 for the walls x = 0 and y = 0."""
    place, scene = tmp_path_factory.mktemp("corner"), a_corner()
    frames = []
    for view in a_capture().views:
        picture, _ = scene.render(view.cameras)
        depth = median_depth(scene.representation.splats(), view.cameras)[0].double().numpy()  # [H, W]
        ids = np.array([2, 3, 1])[np.abs(unprojected(view.cameras, depth)).argmin(axis=-1)] * (depth > 0)
        name = view.name
        Image.fromarray((picture[0] * 255 + 0.5).to(torch.uint8).numpy()).save(place / f"{name}.png")
        Image.fromarray((1000 * depth).astype(np.uint16)).save(place / f"{name}.depth.png")
        Image.fromarray(ids.astype(np.uint8)).save(place / f"{name}.ids.png")
        pose = opengl_c2w_from_viewmat(view.cameras.viewmats[0].double()).tolist()
        files = {"depth_file_path": f"{name}.depth.png", "plane_file_path": f"{name}.ids.png"}
        frames.append({"file_path": f"{name}.png", "transform_matrix": pose, **files})
    lens = {"w": 128, "h": 96, "fl_x": 60.0, "fl_y": 60.0, "cx": 64.0, "cy": 48.0}
    write_json(place / "transforms.json", lens | {"frames": frames})
    return place


@pytest.fixture
def run_folder(capture_folder: Path, tmp_path: Path) -> Path:
    run, scene = Run(tmp_path / "run"), a_corner()
    scene.save(run.scene)
    config = RunConfig("gaussians", DataConfig(path=capture_folder), TrainConfig(), scene.representation.config)
    run.write_config(config)
    return run.folder


def error_of(command, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stop:
        command.main(arguments)
    assert stop.value.code == 1
    printed = capsys.readouterr().err
    assert [line.split(":")[0].strip() for line in printed.strip().splitlines()] == ["error", "given", "do"]
    return printed


def test_the_planes_of_a_run_are_measured(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate.main([str(run_folder), "--planes"])
    numbers = json.loads((run_folder / "eval.json").read_text())
    planes = numbers["planes"]
    assert numbers["psnr"] > 30 and planes["f1"] > 0.9 and planes["ri"] > 0.9 and planes["chamfer"] < 0.05
    assert (planes["num_true"], planes["truth"]) == (3, "plane ids")
    assert "of 3" in capsys.readouterr().out


def test_a_file_of_planes_is_measured_on_a_capture(
    run_folder: Path, capture_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = make(a_corner(), a_capture())
    file.write(tmp_path / "a.planes.json", found)
    file.write(tmp_path / "one.planes.json", Planes(found.planes[:1], 1.0))
    for name in ("a", "one"):
        evaluate.main([str(tmp_path / f"{name}.planes.json"), "--data", str(capture_folder)])
    results = [json.loads((tmp_path / f"{name}.planes.json.eval/eval.json").read_text()) for name in ("a", "one")]
    assert results[0]["planes"]["recall"] > 0.9 > 0.6 > results[1]["planes"]["recall"]
    assert results[1]["planes"]["num_planes"] == 1 and results[0]["bytes"] > results[1]["bytes"]
    capsys.readouterr()
    assert "no --data" in error_of(evaluate, [str(tmp_path / "a.planes.json")], capsys)
    assert "planes" in error_of(evaluate, [str(capture_folder / "transforms.json"), "--data", "tabletop"], capsys)


def test_a_capture_without_depth_measures_no_planes(
    run_folder: Path, capture_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(capture_folder, tmp_path / "bare")
    table = json.loads((tmp_path / "bare/transforms.json").read_text())
    for frame in table["frames"]:
        del frame["depth_file_path"]
    write_json(tmp_path / "bare/transforms.json", table)
    printed = error_of(evaluate, [str(run_folder), "--planes", "--data", str(tmp_path / "bare")], capsys)
    assert "photos without depth" in printed and not list(run_folder.glob("eval*"))


def test_planes_travel_with_a_package(
    run_folder: Path, capture_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bake.main([str(run_folder), "--planes"])
    package, baked = open_package(run_folder / "package")
    subject = open_subject(run_folder, "cpu")
    wanted = make(subject.scene, load_capture(subject.data))
    assert len(baked.planes) >= 3 and baked.planes.meters_per_unit == 1
    assert {round(plane.area, 1) for plane in wanted.planes[:3]} == {round(p.area, 1) for p in baked.planes.planes[:3]}
    assert baked.storage["planes"] == (run_folder / "package/planes.json.gz").stat().st_size
    assert folder.is_replaceable(run_folder / "package")
    info.main([str(run_folder / "package")])
    assert "m^2, in planes.json.gz" in capsys.readouterr().out
    evaluate.main([str(run_folder / "package"), "--planes"])
    numbers = json.loads((run_folder / "package.eval/eval.json").read_text())
    assert numbers["planes"]["f1"] > 0.9
    bake.main([str(run_folder), "--output", str(tmp_path / "without")])
    capsys.readouterr()
    words = [str(tmp_path / "without"), "--planes", "--data", str(capture_folder)]
    assert "nr-bake --planes" in error_of(evaluate, words, capsys)
    broken = package.planes.replace(b'"format_version":1', b'"format_version":7')
    contents = folder.encode(package) | {
        "planes.json.gz": folder.encode(dataclasses.replace(package, planes=broken))["planes.json.gz"]
    }
    for name, data in contents.items():
        (tmp_path / "broken" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "broken" / name).write_bytes(data)
    assert "planes.json.gz: 'format_version' must be 1" in error_of(info, [str(tmp_path / "broken")], capsys)


def two_planes() -> Planes:
    """A square of 2 x 2 with a hole of 1 x 1 at z = 4, and one of 4 x 4 at z = 8, both seen from the origin."""
    made = []
    for depth, half in ((4.0, 1.0), (8.0, 2.0)):
        bare = Plane(np.array([0.0, 0, -1]), -depth, (), (0.5, 0.5, 0.5), 1.0)
        outer = half * np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]])
        holes = (0.5 * outer[::-1],) if depth == 4 else ()
        made.append(Plane(bare.normal, -depth, (Polygon(outer, holes),), bare.color, 1.0))
    return Planes(tuple(made))


def test_the_nearest_plane_is_seen_through_holes_and_from_its_front() -> None:
    K = torch.tensor([[[40.0, 0, 20], [0, 40, 20], [0, 0, 1]]])
    camera = Cameras(torch.eye(4)[None], K, 40, 40)
    ids = ids_seen(two_planes(), camera)
    assert ids[20, 20] == 2 and ids[20, 12] == 1 and ids[0, 0] == 0
    assert ((ids == 1).sum(), (ids == 2).sum()) == (20 * 20 - 10 * 10, 10 * 10)
    picture = tinted(torch.full((40, 40, 3), 0.5), two_planes(), camera)
    np.testing.assert_allclose(picture[20, 12], 0.5 + TINT * (np.array(color_of(1)) - 0.5), atol=1e-6)
    assert (picture[0, 0] == 0.5).all()
    behind = look_at(torch.tensor([0.0, 0, 12]), torch.zeros(3), torch.tensor([0.0, -1, 0]))
    assert not ids_seen(two_planes(), Cameras(behind[None], K, 40, 40)).any()


def test_a_render_tints_the_planes(run_folder: Path, tmp_path: Path) -> None:
    for name, words in (("plain", []), ("tinted", ["--planes"])):
        render.main([str(run_folder), "--path", "capture", "--frames", "1", "--output", str(tmp_path / name), *words])
    (plain,), (colored,) = (
        [np.asarray(Image.open(picture)) for picture in (tmp_path / name).glob("*.png")] for name in ("plain", "tinted")
    )
    assert (np.abs(plain.astype(int) - colored).max(axis=-1) > 20).mean() > 0.3
