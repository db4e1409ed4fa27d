"""The wheel needs no clone: presets, the bundled capture, kernels, shaders and the browser viewer are inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_an_installed_wheel_trains_and_bakes_without_the_clone(tmp_path: Path) -> None:
    wheels, home = tmp_path / "wheels", tmp_path / "venv"
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", wheels, ROOT]
    subprocess.run([*build, "-Cbuild-dir=" + str(tmp_path / "build")], check=True, cwd=tmp_path)
    venv.create(home, with_pip=False)
    # The dependencies come from this environment's folder by path, which leaves out its editable install.
    site = Path(sysconfig.get_path("purelib", vars={"base": home, "platbase": home}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    wheel = next(wheels.glob("neural_render-*.whl"))
    python = home / "bin/python"
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", wheel], check=True)
    work = tmp_path / "elsewhere"
    work.mkdir()
    train = ["gaussians", "--data", "tabletop", "--preset", "demo", "--downscale", "8", "--steps", "20"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    run = work / "outputs/tabletop/gaussians/run"
    for command in (["nr-train", *train, "--name", "run"], ["nr-bake", run, "--target", "android"]):
        words = [home / "bin" / command[0], *command[1:]]
        done = subprocess.run(words, cwd=work, env=environment, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (run / "exports/scene.ply").is_file() and (run / "package/shaders/spirv.gz").is_file()
    assert (site / "neural_render/viewer/web/viewer.js").is_file()
    where = "import neural_render; print(neural_render.__file__)"
    found = subprocess.run([python, "-c", where], cwd=work, capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.startswith(str(home))
