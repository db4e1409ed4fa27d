"""What could not run is said loudly, and is an error where nobody reads along (CI=true)."""

from __future__ import annotations

import os

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    deselected = terminalreporter.stats.get("deselected", [])
    if deselected:
        terminalreporter.write_line(f"{len(deselected)} tests of heavy extras did not run: make test-extras runs them")
    if skipped:
        terminalreporter.section("COULD NOT RUN", sep="!", red=True, bold=True)
        for report in skipped:
            terminalreporter.write_line(f"{report.nodeid}: {report.longrepr[2]}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and exitstatus == 0 and reporter.stats.get("skipped"):
        session.exitstatus = 1
