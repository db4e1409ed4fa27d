"""Runs on disk: configs that are wrong, logs that were cut, checkpoints that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from neural_render.checkpoints import has_checkpoint, load_checkpoint, save_checkpoint
from neural_render.cli import train
from neural_render.data.config import DataConfig
from neural_render.errors import UserError
from neural_render.representations.gaussians.config import GaussiansConfig
from neural_render.runs import Run, RunConfig, TrainConfig

CONFIG = RunConfig("gaussians", DataConfig(path=Path("somewhere")), TrainConfig(steps=9), GaussiansConfig(cap=77))


def test_a_config_survives_the_disk(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.write_config(CONFIG)
    assert run.config() == CONFIG


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "no method"),
        ('method = "gaussians"\ndata = 3\n', "no data path"),
        ('method = "gaussians"\n[data]\npath = 3\n', "no data path"),
        ('method = "gaussians"\ntrain = 3\n[data]\npath = "x"\n', "'train' is no table"),
        ('method = "gaussians"\nsteps = 7\n[data]\npath = "x"\n[trian]\n', "'trian', did you mean 'train'"),
        ('method = "gaussian"\n[data]\npath = "x"\n', "gaussians"),
        ('method = "gaussians"\n[data]\npath = "x"\n[model]\nkap = 3\n', "'kap', did you mean 'cap'"),
    ],
)
def test_a_wrong_config_is_one_error(tmp_path: Path, text: str, named: str) -> None:
    run = Run(tmp_path)
    run.config_file.write_text(text)
    with pytest.raises(UserError) as caught:
        run.config()
    assert named in str(caught.value)


def test_a_preset_of_another_method_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="mobile-r2l"):
        CONFIG.updated({"method": "mobile-r2l"}, tmp_path / "p.toml")


def test_options_have_to_fit_the_preset_not_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(train, "_train", lambda run, config, is_shown: seen.append(config.model))
    command = ["light-slab", "--data", "tabletop", "--preset", "cpu-small", "--output-dir", str(tmp_path)]
    train.main([*command, "--teacher-share", "0", "--tail", "64"])
    assert seen[0].factor == 2 and seen[0].tail == (64,)
    with pytest.raises(SystemExit):
        train.main([*command, "--teacher-share", "0", "--tail", "64", "16"])


@pytest.mark.parametrize("values", [{"steps": 0}, {"seed": -1}, {"seed": 2**31}, {"checkpoint_every": 0}])
def test_impossible_settings_are_refused(values: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        TrainConfig(**values)


def test_the_log_is_json_and_forgets_what_a_resumed_run_writes_again(tmp_path: Path) -> None:
    run = Run(tmp_path)
    for step in (10, 20, 30):
        run.log({"step": step, "loss": float("nan") if step == 10 else 0.5})
    with open(tmp_path / "metrics.jsonl", "a") as file:
        file.write('{"step": 5, "lo')  # cut by a kill
    run.forget_log_after(20)
    lines = [json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines()]
    assert lines == [{"step": 10, "loss": None}, {"step": 20, "loss": 0.5}]


def tensors(step: int) -> dict[str, torch.Tensor]:
    return {"x": torch.tensor([float(step)])}


def steps_on_disk(folder: Path) -> list[int]:
    return sorted(int(path.stem[5:]) for path in folder.iterdir())


def test_the_newest_two_checkpoints_are_kept(tmp_path: Path) -> None:
    assert load_checkpoint(tmp_path) is None and not has_checkpoint(tmp_path)
    for step in (10, 20, 30):
        save_checkpoint(tmp_path, step, 1.5 * step, tensors(step))
    assert steps_on_disk(tmp_path) == [20, 30] and has_checkpoint(tmp_path)
    step, seconds, loaded = load_checkpoint(tmp_path)
    assert (step, seconds) == (30, 45.0) and torch.equal(loaded["x"], tensors(30)["x"])


def test_broken_checkpoints_give_way_to_older_and_newer_ones(tmp_path: Path) -> None:
    for step in (10, 970):
        save_checkpoint(tmp_path, step, 1.0, tensors(step))
    (tmp_path / "step_00000970.safetensors").write_bytes(b"cut")
    (tmp_path / "step_00001000.safetensors").write_bytes(b"")
    assert load_checkpoint(tmp_path)[0] == 10
    save_checkpoint(tmp_path, 30, 1.0, tensors(30))
    assert steps_on_disk(tmp_path) == [10, 30]
    for path in tmp_path.iterdir():
        path.write_bytes(b"cut")
    with pytest.raises(UserError, match="can be read"):
        load_checkpoint(tmp_path)
