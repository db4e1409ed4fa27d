"""nr-info: what a capture, a run, a package or a file of splats holds, and what is wrong with it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import tyro

from neural_render.cli import console
from neural_render.errors import UserError

if TYPE_CHECKING:
    import numpy as np

    from neural_render.export import Format

DESCRIPTION = (
    "Says what a capture, a run, a package or a file of splats holds, and names every problem with its reason."
)
PICTURE = (800, 800)  # of which costs are told where a package has no views


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="CAPTURE|RUN|PACKAGE|FILE")]
    """The folder of a capture, a run or a package, the name of a bundled capture, a zipped package, or a file of
    splats."""
    downscale: int = 1
    """For a capture: divide width and height of the photos by this."""
    masks: bool = True
    """For a capture: use its mask files."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    arguments = console.parse(Arguments, argv, prog="nr-info", description=DESCRIPTION)

    from neural_render.export import format_of
    from neural_render.package.folder import is_package
    from neural_render.runs import is_run

    if is_package(arguments.subject):
        _show_package(arguments.subject)
    elif is_run(arguments.subject):
        _show_run(arguments.subject)
    elif (kind := format_of(arguments.subject)) and kind.needs == "ray_network":
        _show_network(arguments.subject, kind)
    elif kind:
        _show_splats(arguments.subject, kind)
    else:
        _show_capture(arguments)


def _show(lines: list[tuple[str, str]]) -> None:
    for label, text in lines:
        print(f"{label:<9} {text}", flush=True)


def _show_capture(arguments: Arguments) -> None:
    from neural_render.data.capture import assemble, make_views, read_parts
    from neural_render.data.config import DataConfig
    from neural_render.data.report import find_problems, summary

    config = DataConfig(path=arguments.subject, downscale=arguments.downscale, masks=arguments.masks)
    parts = read_parts(config)
    problems = [(error.what, f"{error.given}; {error.remedy}", True) for error in parts.errors]
    problems += [(file, reason, False) for file, reason in parts.warnings]
    if not parts.errors:
        try:
            capture = assemble(parts, config, with_points=False)
            _show(summary(parts, config, capture))
            if not capture.test:
                problems.append((capture.name, "has no test photos: nothing can be measured", False))
        except UserError as error:
            problems.append((error.what, f"{error.given}; {error.remedy}", True))
    num_errors = num_problems = 0
    # Decoding every photo takes its time, so problems are shown as they are found.
    for what, reason, is_error in itertools.chain(problems, find_problems(parts, make_views(parts, config))):
        _show([("error" if is_error else "warning", f"{what}: {reason}")])
        num_errors += is_error
        num_problems += 1
    if num_errors:
        raise UserError(
            f"the capture {parts.folder} cannot be used as it is", f"errors: {num_errors}, see above", "correct them"
        )
    if not num_problems:
        print("no problem was found")


def _show_run(path: Path) -> None:
    from neural_render.cli.evaluate import columns
    from neural_render.runs import open_run

    run = open_run(path)
    config = run.config()
    lines = [
        ("run", str(run.folder)),
        ("method", config.method),
        ("capture", f"{config.data.path}, downscale {config.data.downscale}"),
        ("steps", f"{config.train.steps}, seed {config.train.seed}, {config.train.device}"),
        ("scene", "trained" if run.scene.is_dir() else "not yet: the run was stopped; continue it with --resume"),
    ]
    if run.eval_file.is_file():
        try:
            numbers = json.loads(run.eval_file.read_text(encoding="utf-8"))
            texts = {name: text for name, text in columns(numbers).items() if name not in ("capture", "method")}
        except (ValueError, KeyError, TypeError) as error:
            raise UserError(f"cannot read {run.eval_file}", str(error), "write it anew with nr-eval") from error
        lines.append(("quality", ", ".join(f"{name} {text}" for name, text in texts.items() if text != "-")))
    _show(lines)


def _show_package(path: Path) -> None:
    from neural_render.bake import planes_of
    from neural_render.export.planes import words
    from neural_render.fields.net_passes import FIRST_HEAD, shape_of
    from neural_render.files import num_bytes
    from neural_render.package import folder
    from neural_render.splatting.panel_packing import NAME as PANELS

    package = folder.read(path)
    manifest, size = package.manifest, num_bytes(path)
    parts = folder.storage(path, manifest)
    per_splat = f", {size / manifest.num_primitives:.1f} bytes each" if manifest.num_primitives else ""
    lines = [
        ("package", f"{path}, {size / 1e6:.2f} MB, made by {manifest.generator}"),
        ("method", manifest.method),
        ("capture", f"{manifest.name}, {len(manifest.views)} views to start from"),
        ("splats", f"{manifest.num_primitives:,}{per_splat}"),
    ]
    for name, texture in manifest.textures.items():
        layers = "" if texture.layers is None else f" x {texture.layers}"
        text = f"{texture.width} x {texture.height}{layers} {texture.format}, {package.textures[name].nbytes:,} bytes"
        lines.append(("texture", f"{name}: {text}, {parts[name]:,} in {texture.file}"))
    if (planes := planes_of(package, path)) is not None:
        lines.append(("planes", f"{words(planes)}, in {manifest.planes.file}"))
    if (mesh := manifest.meshes.get(PANELS)) is not None:
        vertices, _ = package.meshes[PANELS]
        lines.append(("panels", f"{mesh.num_vertices // 4}, {_area(vertices, manifest.frame.meters_per_unit)}"))
    lines.append(("storage", ", ".join(f"{name} {100 * part / size:.1f} %" for name, part in parts.items())))
    if shapes := [shape_of(entry) for entry in manifest.passes if entry.name.startswith(FIRST_HEAD)]:
        view = manifest.views[0] if manifest.views else None
        width, height = (view.width, view.height) if view else PICTURE
        macs = f"{shapes[0].num_macs(width, height) / 1e9:.3g} GMAC for {width} x {height}"
        lines.append(("network", f"{len(shapes)} of {shapes[0].num_params:,} parameters, {macs}"))
    for name, network in manifest.networks.items():
        lines.append(("network", f"{name}: {_operations(package.networks[name])}, in {network.file}"))
    for entry in manifest.passes:
        by = f"{entry.geometry} by {entry.program}" if entry.network is None else f"the network {entry.network}"
        lines.append(("pass", f"{entry.name}: {by} into {', '.join(entry.targets)}"))
    _show(lines)


def _area(vertices: np.ndarray, meters_per_unit: float | None) -> str:  # [4 P, 5]
    """How large rectangles are together."""
    import numpy as np

    corners = vertices[: len(vertices) // 4 * 4, :3].reshape(-1, 4, 3)  # [P, 4, 3]
    sides = corners[:, 1:3] - corners[:, :1]  # [P, 2, 3]
    area = float(np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1).sum())
    return f"{area:.3g} square units" if meters_per_unit is None else f"{area * meters_per_unit**2:.3g} m^2"


def _operations(data: bytes) -> str:
    """What a network consists of, once it is known to hold nothing else than ours do."""
    from neural_render.package.onnx_files import check, count_operations

    try:
        counts = count_operations(check(data))
    except ValueError as error:
        raise UserError("the network is none that hosts run", str(error), "bake or export it again") from error
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


def _show_network(path: Path, kind: Format) -> None:
    file, info = kind.load().read(path)
    _show(
        [
            ("file", f"{path}, {path.stat().st_size / 1e6:.2f} MB"),
            ("rays", f"one for {file.factor} x {file.factor} pixels"),
            ("nodes", _operations(path.read_bytes())),
            ("up", str(info.up) if info.up else "not stated"),
        ]
    )


def _show_splats(path: Path, kind: Format) -> None:
    splats, info = kind.load().read(path)
    size = path.stat().st_size
    low, high = splats.means.quantile(0.02, dim=0), splats.means.quantile(0.98, dim=0)
    corners = " to ".join("(" + ", ".join(f"{value:.4g}" for value in corner.tolist()) + ")" for corner in (low, high))
    lines = [
        ("file", f"{path}, {size / 1e6:.1f} MB, {size / len(splats):.1f} bytes a splat"),
        ("splats", f"{len(splats):,}, SH degree {splats.sh_degree}"),
        ("blur", "opacities compensate it (antialiased)" if splats.antialias else "not compensated"),
        ("bounds", f"96 % of the splats in each axis: {corners}"),
        ("up", str(info.up) if info.up else "not stated"),
    ]
    _show(lines + [("note", note) for note in info.notes])
