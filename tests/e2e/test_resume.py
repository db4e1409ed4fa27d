"""A run that is killed and resumed ends in the same tensors bit for bit."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import SMALL

from neural_render.checkpoints import load_checkpoint
from neural_render.runs import Run

STEPS = 240
SETTINGS = [*SMALL, "--steps", str(STEPS), "--checkpoint-every", "30", "--grow-every", "20"]
SETTINGS += ["--reset-every", "60", "--background", "random"]
COMMAND = ["gaussians", *SETTINGS]


def final_hash(folder: Path) -> str:
    """Of every tensor of the last checkpoint: parameters, statistics, moments."""
    done, _, tensors = load_checkpoint(Run(folder).checkpoints)
    assert done == STEPS
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(name.encode() + tensors[name].numpy().tobytes())
    return digest.hexdigest()


def kill_after(step: int, folder: Path, name: str, number: int, command: list[str] = COMMAND) -> str:
    """Trains until the checkpoint after `step` is there, sends the signal `number`, returns stderr."""
    process = subprocess.Popen(
        [Path(sys.executable).parent / "nr-train", *command, "--name", name],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    checkpoints = folder / "outputs/tabletop" / command[0] / name / "checkpoints"
    while not any(int(path.stem[5:]) >= step for path in checkpoints.glob("step_*")):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.005)
    os.kill(process.pid, number)
    return process.communicate(timeout=60)[1]


def test_killed_runs_end_like_an_uninterrupted_one(nr: Callable, tmp_path: Path) -> None:
    nr("train", *COMMAND, "--name", "whole")
    runs = tmp_path / "outputs/tabletop/gaussians"
    expected = final_hash(runs / "whole")
    for step in (30, 120):
        kill_after(step, tmp_path, f"killed_{step}", signal.SIGKILL)
        nr("train", *COMMAND, "--name", f"killed_{step}", "--resume")
        assert final_hash(runs / f"killed_{step}") == expected

    # The log of a resumed run has every line once.
    steps = [line for line in (runs / "killed_120/metrics.jsonl").read_text().splitlines() if '"loss"' in line]
    assert len(steps) == len({line.split(",")[0] for line in steps})


@pytest.mark.parametrize("growth", ["default", "mcmc"])
def test_every_growth_resumes_to_the_same_bits(nr: Callable, tmp_path: Path, growth: str) -> None:
    command = [*COMMAND, "--growth", growth]
    nr("train", *command, "--name", "whole")
    kill_after(120, tmp_path, "killed", signal.SIGKILL, command)
    nr("train", *command, "--name", "killed", "--resume")
    runs = tmp_path / "outputs/tabletop/gaussians"
    assert final_hash(runs / "killed") == final_hash(runs / "whole")


def test_a_taught_sort_free_run_resumes_to_the_same_bits(nr: Callable, tmp_path: Path) -> None:
    nr("train", "gaussians", *SMALL, "--steps", "60", "--name", "teacher")
    command = ["sort-free-gaussians", *SETTINGS, "--teacher", "outputs/tabletop/gaussians/teacher"]
    nr("train", *command, "--name", "whole")
    kill_after(120, tmp_path, "killed", signal.SIGKILL, command)
    nr("train", *command, "--name", "killed", "--resume")
    runs = tmp_path / "outputs/tabletop/sort-free-gaussians"
    assert final_hash(runs / "killed") == final_hash(runs / "whole")


@pytest.mark.parametrize("is_taught", [False, True])
def test_a_compact_run_resumes_to_the_same_bits(nr: Callable, tmp_path: Path, is_taught: bool) -> None:
    command = ["compact-gaussians", "--data", "tabletop", "--downscale", "8", "--budget", "80kB", "--pictures", "2"]
    command += ["--steps", str(STEPS), "--checkpoint-every", "30", "--grow-every", "20"]
    if is_taught:
        nr("train", "gaussians", *SMALL, "--steps", "60", "--name", "teacher")
        command += ["--teacher", "outputs/tabletop/gaussians/teacher"]
    nr("train", *command, "--name", "whole")
    kill_after(120, tmp_path, "killed", signal.SIGKILL, command)
    nr("train", *command, "--name", "killed", "--resume")
    runs = tmp_path / "outputs/tabletop/compact-gaussians"
    assert final_hash(runs / "killed") == final_hash(runs / "whole")


@pytest.mark.parametrize("name", ["mobile-r2l", "light-slab"])
def test_a_light_field_resumes_to_the_same_bits(nr: Callable, tmp_path: Path, name: str) -> None:
    nr("train", "gaussians", *SMALL, "--steps", "60", "--name", "teacher")
    command = [name, "--data", "tabletop", "--downscale", "8", "--steps", str(STEPS), "--checkpoint-every", "30"]
    command += ["--teacher", "outputs/tabletop/gaussians/teacher", "--teacher-cameras", "around", "--pictures", "2"]
    command += [
        "--crop",
        "32",
        "--settle-from",
        "0.4",
        "--photos-from",
        "0.8",
        "--width",
        "16",
        "--num-blocks",
        "1",
        "--tail",
        "8",
        "8",
        "4",
    ]
    command += ["--teacher-views", "9" if name == "mobile-r2l" else "0"]
    nr("train", *command, "--name", "whole")
    kill_after(120, tmp_path, "killed", signal.SIGKILL, command)
    nr("train", *command, "--name", "killed", "--resume")
    runs = tmp_path / f"outputs/tabletop/{name}"
    assert final_hash(runs / "killed") == final_hash(runs / "whole")


def test_ctrl_c_stops_after_a_step_and_can_be_resumed(nr: Callable, tmp_path: Path) -> None:
    message = kill_after(30, tmp_path, "stopped", signal.SIGINT)
    assert "continue with --resume" in message and "Traceback" not in message
    for change in (["--sh-degree", "1"], ["--seed", "3"], ["--preset", "demo"], ["--downscale", "4"]):
        refused = nr("train", *COMMAND, *change, "--name", "stopped", "--resume", check=False)
        assert refused.returncode == 1 and "settings" in refused.stderr
    nr("train", *COMMAND, "--name", "stopped", "--resume")
    nr("train", *COMMAND, "--name", "whole")
    runs = tmp_path / "outputs/tabletop/gaussians"
    assert final_hash(runs / "stopped") == final_hash(runs / "whole")


@pytest.mark.parametrize("damage", [b"", b"garbage" * 100])
def test_a_broken_last_checkpoint_falls_back_to_the_one_before(nr: Callable, tmp_path: Path, damage: bytes) -> None:
    nr("train", *COMMAND, "--name", "whole")
    nr("train", *COMMAND, "--name", "whole", "--resume")  # nothing is left to do, and nothing is lost
    run = Run(tmp_path / "outputs/tabletop/gaussians/whole")
    expected = final_hash(run.folder)
    (run.checkpoints / f"step_{STEPS:08d}.safetensors").write_bytes(damage)
    again = nr("train", *COMMAND, "--name", "whole", "--resume")
    assert "cannot be read" in again.stdout
    assert final_hash(run.folder) == expected
