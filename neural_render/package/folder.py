"""Packages on disk: a folder, or a zip of one, with `manifest.json` and the files that it names.

Whoever opens a package need not trust it: all sizes are known from the manifest before a file is read, nothing is
decoded beyond them, and no file outside the folder is touched. The same package is always written as the same bytes.
Letters: L layers, V vertices, I indices.
"""

from __future__ import annotations

import dataclasses
import functools
import gzip
import io
import itertools
import json
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from neural_render.errors import UserError
from neural_render.files import atomic_folder
from neural_render.package import coding
from neural_render.package.checking import CONTROL, ManifestError, check, is_believed, parse
from neural_render.package.manifest import (
    FORMAT,
    MANIFEST_FILE,
    SOURCES,
    Manifest,
    Mesh,
    Network,
    PlanesFile,
    Texture,
)

MAX_MANIFEST_BYTES = 4 << 20
DTYPES = {"rgba8unorm": "u1", "rgba8uint": "u1", "rgba16uint": "<u2", "rgba16float": "<f2", "rgba32float": "<f4"}
FLOATS_PER_VERTEX = 5
CHUNK_BYTES = 1 << 20
MAX_GROWTH = 2  # by entropy coding of what shrinks by nothing: a reader's bound only, random codes grow by a hundredth
BROKEN = (
    *(OSError, ValueError, EOFError, zlib.error, zipfile.BadZipFile, zipfile.LargeZipFile),
    RuntimeError,  # encrypted zips, loops of links, JSON that is nested too deeply
)
Read = Callable[[str, int], bytes]  # a file's name, the bytes that it may have at most


@dataclasses.dataclass(frozen=True)
class Sources:
    """A program in the languages of `manifest.ShaderFiles`; the fields are those of `manifest.Program`."""

    wgsl: str
    glsl_vertex: str
    glsl_fragment: str
    spirv: bytes | None
    metal: str | None


@dataclasses.dataclass(frozen=True, eq=False)
class Package:
    """A manifest and what its files hold, decoded."""

    manifest: Manifest
    textures: dict[str, np.ndarray]  # [H, W, 4], or [L, H, W, 4] where the texture has layers; dtype as DTYPES says
    meshes: dict[str, tuple[np.ndarray, np.ndarray]]  # [V, 5] float32: x, y, z, u, v; [I] uint32
    programs: dict[str, Sources]
    networks: dict[str, bytes] = dataclasses.field(default_factory=dict)  # ONNX files
    planes: bytes | None = None  # a planes.json, which `bake.planes_of` reads


def write(package: Package, folder: Path) -> None:
    """Writes the folder whole or not at all; raises what `encode` raises, and UserError where it cannot be written."""
    contents = encode(package)
    with atomic_folder(folder) as temporary:
        for file, data in contents.items():
            (temporary / file).parent.mkdir(parents=True, exist_ok=True)
            (temporary / file).write_bytes(data)


def encode(package: Package) -> dict[str, bytes]:
    """What the files of the package hold; raises ManifestError or ValueError for parts that do not fit together.

    Where texels repeat so much that readers would not believe a texture's few entropy-coded bytes, it becomes gzip.
    """
    manifest = package.manifest
    check(manifest)
    for kind in ("textures", "meshes", "programs", "networks"):
        if getattr(manifest, kind).keys() != getattr(package, kind).keys():
            raise ValueError(f"write: {kind} {sorted(getattr(package, kind))} given, not those of the manifest")
    textures = {
        name: _texture_file(package.textures[name], texture, f"/textures/{name}")
        for name, texture in manifest.textures.items()
    }
    manifest = dataclasses.replace(manifest, textures={name: texture for name, (texture, _) in textures.items()})
    contents = {MANIFEST_FILE: _manifest_text(manifest).encode()} | {
        part.file: data for part, data in textures.values()
    }
    for name, mesh in manifest.meshes.items():
        at, (vertices, indices) = f"/meshes/{name}", package.meshes[name]
        if (vertices.shape, indices.shape) != ((mesh.num_vertices, FLOATS_PER_VERTEX), (mesh.num_indices,)):
            raise ManifestError(at, f"vertices {vertices.shape} and indices {indices.shape} given")
        data = vertices.astype("<f4").tobytes() + indices.astype("<u4").tobytes()
        _check_mesh(mesh, data, at)
        contents[mesh.file] = _encoded(data, mesh.encoding)
    for language, keys in SOURCES.items():
        data = b"".join(_source(package, name, key) for name in sorted(manifest.programs) for key in keys)
        if (file := getattr(manifest.shaders, language)) is not None:
            contents[file] = _encoded(data, "gzip")
    for name, network in manifest.networks.items():
        if len(package.networks[name]) != network.num_bytes:
            raise ManifestError(f"/networks/{name}", f"{len(package.networks[name])} bytes given, not those it names")
        contents[network.file] = package.networks[name]
    if (None if package.planes is None else len(package.planes)) != (manifest.planes and manifest.planes.num_bytes):
        raise ManifestError("/planes", "is there without its content, or with another one than it names")
    if package.planes is not None:
        contents[manifest.planes.file] = _encoded(package.planes, "gzip")
    return contents


def read(path: Path) -> Package:
    """The package in a folder or a zip file; raises UserError, naming the field or the file, for anything wrong."""
    path = Path(path)
    try:
        with _opened(path) as read_file:
            manifest = parse(_json(read_file(MANIFEST_FILE, MAX_MANIFEST_BYTES)))
            if path.is_file() and not is_believed(path.stat().st_size, manifest.num_bytes):
                raise ManifestError("", f"a zip of {path.stat().st_size} bytes claims to be {manifest.num_bytes}")
            textures = {name: _texture(texture, name, read_file) for name, texture in manifest.textures.items()}
            meshes = {name: _mesh(mesh, name, read_file) for name, mesh in manifest.meshes.items()}
            networks = {name: _network(network, name, read_file) for name, network in manifest.networks.items()}
            planes = _planes(manifest.planes, read_file)
            return Package(manifest, textures, meshes, _programs(manifest, read_file), networks, planes)
    except BROKEN as error:
        # Keys of a hostile manifest may be long, or no text that a terminal can show.
        given = CONTROL.sub(" ", str(error) or type(error).__name__).encode("ascii", "backslashreplace").decode()
        given = " ".join((given if len(given) <= 400 else given[:397] + "...").split())
        raise UserError(
            f"cannot read the package {path}", given, "give a folder or a zip that nr-bake wrote"
        ) from error


def storage(path: Path, manifest: Manifest) -> dict[str, int]:
    """Bytes that a package's parts take where it lies: each texture and mesh, `planes`, `shaders` and `manifest`."""
    path = Path(path)
    if path.is_dir():
        sizes = {file.relative_to(path).as_posix(): file.stat().st_size for file in path.rglob("*") if file.is_file()}
    else:
        with zipfile.ZipFile(path) as zipped:
            top = _top(zipped)
            sizes = {info.filename.removeprefix(top): info.compress_size for info in zipped.infolist()}
    named = manifest.textures | manifest.meshes | manifest.networks
    parts = {name: sizes[part.file] for name, part in named.items()}
    if manifest.planes is not None:
        parts["planes"] = sizes[manifest.planes.file]
    parts["shaders"] = sum(sizes[file] for file in dataclasses.astuple(manifest.shaders) if file is not None)
    return parts | {"manifest": sizes[MANIFEST_FILE]}


def is_package(path: Path) -> bool:
    """Whether `path` claims to be a package: a folder with a manifest, or a zip."""
    return (Path(path) / MANIFEST_FILE).is_file() or Path(path).suffix.lower() == ".zip"


def is_replaceable(path: Path) -> bool:
    """Whether nothing but a package would be lost at `path`: a package's own files, an empty folder, or nothing yet."""
    path = Path(path).resolve()
    if not path.is_dir() or not any(path.iterdir()):
        return path.is_dir() or not path.exists()
    try:
        # Only what names files is read: what an older version wrote, or what was damaged since, can be baked anew.
        table = _json(_read_from_folder(path, MANIFEST_FILE, MAX_MANIFEST_BYTES))
        if table["format"] != FORMAT:
            return False
        kinds = ("textures", "meshes", "networks")
        named = {part["file"] for kind in kinds for part in table.get(kind, {}).values()}
        named |= set(table.get("shaders", {}).values())
        named |= {file for program in table["programs"].values() for file in program.values()}  # in version 1
        named |= {planes["file"]} if (planes := table.get("planes")) else set()
    except (*BROKEN, KeyError, TypeError, AttributeError):
        return False
    found = (file for file in path.rglob("*") if file.is_symlink() or not file.is_dir())
    return all(file.relative_to(path).as_posix() in named | {MANIFEST_FILE} for file in found)


@contextmanager
def _opened(path: Path) -> Iterator[Read]:
    if path.is_dir():
        yield functools.partial(_read_from_folder, path.resolve())
        return
    with zipfile.ZipFile(path) as zipped:
        yield functools.partial(_read_from_zip, zipped, _top(zipped))


def _top(zipped: zipfile.ZipFile) -> str:
    """What a zip has before the names of the package's files: whoever zips the folder itself has its name there."""
    places = [name for name in zipped.namelist() if name.split("/")[-1] == MANIFEST_FILE and name.count("/") <= 1]
    if len(places) != 1:
        raise ValueError(f"the zip holds {len(places)} files {MANIFEST_FILE} at its top, not 1")
    return places[0].removesuffix(MANIFEST_FILE)


def _read_from_folder(root: Path, file: str, limit: int) -> bytes:
    place = (root / file).resolve()
    if not place.is_relative_to(root):
        raise ValueError(f"{file} is a link that leads out of the package")
    info = place.stat()
    if not stat.S_ISREG(info.st_mode):
        raise ValueError(f"{file} is no plain file")
    if info.st_size > limit:
        raise ValueError(f"{file} has {info.st_size} bytes, more than the {limit} that it may have")
    with open(place, "rb") as opened:
        return opened.read(info.st_size)


def _read_from_zip(zipped: zipfile.ZipFile, prefix: str, file: str, limit: int) -> bytes:
    try:
        info = zipped.getinfo(prefix + file)
    except KeyError:
        raise ValueError(f"{file} is not in the zip") from None
    # zipfile bounds what the others unpack to by nothing.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"{file} is compressed by another method than deflate")
    if info.file_size > limit:
        raise ValueError(f"{file} has {info.file_size} bytes, more than the {limit} that it may have")
    with zipped.open(info) as opened:
        # Never more than `file_size`, and checked against its CRC; by chunks, because `compress_size` may lie.
        return b"".join(iter(lambda: opened.read(CHUNK_BYTES), b""))


def _json(data: bytes) -> Any:
    def refuse(constant: str) -> None:
        raise ManifestError("", f"holds the number {constant}")

    return json.loads(data.decode("utf-8"), parse_constant=refuse)


def _texture(texture: Texture, name: str, read_file: Read) -> np.ndarray:
    """[H, W, 4], or [L, H, W, 4] where the texture has layers."""
    at = f"/textures/{name}"
    values = np.frombuffer(_decoded(texture, at, read_file), DTYPES[texture.format]).reshape(_shape(texture))
    _check_finite(values, at)
    return values


def _mesh(mesh: Mesh, name: str, read_file: Read) -> tuple[np.ndarray, np.ndarray]:
    """Vertices [V, 5] float32, indices [I] uint32."""
    at = f"/meshes/{name}"
    return _check_mesh(mesh, _decoded(mesh, at, read_file), at)


def _network(network: Network, name: str, read_file: Read) -> bytes:
    data = read_file(network.file, network.num_bytes)
    if len(data) != network.num_bytes:
        raise ManifestError(f"/networks/{name}", f"{network.file} has {len(data)} bytes, not {network.num_bytes}")
    return data


def _planes(planes: PlanesFile | None, read_file: Read) -> bytes | None:
    if planes is None:
        return None
    size = planes.num_bytes
    return _unzipped(read_file(planes.file, _most_packed(size)), size, size, planes.file, "/planes")


def _programs(manifest: Manifest, read_file: Read) -> dict[str, Sources]:
    found: dict[str, dict[str, Any]] = {name: {} for name in manifest.programs}
    for language, keys in SOURCES.items():
        if (file := getattr(manifest.shaders, language)) is None:
            found = {name: sources | dict.fromkeys(keys) for name, sources in found.items()}
            continue
        parts = [(name, key) for name in sorted(manifest.programs) for key in keys]
        ends = list(itertools.accumulate(getattr(manifest.programs[name], key) for name, key in parts)) or [0]
        data = _unzipped(read_file(file, _most_packed(ends[-1])), ends[-1], ends[-1], file, f"/shaders/{language}")
        for (name, key), begin, end in zip(parts, [0, *ends], ends, strict=False):
            try:
                found[name][key] = data[begin:end] if key == "spirv" else data[begin:end].decode("utf-8")
            except UnicodeDecodeError as error:
                raise ManifestError(f"/programs/{name}/{key}", f"is no text in {file}: {error}") from error
    return {name: Sources(**sources) for name, sources in found.items()}


def _source(package: Package, name: str, key: str) -> bytes:
    """A program in one language, of as many bytes as the manifest says."""
    source, size = getattr(package.programs[name], key), getattr(package.manifest.programs[name], key)
    data = source.encode() if isinstance(source, str) else source
    if (None if data is None else len(data)) != size:
        given = "none" if data is None else f"{len(data)} bytes"
        raise ManifestError(f"/programs/{name}/{key}", f"{given} given, not the {size} that it names")
    return data or b""


def _manifest_text(manifest: Manifest) -> str:
    """JSON with a line for each field, and for each entry of its tables and lists of tables."""
    text = functools.partial(json.dumps, separators=(",", ":"), allow_nan=False)
    fields = []
    for key, value in dataclasses.asdict(manifest).items():
        if isinstance(value, dict):
            lines, ends = [f"{text(name)}:{text(entry)}" for name, entry in value.items()], "{}"
        elif isinstance(value, tuple) and any(isinstance(entry, dict) for entry in value):
            lines, ends = list(map(text, value)), "[]"
        else:
            lines, ends = [text(value)], ("", "")
        fields.append(f"{text(key)}:{ends[0]}" + ",\n ".join(lines) + ends[1])
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _texture_file(values: np.ndarray, texture: Texture, at: str) -> tuple[Texture, bytes]:
    """The texture as it is written, and its file."""
    if (values.shape, values.dtype) != (_shape(texture), np.dtype(DTYPES[texture.format])):
        raise ManifestError(at, f"{values.shape} {values.dtype} given, not {_shape(texture)} {texture.format}")
    _check_finite(values, at)
    if texture.encoding == "entropy":
        try:
            data = coding.encode(values, texture)
        except ValueError as error:
            raise ManifestError(at, str(error)) from error
        if is_believed(len(data), values.nbytes):
            return texture, data
        texture = dataclasses.replace(texture, encoding="gzip")
    return texture, _encoded(values.tobytes(), texture.encoding)


def _decoded(part: Texture | Mesh, at: str, read_file: Read) -> bytes:
    """The content of a part's file, of exactly the bytes that its sizes say."""
    size = part.num_bytes
    if part.encoding == "raw":
        data = read_file(part.file, size)
        if len(data) != size:
            raise ManifestError(at, f"{part.file} has {len(data)} bytes, not {size}")
        return data
    if isinstance(part, Texture) and part.encoding == "entropy":
        packed = read_file(part.file, MAX_GROWTH * size + 1024)
        try:
            return coding.decode(packed, part)
        except ValueError as error:
            raise ManifestError(at, f"{part.file}: {error}") from error
    return _unzipped(read_file(part.file, _most_packed(size)), size, size, part.file, at)


def _most_packed(size: int) -> int:
    """Bytes that `size` may have as gzip: what does not shrink grows by the headers of deflate's blocks."""
    return size + size // 1000 + 1024


def _unzipped(packed: bytes, least: int, most: int, file: str, at: str) -> bytes:
    """The content of a gzip file, which must have `least` to `most` bytes; no more than one beyond them is unpacked."""
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        data = unzip.decompress(packed, most + 1)
    except zlib.error as error:
        raise ManifestError(at, f"{file} is damaged: {error}") from error
    if not least <= len(data) <= most:
        raise ManifestError(at, f"{file} holds {'more' if len(data) > most else 'fewer'} than {most} bytes")
    if not unzip.eof or unzip.unused_data:
        raise ManifestError(at, f"{file} {'has bytes behind its end' if unzip.eof else 'is cut'}")
    return data


def _encoded(data: bytes, encoding: str) -> bytes:
    if encoding == "raw":
        return data
    packed = io.BytesIO()  # GzipFile's header is the same for all versions of Python, unlike that of gzip.compress
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as zipped:
        zipped.write(data)
    return packed.getvalue()


def _shape(texture: Texture) -> tuple[int, ...]:
    layers = () if texture.layers is None else (texture.layers,)
    return (*layers, texture.height, texture.width, 4)


def _check_finite(values: np.ndarray, at: str) -> None:
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise ManifestError(at, "holds values that are not finite")


def _check_mesh(mesh: Mesh, data: bytes, at: str) -> tuple[np.ndarray, np.ndarray]:
    vertices = np.frombuffer(data, "<f4", FLOATS_PER_VERTEX * mesh.num_vertices).reshape(-1, FLOATS_PER_VERTEX)
    indices = np.frombuffer(data, "<u4", offset=vertices.nbytes)  # [I]
    _check_finite(vertices, at)
    if int(indices.max()) >= mesh.num_vertices:
        raise ManifestError(at, f"index {int(indices.max())} is beyond its {mesh.num_vertices} vertices")
    return vertices, indices
