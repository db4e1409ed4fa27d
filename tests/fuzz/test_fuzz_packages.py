"""Damaged packages: whatever happens to a file, reading gives a valid package or one UserError, and soon.

Memory is bounded: an allocation that a damaged count or a bomb asks for fails the test.
"""

from __future__ import annotations

import copy
import gzip
import io
import json
import resource
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import small as written
from packages.building import one_pass

from neural_render.bake import bake, open_package
from neural_render.cli.subject import scene_of_splats
from neural_render.compress.budgets import Budget
from neural_render.errors import UserError
from neural_render.export import FileInfo
from neural_render.package import coding
from neural_render.package.checking import ManifestError, parse
from neural_render.package.folder import read, write
from neural_render.package.manifest import MANIFEST_FILE, Manifest, Texture
from neural_render.splatting import packing
from neural_render.splatting.splats import Splats

MAX_MORE_BYTES = 2**29
FUZZ = settings(max_examples=60, deadline=None, derandomize=True)
PATCHES = st.sampled_from([b"\xff" * 8, b"\0" * 8, b"9", b"-", b"e999", b"nan ", b"\n"]) | st.binary(max_size=8)


@pytest.fixture(scope="module", autouse=True)
def bounded_memory() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MAX_MORE_BYTES, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages") / "small"
    write(written.small_package(), folder)
    return folder


FILES = [MANIFEST_FILE, "means.gz", "colors.bin", "more/noise.gz", "plane.gz", "glsl.gz", "spirv.gz"]


def try_to_read(path: Path) -> None:
    try:
        package = read(path)
    except UserError as error:
        assert error.what and error.given and error.remedy
        str(error).encode()
        assert len(error.given) < 1000
        return
    parts = [*package.textures.values(), *(vertices for vertices, _ in package.meshes.values())]
    assert all(np.isfinite(part).all() for part in parts)


def damaged(folder: Path, file: str, data: bytes) -> None:
    place = folder / file
    whole = place.read_bytes()
    place.write_bytes(data)
    try:
        try_to_read(folder)
    finally:
        place.write_bytes(whole)


@pytest.mark.parametrize("file", FILES)
@FUZZ
@given(data=st.data())
def test_cut_files(folder: Path, file: str, data: st.DataObject) -> None:
    whole = (folder / file).read_bytes()
    damaged(folder, file, whole[: data.draw(st.integers(0, len(whole) - 1))])


def overwritten(whole: bytes, data: st.DataObject) -> bytes:
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content) - 1))
        patch = data.draw(PATCHES)
        content[start : start + len(patch)] = patch
    return bytes(content)


@pytest.mark.parametrize("file", FILES)
@FUZZ
@given(data=st.data())
def test_overwritten_bytes(folder: Path, file: str, data: st.DataObject) -> None:
    damaged(folder, file, overwritten((folder / file).read_bytes(), data))


@settings(FUZZ, max_examples=300)
@given(data=st.data())
def test_damaged_zips(folder: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                zipped.writestr(zipfile.ZipInfo(str(file.relative_to(folder))), file.read_bytes())
    whole = packed.getvalue()
    if data.draw(st.booleans()):
        # Most of the headers are at the end.
        whole = whole[:-1200] + overwritten(whole[-1200:], data)
    else:
        whole = whole[: data.draw(st.integers(0, len(whole)))]
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(whole)
    try_to_read(path)


def places(value: Any, at: tuple = ()) -> Iterator[tuple]:
    """The way to every value of JSON data; of lists of numbers, to the first."""
    yield at
    if isinstance(value, list) and value and isinstance(value[0], float):
        value = value[:1]
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*at, key))


def changed(table: Any, at: tuple, value: Any) -> Any:
    if not at:
        return value
    table = copy.copy(table)
    table[at[0]] = changed(table[at[0]], at[1:], value)
    return table


NESTED: Any = []
for _ in range(50):
    NESTED = [NESTED]
ODD_VALUES = [
    *(None, True, False, 0, -1, 1, 2, 3, 9, 2**31, 2**63, 10**400, 0.5, -0.0, 1e-320, 1e30, 1e308),
    *(float("nan"), float("inf"), "", "..", "a/../b", "/etc/passwd", "C:\\a", "x" * 5000, "\ud800", "\0", "screen"),
    *("order", "means", "sums", "decoded", "plane", "draw", "manifest.json", "raw", "rgba32float", "linear", "load"),
    *("quads", "mesh", "write", [], {}, [[]], {"": None}, {"\ud800/~\n": {}}, {"x" * 5000: 1}, [0.0] * 4, [1] * 5000),
    *([None], ["screen", "screen"], NESTED),
]


def accepts(table: Any) -> Manifest | None:
    try:
        return parse(table)
    except ManifestError as error:
        assert error.pointer == "" or error.pointer.startswith("/")
        assert str(error).startswith(error.pointer or "/")
        return None


@pytest.mark.parametrize("value", ODD_VALUES, ids=lambda value: repr(value)[:30].encode("ascii", "replace").decode())
def test_every_field_with_every_odd_value(value: Any) -> None:
    table = written.table()
    for at in places(table):
        accepts(changed(table, at, value))


def test_every_field_left_out_and_every_table_with_one_more() -> None:
    table = written.table()
    for at in places(table):
        value = table
        for key in at:
            value = value[key]
        if isinstance(value, dict):
            for key in value:
                rest = {name: item for name, item in value.items() if name != key}
                is_field = at not in {(kind,) for kind in ("textures", "meshes", "targets", "programs", "provenance")}
                accepted = accepts(changed(table, at, rest))
                assert not (is_field and accepted), (at, key)
            more = accepts(changed(table, at, value | {"surplus": None}))
            assert more is None or at == ("provenance",), at


@settings(FUZZ, max_examples=300)
@given(data=st.data())
def test_several_fields_at_once(folder: Path, data: st.DataObject) -> None:
    table = written.table()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.sampled_from(list(places(table))[1:]))
        table = changed(table, at, data.draw(st.sampled_from(ODD_VALUES)))
    damaged(folder, MANIFEST_FILE, json.dumps(table).encode())


@pytest.fixture(scope="module")
def baked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five splats of degree 1."""
    random = torch.Generator().manual_seed(0)
    shapes = {"means": (3,), "quats": (4,), "log_scales": (3,), "logit_opacities": (), "sh0": (3,), "shN": (3, 3)}
    splats = Splats(**{name: torch.randn(5, *shape, generator=random) for name, shape in shapes.items()})
    place = tmp_path_factory.mktemp("packages") / "baked"
    write(bake(scene_of_splats(splats, FileInfo(), "cpu"), "baked", [], Budget()), place)
    return place


@settings(FUZZ, max_examples=120)
@given(data=st.data())
def test_packages_of_splats_with_other_fields(baked: Path, data: st.DataObject) -> None:
    """What a manifest may say is more than what a method can decode."""
    whole = (baked / MANIFEST_FILE).read_text()
    table = json.loads(whole)
    for _ in range(data.draw(st.integers(1, 2))):
        if data.draw(st.booleans()):
            at = data.draw(st.sampled_from(list(places(table))[1:]))
            table = changed(table, at, data.draw(st.sampled_from(ODD_VALUES)))
        elif isinstance(table.get("textures"), dict) and table["textures"]:
            table = drawn_at_load(table, data.draw(st.sampled_from(sorted(table["textures"]))))
    (baked / MANIFEST_FILE).write_text(json.dumps(table))
    try:
        package, scene = open_package(baked)
        assert scene.num_primitives == packing.drawing_pass(package).count
    except UserError as error:
        str(error).encode()
        assert not any(ord(letter) < 32 for letter in error.given)
    finally:
        (baked / MANIFEST_FILE).write_text(whole)


def drawn_at_load(table: Any, name: str) -> Any:
    """The manifest with a target in the place of a texture."""
    table = copy.deepcopy(table)
    del table["textures"][name]
    target = {"format": "rgba32float", "size": {"fixed": [5, 1], "screen": None}, "layers": None, "quantisers": []}
    if isinstance(table.get("targets"), dict):
        table["targets"][name] = target
    program = min(table["programs"], default="") if isinstance(table.get("programs"), dict) else ""
    make = one_pass("make", when="load", program=program, targets=[name])
    if isinstance(table.get("passes"), list):
        table["passes"].insert(0, make)
    return table


@FUZZ
@given(text=st.text(alphabet='{}[]",:0123456789.eE+-truefalsn \n', max_size=200))
def test_texts_that_are_hardly_json(folder: Path, text: str) -> None:
    damaged(folder, MANIFEST_FILE, text.encode())


def test_bombs_of_codes(folder: Path, tmp_path: Path) -> None:
    """A few bytes say that nearly 2 GiB are the same."""
    table = written.table()
    table["textures"]["colors"] |= {"encoding": "entropy", "width": 8192, "height": 8192, "layers": 6}
    table["textures"]["colors"]["quantisers"] = table["textures"]["colors"]["quantisers"][:1]
    shutil.copytree(folder, tmp_path / "bomb")
    (tmp_path / "bomb" / MANIFEST_FILE).write_text(json.dumps(table))
    small = Texture("colors.bin", "entropy", "rgba8uint", 2, 2, 2, ())
    data = coding.encode(np.full((2, 2, 2, 4), 7, np.uint8), small)
    (tmp_path / "bomb" / "colors.bin").write_bytes(data[:1] + (2**26).to_bytes(4, "little") + data[5:])
    with pytest.raises(UserError, match=r"/textures/colors: .* claim to be 1610612736"):
        read(tmp_path / "bomb")


def test_bombs_packed_twice(folder: Path, tmp_path: Path) -> None:
    """Deflate packs a thousand into one, and that again."""
    table = written.table()
    table["textures"]["exact"] |= {"width": 8192, "height": 2048}
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in FILES[1:] + ["networks/net.onnx", "planes.json.gz", "wgsl.gz"]:
            zipped.write(folder / file, file)
        zipped.writestr(MANIFEST_FILE, json.dumps(table))
        zipped.writestr("more/exact.gz", gzip.compress(bytes(2**28)))
    assert (tmp_path / "bomb.zip").stat().st_size < 10_000
    with pytest.raises(UserError, match=r"a zip of \d+ bytes claims to be 26\d+"):
        read(tmp_path / "bomb.zip")


@pytest.mark.parametrize("kind", ["textures", "targets", "meshes"])
def test_bombs(folder: Path, kind: str) -> None:
    """Neither what a manifest claims nor what gzip would become is allocated before it is there."""
    table = written.table()
    if kind == "meshes":
        table[kind]["plane"] |= {"num_vertices": 2**24, "num_indices": 3 * 2**22}
    elif kind == "textures":
        table[kind]["exact"] |= {"width": 8192, "height": 8192}
    else:
        table[kind]["sums"]["size"] = {"fixed": [8192, 8192], "screen": None}
    claims = json.dumps(table).encode()
    damaged(folder, MANIFEST_FILE, claims)
    assert kind != "targets" or accepts(table) is None
    damaged(folder, "more/exact.gz", gzip.compress(bytes(10**8)))
