"""nr-export: a scene as a file for other programs, decoded and rendered again before it is called done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import tyro

from neural_render.cli import console
from neural_render.errors import UserError
from neural_render.export import FORMATS
from neural_render.progress import show_progress

if TYPE_CHECKING:
    from neural_render.cameras import Cameras
    from neural_render.cli.subject import Subject
    from neural_render.scene import Scene

DESCRIPTION = "Writes a run as a file for other programs, reads it back and compares what both render."
# So many views show a difference; all of a large capture would only take longer.
MAX_VIEWS = 12
ORBIT_SIZE = (640, 480)


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="RUN|FILE")]
    """The folder of a run, or a PLY."""
    format: str = "ply"
    """The format of the file."""
    output: Annotated[Path | None, tyro.conf.arg(metavar="FILE")] = None
    """The file; RUN/exports/scene.ply, or FILE with another ending, unless given."""
    device: Literal["cpu", "cuda"] = "cpu"
    """Where to render for the comparison."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    description = f"{DESCRIPTION} Formats: {', '.join(FORMATS)}."
    arguments = console.parse(Arguments, argv, prog="nr-export", description=description)

    from neural_render.cli.subject import open_subject
    from neural_render.export import export

    subject = open_subject(arguments.subject, arguments.device)
    output = arguments.output or _default_output(subject, arguments.format)
    if output.resolve() == subject.path.resolve():
        raise UserError(f"{output} is the file that is read", f"--output {output}", "choose another --output")
    if arguments.format in FORMATS and output.suffix.lower() != (suffix := FORMATS[arguments.format].suffix):
        raise UserError(
            f"cannot write {output} as {arguments.format}",
            f"a name that ends in '{output.suffix}'",
            f"give an --output that ends in {suffix}",
        )
    export(subject.scene, arguments.format, output)
    decoded = open_subject(output, arguments.device)
    before, after = subject.scene.representation.num_primitives, decoded.scene.representation.num_primitives
    dropped = f", {before - after:,} that no viewer could draw left out" if before != after else ""
    print(f"wrote {output}: {after:,} splats, {decoded.num_bytes / 1e6:.2f} MB{dropped}")
    cameras, words = _views(subject)
    psnrs = compare(subject.scene, decoded.scene, cameras, arguments.device)
    print(
        f"decoded again and rendered, {len(psnrs)} {words}: PSNR against the scene {sum(psnrs) / len(psnrs):.2f} dB, "
        f"worst {min(psnrs):.2f} dB (100 dB is equal)"
    )


def _default_output(subject: Subject, name: str) -> Path:
    from neural_render.runs import open_run

    suffix = FORMATS[name].suffix if name in FORMATS else ""
    if subject.path.is_dir():
        return open_run(subject.path).exports / f"scene{suffix}"
    return subject.path.with_suffix(suffix)


def compare(scene: Scene, decoded: Scene, cameras: list[Cameras], device: str) -> list[float]:
    """PSNR between the renders of two scenes, one value per camera; raises UserError where one is not finite."""
    from neural_render.metrics import psnr

    show, values = show_progress("compared", "views"), []
    for index, camera in enumerate(cameras):
        ours, theirs = (scene.render(camera.to(device))[0][0] for scene in (scene, decoded))  # [H, W, 3] each
        try:
            values.append(psnr(theirs, ours))
        except ValueError as error:
            raise UserError("cannot compare the file with the scene", str(error), "train the scene again") from error
        show(index + 1, len(cameras))
    return values


def _views(subject: Subject) -> tuple[list[Cameras], str]:
    """The cameras to compare from, and what they are."""
    from neural_render.cli.subject import data_config
    from neural_render.data import load_capture
    from neural_render.paths import orbit

    config = data_config(subject.data, None, None)
    if config is not None:
        try:
            capture = load_capture(config)
            step = -(-len(capture.test) // MAX_VIEWS)
            if step:
                return [capture.views[index].cameras for index in capture.test[::step]], "test views"
        except UserError as error:
            print(f"note: the capture cannot be read ({error.what}); comparing on an orbit")
    scene = subject.scene
    return list(orbit(scene.bounds, scene.frame.up, [], MAX_VIEWS, *ORBIT_SIZE)), "views of an orbit"
