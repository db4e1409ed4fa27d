"""A scene's planes: those that its representation knows, or else found in the depth that its photos show."""

from __future__ import annotations

from neural_render.errors import UserError
from neural_render.export.surfaces import depth_views, pixel_size, seen_from
from neural_render.planes.clouds import fuse
from neural_render.planes.file import read, write
from neural_render.planes.plane import Plane, Planes
from neural_render.planes.ransac import RansacConfig, find_planes
from neural_render.scene import Scene
from neural_render.types import Capture

__all__ = ["make", "read", "words", "write"]

# In a scene that does not know its scale, the cameras' extent stands for so many metres: that of a person's reach in
# a room, so that the thresholds, which are in metres, mean about what they say.
EXTENT_M = 2.0
# The cloud that planes are found in: two pixels at the median depth, and at least this.
PIXELS_PER_VOXEL, MIN_VOXEL_M = 2.0, 0.02


def make(scene: Scene, capture: Capture) -> Planes:
    """The planes, largest first; raises UserError where there are none."""
    found = scene.representation.plane_instances([capture.views[index].cameras for index in seen_from(capture)])
    if found is None:
        found = in_depth(scene, capture)
    if not found:
        raise UserError("no planes were found", f"a scene of {scene.method}", "train it longer, or on more photos")
    largest_first = sorted(found, key=lambda plane: -plane.area)
    return Planes(tuple(largest_first), scene.frame.meters_per_unit)


def in_depth(scene: Scene, capture: Capture) -> list[Plane]:
    """The planes in the fused depth of a scene, which need not know any itself."""
    unit = unit_of(scene)
    views = list(depth_views(scene, capture))
    voxel = max(PIXELS_PER_VOXEL * pixel_size(views), MIN_VOXEL_M * unit)
    # Outlines are drawn in cells twice as large as points are apart; the search's own cells are made for MIN_VOXEL_M.
    return list(find_planes(fuse(views, voxel), RansacConfig(cell=2 * voxel / unit), unit=unit).planes)


def unit_of(scene: Scene) -> float:
    """How many world units a metre is, or is taken for."""
    scale = scene.frame.meters_per_unit
    return 1 / scale if scale is not None else scene.bounds.camera_extent / EXTENT_M


def words(planes: Planes) -> str:
    """What the planes are."""
    area = sum(plane.area for plane in planes.planes)
    scale = planes.meters_per_unit
    return f"{len(planes)} planes, " + (f"{area:.3g} square units" if scale is None else f"{area * scale**2:.3g} m^2")
