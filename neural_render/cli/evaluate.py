"""nr-eval: quality, size and speed of a run, a package or a file of splats, measured on a capture's test views."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import tyro

from neural_render.cli import console
from neural_render.errors import UserError

DESCRIPTION = "Measures a run, a package or a file of splats on a capture's test views: eval.json and a sheet per view."


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="RUN|PACKAGE|FILE")]
    """The folder of a run, a package (folder or zip), or a file of splats."""
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

    from neural_render import lpips
    from neural_render.cli.subject import data_config, open_subject
    from neural_render.data import load_capture
    from neural_render.evaluate import evaluate_into
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


def show(numbers: dict[str, Any], folder: Path) -> None:
    """Prints the table of an evaluation and where its pictures are."""
    from rich.console import Console
    from rich.table import Table

    from neural_render.lpips import INSTALL_COMMAND, MIN_SIDE_PX, weights_path

    texts = columns(numbers)
    table = Table(*texts)
    table.add_row(*texts.values())
    Console(width=None if sys.stdout.isatty() else 140).print(table)
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
