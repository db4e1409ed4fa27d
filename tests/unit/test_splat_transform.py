"""splat-transform reads our SPZ and compressed PLY files as we do, and we read what it writes as it does."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
import torch
from test_splat_files import INFO, rotation_errors, some_splats, spz_file

from neural_render.export import FORMATS, format_of, ply
from neural_render.export.splat_files import presentable
from neural_render.splatting.splats import Splats
from tools.splat_transform import HERE, INSTALL, PROGRAM, convert

COUNT, DEGREE = 600, 3


@pytest.fixture
def tool() -> None:
    if shutil.which("node") is None or not PROGRAM.is_file():
        pytest.skip(f"apt install nodejs npm; {INSTALL}")


def read(path: Path) -> Splats:
    return format_of(path).load().read(path)[0]


def assert_near(ours: Splats, theirs: Splats) -> None:
    """Rows in one order, and equal but for the rounding of 32-bit numbers."""
    assert len(ours) == len(theirs) and ours.sh_degree == theirs.sh_degree
    for name in ("means", "log_scales", "sh0", "shN"):
        torch.testing.assert_close(getattr(ours, name), getattr(theirs, name), rtol=0, atol=1e-6)
    opacities = [splats.logit_opacities.sigmoid() for splats in (ours, theirs)]
    torch.testing.assert_close(*opacities, rtol=0, atol=1e-6)
    # The missing number of a rotation is the root of a small difference where the others are large.
    assert rotation_errors(ours, theirs).max() <= 1e-5


@pytest.mark.extras
@pytest.mark.parametrize("name", ["compressed-ply", "spz"])
@pytest.mark.parametrize("degree", [0, 1, 3])
def test_it_reads_our_files(tool: None, tmp_path: Path, name: str, degree: int) -> None:
    path = tmp_path / f"ours{FORMATS[name].suffix}"
    FORMATS[name].load().write(path, some_splats(COUNT, degree, antialias=True), INFO)
    convert(path, tmp_path / "theirs.ply")
    assert_near(read(path), read(tmp_path / "theirs.ply"))


@pytest.mark.extras
@pytest.mark.parametrize("version", [2, 3])
def test_it_reads_versions_of_spz_as_we_do(tool: None, tmp_path: Path, version: int) -> None:
    (tmp_path / "a.spz").write_bytes(spz_file(version, degree=DEGREE))
    convert(tmp_path / "a.spz", tmp_path / "theirs.ply")
    assert_near(read(tmp_path / "a.spz"), read(tmp_path / "theirs.ply"))


@pytest.mark.extras
@pytest.mark.parametrize("name", ["compressed-ply", "spz"])
@pytest.mark.parametrize("degree", [0, 2, 3])
def test_we_read_its_files(tool: None, tmp_path: Path, name: str, degree: int) -> None:
    """The file it writes, read by us and by itself; and what it holds against the splats that it was given."""
    splats = some_splats(COUNT, degree)
    ply.write(tmp_path / "a.ply", splats, INFO)
    path = tmp_path / f"theirs{FORMATS[name].suffix}"
    convert(tmp_path / "a.ply", path, *(["--spz-version", "3"] if name == "spz" else []))
    convert(path, tmp_path / "back.ply")
    ours = read(path)
    assert_near(ours, presentable(read(tmp_path / "back.ply")))
    distances, rows = torch.cdist(ours.means.double(), splats.means.double()).min(dim=1)
    assert distances.max() < 0.01 and len(rows.unique()) == COUNT
    assert (ours.shN - splats.shN[rows]).abs().max() <= 8.5 / 128 if degree else True
    assert (
        rotation_errors(ours, Splats(**{k: v[rows] for k, v in vars(splats).items() if torch.is_tensor(v)})).max()
        < 0.01
    )


@pytest.mark.extras
def test_both_write_the_same_spz(tool: None, tmp_path: Path) -> None:
    """But for the order of the splats and harmonics half-way between two steps, byte by byte."""
    splats = some_splats(1, DEGREE)
    ply.write(tmp_path / "a.ply", splats, INFO)
    convert(tmp_path / "a.ply", tmp_path / "theirs.spz", "--spz-version", "3")
    FORMATS["spz"].load().write(tmp_path / "ours.spz", splats, INFO)
    ours, theirs = (gzip.decompress((tmp_path / f"{who}.spz").read_bytes()) for who in ("ours", "theirs"))
    assert ours[:36] == theirs[:36]
    assert sum(a != b for a, b in zip(ours[36:], theirs[36:], strict=True)) <= 3


def test_the_program_is_pinned_without_a_registry() -> None:
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text())["packages"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("resolved" not in entry for entry in lock.values())
    assert all("integrity" in entry for name, entry in lock.items() if name)
