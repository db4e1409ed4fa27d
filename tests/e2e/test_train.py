"""The main job, as a user does it: a capture trains, is measured, and leaves as a PLY."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from commands import SMALL

from neural_render.cli.train import main
from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from neural_render.export import ply
from neural_render.representations.gaussians.config import GaussiansConfig
from neural_render.representations.gaussians.model import Gaussians
from neural_render.runs import Run, TrainConfig
from neural_render.scene import Scene
from neural_render.train import train

EVAL_KEYS = {
    "method", "capture", "split", "num_views", "psnr", "ssim", "lpips", "bytes", "num_primitives", "train_s",
    "render_ms", "steps", "device", "commit", "seed", "width", "height",
}  # fmt: skip


def test_a_capture_becomes_a_measured_scene_and_a_ply(nr: Callable, tmp_path: Path) -> None:
    nr("train", "gaussians", *SMALL, "--steps", "300", "--eval-every", "100", "--name", "first")
    run = Run(tmp_path / "outputs/tabletop/gaussians/first")
    numbers = json.loads(run.eval_file.read_text())
    assert set(numbers) >= EVAL_KEYS
    assert numbers["steps"] == 300 and numbers["num_views"] == 12 and numbers["psnr"] > 20
    assert len(list(run.pictures.glob("*.png"))) == 13

    log = [json.loads(line) for line in (run.folder / "metrics.jsonl").read_text().splitlines()]
    curve = [line["test_psnr"] for line in log if "test_psnr" in line]
    assert len(curve) == 3 and curve[-1] > curve[0]
    assert abs(curve[-1] - numbers["psnr"]) < 1e-9

    scene = Scene.load(run.scene)
    splats, info = ply.read(run.exports / "scene.ply")
    assert torch.equal(splats.means, scene.representation.means.data)
    assert info.background == scene.background
    assert scene.provenance["steps"] == 300 and scene.provenance["seed"] == 0

    measured = nr("eval", run.exports / "scene.ply", "--data", "tabletop", "--downscale", "8")
    assert f"{numbers['psnr']:.2f}" in measured.stdout


def test_a_scene_may_be_measured_later(nr: Callable, tmp_path: Path) -> None:
    done = nr("train", "gaussians", *SMALL, "--steps", "20", "--name", "later", "--no-evaluate")
    run = Run(tmp_path / "outputs/tabletop/gaussians/later")
    assert run.scene.exists() and not run.eval_file.exists() and f"nr-eval {run.folder}"[-20:] in done.stdout
    nr("eval", run.folder)
    assert json.loads(run.eval_file.read_text())["steps"] == 20


def test_a_sort_free_scene_learns_from_a_sorted_one(nr: Callable, tmp_path: Path) -> None:
    nr("train", "gaussians", *SMALL, "--steps", "300", "--name", "teacher")
    teacher = tmp_path / "outputs/tabletop/gaussians/teacher"
    # After 200 steps seeds differ by 0.9 dB, after 400 by 0.1.
    for source in (teacher, teacher / "exports/scene.ply"):
        arguments = ["--steps", "400", "--teacher", source, "--name", source.stem]
        done = nr("train", "sort-free-gaussians", *SMALL, *arguments)
        assert ("nothing says" in done.stdout) == (source != teacher)
        run = Run(tmp_path / "outputs/tabletop/sort-free-gaussians" / source.stem)
        numbers = json.loads(run.eval_file.read_text())
        assert numbers["psnr"] > json.loads((teacher / "eval.json").read_text())["psnr"] - 0.5
    refused = nr("export", run.folder, check=False)
    assert refused.returncode == 1 and "ply" in refused.stderr and "Traceback" not in refused.stderr
    lost = nr("train", "sort-free-gaussians", *SMALL, "--teacher", "nowhere", "--name", "x", check=False)
    assert lost.returncode == 1 and "nowhere" in lost.stderr
    assert not (tmp_path / "outputs/tabletop/sort-free-gaussians/x").exists()


def test_a_light_field_gets_a_teacher_where_none_is_named(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("neural_render.cli.train.TEACHER_STEPS", 30)
    command = ["mobile-r2l", "--data", "tabletop", "--downscale", "8", "--steps", "20", "--width", "16"]
    command += ["--num-blocks", "1", "--tail", "8", "8", "4", "--output-dir", str(tmp_path)]
    main([*command, "--name", "first"])
    said = capsys.readouterr().out
    assert "without --teacher one is trained first" in said and "--format onnx" in said
    runs = tmp_path / "tabletop"
    teacher = runs / "gaussians/first_teacher"
    assert Run(runs / "mobile-r2l/first").config().train.teacher == teacher
    scene = Scene.load(runs / "mobile-r2l/first/scene")
    assert scene.provenance["teacher"]["steps"] == 30 and scene.num_primitives == 1
    assert "teacher" not in Scene.load(teacher / "scene").provenance

    main([*command, "--name", "photos", "--teacher-share", "0"])
    assert not (runs / "gaussians/photos_teacher").exists()
    for wrong, words in ((["--background", "random"], "learns its background"), (["--crop", "20"], "multiple of 8")):
        with pytest.raises(SystemExit):
            main([*command, "--name", "wrong", "--teacher-share", "0", *wrong])
        assert words in capsys.readouterr().err


def test_two_runs_with_one_seed_are_equal_and_a_preset_gives_defaults(nr: Callable, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[train]\nsteps = 20\nseed = 5\n[model]\nsh_degree = 1\n")
    for name, seed in (("a", "5"), ("b", "5"), ("c", "6")):
        nr("train", "gaussians", *SMALL, "--preset", "mine.toml", "--seed", seed, "--name", name)
    runs = [Run(tmp_path / "outputs/tabletop/gaussians" / name) for name in "abc"]
    assert [run.config().train.steps for run in runs] == [20, 20, 20]
    assert runs[0].config().model.sh_degree == 1 and runs[0].config().model.cap == 3000
    means = [Scene.load(run.scene).representation.means for run in runs]
    assert torch.equal(means[0], means[1])
    assert not torch.equal(means[0], means[2])


def test_a_step_that_is_not_finite_is_rolled_back_and_reported(tmp_path: Path, monkeypatch, capsys) -> None:
    capture = load_capture(DataConfig(path=Path("tabletop"), downscale=8, num_random_points=500))
    config = TrainConfig(steps=6)
    states = []

    def losses(self: Gaussians, batch: object, rendered: object, step: int) -> dict[str, torch.Tensor]:
        states.append({name: value.clone() for name, value in self.state_dict().items()})
        parts = original(self, batch, rendered, step)
        return {name: part * float("nan") for name, part in parts.items()} if step == 3 else parts

    original = Gaussians.losses
    monkeypatch.setattr(Gaussians, "losses", losses)
    model = Gaussians.init(GaussiansConfig(cap=500), capture, torch.Generator().manual_seed(0))
    run = Run(tmp_path / "run")
    run.folder.mkdir()
    train(model, capture, config, run, has_random_background=False, measure=lambda model: {})
    before, after = states[3], states[4]
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert not torch.equal(states[4]["means"], states[5]["means"])
    assert "step 4 gave values that are not finite" in capsys.readouterr().out
    assert "rolled back" in (run.folder / "metrics.jsonl").read_text()
