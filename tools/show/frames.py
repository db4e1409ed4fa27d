"""CPU time that packages take per picture in the viewer, each in a headless browser of its own, in turns.

Software draws there (docs/viewer.md): the figures compare packages with each other and say nothing about a phone.
"""

from __future__ import annotations

import dataclasses
import json
import os
import statistics
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from neural_render.package import folder
from neural_render.package.manifest import CameraInfo
from neural_render.viewer import browser
from neural_render.viewer.server import serve

REST_S = 0.3  # for the work that a page left behind
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
# One drawing per picture, of which a pixel is read, so that it is finished. A network's comes later.
DRAW = """(async () => {
  const {viewer} = view, gl = document.querySelector('canvas').getContext('webgl2');
  for (const camera of %s) {
    await new Promise((resolve) => {
      viewer.addEventListener('frame', () => resolve(), {once: true});
      viewer.setCamera(camera);
    });
    if (Object.keys(viewer.manifest.networks).length > 0) await viewer.render();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
})()"""


def cpu_ms_per_frame(
    packages: dict[str, Path], cameras: list[CameraInfo], num_blocks: int = 5
) -> dict[str, dict[str, Any]]:
    """Of every package: CPU ms per picture over all processes of its browser, and wall ms, medians of blocks.

    A block is all `cameras`, which have one size; a first one does not count.
    """
    words = DRAW % json.dumps([dataclasses.asdict(camera) for camera in cameras])
    cpu: dict[str, list[float]] = {name: [] for name in packages}
    wall: dict[str, list[float]] = {name: [] for name in packages}
    with ExitStack() as stack:
        pages = {name: _open(place, cameras[0], stack) for name, place in packages.items()}
        for index in range(1 + num_blocks):
            for name, page in pages.items():
                began, before = time.perf_counter(), _cpu_s(page.process_id)
                page.evaluate(words)
                if index:
                    cpu[name].append(1e3 * (_cpu_s(page.process_id) - before) / len(cameras))
                    wall[name].append(1e3 * (time.perf_counter() - began) / len(cameras))
                time.sleep(REST_S)
    return {
        name: {
            "cpu_ms": statistics.median(cpu[name]),
            "cpu_ms_of_blocks": cpu[name],
            "wall_ms": statistics.median(wall[name]),
            "pictures_per_block": len(cameras),
        }
        for name in packages
    }


def _open(place: Path, camera: CameraInfo, stack: ExitStack) -> browser.Page:
    server, address = serve(place, folder.read(place).manifest, 0)
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = stack.enter_context(browser.Page(camera.width, camera.height))
    browser.Viewer(page, address)
    return page


def _cpu_s(root: int) -> float:
    """CPU seconds of a process and all that it started."""
    children: dict[int, list[int]] = {}
    seconds: dict[int, float] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:  # it has ended
            continue
        process = int(status.parent.name)
        children.setdefault(int(fields[1]), []).append(process)
        seconds[process] = TICK_S * (int(fields[11]) + int(fields[12]))
    total, waiting = 0.0, [root]
    while waiting:
        process = waiting.pop()
        total += seconds.get(process, 0.0)
        waiting += children.get(process, [])
    return total
