"""A GPU through wgpu (extra `gpu`): WebGPU's API on Vulkan, Metal or Direct3D 12, without a window.

Arrays of texels are [H, W, D], or [L, H, W, D] for textures with L layers.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from neural_render.errors import UserError, missing_extra
from neural_render.package.folder import DTYPES

BACKENDS = ["Vulkan", "Metal", "DX12"]
BLENDS_FLOATS = "float32-blendable"
# Beyond WebGPU's defaults: eight targets of rgba32float, and large meshes.
LIMITS = ["max-color-attachment-bytes-per-sample", "max-buffer-size"]


@dataclass(frozen=True)
class GpuTexture:
    """A texture and the ways to see it."""

    texture: Any
    format: str
    shape: tuple[int, ...]  # of its array
    view: Any  # all layers
    layers: tuple[Any, ...]  # one view per layer: attachments

    @property
    def is_array(self) -> bool:
        return len(self.shape) == 4

    @property
    def is_uint(self) -> bool:
        return self.format.endswith("uint")


@functools.cache
def device() -> Any:
    """The process's device, on the best GPU; raises UserError where there is no wgpu or no driver."""
    try:
        import wgpu
        from wgpu.backends.wgpu_native import extras
    except ImportError as error:
        raise missing_extra("drawing a package on a GPU", "wgpu", "gpu") from error
    extras.set_instance_extras(backends=BACKENDS)  # OpenGL would look for a display
    try:
        adapter = wgpu.gpu.request_adapter_sync(power_preference="high-performance")
    except RuntimeError as error:
        raise UserError(
            "no GPU can be used, nor a driver that stands in for one",
            " ".join(str(error).split()),
            "install a Vulkan driver; on Debian and Ubuntu: apt install mesa-vulkan-drivers",
        ) from error
    return adapter.request_device_sync(
        required_features=[name for name in (BLENDS_FLOATS,) if name in adapter.features],
        required_limits={name: adapter.limits[name] for name in LIMITS},
    )


def can_blend_floats() -> bool:
    return BLENDS_FLOATS in device().features


@contextmanager
def explained(what: str) -> Iterator[None]:
    """Turns what wgpu refuses into a UserError; `what` failed."""
    import wgpu

    try:
        yield
    except wgpu.GPUError as error:
        lines = [line.strip() for line in str(error).splitlines()]
        given = "; ".join(line for line in lines if line)[:600]
        raise UserError(what, given, "bake the scene again, or try another GPU or driver") from error


def make_texture(format: str, shape: tuple[int, ...]) -> GpuTexture:
    """A texture that passes can read and draw into."""
    height, width = shape[-3:-1]
    texture = device().create_texture(
        size=(width, height, shape[0] if len(shape) == 4 else 1),
        format=format,
        usage="TEXTURE_BINDING|COPY_DST|COPY_SRC|RENDER_ATTACHMENT",
    )
    count = shape[0] if len(shape) == 4 else 1
    layers = tuple(texture.create_view(dimension="2d", base_array_layer=i, array_layer_count=1) for i in range(count))
    view = texture.create_view(dimension="2d-array" if len(shape) == 4 else "2d")
    return GpuTexture(texture, format, shape, view, layers)


def upload(target: GpuTexture, values: np.ndarray) -> None:
    """Fills a texture with an array of its shape."""
    height, width = target.shape[-3:-1]
    layout = {"bytes_per_row": width * values.shape[-1] * values.itemsize, "rows_per_image": height}
    device().queue.write_texture({"texture": target.texture}, np.ascontiguousarray(values), layout, target.texture.size)


def download(source: GpuTexture) -> np.ndarray:
    """What a texture holds, as an array of its shape."""
    height, width, channels = source.shape[-3:]
    dtype = np.dtype(DTYPES[source.format])
    layout = {"bytes_per_row": width * channels * dtype.itemsize, "rows_per_image": height}
    data = device().queue.read_texture({"texture": source.texture}, layout, source.texture.size)
    return np.frombuffer(data, dtype).reshape(source.shape)


def make_buffer(data: np.ndarray, usage: str) -> Any:
    """A buffer that holds `data` and can be filled anew."""
    return device().create_buffer_with_data(data=np.ascontiguousarray(data), usage=f"{usage}|COPY_DST")
