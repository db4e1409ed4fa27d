"""Packages come back as they were written, always as the same bytes; what is wrong is refused by name."""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from packages import small as written
from packages.small import PROGRAMS

from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.package import checking
from neural_render.package.cameras import camera_info, camera_of
from neural_render.package.checking import ManifestError, parse
from neural_render.package.folder import MAX_MANIFEST_BYTES, Package, read, write
from neural_render.package.manifest import MANIFEST_FILE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(written.small_package(), tmp_path / "package")
    return tmp_path / "package"


def same(a: Package, b: Package) -> bool:
    arrays = [
        [*package.textures.values(), *(x for pair in package.meshes.values() for x in pair)] for package in (a, b)
    ]
    are_equal = all(x.dtype == y.dtype and np.array_equal(x, y) for x, y in zip(*arrays, strict=True))
    rest = [(package.manifest, package.programs, package.networks, package.planes) for package in (a, b)]
    return rest[0] == rest[1] and are_equal


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_comes_back(folder: Path) -> None:
    assert same(read(folder), written.small_package())


def test_is_always_the_same_bytes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1e9)
    write(read(folder), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(folder)
    assert contents(folder)["plane.gz"][4:8] == bytes(4)  # gzip's time
    assert contents(folder)["wgsl.gz"][4:8] == bytes(4)
    assert json.loads(contents(folder)[MANIFEST_FILE]) == written.table()


def test_cameras_are_written_as_what_float32_needs(tmp_path: Path) -> None:
    table = written.table()
    random = torch.Generator().manual_seed(0)
    viewmats, Ks = torch.randn(2, 4, 4, generator=random), torch.rand(2, 3, 3, generator=random) / 3
    cameras = Cameras(viewmats, Ks, 16, 12)
    views = tuple(camera_info(cameras[index]) for index in range(2))
    package = dataclasses.replace(written.small_package(), manifest=dataclasses.replace(parse(table), views=views))
    write(package, tmp_path / "package")
    back = read(tmp_path / "package").manifest.views
    assert back == views
    for index, camera in enumerate(map(camera_of, back)):
        kept = torch.tensor([[1.0, 0, 1], [0, 1, 1], [0, 0, 0]]).bool()  # [3, 3]: fx, fy, cx, cy
        assert torch.equal(camera.viewmats[0], viewmats[index]) and torch.equal(camera.Ks[0][kept], Ks[index][kept])
    fractions = re.findall(rb"\.0*(\d+)", contents(tmp_path / "package")[MANIFEST_FILE])
    assert max(map(len, fractions)) <= 9


@pytest.mark.parametrize("prefix", ["", "package/"])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_of_the_folder(folder: Path, tmp_path: Path, prefix: str, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as zipped:
        for name, data in contents(folder).items():
            zipped.writestr(prefix + name, data)
    assert same(read(tmp_path / "a.zip"), written.small_package())


def test_a_link_to_a_package(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert same(read(tmp_path / "link"), written.small_package())


def refused(path: Path, *words: str) -> None:
    with pytest.raises(UserError) as caught:
        read(path)
    assert str(path) in caught.value.what
    assert all(word in caught.value.given for word in words), caught.value.given


def test_what_is_no_package(folder: Path, tmp_path: Path) -> None:
    refused(tmp_path / "nothing", "nothing")
    (tmp_path / "file").write_bytes(b"no zip")
    refused(tmp_path / "file", "zip")
    (tmp_path / "empty").mkdir()
    refused(tmp_path / "empty", MANIFEST_FILE)
    (folder / MANIFEST_FILE).write_text("[]")
    refused(folder, "no table")
    (folder / MANIFEST_FILE).write_text(json.dumps(written.table() | {"background": [float("nan"), 0, 0]}))
    refused(folder, "NaN")
    (folder / MANIFEST_FILE).write_text("[" * 100_000)
    refused(folder)
    (folder / MANIFEST_FILE).write_bytes(b" " * (MAX_MANIFEST_BYTES + 1))
    refused(folder, MANIFEST_FILE, f"more than the {MAX_MANIFEST_BYTES}")
    (folder / MANIFEST_FILE).unlink()
    os.mkfifo(folder / MANIFEST_FILE)  # opening one waits for ever
    refused(folder, "no plain file")


@pytest.mark.parametrize("file", ["means.gz", "colors.bin", "more/exact.gz", "plane.gz", "glsl.gz", MANIFEST_FILE])
def test_links_that_lead_out(folder: Path, tmp_path: Path, file: str) -> None:
    shutil.move(folder / file, tmp_path / "outside")
    (folder / file).symlink_to(tmp_path / "outside")
    refused(folder, file, "leads out")
    (folder / file).unlink()
    shutil.move(tmp_path / "outside", folder / "inside")
    (folder / file).symlink_to(folder / "inside")
    assert same(read(folder), written.small_package())


def test_missing_files(folder: Path, tmp_path: Path) -> None:
    for name, data in contents(folder).items():
        (folder / name).unlink()
        refused(folder, name)
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
            for file in contents(folder):
                zipped.write(folder / file, file)
        refused(tmp_path / "a.zip", name)
        (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "fewer"),
        (b"no gzip at all", "damaged"),
        (gzip.compress(bytes(95)), "fewer"),
        (gzip.compress(bytes(97)), "more"),
        (gzip.compress(bytes(96))[:-1], "cut"),
        (gzip.compress(bytes(96)) + b"x", "behind its end"),
        (gzip.compress(bytes(40)) + gzip.compress(bytes(56)), "fewer"),  # browsers read one member only
        (gzip.compress(bytes(96))[:-8] + b"\1" * 8, "damaged"),
        (gzip.compress(bytes(10**8)), "more than the"),
        (gzip.compress(bytes(10**6), 9), "more"),
    ],
)
def test_sizes_must_be_exact(folder: Path, data: bytes, words: str) -> None:
    (folder / "means.gz").write_bytes(data)
    refused(folder, "means.gz", words)


def test_raw_sizes_must_be_exact(folder: Path) -> None:
    for size in (0, 95, 97):
        (folder / "colors.bin").write_bytes(bytes(size))
        refused(folder, "colors.bin", str(size))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", ["noise", "exact"])
def test_values_must_be_finite(folder: Path, tmp_path: Path, name: str, value: float) -> None:
    package = written.small_package()
    package.textures[name][2, 3, 1] = value
    with pytest.raises(ManifestError, match=f"/textures/{name}: .*not finite"):
        write(package, tmp_path / "new")
    (folder / f"more/{name}.gz").write_bytes(gzip.compress(package.textures[name].tobytes()))
    refused(folder, f"/textures/{name}", "not finite")


def test_meshes_must_make_sense(folder: Path) -> None:
    vertices, indices = written.small_package().meshes["plane"]
    (folder / "plane.gz").write_bytes(gzip.compress(vertices.tobytes() + (indices + 1).tobytes()))
    refused(folder, "/meshes/plane", "index 4 is beyond its 4")
    (folder / "plane.gz").write_bytes(gzip.compress((vertices * np.float32(np.inf)).tobytes() + indices.tobytes()))
    refused(folder, "/meshes/plane", "not finite")


def test_shaders_must_be_text(folder: Path) -> None:
    data = "".join(PROGRAMS[name].glsl_vertex + PROGRAMS[name].glsl_fragment for name in ("blur", "draw")).encode()
    (folder / "glsl.gz").write_bytes(gzip.compress(data[:-1] + b"\xff"))
    refused(folder, "/programs/draw/glsl_fragment", "glsl.gz", "no text")


SHADERS = bytes(len(PROGRAMS["blur"].wgsl) + len(PROGRAMS["draw"].wgsl))
PACKED = gzip.compress(SHADERS)
EMPTY = gzip.compress(b"")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "fewer than"),
        (b"// WGSL as it is", "damaged"),
        (PACKED[:-1], "cut"),
        (PACKED[:8], "fewer than"),
        (PACKED[:-8] + b"\1" * 8, "damaged"),
        (PACKED + b"x", "behind its end"),
        (PACKED + PACKED, "behind its end"),
        (gzip.compress(SHADERS[:-1]), f"fewer than {len(SHADERS)}"),
        (gzip.compress(SHADERS + b"/"), f"more than {len(SHADERS)}"),
        (gzip.compress(bytes(10**6)), f"more than {len(SHADERS)}"),
        (gzip.compress(bytes(10**4), 0), "more than the"),  # before it is read
        (EMPTY[:10] + b"\0\0\0\xff\xff" * 10_000 + EMPTY[10:], "more than the"),  # blocks of deflate that hold nothing
    ],
)
def test_files_of_shaders_are_gzip_of_their_sizes(folder: Path, data: bytes, words: str) -> None:
    (folder / "wgsl.gz").write_bytes(data)
    refused(folder, "wgsl.gz", words)


def test_programs_are_bounded_alone_and_together(monkeypatch: pytest.MonkeyPatch) -> None:
    table = written.table()
    sizes = [size for program in table["programs"].values() for size in program.values() if size is not None]
    monkeypatch.setattr(checking, "MAX_SOURCES_BYTES", sum(sizes))
    monkeypatch.setattr(checking, "MAX_SOURCE_BYTES", max(sizes))
    parse(table)
    monkeypatch.setattr(checking, "MAX_SOURCES_BYTES", sum(sizes) - 1)
    with pytest.raises(ManifestError, match="/programs/blur/spirv: makes the shaders larger"):
        parse(table)
    monkeypatch.setattr(checking, "MAX_SOURCE_BYTES", max(sizes) - 1)
    with pytest.raises(ManifestError, match=f"/programs/draw/glsl_fragment: is not in 0 ... {max(sizes) - 1}"):
        parse(table)


def test_zips_that_unpack_without_bounds(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_BZIP2) as zipped:
        zipped.writestr(MANIFEST_FILE, (folder / MANIFEST_FILE).read_bytes())
    refused(tmp_path / "a.zip", MANIFEST_FILE, "deflate")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(MANIFEST_FILE, bytes(10**8))
    refused(tmp_path / "b.zip", MANIFEST_FILE, "more than")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as zipped:
        for name in ("a/manifest.json", "b/manifest.json"):
            zipped.write(folder / MANIFEST_FILE, name)
    refused(tmp_path / "c.zip", "2 files manifest.json")


def test_packages_are_bounded_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = 12 * (8 + 2 * 4 + 8 + 16) + (4 * 20 + 6 * 4) + 12 * (16 + 8)
    monkeypatch.setattr(checking, "MAX_BYTES", exact)
    parse(written.table())
    monkeypatch.setattr(checking, "MAX_BYTES", exact - 1)
    with pytest.raises(ManifestError, match="/targets/coded: makes the package larger"):
        parse(written.table())


def test_targets_are_bounded_by_textures(monkeypatch: pytest.MonkeyPatch) -> None:
    textures, targets = 12 * (8 + 2 * 4 + 8 + 16), 12 * (16 + 8)
    monkeypatch.setattr(checking, "MAX_DRAWN", 0.25)
    monkeypatch.setattr(checking, "FREE_BYTES", targets - textures // 4)
    parse(written.table())
    monkeypatch.setattr(checking, "FREE_BYTES", targets - textures // 4 - 1)
    with pytest.raises(ManifestError, match="/targets/coded: makes the targets larger"):
        parse(written.table())


def test_textures_that_hardly_take_bytes_are_written_as_gzip(tmp_path: Path) -> None:
    """As the harmonics of a large scene without any: readers believe no coded file that says so much."""
    package = written.small_package()
    texture = dataclasses.replace(package.manifest.textures["colors"], encoding="entropy", width=256, height=1025)
    colors = np.zeros((2, 1025, 256, 4), np.uint8)
    manifest = dataclasses.replace(package.manifest, textures=package.manifest.textures | {"colors": texture})
    package = dataclasses.replace(package, manifest=manifest, textures=package.textures | {"colors": colors})
    write(package, tmp_path / "a")
    again = read(tmp_path / "a")
    assert again.manifest.textures["colors"] == dataclasses.replace(texture, encoding="gzip")
    assert np.array_equal(again.textures["colors"], colors)
    # 256 KiB are for free.
    texture, colors = dataclasses.replace(texture, height=128), colors[:, :128]
    manifest = dataclasses.replace(manifest, textures=manifest.textures | {"colors": texture})
    write(
        dataclasses.replace(package, manifest=manifest, textures=package.textures | {"colors": colors}), tmp_path / "b"
    )
    again = read(tmp_path / "b")
    assert again.manifest.textures["colors"] == texture
    assert np.array_equal(again.textures["colors"], colors)


def test_parts_must_fit_the_manifest() -> None:
    package = written.small_package()
    wrong = [
        {"textures": {}},
        {"textures": package.textures | {"means": package.textures["means"].astype(np.int32)}},
        {"textures": package.textures | {"means": package.textures["means"][:2]}},
        {"meshes": {"plane": (package.meshes["plane"][0], np.arange(9, dtype=np.uint32))}},
        {"programs": package.programs | {"draw": dataclasses.replace(package.programs["draw"], spirv=None)}},
        {"programs": package.programs | {"draw": dataclasses.replace(package.programs["draw"], metal="x")}},
        {"programs": {"draw": package.programs["draw"]}},
        {"programs": package.programs | {"draw": dataclasses.replace(package.programs["draw"], wgsl="x")}},
        {"networks": {}},
        {"networks": {"net": b"another net"[:-1]}},
        {"planes": None},
        {"planes": b"other planes"},
        {"manifest": dataclasses.replace(package.manifest, passes=())},
    ]
    with tempfile.TemporaryDirectory() as folder:
        for changes in wrong:
            with pytest.raises(ValueError):
                write(dataclasses.replace(package, **changes), Path(folder) / "new")
        assert list(Path(folder).iterdir()) == []
