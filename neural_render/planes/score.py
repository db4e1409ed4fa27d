"""Planes of a scene measured against a capture that knows its depth and plane ids: the AirPlanes protocol.

The truth is the cloud of all pixels with a plane id. AirPlanes samples a mesh and trims the prediction by a volume of
what was seen; here a cloud says what was seen, and predicted points are trimmed to those that some view looks at and
does not look past. Predicted instances reach the true points from the nearest predicted point, however far, as there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neural_render.planes.clouds import Cloud, DepthView, joined, thinned, unprojected
from neural_render.planes.metrics import F1_DISTANCE_M, Geometry, Instances, geometry, instances
from neural_render.planes.plane import Floats, Plane, Planes
from neural_render.splatting.neighbors import nearest

NUM_SAMPLES = 200_000  # points on the predicted planes, and at most as many of the truth
VOXEL_M = 0.02  # of the true cloud: 0.02 m are 2,500 points per square metre


@dataclass(frozen=True)
class Score:
    """What the protocol says about a set of planes."""

    geometry: Geometry
    instances: Instances
    num_planes: int
    num_true: int


def truth_of(views: Sequence[DepthView], meters_per_unit: float) -> Cloud:
    """The points of the views that lie on planes, in metres; raises ValueError where there are none."""
    parts = [_flat_pixels(view) for view in views]
    cloud = thinned(joined(parts), VOXEL_M / meters_per_unit)
    if not len(cloud):
        raise ValueError("no view has plane ids where it has depth")
    return dataclasses.replace(cloud, points=cloud.points * meters_per_unit)


def _flat_pixels(view: DepthView) -> Cloud:
    """The pixels with an id, up to the edges of surfaces: where depth is true it needs no neighbours."""
    is_flat = (view.depth > 0) & (view.ids > 0)
    points, ids = unprojected(view.cameras, view.depth)[is_flat], view.ids[is_flat].astype(np.int64)
    nothing = np.zeros_like(points)
    return Cloud(points, nothing, nothing, ids)


def score(planes: Planes, views: Sequence[DepthView], meters_per_unit: float, seed: int = 0) -> Score:
    """Measures planes against what the views know; one seed gives the same numbers again."""
    generator = np.random.default_rng(seed)
    truth = truth_of(views, meters_per_unit)
    if len(truth) > NUM_SAMPLES:
        truth = truth[generator.choice(len(truth), NUM_SAMPLES, replace=False)]
    points, labels = sampled(planes.planes, NUM_SAMPLES, generator)
    is_seen = seen(points, views, F1_DISTANCE_M / meters_per_unit)
    predicted = points * meters_per_unit
    labels = labels[nearest(truth.points, predicted)[1][:, 0]] if len(points) else np.zeros(len(truth), np.int64)
    return Score(
        geometry(predicted[is_seen], truth.points),
        instances(labels, truth.ids),
        len(planes),
        len(np.unique(truth.ids)),
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
