"""Regions of a light slab: which cameras share a local light field, and the frame of its two planes.

A frame has OpenCV axes (+X right, +Y down, +Z where its cameras look) around the middle of what they see; its planes
are z = near and z = far.

Letters: C cameras, K regions, N points, M rays, h x w the low resolution, T entries of a grid, F numbers of an entry.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from neural_render.cameras import Cameras, look_at
from neural_render.fields.net_onnx import Nodes
from neural_render.fields.plane_grid import PAIRS, PlaneGridLayout, encode
from neural_render.thinning import thinned
from neural_render.types import Bounds, Capture

SAME_WAY = 0.5  # cameras within 60 degrees of their mean direction face the same way: one region will do
NUM_AROUND = 5  # regions elsewhere: four sides and the top (Gupta et al. 2023)
NUM_ROUNDS = 50  # of k-means
OVERLAP = 0.3  # cameras that are so much farther from a region's centre than from the nearest one's are of it as well
MAX_POINTS = 512  # of the scene that are projected
DEPTHS = (0.1, 0.9)  # quantiles of the points' depths at which the planes lie
LEAST_GAP = 0.02  # between the planes, as a share of how far the cameras are away
EDGES = (0.005, 0.995)  # quantiles of where rays cross the planes that fill [0, 1] ...
MARGIN = 0.05  # ... and what is added on each side
FLATTEST = 0.05  # cosine between a ray and the planes' normal; flatter ones leave [0, 1] anyway


class Rig(NamedTuple):
    """The training photos' cameras."""

    centers: Tensor  # [C, 3]
    axes: Tensor  # [C, 3]


class Frames(NamedTuple):
    """The frames of all regions."""

    rotations: Tensor  # [K, 3, 3] rows right, down, forward: world to frame
    origins: Tensor  # [K, 3] in the world
    planes: Tensor  # [K, 2] z of the nearer and the farther plane
    lows: Tensor  # [K, 4] x, y, u, v that become 0
    highs: Tensor  # [K, 4] and 1


def no_frames(num_regions: int) -> Frames:
    """Frames of the shapes of others."""
    return Frames(
        torch.eye(3).repeat(num_regions, 1, 1),
        torch.zeros(num_regions, 3),
        torch.tensor([-1.0, 1.0]).repeat(num_regions, 1),
        torch.zeros(num_regions, 4),
        torch.ones(num_regions, 4),
    )


def rig_of(capture: Capture) -> Rig:
    """The training photos' cameras; one in front of the bounds where there are none."""
    cameras = [capture.views[index].cameras for index in capture.train]
    if cameras:
        return Rig(torch.cat([c.centers for c in cameras]), torch.cat([c.viewmats[:, 2, :3] for c in cameras]))
    axis = torch.nn.functional.normalize(torch.tensor(capture.frame.up).roll(1), dim=0)  # [3]
    return Rig((torch.tensor(capture.bounds.center) - 3 * capture.bounds.radius * axis)[None], axis[None])


def inside(points: Tensor, bounds: Bounds) -> Tensor:  # [N, 3]
    """At most MAX_POINTS of the points within the bounds, or a cross within them where there are too few."""
    center = torch.tensor(bounds.center)  # [3]
    points = points[(points - center).norm(dim=-1) < bounds.radius]  # [N', 3]
    if len(points) < 8:
        offsets = torch.cat([torch.eye(3), -torch.eye(3)])  # [6, 3]
        return center + 0.5 * bounds.radius * offsets
    return thinned(points, MAX_POINTS)


def choose(rig: Rig, num_regions: int) -> Tensor:
    """Centres of the regions [K, 3]: k-means of the cameras' places, from places that are far from each other.

    `num_regions` 0 asks how the cameras face.
    """
    if num_regions == 0:
        mean = torch.nn.functional.normalize(rig.axes.mean(dim=0), dim=0)  # [3]
        num_regions = 1 if float((rig.axes @ mean).min()) > SAME_WAY else NUM_AROUND
    places = rig.centers.double()  # [C, 3]
    chosen = [int((places - places.mean(dim=0)).norm(dim=-1).argmax())]
    while len(chosen) < min(num_regions, len(places)):
        chosen.append(int(torch.cdist(places, places[chosen]).amin(dim=1).argmax()))
    centers = places[chosen]  # [K, 3]
    for _ in range(NUM_ROUNDS):
        nearest = torch.cdist(places, centers).argmin(dim=1)  # [C]
        members = [places[nearest == region] for region in range(len(centers))]
        centers = torch.stack(
            [own.mean(dim=0) if len(own) else center for own, center in zip(members, centers, strict=True)]
        )  # [K, 3]
    return centers.float()


def fit(centers: Tensor, rig: Rig, points: Tensor, up: tuple[float, float, float]) -> Frames:  # [K, 3], [N, 3]
    """Frames whose planes enclose most of the points as the regions' cameras see them."""
    distances = torch.cdist(rig.centers, centers)  # [C, K]
    is_member = distances <= (1 + OVERLAP) * distances.amin(dim=1, keepdim=True)  # [C, K]
    is_member[distances.argmin(dim=0), torch.arange(len(centers))] = True
    frames = [_frame(rig.centers[own], rig.axes[own], points, torch.tensor(up)) for own in is_member.T]
    return Frames(*(torch.cat(values) for values in zip(*frames, strict=True)))


def _frame(places: Tensor, axes: Tensor, points: Tensor, up: Tensor) -> Frames:  # [C, 3], [C, 3], [N, 3], [3]
    middle, axis = points.mean(dim=0), torch.nn.functional.normalize(axes.mean(dim=0), dim=0)  # [3] each
    if float((axis @ up).abs()) > 0.95:  # planes that are seen from above: any other direction serves as up
        up = torch.eye(3)[axis.abs().argmin()]  # [3]
    rotation = look_at(middle - axis, middle, up)[:3, :3]  # [3, 3]
    depths = (points - middle) @ axis  # [N]
    near, far = torch.quantile(depths, torch.tensor(DEPTHS)).tolist()
    gap = LEAST_GAP * float((places - middle).norm(dim=-1).median())
    frames = no_frames(1)._replace(
        rotations=rotation[None], origins=middle[None], planes=torch.tensor([[near, max(far, near + gap)]])
    )
    directions = points - places[:, None]  # [C, N, 3]
    origins = places[:, None].expand_as(directions)  # [C, N, 3]
    found = crossings(frames, 0, origins.reshape(-1, 3), directions.reshape(-1, 3))  # [M, 4]
    found = thinned(found, 100_000)
    low, high = torch.quantile(found, torch.tensor(EDGES), dim=0)  # [4] each
    margin = MARGIN * (high - low) + 1e-6  # [4]
    return frames._replace(lows=(low - margin)[None], highs=(high + margin)[None])


def crossings(frames: Frames, region: int, origins: Tensor, directions: Tensor) -> Tensor:  # [M, 3] each
    """Where rays cross the near plane (x, y) and the far one (u, v) of a region's frame, [M, 4]."""
    rotation = frames.rotations[region]  # [3, 3]
    origins = (origins - frames.origins[region]) @ rotation.T  # [M, 3]
    directions = torch.nn.functional.normalize(directions @ rotation.T, dim=-1)  # [M, 3]
    slopes = directions[:, None, :2] / directions[:, None, 2:].clamp(min=FLATTEST)  # [M, 1, 2]
    steps = frames.planes[region][:, None] - origins[:, None, 2:]  # [M, 2, 1] along z
    return (origins[:, None, :2] + steps * slopes).flatten(1)  # [M, 4]


def coordinates(frames: Frames, region: int, origins: Tensor, directions: Tensor) -> Tensor:  # [M, 3] each
    """x, y, u, v of rays in a region's frame, [M, 4] in [0, 1]."""
    low, high = frames.lows[region], frames.highs[region]  # [4]
    return ((crossings(frames, region, origins, directions) - low) / (high - low)).clamp(0, 1)


def look_up(table: Tensor, layout: PlaneGridLayout, cameras: Cameras, frames: Frames, region: int) -> Tensor:  # [T, F]
    """What a region's grids hold for the cameras' rays, [C, h, w, 6 L F]."""
    origins, directions = cameras.rays()  # [C, h, w, 3]
    places = coordinates(frames, region, origins.reshape(-1, 3), directions.reshape(-1, 3))  # [M, 4]
    return encode(table, places, layout).view(len(cameras), cameras.height, cameras.width, -1)


def add_nodes(nodes: Nodes, rays: str, table: Tensor, layout: PlaneGridLayout, frames: Frames, region: int) -> str:
    """`look_up` of rays [1, 6, h, w] as nodes of an ONNX graph: [1, 6 L F, h, w]."""
    rotation, origin, planes, low, high = (value[region].double() for value in frames)
    both = torch.block_diag(rotation, rotation)  # [6, 6]
    shift = torch.cat([-(rotation @ origin), torch.zeros(3)])  # [6]
    local = nodes.linear(rays, both.numpy(), shift.numpy())
    origins, directions = nodes.channels(local, 0, 3), nodes.channels(local, 3, 6)  # [1, 3, h, w] each
    unit = nodes.add("Div", directions, nodes.add("ReduceL2", directions, axes=[1], keepdims=1))
    slope = nodes.add("Clip", nodes.channels(unit, 2, 3), nodes.constant(FLATTEST))  # [1, 1, h, w]
    slopes = nodes.add("Div", nodes.channels(unit, 0, 2), slope)  # [1, 2, h, w]
    crossed = []
    for plane in planes.tolist():
        step = nodes.add("Sub", nodes.constant(plane), nodes.channels(origins, 2, 3))  # [1, 1, h, w]
        crossed.append(nodes.add("Add", nodes.channels(origins, 0, 2), nodes.add("Mul", step, slopes)))
    # In -1 ... 1, as GridSample has it; what lies beyond is clamped there.
    scale, offset = (2 / (high - low)).diag(), -2 * low / (high - low) - 1  # [4, 4], [4]
    places = nodes.linear(nodes.add("Concat", *crossed, axis=1), scale.numpy(), offset.numpy())  # [1, 4, h, w]
    each = [nodes.channels(places, index, index + 1) for index in range(4)]
    pairs = [nodes.add("Concat", each[first], each[second], axis=1) for first, second in PAIRS]
    pairs = [nodes.add("Transpose", pair, perm=[0, 2, 3, 1]) for pair in pairs]  # [1, h, w, 2] each
    found, begin = [], 0
    for size in layout.resolutions:
        for pair in pairs:
            plane = table[begin : begin + size**2].detach().view(1, size, size, -1).permute(0, 3, 1, 2)  # [1, F, R, R]
            begin += size**2
            words = {"mode": "bilinear", "padding_mode": "border", "align_corners": 1}
            found.append(nodes.add("GridSample", nodes.weights(plane.cpu().numpy()), pair, **words))
    return nodes.add("Concat", *found, axis=1)
