"""What manifests of tests are built of: JSON data with every field, and the programs of the folder `shaders`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neural_render.cameras import look_at
from neural_render.package.folder import Package, Sources
from neural_render.package.manifest import FORMAT, FORMAT_VERSION, CameraInfo

SHADERS = Path(__file__).parent / "shaders" / "generated"
FILES = {
    "wgsl": "{}.wgsl",
    "glsl_vertex": "{}.vert.glsl",
    "glsl_fragment": "{}.frag.glsl",
    "spirv": "{}.spv",
    "metal": "{}.metal",
}


def manifest_table(**words: Any) -> dict[str, Any]:
    """A manifest without passes, but for what `words` say."""
    plain = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "generator": "a test",
        "name": "nothing",
        "method": "none",
        "num_primitives": 0,
        "frame": {"up": [0.0, -1.0, 0.0], "meters_per_unit": None},
        "bounds": {"center": [0.0, 0.0, 3.0], "radius": 1.0, "is_open": False},
        "background": [0.0, 0.0, 0.0],
        "views": [],
        "textures": {},
        "meshes": {},
        "targets": {},
        "shaders": {language: f"{language}.gz" for language in ("wgsl", "glsl", "spirv", "metal")},
        "programs": {},
        "networks": {},
        "planes": None,
        "regions": [],
        "overlap": 0.0,
        "passes": [],
        "provenance": {},
    }
    assert words.keys() <= plain.keys()
    return plain | words


def quantiser(bits: int, curve: str = "linear") -> dict[str, Any]:
    unit, center = (2.0, [0.5, 0.0, 0.0, 0.0]) if curve == "symlog" else (1.0, [0.0] * 4)
    return {"bits": bits, "curve": curve, "low": [-1.0] * 4, "high": [1.0] * 4, "center": center, "unit": unit}


def one_pass(name: str, **words: Any) -> dict[str, Any]:
    """A full-screen pass, but for what `words` say."""
    plain = {
        "name": name,
        "when": "frame",
        "program": "draw",
        "geometry": "fullscreen",
        "count": None,
        "mesh": None,
        "inputs": [],
        "params": [],
        "targets": ["screen"],
        "clear": None,
        "blend": "none",
        "depth": "none",
        "sort": None,
        "region": None,
        "network": None,
    }
    assert words.keys() <= plain.keys()
    return plain | words


def texture(file: str, format: str, encoding: str = "gzip", layers: int | None = None, **words: Any) -> dict[str, Any]:
    plain = {"file": file, "encoding": encoding, "format": format, "width": 4, "height": 3, "layers": layers}
    return plain | {"quantisers": []} | words


def target(format: str, *, fixed: Any = None, screen: int | None = None, layers: int | None = None) -> dict[str, Any]:
    return {"format": format, "size": {"fixed": fixed, "screen": screen}, "layers": layers, "quantisers": []}


def inputs(*names: str, linear: tuple[str, ...] = ()) -> list[dict[str, str]]:
    return [{"texture": name, "filter": "linear" if name in linear else "nearest"} for name in names]


def view(center: Any, looks_at: Any, focal: float, width: int, height: int) -> dict[str, Any]:
    """A camera whose principal point is not in the middle."""
    points = [torch.tensor(point, dtype=torch.float64) for point in (center, looks_at, (0, -1, 0))]
    lens = {"intrinsics": [focal, 1.1 * focal, 0.53 * width, 0.46 * height], "width": width, "height": height}
    return {"name": "test", "viewmat": look_at(*points).tolist(), **lens}


def sizes_of(sources: Sources) -> dict[str, int | None]:
    """What the manifest says of a program."""
    texts = dataclasses.asdict(sources).items()
    return {key: None if text is None else len(text if key == "spirv" else text.encode()) for key, text in texts}


def programs(*names: str) -> tuple[dict[str, dict[str, int | None]], dict[str, Sources]]:
    """Programs of the folder `shaders`: what the manifest says of them, and what they hold."""
    sources = {}
    for name in names:
        data = {key: (SHADERS / file.format(name)).read_bytes() for key, file in FILES.items()}
        sources[name] = Sources(**{key: value if key == "spirv" else value.decode() for key, value in data.items()})
    return {name: sizes_of(program) for name, program in sources.items()}, sources


@dataclass(frozen=True, eq=False)
class Fake:
    """A package and its twin."""

    package: Package
    picture: Callable[[CameraInfo], tuple[np.ndarray, np.ndarray]]  # [H, W, 3] in 0 ... 1; [H, W] allowed error * 255
