"""The figures of the first milestone: real captures trained on a CPU, the kernels' agreement and speed, resume."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tools.show.plot import line_chart
from tools.show.readme import write_table

BIN = Path(sys.executable).parent
BUNDLED = "tabletop"
# name -> arguments; every 8th photo is for testing unless the capture names its own.
CAPTURES = {
    "tabletop": ["--preset", "demo", "--eval-every", "500"],
    "lego_400": ["--steps", "14000", "--cap", "150000", "--eval-every", "2000"],
    "south_building_64": ["--downscale", "2", "--steps", "3000", "--cap", "80000", "--eval-every", "500"],
    "fox": ["--downscale", "2", "--steps", "3000", "--cap", "100000", "--eval-every", "1000"],
    "tankard_864": ["--downscale", "2", "--steps", "3000", "--cap", "100000", "--eval-every", "1000"],
}
NUM_KILLS = 5
NUM_CASES = 9  # of tools/bench


def train_captures(captures: Path, root: Path) -> dict[str, Any]:
    """Trains and measures every capture that is there; one curve of PSNR over seconds each."""
    trained = []
    for name, arguments in CAPTURES.items():
        data = name if name == BUNDLED else captures / name
        if name != BUNDLED and not data.is_dir():
            print(f"left out: {name} is not in {captures}")
            continue
        shutil.rmtree(_run_folder(root, name), ignore_errors=True)
        command = ["nr-train", "gaussians", "--data", str(data), "--name", "show", *arguments]
        subprocess.run([BIN / command[0], *command[1:]], cwd=root, check=True)
        trained.append(name)
    return collect(root, trained)


def collect(root: Path, names: list[str]) -> dict[str, Any]:
    """What the runs of these captures measured; writes the README's table, its picture and the plot."""
    results, curves = {}, {}
    for name in names:
        folder = _run_folder(root, name)
        lines = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
        curves[name] = [(line["seconds"], line["test_psnr"]) for line in lines if "test_psnr" in line]
        numbers = json.loads((folder / "eval.json").read_text())
        results[name] = {key: value for key, value in numbers.items() if key != "views"} | {
            "command": " ".join(["nr-train", "gaussians", "--data", name, *CAPTURES[name]]),
            "psnr_over_seconds": curves[name],
        }
        if name == BUNDLED:
            best = next((folder / "eval").glob(f"*{Path(numbers['best']).stem}.png"))
            shutil.copy(best, root / "docs" / "tabletop.png")
    chart = line_chart(curves, "seconds of training", "PSNR of the test views, dB")
    (root / "docs" / "psnr_over_seconds.svg").write_text(chart)
    write_table(root / "README.md", results)
    return results


def _run_folder(root: Path, name: str) -> Path:
    return root / "outputs" / name / "gaussians" / "show"


def resume(captures: Path, root: Path) -> dict[str, Any]:
    """Kills a run with SIGKILL at random steps and compares the final tensors with an uninterrupted run's."""
    from neural_render.checkpoints import load_checkpoint

    steps = 600
    runs = root / "outputs" / "tabletop" / "gaussians"
    command = [BIN / "nr-train", "gaussians", "--data", "tabletop", "--downscale", "4", "--steps", str(steps)]
    command += ["--checkpoint-every", "50", "--reset-every", "200", "--background", "random", "--name"]

    def digest(name: str) -> str:
        _, _, tensors = load_checkpoint(runs / name / "checkpoints")
        parts = [key.encode() + tensors[key].numpy().tobytes() for key in sorted(tensors)]
        return hashlib.sha256(b"".join(parts)).hexdigest()

    def last_step(name: str) -> int:
        files = sorted((runs / name / "checkpoints").glob("step_*.safetensors"))
        return int(files[-1].stem[5:]) if files else 0

    for name in ["whole", *(f"killed_{number}" for number in range(NUM_KILLS))]:
        shutil.rmtree(runs / name, ignore_errors=True)
    subprocess.run([*command, "whole"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    generator = random.Random(0)
    kills = []
    for number in range(NUM_KILLS):
        name, at = f"killed_{number}", generator.randrange(50, steps - 50)
        process = subprocess.Popen([*command, name], cwd=root, stdout=subprocess.DEVNULL)
        while last_step(name) < at // 50 * 50 and process.poll() is None:
            time.sleep(0.002)
        # Checkpoints are 50 steps apart; the pause moves the kill between two of them.
        time.sleep(generator.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        if process.wait() != -signal.SIGKILL or (runs / name / "scene").exists():
            raise RuntimeError(f"{name} was not killed in the middle: status {process.returncode}")
        subprocess.run([*command, name, "--resume"], cwd=root, check=True, stdout=subprocess.DEVNULL)
        kills.append({"killed_after_checkpoint": at // 50 * 50, "sha256": digest(name)})
    expected = digest("whole")
    return {"uninterrupted_sha256": expected, "kills": kills, "all_equal": all(k["sha256"] == expected for k in kills)}


def agreement(captures: Path, root: Path) -> dict[str, Any]:
    """The worst error of every tensor and gradient against the float64 oracle, over the scenes of the tests."""
    sys.path.insert(0, str(root / "tests" / "unit"))
    import raster_scenes
    import test_raster

    from neural_render import native

    best, results = native.isa(), {}
    for isa in native.isas():
        native.set_isa(isa)
        worst: dict[str, tuple[float, str]] = {}
        for name in raster_scenes.SCENES:
            for antialias in (False, True):
                case = raster_scenes.scene(name)
                errors = test_raster.check(case, "cpu", raster_scenes.SH_DEGREE, 7, antialias)
                for tensor, error in errors.items():
                    worst[tensor] = max(worst.get(tensor, (0.0, "")), (error, name))
        results[isa] = {tensor: {"error": error, "scene": name} for tensor, (error, name) in worst.items()}
    native.set_isa(best)
    return results


def iterations(captures: Path, root: Path) -> list[dict[str, Any]]:
    """Milliseconds of a training iteration, stage by stage, with one thread and with all."""
    subprocess.run([sys.executable, "-m", "tools.bench"], cwd=root, check=True)
    lines = (root / "benchmarks" / "cpu_iterations.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines[-NUM_CASES:]]


FIGURES = {"captures": train_captures, "agreement": agreement, "iterations": iterations, "resume": resume}
