"""What the cameras look at: centre, radius, up, and at which depths it lies.

Letters: C cameras, N points. Everything is float64 numpy.
"""

from __future__ import annotations

import numpy as np

from neural_render.data.parts import Photo
from neural_render.types import Bounds

# Optical axes that spread less than this (mean square sine, about 3 degrees) meet nowhere in particular.
MIN_AXIS_SPREAD = 0.003
# The point where the axes meet is what the photos show when at least this share of the photos shows it.
MIN_SHARE_SEEN = 0.5
# Without points and without a meeting point nothing tells distances: photos are usually taken from about five times
# as far as the photographer walks between them.
DEPTH_PER_EXTENT = 5.0
POINTS_QUANTILE = 0.9  # of distances to the centre; the rest are stray points
# 3DGS's scene extent is 1.1 times the largest distance of a camera from their mean.
EXTENT_MARGIN = 1.1
# x axes are level when the mean square sine of their tilt is below this (about 10 degrees), and they tell up when the
# cameras turn about it by more than they tilt.
MAX_ROLL, MIN_TURN = 0.03, 5.0
# Length of the photos' mean up vector below which they point anywhere; -y is then up, as in most files.
MIN_AGREEMENT, NO_UP = 0.1, (0.0, -1.0, 0.0)
NEAREST = 0.1  # of the distance to the centre: nearer things would be blurred


class Rig:
    """The photos' cameras as arrays: centres, and what is right, up and forward in the photos, [C, 3] each."""

    def __init__(self, photos: list[Photo]) -> None:
        self.lenses = [photo.lens for photo in photos]
        self.viewmats = np.stack([photo.viewmat for photo in photos])  # [C, 4, 4]
        rotations = self.viewmats[:, :3, :3]  # [C, 3, 3]
        self.centers = -np.einsum("cji,cj->ci", rotations, self.viewmats[:, :3, 3])  # [C, 3]
        self.rights, self.ups, self.axes = rotations[:, 0], -rotations[:, 1], rotations[:, 2]  # [C, 3] each

    def project(self, camera: int, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # points [N, 3]
        """Depths [N] and whether the points fall into the pinhole picture [N]."""
        lens = self.lenses[camera]
        x, y, z = (points @ self.viewmats[camera, :3, :3].T + self.viewmats[camera, :3, 3]).T
        with np.errstate(all="ignore"):
            u, v = lens.fx * x / z + lens.cx, lens.fy * y / z + lens.cy
            return z, (z > 0) & (u >= 0) & (u <= lens.width) & (v >= 0) & (v <= lens.height)

    def share_in_view(self, points: np.ndarray) -> np.ndarray:  # points [N, 3]
        """The share of the cameras that see each point, [N]."""
        return np.mean([self.project(camera, points)[1] for camera in range(len(self.lenses))], axis=0)


def find_up(rig: Rig) -> tuple[float, float, float]:
    """The unit vector that is upwards in the world, as far as photos tell.

    Whoever holds a camera keeps its x axis level, however much it looks up or down: up is the direction to which the x
    axes are perpendicular. Where that tells nothing, it is the mean direction upwards in the photos.
    """
    mean = rig.ups.mean(axis=0)
    spread, directions = np.linalg.eigh(np.einsum("ci,cj->ij", rig.rights, rig.rights) / len(rig.rights))
    agreement = directions[:, 0] @ mean  # 0 where the cameras turn about their own axes
    if spread[0] < MAX_ROLL and spread[1] > MIN_TURN * spread[0] + MAX_ROLL and abs(agreement) > MIN_AGREEMENT:
        return tuple((directions[:, 0] * np.sign(agreement)).tolist())
    length = np.linalg.norm(mean)
    return tuple((mean / length).tolist()) if length > MIN_AGREEMENT else NO_UP


def meeting_point(rig: Rig) -> np.ndarray | None:
    """The point [3] nearest to all optical axes in the least-squares sense, where most photos show it."""
    normals = np.eye(3) - rig.axes[:, :, None] * rig.axes[:, None, :]  # [C, 3, 3]
    system = normals.mean(axis=0)
    if np.linalg.eigvalsh(system)[0] < MIN_AXIS_SPREAD:
        return None
    center = np.linalg.solve(system, np.einsum("cij,cj->i", normals, rig.centers) / len(normals))
    return center if rig.share_in_view(center[None])[0] >= MIN_SHARE_SEEN else None


def find_bounds(photos: list[Photo], points: np.ndarray, is_open: bool) -> Bounds:  # points [N, 3]
    """The sphere that the photos look at: around the meeting point of their axes, else around the points."""
    rig = Rig(photos)
    extent = EXTENT_MARGIN * np.linalg.norm(rig.centers - rig.centers.mean(axis=0), axis=1).max()
    ranges = np.array([photo.near_far for photo in photos if photo.near_far])  # [C', 2]
    if (center := meeting_point(rig)) is not None:
        distances = np.linalg.norm(center - rig.centers, axis=1)
        radius = np.median(distances * [_half_view(photo) for photo in photos])
    elif len(points):
        center = np.median(points, axis=0)
        radius = np.quantile(np.linalg.norm(points - center, axis=1), POINTS_QUANTILE)
    else:
        near, far = np.median(ranges, axis=0) if len(ranges) else (0.0, 2 * DEPTH_PER_EXTENT * (extent or 1.0))
        center = (rig.centers + rig.axes * (near + far) / 2).mean(axis=0)
        radius = max((far - near) / 2, far * np.median([_half_view(photo) for photo in photos]))
    radius = float(radius) or 1.0
    return Bounds(tuple(center.tolist()), radius, float(extent) or radius, is_open)


def _half_view(photo: Photo) -> float:
    """Tangent of half the diagonal field of view."""
    return float(np.hypot(photo.lens.width / photo.lens.fx, photo.lens.height / photo.lens.fy) / 2)


def depth_ranges(photos: list[Photo], bounds: Bounds) -> np.ndarray:
    """Nearest and farthest depth [C, 2] at which each photo shows the region of interest."""
    rig, radius = Rig(photos), bounds.radius
    depths = np.einsum("ci,ci->c", np.array(bounds.center) - rig.centers, rig.axes)  # [C]
    # A camera that looks away from the centre still sees something about as far away as the others do.
    depths = np.where(depths > NEAREST * radius, depths, radius)
    near, far = np.maximum(depths - radius, NEAREST * depths), depths + radius
    known = np.array([photo.near_far or (0.0, 0.0) for photo in photos])  # [C, 2]
    is_known = known[:, 1] > 0  # [C]
    return np.where(is_known[:, None], known, np.stack([near, far], axis=1))
