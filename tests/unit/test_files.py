"""Nothing is ever half-written."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from neural_render.errors import UserError
from neural_render.files import atomic_file, atomic_folder, write_json


def test_a_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.json"
    write_json(target, {"x": 1})
    assert json.loads(target.read_text()) == {"x": 1}
    assert [path.name for path in target.parent.iterdir()] == ["a.json"]


@pytest.mark.parametrize("failure", [RuntimeError("no"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file(tmp_path: Path, failure: BaseException) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(type(failure)), atomic_file(target) as temporary:
        temporary.write_text("half")
        raise failure
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_a_user_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No space left") as caught, atomic_file(tmp_path / "a.bin") as temporary:
        temporary.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "a.bin" in caught.value.what
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "scene"
    for content in ("one", "two"):
        with atomic_folder(target) as temporary:
            (temporary / content).write_text(content)
    assert [path.name for path in target.iterdir()] == ["two"]
    with pytest.raises(ValueError), atomic_folder(target) as temporary:
        (temporary / "three").write_text("half")
        raise ValueError
    assert [path.name for path in target.iterdir()] == ["two"]
    assert list(tmp_path.iterdir()) == [target]


def test_json_refuses_what_json_has_not(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        write_json(tmp_path / "a.json", {"psnr": float("inf")})
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_can_be_shared(tmp_path: Path) -> None:
    with atomic_folder(tmp_path / "scene") as temporary:
        (temporary / "private").touch(mode=0o600)
    with atomic_file(tmp_path / "file") as temporary:
        temporary.touch(mode=0o600)
    reference = tmp_path / "reference"
    reference.mkdir()
    (reference / "file").touch()
    assert (tmp_path / "scene").stat().st_mode == reference.stat().st_mode
    assert (tmp_path / "scene/private").stat().st_mode == (reference / "file").stat().st_mode
    assert (tmp_path / "file").stat().st_mode == (reference / "file").stat().st_mode
