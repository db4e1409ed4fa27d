"""Damaged PLY files: the reader gives splats that can be drawn or a UserError, whatever the bytes."""

import io
import tempfile
from pathlib import Path

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from neural_render.errors import UserError
from neural_render.export import FileInfo, ply
from neural_render.splatting.splats import Splats


def a_file(degree: int) -> bytes:
    generator = torch.Generator().manual_seed(degree)
    rows = [torch.randn(*shape, generator=generator) for shape in ((3, 3), (3, 4), (3, 3), (3,), (3, 3))]
    shN = torch.randn(3, (degree + 1) ** 2 - 1, 3, generator=generator)
    with tempfile.TemporaryDirectory() as folder:
        ply.write(Path(folder) / "a.ply", Splats(*rows, shN), FileInfo(up=(0.0, 0.0, 1.0)))
        return (Path(folder) / "a.ply").read_bytes()


WHOLE = [a_file(degree) for degree in range(4)]
HEADER_WORDS = st.sampled_from(
    [b"ply", b"format", b"ascii", b"binary_little_endian", b"binary_big_endian", b"1.0", b"element", b"vertex", b"0",
     b"1", b"3", b"1000000000000", b"property", b"float", b"double", b"uchar", b"list", b"x", b"f_rest_0", b"f_rest_1",
     b"opacity", b"comment", b"Vertical axis: 1e400 0 0", b"Background: 1 1", b"end_header", b"\n", b"\r\n", b" "]
)  # fmt: skip


def read_or_complain(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".ply") as file:
        file.write(data)
        file.flush()
        try:
            splats, _ = ply.read(Path(file.name))
        except UserError:
            return
    assert len(splats) >= 1
    for tensor in (splats.means, splats.quats, splats.log_scales, splats.logit_opacities, splats.sh0, splats.shN):
        assert len(tensor) == len(splats) and torch.isfinite(tensor).all()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12))
def test_changed_bytes(whole, changes):
    data = bytearray(whole)
    for place, value in changes:
        data[int(place * len(data))] = value
    read_or_complain(bytes(data))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(WHOLE), st.floats(0, 1), st.binary(max_size=40))
def test_cut_and_continued(whole, place, tail):
    read_or_complain(whole[: int(place * len(whole))] + tail)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(WHOLE), st.integers(0, 79), st.lists(HEADER_WORDS, max_size=6))
def test_changed_header_words(whole, position, words):
    header, end, body = whole.partition(b"end_header\n")
    lines = header.split(b"\n")
    lines[position % len(lines)] = b" ".join(words)
    read_or_complain(b"\n".join(lines) + end + body)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(HEADER_WORDS, max_size=60), st.binary(max_size=200))
def test_made_up_files(words, body):
    stream = io.BytesIO(b"ply\nformat binary_little_endian 1.0\n")
    stream.seek(0, 2)
    stream.write(b" ".join(words) + b"\nend_header\n" + body)
    read_or_complain(stream.getvalue())
