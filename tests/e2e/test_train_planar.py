"""Flat splats as a user trains them: from points alone, and with segments and normals beside the photos."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest
from commands import SMALL
from PIL import Image

from neural_render.cli import evaluate, train
from neural_render.data import DataConfig, load_capture
from neural_render.runs import Run

GEOMETRY = {"flatten", "normal", "lift", "align", "separate"}


def write_maps(folder: Path) -> None:
    """Segments and normals of the tabletop's training photos: left and right, and walls that face the cameras."""
    ids = (1 + np.indices((48, 64))[1] // 32).astype(np.uint8)
    facing = np.broadcast_to(np.array([128, 128, 0], np.uint8), (48, 64, 3))
    capture = load_capture(DataConfig(Path("tabletop")), with_points=False)
    for name, values in (("segments", ids), ("normals", facing)):
        (folder / name).mkdir()
        for index in capture.train:
            Image.fromarray(values).save(folder / name / f"{Path(capture.views[index].name).stem}.png")


def test_planes_from_points_alone_and_with_given_maps(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["planar-gaussians", *SMALL, "--steps", "30", "--geometry-from", "0.3", "--grow-every", "5"]
    train.main([*command, "--cap", "4500", "--name", "points"])
    said = capsys.readouterr().out
    assert "not finite" not in said and "also learns" not in said
    runs = tmp_path / "outputs/tabletop/planar-gaussians"
    numbers = json.loads((runs / "points/eval.json").read_text())
    assert numbers["psnr"] > 15 and numbers["num_primitives"] > 4217  # grown beyond its points

    write_maps(tmp_path)
    maps = ["--segments", "segments", "--normals", "normals"]
    train.main([*command, *maps, "--name", "given"])
    assert "also learns from given normals and segments" in capsys.readouterr().out
    log = [json.loads(line) for line in (runs / "given/metrics.jsonl").read_text().splitlines()]
    assert set(log[-1]) >= GEOMETRY | {"given_normal"} and log[-1]["normal"] == 0 and log[-1]["lift"] > 0
    assert all(math.isfinite(value) for value in log[-1].values())
    assert Run(runs / "given").config().data.segments == tmp_path / "segments"

    def refused(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            train.main([*arguments])
        return capsys.readouterr().err

    # Training asks for the maps, measuring does not.
    shutil.rmtree(tmp_path / "segments")
    assert "there are no segments in" in refused(*command, *maps, "--name", "given", "--resume")
    evaluate.main([str(runs / "given")])
    assert "learns nothing from normals" in refused("gaussians", *SMALL, "--normals", "normals", "--name", "other")
