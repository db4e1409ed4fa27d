"""The manifest of a package: what a host draws, in a closed vocabulary that the web viewer, the host in Python and
phone apps share. `docs/package.md` says what every word means; `tools/generate_types` makes the viewer's types of it.

Plain data, checked by `checking.py`. Letters: D channels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from neural_render.compress.quantise import Quantiser

FORMAT = "neural-render package"
FORMAT_VERSION = 2
MANIFEST_FILE = "manifest.json"
QUADS_PER_INSTANCE = 128  # one small draw per splat is slow on many drivers
SCREEN, ORDER = "screen", "order"  # the target that is shown, and the input that a sorted pass finds its splats in
MAX_SIDE = 8192  # texels; what the WebGL2 of phones that are still in use can do
MAX_LAYERS = 256
MAX_ATTACHMENTS = 8
# What few bytes may ask of a host: what repeats is packed into nothing, and no file pays for targets or sorts.
FREE_BYTES = 2**18  # of memory: for every coded texture, for the whole of a zip, for all fixed targets
MAX_UNPACKED = 4096  # more, for each byte of a coded texture's file, or of the zip
MAX_DRAWN = 4  # more, in fixed targets, for each byte of the textures
MAX_PIXEL_BYTES = 512  # in targets of the screen's size, for each of its pixels
MAX_SORTS = 4  # passes that sort the same positions: each has its own order

Vec3 = tuple[float, float, float]
Vec4 = tuple[float, float, float, float]
TextureFormat = Literal["rgba8unorm", "rgba8uint", "rgba16uint", "rgba16float", "rgba32float"]
TargetFormat = Literal["rgba8unorm", "rgba8uint", "rgba16uint", "rgba16float", "rgba32float"]
BYTES_PER_TEXEL = {"rgba8unorm": 4, "rgba8uint": 4, "rgba16uint": 8, "rgba16float": 8, "rgba32float": 16}


@dataclass(frozen=True)
class FrameInfo:
    up: Vec3  # unit vector
    meters_per_unit: float | None


@dataclass(frozen=True)
class BoundsInfo:
    center: Vec3
    radius: float
    is_open: bool  # True where things lie beyond the radius


@dataclass(frozen=True)
class CameraInfo:
    """A pinhole camera, OpenCV axes."""

    name: str
    viewmat: tuple[Vec4, Vec4, Vec4, Vec4]  # rows; world to camera
    intrinsics: Vec4  # fx, fy, cx, cy in px
    width: int
    height: int


@dataclass(frozen=True)
class Texture:
    """Texels in a file: rows from the top, layers one after the other, little-endian."""

    file: str
    encoding: Literal["raw", "gzip", "entropy"]  # the last for codes
    format: TextureFormat
    width: int
    height: int
    layers: int | None  # an array of so many; None is a plain 2D texture
    quantisers: tuple[Quantiser, ...]  # what the codes stand for: none, one for all layers, or one per layer

    @property
    def num_bytes(self) -> int:
        """Of the texels."""
        return self.width * self.height * (self.layers or 1) * BYTES_PER_TEXEL[self.format]


@dataclass(frozen=True)
class Mesh:
    """Triangles in a file: `num_vertices` times 5 float32 (x, y, z, u, v), then `num_indices` uint32."""

    file: str
    encoding: Literal["raw", "gzip"]
    num_vertices: int
    num_indices: int

    @property
    def num_bytes(self) -> int:
        """Of the vertices and indices."""
        return 20 * self.num_vertices + 4 * self.num_indices


@dataclass(frozen=True)
class TargetSize:
    """Either fixed, or the screen's size divided and rounded up."""

    fixed: tuple[int, int] | None  # width, height
    screen: int | None  # the divisor


@dataclass(frozen=True)
class Target:
    """A texture that passes draw into and read from."""

    format: TargetFormat
    size: TargetSize
    layers: int | None  # an array of so many, which a pass fills together; None is a plain 2D texture
    quantisers: tuple[Quantiser, ...]  # what codes stand for, as a texture's

    @property
    def num_bytes(self) -> int:
        """Of its pixels; 0 where the screen decides."""
        width, height = self.size.fixed or (0, 0)
        return width * height * (self.layers or 1) * BYTES_PER_TEXEL[self.format]

    @property
    def pixel_bytes(self) -> float:
        """For each pixel of the screen; 0 where its size is its own."""
        return (self.layers or 1) * BYTES_PER_TEXEL[self.format] / (self.size.screen or math.inf) ** 2


@dataclass(frozen=True)
class ShaderFiles:
    """A gzip file of all programs for each language, in which the programs follow each other in the order of their
    names: alike as they are, they take half of what they take alone, and a host makes one request."""

    wgsl: str  # the source; the others are translations of it
    glsl: str  # ES 3.00; of each program first the vertex shader
    spirv: str | None
    metal: str | None


@dataclass(frozen=True)
class Program:
    """Bytes of one vertex and one fragment shader in the files of shaders, unpacked."""

    wgsl: int  # entry points `vertex` and `fragment`
    glsl_vertex: int
    glsl_fragment: int
    spirv: int | None
    metal: int | None

    @property
    def num_bytes(self) -> int:
        """Of all its sources."""
        return self.wgsl + self.glsl_vertex + self.glsl_fragment + (self.spirv or 0) + (self.metal or 0)


# What a file of shaders holds of each program.
SOURCES = {"wgsl": ("wgsl",), "glsl": ("glsl_vertex", "glsl_fragment"), "spirv": ("spirv",), "metal": ("metal",)}


@dataclass(frozen=True)
class Network:
    """An ONNX file, as it is; it sees one ray per `factor` x `factor` pixels."""

    file: str
    num_bytes: int
    factor: int


@dataclass(frozen=True)
class PlanesFile:
    """The scene's flat surfaces, a planes.json of `num_bytes` as gzip; a viewer may show them over the scene."""

    file: str
    num_bytes: int


@dataclass(frozen=True)
class Input:
    texture: str  # the name of a texture or a target, or "order"
    filter: Literal["nearest", "linear"]  # "linear" binds a sampler, too


@dataclass(frozen=True)
class Pass:
    """One draw, or one run of a network that fills its target."""

    name: str
    when: Literal["load", "frame"]
    program: str | None  # None where a network runs
    geometry: Literal["fullscreen", "quads", "mesh"]
    count: int | None  # of quads
    mesh: str | None
    inputs: tuple[Input, ...]
    params: tuple[Vec4, ...]
    targets: tuple[str, ...]  # "screen", or targets of one size
    clear: Vec4 | None  # of all targets, before the draw
    blend: Literal["none", "over", "add", "mix"]
    depth: Literal["none", "test", "write"]
    sort: str | None  # texture or target of positions: quads come in "order", farthest first
    region: int | None  # drawn only where this region has a share of the picture
    network: str | None = None  # in the place of a program


@dataclass(frozen=True)
class Manifest:
    format: str
    format_version: int
    generator: str
    name: str
    method: str
    num_primitives: int
    frame: FrameInfo
    bounds: BoundsInfo
    background: Vec3
    views: tuple[CameraInfo, ...]  # of the capture; the first is where a viewer starts
    textures: dict[str, Texture]
    meshes: dict[str, Mesh]
    targets: dict[str, Target]
    shaders: ShaderFiles
    programs: dict[str, Program]
    networks: dict[str, Network]
    planes: PlanesFile | None
    regions: tuple[Vec3, ...]  # centres
    overlap: float  # of regions, as a share of the distance to the nearest: `regions.py`
    passes: tuple[Pass, ...]
    provenance: dict[str, str | int | float | bool | None]

    @property
    def num_bytes(self) -> int:
        """Of what all its files hold, decoded."""
        parts = [*self.textures.values(), *self.meshes.values(), *self.networks.values(), *self.programs.values()]
        return sum(part.num_bytes for part in [*parts, *([self.planes] if self.planes else [])])
