"""A small package that uses every word of the vocabulary once; its shaders are no shaders."""

from __future__ import annotations

from typing import Any

import numpy as np

from neural_render.package.checking import parse
from neural_render.package.folder import Package, Sources
from neural_render.package.manifest import FORMAT, FORMAT_VERSION


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
    }
    assert words.keys() <= plain.keys()
    return plain | words


def texture(file: str, format: str, encoding: str = "gzip", layers: int | None = None, quantisers: Any = ()) -> dict:
    size = {"width": 4, "height": 3, "layers": layers}
    return {"file": file, "encoding": encoding, "format": format, **size, "quantisers": list(quantisers)}


def table() -> dict[str, Any]:
    """The manifest as JSON data."""
    identity = [[float(i == j) for j in range(4)] for i in range(4)]
    view = {"name": "a", "viewmat": identity, "intrinsics": [20.0, 20.0, 8.0, 6.0], "width": 16, "height": 12}
    quads = {"geometry": "quads", "count": 12, "blend": "over", "depth": "test"}
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "generator": "a test",
        "name": "small",
        "method": "none",
        "num_primitives": 12,
        "frame": {"up": [0.0, -1.0, 0.0], "meters_per_unit": None},
        "bounds": {"center": [0.0, 0.0, 3.0], "radius": 1.0, "is_open": False},
        "background": [0.0, 0.0, 0.0],
        "views": [view],
        "textures": {
            "means": texture("means.gz", "rgba16uint", quantisers=[quantiser(16, "symlog")]),
            "colors": texture("colors.bin", "rgba8uint", "raw", 2, [quantiser(8), quantiser(8)]),
            "noise": texture("more/noise.gz", "rgba16float"),
            "exact": texture("more/exact.gz", "rgba32float"),
        },
        "meshes": {"plane": {"file": "plane.gz", "encoding": "gzip", "num_vertices": 4, "num_indices": 6}},
        "targets": {
            "decoded": {"format": "rgba32float", "size": {"fixed": [4, 3], "screen": None}, "layers": None},
            "sums": {"format": "rgba16float", "size": {"fixed": None, "screen": 1}, "layers": 2},
        },
        "programs": {
            "draw": {
                "wgsl": "draw.wgsl",
                "glsl_vertex": "draw.vert",
                "glsl_fragment": "draw.frag",
                "spirv": "draw.spv",
                "metal": None,
            }
        },
        "regions": [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
        "passes": [
            one_pass("decode", when="load", targets=["decoded"]),
            one_pass("ground", geometry="mesh", mesh="plane", depth="write", clear=[0.0, 0.0, 0.0, 1.0]),
            one_pass(
                "splats",
                **quads,
                sort="means",
                inputs=[{"texture": name, "filter": "nearest"} for name in ("means", "colors", "order")],
                params=[[1.0, 2.0, 3.0, 4.0]],
            ),
            one_pass("sum", **{**quads, "blend": "add"}, targets=["sums"], clear=[0.0] * 4, region=1),
            one_pass("again", **quads, sort="decoded"),
            one_pass("resolve", blend="over", inputs=[{"texture": "sums", "filter": "linear"}]),
        ],
        "provenance": {"commit": "none", "steps": 3, "train_s": 0.5, "dirty": False, "seed": None},
    }


def small_package() -> Package:
    random = np.random.default_rng(0)
    vertices = random.normal(size=(4, 5)).astype(np.float32)
    return Package(
        manifest=parse(table()),
        textures={
            "means": random.integers(0, 2**16, (3, 4, 4), np.uint16),
            "colors": random.integers(0, 2**8, (2, 3, 4, 4), np.uint8),
            "noise": random.normal(size=(3, 4, 4)).astype(np.float16),
            "exact": random.normal(size=(3, 4, 4)).astype(np.float32),
        },
        meshes={"plane": (vertices, np.array([0, 1, 2, 2, 1, 3], np.uint32))},
        programs={
            "draw": Sources("// WGSL", "// GLSL: a vertex's", "// GLSL: a fragment's", b"\x03\x02\x23\x07", None)
        },
    )
