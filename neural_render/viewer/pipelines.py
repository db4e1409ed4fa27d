"""A pass as WebGPU's objects: which resources it binds, how it blends and tests depths."""

from __future__ import annotations

from typing import Any

from neural_render.package.folder import FLOATS_PER_VERTEX
from neural_render.package.manifest import Pass
from neural_render.viewer.device import GpuTexture, device

DEPTH_FORMAT = "depth32float"
# What is drawn, and what is there, is multiplied by these; the constant is set for every draw.
BLENDS = {"over": ("one", "one-minus-src-alpha"), "add": ("one", "one"), "mix": ("constant", "one-minus-constant")}
VERTEX = {
    "array_stride": 4 * FLOATS_PER_VERTEX,
    "attributes": [
        {"format": "float32x3", "offset": 0, "shader_location": 0},
        {"format": "float32x2", "offset": 12, "shader_location": 1},
    ],
}


def make_layout(entry: Pass, inputs: list[GpuTexture]) -> Any:
    """The bind group layout of a pass."""
    entries: list[dict[str, Any]] = [{"binding": 0, "buffer": {"type": "uniform"}}]
    if entry.params:
        entries.append({"binding": 1, "buffer": {"type": "uniform"}})
    for i, (item, texture) in enumerate(zip(entry.inputs, inputs, strict=True)):
        is_filtered = item.filter == "linear"
        kind = "uint" if texture.is_uint else "float" if is_filtered else "unfilterable-float"
        words = {"sample_type": kind, "view_dimension": "2d-array" if texture.is_array else "2d"}
        entries.append({"binding": 2 + 2 * i, "texture": words})
        if is_filtered:
            entries.append({"binding": 3 + 2 * i, "sampler": {"type": "filtering"}})
    visible = {"visibility": "VERTEX|FRAGMENT"}
    return device().create_bind_group_layout(entries=[item | visible for item in entries])


def make_pipeline(entry: Pass, layout: Any, wgsl: str, formats: list[str]) -> Any:
    """The pipeline of a pass that draws into attachments of these formats."""
    module = device().create_shader_module(code=wgsl)
    blend = depth = None
    if entry.blend != "none":
        source, there = BLENDS[entry.blend]
        factors = {"src_factor": source, "dst_factor": there, "operation": "add"}
        blend = {"color": factors, "alpha": factors}
    if entry.depth != "none":
        writes = entry.depth == "write"
        depth = {"format": DEPTH_FORMAT, "depth_write_enabled": writes, "depth_compare": "less-equal"}
    buffers = [VERTEX] if entry.geometry == "mesh" else []
    return device().create_render_pipeline(
        layout=device().create_pipeline_layout(bind_group_layouts=[layout]),
        vertex={"module": module, "entry_point": "vertex", "buffers": buffers},
        primitive={"topology": "triangle-list", "cull_mode": "none"},
        depth_stencil=depth,
        fragment={
            "module": module,
            "entry_point": "fragment",
            "targets": [{"format": format, "blend": blend} for format in formats],
        },
    )
