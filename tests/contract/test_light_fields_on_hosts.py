"""Hosts compute light fields as Python says: networks narrow and wide, grids, regions, and sizes of all kinds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from packages.light_fields import BETWEEN, SPACE, cameras_around, package_of, random_field

from neural_render import representations
from neural_render.fields.net_passes import MAX_WIDTH
from neural_render.metrics import psnr
from neural_render.package import folder
from neural_render.package.cameras import camera_info
from neural_render.package.folder import Package
from neural_render.viewer import browser
from neural_render.viewer.server import WEB, serve

pytestmark = pytest.mark.extras

LEAST_DB = 48.0  # of a view; rounding to 8 bits alone leaves 58.9
SIZES = ((64, 48), (50, 38), (49, 37))  # of which the factor divides all, some resolutions, and nothing
CASES = {
    "points": ("mobile-r2l", {}),
    "points, wide": ("mobile-r2l", {"width": 50, "tail": (40, 12, 7), "factor": 12, "activation": "relu"}),
    "grids": ("light-slab", {}),
    "grids, one region": ("light-slab", {"num_features": 2, "num_regions": 1, "tail": (33, 20, 4), "factor": 8}),
    "grids, a shared network": ("light-slab", {"is_shared": True, "tail": (7,), "factor": 2}),
    "points, grids of space": ("mobile-r2l", SPACE),
    "grids, grids of space": ("light-slab", SPACE | {"space_features": 8, "tail_blocks": 0}),
    "a network": ("light-slab", {"width": 68}),
}


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES)
def package(request: pytest.FixtureRequest) -> Package:
    name, settings = request.param
    if settings.get("width", 0) > MAX_WIDTH:
        pytest.importorskip("onnxruntime", reason="make test-extras")
    return package_of(random_field(name, **settings), name)


def check(pictures: Iterator[np.ndarray], package: Package) -> None:
    render = representations.find(package.manifest.method).load_model().open_baked(package)
    for size in SIZES:
        expected = [render(camera).rgb[0] for camera in cameras_around(*size, BETWEEN)]
        assert min(float(picture.std()) for picture in expected) > 0.05  # there is something to see
        for picture in expected:
            value = psnr(torch.from_numpy(next(pictures)[..., :3] / 255.0).float(), picture)
            assert value > LEAST_DB, (size, value)


def all_cameras():
    return (camera_info(camera) for size in SIZES for camera in cameras_around(*size, BETWEEN))


def test_a_gpu_computes_what_python_does(package: Package) -> None:
    pytest.importorskip("wgpu", reason="make test-extras")
    from neural_render.viewer.gpu import GpuHost

    host = GpuHost(package)
    check((host.render(camera) for camera in all_cameras()), package)


@pytest.fixture(scope="module")
def page() -> Iterator[browser.Page]:
    if browser.find() is None:
        pytest.skip("no browser: apt install chromium, or name one in CHROMIUM")
    with browser.Page(160, 120) as page:
        yield page


def test_a_browser_computes_what_python_does(package: Package, page: browser.Page, tmp_path: Path) -> None:
    if package.networks and not (WEB / "onnxruntime").is_dir():
        pytest.skip("no onnxruntime-web: make networks")
    folder.write(package, tmp_path / "package")
    server, address = serve(tmp_path / "package", package.manifest, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        viewer = browser.Viewer(page, address)
        check((viewer.picture(camera) for camera in all_cameras()), package)
    finally:
        server.shutdown()
        server.server_close()
