"""nr-export: a scene as a file for other programs, decoded and rendered again before it is called done."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import tyro

from neural_render.cli import console
from neural_render.errors import UserError
from neural_render.export import FORMATS, SURFACES, without_suffix
from neural_render.files import num_bytes

if TYPE_CHECKING:
    from neural_render.cli.subject import Subject

DESCRIPTION = "Writes a run as a file for other programs, reads it back and compares what both render."


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="RUN|FILE")]
    """The folder of a run, or a file of splats."""
    format: str = "ply"
    """The format of the file."""
    output: Annotated[Path | None, tyro.conf.arg(metavar="FILE")] = None
    """The file; RUN/exports/scene.ply, or FILE with another ending, unless given."""
    device: Literal["cpu", "cuda"] = "cpu"
    """Where to render for the comparison."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    description = f"{DESCRIPTION} Formats: {', '.join(FORMATS | SURFACES)}."
    arguments = console.parse(Arguments, argv, prog="nr-export", description=description)

    from neural_render.cli.comparison import compare
    from neural_render.cli.subject import capture_of, open_scene
    from neural_render.export import export

    subject = open_scene(arguments.subject, arguments.device)
    output = arguments.output or _default_output(subject, arguments.format)
    if output.resolve() == subject.path.resolve():
        raise UserError(f"{output} is the file that is read", f"--output {output}", "choose another --output")
    kind = (FORMATS | SURFACES).get(arguments.format)
    if kind is not None and not output.name.lower().endswith(suffix := kind.suffix):
        raise UserError(
            f"cannot write {output} as {arguments.format}",
            f"a name that ends in '{output.suffix}'",
            f"give an --output that ends in {suffix}",
        )
    if arguments.format in SURFACES:
        _write_surface(subject, arguments.format, output)
        return
    export(subject.scene, arguments.format, output)
    if FORMATS[arguments.format].needs == "ray_network":
        _compare_network(subject, arguments.format, output)
        return
    decoded = open_scene(output, arguments.device)
    before, after = subject.scene.num_primitives, decoded.scene.num_primitives
    dropped = f", {before - after:,} that no viewer could draw left out" if before != after else ""
    print(f"wrote {output}: {after:,} splats, {decoded.num_bytes / 1e6:.2f} MB{dropped}")
    scene = decoded.scene
    if not decoded.has_background:  # of formats without a place for it
        scene = dataclasses.replace(scene, background=subject.scene.background)
    print(compare(subject.scene, scene, capture_of(subject), arguments.device))


def _compare_network(subject: Subject, name: str, output: Path) -> None:
    from neural_render.cli.comparison import compare
    from neural_render.cli.subject import capture_of

    kind = FORMATS[name].load()
    file, _ = kind.read(output)
    print(
        f"wrote {output}: a network of rays of {file.factor} x {file.factor} pixels, {num_bytes(output) / 1e6:.2f} MB"
    )
    print(compare(subject.scene, kind.as_scene(file, subject.scene), capture_of(subject)))


def _write_surface(subject: Subject, name: str, output: Path) -> None:
    """Writes what the cameras of the subject's capture see, and reads it back."""
    from neural_render.cli.subject import capture_of

    capture = capture_of(subject)
    if capture is None:
        raise UserError(
            f"cannot write {output}: a {name} is made of what a capture's cameras see",
            f"{subject.path}, whose capture is not there",
            "give a run whose capture can be read",
        )
    module = SURFACES[name].load()
    module.write(output, module.make(subject.scene, capture))
    print(f"wrote {output}: {module.words(module.read(output))}, {num_bytes(output) / 1e6:.2f} MB")


def _default_output(subject: Subject, name: str) -> Path:
    from neural_render.runs import open_run

    kind = (FORMATS | SURFACES).get(name)
    suffix = "" if kind is None else kind.suffix
    if subject.path.is_dir():
        return open_run(subject.path).exports / f"scene{suffix}"
    return subject.path.with_name(without_suffix(subject.path.name) + suffix)
