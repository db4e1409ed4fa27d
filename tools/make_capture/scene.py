"""What a scene is made of before it meets the renderer: materials, items, lights and the list of exact planes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .meshes import Mesh


@dataclass(frozen=True)
class Material:
    """How a surface answers light.

    `color` is an sRGB image [H, W, 3] uint8 or one linear colour. Without `roughness` the surface is Lambertian; with
    it, a coat of that Beckmann roughness lies over the colour, or the surface is bare metal tinted by the colour.
    `height` [H, W] in [0, 1] times `height_m` metres bends the shading normal.
    """

    color: np.ndarray | tuple[float, float, float]
    roughness: float | None = None
    metal: bool = False
    height: np.ndarray | None = None
    height_m: float = 0.0


@dataclass(frozen=True)
class Item:
    """One mesh with one material."""

    mesh: Mesh
    material: Material


@dataclass(frozen=True)
class Light:
    """A mesh that shines on its outer side; `radiance` is linear, `image` (sRGB [H, W, 3] uint8) modulates it."""

    mesh: Mesh
    radiance: tuple[float, float, float]
    image: np.ndarray | None = None


@dataclass
class Planes:
    """The exact planes of a scene in order; the id of `names[i]` is i + 1, and 0 stands for curved surfaces."""

    names: list[str] = field(default_factory=list)
    normals: list[np.ndarray] = field(default_factory=list)  # each [3], unit, pointing out of the body
    offsets: list[float] = field(default_factory=list)  # metres, n.x = d

    def ids_of(self, mesh: Mesh) -> np.ndarray:
        """Registers the flat faces of a mesh in world space and returns the plane id of each triangle [F].

        Raises ValueError when more planes are asked for than an 8-bit id image can hold.
        """
        lookup = np.zeros(len(mesh.plane_names) + 1, np.int64)
        for index, (name, (normal, offset)) in enumerate(mesh.planes().items()):
            if name in self.names:
                raise ValueError(f"make_capture: two items both name a plane '{name}'; give each its own name")
            self.names.append(name)
            self.normals.append(normal)
            self.offsets.append(offset)
            lookup[index] = len(self.names)
        if len(self.names) > 255:
            raise ValueError(f"make_capture: {len(self.names)} planes do not fit 8-bit ids; leave small faces unnamed")
        return lookup[mesh.face_planes]
