"""A run is a folder: outputs/<capture>/<method>/<name>/ with its config, checkpoints, scene, metrics and exports."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from neural_render import configs, representations
from neural_render.data.config import DataConfig
from neural_render.errors import UserError
from neural_render.files import atomic_file, write_error

TABLES = ("data", "train", "model")  # of config.toml and presets


@dataclass(frozen=True)
class TrainConfig:
    """What the trainer itself needs to know; everything else belongs to the data or the method."""

    steps: int = 7000
    """Training steps."""
    pictures: int = 1
    """Pictures that a step looks at: photos, all of one size, or the teacher's."""
    crop: int = 0
    """Side in pixels of the square of each picture that a step looks at; 0 for whole pictures."""
    seed: int = 0
    """Seed of everything random: on a CPU, two runs with one seed are equal bit for bit."""
    checkpoint_every: int = 1000
    """Steps between two checkpoints, from which --resume continues."""
    eval_every: int = 0
    """Steps between two evaluations of the test views while training; 0 for the end only."""
    evaluate: bool = True
    """Measure the test views at the end; without it nr-eval does so whenever it is asked to."""
    device: Literal["cpu", "cuda"] = "cpu"
    """Where to train; cuda needs the extra 'cuda'."""
    teacher: Path | None = None
    """A run or a file of splats to start from, whose pictures from between the photos are trained on as well."""
    teacher_share: float = 0.5
    """With a teacher: the share of steps that see its pictures instead of photos."""
    teacher_cameras: Literal["between", "around"] = "between"
    """Where the teacher's pictures are taken: between the photos, or half of them around what the photos show."""
    teacher_views: int = 0
    """Pictures of the teacher that are seen again and again; 0 for new ones in every step."""
    teacher_bytes: int = 1024**3
    """Memory for these; the least recently used are rendered again when it is full."""
    photos_from: float = 1.0
    """After this share of the steps only photos are seen."""

    def __post_init__(self) -> None:
        if min(self.steps, self.pictures, self.checkpoint_every) < 1:
            raise ValueError("steps, pictures and checkpoint_every must be at least 1")
        if min(self.eval_every, self.crop, self.teacher_views, self.teacher_bytes) < 0:
            raise ValueError("eval_every, crop, teacher_views and teacher_bytes must be at least 0")
        if not (0 <= self.teacher_share <= 1 and 0 <= self.photos_from <= 1):
            raise ValueError(
                f"teacher_share = {self.teacher_share} and photos_from = {self.photos_from} must be between 0 and 1"
            )
        if not 0 <= self.seed < 2**31:
            raise ValueError(f"seed = {self.seed} must be at least 0 and below 2^31")


@dataclass(frozen=True)
class RunConfig:
    """The resolved config of a run, saved beside it as config.toml."""

    method: str
    data: DataConfig
    train: TrainConfig
    model: Any  # the method's own config dataclass

    def to_toml(self) -> str:
        tables = {name: configs.to_table(getattr(self, name)) for name in TABLES}
        return configs.to_toml({"method": self.method} | tables)

    @classmethod
    def read(cls, path: Path) -> RunConfig:
        """Raises UserError when the file is not a complete config of a run."""
        tables = configs.read_toml(path)
        data = tables.get("data")
        if "method" not in tables or not isinstance(data, dict) or not isinstance(data.get("path"), str):
            raise UserError(f"wrong config {path}", "no method or no data path", "give the folder of a run")
        method = representations.find(tables["method"])
        base = cls(tables["method"], DataConfig(path=Path(data["path"])), TrainConfig(), method.Config())
        return base.updated(tables, path)

    def updated(self, tables: dict[str, Any], path: Path) -> RunConfig:
        """This config with the tables of the file `path` laid over it; raises UserError for what does not belong."""
        known = ("method", *TABLES)
        problems = [f"unknown '{name}'{configs.nearest(name, known)}" for name in tables if name not in known]
        problems += [f"'{name}' is no table" for name in TABLES if not isinstance(tables.get(name, {}), dict)]
        if tables.get("method", self.method) != self.method:
            problems.append(f"method = '{tables['method']}', but this is {self.method}")
        if problems:
            remedy = f"use the tables {', '.join(f'[{name}]' for name in TABLES)}"
            raise UserError(f"wrong config {path}", "; ".join(problems), remedy)
        parts = {
            name: configs.from_table(getattr(self, name), tables.get(name, {}), f"[{name}] in {path}")
            for name in TABLES
        }
        return dataclasses.replace(self, **parts)


@dataclass(frozen=True)
class Run:
    """The places in a run's folder."""

    folder: Path

    @property
    def config_file(self) -> Path:
        return self.folder / "config.toml"

    @property
    def scene(self) -> Path:
        return self.folder / "scene"

    @property
    def eval_file(self) -> Path:
        return self.folder / "eval.json"

    @property
    def pictures(self) -> Path:
        return self.folder / "eval"

    @property
    def exports(self) -> Path:
        return self.folder / "exports"

    @property
    def package(self) -> Path:
        return self.folder / "package"

    @property
    def checkpoints(self) -> Path:
        return self.folder / "checkpoints"

    def config(self) -> RunConfig:
        return RunConfig.read(self.config_file)

    def write_config(self, config: RunConfig) -> None:
        with atomic_file(self.config_file) as temporary:
            temporary.write_text(config.to_toml(), encoding="utf-8")

    def log(self, record: dict[str, Any]) -> None:
        """Appends one line to metrics.jsonl."""
        # JSON has no NaN: what is not finite is null.
        plain = {
            key: None if isinstance(value, float) and not math.isfinite(value) else value
            for key, value in record.items()
        }
        try:
            with open(self.folder / "metrics.jsonl", "a", encoding="utf-8") as file:
                file.write(json.dumps(plain, allow_nan=False) + "\n")
        except OSError as error:
            raise write_error(self.folder / "metrics.jsonl", error) from error

    def forget_log_after(self, step: int) -> None:
        """Drops the lines of metrics.jsonl that a resumed run will write again."""
        path = self.folder / "metrics.jsonl"
        if path.exists():
            lines = [line for line in path.read_text(encoding="utf-8").splitlines() if _step_of(line) <= step]
            with atomic_file(path) as temporary:
                temporary.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def is_run(path: Path) -> bool:
    return (Path(path) / "config.toml").is_file()


def open_run(path: Path) -> Run:
    """Raises UserError when `path` is not the folder of a run."""
    if not is_run(path):
        raise UserError(f"{path} is not a run", "a path without config.toml", "give the folder that nr-train wrote")
    return Run(Path(path))


def latest_run(folder: Path) -> Run | None:
    """The run below `folder` whose config was written last."""
    files = sorted(folder.glob("*/config.toml"), key=lambda file: file.stat().st_mtime_ns)
    return Run(files[-1].parent) if files else None


def check_name(name: str) -> str:
    """A run's name is one folder; raises UserError when it is a path or empty."""
    if not re.fullmatch(r"[\w][\w.+-]*", name):
        raise UserError(f"'{name}' cannot name a run", name, "use letters, digits, '_', '-', '.' and '+'")
    return name


def commit() -> str | None:
    """The commit of the code that runs, "+" where files were changed since; None outside a clone."""
    folder = Path(__file__).parent

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    try:
        return git("rev-parse", "--short=12", "HEAD") + ("+" if git("status", "--porcelain", ".") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _step_of(line: str) -> float:
    try:
        return int(json.loads(line)["step"])
    except (ValueError, KeyError, TypeError):
        return math.inf  # cut short by whatever ended the run
