"""nr-view: a run, a package or a file of splats in the browser."""

from __future__ import annotations

import contextlib
import signal
import tempfile
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import tyro

from neural_render.cli import console
from neural_render.errors import UserError

if TYPE_CHECKING:
    from neural_render.package.manifest import Manifest

# Between a host that draws right and one whose only fault is to round after every layer: of South Building, 64.2 and
# 37.6 dB (docs/package.md). What is missing or in a wrong order shows far less.
MIN_PSNR = 40.0  # dB
DESCRIPTION = "Shows a run, a package or a file of splats in the browser; what is no package yet is baked first."


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="RUN|PACKAGE|FILE")]
    """The folder of a run, a package (folder or zip), or a file of splats."""
    port: int = 7007
    """Where to listen; 0 for any port that is free."""
    lan: bool = False
    """Listen for phones in the same network, too; the address then holds a token."""
    open: bool = True
    """Open the browser."""
    check: bool = False
    """Only look with a headless browser: compare its first picture with the package's own renderer, and end."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    arguments = console.parse(Arguments, argv, prog="nr-view", description=DESCRIPTION)

    from neural_render.viewer.server import serve

    with package_for(arguments.subject) as (place, manifest):
        server, address = serve(place, manifest, arguments.port, is_open=arguments.lan)
        with server:
            if arguments.check:
                print(f"a headless browser {_looked_at(server, address, place)}")
                return
            print(f"{arguments.subject}: {address}\nCtrl-C ends", flush=True)
            if arguments.open:
                webbrowser.open(address)
            # Both signals end it in order, also where a shell that started it in the background hides Ctrl-C from it.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.default_int_handler)
            with contextlib.suppress(KeyboardInterrupt):
                server.serve_forever()


def _looked_at(server: ThreadingHTTPServer, address: str, place: Path) -> str:
    """What a headless browser shows of the package's first view, in words; raises UserError where that is another."""
    import torch

    from neural_render.bake import open_package
    from neural_render.cli.comparison import ORBIT_SIZE
    from neural_render.metrics import psnr
    from neural_render.package.cameras import camera_info, camera_of
    from neural_render.paths import orbit
    from neural_render.viewer import browser

    package, baked = open_package(place)
    views = package.manifest.views
    camera = views[0] if views else camera_info(orbit(baked.bounds, baked.frame.up, [], 1, *ORBIT_SIZE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with browser.Page(camera.width, camera.height) as page:
            viewer = browser.Viewer(page, address)
            shown = torch.from_numpy(viewer.picture(camera)[..., :3] / 255.0).float()  # [H, W, 3]
    finally:
        server.shutdown()
    similarity = psnr(shown, baked.render(camera_of(camera))[0][0])
    if not similarity >= MIN_PSNR:
        raise UserError(
            "the browser shows something else than the package",
            f"{similarity:.1f} dB against the package's own renderer, which is less than {MIN_PSNR:.0f}",
            "bake it again, or try another browser: name one in the variable CHROMIUM",
        )
    return f"shows it: {similarity:.1f} dB against the package's own renderer"


@contextlib.contextmanager
def package_for(subject: Path) -> Iterator[tuple[Path, Manifest]]:
    """The folder and manifest of the subject's package: its own, the run's unless the scene is newer, or one for now.

    Raises UserError where the subject is none, and for a run without a scene.
    """
    from neural_render.cli.bake import package_of
    from neural_render.cli.subject import capture_of, open_scene
    from neural_render.package import folder

    if subject.is_dir() and folder.is_package(subject):
        yield subject, folder.read(subject).manifest
        return
    with tempfile.TemporaryDirectory(prefix="neural-render-") as temporary:
        place = Path(temporary) / "package"
        if folder.is_package(subject):
            package = folder.read(subject)
        elif own := _own_package(subject):
            print(f"shown is {own[0]}")
            yield own
            return
        else:
            opened = open_scene(subject, "cpu")
            print(f"{subject} is baked for this view; nr-bake keeps a package")
            package = package_of(opened, capture_of(opened))
        folder.write(package, place)
        yield place, package.manifest


def _own_package(subject: Path) -> tuple[Path, Manifest] | None:
    """The package in a run's folder; None, and a note where there is one, unless it shows the run's scene."""
    from neural_render.package import folder
    from neural_render.package.manifest import MANIFEST_FILE
    from neural_render.runs import Run, is_run
    from neural_render.scene import SCENE_FILE

    run = Run(subject)
    baked, scene = run.package / MANIFEST_FILE, run.scene / SCENE_FILE
    if not is_run(subject) or not baked.is_file() or not scene.is_file():
        return None
    if baked.stat().st_mtime_ns < scene.stat().st_mtime_ns:
        print(f"note: {run.package} is older than the scene")
        return None
    try:
        return run.package, folder.read(run.package).manifest
    except UserError as error:
        print(f"note: {error.what}: {error.given}")
        return None
