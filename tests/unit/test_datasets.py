"""Datasets: their descriptions are complete, and a download is either whole and harmless or leaves nothing."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest

from neural_render.cli import download
from neural_render.data import unpack as unpacking
from neural_render.data.datasets import Archive, Dataset, fetch, fetch_dataset, read_datasets
from neural_render.errors import UserError

GOOD = {"top/chair/a.txt": b"a" * 5000, "top/chair/deep/b.txt": b"b", "top/lego/c.txt": b"c", "top/README": b"x"}


def zip_bytes(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def zip_entry(name: str, content: bytes = b"", mode: int = 0) -> bytes:
    """A zip with a good scene and one more entry of the given file type."""
    packed = io.BytesIO(zip_bytes(GOOD))
    with zipfile.ZipFile(packed, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, mode << 16
        archive.writestr(info, content)
    return packed.getvalue()


def tar_bytes(files: dict[str, bytes], *more: tarfile.TarInfo, mode: Literal["w", "w:gz", "w:xz"] = "w:gz") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in more:
            archive.addfile(info)
    return packed.getvalue()


def tar_entry(name: str, kind: bytes, target: str = "") -> bytes:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return tar_bytes(GOOD, info)


def long_tar_header() -> bytes:
    """A tar whose extended header claims 1 GB, compressed to next to nothing."""
    info = tarfile.TarInfo("top/chair/pax")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    return gzip.compress(info.tobuf(tarfile.PAX_FORMAT) + bytes(8 << 20))


def a_dataset(url: str, sha256: str | None = None, folder: str = "top") -> Dataset:
    archive = Archive(url=url, folder=folder, scenes=("chair", "lego"), sha256=sha256)
    return Dataset(
        name="things",
        title="Things",
        page="https://things.example",
        license="CC0",
        layout="blender",
        split="files",
        scenes=("chair", "lego"),
        downscale={"chair": 1, "lego": 1},
        citation="",
        archives=(archive,),
    )


@pytest.fixture
def put(tmp_path: Path) -> Callable[[bytes], str]:
    """Stores an archive and returns its file:// address."""

    def stored(content: bytes) -> str:
        path = tmp_path / "served"
        path.write_bytes(content)
        return path.as_uri()

    return stored


def everything_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) if folder.exists() else []


def test_every_description_is_complete() -> None:
    datasets = read_datasets()
    assert set(datasets) == {
        *("tabletop", "nerf_synthetic", "llff", "mipnerf360", "tanks_and_temples", "deep_blending"),
    }
    for name, dataset in datasets.items():
        assert dataset.title and dataset.page and dataset.license
        assert dataset.layout in ("blender", "llff", "colmap", "nerfstudio")
        assert dataset.split in ("files", "every-8")
        assert set(dataset.downscale) == set(dataset.scenes)
        packed = [scene for archive in dataset.archives for scene in archive.scenes]
        assert sorted(packed) == ([] if name == "tabletop" else sorted(dataset.scenes))
        for archive in dataset.archives:
            assert archive.url.startswith("https://")
            assert archive.sha256 is None or len(bytes.fromhex(archive.sha256)) == 32


@pytest.mark.parametrize("pack", [zip_bytes, tar_bytes, partial(tar_bytes, mode="w:xz"), partial(tar_bytes, mode="w")])
def test_a_good_archive_gives_whole_scenes(
    pack: Callable[[dict[str, bytes]], bytes], put: Callable[[bytes], str], tmp_path: Path
) -> None:
    content = pack(GOOD)
    dataset = a_dataset(put(content), hashlib.sha256(content).hexdigest())
    assert fetch_dataset(dataset, tmp_path / "data") == [tmp_path / "data/things/chair", tmp_path / "data/things/lego"]
    for name, expected in GOOD.items():
        path = tmp_path / "data/things" / name.removeprefix("top/")
        assert path.read_bytes() == expected if "README" not in name else not path.exists()
    assert (tmp_path / "data/things/chair").stat().st_mode & 0o777 == 0o777 & ~umask()
    assert everything_in(tmp_path / "data")[0] == "things", "a temporary folder remained"


def umask() -> int:
    value = os.umask(0)
    os.umask(value)
    return value


def test_scenes_at_the_root_of_an_archive_and_only_those_wanted(put: Callable[[bytes], str], tmp_path: Path) -> None:
    url = put(zip_bytes({name.removeprefix("top/"): content for name, content in GOOD.items()}))
    fetch_dataset(a_dataset(url, folder=""), tmp_path / "data", ["lego"])
    assert everything_in(tmp_path / "data") == ["things", "things/lego", "things/lego/c.txt"]


def test_what_is_there_already_stays(put: Callable[[bytes], str], tmp_path: Path) -> None:
    own = tmp_path / "data/things/chair/own.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    fetch_dataset(a_dataset(put(zip_bytes(GOOD))), tmp_path / "data")
    assert everything_in(own.parent) == ["own.txt"]
    assert (tmp_path / "data/things/lego/c.txt").exists()
    fetch_dataset(a_dataset("file:///nowhere"), tmp_path / "data")  # nothing is missing, nothing is downloaded


HOSTILE = {
    "dots": zip_entry("top/chair/../../../evil", b"x"),
    "leading dots": zip_entry("../evil", b"x"),
    "absolute": zip_entry("/tmp/evil", b"x"),
    "backslashes": zip_entry("top\\..\\..\\evil", b"x"),
    "drive": zip_entry("C:/evil", b"x"),
    "link": zip_entry("top/chair/link", b"/etc/passwd", stat.S_IFLNK | 0o777),
    "pipe": zip_entry("top/chair/pipe", b"", stat.S_IFIFO | 0o666),
    "device": zip_entry("top/chair/disk", b"", stat.S_IFBLK | 0o666),
    "file and folder": zip_entry("top/chair/deep", b"x"),
    "bomb": zip_bytes({**GOOD, "top/chair/zeros": bytes(40 << 20)}),
    "bomb elsewhere": zip_bytes({**GOOD, "other/zeros": bytes(40 << 20)}),
    "tar dots": tar_bytes({**GOOD, "top/../../evil": b"x"}),
    "tar absolute": tar_bytes({**GOOD, "/tmp/evil": b"x"}),
    "tar link": tar_entry("top/chair/link", tarfile.SYMTYPE, "/etc/passwd"),
    "tar hard link": tar_entry("top/chair/link", tarfile.LNKTYPE, "top/chair/a.txt"),
    "tar pipe": tar_entry("top/chair/pipe", tarfile.FIFOTYPE),
    "tar bomb": tar_bytes({**GOOD, "top/chair/zeros": bytes(40 << 20)}),
    "tar header bomb": long_tar_header(),
    "cut zip": zip_bytes(GOOD)[:-30],
    "bent zip": zip_bytes(GOOD).replace(b"\x00\x00top/chair/a.txt", b"\x00\x00top/chair/z.txt", 1),
    "cut tar": tar_bytes(GOOD)[:-30],
    "web page": b"<!DOCTYPE html><html>Quota exceeded</html>",
    "nothing": b"",
    "scene missing": zip_bytes({"top/chair/a.txt": b"a"}),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_is_refused_and_leaves_nothing(
    case: str, put: Callable[[bytes], str], tmp_path: Path
) -> None:
    with pytest.raises(UserError) as caught:
        fetch_dataset(a_dataset(put(HOSTILE[case])), tmp_path / "data")
    assert all((caught.value.what, caught.value.given, caught.value.remedy))
    assert everything_in(tmp_path / "data") == []
    assert everything_in(tmp_path) == ["data", "served"]


def test_sizes_are_counted_and_not_believed(put: Callable[[bytes], str], tmp_path: Path) -> None:
    content = zip_bytes({**GOOD, "top/chair/zeros": bytes(40 << 20)})
    lie = content.replace((40 << 20).to_bytes(4, "little"), (5000).to_bytes(4, "little"))
    assert lie != content
    with pytest.raises(UserError):
        fetch_dataset(a_dataset(put(lie)), tmp_path / "data")
    assert everything_in(tmp_path / "data") == []


def test_too_many_entries(put: Callable[[bytes], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_MEMBERS", 3)
    with pytest.raises(UserError, match="entries"):
        fetch_dataset(a_dataset(put(zip_bytes(GOOD))), tmp_path / "data")


def test_a_wrong_checksum_says_both(put: Callable[[bytes], str], tmp_path: Path) -> None:
    content = zip_bytes(GOOD)
    with pytest.raises(UserError) as caught:
        fetch_dataset(a_dataset(put(content), "0" * 64), tmp_path / "data")
    assert hashlib.sha256(content).hexdigest() in caught.value.given and "0" * 64 in caught.value.given
    assert everything_in(tmp_path / "data") == []


def test_an_unpublished_checksum_is_printed(
    put: Callable[[bytes], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = zip_bytes(GOOD)
    fetch_dataset(a_dataset(put(content)), tmp_path / "data")
    assert hashlib.sha256(content).hexdigest() in capsys.readouterr().out


class Faulty(BaseHTTPRequestHandler):
    """A server that does what its path says."""

    def do_GET(self) -> None:
        body = zip_bytes(GOOD)
        if self.path == "/missing":
            self.send_error(404)
            return
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        self.send_response(200)
        if self.path in ("/whole", "/cut"):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.path in ("/whole", "/unsized") else body[: len(body) // 2])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Faulty) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.mark.parametrize("path", ["whole", "unsized"])
def test_over_http(path: str, server: str, tmp_path: Path) -> None:
    fetch_dataset(a_dataset(f"{server}/{path}"), tmp_path / "data")
    assert (tmp_path / "data/things/chair/a.txt").read_bytes() == GOOD["top/chair/a.txt"]


@pytest.mark.parametrize("path", ["cut", "cut-unsized", "missing", "elsewhere"])
def test_an_interrupted_or_refused_download_leaves_nothing(path: str, server: str, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        fetch_dataset(a_dataset(f"{server}/{path}"), tmp_path / "data")
    assert everything_in(tmp_path / "data") == []


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "http://127.0.0.1:9/x", "http://[", "data:,x", "file:///nowhere"])
def test_addresses_that_lead_nowhere(url: str, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        fetch_dataset(a_dataset(url), tmp_path / "data")
    assert everything_in(tmp_path / "data") == []


def test_unknown_names_get_the_nearest_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="did you mean 'nerf_synthetic'"):
        fetch("nerf_sinthetic", tmp_path)
    with pytest.raises(UserError, match="did you mean 'lego'"):
        fetch("nerf_synthetic", tmp_path, ["lego1"])
    with pytest.raises(UserError, match="bundled"):
        fetch("tabletop", tmp_path)
    assert everything_in(tmp_path) == []


def test_the_command_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    download.main([])
    listed = capsys.readouterr().out
    for dataset in read_datasets().values():
        assert dataset.name in listed and dataset.license in listed and dataset.page in listed


def test_the_command_fails_with_three_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        download.main(["lllff", "--output-dir", str(tmp_path)])
    assert stopped.value.code == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 3


def test_listing_needs_no_torch() -> None:
    code = "import sys; from neural_render.cli.download import main; main([]); sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
