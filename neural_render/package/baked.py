"""What a representation bakes into: the part of a package that it knows of. The scene adds its frame and its files."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from neural_render.compress.quantise import Quantiser
from neural_render.package.manifest import Pass, Target, Vec3


@dataclass(frozen=True)
class PixelTable:
    """Texels, and what their codes stand for."""

    texels: np.ndarray  # [H, W, 4], or [L, H, W, 4] with layers; uint8 or uint16
    quantisers: tuple[Quantiser, ...]  # none, one, or one per layer


@dataclass(frozen=True)
class Baked:
    """Textures, the targets between passes, and the passes."""

    num_primitives: int
    sh_degree: int
    shaders: tuple[str, ...]  # the Python packages whose folders shaders/ hold the programs
    textures: dict[str, PixelTable]
    targets: dict[str, Target]
    passes: tuple[Pass, ...]
    regions: tuple[Vec3, ...] = ()  # their centres
    overlap: float = 0.0  # of the regions
    networks: dict[str, RayNetwork] = field(default_factory=dict)
    meshes: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)  # vertices [V, 5], indices [I]


@dataclass(frozen=True)
class RayNetwork:
    """What an ONNX file of a package holds."""

    data: bytes
    factor: int  # pixels along an edge that share a ray
