"""Triangle meshes in numpy for the bundled capture: boxes, surfaces of revolution, tubes, sheets and leaves.

Metres, z up, counter-clockwise faces seen from outside. `uvs` are texture coordinates with v = 0 on the first image
row. `face_planes` says which flat face a triangle belongs to: an index into `plane_names`, or -1 where it is curved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

FACE_AXES: tuple[str, ...] = ("+x", "-x", "+y", "-y", "+z", "-z")
"""Order and names of the faces of `box`."""

Rect = tuple[float, float, float, float]
FULL: Rect = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Mesh:
    """Triangles with shading normals, texture coordinates and the flat face that each belongs to."""

    vertices: np.ndarray  # [V, 3] metres
    normals: np.ndarray  # [V, 3] unit
    uvs: np.ndarray  # [V, 2]
    faces: np.ndarray  # [F, 3]
    face_planes: np.ndarray  # [F] index into plane_names, -1 where curved
    plane_names: tuple[str, ...] = ()

    def moved(self, matrix: np.ndarray) -> Mesh:
        """Returns the mesh under the rigid transform `matrix` [4, 4]."""
        rotation, shift = matrix[:3, :3], matrix[:3, 3]
        return Mesh(
            self.vertices @ rotation.T + shift,
            self.normals @ rotation.T,
            self.uvs,
            self.faces,
            self.face_planes,
            self.plane_names,
        )

    def planes(self) -> dict[str, tuple[np.ndarray, float]]:
        """Returns name -> (unit normal [3], offset d in metres) with n.x = d, from one triangle of each flat face."""
        found: dict[str, tuple[np.ndarray, float]] = {}
        for index, name in enumerate(self.plane_names):
            a, b, c = self.vertices[self.faces[np.flatnonzero(self.face_planes == index)[0]]]
            normal = np.cross(b - a, c - a)
            normal /= np.linalg.norm(normal)
            found[name] = (normal, float(normal @ a))
        return found


def placed(
    x: float = 0.0, y: float = 0.0, z: float = 0.0, yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0
) -> np.ndarray:
    """Returns the rigid transform [4, 4]: rotations about x (roll), y (pitch), z (yaw) in degrees, then a shift."""
    a, b, c = np.radians([roll, pitch, yaw])
    about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    about_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    about_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    matrix = np.eye(4)
    matrix[:3, :3] = about_z @ about_y @ about_x
    matrix[:3, 3] = (x, y, z)
    return matrix


def merged(meshes: list[Mesh]) -> Mesh:
    """Joins meshes; flat faces that carry the same name stay one plane."""
    names: list[str] = []
    faces, planes, start = [], [], 0
    for mesh in meshes:
        names += [name for name in mesh.plane_names if name not in names]
        lookup = np.array([names.index(name) for name in mesh.plane_names] + [-1])  # entry -1 maps -1 to -1
        faces.append(mesh.faces + start)
        planes.append(lookup[mesh.face_planes])
        start += len(mesh.vertices)
    return Mesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([mesh.normals for mesh in meshes]),
        np.concatenate([mesh.uvs for mesh in meshes]),
        np.concatenate(faces),
        np.concatenate(planes),
        tuple(names),
    )


def polygon(corners: ArrayLike, uvs: ArrayLike, name: str = "") -> Mesh:
    """Returns a flat convex polygon as a fan; corners [K, 3], uvs [K, 2]; without a name it counts as curved."""
    corners = np.asarray(corners, float)
    normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    normal /= np.linalg.norm(normal)
    count = len(corners)
    faces = np.array([[0, i, i + 1] for i in range(1, count - 1)])
    label = np.full(len(faces), 0 if name else -1)
    return Mesh(corners, np.tile(normal, (count, 1)), np.asarray(uvs, float), faces, label, (name,) if name else ())


def rectangle(center: ArrayLike, half_u: ArrayLike, half_v: ArrayLike, rect: Rect = FULL, name: str = "") -> Mesh:
    """Returns a flat rectangle; half_u points to the image's right, half_v to its top."""
    c, u, v = (np.asarray(a, float) for a in (center, half_u, half_v))
    u0, v0, u1, v1 = rect
    return polygon(
        np.stack([c - u - v, c + u - v, c + u + v, c - u + v]),
        np.array([[u0, v1], [u1, v1], [u1, v0], [u0, v0]]),
        name,
    )


def disc(radius: float, height: float, name: str = "", segments: int = 128) -> Mesh:
    """Returns a horizontal disc that faces up; its texture is the square around it."""
    angle = np.arange(segments) * 2 * np.pi / segments
    ring = np.stack([np.cos(angle), np.sin(angle)], -1)
    corners = np.concatenate([ring * radius, np.full((segments, 1), height)], -1)
    return polygon(corners, np.stack([0.5 + 0.5 * ring[:, 0], 0.5 - 0.5 * ring[:, 1]], -1), name)


def box(
    size: tuple[float, float, float],
    bevel: float,
    name: str = "",
    rects: dict[str, Rect] | None = None,
    named: tuple[str, ...] = FACE_AXES,
) -> Mesh:
    """Returns a box that stands on z = 0 with flat faces and bevelled edges.

    A bevel's vertices keep the normals of the two faces that it joins, so that it shades as a rounded edge. The faces
    in `named` are planes called "<name> <axis>". `rects` gives each face its part of the texture; the image's top is
    up on the sides and +y on the top and bottom.
    """
    half = np.array(size) / 2
    rects = rects or {}
    tangents = {  # face -> (axis, sign, image right, image up)
        "+x": (0, 1, (0, 1, 0), (0, 0, 1)),
        "-x": (0, -1, (0, -1, 0), (0, 0, 1)),
        "+y": (1, 1, (-1, 0, 0), (0, 0, 1)),
        "-y": (1, -1, (1, 0, 0), (0, 0, 1)),
        "+z": (2, 1, (1, 0, 0), (0, 1, 0)),
        "-z": (2, -1, (-1, 0, 0), (0, 1, 0)),
    }
    parts: list[Mesh] = []
    corner_of: dict[tuple[str, tuple[int, ...]], np.ndarray] = {}
    for face, (axis, sign, right, up) in tangents.items():
        normal = np.zeros(3)
        normal[axis] = sign
        inset = half - bevel
        right_v, up_v = np.array(right) * inset, np.array(up) * inset
        parts.append(
            rectangle(
                normal * half, right_v, up_v, rects.get(face, FULL), f"{name} {face}" if name and face in named else ""
            )
        )
        for signs in np.ndindex(2, 2, 2):
            direction = np.array(signs) * 2 - 1
            if direction[axis] == sign:
                point = direction * inset
                point[axis] = sign * half[axis]
                corner_of[face, tuple(direction)] = point
    if bevel > 0:
        parts.append(_bevels(corner_of, rects))
    return merged(parts).moved(placed(z=half[2]))


def _bevels(corner_of: dict[tuple[str, tuple[int, ...]], np.ndarray], rects: dict[str, Rect]) -> Mesh:
    """Joins the inset faces of a box: a quad for each of 12 edges, a triangle for each of 8 corners."""
    axis_of = {face: "xyz".index(face[1]) for face in FACE_AXES}
    normal_of = {face: np.eye(3)[axis_of[face]] * (1 if face[0] == "+" else -1) for face in FACE_AXES}
    vertices, normals, uvs, faces = [], [], [], []

    def add(keys: list[tuple[str, tuple[int, ...]]]) -> None:
        points = np.stack([corner_of[key] for key in keys])
        outward = sum(normal_of[face] for face, _ in keys)
        if np.dot(np.cross(points[1] - points[0], points[2] - points[0]), outward) < 0:
            keys, points = keys[::-1], points[::-1]
        start = len(vertices)
        faces.extend([[start, start + i, start + i + 1] for i in range(1, len(keys) - 1)])
        vertices.extend(points)
        normals.extend(normal_of[face] for face, _ in keys)
        for face, _ in keys:
            u0, v0, u1, v1 = rects.get(face, FULL)
            uvs.append((u0 + 0.02 * (u1 - u0), v0 + 0.02 * (v1 - v0)))

    for direction in np.ndindex(2, 2, 2):
        corner = tuple(2 * d - 1 for d in direction)
        near = [face for face in FACE_AXES if corner[axis_of[face]] == (1 if face[0] == "+" else -1)]
        add([(face, corner) for face in near])
        for axis in range(3):
            if corner[axis] < 0:
                other = tuple(-c if i == axis else c for i, c in enumerate(corner))
                first, second = (face for face in near if axis_of[face] != axis)
                add([(first, corner), (first, other), (second, other), (second, corner)])
    return Mesh(np.array(vertices), np.array(normals), np.array(uvs), np.array(faces), np.full(len(faces), -1))


def sheet(points: np.ndarray, uvs: np.ndarray | None = None, wrap: bool = False) -> Mesh:
    """Returns a smooth surface over a grid of points [A, B, 3]; with `wrap`, the last column repeats the first."""
    rows, columns = points.shape[:2]
    along = np.gradient(points, axis=0)
    across = np.gradient(points, axis=1)
    if wrap:
        across[:, 0] = across[:, -1] = points[:, 1] - points[:, -2]
    normals = np.cross(along, across)
    length = np.linalg.norm(normals, axis=-1, keepdims=True)
    # A pole has no second direction; it takes the normal of the next row, averaged.
    for row, inner in ((0, 1), (rows - 1, rows - 2)):
        if length[row].max() < 1e-12:
            mean = (normals[inner] / np.maximum(length[inner], 1e-20)).mean(0)
            normals[row], length[row] = mean, np.linalg.norm(mean)
    normals = normals / np.maximum(length, 1e-20)
    if uvs is None:
        v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
        uvs = np.stack([u, v], -1)
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
    faces = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)])
    corners = points.reshape(-1, 3)[faces]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=-1)
    faces = faces[area > 1e-14]
    return Mesh(points.reshape(-1, 3), normals.reshape(-1, 3), uvs.reshape(-1, 2), faces, np.full(len(faces), -1))


def smooth_curve(knots: list[tuple[float, ...]], count: int) -> np.ndarray:
    """Returns `count` points on the centripetal Catmull-Rom curve through the knots [K, D], evenly spaced."""
    p = np.array(knots, float)
    p = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    pieces = []
    for i in range(1, len(p) - 2):
        gaps = np.sqrt(np.maximum(np.linalg.norm(np.diff(p[i - 1 : i + 3], axis=0), axis=1), 1e-9))
        t0, t1, t2, t3 = np.concatenate([[0], np.cumsum(gaps)])
        t = np.linspace(t1, t2, 48, endpoint=False)[:, None]
        a1 = (t1 - t) / (t1 - t0) * p[i - 1] + (t - t0) / (t1 - t0) * p[i]
        a2 = (t2 - t) / (t2 - t1) * p[i] + (t - t1) / (t2 - t1) * p[i + 1]
        a3 = (t3 - t) / (t3 - t2) * p[i + 1] + (t - t2) / (t3 - t2) * p[i + 2]
        b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
        b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
        pieces.append((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2)
    dense = np.concatenate([*pieces, p[-2:-1]])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(dense, axis=0), axis=1))])
    at = np.linspace(0, length[-1], count)
    return np.stack([np.interp(at, length, column) for column in dense.T], -1)


def revolved(profile: np.ndarray, segments: int = 96) -> Mesh:
    """Turns a profile [K, 2] of (radius, height), listed top to bottom on the outside, about the z axis.

    The texture's u goes once around and v along the profile.
    """
    angle = np.linspace(0, 2 * np.pi, segments + 1)
    radius, height = profile[:, 0, None], profile[:, 1, None]
    points = np.stack(
        [radius * np.cos(angle), radius * np.sin(angle), np.broadcast_to(height, (len(profile), segments + 1))], -1
    )
    return sheet(points, wrap=True)


def ball(radius: float, stretch: float = 1.0, segments: int = 64) -> Mesh:
    """Returns a sphere about the origin, scaled along z by `stretch`."""
    angle = np.linspace(0, np.pi, segments // 2 + 1)
    profile = np.stack([np.sin(angle) * radius, np.cos(angle) * radius * stretch], -1)
    profile[[0, -1], 0] = 0.0
    return revolved(profile, segments)


def tube(path: np.ndarray, radii: np.ndarray | float, segments: int = 12) -> Mesh:
    """Sweeps a circle along a path [K, 3]; the frame is carried without twist."""
    tangents = np.gradient(path, axis=0)
    tangents /= np.linalg.norm(tangents, axis=1, keepdims=True)
    side = np.cross(tangents[0], (0.0, 0.0, 1.0) if abs(tangents[0, 2]) < 0.9 else (1.0, 0.0, 0.0))
    angle = np.linspace(0, 2 * np.pi, segments + 1)[:, None]
    rings = []
    for point, tangent, radius in zip(path, tangents, np.broadcast_to(radii, len(path)), strict=True):
        side = side - tangent * (side @ tangent)
        side /= np.linalg.norm(side)
        rings.append(point + radius * (np.cos(angle) * side + np.sin(angle) * np.cross(side, tangent)))
    return sheet(np.stack(rings), wrap=True)


def leaf(length: float, width: float, bend: float, fold: float, tip: float = 1.0) -> Mesh:
    """Returns a leaf that starts at the origin and grows along +x, its face up.

    `bend` lowers the tip (metres), `fold` lifts the sides (metres), `tip` above 1 makes it pointed.
    """
    s, t = np.meshgrid(np.linspace(0, 1, 9), np.linspace(-1, 1, 5), indexing="ij")
    half = width / 2 * np.sin(np.pi * np.clip(s, 0.02, 0.98) ** (1 / tip)) ** 0.8
    points = np.stack([s * length, t * half, -bend * s**2 + fold * t**2 * np.sin(np.pi * s)], -1)
    return sheet(points, np.stack([s, (t + 1) / 2], -1))
