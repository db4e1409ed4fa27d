"""Commands run as a user runs them: in another process, in an empty folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def nr(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Runs `nr-<command> arguments` in a folder of its own."""

    def call(command: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [Path(sys.executable).parent / f"nr-{command}", *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=600,
        )
        if check and done.returncode != 0:
            pytest.fail(f"nr-{command} {arguments} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    return call
