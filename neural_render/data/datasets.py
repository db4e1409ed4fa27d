"""Public datasets: what is known about each, and how to fetch one without trusting what arrives.

Each dataset is one file `neural_render/datasets/<name>.toml`. An archive is downloaded to a temporary folder beside its
place, checked, unpacked there, and each scene is renamed into place when it is whole. Nothing half-written remains and
nothing half-written is resumed. Imports no torch.
"""

from __future__ import annotations

import hashlib
import http.client
import math
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from neural_render.configs import nearest
from neural_render.data.unpack import unpack
from neural_render.errors import UserError
from neural_render.files import write_error

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CHUNK_BYTES = 1 << 20
TIMEOUT_S = 60  # of silence
LINE_EVERY_S = 5.0
MAX_DOWNLOAD_BYTES = 64 << 30  # the largest archive known here has 12.5 GB
SCHEMES = ("https", "http", "file")


@dataclass(frozen=True)
class Archive:
    """One file to download and the scenes in it."""

    url: str
    folder: str  # the folder in the archive that holds a folder per scene; empty for its root
    scenes: tuple[str, ...]
    sha256: str | None = None  # None where nobody has published it


@dataclass(frozen=True)
class Dataset:
    """What is known about a dataset; its toml says where each fact was read."""

    name: str
    title: str
    page: str
    license: str
    layout: str  # "blender", "llff", "colmap" or "nerfstudio"
    split: str  # "files": the capture names its test views; "every-8": each 8th photo by name, from the first on
    scenes: tuple[str, ...]
    downscale: dict[str, int]  # scene -> the divisor at which papers report
    citation: str
    archives: tuple[Archive, ...] = field(default=())  # none: the capture is bundled


def read_datasets() -> dict[str, Dataset]:
    """Returns all datasets by name, as their files describe them."""
    found = {}
    folder = resources.files("neural_render") / "datasets"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for part in (table, *table.get("archives", [])):
                part["scenes"] = tuple(part["scenes"])
            table["archives"] = tuple(Archive(**archive) for archive in table.get("archives", []))
            dataset = Dataset(**table)
            found[dataset.name] = dataset
    return found


def fetch(name: str, folder: Path, scenes: Sequence[str] | None = None) -> list[Path]:
    """Downloads scenes (all by default) of a dataset into folder/name/scene and returns those paths.

    Scenes that are there already are left as they are. Raises UserError for an unknown name and for whatever goes wrong
    with the download.
    """
    datasets = read_datasets()
    if name not in datasets:
        raise UserError(
            f"there is no dataset '{name}'{nearest(name, datasets)}", name, f"choose one of {', '.join(datasets)}"
        )
    return fetch_dataset(datasets[name], folder, scenes)


def fetch_dataset(dataset: Dataset, folder: Path, scenes: Sequence[str] | None = None) -> list[Path]:
    """Does the work of `fetch` for a dataset that is known already."""
    wanted = list(dict.fromkeys(dataset.scenes if scenes is None else scenes))
    for scene in wanted:
        if scene not in dataset.scenes:
            raise UserError(
                f"{dataset.name} has no scene '{scene}'{nearest(scene, dataset.scenes)}",
                scene,
                f"choose from {', '.join(dataset.scenes)}",
            )
    if not dataset.archives:
        raise UserError(
            f"{dataset.name} is bundled and need not be downloaded", dataset.name, f"use it as --data {dataset.name}"
        )
    home = Path(folder) / dataset.name
    missing = [scene for scene in wanted if not (home / scene).exists()]
    for archive in dataset.archives:
        part = [scene for scene in missing if scene in archive.scenes]
        if part:
            _fetch_archive(archive, dataset, Path(folder), part)
    return [home / scene for scene in wanted]


def _fetch_archive(archive: Archive, dataset: Dataset, folder: Path, scenes: list[str]) -> None:
    """Downloads, checks and unpacks one archive; each scene appears in its place whole or not at all."""
    home = folder / dataset.name
    prefixes = {scene: f"{archive.folder}/{scene}".lstrip("/") for scene in scenes}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".download-", dir=folder) as temporary:
            file, unpacked = Path(temporary) / "archive", Path(temporary) / "unpacked"
            digest = _download(archive.url, file, f"{dataset.name} ({', '.join(scenes)})")
            if archive.sha256 is None:
                print(f"sha256 {digest} (none is published to compare it with)")
            elif digest != archive.sha256:
                raise UserError(
                    f"the download of {dataset.name} is not the file that was expected; it was deleted",
                    f"sha256 {digest} instead of {archive.sha256} from {archive.url}",
                    f"try again later; if it stays so, the file has changed: look at {dataset.page}",
                )
            unpack(file, unpacked, list(prefixes.values()), dataset.page)
            for scene, prefix in prefixes.items():
                if not (unpacked / prefix).is_dir():
                    raise UserError(
                        f"the archive of {dataset.name} has no scene '{scene}'",
                        f"no folder {prefix} in {archive.url}",
                        f"look at {dataset.page} for a newer place",
                    )
            home.mkdir(exist_ok=True)
            for scene, prefix in prefixes.items():
                os.rename(unpacked / prefix, home / scene)
    except OSError as error:
        raise write_error(home, error) from error


def _download(url: str, path: Path, label: str) -> str:
    """Streams `url` into `path` and returns its SHA-256; raises UserError unless everything arrived."""
    if url.partition(":")[0] not in SCHEMES:
        raise UserError(f"cannot download {label}", url, f"use an address that starts with {', '.join(SCHEMES)}")
    remedy = "check the connection and run the command again; it starts from the beginning"
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "neural-render"})
        response = urllib.request.urlopen(request, timeout=TIMEOUT_S)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UserError(f"cannot download {label}", f"{url}: {error}", remedy) from error
    digest, received, shown = hashlib.sha256(), 0, time.monotonic()
    with response, open(path, "wb") as file:
        length = response.headers.get("Content-Length", "")
        total = int(length) if length.isdigit() else None
        while chunk := _read(response, label, url, remedy):
            received += len(chunk)
            if received > MAX_DOWNLOAD_BYTES:
                raise UserError(f"the download of {label} does not end", url, "tell the page that offers it")
            digest.update(chunk)
            file.write(chunk)
            if time.monotonic() - shown > LINE_EVERY_S:
                shown = time.monotonic()
                print(f"{label}: {_amount(received, total)}", flush=True)
    if total is not None and received != total:
        raise UserError(f"the download of {label} broke off", f"{_amount(received, total)} from {url}", remedy)
    return digest.hexdigest()


def _read(response: http.client.HTTPResponse, label: str, url: str, remedy: str) -> bytes:
    """Reads the next chunk; only here is an OSError the network's and not the disk's."""
    try:
        return response.read(CHUNK_BYTES)
    except (OSError, http.client.HTTPException) as error:
        given = f"{url}: {error or type(error).__name__}"
        raise UserError(f"the download of {label} broke off", given, remedy) from error


def _amount(received: int, total: int | None) -> str:
    """Returns "x of y MB"; what is not whole never looks whole."""
    if total is None:
        return f"{received / 1e6:.1f} MB"
    return f"{math.floor(received / 1e5) / 10:.1f} of {total / 1e6:.1f} MB"
