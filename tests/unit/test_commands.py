"""nr-eval, nr-export and nr-render on splats whose pictures are known: a capture made from their own renders."""

import dataclasses
import json
import math
import shutil
import subprocess
import sys

import numpy as np
import pytest
import torch
from PIL import Image

from neural_render.cameras import Cameras, look_at, opengl_c2w_from_viewmat
from neural_render.cli import bake, comparison, console, evaluate, export, info, render
from neural_render.cli.subject import open_subject
from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from neural_render.export import FORMATS, FileInfo, ply
from neural_render.files import write_json
from neural_render.package import folder as folder_of
from neural_render.package.cameras import camera_info
from neural_render.runs import Run, RunConfig, TrainConfig
from neural_render.splatting.splats import Splats

WIDTH, HEIGHT, FOCAL = 48, 36, 60.0
UP = (0.0, 0.0, 1.0)


def a_ball(count=60, degree=1):
    """Opaque coloured splats in a ball around the origin."""
    generator = torch.Generator().manual_seed(0)
    directions = torch.nn.functional.normalize(torch.randn(count, 3, generator=generator), dim=1)
    return Splats(
        means=0.8 * directions * torch.rand(count, 1, generator=generator) ** (1 / 3),
        quats=torch.randn(count, 4, generator=generator),
        log_scales=-1.6 + 0.3 * torch.randn(count, 3, generator=generator),
        logit_opacities=2 + torch.randn(count, generator=generator),
        sh0=torch.randn(count, 3, generator=generator),
        shN=0.2 * torch.randn(count, (degree + 1) ** 2 - 1, 3, generator=generator),
    )


@pytest.fixture(scope="module")
def ball_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("ball") / "ball.ply"
    ply.write(path, a_ball(), FileInfo(up=UP, background=(1.0, 1.0, 1.0)))
    return path


@pytest.fixture(scope="module")
def capture_folder(ball_file, tmp_path_factory):
    """Photos of the ball from a ring of cameras, in nerfstudio's layout."""
    folder = tmp_path_factory.mktemp("ball-capture")
    scene = open_subject(ball_file, "cpu").scene
    frames = []
    for index in range(12):
        angle = 2 * math.pi * index / 12
        center = torch.tensor([3 * math.cos(angle), 3 * math.sin(angle), 1.0], dtype=torch.float64)
        viewmat = look_at(center, torch.zeros(3, dtype=torch.float64), torch.tensor(UP, dtype=torch.float64))
        K = torch.tensor([[FOCAL, 0, WIDTH / 2], [0, FOCAL, HEIGHT / 2], [0, 0, 1]])
        picture, _ = scene.render(render_camera(viewmat, K))
        name = f"{index:02d}.png"
        Image.fromarray((picture[0] * 255 + 0.5).to(torch.uint8).numpy()).save(folder / name)
        frames.append({"file_path": name, "transform_matrix": opengl_c2w_from_viewmat(viewmat).tolist()})
    intrinsics = {"w": WIDTH, "h": HEIGHT, "fl_x": FOCAL, "fl_y": FOCAL, "cx": WIDTH / 2, "cy": HEIGHT / 2}
    write_json(folder / "transforms.json", intrinsics | {"frames": frames})
    return folder


def render_camera(viewmat, K):
    return Cameras(viewmat[None].float(), K[None], WIDTH, HEIGHT)


@pytest.fixture
def run_folder(ball_file, capture_folder, tmp_path):
    """A run as nr-train leaves it, with the ball as its scene."""
    run = Run(tmp_path / "run")
    scene = open_subject(ball_file, "cpu").scene
    scene.save(run.scene)
    config = RunConfig("gaussians", DataConfig(path=capture_folder), TrainConfig(), scene.representation.config)
    run.write_config(config)
    return run.folder


def pictures_in(folder):
    return [np.asarray(Image.open(path)).astype(float) / 255 for path in sorted(folder.glob("*.png"))]


def test_a_file_is_measured_on_a_capture(ball_file, capture_folder, tmp_path, capsys):
    evaluate.main([str(ball_file), "--data", str(capture_folder), "--output-dir", str(tmp_path / "out")])
    numbers = json.loads((tmp_path / "out" / "eval.json").read_text())
    # The photos are the renders, rounded to 8 bits: a uniform error of half a step.
    assert numbers["psnr"] == pytest.approx(-10 * math.log10(1 / 12 / 255**2), abs=1.5)
    assert numbers["ssim"] > 0.999
    assert numbers["bytes"] == ball_file.stat().st_size and numbers["num_primitives"] == 60
    assert numbers["train_s"] is None and numbers["steps"] is None
    printed = capsys.readouterr().out
    assert f"{numbers['psnr']:.2f}" in printed and str(tmp_path / "out" / "eval") in printed


def test_a_run_knows_its_capture(run_folder, capture_folder, capsys):
    evaluate.main([str(run_folder), "--data", str(capture_folder)])
    numbers = json.loads((run_folder / "eval.json").read_text())
    assert (numbers["width"], numbers["height"]) == (WIDTH, HEIGHT)
    assert numbers["bytes"] == sum(path.stat().st_size for path in (run_folder / "scene").iterdir())
    capsys.readouterr()
    info.main([str(run_folder)])
    assert f"PSNR dB {numbers['psnr']:.2f}, SSIM {numbers['ssim']:.4f}, " in capsys.readouterr().out


def test_other_data_leaves_a_runs_own_numbers_alone(run_folder, capture_folder):
    evaluate.main([str(run_folder), "--downscale", "2"])
    assert not (run_folder / "eval.json").exists()
    numbers = json.loads((run_folder / f"eval_{capture_folder.name}" / "eval.json").read_text())
    assert (numbers["width"], numbers["height"]) == (WIDTH // 2, HEIGHT // 2)
    assert numbers["psnr"] > 20


@pytest.mark.parametrize("command", [evaluate, export, render])
def test_a_stopped_run_is_to_be_continued(run_folder, capsys, command):
    shutil.rmtree(run_folder / "scene")
    with pytest.raises(SystemExit):
        command.main([str(run_folder), *(["--output", "o"] if command is render else [])])
    printed = capsys.readouterr().err
    assert "has no scene yet" in printed and "--resume" in printed


def test_a_downscale_below_one_is_a_user_error(run_folder, capsys):
    with pytest.raises(SystemExit):
        evaluate.main([str(run_folder), "--downscale", "0"])
    assert "given: --downscale 0" in capsys.readouterr().err


def test_an_export_has_the_formats_ending(run_folder, tmp_path, capsys):
    with pytest.raises(SystemExit):
        export.main([str(run_folder), "--output", str(tmp_path / "x.txt")])
    assert "do: give an --output that ends in .ply" in capsys.readouterr().err
    assert not (tmp_path / "x.txt").exists()


def test_printing_never_ends_a_command(tmp_path):
    """`command | head`: the reader is gone after the first line, the work is done all the same."""
    code = """
import sys
from pathlib import Path
from neural_render.cli import console
@console.run
def main(argv):
    for step in range(20_000):
        print("step", step, flush=step % 2 == 0)
        print("note", step, file=sys.stderr)
    Path("done").touch()
main([])
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline() == b"step 0\n"
    process.stdout.close()
    process.stderr.close()
    assert process.wait() == 0
    assert (tmp_path / "done").exists()


def test_an_error_without_a_file_names_none(capsys):
    @console.run
    def command(argv):
        raise OSError("too many things")

    with pytest.raises(SystemExit):
        command([])
    printed = capsys.readouterr().err
    assert "too many things" in printed and "None" not in printed


def test_a_file_that_names_no_background_takes_the_captures(ball_file, tmp_path):
    """Blender captures are white behind their alpha; the sheet's truth shows it."""
    splats, _ = ply.read(ball_file)
    ply.write(tmp_path / "a.ply", splats, FileInfo())
    center, target, up = (torch.tensor(v, dtype=torch.float64) for v in ((4.0, 0, 0), (0.0, 0, 0), UP))
    pose = opengl_c2w_from_viewmat(look_at(center, target, up))
    for part in ("train", "test"):
        Image.new("RGBA", (WIDTH, HEIGHT), (200, 0, 0, 0)).save(tmp_path / f"{part}.png")
        frame = {"file_path": f"./{part}", "transform_matrix": pose.tolist()}
        write_json(tmp_path / f"transforms_{part}.json", {"camera_angle_x": 0.7, "frames": [frame]})
    evaluate.main([str(tmp_path / "a.ply"), "--data", str(tmp_path)])
    (page,) = (tmp_path / "a.ply.eval" / "eval").glob("000_*.png")
    truth = np.asarray(Image.open(page))[-8 - HEIGHT : -8, 8 : 8 + WIDTH]
    assert (truth == 255).all()


def test_results_of_a_file_go_beside_it(ball_file, capture_folder, tmp_path):
    (tmp_path / "a.ply").write_bytes(ball_file.read_bytes())
    evaluate.main([str(tmp_path / "a.ply"), "--data", str(capture_folder)])
    assert (tmp_path / "a.ply.eval" / "eval.json").is_file()


def test_an_export_is_compared_on_the_test_views(run_folder, capsys):
    export.main([str(run_folder), "--format", "ply"])
    printed = capsys.readouterr().out
    assert f"wrote {run_folder / 'exports' / 'scene.ply'}: 60 splats" in printed
    assert "2 test views: PSNR against the scene 100.00 dB, worst 100.00 dB" in printed


def test_an_export_without_its_capture_is_compared_on_an_orbit(run_folder, capture_folder, capsys, tmp_path):
    config = Run(run_folder).config_file
    config.write_text(config.read_text().replace(str(capture_folder), str(tmp_path / "gone")))
    export.main([str(run_folder), "--output", str(tmp_path / "b.ply")])
    printed = capsys.readouterr().out
    assert "12 views of an orbit: PSNR against the scene 100.00 dB" in printed
    assert open_subject(tmp_path / "b.ply", "cpu").scene.frame.up == UP


def test_the_comparison_sees_a_difference(ball_file):
    scene = open_subject(ball_file, "cpu").scene
    changed = open_subject(ball_file, "cpu").scene
    with torch.no_grad():
        changed.representation.sh0 += 0.1
    camera = render_camera(torch.eye(4).index_put((torch.tensor(2), torch.tensor(3)), torch.tensor(3.0)), torch.tensor(
        [[FOCAL, 0, WIDTH / 2], [0, FOCAL, HEIGHT / 2], [0, 0, 1]]))  # fmt: skip
    assert 20 < comparison.psnrs(scene, changed, [camera], "cpu")[0] < 50


def test_an_orbit_of_a_file_shows_it_upright_and_whole(ball_file, tmp_path):
    render.main([str(ball_file), "--output", str(tmp_path / "o"), "--frames", "3", "--width", "64", "--height", "48"])
    for picture in pictures_in(tmp_path / "o"):
        assert picture.shape == (48, 64, 3)
        border = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
        assert border.min() > 0.95  # the background
        assert picture[20:28, 28:36].mean(axis=-1).min() < 0.9


def test_a_flight_through_the_capture_shows_its_photos(run_folder, capture_folder, tmp_path):
    render.main([str(run_folder), "--path", "capture", "--output", str(tmp_path / "c"), "--frames", "2"])
    first, last = pictures_in(tmp_path / "c")
    photos = pictures_in(capture_folder)
    assert np.abs(first - photos[0]).mean() < 0.01
    assert np.abs(last - photos[-1]).mean() < 0.01


def test_without_a_path_the_cameras_tell_where_to_go(run_folder, capture_folder, tmp_path):
    """Around what they look at, and along them where they look past the middle; a package's own views will do."""
    room = tmp_path / "room"
    shutil.copytree(capture_folder, room)
    table = json.loads((room / "transforms.json").read_text())
    for frame in table["frames"]:  # turned about their upward axis, to see nothing of the ball
        turn = np.diag([-1.0, 1.0, -1.0, 1.0])
        frame["transform_matrix"] = (np.array(frame["transform_matrix"]) @ turn).tolist()
    write_json(room / "transforms.json", table)

    def pictures(subject, *words):
        folder = tmp_path / f"pictures{len(list(tmp_path.iterdir()))}"
        render.main([str(subject), "--output", str(folder), "--frames", "3", *words])
        return pictures_in(folder)

    np.testing.assert_array_equal(pictures(run_folder), pictures(run_folder, "--path", "orbit"))
    in_room = pictures(run_folder, "--data", str(room))
    np.testing.assert_array_equal(in_room, pictures(run_folder, "--data", str(room), "--path", "capture"))
    assert min(picture.min() for picture in in_room) > 0.95  # the background
    bake.main([str(run_folder), "--output", str(tmp_path / "package")])
    package = folder_of.read(tmp_path / "package")
    views = tuple(camera_info(view.cameras, view.name) for view in load_capture(DataConfig(path=room)).views)
    moved = dataclasses.replace(package, manifest=dataclasses.replace(package.manifest, views=views))
    folder_of.write(moved, tmp_path / "moved")
    size = ("--width", str(WIDTH), "--height", str(HEIGHT))
    assert min(picture.min() for picture in pictures(tmp_path / "moved", *size)) > 0.95
    assert min(picture.min() for picture in pictures(tmp_path / "package", *size)) < 0.9
    ways = [pictures(tmp_path / "moved", *size, *words) for words in ((), ("--path", "capture"))]
    np.testing.assert_array_equal(*ways)


def test_a_path_from_a_file(run_folder, capture_folder, tmp_path):
    views = load_capture(DataConfig(path=capture_folder)).views
    write_json(
        tmp_path / "path.json",
        {
            "width": WIDTH,
            "height": HEIGHT,
            "viewmats": [views[index].cameras.viewmats[0].tolist() for index in (3, 5)],
            "Ks": [views[0].cameras.Ks[0].tolist()],
        },
    )
    render.main([str(run_folder), "--path", str(tmp_path / "path.json"), "--output", str(tmp_path / "f")])
    photos = pictures_in(capture_folder)
    for picture, photo in zip(pictures_in(tmp_path / "f"), (photos[3], photos[5]), strict=True):
        assert np.abs(picture - photo).mean() < 0.003


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--frames", "0"], "--frames 0"),
        (["--width", "100000"], "--width 100000"),
        (["--width", "2", "--height", "20000"], "--height 20000"),
        (["--frames", "1000000"], "--frames 1000000"),
        (["--output", "v.avi"], "ends in .mp4"),
        (["--path", "p.json", "--width", "10"], "the path file says how many frames"),
        (["--path", "capture"], "does not know its capture"),
        (["--path", "circle"], "cannot read the camera path circle"),
        (["--up", "0", "0", "0"], "--up 0 0 0"),
        (["--output", "a.mp4", "--width", "31", "--height", "30"], "31x30"),
        (["--output", "."], "will not replace"),
    ],
)
def test_what_cannot_be_rendered_is_said_in_three_lines(ball_file, tmp_path, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.txt").write_text("mine")
    with pytest.raises(SystemExit) as stop:
        render.main([str(ball_file), "--output", "out", *arguments])
    assert stop.value.code == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert [line.split(":")[0].strip() for line in lines] == ["error", "given", "do"]
    assert message in "\n".join(lines)
    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]


def test_an_export_of_a_file_must_not_have_its_name(ball_file, capsys):
    before = ball_file.read_bytes()
    for arguments in ([], ["--output", str(ball_file)]):
        with pytest.raises(SystemExit):
            export.main([str(ball_file), *arguments])
        assert "is the file that is read" in capsys.readouterr().err
    assert ball_file.read_bytes() == before


@pytest.mark.parametrize("name", ["compressed-ply", "spz"])
def test_every_command_takes_every_file_of_splats(run_folder, capture_folder, tmp_path, capsys, name):
    suffix = FORMATS[name].suffix
    export.main([str(run_folder), "--format", name])
    path = run_folder / "exports" / f"scene{suffix}"
    printed = capsys.readouterr().out
    assert f"wrote {path}: 60 splats" in printed
    assert float(printed.split("PSNR against the scene ")[1].split(" dB")[0]) > 38
    info.main([str(path)])
    assert f"{path.stat().st_size / 60:.1f} bytes a splat" in capsys.readouterr().out
    evaluate.main([str(path), "--data", str(capture_folder)])
    numbers = json.loads((path.with_name(path.name + ".eval") / "eval.json").read_text())
    assert numbers["bytes"] == path.stat().st_size and numbers["num_primitives"] == 60
    if name != "spz":  # which does not say what is behind the splats, and these photos do not either
        assert numbers["psnr"] > 36
    render.main([str(path), "--output", str(tmp_path / "orbit"), "--frames", "1", "--width", "32", "--height", "24"])
    assert len(list((tmp_path / "orbit").glob("*.png"))) == 1
    export.main([str(path), "--format", "ply"])
    assert open_subject(path.with_name("scene.ply"), "cpu").scene.num_primitives == 60
    with pytest.raises(SystemExit):
        export.main([str(run_folder), "--format", name, "--output", str(tmp_path / "a.ply")])
    assert f"give an --output that ends in {suffix}" in capsys.readouterr().err
