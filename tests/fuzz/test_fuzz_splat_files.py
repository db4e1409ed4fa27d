"""Damaged SPZ and compressed PLY files: the reader gives splats that can be drawn or a UserError, whatever the bytes.

Memory is bounded: an allocation that a damaged count or a bomb asks for fails the test. `corpus/` keeps whole files of
every layout that is read, which must stay readable for ever, and files that were made to hurt.
"""

from __future__ import annotations

import gzip
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from neural_render.errors import UserError
from neural_render.export import FORMATS, FileInfo, format_of
from neural_render.export.splat_files import tensors
from neural_render.splatting.splats import Splats

CORPUS = Path(__file__).parent / "corpus"
MAX_MORE_BYTES = 2**29
FUZZ = settings(max_examples=200, deadline=None, derandomize=True)
PLACES = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(st.tuples(PLACES, st.integers(0, 255)), min_size=1, max_size=12)
HEADER_WORDS = st.sampled_from(
    [b"element", b"chunk", b"vertex", b"sh", b"0", b"1", b"2", b"3", b"257", b"1000000000000", b"property", b"float",
     b"uint", b"uchar", b"double", b"packed_position", b"packed_color", b"min_x", b"max_b", b"f_rest_0", b"f_rest_8",
     b"format", b"binary_big_endian", b"binary_little_endian", b"ascii", b"1.0", b"comment", b"end_header", b"\n"]
)  # fmt: skip


@pytest.fixture(autouse=True)
def bounded_memory() -> Iterator[None]:
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (in_use + MAX_MORE_BYTES, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def a_file(name: str, degree: int) -> bytes:
    generator = torch.Generator().manual_seed(degree)
    rows = [torch.randn(*shape, generator=generator) for shape in ((300, 3), (300, 4), (300, 3), (300,), (300, 3))]
    shN = torch.randn(300, (degree + 1) ** 2 - 1, 3, generator=generator)
    kind = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{kind.suffix}"
        kind.load().write(path, Splats(*rows, shN), FileInfo())
        return path.read_bytes()


SPZ = [a_file("spz", degree) for degree in range(4)]
COMPRESSED = [a_file("compressed-ply", degree) for degree in range(4)]


def read_or_complain(name: str, data: bytes) -> Splats | None:
    kind = FORMATS[name]
    with tempfile.NamedTemporaryFile(suffix=kind.suffix) as file:
        file.write(data)
        file.flush()
        return checked(kind, Path(file.name))


def checked(kind, path: Path) -> Splats | None:
    try:
        splats, _ = kind.load().read(path)
    except UserError:
        return None
    assert len(splats) >= 1
    for tensor in tensors(splats).values():
        assert len(tensor) == len(splats) and torch.isfinite(tensor).all()
    return splats


def changed(data: bytes, changes: list[tuple[float, int]], end: int | None = None) -> bytes:
    values = bytearray(data)
    for place, value in changes:
        values[int(place * (end or len(values)))] = value
    return bytes(values)


@FUZZ
@given(st.sampled_from(SPZ), CHANGES)
def test_changed_bytes_of_an_spz(whole: bytes, changes: list[tuple[float, int]]) -> None:
    assert read_or_complain("spz", changed(whole, changes)) is None or changed(whole, changes)[12:] == whole[12:]


@FUZZ
@given(st.sampled_from(SPZ), CHANGES, st.booleans())
def test_changed_bytes_within_an_spz(whole: bytes, changes: list[tuple[float, int]], in_header: bool) -> None:
    content = gzip.decompress(whole)
    read_or_complain("spz", gzip.compress(changed(content, changes, 16 if in_header else None), 1))


@FUZZ
@given(st.sampled_from(SPZ), PLACES, st.binary(max_size=40), st.booleans())
def test_cut_and_continued_spz(whole: bytes, place: float, tail: bytes, within: bool) -> None:
    if within:
        content = gzip.decompress(whole)
        read_or_complain("spz", gzip.compress(content[: int(place * len(content))] + tail, 1))
    else:
        read_or_complain("spz", whole[: int(place * len(whole))] + tail)


@FUZZ
@given(st.binary(max_size=200), st.booleans())
def test_made_up_spz(content: bytes, has_magic: bool) -> None:
    read_or_complain("spz", gzip.compress((b"NGSP\x03\0\0\0" if has_magic else b"") + content, 1))


@FUZZ
@given(st.sampled_from(COMPRESSED), CHANGES)
def test_changed_bytes_of_a_compressed_ply(whole: bytes, changes: list[tuple[float, int]]) -> None:
    read_or_complain("compressed-ply", changed(whole, changes))
    read_or_complain("compressed-ply", changed(whole, changes, whole.index(b"end_header") + 200))


@FUZZ
@given(st.sampled_from(COMPRESSED), PLACES, st.binary(max_size=40))
def test_cut_and_continued_compressed_ply(whole: bytes, place: float, tail: bytes) -> None:
    read_or_complain("compressed-ply", whole[: int(place * len(whole))] + tail)


@FUZZ
@given(st.sampled_from(COMPRESSED), st.integers(0, 99), st.lists(HEADER_WORDS, max_size=6))
def test_changed_header_words(whole: bytes, position: int, words: list[bytes]) -> None:
    header, end, body = whole.partition(b"end_header\n")
    lines = header.split(b"\n")
    lines[position % len(lines)] = b" ".join(words)
    read_or_complain("compressed-ply", b"\n".join(lines) + end + body)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("whole_*")), ids=lambda path: path.name)
def test_whole_files_stay_readable(path: Path) -> None:
    """Two splats; what they hold is in tests/unit/test_splat_files.py, whose functions wrote them."""
    splats = checked(format_of(path), path)
    assert splats is not None and len(splats) == 2
    assert float(splats.means[1].abs().sum()) > 1 and splats.logit_opacities[1].sigmoid() == pytest.approx(0.2)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("bad_*")), ids=lambda path: path.name)
def test_files_made_to_hurt_are_refused(path: Path) -> None:
    assert checked(format_of(path), path) is None


def test_the_corpus_is_there() -> None:
    files = [path.name for path in CORPUS.iterdir()]
    assert len(files) >= 15 and all(name.startswith(("whole_", "bad_")) for name in files)
