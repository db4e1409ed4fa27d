"""What published figures are computed from."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import torch
from packages.light_fields import BACKGROUND, BOUNDS, FRAME, cameras_around

from neural_render.bake import BakedScene
from neural_render.cameras import Cameras
from neural_render.types import Rendered
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
