"""What packages cost to load: in the browser viewer, and in Python.

Every package takes its turn in every round, in a browser of its own, so that a busy machine slows all alike. Times in
the browser are from the first byte to the first picture on the canvas, drawn by software: the decoding of compact
packages is drawn, too, so a GPU is much faster at it.
"""

from __future__ import annotations

import statistics
import threading
import time
from pathlib import Path
from typing import Any

from neural_render.bake import open_package
from neural_render.package import folder
from neural_render.viewer.browser import Page, Viewer
from neural_render.viewer.server import serve

WIDTH, HEIGHT = 400, 400
ROUNDS = 5


def loading(packages: dict[str, Path]) -> dict[str, Any]:
    """For each package (name -> folder) its bytes, those it takes on the GPU, and medians of the times to load it."""
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in packages}
    for _ in range(ROUNDS):
        for name, place in packages.items():
            rounds[name].append(_in_browser(place) | {"python_cpu_ms": _in_python(place)})
    return {
        name: {key: statistics.median(one[key] for one in times) for key in times[0]} for name, times in rounds.items()
    }


def _in_browser(place: Path) -> dict[str, float]:
    server, address = serve(place, folder.read(place).manifest, 0, is_open=False)
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with Page(WIDTH, HEIGHT) as page:
                stats = Viewer(page, address).page.evaluate("view.viewer.stats")
        finally:
            server.shutdown()
    return {
        "bytes": stats["packageBytes"],
        "gpu_bytes": stats["graphicsBytes"],
        "first_picture_ms": stats["firstPictureMs"],
    }


def _in_python(place: Path) -> float:
    started = time.process_time()
    open_package(place)
    return 1000 * (time.process_time() - started)
