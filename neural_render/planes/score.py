"""Planes of a scene measured against a capture that knows its depth: the AirPlanes protocol.

The truth is the cloud of all pixels with a plane id. Where a capture has depth and no ids, planes are fitted to its
depth, and their points are put onto them, as AirPlanes does with the meshes of scanners; what lies on no plane does not
count. AirPlanes samples a mesh and trims the prediction by a volume of what was seen; here a cloud says what was seen,
and predicted points are trimmed to those that some view looks at and does not look past. Predicted instances reach the
true points from the nearest predicted point, however far, as there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neural_render.errors import UserError
from neural_render.planes.clouds import Cloud, DepthView, fuse, joined, thinned, unprojected
from neural_render.planes.metrics import F1_DISTANCE_M, Geometry, Instances, geometry, instances
from neural_render.planes.plane import Floats, Plane, Planes
from neural_render.planes.ransac import RansacConfig, find_planes
from neural_render.splatting.neighbors import nearest
from neural_render.types import Capture

NUM_SAMPLES = 200_000  # points on the predicted planes, and at most as many of the truth
VOXEL_M = 0.02  # of the true cloud: 0.02 m are 2,500 points per square metre


IDS, FITTED = "plane ids", "planes fitted to depth"  # what the truth is made of


@dataclass(frozen=True)
class Truth:
    """What a capture knows of its planes."""

    cloud: Cloud  # of points on planes, in metres
    views: Sequence[DepthView]  # in world units
    meters_per_unit: float
    source: str  # IDS or FITTED


@dataclass(frozen=True)
class Score:
    """What the protocol says about a set of planes."""

    geometry: Geometry
    instances: Instances
    num_planes: int
    num_true: int
    truth: str

    def to_plain(self) -> dict[str, Any]:
        """The measures by name, as eval.json has them; lengths in metres."""
        counts = {"num_planes": self.num_planes, "num_true": self.num_true, "truth": self.truth}
        return counts | dataclasses.asdict(self.geometry) | dataclasses.asdict(self.instances)


def truth_of(capture: Capture) -> Truth:
    """The planes that a capture's own depth shows; raises UserError for one without depth, scale or planes."""
    scale = capture.frame.meters_per_unit
    known = [view for view in capture.views if "depth" in view.maps]
    if not known or scale is None:
        raise UserError(
            f"the planes of {capture.name} cannot be measured",
            "photos without depth" if not known else "a world whose scale is not known",
            "give a capture with depth maps (depth_file_path in transforms.json)",
        )
    views = []
    for view in known:
        depth = view.read("depth").numpy().astype(np.float64)  # [H, W]
        ids = view.read("planes").numpy().astype(np.int64) if "planes" in view.maps else None  # [H, W]
        views.append(DepthView(view.cameras, depth, ids=ids))
    try:
        return truth_in(views, scale)
    except ValueError as error:
        raise UserError(
            f"the planes of {capture.name} cannot be measured", str(error), "give a capture that shows planes"
        ) from error


def truth_in(views: Sequence[DepthView], meters_per_unit: float) -> Truth:
    """The planes that views show; raises ValueError where they show none."""
    with_ids, voxel = [view for view in views if view.ids is not None], VOXEL_M / meters_per_unit
    if with_ids:
        cloud = thinned(joined([thinned(_flat_pixels(view), voxel) for view in with_ids]), voxel)
    else:
        cloud = _fitted(fuse(views, voxel), 1 / meters_per_unit)
    if not len(cloud):
        raise ValueError("depth, and no planes in it")
    cloud = dataclasses.replace(cloud, points=cloud.points * meters_per_unit)
    return Truth(cloud, views, meters_per_unit, IDS if with_ids else FITTED)


def _flat_pixels(view: DepthView) -> Cloud:
    """The pixels with an id, up to the edges of surfaces: where depth is true it needs no neighbours."""
    is_flat = (view.depth > 0) & (view.ids > 0)
    points, ids = unprojected(view.cameras, view.depth)[is_flat], view.ids[is_flat].astype(np.int64)
    nothing = np.zeros_like(points)
    return Cloud(points, nothing, nothing, ids)


def _fitted(cloud: Cloud, unit: float) -> Cloud:
    """The points that planes hold, on these planes; `unit` is a metre in world units."""
    found = find_planes(cloud, RansacConfig(), unit=unit)
    is_flat = found.labels > 0
    points, ids = cloud.points[is_flat], found.labels[is_flat]
    normals = np.array([plane.normal for plane in found.planes]).reshape(-1, 3)[ids - 1]  # [P, 3]
    offsets = np.array([plane.offset for plane in found.planes])[ids - 1]  # [P]
    distances = (points * normals).sum(axis=1) - offsets
    return Cloud(points - distances[:, None] * normals, normals, cloud.colors[is_flat], ids)


def score(planes: Planes, truth: Truth, seed: int = 0) -> Score:
    """Measures planes against the truth; one seed gives the same numbers again."""
    generator, cloud = np.random.default_rng(seed), truth.cloud
    num_true = len(np.unique(cloud.ids))
    if len(cloud) > NUM_SAMPLES:
        cloud = cloud[generator.choice(len(cloud), NUM_SAMPLES, replace=False)]
    points, labels = sampled(planes.planes, NUM_SAMPLES, generator)
    is_seen = seen(points, truth.views, F1_DISTANCE_M / truth.meters_per_unit)
    predicted = points * truth.meters_per_unit
    labels = labels[nearest(cloud.points, predicted)[1][:, 0]] if len(points) else np.zeros(len(cloud), np.int64)
    return Score(
        geometry(predicted[is_seen], cloud.points),
        instances(labels, cloud.ids),
        len(planes),
        num_true,
        truth.source,
    )


def sampled(planes: Sequence[Plane], count: int, generator: np.random.Generator) -> tuple[Floats, NDArray[np.int64]]:
    """About `count` points [P, 3] spread evenly over the planes' outlines, and the planes' ids [P]."""
    total = sum(plane.area for plane in planes)
    points, labels = [np.zeros((0, 3))], [np.zeros(0, np.int64)]
    for index, plane in enumerate(planes):
        for polygon in plane.polygons:
            low, high = polygon.outer.min(axis=0), polygon.outer.max(axis=0)
            # As many over the whole box as the whole area would get: those inside are the polygon's share.
            number = round(count * float(np.prod(high - low)) / total)
            flat = low + generator.random((number, 2)) * (high - low)
            own = dataclasses.replace(plane, polygons=(polygon,))
            points.append(plane.to_world(flat[own.holds(flat)]))
            labels.append(np.full(len(points[-1]), index + 1))
    return np.concatenate(points), np.concatenate(labels)


def seen(points: Floats, views: Sequence[DepthView], behind: float) -> NDArray[np.bool_]:  # [P, 3]
    """Which points some view has in its picture, not more than `behind` (world units) behind what it sees, [P]."""
    is_seen = np.zeros(len(points), bool)
    for view in views:
        viewmat, K = (tensor[0].double().cpu().numpy() for tensor in (view.cameras.viewmats, view.cameras.Ks))
        in_camera = points @ viewmat[:3, :3].T + viewmat[:3, 3]
        depth = in_camera[:, 2]
        with np.errstate(divide="ignore", invalid="ignore"):
            pixels = in_camera @ K.T / depth[:, None]
        is_inside = (depth > 0) & (pixels[:, :2] >= 0).all(axis=1)
        is_inside &= (pixels[:, 0] < view.cameras.width) & (pixels[:, 1] < view.cameras.height)
        there = np.flatnonzero(is_inside)
        columns, rows = pixels[there, :2].astype(int).T
        is_seen[there] |= depth[there] < view.depth[rows, columns] + behind
    return is_seen
