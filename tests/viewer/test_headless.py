"""The headless browser that nr-view drives: what fails is one clear error and leaves nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from neural_render.errors import UserError
from neural_render.viewer import browser
from neural_render.viewer.browser import Page, Viewer


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.fixture
def a_browser() -> None:
    if browser.find() is None:
        pytest.skip("no chromium: apt install chromium, or name one in CHROMIUM")


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where browsers get their profiles."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("nowhere", "does not start"),
        (".", "does not start"),
        ("/bin/false", "ended with status 1"),
        ("sleeps", "no answer for 1 s"),
    ],
)
def test_a_program_that_is_no_browser(
    program: str, message: str, profiles: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch
) -> None:
    sleeps = tmp_path_factory.mktemp("programs") / "sleeps"
    sleeps.write_text(f"#!/bin/sh\necho $$ > {sleeps}.pid\nexec sleep 600\n")
    sleeps.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(sleeps) if program == "sleeps" else program)
    before = open_files()
    with pytest.raises(UserError) as caught:
        Page(64, 48, timeout_s=1.0 if program == "sleeps" else 60.0)
    assert message in str(caught.value)
    assert open_files() == before and not list(profiles.iterdir())
    if program == "sleeps":
        with pytest.raises(ProcessLookupError):  # it has ended, and was waited for
            os.kill(int(Path(f"{sleeps}.pid").read_text()), 0)


@pytest.mark.extras
def test_a_page_leaves_nothing(a_browser: None, profiles: Path) -> None:
    before = open_files()
    with Page(64, 48) as page:
        assert page.evaluate("[innerWidth, innerHeight]") == [64, 48]
    assert open_files() == before and not list(profiles.iterdir())


@pytest.mark.extras
@pytest.mark.parametrize(
    ("flags", "package", "message"), [((), "nowhere", "nowhere"), (("--disable-3d-apis",), "splats", "WebGL")]
)
def test_what_the_viewer_refuses_is_said_at_once(
    a_browser: None, server: str, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...], package: str, message: str
) -> None:
    """A browser without WebGL2 has no viewer at all."""
    monkeypatch.setattr(browser, "FLAGS", (*browser.FLAGS, *flags))
    with Page(64, 48) as page:
        with pytest.raises(UserError, match="cannot show the package") as caught:
            Viewer(page, f"{server}/?package=/packages/{package}/")
        assert message in caught.value.given


def test_only_root_does_without_the_sandbox() -> None:
    assert ("--no-sandbox" in browser.FLAGS) is (os.geteuid() == 0)
