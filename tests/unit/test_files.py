"""Nothing is ever half-written."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from neural_render.errors import UserError
from neural_render.files import atomic_file, atomic_folder, num_bytes, save_tensors, write_json


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


@pytest.fixture
def small_files():
    """A disk on which no file grows beyond 8 kB."""
    resource = pytest.importorskip("resource", reason="limits of a process are POSIX")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_tensors_on_a_full_disk_are_a_user_error(tmp_path: Path, small_files: None) -> None:
    save_tensors(tmp_path / "a.safetensors", {"x": torch.ones(4, 2).T}, {"step": "3"})
    assert torch.equal(load_file(tmp_path / "a.safetensors")["x"], torch.ones(2, 4))
    assert num_bytes(tmp_path) == num_bytes(tmp_path / "a.safetensors") > 32
    with pytest.raises(UserError, match=r"cannot write .*a\.safetensors\n"):
        save_tensors(tmp_path / "a.safetensors", {"x": torch.ones(100, 100)})
    assert [path.name for path in tmp_path.iterdir()] == ["a.safetensors"]
    assert num_bytes(tmp_path) < 1000


def test_errors_inside_a_folder_name_its_last_place(tmp_path: Path, small_files: None) -> None:
    with pytest.raises(UserError) as caught, atomic_folder(tmp_path / "scene") as temporary:
        write_json(temporary / "scene.json", ["x" * 10_000])
    assert caught.value.what == f"cannot write {tmp_path / 'scene' / 'scene.json'}"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_moved_in_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "scene"
    with atomic_folder(target) as temporary:
        (temporary / "one").touch()
    real_replace = os.replace

    def replace(source: Path, destination: Path) -> None:
        if destination == target and (source / "two").exists():
            raise OSError(errno.EIO, "Input/output error")
        real_replace(source, destination)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(UserError, match="Input/output error"), atomic_folder(target) as temporary:
        (temporary / "two").touch()
    assert [path.name for path in target.iterdir()] == ["one"]
    assert list(tmp_path.iterdir()) == [target]


def test_what_killed_processes_left_is_swept(tmp_path: Path) -> None:
    killed = """
import os, sys
from pathlib import Path
from neural_render.files import atomic_file, atomic_folder
with atomic_folder(Path("scene")) as folder, atomic_file(Path("a.json")) as file:
    (folder / "half").touch(), file.touch()
    os._exit(0)
"""
    subprocess.run([sys.executable, "-c", killed], cwd=tmp_path, check=True)
    assert len(list(tmp_path.iterdir())) == 2
    alive = tmp_path / f".a.{os.getppid()}.tmp.json"
    alive.touch()
    (tmp_path / ".a.b.1.tmp.json").touch()  # of another file
    write_json(tmp_path / "a.json", 1)
    with atomic_folder(tmp_path / "scene"):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "scene", alive.name, ".a.b.1.tmp.json"}


def test_a_temporary_that_cannot_be_removed_hides_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    with pytest.raises(UserError, match="cannot write"), atomic_file(folder / "a.txt") as temporary:
        folder.rmdir()
        folder.touch()  # unlink below a file raises NotADirectoryError
        temporary.write_text("x")


def test_a_lost_reader_of_the_output_is_not_blamed_on_a_file(tmp_path: Path) -> None:
    for atomic in (atomic_file, atomic_folder):
        with pytest.raises(BrokenPipeError), atomic(tmp_path / "a"):
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
    assert list(tmp_path.iterdir()) == []
