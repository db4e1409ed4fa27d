"""Refuses manifests that do not fit the vocabulary: first every type, then what the parts say of each other.

Errors name the field by a JSON pointer (RFC 6901). The web viewer has the same checks in `webviewer/src/check.ts`; a
test feeds both the same broken manifests.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
import re
import types
import typing
from typing import Any

from neural_render.configs import nearest
from neural_render.package.manifest import (
    FORMAT,
    FORMAT_VERSION,
    FREE_BYTES,
    MANIFEST_FILE,
    MAX_ATTACHMENTS,
    MAX_DRAWN,
    MAX_LAYERS,
    MAX_PIXEL_BYTES,
    MAX_SIDE,
    MAX_SORTS,
    MAX_UNPACKED,
    ORDER,
    SCREEN,
    SOURCES,
    Manifest,
    Pass,
    Target,
    Texture,
)

CODES = {"rgba8uint": 8, "rgba16uint": 16}  # formats of whole numbers, and their bits
MAX_COUNT = 2**26  # quads, vertices, indices
MAX_ITEMS = 4096  # entries of any list or table
MAX_INPUTS, MAX_PARAMS = 16, 1024  # of a pass; what every WebGL2 can do
MAX_BYTES = 2**31  # of all textures, meshes and fixed targets together, decoded: gzip packs a thousand into one
MAX_NETWORK_BYTES = 2**26
MAX_PLANES_BYTES = 2**24
MAX_SOURCE_BYTES, MAX_SOURCES_BYTES = 2**20, 2**26  # of a program in a file of shaders, of all programs in all files
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
FILE = re.compile(r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # what a terminal obeys, and what no text can hold


class ManifestError(ValueError):
    """What is wrong, and the pointer of the field."""

    def __init__(self, pointer: str, problem: str) -> None:
        super().__init__(f"{pointer or '/'}: {problem}")
        self.pointer = pointer


def parse(data: Any) -> Manifest:
    """The manifest that JSON `data` holds; raises ManifestError at the first field that does not fit."""
    if isinstance(data, dict) and data.get("format") != FORMAT:
        raise ManifestError("/format", f"{_short(data.get('format'))} is not '{FORMAT}'")
    if isinstance(data, dict) and data.get("format_version") != FORMAT_VERSION:
        given = _short(data.get("format_version"))
        raise ManifestError("/format_version", f"{given}; this program reads version {FORMAT_VERSION}: bake it again")
    manifest = _convert(data, Manifest, "")
    check(manifest)
    return manifest


def check(manifest: Manifest) -> None:
    """Raises ManifestError where a well-typed manifest contradicts itself."""
    _require(manifest.num_primitives >= 0, "/num_primitives", "is negative")
    _require(any(manifest.frame.up), "/frame/up", "is no direction")
    _require(manifest.bounds.radius >= 0, "/bounds/radius", "is negative")
    for index, view in enumerate(manifest.views):
        _require(0 < view.width <= MAX_SIDE and 0 < view.height <= MAX_SIDE, f"/views/{index}", "has no possible size")
        _require(min(view.intrinsics[:2]) > 0, f"/views/{index}/intrinsics", "has a focal length that is not positive")
    _require(manifest.overlap >= 0, "/overlap", "is negative")
    _check_names(manifest)
    _check_files(manifest)
    for name, texture in manifest.textures.items():
        _check_texture(texture, f"/textures/{name}")
    for name, mesh in manifest.meshes.items():
        at = f"/meshes/{name}"
        _require(0 < mesh.num_vertices <= MAX_COUNT, f"{at}/num_vertices", f"is not in 1 ... {MAX_COUNT}")
        _require(0 < mesh.num_indices <= MAX_COUNT, f"{at}/num_indices", f"is not in 1 ... {MAX_COUNT}")
        _require(mesh.num_indices % 3 == 0, f"{at}/num_indices", "is no multiple of 3")
    for name, target in manifest.targets.items():
        at, size = f"/targets/{name}", target.size
        _require((size.fixed is None) != (size.screen is None), f"{at}/size", "needs either 'fixed' or 'screen'")
        _require(size.screen is None or 1 <= size.screen <= 64, f"{at}/size/screen", "is not in 1 ... 64")
        in_range = size.fixed is None or all(1 <= side <= MAX_SIDE for side in size.fixed)
        _require(in_range, f"{at}/size/fixed", f"is not in 1 ... {MAX_SIDE}")
        in_range = target.layers is None or 1 <= target.layers <= MAX_ATTACHMENTS
        _require(in_range, f"{at}/layers", f"is not in 1 ... {MAX_ATTACHMENTS}")
        _check_quantisers(target, at)
    _check_shaders(manifest)
    for name, network in manifest.networks.items():
        at = f"/networks/{name}"
        in_range = 1 <= network.num_bytes <= MAX_NETWORK_BYTES
        _require(in_range, f"{at}/num_bytes", f"is not in 1 ... {MAX_NETWORK_BYTES}")
        _require(1 <= network.factor <= 64, f"{at}/factor", "is not in 1 ... 64")
    if manifest.planes is not None:
        in_range = 1 <= manifest.planes.num_bytes <= MAX_PLANES_BYTES
        _require(in_range, "/planes/num_bytes", f"is not in 1 ... {MAX_PLANES_BYTES}")
    _check_bytes(manifest)
    _check_passes(manifest)


def is_believed(num_packed: int, num_decoded: int) -> bool:
    """Whether a file of so many bytes may claim to be so many: readers take no memory for what hardly any bytes say."""
    return num_decoded <= FREE_BYTES + MAX_UNPACKED * num_packed


def _check_names(manifest: Manifest) -> None:
    for kind in ("textures", "meshes", "targets", "programs", "networks"):
        for name in getattr(manifest, kind):
            _require(bool(NAME.fullmatch(name)), f"/{kind}", f"{_short(name)} is no name of letters, digits, '_', '-'")
            _require(name not in (SCREEN, ORDER), f"/{kind}/{name}", "is a name that hosts keep for themselves")
    for name in sorted(set(manifest.textures) & set(manifest.targets)):
        raise ManifestError(f"/targets/{name}", "is the name of a texture, too")


def _check_shaders(manifest: Manifest) -> None:
    left = MAX_SOURCES_BYTES
    for language, keys in SOURCES.items():
        file = getattr(manifest.shaders, language)
        for (name, program), key in itertools.product(manifest.programs.items(), keys):
            at, size = f"/programs/{name}/{key}", getattr(program, key)
            _require((size is None) == (file is None), at, "is there without a file of shaders, or missing beside one")
            _require(size is None or 0 <= size <= MAX_SOURCE_BYTES, at, f"is not in 0 ... {MAX_SOURCE_BYTES}")
            left -= size or 0
            _require(left >= 0, at, f"makes the shaders larger than {MAX_SOURCES_BYTES} bytes")


def _check_files(manifest: Manifest) -> None:
    parts = {
        f"/{kind}/{name}/file": part.file
        for kind in ("textures", "meshes", "networks")
        for name, part in getattr(manifest, kind).items()
    }
    shaders = {f"/shaders/{language}": getattr(manifest.shaders, language) for language in SOURCES}
    parts |= {at: file for at, file in shaders.items() if file is not None}
    parts |= {} if manifest.planes is None else {"/planes/file": manifest.planes.file}
    named: set[str] = set()
    for at, file in parts.items():
        _require(bool(FILE.fullmatch(file)), at, f"{_short(file)} is no plain path inside the package")
        key = file.lower()  # some file systems take names for the same that differ in case only
        _require(key.split("/")[-1] != MANIFEST_FILE, at, f"{_short(file)} is named like the manifest")
        _require(key not in named, at, f"{_short(file)} is another part's file")
        named.add(key)


def _check_texture(texture: Texture, at: str) -> None:
    for side in ("width", "height"):
        _require(1 <= getattr(texture, side) <= MAX_SIDE, f"{at}/{side}", f"is not in 1 ... {MAX_SIDE}")
    layers = 1 if texture.layers is None else texture.layers
    _require(1 <= layers <= MAX_LAYERS, f"{at}/layers", f"is not in 1 ... {MAX_LAYERS}")
    _require(
        texture.format in CODES or texture.encoding != "entropy",
        f"{at}/encoding",
        "is for codes only: rgba8uint, rgba16uint",
    )
    _check_quantisers(texture, at)


def _check_quantisers(part: Texture | Target, at: str) -> None:
    count = len(part.quantisers)
    _require(count in {0, 1, part.layers or 1}, f"{at}/quantisers", "are neither none, one, nor one per layer")
    for index, quantiser in enumerate(part.quantisers):
        here = f"{at}/quantisers/{index}"
        in_range = 1 <= quantiser.bits <= CODES.get(part.format, 0)
        _require(in_range, f"{here}/bits", f"does not fit the format {part.format}")
        _require(quantiser.unit > 0, f"{here}/unit", "is not positive")
        for key in ("low", "high", "center"):
            _require(len(getattr(quantiser, key)) == 4, f"{here}/{key}", "has not 4 numbers")
        _require(
            all(low <= high for low, high in zip(quantiser.low, quantiser.high, strict=True)),
            f"{here}/high",
            "is below 'low'",
        )


def _check_bytes(manifest: Manifest) -> None:
    left = MAX_BYTES
    for kind in ("textures", "meshes", "targets"):
        for name, part in getattr(manifest, kind).items():
            left -= part.num_bytes
            _require(left >= 0, f"/{kind}/{name}", f"makes the package larger than {MAX_BYTES} bytes")
    left = FREE_BYTES + MAX_DRAWN * sum(texture.num_bytes for texture in manifest.textures.values())
    for name, target in manifest.targets.items():
        left -= target.num_bytes
        _require(left >= 0, f"/targets/{name}", "makes the targets larger than what the textures fill")
    left = MAX_PIXEL_BYTES
    for name, target in manifest.targets.items():
        left -= target.pixel_bytes
        _require(left >= 0, f"/targets/{name}", f"makes the targets larger than {MAX_PIXEL_BYTES} bytes a pixel")


def _check_passes(manifest: Manifest) -> None:
    _require(len(manifest.passes) > 0, "/passes", "is empty")
    written: set[str] = set()
    for index, entry in enumerate(manifest.passes):
        at = f"/passes/{index}"
        _require(entry.when == "frame" or SCREEN not in entry.targets, f"{at}/targets", "draws to the screen at load")
        after_frame = index > 0 and entry.when == "load" and manifest.passes[index - 1].when == "frame"
        _require(not after_frame, f"{at}/when", "is 'load' behind a pass of the frame")
        if entry.network is None:
            _check_reference(entry.program, manifest.programs, f"{at}/program")
        _check_geometry(entry, manifest, at)
        _check_targets(entry, manifest, at)
        _require(len(entry.inputs) <= MAX_INPUTS, f"{at}/inputs", f"are more than {MAX_INPUTS}")
        _require(len(entry.params) <= MAX_PARAMS, f"{at}/params", f"are more than {MAX_PARAMS}")
        for number, item in enumerate(entry.inputs):
            here = f"{at}/inputs/{number}"
            if item.texture == ORDER:
                _require(entry.sort is not None, f"{here}/texture", "is 'order' in a pass without 'sort'")
                _require(item.filter == "nearest", f"{here}/filter", "of 'order' is not 'nearest'")
                continue
            _check_reference(item.texture, manifest.textures | manifest.targets, f"{here}/texture")
            _require(item.texture not in entry.targets, f"{here}/texture", "is drawn into by the same pass")
            is_ready = item.texture in manifest.textures or item.texture in written
            _require(is_ready, f"{here}/texture", "is a target that no pass before has drawn into")
            source = manifest.textures.get(item.texture) or manifest.targets[item.texture]
            can_filter = source.format in ("rgba8unorm", "rgba16float")
            _require(item.filter == "nearest" or can_filter, f"{here}/filter", f"is 'linear' on {source.format}")
        _check_sort(entry, manifest, written, at)
        _check_network(entry, manifest, at)
        in_range = entry.region is None or 0 <= entry.region < len(manifest.regions)
        _require(in_range, f"{at}/region", "is no index into 'regions'")
        _require(entry.blend != "mix" or entry.region is not None, f"{at}/blend", "is 'mix' in a pass of no region")
        written |= set(entry.targets)
    _require(SCREEN in written, "/passes", "never draw to the screen")


def _check_geometry(entry: Pass, manifest: Manifest, at: str) -> None:
    if entry.geometry == "quads":
        in_range = entry.count is not None and 0 <= entry.count <= MAX_COUNT
        _require(in_range, f"{at}/count", f"is not in 0 ... {MAX_COUNT}")
    else:
        _require(entry.count is None, f"{at}/count", "is for quads only")
    if entry.geometry == "mesh":
        _check_reference(entry.mesh, manifest.meshes, f"{at}/mesh")
    else:
        _require(entry.mesh is None, f"{at}/mesh", "is for the geometry 'mesh' only")


def _check_targets(entry: Pass, manifest: Manifest, at: str) -> None:
    _require(len(entry.targets) > 0, f"{at}/targets", "is empty")
    _require(len(set(entry.targets)) == len(entry.targets), f"{at}/targets", "names a target twice")
    if SCREEN in entry.targets:
        _require(len(entry.targets) == 1, f"{at}/targets", "has others beside the screen")
        return
    for number, name in enumerate(entry.targets):
        _check_reference(name, manifest.targets, f"{at}/targets/{number}")
    targets = [manifest.targets[name] for name in entry.targets]
    if any(target.format in CODES for target in targets):
        _require(not any(entry.clear or ()), f"{at}/clear", "is not 0 on targets of whole numbers")
        _require(entry.blend == "none", f"{at}/blend", "is not 'none' on targets of whole numbers")
    num_layers = sum(target.layers or 1 for target in targets)
    _require(num_layers <= MAX_ATTACHMENTS, f"{at}/targets", f"have more than {MAX_ATTACHMENTS} layers in all")
    _require(len({target.size for target in targets}) == 1, f"{at}/targets", "have different sizes")
    fixed = targets[0].size.fixed is not None
    _require(entry.when == "frame" or fixed, f"{at}/targets", "depend on the screen at load")
    uses_depth = entry.depth == "none" or targets[0].size.screen == 1
    _require(uses_depth, f"{at}/depth", "needs targets of the screen's size")


def _check_sort(entry: Pass, manifest: Manifest, written: set[str], at: str) -> None:
    if entry.sort is None:
        return
    _require(entry.geometry == "quads" and entry.when == "frame", f"{at}/sort", "is for quads in frames only")
    _check_reference(entry.sort, manifest.textures | manifest.targets, f"{at}/sort")
    num_sorts = sum(other.sort == entry.sort for other in manifest.passes)
    _require(num_sorts <= MAX_SORTS, f"{at}/sort", f"names positions that more than {MAX_SORTS} passes sort")
    source = manifest.textures.get(entry.sort) or manifest.targets[entry.sort]
    if isinstance(source, Texture):
        width, height = source.width, source.height
    else:
        is_loaded = entry.sort in written and source.size.fixed is not None
        _require(is_loaded, f"{at}/sort", "names a target that is not filled at load")
        width, height = source.size.fixed
    has_values = source.format == "rgba32float" or len(source.quantisers) > 0
    _require(has_values, f"{at}/sort", "has neither positions (rgba32float) nor codes that a quantiser gives a meaning")
    size = width * height
    _require(entry.count <= size, f"{at}/count", "is more than the positions to sort")


def _check_network(entry: Pass, manifest: Manifest, at: str) -> None:
    """A run of a network draws nothing: it fills a picture of the screen's size."""
    if entry.network is None:
        return
    _check_reference(entry.network, manifest.networks, f"{at}/network")
    _require(entry.program is None, f"{at}/program", "is there beside a network")
    is_plain = entry.when == "frame" and entry.geometry == "fullscreen" and not entry.inputs and not entry.params
    _require(is_plain, f"{at}/network", "has a program's inputs, params or geometry, or runs at load")
    is_whole = (entry.clear, entry.blend, entry.depth) == (None, "none", "none")
    _require(is_whole, f"{at}/network", "is cleared, blended or hidden, while networks replace their target")
    target = manifest.targets.get(entry.targets[0])
    fits = len(entry.targets) == 1 and target is not None and (target.format, target.layers) == ("rgba8unorm", None)
    _require(fits, f"{at}/targets", "is no plain target of rgba8unorm, as a network fills")
    _require(target.size.screen == 1, f"{at}/targets", "has not the screen's size, as a network fills")
    others = [other for other in manifest.passes if other.network is None and entry.targets[0] in other.targets]
    _require(not others, f"{at}/targets", "is drawn into by a program, too")


def _check_reference(name: str | None, known: dict[str, Any], at: str) -> None:
    if name not in known:
        raise ManifestError(at, f"{_short(name)} is not defined{nearest(name, known) if name else ''}")


def _check_text(value: Any, at: str) -> None:
    is_text = not isinstance(value, str) or not CONTROL.search(value)
    _require(is_text, at, "holds control characters, or halves of characters")


def _require(is_so: bool, pointer: str, problem: str) -> None:
    if not is_so:
        raise ManifestError(pointer, problem)


def _convert(value: Any, hint: Any, at: str) -> Any:
    """`value` as the type `hint`; raises ManifestError where it is something else."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _dataclass(value, hint, at)
    if origin is typing.Literal:
        _require(isinstance(value, str) and value in arguments, at, f"{_short(value)} is none of {list(arguments)}")
        return value
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        options = [argument for argument in arguments if argument is not type(None)]
        if len(options) == 1:
            return _convert(value, options[0], at)
        is_plain = type(value) in options and (type(value) is not float or math.isfinite(value))
        _require(is_plain, at, f"{_short(value)} is no plain value")
        _check_text(value, at)
        return value
    if origin is tuple:
        _require(isinstance(value, list) and len(value) <= MAX_ITEMS, at, f"{_short(value)} is no list")
        is_open = arguments[-1] is Ellipsis
        _require(is_open or len(value) == len(arguments), at, f"has {len(value)} entries, not {len(arguments)}")
        hints = [arguments[0]] * len(value) if is_open else arguments
        return tuple(_convert(item, kind, f"{at}/{i}") for i, (item, kind) in enumerate(zip(value, hints, strict=True)))
    if origin is dict:
        _require(isinstance(value, dict) and len(value) <= MAX_ITEMS, at, f"{_short(value)} is no table")
        for key in value:
            _check_text(key, at)
        return {key: _convert(item, arguments[1], f"{at}/{_escaped(key)}") for key, item in value.items()}
    if hint is float:
        # A whole number in a manifest may have more digits than a float can hold.
        is_number = type(value) in (int, float) and abs(value) <= 1e30
        _require(is_number, at, f"{_short(value)} is no finite number")
        return float(value)
    _require(type(value) is hint, at, f"{_short(value)} is no {hint.__name__}")
    _check_text(value, at)
    return value


_hints = functools.cache(typing.get_type_hints)  # slow: it evaluates the annotations' text


def _dataclass(value: Any, kind: type, at: str) -> Any:
    _require(isinstance(value, dict), at, f"{_short(value)} is no table")
    hints = _hints(kind)
    for key in value:
        if key not in hints:
            raise ManifestError(f"{at}/{_escaped(key)}", f"is unknown{nearest(key, hints)}")
    for key in hints:
        _require(key in value, f"{at}/{key}", "is missing")
    return kind(**{key: _convert(value[key], hint, f"{at}/{key}") for key, hint in hints.items()})


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
