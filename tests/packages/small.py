"""A small package that uses every word of the vocabulary once; its shaders are no shaders."""

from __future__ import annotations

from typing import Any

import numpy as np

from neural_render.package.checking import parse
from neural_render.package.folder import Package, Sources

from .building import manifest_table, one_pass, quantiser, sizes_of, target, texture

PROGRAMS = {
    "draw": Sources("// WGSL", "// GLSL: a vertex's", "// GLSL: a fragment's", b"\x03\x02\x23\x07", None),
    "blur": Sources("// WGSL, which blurs", "", "// GLSL: blurs", b"\x03\x02", None),
}


def table() -> dict[str, Any]:
    """The manifest as JSON data."""
    identity = [[float(i == j) for j in range(4)] for i in range(4)]
    view = {"name": "a", "viewmat": identity, "intrinsics": [20.0, 20.0, 8.0, 6.0], "width": 16, "height": 12}
    quads = {"geometry": "quads", "count": 12, "blend": "over", "depth": "test"}
    return manifest_table(
        name="small",
        num_primitives=12,
        views=[view],
        textures={
            "means": texture("means.gz", "rgba16uint", quantisers=[quantiser(16, "symlog")]),
            "colors": texture("colors.bin", "rgba8uint", "raw", 2, quantisers=[quantiser(8), quantiser(8)]),
            "noise": texture("more/noise.gz", "rgba16float"),
            "exact": texture("more/exact.gz", "rgba32float"),
        },
        meshes={"plane": {"file": "plane.gz", "encoding": "gzip", "num_vertices": 4, "num_indices": 6}},
        targets={
            "decoded": target("rgba32float", fixed=[4, 3]),
            "coded": target("rgba16uint", fixed=[4, 3]) | {"quantisers": [quantiser(16, "symlog")]},
            "sums": target("rgba16float", screen=1, layers=2),
            "picture": target("rgba8unorm", screen=1),
        },
        shaders={"wgsl": "wgsl.gz", "glsl": "glsl.gz", "spirv": "spirv.gz", "metal": None},
        programs={name: sizes_of(sources) for name, sources in PROGRAMS.items()},
        networks={"net": {"file": "networks/net.onnx", "num_bytes": 11, "factor": 8}},
        planes={"file": "planes.json.gz", "num_bytes": 9},
        regions=[[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
        overlap=0.1,
        passes=[
            one_pass("decode", when="load", targets=["decoded", "coded"]),
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
            one_pass("once more", **quads, sort="coded"),
            one_pass("run", program=None, network="net", targets=["picture"]),
            one_pass("near the second", blend="mix", region=1),
            one_pass("resolve", blend="over", inputs=[{"texture": "sums", "filter": "linear"}]),
        ],
        provenance={"commit": "none", "steps": 3, "train_s": 0.5, "dirty": False, "seed": None},
    )


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
        programs=PROGRAMS,
        networks={"net": b"no real net"},
        planes=b"no planes",
    )
