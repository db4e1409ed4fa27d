"""The viewer that is committed is the one that its sources make, and its own checks and tests pass."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from neural_render.viewer.server import WEB

pytestmark = pytest.mark.extras

SOURCES = Path(__file__).resolve().parents[2] / "webviewer"


@pytest.fixture(autouse=True)
def tools() -> None:
    if shutil.which("npm") is None or not (SOURCES / "node_modules").is_dir():
        pytest.skip("npm and make viewer")


def run(*command: str | Path) -> None:
    result = subprocess.run(command, cwd=SOURCES, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_committed_bundle_is_that_of_the_sources(tmp_path: Path) -> None:
    run("node", "build.mjs", tmp_path)
    built, committed = (  # beside the bundle may lie what `make networks` puts there
        {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} for folder in (tmp_path, WEB)
    )
    assert built == committed, "run make viewer, and commit neural_render/viewer/web"


def test_types_and_style() -> None:
    run("npm", "run", "--silent", "check")


def test_the_tests_of_the_sources() -> None:
    run("npm", "test", "--silent")
