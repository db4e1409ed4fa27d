"""What hosts show of real packages is what `render_baked` says, for every method and variant."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
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
from neural_render.splatting.panel_packing import joined
from neural_render.splatting.panels import Hybrid, Panels, levels_of
from neural_render.viewer import browser
from neural_render.viewer.server import serve
from tools.show.show_3 import with_shuffled_rows

pytestmark = pytest.mark.extras

LEAST_DB = 45.0  # of a view; the mean must have 48
MEAN_DB = 48.0


@dataclass(frozen=True)
class Case:
    name: str
    settings: dict[str, str]
    num_entries: int | None = None  # of a palette
    has_panels: bool = False
    has_giants: bool = False  # splats that cameras are nearly inside of

    def __str__(self) -> str:
        words = ["palette"] * (self.num_entries is not None) + ["panels"] * self.has_panels
        words += ["giants"] * self.has_giants
        return "-".join([self.name, *self.settings.values(), *words])


# Light fields have no rows to shuffle: test_light_fields_on_hosts.py.
CASES = [Case(*setting) for setting in SETTINGS if setting[0] not in SMALL]
CASES += [Case(name, {}, num_entries=24) for name in ("gaussians", "sort-free-gaussians")]
CASES += [Case(name, {}, has_panels=True) for name in ("gaussians", "sort-free-gaussians")]
CASES += [Case("sort-free-gaussians", {"variant": "exponential"}, has_panels=True)]
CASES += [Case("sort-free-gaussians", {}, has_giants=True)]


def panels(num_splats: int) -> Hybrid:
    """Two tiled rectangles that cut through the splats and each other, in the place of every third splat."""
    generator = torch.Generator().manual_seed(1)
    parts = []
    for corner, sides in (
        ([-0.9, -0.9, -0.3], [[1.8, 0.0, 0.0], [0.0, 1.8, 0.2]]),
        ([-0.2, -0.8, -0.8], [[0.1, 1.6, 0.0], [0.3, 0.0, 1.6]]),
    ):
        tiles = torch.rand(12, 16, 3, generator=generator)
        texels = torch.ones(96, 128, 4)
        texels[..., :3] = tiles.repeat_interleave(8, 0).repeat_interleave(8, 1)
        texels[:8], texels[30:50, 40:70, 3] = 0, 0
        place = torch.tensor([[0.0, 0.0, 1.0, 1.0]])
        parts.append(Panels(torch.tensor([corner]), torch.tensor([sides]), place, levels_of(texels)))
    return Hybrid(joined(parts), torch.arange(num_splats) % 3 > 0)


@pytest.fixture(scope="module", params=CASES, ids=str)
def baked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Package, BakedScene]:
    case = request.param
    method = representations.find(case.name)
    model = method.load_model().init(method.Config(**case.settings), some_capture(), torch.Generator().manual_seed(0))
    scene, place = make_scene(trained(model)), tmp_path_factory.mktemp("real") / "package"
    if case.has_giants:  # of 8 to 40 units, seen from about 3
        model.log_scales.data[:3] = torch.tensor([8.0, 20.0, 40.0]).log()[:, None]
    hybrid = panels(scene.num_primitives) if case.has_panels else None
    folder.write(bake(scene, "synthetic", [], Budget(num_entries=case.num_entries), hybrid=hybrid), place)
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
