"""A Kinect's capture in two: where a point of the depth camera is in the photos, by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from tools.show import kinect


def test_depth_moves_into_the_photos_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """With focal lengths of 58.5 and 52.5 px, a tenth of the true ones."""
    monkeypatch.setattr(kinect, "FOCAL_PX", 52.5)
    depth = np.zeros((48, 64))
    depth[24, 32], depth[24, 34], depth[24, 44] = 2.0, 0.5, 0.5
    moved = kinect.moved_depth(depth, (58.5, 32.0, 24.0))
    # 52.5 (0.5 / 58.5 - 0.025 / 2) + 32 = 31.8 and 52.5 (2.5 / 58.5 - 0.05) + 32 = 31.6: the nearer hides the other.
    assert moved[24, 31] == 0.5
    assert moved[24, 40] == 0.5  # 52.5 (12.5 / 58.5 - 0.05) + 32 = 40.6
    assert np.count_nonzero(moved) == 2


def test_photos_are_without_depth_and_the_truth_has_it(tmp_path: Path) -> None:
    source = tmp_path / "source" / "room"
    source.mkdir(parents=True)
    frames = []
    for index in range(3):
        Image.new("RGB", (64, 48), (index, 0, 0)).save(source / f"{index}.png")
        Image.fromarray(np.full((48, 64), 2000, np.uint16)).save(source / f"{index}.depth.png")
        pose = np.eye(4)
        pose[0, 3] = index
        files = {"file_path": f"{index}.png", "depth_file_path": f"{index}.depth.png"}
        frames.append(files | {"transform_matrix": pose.tolist()})
    lens = {"w": 64, "h": 48, "fl_x": 585.0, "fl_y": 585.0, "cx": 32.0, "cy": 24.0, "depth_unit_scale_factor": 0.001}
    (source / "transforms.json").write_text(json.dumps(lens | {"frames": frames}))
    photos, measured = (load_capture(DataConfig(path)) for path in kinect.separated(source, tmp_path / "made"))
    assert photos.frame.meters_per_unit is None and not photos.views[0].maps
    assert measured.frame.meters_per_unit == 1 and "depth" in measured.views[0].maps
    for capture in (photos, measured):
        assert capture.views[2].cameras.centers[0].tolist() == pytest.approx([2.025, 0, 0])
        assert float(capture.views[0].cameras.Ks[0, 0, 0]) == 525
    assert set(np.unique(measured.views[0].read("depth").numpy()).tolist()) <= {0.0, 2.0}
