"""nr-info names what a capture holds and each problem with file and reason; its status says whether it can be used."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
import written_captures as written
from PIL import Image

from neural_render.cli.info import main
from neural_render.configs import from_table
from neural_render.data import DataConfig, capture
from neural_render.data.capture import find_folder


@pytest.fixture
def info(capsys: pytest.CaptureFixture[str]):
    """Runs nr-info and returns status, stdout and stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = stop.code
        found = capsys.readouterr()
        return status, found.out, found.err

    return run


def test_a_good_capture_is_described(tmp_path: Path, info) -> None:
    written.write_colmap(tmp_path, written.FISHEYE)
    status, out, err = info(tmp_path, "--downscale", "2")
    assert (status, err) == (0, "")
    for text in (
        "COLMAP sparse model in sparse/0",
        "9 of 96x72 -> 48x36",
        "OPENCV_FISHEYE, focal 110.0 x 105.0 px",
        "7 training, 2 test: every 8th photo",
        "4 of the capture",
        "no problem was found",
    ):
        assert text in out


def test_the_field_of_view_is_that_of_the_lens(tmp_path: Path, info) -> None:
    """An ideal fisheye lens spans 96 px / 55 px per radian = 100 degrees; a pinhole of that focal length spans 82."""
    written.write_transforms(tmp_path, written.Model("OPENCV_FISHEYE", (55.0, 55.0, 48.0, 36.0, 0, 0, 0, 0)))
    _, out, _ = info(tmp_path)
    assert "100 x 75 degrees; undistorted to 82 x 66 degrees, 100.0%" in out


def test_every_problem_is_named(tmp_path: Path, info) -> None:
    table = written.write_transforms(tmp_path)
    frames = table["frames"]
    frames[1]["transform_matrix"][0][0] = float("nan")
    frames[2]["transform_matrix"] = (np.array(frames[2]["transform_matrix"]) @ np.diag([-1.0, 1, 1, 1])).tolist()
    (tmp_path / "images/03.png").unlink()
    photo = (tmp_path / "images/04.png").read_bytes()
    (tmp_path / "images/04.png").write_bytes(photo[: len(photo) // 2])
    frames[6]["transform_matrix"] = frames[5]["transform_matrix"]
    (tmp_path / "masks").mkdir()
    mask = np.full((72, 96), 255, dtype=np.uint8)
    mask[10:60, 10:80] = 0
    Image.fromarray(mask).save(tmp_path / "masks/07.png")
    (tmp_path / "transforms.json").write_text(json.dumps(table))
    status, out, err = info(tmp_path)
    assert status == 1 and "errors: 3" in err and "Traceback" not in err
    lines = {line.split()[0] + " " + " ".join(line.split()[1:]) for line in out.splitlines()}
    for level, *words in (
        ("error", "frames[1]", "not finite"),
        ("error", "frames[2]", "mirrored"),
        ("warning", "images/03.png", "no such image"),
        ("error", "images/04.png", "cannot read"),
        ("warning", "images/06.png", "same pose as images/05.png"),
        ("warning", "images/07.png", "inverted"),
    ):
        assert [line for line in lines if line.startswith(level) and all(word in line for word in words)], (words, out)


def test_doubts_do_not_make_a_capture_unusable(tmp_path: Path, info) -> None:
    written.write_transforms(tmp_path, written.Model("PINHOLE", (110.0, 110.0, 90.0, 36.0)))
    Image.new("RGBA", (96, 72), (9, 9, 9, 255)).save(tmp_path / "images/00.png")
    status, out, _ = info(tmp_path)
    assert status == 0
    assert "principal point (90, 36)" in out and "opaque everywhere" in out


def test_points_that_were_left_out_are_counted(tmp_path: Path, info) -> None:
    written.write_colmap(tmp_path, text=True)
    with open(tmp_path / "sparse/0/points3D.txt", "a") as file:
        file.write("99 nan 0 0 1 2 3 0.5\n")
    _, out, _ = info(tmp_path)
    assert "4 of the capture, left out: 1 not finite" in out


def test_a_cut_table_is_one_error(tmp_path: Path, info) -> None:
    written.write_transforms(tmp_path)
    text = (tmp_path / "transforms.json").read_text()
    (tmp_path / "transforms.json").write_text(text[: len(text) // 2])
    status, out, err = info(tmp_path)
    assert (status, out) == (1, "")
    assert [line.split(":")[0].strip() for line in err.splitlines()] == ["error", "given", "do"]


def test_a_bare_name_may_be_a_bundled_capture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written.write_transforms(tmp_path / "datasets/teapot")
    monkeypatch.setattr(capture.resources, "files", lambda package: tmp_path)
    monkeypatch.chdir(tmp_path / "datasets")
    assert find_folder(Path("teapot")) == Path("teapot")  # a folder here comes first
    monkeypatch.chdir(tmp_path)
    assert find_folder(Path("teapot")) == tmp_path / "datasets/teapot"
    with pytest.raises(Exception, match="did you mean 'teapot'"):
        find_folder(Path("teapto"))


def test_the_config_goes_to_a_table_and_back_and_checks_itself() -> None:
    config = DataConfig(Path("a"), downscale=3, background="random", masks=False)
    from neural_render.configs import to_table

    table = {key: value for key, value in to_table(config).items() if value is not None}  # TOML has no None
    assert from_table(DataConfig(Path("b")), table, "here") == config
    outside = [{"downscale": 0}, {"test_every": 1}, {"num_random_points": 0}, {"cache_bytes": -1}]
    for wrong in (*outside, {"segmenter_std": (1.0, 0.0, 1.0)}, {"normals_std": (1.0, 0.0, 1.0)}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            DataConfig(Path("a"), **wrong)


def test_a_ply_is_counted(tmp_path: Path, info) -> None:
    from neural_render.export import FileInfo
    from neural_render.export.ply import write
    from neural_render.splatting.splats import Splats

    splats = Splats(torch.rand(7, 3), torch.ones(7, 4), torch.zeros(7, 3), torch.zeros(7), torch.zeros(7, 3),
                    torch.zeros(7, 3, 3))  # fmt: skip
    write(tmp_path / "a.ply", splats, FileInfo(up=(0.0, 1.0, 0.0)))
    status, out, _ = info(tmp_path / "a.ply")
    assert status == 0 and "7, SH degree 1" in out and "(0.0, 1.0, 0.0)" in out
