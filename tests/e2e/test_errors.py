"""What a user sees when something is wrong: three lines, exit status 1, no traceback, nothing half-written.

The texts are kept in tests/golden/errors/; `REGENERATE_GOLDENS=1 pytest tests/e2e/test_errors.py` writes them anew.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

GOLDENS = Path(__file__).parents[1] / "golden" / "errors"


def write_capture(folder: Path, num_views: int = 9) -> dict:
    """A small valid capture in nerfstudio's layout; returns what its transforms.json holds."""
    (folder / "images").mkdir(parents=True)
    generator = np.random.default_rng(0)
    frames = []
    for index in range(num_views):
        name = f"images/{index:02d}.png"
        Image.fromarray(generator.integers(0, 255, (12, 16, 3), dtype=np.uint8)).save(folder / name)
        pose = np.eye(4)
        pose[:3, 3] = [0.1 * index, 0, 4]
        frames.append({"file_path": name, "transform_matrix": pose.tolist()})
    description = {"w": 16, "h": 12, "fl_x": 20.0, "fl_y": 20.0, "cx": 8.0, "cy": 6.0, "frames": frames}
    (folder / "transforms.json").write_text(json.dumps(description))
    return description


def edit(folder: Path, change: Callable[[dict], None]) -> None:
    path = folder / "transforms.json"
    description = json.loads(path.read_text())
    change(description)
    path.write_text(json.dumps(description))


def cut_json(folder: Path) -> None:
    path = folder / "transforms.json"
    path.write_text(path.read_text()[:-40])


def cut_image(folder: Path) -> None:
    path = folder / "images/01.png"  # a training photo: 00 is for testing
    path.write_bytes(path.read_bytes()[:200])


def nan_camera(folder: Path) -> None:
    edit(folder, lambda d: d["frames"][3]["transform_matrix"][0].__setitem__(0, float("nan")))


def zero_focal(folder: Path) -> None:
    edit(folder, lambda d: d.update(fl_x=0.0))


def outside_path(folder: Path) -> None:
    edit(folder, lambda d: d["frames"][2].update(file_path="../../etc/passwd"))


def no_images(folder: Path) -> None:
    for path in (folder / "images").iterdir():
        path.unlink()


def nothing(folder: Path) -> None:
    pass


TRAIN = ["train", "gaussians", "--data", "capture", "--steps", "5", "--name", "run"]
CASES = {
    "capture_cut_json": (cut_json, TRAIN),
    "capture_cut_image": (cut_image, TRAIN),
    "capture_nan_camera": (nan_camera, TRAIN),
    "capture_zero_focal": (zero_focal, TRAIN),
    "capture_outside_path": (outside_path, TRAIN),
    "capture_no_images": (no_images, TRAIN),
    "capture_missing": (nothing, [*TRAIN, "--data", "nowhere"]),
    "method_unknown": (nothing, ["train", "gausians", "--data", "capture"]),
    "preset_unknown": (nothing, [*TRAIN, "--preset", "fsat"]),
    "preset_key_unknown": (lambda folder: (folder.parent / "p.toml").write_text("[train]\nstepz = 3\n"),
                           [*TRAIN, "--preset", "p.toml"]),
    "name_is_a_path": (nothing, [*TRAIN, "--name", "../x"]),
    "resume_nothing": (nothing, [*TRAIN[:-2], "--resume"]),
    "teacher_nowhere": (nothing, [*TRAIN, "--teacher", "nowhere"]),
    "teacher_is_no_run": (nothing, [*TRAIN, "--teacher", "capture"]),
    "no_gpu": (nothing, [*TRAIN, "--device", "cuda"]),
    "eval_no_run": (nothing, ["eval", "capture"]),
    "eval_no_file": (nothing, ["eval", "none.ply", "--data", "capture"]),
    "export_no_run": (nothing, ["export", "capture", "--format", "ply"]),
    "render_no_run": (nothing, ["render", "capture", "--path", "orbit", "--output", "out"]),
    "info_nothing": (nothing, ["info", "nowhere"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_input_is_one_error_of_three_parts(nr: Callable, tmp_path: Path, case: str) -> None:
    damage, (command, *arguments) = CASES[case]
    write_capture(tmp_path / "capture")
    damage(tmp_path / "capture")
    done = nr(command, *arguments, check=False)
    message = re.sub(r"torch \S+,", "torch VERSION,", done.stderr.replace(str(tmp_path), "FOLDER"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in message
    lines = message.strip().splitlines()
    assert [line.split(":")[0].strip() for line in lines] == ["error", "given", "do"], message
    assert not [path for path in tmp_path.rglob("*") if "scene" in path.name or ".tmp" in path.name]
    golden = GOLDENS / f"{case}.txt"
    if os.environ.get("REGENERATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(message)
    assert message == golden.read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ["gaussians", "--data", "capture", "--stepz", "3"],
        ["gaussians"],
        ["gaussians", "--data", "c", "--steps", "many"],
    ],
)
def test_bad_arguments_end_with_status_2(nr: Callable, arguments: list[str]) -> None:
    done = nr("train", *arguments, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    if "--stepz" in arguments:
        assert "--steps" in done.stdout + done.stderr


def test_a_full_disk_stops_in_order_and_keeps_the_last_checkpoint(nr: Callable, tmp_path: Path) -> None:
    write_capture(tmp_path / "capture")
    command = [Path(sys.executable).parent / "nr-train", *TRAIN[1:], "--steps", "40", "--checkpoint-every", "10"]
    # A limit on the size of files is what a process sees of a disk that is full: writes fail part of the way.
    done = subprocess.run(
        [*command, "--num-random-points", "3000"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert done.returncode == 1, done.stderr
    assert "cannot write" in done.stderr and "Traceback" not in done.stderr
    assert not [path for path in tmp_path.rglob("*") if ".tmp" in path.name or path.stat().st_size == 200_000]


def test_a_missing_photo_is_reported_and_the_others_train(nr: Callable, tmp_path: Path) -> None:
    write_capture(tmp_path / "capture", num_views=12)
    (tmp_path / "capture/images/05.png").unlink()
    done = nr("train", *TRAIN[1:])
    assert "images/05.png" in done.stdout + done.stderr
    assert "05.png" in nr("info", "capture").stdout


@pytest.mark.parametrize("command", ["train", "eval", "export", "render", "info", "download"])
def test_help_is_quick_because_it_imports_no_torch(command: str) -> None:
    code = (
        "import sys, contextlib, io\n"
        "from importlib.metadata import entry_points\n"
        f"main = entry_points(group='console_scripts', name='nr-{command}')['nr-{command}'].load()\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        "sys.exit('torch' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
