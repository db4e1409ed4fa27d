"""Hosts decode trees to the codes that Python says, but for rounding, and show what it shows."""

from __future__ import annotations

import base64
import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from packages.trees import BACKGROUND, SHAPE, STEPS_THAT_DIFFER, package_of, some_blending
from test_representations import some_cameras

from neural_render.fields.hash_grid import HashGridLayout
from neural_render.metrics import psnr
from neural_render.package import folder
from neural_render.package.cameras import camera_info
from neural_render.package.folder import Package
from neural_render.representations.compact_gaussians import bake, trees
from neural_render.scene import over
from neural_render.splatting.raster import render
from neural_render.viewer import browser
from neural_render.viewer.server import serve

pytestmark = pytest.mark.extras

LEAST_DB = 45.0  # of a view; the mean must have 48
MEAN_DB = 48.0
MAX_DIFFERENT = 0.002  # of the codes, by rounding: a step of a mean is 1e-4 of the scene
NUM_TREES = 900  # their nodes are neither a multiple of the targets' width nor below it
LARGE = dataclasses.replace(SHAPE, sh_degree=2, num_children=3, width=64, attention=32)
PLAIN = dataclasses.replace(SHAPE, num_children=1, sh_degree=0, attention=0, is_contracted=False)
UNPREDICTED = dataclasses.replace(
    SHAPE, grid=HashGridLayout(1, SHAPE.grid.num_features, 3, 16, 16), sh_degree=2, width=4, attention=0
)
CASES = {
    "sorted": (SHAPE, None),
    "coverage": (SHAPE, some_blending("coverage")),
    "degree 2": (dataclasses.replace(SHAPE, sh_degree=2), None),
    "large nets": (LARGE, some_blending("coverage")),
    "no attention": (PLAIN, None),
    "no prediction": (UNPREDICTED, None),  # the preset `plain`
}
# The targets of the passes that decode, one attachment after the other.
READ = """(() => {
  const { scene, gl } = view.viewer;
  return scene.draws.filter(({ entry }) => entry.when === "load").flatMap(({ entry }) => {
    const frame = scene.targets.frame(entry);
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame.framebuffer);
    return frame.attachments.map((_, index) => {
      const codes = new Uint32Array(4 * frame.width * frame.height);
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + index);
      gl.readPixels(0, 0, frame.width, frame.height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, codes);
      const bytes = new Uint8Array(Uint16Array.from(codes).buffer);
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    });
  });
})()"""


@pytest.fixture(scope="module", autouse=True)
def steps_that_differ() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in STEPS_THAT_DIFFER.items():
            patch.setattr(trees, name, value)
        yield


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES)
def package(request: pytest.FixtureRequest) -> Package:
    shape, blending = request.param
    return package_of(NUM_TREES, shape, blending)


def check_codes(layers: list[np.ndarray], package: Package) -> None:  # [N, 4] each
    """That they are those of Python, or beside them."""
    codes = bake.codes_of(package)
    expected = torch.cat(list(codes.values())).numpy()  # [L, N, 4]
    steps = np.abs(np.stack(layers).astype(int) - expected)
    assert steps.max() <= 1 and (steps > 0).mean() < MAX_DIFFERENT, (steps.max(), (steps > 0).mean())


def check_pictures(pictures: list[np.ndarray], package: Package) -> None:
    splats = bake.unpack(package)
    values = [
        psnr(
            torch.from_numpy(picture[..., :3] / 255.0).float(),
            over(render(splats, camera, sh_degree=splats.sh_degree), torch.tensor(BACKGROUND))[0],
        )
        for picture, camera in zip(pictures, some_cameras(160, 120), strict=True)
    ]
    assert min(values) > LEAST_DB and sum(values) / len(values) > MEAN_DB, values


def test_a_gpu_decodes_what_python_does(package: Package) -> None:
    pytest.importorskip("wgpu", reason="make test-extras")
    from neural_render.viewer.gpu import GpuHost

    host, count = GpuHost(package), package.manifest.num_primitives
    tables = [host.read_target(name) for name in bake.codes_of(package)]
    layers = [layer.reshape(-1, 4)[:count] for table in tables for layer in (table if table.ndim == 4 else [table])]
    check_codes(layers, package)
    check_pictures([host.render(camera_info(camera)) for camera in some_cameras(160, 120)], package)


@pytest.fixture(scope="module")
def page() -> Iterator[browser.Page]:
    if browser.find() is None:
        pytest.skip("no browser: apt install chromium, or name one in CHROMIUM")
    with browser.Page(160, 120) as page:
        yield page


def test_a_browser_decodes_what_python_does(package: Package, page: browser.Page, tmp_path: Path) -> None:
    folder.write(package, tmp_path / "package")
    server, address = serve(tmp_path / "package", package.manifest, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        viewer = browser.Viewer(page, address)
        layers = [np.frombuffer(base64.b64decode(data), "<u2").reshape(-1, 4) for data in page.evaluate(READ)]
        check_codes([layer[: package.manifest.num_primitives] for layer in layers], package)
        check_pictures([viewer.picture(camera_info(camera)) for camera in some_cameras(160, 120)], package)
    finally:
        server.shutdown()
        server.server_close()
