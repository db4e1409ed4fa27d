"""What hosts show of real packages is what `render_baked` says, for every method and variant."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from packages.light_fields import SMALL
from test_representations import SETTINGS, make_scene, some_cameras, some_capture, trained

from neural_render import representations
from neural_render.bake import BakedScene, bake, open_package
from neural_render.cameras import Cameras
from neural_render.compress.budgets import Budget
from neural_render.metrics import psnr
from neural_render.package import folder
from neural_render.package.cameras import camera_info
from neural_render.package.folder import Package
from neural_render.viewer import browser
from neural_render.viewer.server import serve
from tools.show.show_3 import with_shuffled_rows

pytestmark = pytest.mark.extras

LEAST_DB = 45.0  # of a view; the mean must have 48
MEAN_DB = 48.0


NO_LIMIT, WITH_PALETTE = Budget(), Budget(num_entries=24)
# Light fields have no rows to shuffle: test_light_fields_on_hosts.py.
CASES = [(*setting, NO_LIMIT) for setting in SETTINGS if setting[0] not in SMALL]
CASES += [(name, {}, WITH_PALETTE) for name in ("gaussians", "sort-free-gaussians")]


def name_of(case: tuple[str, dict[str, str], Budget]) -> str:
    return "-".join([case[0], *case[1].values()] + ["palette"] * (case[2] is WITH_PALETTE))


@pytest.fixture(scope="module", params=CASES, ids=name_of)
def baked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Package, BakedScene]:
    name, settings, budget = request.param
    method = representations.find(name)
    model = method.load_model().init(method.Config(**settings), some_capture(), torch.Generator().manual_seed(0))
    place = tmp_path_factory.mktemp("real") / "package"
    folder.write(bake(make_scene(trained(model)), "synthetic", [], budget), place)
    return place, *open_package(place)


def check(pictures: list[np.ndarray], cameras: Cameras, baked: BakedScene) -> None:
    values = [
        psnr(torch.from_numpy(picture[..., :3] / 255.0).float(), baked.render(camera)[0][0])
        for picture, camera in zip(pictures, cameras, strict=True)
    ]
    assert min(values) > LEAST_DB and sum(values) / len(values) > MEAN_DB, values


def gpu_pictures(package: Package) -> list[np.ndarray]:
    pytest.importorskip("wgpu", reason="make test-extras")
    from neural_render.viewer.gpu import GpuHost

    host = GpuHost(package)
    return [host.render(camera_info(camera)) for camera in some_cameras(160, 120)]


def test_a_gpu_shows_what_was_baked(baked: tuple[Path, Package, BakedScene]) -> None:
    _, package, scene = baked
    check(gpu_pictures(package), some_cameras(160, 120), scene)


def test_the_order_of_the_rows_does_not_matter(baked: tuple[Path, Package, BakedScene]) -> None:
    _, package, _ = baked
    for ours, theirs in zip(gpu_pictures(package), gpu_pictures(with_shuffled_rows(package)), strict=True):
        assert np.abs(ours.astype(int) - theirs).max() <= 2


@pytest.fixture(scope="module")
def page() -> Iterator[browser.Page]:
    if browser.find() is None:
        pytest.skip("no browser: apt install chromium, or name one in CHROMIUM")
    with browser.Page(160, 120) as page:
        yield page


def test_a_browser_shows_what_was_baked(baked: tuple[Path, Package, BakedScene], page: browser.Page) -> None:
    place, package, scene = baked
    server, address = serve(place, package.manifest, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        viewer = browser.Viewer(page, address)
        cameras = some_cameras(160, 120)
        check([viewer.picture(camera_info(camera)) for camera in cameras], cameras, scene)
    finally:
        server.shutdown()
        server.server_close()
