"""A browser on this machine, and pages of the viewer in it."""

from __future__ import annotations

import dataclasses
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from packages.fakes import FAKES

from neural_render.package.folder import write
from neural_render.viewer.browser import FLAGS, READ, find, pixels
from neural_render.viewer.server import WEB

DONE = "['ready', 'failed'].includes(view.viewer.state) || view.viewer.error !== null"


class Viewed:
    """A page of the viewer."""

    def __init__(self, page: Any, server: str) -> None:
        self.page, self.server, self.faults = page, server, []
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, package: str = "", **words: str) -> Viewed:
        """Opens the page with a package of the server's folder; waits until it is shown or refused."""
        if package:
            words["package"] = f"/packages/{package}"
        self.page.goto(f"{self.server}/?" + "&".join(f"{key}={value}" for key, value in words.items()))
        if package:
            self.page.wait_for_function(DONE)
        return self

    def get(self, expression: str) -> Any:
        """What an expression about `viewer` is."""
        return self.page.evaluate(f"async () => {{ const viewer = view.viewer; return {expression}; }}")

    def picture(self, camera: Any = None) -> np.ndarray:
        """[H, W, 4] uint8, for a camera of a manifest where one is given."""
        if camera is not None:
            self.page.evaluate("camera => view.viewer.setCamera(camera)", dataclasses.asdict(camera))
        return pixels(self.page.evaluate(READ))

    def rest(self) -> int:
        """Waits until no picture has been drawn for a while; the number of pictures so far."""
        number = -1
        while number != (number := self.get("viewer.stats.frames")):
            self.page.wait_for_timeout(400)
        return number


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="make test-extras")
    if find() is None:
        pytest.skip("no chromium: apt install chromium, or name one in CHROMIUM")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=find(), args=[*FLAGS])
        browser.devices = running.devices
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the server offers as /packages, with all fakes."""
    folder = tmp_path_factory.mktemp("packages")
    for name, make in FAKES.items():
        write(make().package, folder / name)
    return folder


@pytest.fixture(scope="session")
def server(packages: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            path = path.split("?")[0]
            if path.startswith("/packages/"):
                return str(packages / path.removeprefix("/packages/"))
            return str(WEB / path.lstrip("/"))

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(WEB)))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.fixture
def viewed(browser: Any, server: str) -> Iterator[Viewed]:
    """A page as on a desk, with a small window: software draws it."""
    context = browser.new_context(viewport={"width": 320, "height": 240})
    result = Viewed(context.new_page(), server)
    yield result
    context.close()
    assert result.faults == []


@pytest.fixture
def phone(browser: Any, server: str) -> Iterator[Viewed]:
    context = browser.new_context(**browser.devices["Pixel 7"])
    result = Viewed(context.new_page(), server)
    yield result
    context.close()
    assert result.faults == []
