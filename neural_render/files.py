"""Files that appear whole or not at all: everything is written beside its place under a temporary name and renamed."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neural_render.errors import UserError

if TYPE_CHECKING:
    from torch import Tensor


@contextlib.contextmanager
def atomic_file(path: Path) -> Iterator[Path]:
    """Yields a temporary path in the same folder; renames it to `path` when the block ends without an error.

    The temporary name keeps the suffix, because image and video writers choose their format by it.
    Raises UserError when the disk is full or the folder cannot be written.
    """
    path = Path(path)
    temporary = _beside(path, "tmp", os.getpid())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path, "tmp")
        yield temporary
        _settle(temporary)
        os.replace(temporary, path)
    except BrokenPipeError:
        raise  # the reader of what the program prints went away: no file is to blame
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        _remove(temporary)


@contextlib.contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """Yields an empty temporary folder; puts it in the place of `path` when the block ends without an error.

    Raises UserError as `atomic_file` does; errors from inside the block name the final place, not the temporary one.
    """
    path = Path(path)
    place = path.resolve()  # where `path` is a link, the folder that it names is replaced, not the link
    temporary, old = _beside(place, "tmp", os.getpid()), _beside(place, "old", os.getpid())
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place, "tmp")
        temporary.mkdir()
        yield temporary
        for written in temporary.rglob("*"):
            _settle(written)
        if place.is_dir():
            _sweep(place, "old")
            os.replace(place, old)
        try:
            os.replace(temporary, place)
        except BaseException:
            with contextlib.suppress(OSError):
                os.replace(old, place)
            raise
        _sweep(place, "old")
    except BrokenPipeError:
        raise
    except UserError as error:
        raise UserError(*(part.replace(str(temporary), str(path)) for part in error.args)) from error
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        _remove(temporary)


def _beside(path: Path, kind: str, pid: int) -> Path:
    """The hidden name beside `path` that the process `pid` uses while it writes."""
    return path.with_name(f".{path.stem}.{pid}.{kind}{path.suffix}")


def _sweep(path: Path, kind: str) -> None:
    """Removes what this process, or others that were killed while they wrote `path`, left beside it."""
    name = re.compile(rf"{re.escape(f'.{path.stem}')}\.(\d+)\.{kind}{re.escape(path.suffix)}")
    for entry in list(path.parent.iterdir()):
        if (match := name.fullmatch(entry.name)) and not _is_another_alive(int(match[1])):
            _remove(entry)


def _is_another_alive(pid: int) -> bool:
    """Whether another process of this number runs; True where that cannot be known."""
    if os.name == "nt":
        return pid != os.getpid()  # os.kill would end the process there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return pid != os.getpid()


def _remove(path: Path) -> None:
    """Removes a file or a folder as far as possible: a failure to tidy up must not hide the error before it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        path.unlink()


def _settle(path: Path) -> None:
    """Puts a file on the disk and gives it the mode that the umask asks for: some writers choose a private one."""
    umask = os.umask(0)
    os.umask(umask)
    path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
    if path.is_file():
        with open(path, "rb") as written:
            os.fsync(written.fileno())


def to_json(value: Any) -> str:
    """Plain data as JSON text; NaN and infinities are refused, because JSON has none."""
    return json.dumps(value, indent=1, allow_nan=False) + "\n"


def write_json(path: Path, value: Any) -> None:
    """Writes `to_json(value)` whole or not at all."""
    text = to_json(value)
    with atomic_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def save_tensors(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str] | None = None) -> None:
    """Writes tensors of any device as one safetensors file, whole or not at all; raises UserError as `atomic_file`."""
    from safetensors import SafetensorError  # only now: commands that write no tensors start without torch
    from safetensors.torch import save_file

    values = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
    with atomic_file(path) as temporary:
        try:
            save_file(values, temporary, metadata)
        except SafetensorError as error:
            raise OSError(str(error)) from error


def num_bytes(path: Path) -> int:
    """The size of a file, or of all files below a folder."""
    path = Path(path)
    return sum(file.stat().st_size for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file())


def write_error(path: Path, error: OSError) -> UserError:
    """What to tell a user whose disk or folder refused a file."""
    return UserError(
        f"cannot write {path}",
        error.strerror or " ".join(str(error).split()) or type(error).__name__,
        "free some space or choose another place; nothing was left half-written",
    )
