"""One headless Chromium per viewer, so that its processes' CPU time is the viewer's and nobody else's."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np

from neural_render.errors import UserError
from neural_render.viewer.browser import find

TIMEOUT_MS = 120_000
MB = 1e6


def find_chromium() -> str:
    """Raises UserError where there is none."""
    found = find()
    if found is None:
        raise UserError("cannot measure viewers", "no chromium", "apt install chromium, or name one in CHROMIUM")
    return found


class Page:
    """A page of one viewer in its own browser."""

    def __init__(self, browser: Any, address: str, setup: dict[str, Any]) -> None:
        self._system = browser.new_browser_cdp_session()
        self._browser, self._address, self._setup = browser, address, setup
        self.version: str = browser.version
        self.faults: list[str] = []
        self._context = self._page = None

    def load(self) -> float:
        """Opens the page anew, with nothing cached; milliseconds from the navigation to the first picture."""
        if self._context is not None:
            self._context.close()
        size = {"width": self._setup["width"], "height": self._setup["height"]}
        self._context = self._browser.new_context(viewport=size)
        self._page = self._context.new_page()
        self._page.set_default_timeout(TIMEOUT_MS)
        self._page.on("pageerror", lambda error: self.faults.append(str(error)))
        self._page.add_init_script(f"window.setup = {json.dumps(self._setup)}")
        self._page.goto(self._address)
        self._page.wait_for_function("window.driven !== undefined")
        return self._page.evaluate("firstPictureMs")

    def heap_mb(self) -> float:
        """Of the page's thread after a collection: objects, and the buffers that they hold. Workers have their own."""
        session = self._context.new_cdp_session(self._page)
        session.send("HeapProfiler.collectGarbage")
        usage = session.send("Runtime.getHeapUsage")
        session.detach()
        return (usage["usedSize"] + usage.get("backingStorageSize", 0)) / MB

    def picture(self, camera: dict[str, Any]) -> tuple[np.ndarray, int]:
        """[H, W, 3] uint8 when it has come to rest, and how many splats were drawn."""
        result = self._page.evaluate("camera => driven.settle(camera)", camera)
        flat = np.frombuffer(base64.b64decode(result["data"]), np.uint8)
        return flat.reshape(camera["height"], camera["width"], 4)[::-1, :, :3].copy(), result["splats"]

    def block(self, first: int, count: int) -> tuple[list[float], float]:
        """Wall ms of each of some frames, and CPU ms per frame over all processes of the browser."""
        before = self._cpu_s()
        times = self._page.evaluate("([first, count]) => driven.frames(first, count)", [first, count])
        return times, 1e3 * (self._cpu_s() - before) / count

    def _cpu_s(self) -> float:
        return sum(process["cpuTime"] for process in self._system.send("SystemInfo.getProcessInfo")["processInfo"])


@contextmanager
def served(contents: dict[str, bytes]) -> Iterator[str]:
    """A server on loopback for contents by their addresses, without special headers; its own address."""
    kinds = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = contents.get(self.path)
            if data is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", kinds.get(Path(self.path).suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def rest() -> None:
    """Lets the work that a page left behind come to its end before another is measured."""
    time.sleep(0.3)
