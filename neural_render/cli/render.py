"""nr-render: a video or a folder of pictures along a camera path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import tyro

from neural_render.cli import console
from neural_render.errors import UserError
from neural_render.progress import show_progress

if TYPE_CHECKING:
    from neural_render.cameras import Cameras
    from neural_render.cli.subject import Subject
    from neural_render.planes.plane import Planes
    from neural_render.types import Capture

DESCRIPTION = "Renders a run, a package or a file of splats along a camera path, to an MP4 video or a folder of PNGs."
NUM_FRAMES = 120
MAX_FPS = 1000  # beyond this the container's clock cannot tell frames apart
# Without a capture nothing says how large the pictures should be.
DEFAULT_SIZE = (1280, 720)
NAMED_PATHS = (None, "orbit", "capture")


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="RUN|PACKAGE|FILE")]
    """The folder of a run, a package (folder or zip), or a file of splats."""
    output: Annotated[Path, tyro.conf.arg(metavar="FILE.mp4|FOLDER")]
    """The video (a name that ends in .mp4), or a folder for numbered PNG files."""
    path: Annotated[str | None, tyro.conf.arg(metavar="orbit|capture|FILE.json")] = None
    """orbit: around the scene; capture: a flight through the capture's cameras; or a JSON file with "width", "height",
    "viewmats" (4x4, world to camera, OpenCV axes) and "Ks" (3x3). Unless given: orbit where the cameras look at the
    middle of the scene, and capture where they do not, as in rooms."""
    frames: Annotated[int | None, tyro.conf.arg(metavar="INT")] = None
    """Pictures along the path; 120 unless given."""
    fps: int = 30
    """Pictures per second of the video."""
    width: Annotated[int | None, tyro.conf.arg(metavar="INT")] = None
    """Pixels; the capture's size unless given."""
    height: Annotated[int | None, tyro.conf.arg(metavar="INT")] = None
    """Pixels; in proportion to the width unless given."""
    data: Annotated[Path | None, tyro.conf.arg(metavar="CAPTURE")] = None
    """The capture whose cameras the path follows; a run knows its own."""
    planes: bool = False
    """Tint the planes, each in a colour of its own: those of a package, or those that nr-export would write."""
    up: Annotated[tuple[float, float, float] | None, tyro.conf.arg(metavar="X Y Z")] = None
    """The direction that is up, for a file that does not say; 0 -1 0 unless given."""
    device: Literal["cpu", "cuda"] = "cpu"
    """Where to render."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    arguments = console.parse(Arguments, argv, prog="nr-render", description=DESCRIPTION)

    from neural_render import pictures
    from neural_render.cli.subject import open_subject, planes_of

    _check(arguments)
    subject = open_subject(arguments.subject, arguments.device)
    is_needed = arguments.planes or arguments.path in NAMED_PATHS
    capture = _capture(arguments, subject) if is_needed else None
    cameras = _path(arguments, subject, capture)
    planes = planes_of(subject, capture) if arguments.planes else None
    frames = _rendered(subject, cameras, planes, arguments.device)
    if arguments.output.suffix.lower() == ".mp4":
        pictures.write_video(arguments.output, frames, cameras.width, cameras.height, arguments.fps)
    else:
        pictures.write_pngs(arguments.output, frames)
    print(f"wrote {arguments.output}: {len(cameras)} frames of {cameras.width}x{cameras.height}")


def _check(arguments: Arguments) -> None:
    """Everything that can be refused before work begins."""
    from neural_render.paths import MAX_FRAMES, MAX_SIDE_PX

    limits = {"frames": MAX_FRAMES, "fps": MAX_FPS, "width": MAX_SIDE_PX, "height": MAX_SIDE_PX}
    for name, most in limits.items():
        value = getattr(arguments, name)
        if value is not None and not 1 <= value <= most:
            raise UserError("cannot render", f"--{name} {value}", f"give a --{name} from 1 to {most}")
    suffix = arguments.output.suffix
    if suffix and suffix.lower() != ".mp4" and not arguments.output.is_dir():
        raise UserError(
            f"cannot write {arguments.output}",
            f"a name that ends in '{suffix}'",
            "give a name that ends in .mp4 for a video, or one without an ending for a folder of pictures",
        )
    if arguments.path not in NAMED_PATHS:
        given = [f"--{name}" for name in ("frames", "width", "height") if getattr(arguments, name) is not None]
        if given:
            raise UserError(
                "the path file says how many frames there are and their size", " ".join(given), "leave these out"
            )
    if arguments.up is not None and not any(arguments.up):
        raise UserError("cannot render", "--up 0 0 0", "give a direction")


def _path(arguments: Arguments, subject: Subject, capture: Capture | None) -> Cameras:
    from neural_render import paths

    if arguments.path not in NAMED_PATHS:
        return paths.read(Path(arguments.path))
    views = [view.cameras for view in capture.views] if capture else list(subject.views)
    width, height = _size(arguments, (views[0].width, views[0].height) if views else DEFAULT_SIZE)
    if max(width, height) > paths.MAX_SIDE_PX:
        raise UserError(
            "cannot render", f"{width}x{height} pixels", f"choose a size of at most {paths.MAX_SIDE_PX} pixels a side"
        )
    num_frames = arguments.frames or NUM_FRAMES
    scene = subject.scene
    bounds = capture.bounds if capture else scene.bounds
    goes_around = paths.look_inwards(views, bounds.center) if arguments.path is None else arguments.path == "orbit"
    if not goes_around:
        return paths.through(views, num_frames, width, height)
    up = arguments.up or (capture.frame.up if capture else scene.frame.up)
    return paths.orbit(bounds, up, views, num_frames, width, height)


def _capture(arguments: Arguments, subject: Subject) -> Capture | None:
    """The capture whose cameras the path follows; None for a path that must do without."""
    from neural_render.cli.subject import data_config
    from neural_render.data import load_capture

    config = data_config(subject.data, arguments.data, None)
    needs_one = arguments.path == "capture" and not subject.views
    if config is None and needs_one:
        raise UserError(f"{subject.path} does not know its capture", "no --data", "add --data CAPTURE")
    if config is None:
        return None
    try:
        return load_capture(config)
    except UserError as error:
        if arguments.data is not None or needs_one:
            raise
        known = "package's views" if subject.views else "scene's bounds"
        print(f"note: the capture cannot be read ({error.what}); the path is guessed from the {known}")
        return None


def _size(arguments: Arguments, size: tuple[int, int]) -> tuple[int, int]:
    """Width and height in pixels; even where the user leaves them open, because videos need that."""
    if arguments.width and arguments.height:
        return arguments.width, arguments.height
    if arguments.height:
        return _even(size[0] * arguments.height / size[1]), arguments.height
    width = arguments.width or _even(size[0])
    return width, _even(size[1] * width / size[0])


def _even(value: float) -> int:
    return max(2, 2 * round(value / 2))


def _rendered(subject: Subject, cameras: Cameras, planes: Planes | None, device: str) -> Iterator[Any]:
    """The frames [H, W, 3] as 8-bit pixels, one at a time, with the planes over them where there are any."""
    from neural_render.pictures import to_uint8
    from neural_render.planes.shown import tinted

    show = show_progress("rendered", "frames")
    for index, camera in enumerate(cameras):
        picture, _ = subject.scene.render(camera.to(device))
        pixels = picture[0] if planes is None else tinted(picture[0], planes, camera)
        show(index + 1, len(cameras))
        yield to_uint8(pixels)
