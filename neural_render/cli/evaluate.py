"""nr-eval: quality, size and speed of a run, a package or a file of splats, measured on a capture's test views; and how
well planes were found, measured on its depth."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import tyro

from neural_render.cli import console
from neural_render.errors import UserError
from neural_render.files import write_json

if TYPE_CHECKING:
    from neural_render.planes.score import Score

DESCRIPTION = (
    "Measures a run, a package or a file of splats on a capture's test views: eval.json and a sheet per view. Planes, "
    "of a scene or of a file, are measured on the capture's depth."
)
PLANES_SUFFIX = ".json"  # no other subject has it


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="RUN|PACKAGE|FILE")]
    """The folder of a run, a package (folder or zip), a file of splats, or a planes.json."""
    planes: bool = False
    """Measure the planes, too: those of a package, or those that nr-export would write."""
    data: Annotated[Path | None, tyro.conf.arg(metavar="CAPTURE")] = None
    """The capture to measure on; a run knows its own."""
    downscale: Annotated[int | None, tyro.conf.arg(metavar="INT")] = None
    """Divides the size of the capture's images; a run knows its own."""
    output_dir: Annotated[Path | None, tyro.conf.arg(metavar="FOLDER")] = None
    """Where eval.json and eval/ go. Unless given: the run's folder, a folder eval_<capture>/ in it for other data than
    the run's own; NAME.eval/ beside a package or a file."""
    device: Literal["cpu", "cuda"] = "cpu"
    """Where to render."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    arguments = console.parse(Arguments, argv, prog="nr-eval", description=DESCRIPTION)

    if arguments.subject.suffix.lower() == PLANES_SUFFIX:
        _main_of_planes(arguments)
        return

    from neural_render import lpips
    from neural_render.cli.subject import data_config, open_subject, planes_of
    from neural_render.data import load_capture
    from neural_render.evaluate import evaluate_into
    from neural_render.planes.score import score, truth_of
    from neural_render.progress import show_progress

    subject = open_subject(arguments.subject, arguments.device)
    config = data_config(subject.data, arguments.data, arguments.downscale)
    if config is None:
        raise UserError(f"{subject.path} does not know its capture", "no --data", "add --data CAPTURE")
    capture, scene, folder = load_capture(config), subject.scene, arguments.output_dir or subject.results
    if arguments.output_dir is None and subject.data not in (None, config):
        folder = folder / f"eval_{capture.name}"  # the run's own numbers stay
    if not subject.has_background:
        scene = dataclasses.replace(scene, background=capture.background)
    # First, because what is refused here is refused sooner.
    truth = truth_of(capture) if arguments.planes else None
    found = None if truth is None else score(planes_of(subject, capture), truth)
    numbers = evaluate_into(
        folder,
        scene,
        capture,
        num_bytes=subject.num_bytes,
        device=arguments.device,
        lpips=lpips.load(device=arguments.device),
        on_view=show_progress(),
    )
    show(numbers, folder)
    if found is not None:
        write_json(folder / "eval.json", numbers | {"planes": found.to_plain()})
        show_planes(found)


def _main_of_planes(arguments: Arguments) -> None:
    """Measures a file of planes: an eval.json with them alone."""
    from neural_render.cli.subject import data_config, results_of
    from neural_render.data import load_capture
    from neural_render.files import num_bytes
    from neural_render.planes.file import read
    from neural_render.planes.score import score, truth_of

    planes = read(arguments.subject)
    config = data_config(None, arguments.data, arguments.downscale)
    if config is None:
        raise UserError(f"{arguments.subject} does not know its capture", "no --data", "add --data CAPTURE")
    capture = load_capture(config)
    found = score(planes, truth_of(capture))
    folder = arguments.output_dir or results_of(arguments.subject)
    numbers = {"capture": capture.name, "bytes": num_bytes(arguments.subject), "planes": found.to_plain()}
    write_json(folder / "eval.json", numbers)
    show_planes(found)
    print(f"numbers: {folder / 'eval.json'}")


def columns(numbers: dict[str, Any]) -> dict[str, str]:
    """The contents of an eval.json as people read them: heading -> text, "-" for what is not known."""

    def text(key: str, form: str) -> str:
        return "-" if numbers[key] is None else format(numbers[key], form)

    return {
        "capture": numbers["capture"],
        "method": numbers["method"],
        "views": text("num_views", "d"),
        "PSNR dB": text("psnr", ".2f"),
        "SSIM": text("ssim", ".4f"),
        f"LPIPS {numbers['lpips_network'] or ''}".strip(): text("lpips", ".4f"),
        "MB": f"{numbers['bytes'] / 1e6:.2f}",
        "primitives": text("num_primitives", ",d"),
        "steps": text("steps", ",d"),
        "train s": text("train_s", ".0f"),
        "render ms": text("render_ms", ".1f"),
    }


def plane_columns(numbers: dict[str, Any]) -> dict[str, str]:
    """The planes of an eval.json as people read them: heading -> text."""
    return {
        "planes": f"{numbers['num_planes']} of {numbers['num_true']}",
        "F1 %": f"{100 * numbers['f1']:.1f}",
        "precision": f"{100 * numbers['precision']:.1f}",
        "recall": f"{100 * numbers['recall']:.1f}",
        "chamfer cm": f"{100 * numbers['chamfer']:.1f}",
        "RI": f"{numbers['ri']:.3f}",
        "VOI": f"{numbers['voi']:.2f}",
        "SC": f"{numbers['sc']:.3f}",
        "truth": numbers["truth"],
    }


def show_planes(score: Score) -> None:
    """Prints the measures of planes."""
    _print_table(plane_columns(score.to_plain()))


def _print_table(texts: dict[str, str]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*texts)
    table.add_row(*texts.values())
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def show(numbers: dict[str, Any], folder: Path) -> None:
    """Prints the table of an evaluation and where its pictures are."""
    from neural_render.lpips import INSTALL_COMMAND, MIN_SIDE_PX, weights_path

    _print_table(columns(numbers))
    if numbers["lpips"] is None and not weights_path("vgg").exists():
        print(f"LPIPS was not measured: its weights are not installed; {INSTALL_COMMAND} fetches them")
    elif numbers["lpips"] is None:
        print(f"LPIPS was not measured: it needs images of at least {MIN_SIDE_PX} px a side")
    by_name = {view["name"]: view["psnr"] for view in numbers["views"]}
    print(
        f"worst {numbers['worst']} ({by_name[numbers['worst']]:.2f} dB), best {numbers['best']} "
        f"({by_name[numbers['best']]:.2f} dB)"
    )
    print(f"numbers: {folder / 'eval.json'}   pictures: {folder / 'eval'}")
