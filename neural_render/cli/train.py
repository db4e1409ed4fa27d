"""nr-train: a posed capture becomes a scene, measured on its test views, and a PLY."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import neural_render
from neural_render import configs, representations
from neural_render.cli import console
from neural_render.configs import nearest, read_toml
from neural_render.data.config import DataConfig
from neural_render.errors import UserError
from neural_render.runs import TABLES, Run, RunConfig, TrainConfig, check_name, commit, latest_run, open_run

if TYPE_CHECKING:
    from neural_render.representation import Representation
    from neural_render.teacher import Teacher
    from neural_render.types import Capture

MAY_CHANGE = ("steps", "checkpoint_every", "eval_every", "evaluate", "device")  # when a run is resumed
TEACHER_STEPS = 4500  # of a teacher that nobody named: lego (400 px) is then at 34 dB after two minutes
DESCRIPTION = "Trains a scene on a posed capture, measures it on the capture's test views and exports it."


@dataclass(frozen=True)
class Place:
    """Where the run goes and what it starts from."""

    preset: str | None = None
    """A preset of the method, or a TOML file with the tables [data], [train] and [model]."""
    output_dir: Path = Path("outputs")
    """Runs are written to <output-dir>/<capture>/<method>/<name>."""
    name: str | None = None
    """The run's name; the time it starts unless given."""
    resume: bool = False
    """Continue the run of this name, or the latest one, from its newest checkpoint."""
    viewer: bool = False
    """Show the training in the browser, on this machine; needs the extra 'viewer'."""


@console.run
def main(argv: Sequence[str] | None = None) -> None:
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0].startswith("-"):
        print(_overview())
        sys.exit(0 if arguments[:1] in (["-h"], ["--help"]) else 2)
    name, rest = arguments[0], arguments[1:]
    method = representations.find(name)
    asked = _asked(name, method, rest)
    plain = RunConfig(name, DataConfig(path=asked.data.path), TrainConfig(), method.Config())
    # A preset, or the run to resume, gives the defaults of everything that the command line does not say.
    if asked.place.preset and asked.place.resume:
        raise UserError(
            "a run goes on with the settings it was started with", "--preset with --resume", "leave --preset out"
        )
    if asked.place.resume:
        run = _run_to_resume(asked.place, plain)
        started = run.config()
        place, config = _parse(name, method, rest, started)
        _check_same(started, config)
    else:
        preset = _preset(method, asked.place.preset) if asked.place.preset else None
        place, config = _parse(name, method, rest, plain.updated(read_toml(preset), preset) if preset else None)
        run = _new_run(place, config)
        config = _with_teacher(place, config, run)
    _train(run, config, is_shown=place.viewer)


def _overview() -> str:
    methods = (f"  {name:<24} {representations.find(name).Config.__doc__}" for name in representations.names())
    return "\n".join(
        ["usage: nr-train METHOD --data CAPTURE [options]", "", DESCRIPTION, "", "methods:", *methods, ""]
        + ["nr-train METHOD --help lists the options."]
    )


def _asked(name: str, method: ModuleType, argv: list[str]) -> Any:
    """The command line's `place` and `data`; whether the other options are right, only their defaults can tell."""
    if {"-h", "--help"} & set(argv):
        _parse(name, method, argv, None)
    arguments = dataclasses.make_dataclass("Arguments", {"place": Place, "data": DataConfig}.items(), frozen=True)
    return console.parse_some(arguments, argv, prog=f"nr-train {name}")


def _parse(name: str, method: ModuleType, argv: list[str], defaults: RunConfig | None) -> tuple[Place, RunConfig]:
    """The command line over `defaults`, or over the dataclasses' own defaults where None."""
    parts = {"place": Place, "data": DataConfig, "train": TrainConfig, "model": method.Config}
    arguments = dataclasses.make_dataclass("Arguments", parts.items(), frozen=True)
    default = defaults and arguments(Place(), defaults.data, defaults.train, defaults.model)
    parsed = console.parse(arguments, argv, prog=f"nr-train {name}", description=method.Config.__doc__, default=default)
    return parsed.place, RunConfig(name, parsed.data, parsed.train, parsed.model)


def _preset(method: ModuleType, preset: str) -> Path:
    """The file of a preset: one of the method's own, or a path."""
    folder = Path(str(resources.files(method).joinpath("presets")))
    own = sorted(file.stem for file in folder.glob("*.toml"))
    if preset in own:
        return folder / f"{preset}.toml"
    if Path(preset).is_file():
        return Path(preset)
    raise UserError(
        f"there is no preset '{preset}'{nearest(preset, own)}",
        f"--preset {preset}",
        f"choose one of: {', '.join(own)}; or give a TOML file" if own else "give a TOML file",
    )


def _anchored(config: RunConfig) -> RunConfig:
    """The config with absolute paths, so that the run can be measured and resumed from any folder."""
    path, teacher = Path(config.data.path), config.train.teacher
    if path.exists():  # else the name of a bundled capture, or a mistake that the reader reports
        config = dataclasses.replace(config, data=dataclasses.replace(config.data, path=path.resolve()))
    if teacher is not None:
        config = dataclasses.replace(config, train=dataclasses.replace(config.train, teacher=teacher.resolve()))
    given = {name: path.resolve() for name in ("segments", "normals") if (path := getattr(config.data, name))}
    return dataclasses.replace(config, data=dataclasses.replace(config.data, **given))


def _runs_folder(place: Place, config: RunConfig) -> Path:
    return place.output_dir / Path(config.data.path).resolve().name / config.method


def _new_run(place: Place, config: RunConfig) -> Run:
    name = check_name(place.name) if place.name else datetime.now().strftime("%Y-%m-%d_%H%M%S")
    run = Run(_runs_folder(place, config) / name)
    if run.config_file.exists():
        raise UserError(f"the run {run.folder} exists", f"--name {name}", "add --resume, or choose another --name")
    return run


def _with_teacher(place: Place, config: RunConfig, run: Run) -> RunConfig:
    """The config with a teacher, which is trained first where the method needs one and none is named."""
    name = representations.teacher_of(config.method)
    if name is None or config.train.teacher is not None or config.train.teacher_share == 0:
        return config
    method = representations.find(name)
    settings = TrainConfig(steps=TEACHER_STEPS, seed=config.train.seed, device=config.train.device)
    taught = RunConfig(name, config.data, settings, method.Config())
    teacher = Run(_runs_folder(place, taught) / f"{run.folder.name}_teacher")
    if teacher.scene.exists():
        print(f"teacher: {teacher.folder}, which is there already")
    else:
        print(f"{config.method} learns from a trained scene: without --teacher one is trained first, {teacher.folder}")
        _train(teacher, taught, is_shown=False)
    return dataclasses.replace(config, train=dataclasses.replace(config.train, teacher=teacher.folder))


def _run_to_resume(place: Place, config: RunConfig) -> Run:
    folder = _runs_folder(place, config)
    run = open_run(folder / check_name(place.name)) if place.name else latest_run(folder)
    if run is None:
        raise UserError("there is no run to resume", f"no run below {folder}", "leave --resume out")
    return run


def _check_same(started: RunConfig, resumed: RunConfig) -> None:
    """Raises UserError where a resumed run would not be the run that was started."""
    changed = []
    for part in TABLES:
        before, after = (configs.to_table(getattr(_anchored(config), part)) for config in (started, resumed))
        changed += [f"{key} = {after[key]}, was {before[key]}" for key in after if after[key] != before[key]]
    if wrong := [text for text in changed if text.split(" ")[0] not in MAY_CHANGE]:
        raise UserError(
            "a resumed run keeps its settings",
            "; ".join(wrong),
            f"leave these out ({', '.join(MAY_CHANGE)} may change), or start another run",
        )


def _teach(config: TrainConfig, model: Representation, capture: Capture, *, is_new: bool) -> Teacher:
    """The run's teacher, from whose splats a new model starts."""
    from neural_render.cli.subject import open_scene
    from neural_render.teacher import Teacher

    scene = open_scene(config.teacher, "cpu").scene  # where the model is, too, until training begins
    known = scene.provenance
    if known.get("capture", capture.name) != capture.name:
        raise UserError(
            f"the teacher {config.teacher} knows another place",
            f"a scene of {known['capture']} to teach {capture.name}",
            "give a --teacher that was trained on this capture",
        )
    if known.get("split") != capture.split:
        print(f"note: nothing says that {config.teacher} was not trained on test photos of this split: {capture.split}")
    if is_new and (splats := scene.representation.splats()) is not None:
        try:
            model.start_from(splats, [capture.views[index].cameras for index in capture.train])
        except ValueError as error:
            raise UserError(
                f"cannot start from the teacher {config.teacher}", str(error), "give another --teacher, or none"
            ) from error
        count, most = model.num_primitives, model.budget.num_splats
        if most and not model.budget.is_full(count):
            print(
                f"note: of the teacher {count:,} splats are taken, the budget allows {most:,}: larger ones may use it"
            )
    scene.representation.to(config.device)
    return Teacher(
        scene,
        capture,
        is_around=config.teacher_cameras == "around",
        num_views=config.teacher_views,
        cache_bytes=config.teacher_bytes,
        seed=config.seed,
    )


def _train(run: Run, config: RunConfig, *, is_shown: bool) -> None:
    import torch

    from neural_render import lpips
    from neural_render.checkpoints import has_checkpoint
    from neural_render.cli.evaluate import show
    from neural_render.cli.subject import check_device
    from neural_render.data import load_capture
    from neural_render.evaluate import check_measurable, evaluate, evaluate_into
    from neural_render.export import FORMATS, NO_FORMAT, export, possible_formats
    from neural_render.files import num_bytes
    from neural_render.progress import show_progress
    from neural_render.scene import Scene
    from neural_render.train import check_settings, train
    from neural_render.viewer.live import LiveView, load_viser

    check_device(config.train.device)
    if is_shown:
        load_viser()  # an install that lacks it is said before minutes of setting up
    capture = load_capture(config.data)
    check_measurable(capture)
    size = capture.views[0].cameras
    print(
        f"{capture.name}: {len(capture.train)} training and {len(capture.test)} test views of "
        f"{size.width}x{size.height}, {len(capture.points):,} points\n"
        f"{config.method}: {config.train.steps} steps -> {run.folder}"
    )
    method = representations.find(config.method)
    model = method.load_model().init(config.model, capture, torch.Generator().manual_seed(config.train.seed))
    has_random_background = config.data.background == "random"
    check_settings(model, config.train, has_random_background=has_random_background, given_maps=config.data.given_maps)
    if given := sorted(config.data.given_maps):
        print(f"{config.method} also learns from given {' and '.join(given)}")
    teacher = None
    if config.train.teacher is not None:
        teacher = _teach(config.train, model, capture, is_new=not has_checkpoint(run.checkpoints))
    run.write_config(_anchored(config))

    def scene_of(model: Representation, seconds: float | None) -> Scene:
        provenance = {
            "capture": capture.name,
            "split": capture.split,
            "steps": config.train.steps,
            "seed": config.train.seed,
            "train_s": seconds,
            "device": config.train.device,
            "commit": commit(),
            "version": neural_render.__version__,
        }
        if teacher is not None:
            provenance["teacher"] = {"path": str(config.train.teacher), "share": config.train.teacher_share}
            provenance["teacher"] |= teacher.scene.provenance
        return Scene(config.method, model, capture.frame, capture.bounds, capture.background, provenance)

    def measure(model: Representation) -> dict[str, float]:
        evaluation = evaluate(scene_of(model, None), capture, config.train.device)
        return {"test_psnr": evaluation.psnr, "test_ssim": evaluation.ssim}

    with contextlib.ExitStack() as stack:
        watch = {"watch": stack.enter_context(LiveView(capture)).show} if is_shown else {}
        seconds = train(
            model,
            capture,
            config.train,
            run,
            has_random_background=has_random_background,
            measure=measure,
            teacher=teacher,
            **watch,
        )
    scene_of(model, seconds).save(run.scene)
    scene = Scene.load(run.scene, config.train.device)  # what is measured is what was written
    possible = possible_formats(scene.representation)
    lossless = [name for name in possible if FORMATS[name].is_lossless]
    for name in lossless:
        path = run.exports / f"scene{FORMATS[name].suffix}"
        export(scene, name, path)
        print(f"exported: {path}")
    if not possible:
        print(f"exported: nothing, {NO_FORMAT}")
    elif not lossless:
        print(f"exported: nothing yet; nr-export {run.folder} --format {'|'.join(possible)}")
    if not capture.test:
        print(f"nothing was measured: {capture.split}")
        return
    if not config.train.evaluate:
        print(f"nothing was measured yet: nr-eval {run.folder}")
        return
    weights = lpips.load(device=config.train.device)
    show(
        evaluate_into(
            run.folder,
            scene,
            capture,
            num_bytes=num_bytes(run.scene),
            device=config.train.device,
            lpips=weights,
            on_view=show_progress(),
        ),
        run.folder,
    )
