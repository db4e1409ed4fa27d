"""Unpacks zip and tar archives that nobody has vouched for.

All names are judged before anything is written: an archive with a path that leaves its folder, a link or a special file
is refused as a whole. The bytes are counted while they are written, since headers can lie.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from neural_render.errors import UserError

CHUNK_BYTES = 1 << 20
MAX_MEMBERS = 500_000
# Photos hardly shrink when packed; COLMAP's databases and PLY files do by a factor of 2 to 4.
MAX_RATIO = 10
ALLOWANCE_BYTES = 16 << 20  # tiny archives may unpack to this much whatever their ratio
MAX_READ_BYTES = 4 << 20  # tarfile reads a header at once, however long it says that it is
BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, struct.error),
    *(EOFError, ValueError, ArithmeticError, RuntimeError),  # zipfile and tarfile on headers that make no sense
)


@dataclass(frozen=True)
class Member:
    """A file or a folder in an archive."""

    name: str
    size: int  # bytes, as its header says
    is_folder: bool
    is_plain: bool  # neither a link nor a special file
    open: Callable[[], IO[bytes]]

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.name)


def unpack(archive: Path, folder: Path, prefixes: list[str], page: str) -> None:
    """Unpacks what lies below the folders `prefixes` of a zip or tar file into `folder`, which must not exist yet.

    Raises UserError, leaving it to the caller to remove `folder`, when the file is no archive, is damaged, holds a path
    outside its folder, a link, a special file or a name twice, or grows beyond MAX_RATIO times its size.
    """
    remedy = f"nothing was kept; see {page} for another way to get the data"
    limit = ALLOWANCE_BYTES + MAX_RATIO * archive.stat().st_size
    roots = [PurePosixPath(prefix) for prefix in prefixes]
    try:
        with _opened(archive, remedy) as members:
            chosen, left = [], limit
            for count, member in enumerate(members):
                _judge(member, remedy)
                left -= max(member.size, 0)
                if count >= MAX_MEMBERS or left < 0:
                    raise _too_large(member, remedy)
                if any(root in member.path.parents for root in roots):
                    chosen.append(member)
            folder.mkdir()
            for member in chosen:
                limit -= _write(member, folder, limit, remedy)
    except BROKEN as error:
        raise UserError("the archive is damaged", f"{archive.name}: {error or type(error).__name__}", remedy) from error


@contextmanager
def _opened(archive: Path, remedy: str) -> Iterator[Iterator[Member]]:
    """Opens a zip or a tar file (plain or compressed) and yields its members."""
    with ExitStack() as stack:
        if zipfile.is_zipfile(archive):
            zipped = stack.enter_context(zipfile.ZipFile(archive))
            yield (_zip_member(zipped, info) for info in zipped.infolist())
            return
        with open(archive, "rb") as file:
            start = file.read(15)
        unzip: Any = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}.get(start[:2], open)
        stream: Any = _ShortReads(stack.enter_context(unzip(archive, "rb")))
        try:
            tar = stack.enter_context(tarfile.open(fileobj=stream, mode="r:"))
        except tarfile.ReadError as error:
            is_page = start.lower().startswith((b"<!doctype", b"<html"))
            given = "a web page" if is_page else "neither a zip nor a tar file"
            raise UserError("the download is no archive", given, remedy) from error
        yield (_tar_member(tar, info) for info in tar)


class _ShortReads:
    """A file whose reads are bounded, so that a header cannot ask for all memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int) -> bytes:
        if not 0 <= size <= MAX_READ_BYTES:
            raise tarfile.TarError(f"a header says that it has {size} bytes")
        return self._file.read(size)


def _zip_member(zipped: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    # Unix packers keep the file type in the upper half; others leave it 0, which means a plain file or folder.
    kind = stat.S_IFMT(info.external_attr >> 16)
    is_plain = kind in (0, stat.S_IFREG, stat.S_IFDIR)
    # ZipInfo.filename has been changed already where a name held a backslash or a zero; the original counts.
    return Member(info.orig_filename, info.file_size, info.is_dir(), is_plain, lambda: zipped.open(info))


def _tar_member(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    def opened() -> IO[bytes]:
        file = tar.extractfile(info)
        if file is None:
            raise tarfile.TarError(f"{info.name} has no content")
        return file

    return Member(info.name, info.size, info.isdir(), info.isreg() or info.isdir(), opened)


def _judge(member: Member, remedy: str) -> None:
    """Refuses links, special files and every name that could lead out of the folder on any system."""
    leaves = member.path.is_absolute() or ".." in member.path.parts or any(c in member.name for c in "\\:\0")
    if leaves or not member.is_plain:
        reason = "leads out of its folder" if leaves else "is a link or a special file"
        raise UserError("the archive was refused", f"its entry {member.name!r} {reason}", remedy)


def _too_large(member: Member, remedy: str) -> UserError:
    given = f"it unpacks to more than {MAX_RATIO} times its size or {MAX_MEMBERS:,} entries (at {member.name!r})"
    return UserError("the archive was refused", given, remedy)


def _write(member: Member, folder: Path, limit: int, remedy: str) -> int:
    """Writes one member and returns its size in bytes, at most `limit`."""
    target, size = folder / member.path, 0
    try:
        if member.is_folder:
            target.mkdir(parents=True, exist_ok=True)
            return 0
        target.parent.mkdir(parents=True, exist_ok=True)
        with member.open() as source, open(target, "xb") as file:
            while chunk := source.read(CHUNK_BYTES):
                size += len(chunk)
                if size > limit:
                    raise _too_large(member, remedy)
                file.write(chunk)
    except (FileExistsError, NotADirectoryError) as error:
        raise UserError("the archive was refused", f"its entry {member.name!r} comes twice", remedy) from error
    return size
