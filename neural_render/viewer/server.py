"""Serves the browser viewer and one package, from the wheel as from a clone, without special headers.

Nothing else can be asked for: the viewer's own files and those that the manifest names. Beyond this machine it listens
only on request, and then only to addresses that begin with a token.
"""

from __future__ import annotations

import dataclasses
import mimetypes
import secrets
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

from neural_render.errors import UserError
from neural_render.package.manifest import MANIFEST_FILE, Manifest

WEB = files("neural_render.viewer") / "web"
PACKAGE = "package"
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".json": "application/json",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers leave in the middle of an answer, as when a page is loaded anew: nothing to tell the user."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def serve(folder: Path, manifest: Manifest, port: int, *, is_open: bool = False) -> tuple[ThreadingHTTPServer, str]:
    """A server for the package in `folder` and the address of the viewer; `serve_forever` is left to the caller.

    Port 0 takes any that is free. `is_open` listens on all addresses of this machine, behind a token.
    Raises UserError where the port is taken.
    """
    token = secrets.token_urlsafe(16) if is_open else ""
    prefix = f"/{token}/" if token else "/"
    contents = {prefix + name: place for name, place in _web_files().items()}
    contents |= {f"{prefix}{PACKAGE}/{name}": folder / name for name in _package_files(manifest)}
    contents[prefix] = contents[f"{prefix}index.html"]
    try:
        server = Server(("" if is_open else "127.0.0.1", port), _handler(contents))
    except (OSError, OverflowError) as error:
        raise UserError(
            f"cannot listen on port {port}",
            getattr(error, "strerror", None) or str(error),
            "choose another --port, or 0 for any that is free",
        ) from error
    host = _address() if is_open else "127.0.0.1"
    return server, f"http://{host}:{server.server_port}{prefix}?package={PACKAGE}/"


def _handler(contents: dict[str, Path]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def _answer(self, *, with_body: bool) -> None:
            place = contents.get(self.path.split("?")[0])
            try:
                data = place.read_bytes() if place is not None and place.is_file() else None
            except OSError:
                data = None
            if data is None:
                self.send_error(404)
                return
            suffix = Path(place.name).suffix
            kind = TYPES.get(suffix) or mimetypes.guess_type(place.name)[0] or "application/octet-stream"
            self.send_response(200)
            # What is packed is opened by the viewer, not by the browser: no Content-Encoding.
            self.send_header("Content-Type", "application/octet-stream" if suffix == ".gz" else kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-cache")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if with_body:
                self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the terminal belongs to the command."""

    return Handler


def _web_files() -> dict[str, Path]:
    """The viewer's, and those of onnxruntime-web where `make networks` has put them."""
    root = Path(str(WEB))
    return {file.relative_to(root).as_posix(): file for file in root.rglob("*") if file.is_file()}


def _package_files(manifest: Manifest) -> list[str]:
    parts = [
        entry.file for table in (manifest.textures, manifest.meshes, manifest.networks) for entry in table.values()
    ]
    if manifest.planes is not None:
        parts.append(manifest.planes.file)
    shaders = dataclasses.asdict(manifest.shaders).values()
    return [MANIFEST_FILE, *parts, *(file for file in shaders if file is not None)]


def _address() -> str:
    """This machine's address in its network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return socket.gethostname()
