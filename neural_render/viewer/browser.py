"""A headless browser, driven through the pipe that Chromium offers for debugging: no driver, no port, no extra package.

The protocol is Chrome's DevTools protocol; messages are JSON, each ended by a zero byte, on the child's files 3 and 4.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Any

import numpy as np
from typing_extensions import Self

from neural_render.errors import UserError
from neural_render.package.manifest import CameraInfo

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Software WebGL, which is the same on every machine, and no traffic of the browser's own.
FLAGS = (
    *("--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),  # as root, as in containers, Chromium refuses to start with it
)
CHUNK_BYTES = 1 << 20
# A browser without WebGL2 gets a page without a viewer, but with the same words about what failed.
IS_REFUSED = "document.body?.dataset.state === 'failed' || document.getElementById('failure')?.hidden === false"
PROBLEM = """['failure-where', 'failure-problem'].map((id) => document.getElementById(id).textContent)
  .filter((text) => text).join(': ')"""
READ = """(async () => {
  await view.viewer.render();
  const {width, height, data} = view.viewer.readPixels();
  let text = '';
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return [width, height, btoa(text)];
})()"""


def find() -> str | None:
    """The browser on this machine: what CHROMIUM names, or one of the usual names."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Page:
    """One page of a headless browser that ends with it."""

    def __init__(self, width: int, height: int, timeout_s: float = 120.0) -> None:
        """Raises UserError where no browser is found or it does not start."""
        browser = find()
        if browser is None:
            raise UserError(
                "there is no browser to look with",
                f"none of {', '.join(NAMES)}",
                "apt install chromium, or name one in the variable CHROMIUM",
            )
        self._timeout_s, self._last_id, self._buffer = timeout_s, 0, b""
        self._session: str | None = None
        with contextlib.ExitStack() as stack:
            self._start(browser, stack)
            target = self._call("Target.createTarget", url="about:blank")["targetId"]
            self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            self._call("Emulation.setDeviceMetricsOverride", **size)
            self._parts = stack.pop_all()

    def _start(self, browser: str, stack: contextlib.ExitStack) -> None:
        """Starts the browser; the stack ends it, then closes the pipes and removes its profile."""
        profile = tempfile.TemporaryDirectory(prefix="neural-render-browser-", ignore_cleanup_errors=True)
        stack.enter_context(profile)
        for_child, self._to = os.pipe()
        self._from, from_child = os.pipe()
        for end in (self._to, self._from):
            stack.callback(os.close, end)
        # Away from 3 and 4, which the child's ends become.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (for_child, from_child)]
        command = [browser, "--headless", *FLAGS, f"--user-data-dir={profile.name}"]
        command += ["--remote-debugging-pipe", "about:blank"]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        place = {"pass_fds": (3, 4), "preexec_fn": lambda: (os.dup2(ends[0], 3), os.dup2(ends[1], 4))}
        try:
            self._process = subprocess.Popen(command, **quiet, **place)
        except OSError as error:
            raise UserError(
                "the headless browser does not start",
                f"{browser}: {error.strerror or error}",
                "apt install chromium, or name another in the variable CHROMIUM",
            ) from error
        finally:
            for end in (for_child, from_child, *ends):
                os.close(end)
        stack.callback(_end, self._process)

    @property
    def process_id(self) -> int:
        """Of the browser, whose other processes are its children."""
        return self._process.pid

    def open(self, address: str) -> None:
        self._call("Page.navigate", url=address)

    def evaluate(self, expression: str) -> Any:
        """What a JavaScript expression is, as plain data, after waiting for it where it is a promise.

        Raises RuntimeError where it throws.
        """
        answer = self._call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description") or details.get("text"))
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> None:
        """Returns when the expression is true; raises UserError when it takes too long."""
        limit = time.monotonic() + self._timeout_s
        while not self.evaluate(f"Boolean({expression})"):
            if time.monotonic() > limit:
                raise UserError(
                    "the browser does not come to an end", f"{expression} after {self._timeout_s:.0f} s", "try again"
                )
            time.sleep(0.05)

    def screenshot(self) -> bytes:
        """The page as a PNG."""
        return base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"])

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        try:
            os.write(self._to, json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise self._lost(is_closed=True) from error
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == self._last_id:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def _message(self) -> bytes:
        limit = time.monotonic() + self._timeout_s
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0.0, limit - time.monotonic()))
            data = os.read(self._from, CHUNK_BYTES) if ready else b""
            if not data:
                raise self._lost(is_closed=bool(ready))
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        return message

    def _lost(self, *, is_closed: bool) -> UserError:
        with contextlib.suppress(subprocess.TimeoutExpired):  # its files close a moment before it has ended
            self._process.wait(10 if is_closed else 0)
        state = self._process.poll()
        given = f"no answer for {self._timeout_s:.0f} s" if state is None else f"it ended with status {state}"
        return UserError("the headless browser does not answer", given, "try again, or look with a browser of your own")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._parts.close()


class Viewer:
    """The web viewer in a page."""

    def __init__(self, page: Page, address: str) -> None:
        """Opens `address` and waits for its package; raises UserError where the viewer refuses it."""
        self.page = page
        page.open(address)
        page.wait_for(f"document.body?.dataset.state === 'ready' || {IS_REFUSED}")
        if page.evaluate(IS_REFUSED):
            problem = page.evaluate(PROBLEM)
            raise UserError("the browser cannot show the package", problem, "bake it again, or try another browser")

    def picture(self, camera: CameraInfo) -> np.ndarray:
        """[H, W, 4] uint8 of a camera, drawn with the right order."""
        self.page.evaluate(f"view.viewer.setCamera({json.dumps(dataclasses.asdict(camera))})")
        return pixels(self.page.evaluate(READ))


def pixels(answer: list[Any]) -> np.ndarray:
    """The picture [H, W, 4] uint8 that READ gave."""
    width, height, data = answer
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)
