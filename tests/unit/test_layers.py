"""The architecture as a test: data flows one way, and no representation knows another."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import neural_render

PACKAGE = Path(neural_render.__file__).parent
# A module may import those before it and none behind it.
ORDER = [
    "errors",
    "files",
    "thinning",
    "configs",
    "progress",
    "native",
    "cameras",
    "types",
    "compress",
    "package",
    "optim",
    "losses",
    "lpips",
    "metrics",
    "data",
    "fields",
    "splatting",
    "planes",
    "representation",
    "representations",
    "scene",
    "hybrid",
    "bake",
    "runs",
    "checkpoints",
    "paths",
    "pictures",
    "export",
    "evaluate",
    "viewpoints",
    "teacher",
    "train",
    "viewer",
    "cli",
]
TORCH_FREE = ["neural_render.configs", "neural_render.representations", "neural_render.runs", "neural_render.cli.train"]


def imported_modules(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name.startswith("neural_render.")}


@pytest.mark.parametrize("room", ORDER)
def test_no_module_looks_upwards(room: str) -> None:
    path = PACKAGE / room
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    for file in files:
        for name in imported_modules(file):
            target = name.split(".")[1]
            if target in ORDER:
                assert ORDER.index(target) <= ORDER.index(room), f"{file.relative_to(PACKAGE)} imports {name}"


def test_every_module_has_its_place() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms - {"__init__"} == set(ORDER)


def test_no_representation_imports_another() -> None:
    """What several share lies in modules beside their folders."""
    folder = PACKAGE / "representations"
    shared = {file.stem for file in folder.glob("*.py")}
    for file in folder.glob("*/**/*.py"):
        own = file.relative_to(folder).parts[0]
        for name in imported_modules(file):
            if name.startswith("neural_render.representations."):
                assert name.split(".")[2] in {own, *shared}, f"{file.relative_to(PACKAGE)} imports {name}"


@pytest.mark.parametrize("module", TORCH_FREE)
def test_configs_and_registry_import_no_torch(module: str) -> None:
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
