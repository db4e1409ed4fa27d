"""The viewer's server: its own files and the package's, nothing else, on loopback or behind a token."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from packages import small

from neural_render.errors import UserError
from neural_render.package import folder
from neural_render.package.manifest import Manifest
from neural_render.viewer.server import Server, serve


@pytest.fixture
def package(tmp_path: Path) -> tuple[Path, Manifest]:
    written = small.small_package()
    folder.write(written, tmp_path / "package")
    (tmp_path / "package" / "private.txt").write_text("not named by the manifest")
    (tmp_path / "secret.txt").write_text("beside the package")
    return tmp_path / "package", written.manifest


@contextmanager
def running(
    package: tuple[Path, Manifest], *, is_open: bool = False
) -> Iterator[tuple[http.client.HTTPConnection, str]]:
    """A connection to a server of the package, and the path of its address."""
    server, address = serve(*package, 0, is_open=is_open)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10), "/" + address.split("/", 3)[3]
    finally:
        server.shutdown()
        server.server_close()


def get(connection: http.client.HTTPConnection, path: str, method: str = "GET") -> tuple[int, bytes, str | None]:
    connection.request(method, path)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.headers["Content-Type"]


def test_the_viewer_and_every_file_of_the_package_are_there(package: tuple[Path, Manifest]) -> None:
    with running(package) as (connection, path):
        status, page, kind = get(connection, path)
        assert status == 200 and b"<canvas" in page and kind.startswith("text/html")
        assert get(connection, "/viewer.js")[2] == "text/javascript"
        for file in package[0].rglob("*.*"):
            name = file.relative_to(package[0]).as_posix()
            status, data, _ = get(connection, f"/package/{name}")
            assert (status, data) == ((404, data) if name == "private.txt" else (200, file.read_bytes()))
        status, data, _ = get(connection, "/package/manifest.json", "HEAD")
        assert (status, data) == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["/package/../secret.txt", "/package/%2e%2e/secret.txt", "//etc/passwd", "/../../../etc/passwd", "/package/", "/x"],
)
def test_nothing_else_is_served(package: tuple[Path, Manifest], path: str) -> None:
    with running(package) as (connection, _):
        assert get(connection, path)[0] == 404


def test_beyond_this_machine_the_address_holds_a_token(package: tuple[Path, Manifest]) -> None:
    with running(package, is_open=True) as (connection, path):
        assert len(path.split("/")[1]) >= 16
        assert get(connection, path)[0] == 200
        for guess in ("/", "/index.html", "/package/manifest.json", "/token/"):
            assert get(connection, guess)[0] == 404


def test_it_listens_on_loopback_and_a_taken_port_is_one_clear_error(package: tuple[Path, Manifest]) -> None:
    server, address = serve(*package, 0)
    with server:
        assert server.server_address[0] == "127.0.0.1" and address.startswith("http://127.0.0.1:")
        with pytest.raises(UserError, match="cannot listen on port"):
            serve(*package, server.server_port)


def test_browsers_that_leave_and_files_that_cannot_be_read_are_quiet(
    package: tuple[Path, Manifest], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = package[0] / "colors.bin"
    file.write_bytes(bytes(2**25))  # more than the buffers of a connection hold
    left = threading.Event()
    close = Server.shutdown_request

    def closed(server: Server, request: socket.socket) -> None:
        close(server, request)
        left.set()

    monkeypatch.setattr(Server, "shutdown_request", closed)
    with running(package) as (connection, _):
        connection.request("GET", "/package/colors.bin")
        # No lingering: the other end is told at once.
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        assert left.wait(10)

        def fail(path: Path) -> bytes:
            raise PermissionError("not yours")

        monkeypatch.setattr(Path, "read_bytes", fail)
        assert get(connection, "/package/colors.bin")[0] == 404
    assert capsys.readouterr().err == ""


def test_faults_of_ours_are_not_hidden(package: tuple[Path, Manifest], capsys: pytest.CaptureFixture[str]) -> None:
    server, _ = serve(*package, 0)
    with server:
        for error, is_shown in ((KeyError("ours"), True), (BrokenPipeError(), False)):
            try:
                raise error
            except Exception:
                server.handle_error(None, ("127.0.0.1", 1))
            assert ("KeyError" in capsys.readouterr().err) is is_shown
