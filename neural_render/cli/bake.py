"""nr-bake: a scene as a package for phones and browsers, decoded again and measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import tyro

from neural_render.cli import console
from neural_render.compress.budgets import parse
from neural_render.errors import UserError

if TYPE_CHECKING:
    from neural_render.cli.subject import Subject
    from neural_render.compress.budgets import Budget
    from neural_render.package.folder import Package
    from neural_render.package.programs import Target
    from neural_render.planes.plane import Planes
    from neural_render.scene import Scene
    from neural_render.splatting.panels import Hybrid
    from neural_render.types import Capture

DESCRIPTION = "Packs a run, or a file of splats, for phones and browsers, reads it back and measures what it shows."

WELL_USED = 0.9  # of a budget's bytes


@dataclass(frozen=True)
class Arguments:
    subject: Annotated[Path, tyro.conf.Positional, tyro.conf.arg(metavar="RUN|FILE")]
    """The folder of a run, or a file of splats."""
    budget: Annotated[str | None, tyro.conf.arg(metavar="SIZE|PRESET")] = None
    """What the package may take: a size such as 8MB, or a device's limits of bytes, splats and harmonics (tiny,
    phone-low, phone, desktop); what the scene was trained to, if anything, unless given."""
    planes: bool = False
    """Add the planes that nr-export would write, which viewers can show."""
    hybrid: bool = False
    """Large planes become textured rectangles in the place of their splats, where the training photos allow it."""
    target: Literal["web", "ios", "android"] = "web"
    """Whose shaders are packed beside those for browsers."""
    output: Annotated[Path | None, tyro.conf.arg(metavar="FOLDER")] = None
    """The package's folder; RUN/package, or FILE with the ending .package, unless given."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    arguments = console.parse(Arguments, argv, prog="nr-bake", description=DESCRIPTION)
    budget = parse(arguments.budget) if arguments.budget else None

    from neural_render.cli.subject import open_scene

    subject = open_scene(arguments.subject, "cpu")
    output = arguments.output or default_output(subject.path)
    extras = {"with_planes": arguments.planes, "is_hybrid": arguments.hybrid}
    write(subject, output, budget, arguments.target, **extras)


def default_output(path: Path) -> Path:
    """Where the package of a run or a file goes unless the user says."""
    from neural_render.runs import open_run

    return open_run(path).package if path.is_dir() else path.with_suffix(".package")


def package_of(
    subject: Subject,
    capture: Capture | None,
    budget: Budget | None = None,
    target: Target = "web",
    planes: Planes | None = None,
    hybrid: Hybrid | None = None,
) -> Package:
    """The package of a run or a file, with views of the capture that it was trained on; raises what `bake` raises.

    Without a budget it keeps to the one that the scene was trained to, if any.
    """
    from neural_render.bake import bake

    budget = budget or subject.scene.representation.budget
    views = [capture.views[index] for index in capture.train] if capture else []
    return bake(subject.scene, capture.name if capture else subject.path.stem, views, budget, target, planes, hybrid)


def hybrid_of(subject: Subject, capture: Capture | None) -> Hybrid | None:
    """The scene with panels in the place of some splats; None, and a note, where no plane is worth it.

    Raises UserError where the scene has no splats that could be left out, or no photos are known.
    """
    from neural_render.export import planes
    from neural_render.hybrid.choosing import choose
    from neural_render.progress import show_progress

    scene = subject.scene
    if not scene.representation.takes_panels:
        given = f"a scene of {scene.method}"
        raise UserError("cannot bake a hybrid", given, "leave out --hybrid, or train gaussians or sort-free-gaussians")
    if capture is None or not capture.train:
        raise UserError(
            "cannot bake a hybrid",
            f"{subject.path}, whose photos are not known: they say where panels are as good as splats",
            "leave out --hybrid, or give a run whose capture is still where it was",
        )
    known, show_count = planes.make(scene, capture).planes, show_progress("tried", "planes")
    found = choose(scene, capture, known, planes.unit_of(scene), on_plane=show_count)
    if found is None:
        print("note: no plane is worth a panel; the package holds splats only")
    return found


def write(
    subject: Subject,
    output: Path,
    budget: Budget | None,
    target: Target,
    *,
    with_planes: bool = False,
    is_hybrid: bool = False,
) -> None:
    """Bakes, writes, reads back, measures and prints; raises UserError where `output` is something else already."""
    from neural_render import lpips
    from neural_render.bake import open_package
    from neural_render.cli.comparison import compare
    from neural_render.cli.evaluate import show
    from neural_render.cli.subject import capture_of, planes_of, results_of
    from neural_render.evaluate import evaluate_into
    from neural_render.export.planes import words
    from neural_render.files import num_bytes
    from neural_render.package import folder
    from neural_render.progress import show_progress

    if not folder.is_replaceable(output):
        given = "something that is no package, or a package with other files in it"
        raise UserError(f"will not replace {output}", given, "choose another --output")
    capture = capture_of(subject)
    planes = planes_of(subject, capture) if with_planes else None
    hybrid = hybrid_of(subject, capture) if is_hybrid else None
    folder.write(package_of(subject, capture, budget, target, planes, hybrid), output)
    package, baked = open_package(output)  # what is measured is what was written
    _report(subject.scene, package, budget or subject.scene.representation.budget, num_bytes(output), output, hybrid)
    if baked.planes is not None:
        print(f"planes: {words(baked.planes)}, {baked.storage['planes'] / 1e3:.0f} kB")
    print(compare(subject.scene, baked, capture))
    if capture is not None and capture.test:
        results, show_count = results_of(output), show_progress()
        size = num_bytes(output)
        numbers = evaluate_into(results, baked, capture, num_bytes=size, lpips=lpips.load(), on_view=show_count)
        show(numbers, results)


def _report(scene: Scene, package: Package, budget: Budget, size: int, output: Path, hybrid: Hybrid | None) -> None:
    manifest = package.manifest
    most = f" of {budget.num_bytes / 1e6:g} MB" if budget.num_bytes else " MB"
    if scene.representation.ray_network() is not None:
        print(f"wrote {output}: {size / 1e6:.2f}{most}, networks: {manifest.num_primitives}")
        return
    most_splats = f" of at most {budget.num_splats:,}" if budget.num_splats else ""
    print(
        f"wrote {output}: {size / 1e6:.2f}{most}, {manifest.num_primitives:,}{most_splats} splats, "
        f"{size / max(manifest.num_primitives, 1):.1f} bytes per splat"
    )
    if budget == scene.representation.budget and budget.num_bytes and size < WELL_USED * budget.num_bytes:
        is_full = budget.is_full(manifest.num_primitives)
        reason = "it allows no more splats" if is_full else "a larger teacher or more steps may use them"
        print(f"note: {(budget.num_bytes - size) / 1e6:.2f} MB of the budget are left, {reason}")
    num_splats = scene.num_primitives
    if hybrid is not None:
        num_splats = int(hybrid.is_kept.sum())
        print(f"panels: {len(hybrid.panels)}, in the place of {scene.num_primitives - num_splats:,} splats")
    if dropped := num_splats - manifest.num_primitives:
        print(f"left out: {dropped:,} splats, those that no picture shows and what the budget does not hold")
