"""A scene as a triangle mesh with colours: depth from the training cameras, fused in a truncated signed distance field.

Curless and Levoy 1996, with Open3D's voxel blocks and its marching cubes. The file is a PLY: vertices x y z (float32)
red green blue (uint8), faces as lists of three int32, little endian, counter-clockwise from outside, in the scene's own
axes. Letters: V vertices, F faces.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neural_render import __version__
from neural_render.errors import UserError, missing_extra
from neural_render.export import MAX_HEADER_BYTES
from neural_render.export.surfaces import depth_views, pixel_size
from neural_render.files import atomic_file
from neural_render.planes.clouds import DepthView
from neural_render.scene import Scene
from neural_render.types import Capture

# A voxel as large as two pixels at the median depth: smaller ones only copy the noise of the depth.
PIXELS_PER_VOXEL = 2.0
TRUNCATION = 4.0  # voxels on each side of a surface; Open3D's own examples have 8 for the noise of a Kinect
# At most so many voxels across the region of interest: 512 take about 1 GB where rooms are full.
MAX_VOXELS = 512
BLOCK = 16  # voxels along a side of a block, Open3D's default
NUM_BLOCKS = 10_000  # the table grows where there are more
# Open3D's default of 3 gives empty meshes where few views overlap.
MIN_WEIGHT = 1.0

VERTEX = np.dtype([("position", "<f4", 3), ("color", "u1", 3)])
FACE = np.dtype([("count", "u1"), ("corners", "<i4", 3)])


@dataclass(frozen=True)
class Mesh:
    """Triangles in the scene's axes."""

    vertices: NDArray[np.float32]  # [V, 3]
    colors: NDArray[np.uint8]  # [V, 3] sRGB
    faces: NDArray[np.int32]  # [F, 3]


def make(scene: Scene, capture: Capture) -> Mesh:
    """The mesh of what the training cameras see; raises UserError without Open3D, or where they see nothing."""
    _open3d()
    views = list(depth_views(scene, capture))
    center, radius = np.array(scene.bounds.center), scene.bounds.radius
    places = [view.cameras.centers[0].cpu().numpy() for view in views]
    farthest = max(float(np.linalg.norm(place - center)) for place in places) + radius
    voxel = max(PIXELS_PER_VOXEL * pixel_size(views), 2 * radius / MAX_VOXELS)
    return fuse_mesh(views, voxel, farthest)


def fuse_mesh(views: list[DepthView], voxel: float, farthest: float) -> Mesh:
    """The surface of the fused views, of depths up to `farthest`; raises UserError where nothing is left."""
    o3d = _open3d()
    core = o3d.core
    kinds, channels = (core.float32, core.float32, core.float32), ((1,), (1,), (3,))
    grid = o3d.t.geometry.VoxelBlockGrid(("tsdf", "weight", "color"), kinds, channels, voxel, BLOCK, NUM_BLOCKS)
    for view in views:
        if not (view.depth > 0).any():
            continue
        matrices = (view.cameras.Ks[0], view.cameras.viewmats[0])
        K, viewmat = (core.Tensor(matrix.double().cpu().numpy()) for matrix in matrices)
        depth = o3d.t.geometry.Image(view.depth[..., None].astype(np.float32))
        color = o3d.t.geometry.Image(np.ascontiguousarray(view.rgb, np.float32))
        blocks = grid.compute_unique_block_coordinates(depth, K, viewmat, 1.0, farthest, TRUNCATION)
        grid.integrate(blocks, depth, color, K, K, viewmat, 1.0, farthest, TRUNCATION)
    found = grid.extract_triangle_mesh(MIN_WEIGHT)
    if "indices" not in found.triangle or not len(found.triangle.indices):
        raise UserError("the scene's photos show no surface", f"{len(views)} views", "train it longer")
    colors = np.clip(np.rint(found.vertex.colors.numpy() * 255), 0, 255).astype(np.uint8)
    return Mesh(found.vertex.positions.numpy(), colors, found.triangle.indices.numpy().astype(np.int32))


def _open3d():
    try:
        import open3d
    except ImportError as error:
        raise missing_extra("a mesh", "open3d", "mesh") from error
    return open3d


def write(path: Path, mesh: Mesh) -> None:
    """Writes the file, reads it back and compares, and only then gives it its name."""
    vertices, faces = np.empty(len(mesh.vertices), VERTEX), np.empty(len(mesh.faces), FACE)
    vertices["position"], vertices["color"] = mesh.vertices, mesh.colors
    faces["count"], faces["corners"] = 3, mesh.faces
    with atomic_file(path) as temporary:
        temporary.write_bytes(_header(len(vertices), len(faces)) + vertices.tobytes() + faces.tobytes())
        again = read(temporary)
        for name in ("vertices", "colors", "faces"):
            if not np.array_equal(getattr(again, name), getattr(mesh, name)):
                raise OSError(f"the {name} read back differ")


def read(path: Path) -> Mesh:
    """The mesh of a file that `write` wrote; raises UserError for anything else."""
    path = Path(path)
    try:
        with open(path, "rb") as file:
            start = file.read(MAX_HEADER_BYTES)
            head, end, _ = start.partition(b"end_header\n")
            numbers = [int(line.split()[2]) for line in head.split(b"\n") if line.startswith(b"element ")]
            if len(numbers) != 2 or head + end != _header(*numbers, version=_version(head)):
                raise ValueError("another header than a mesh of ours has")
            num_bytes = file.seek(0, 2) - len(head + end)
            if num_bytes != numbers[0] * VERTEX.itemsize + numbers[1] * FACE.itemsize:
                raise ValueError(f"{num_bytes:,} bytes after the header")
            file.seek(len(head + end))
            vertices, faces = np.fromfile(file, VERTEX, numbers[0]), np.fromfile(file, FACE, numbers[1])
    except (OSError, ValueError, IndexError) as error:
        raise _wrong(path, str(error)) from error
    if not np.isfinite(vertices["position"]).all():
        raise _wrong(path, "positions that are not finite")
    corners = faces["corners"]
    if (faces["count"] != 3).any() or (len(corners) and not 0 <= corners.min() <= corners.max() < len(vertices)):
        raise _wrong(path, "faces without three vertices of the file")
    return Mesh(vertices["position"], vertices["color"], corners)


def words(mesh: Mesh) -> str:
    """What a mesh consists of."""
    return f"{len(mesh.vertices):,} vertices, {len(mesh.faces):,} triangles"


def _header(num_vertices: int, num_faces: int, version: str = __version__) -> bytes:
    properties = [f"property float {axis}" for axis in "xyz"]
    properties += [f"property uchar {channel}" for channel in ("red", "green", "blue")]
    lines = ["ply", "format binary_little_endian 1.0", f"comment Generated by neural-render {version}"]
    lines += [f"element vertex {num_vertices}", *properties, f"element face {num_faces}"]
    lines += ["property list uchar int vertex_indices", "end_header"]
    return ("\n".join(lines) + "\n").encode()


def _version(head: bytes) -> str:
    """The version that wrote a file, as its header says."""
    lines = head.decode("ascii", errors="replace").split("\n")
    return next((line.split()[-1] for line in lines if line.startswith("comment Generated by neural-render ")), "")


def _wrong(path: Path, given: str) -> UserError:
    return UserError(f"{path} is not a whole mesh of ours", given, "export it again with nr-export --format mesh")
