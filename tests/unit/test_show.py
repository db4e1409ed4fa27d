"""What published figures are computed from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from packages.light_fields import BACKGROUND, BOUNDS, FRAME, cameras_around

from neural_render.bake import BakedScene
from neural_render.cameras import Cameras
from neural_render.types import Rendered
from tools.show import hybrid
from tools.show.frames import _cpu_s
from tools.show.show_5 import share_of_time
from tools.show.switching import successive, switching


def test_the_share_of_time_is_that_of_the_first_picture_as_good_as_the_other_s_last() -> None:
    slow = [(10.0, 18.0), (20.0, 24.0)]
    assert share_of_time([(4.0, 23.9), (8.0, 24.0), (12.0, 25.0)], slow) == pytest.approx(0.4)
    assert share_of_time([(4.0, 20.0)], slow) is None


def scene_of(brightness: list[float], path: Cameras) -> BakedScene:
    """Shows to camera i of the path one brightness everywhere."""

    def render(camera: Cameras) -> Rendered:
        index = int((path.centers - camera.centers).norm(dim=1).argmin())
        return Rendered(rgb=torch.full((1, 4, 5, 3), brightness[index]))

    return BakedScene("light-slab", render, 1, FRAME, BOUNDS, BACKGROUND, {}, {})


def test_a_jump_where_another_region_begins_is_found() -> None:
    first, second = cameras_around(5, 4)
    shares = torch.linspace(0, 1, 6)[:, None, None]
    viewmats = torch.lerp(first.viewmats, second.viewmats, shares)  # [6, 4, 4]
    path = Cameras(viewmats, first.Ks.expand(6, 3, 3), 5, 4)
    steady = scene_of([0.1, 0.11, 0.12, 0.13, 0.141, 0.152], path)
    jumping = scene_of([0.1, 0.11, 0.12, 0.33, 0.34, 0.35], path)
    assert successive(steady, path)[0] == pytest.approx(40, abs=0.01)

    found = switching(jumping, steady, path.centers[[0, 5]], 0.0, path)
    assert found["switches"] == [3] and found["light_field"]["largest_drop_at"] == 3
    assert (
        found["light_field"]["at_switches"] == found["light_field"]["largest_drop_db"] == pytest.approx(26.4, abs=0.1)
    )
    assert found["teacher"]["largest_drop_db"] == pytest.approx(0.83, abs=0.01) and not found["is_smooth"]
    assert found["ratio_at_switches"] == found["ratio"] and found["of_several_regions"] == 0
    mixed = switching(steady, steady, path.centers[[0, 5]], 1.0, path)
    assert mixed["is_smooth"] and mixed["of_several_regions"] == 2 and mixed["switches"] == [2, 3, 4]


def test_rows_of_hybrids_go_between_their_markers(tmp_path: Path) -> None:
    """Splats alone where no hybrid was found."""
    numbers = {"psnr": 30.0, "bytes": 700_000, "fragments_splats": 150.0, "fragments_panels": 0.0, "cpu_ms": 90.4}
    splats, panelled = numbers | {"panels": 0}, numbers | {"fragments_splats": 120.2, "fragments_panels": 0.5}
    file = tmp_path / "page.md"
    file.write_text("a\n<!-- results: python tools/show 6 --only hybrid -->\nold\n<!-- /results -->\nb\n")
    hybrid._write(file, {"one": {"splats": splats, "hybrid": panelled | {"panels": 2}}, "two": {"splats": splats}})
    lines = file.read_text().splitlines()
    assert (lines[0], lines[-2:]) == ("a", ["<!-- /results -->", "b"]) and "old" not in lines
    assert lines[4:6] == [
        "| one | 30.00, 30.00 | 0.700, 0.700 | 150.0, 120.7 | 90, 90 | 2 |",
        "| two | 30.00 | 0.700 | 150.0 | 90 | 0 |",
    ]


def test_cpu_time_is_that_of_all_processes_below() -> None:
    """Of a shell that waits while its child computes."""
    work = f"{sys.executable} -c 'while True: pass'"
    with subprocess.Popen(["sh", "-c", f"{work} & echo $!; wait"], stdout=subprocess.PIPE, text=True) as shell:
        child = int(shell.stdout.readline())
        try:
            while _cpu_s(shell.pid) < 0.1:
                assert shell.poll() is None
            below = _cpu_s(child)
            assert _cpu_s(shell.pid) >= below >= 0.05
        finally:
            os.kill(child, 9)
