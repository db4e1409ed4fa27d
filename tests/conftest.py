"""What could not run is said loudly, and is an error where nobody reads along (CI=true)."""

from __future__ import annotations

import os

import pytest
import torch


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    deselected = [
        test for test in terminalreporter.stats.get("deselected", []) if test.get_closest_marker("extras") is not None
    ]
    without_gpu = not torch.cuda.is_available()
    if not (skipped or deselected or without_gpu):
        return
    terminalreporter.section("COULD NOT RUN", sep="!", red=bool(skipped), bold=True)
    if without_gpu:
        terminalreporter.write_line("the rasterizer on CUDA: this machine has no GPU")
    if deselected:
        terminalreporter.write_line(f"{len(deselected)} tests that need heavy extras: make test-extras runs them")
    for report in skipped:
        terminalreporter.write_line(f"{report.nodeid}: {report.longrepr[2]}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and exitstatus == 0 and reporter.stats.get("skipped"):
        session.exitstatus = 1
