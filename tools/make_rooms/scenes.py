"""The three scenes: where walls, openings and furniture are, and where photographs are taken from.

Rooms stand in a row along x with partitions between them. They differ in depth and height, so that no two walls or
ceilings are one plane by accident; the floor is one plane through all doors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tools.make_capture import patterns, prints
from tools.make_capture.render import View

from .lighting import Lamp
from .photographs import Place
from .surfaces import Ball, Pillar, Quad, Round

PARTITION_M = 0.12
DOOR_M = (0.95, 2.05)  # width, height
PIXELS_PER_M = 130  # of textures: a photograph of 320 px shows about 100 per metre at two metres
FIELD_OF_VIEW_DEG = 78.0  # across the width
CAMERA_Z_M = (1.05, 1.75)
Image = np.ndarray


@dataclass(frozen=True)
class Room:
    """One room: x from..to, y from..to, height; which of its four walls carry no texture."""

    x: tuple[float, float]
    y: tuple[float, float]
    height: float
    bare: tuple[str, ...] = ()  # of "-y", "+y", "-x", "+x"

    @property
    def center(self) -> np.ndarray:
        return np.array([sum(self.x) / 2, sum(self.y) / 2])

    @property
    def half(self) -> np.ndarray:
        return np.array([self.x[1] - self.x[0], self.y[1] - self.y[0]]) / 2


@dataclass
class Scene:
    """A place with the rooms that it was built from."""

    rooms: list[Room]
    quads: list[Quad] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)

    def place(self) -> Place:
        lamps = [Lamp(np.array([*room.center, room.height - 0.06]), 0.5, 3.2) for room in self.rooms]
        return Place(self.quads, self.rounds, lamps)

    def untextured_share(self) -> float:
        """Which share of the area of walls is one plain colour."""
        walls = [quad for quad in self.quads if quad.is_wall]
        bare = sum(quad.area for quad in walls if quad.image.shape[:2] == (1, 1))
        return bare / sum(quad.area for quad in walls)


def plain(color: tuple[int, int, int]) -> Image:
    """A texture without any."""
    return np.array(color, np.uint8).reshape(1, 1, 3)


def _wall_papers(rng: np.random.Generator) -> list[Callable[[tuple[int, int]], Image]]:
    return [
        lambda shape: patterns.wallpaper(shape, 44, rng, (190, 202, 182), (100, 128, 98), (226, 206, 158)),
        lambda shape: patterns.bricks(shape, (18, 46), rng)[0],
        lambda shape: patterns.wood(shape, rng, (196, 158, 112), (138, 98, 62), plank=24),
        lambda shape: patterns.wallpaper(shape, 60, rng, (206, 184, 176), (150, 92, 84), (240, 226, 200)),
        lambda shape: patterns.flat(shape, (122, 150, 164), rng, 14.0),
        lambda shape: patterns.speckled(shape, rng, (214, 204, 180), (150, 160, 150), 0.5),
    ]


def wall(
    name: str,
    a: tuple[float, float],
    b: tuple[float, float],
    z: tuple[float, float],
    image: Callable[[tuple[int, int]], Image] | Image,
) -> Quad:
    """An upright face from a to b (x, y), front to the left of the way from b to a; `image` may be drawn to size."""
    start, end = np.array([*a, 0.0]), np.array([*b, 0.0])
    center = (start + end) / 2 + (0, 0, sum(z) / 2)
    half_u, half_v = (end - start) / 2, np.array([0, 0, (z[1] - z[0]) / 2])
    if callable(image):
        image = image(_texels(half_v, half_u))
    return Quad(center, half_u, half_v, image, name, is_wall=True)


def _texels(half_v: np.ndarray, half_u: np.ndarray) -> tuple[int, int]:
    return tuple(max(16, round(2 * np.linalg.norm(half) * PIXELS_PER_M)) for half in (half_v, half_u))


def box(
    name: str, center: np.ndarray, size: tuple[float, float, float], yaw_deg: float, images: list[Image]
) -> list[Quad]:
    """Four sides and the top of a box that stands on z = center[2]; pictures are used in turn."""
    c, s = np.cos(np.radians(yaw_deg)), np.sin(np.radians(yaw_deg))
    x, y, z = (np.array(axis) for axis in ((c, s, 0.0), (-s, c, 0.0), (0.0, 0.0, 1.0)))
    half = np.array(size) / 2
    middle = center + half[2] * z
    faces = []
    for index, (right, out, half_right, half_out) in enumerate(
        ((x, -y, half[0], half[1]), (y, x, half[1], half[0]), (-x, y, half[0], half[1]), (-y, -x, half[1], half[0]))
    ):
        image = images[index % len(images)]
        faces.append(Quad(middle + half_out * out, half_right * right, half[2] * z, image, f"{name} side {index + 1}"))
    faces.append(Quad(middle + half[2] * z, half[0] * x, half[1] * y, images[-1], f"{name} top"))
    return faces


def shell(rooms: list[Room], rng: np.random.Generator) -> list[Quad]:
    """Floor, ceilings, outer walls, and partitions with doors between the rooms."""
    quads = []
    floors = [
        lambda shape: patterns.wood(shape, rng, (190, 146, 98), (128, 88, 54), plank=18),
        lambda shape: np.tile(patterns.cement_tiles(4, 40, rng), (1 + shape[0] // 160, 1 + shape[1] // 160, 1))[
            : shape[0], : shape[1]
        ],
        lambda shape: patterns.terrazzo(shape, rng, 900),
    ]
    papers = _wall_papers(rng)
    for index, room in enumerate(rooms):
        (x0, x1), (y0, y1), name = room.x, room.y, f"room {index + 1}"
        # Floors reach below the partitions, so that doors have one too.
        reach = PARTITION_M / 2
        half_x, half_y = np.array([room.half[0] + reach, 0, 0]), np.array([0, room.half[1], 0])
        quads.append(
            Quad(np.array([*room.center, 0.0]), half_x, half_y, floors[index % 3](_texels(half_y, half_x)), "floor")
        )
        top = np.array([*room.center, room.height])
        rough = patterns.flat(_texels(half_y, half_x), (206, 204, 198), rng, 5.0)
        quads.append(Quad(top, -half_x, half_y, rough, f"{name} ceiling"))
        outer = {"-y": ((x1, y0), (x0, y0)), "+y": ((x0, y1), (x1, y1))}
        if index == 0:
            outer["-x"] = ((x0, y0), (x0, y1))
        if index == len(rooms) - 1:
            outer["+x"] = ((x1, y1), (x1, y0))
        for number, (side, (a, b)) in enumerate(outer.items()):
            paper = plain((214, 208, 196)) if side in room.bare else papers[(2 * index + number) % len(papers)]
            quads.append(wall(f"{name} wall {side}", a, b, (0.0, room.height), paper))
        if index + 1 < len(rooms):
            quads += partition(index, room, rooms[index + 1], papers, rng)
    return quads


def partition(
    index: int, left: Room, right: Room, papers: list[Callable[[tuple[int, int]], Image]], rng: np.random.Generator
) -> list[Quad]:
    """Both sides of a wall with a door in it, and the door's reveal."""
    low, high = max(left.y[0], right.y[0]), min(left.y[1], right.y[1])
    at = rng.uniform(low + 0.5, high - 0.5 - DOOR_M[0])
    door, top = (at, at + DOOR_M[0]), DOOR_M[1]
    quads = []
    for room, side, number in ((left, "+x", index), (right, "-x", index + 1)):
        x = room.x[1] if side == "+x" else room.x[0]
        name = f"room {number + 1} wall {side}"
        image = plain((206, 212, 214)) if side in room.bare else papers[(2 * number + 3) % len(papers)]
        spans = [(room.y[0], door[0], 0.0), (door[1], room.y[1], 0.0), (*door, top)]
        for y0, y1, z0 in spans:
            a, b = ((x, y1), (x, y0)) if side == "+x" else ((x, y0), (x, y1))
            quads.append(wall(name, a, b, (z0, room.height), image))
    x0, x1 = left.x[1], right.x[0]
    wood = patterns.wood((60, 260), rng, (206, 190, 166), (168, 146, 118))
    quads.append(wall(f"door {index + 1} reveal 1", (x1, door[0]), (x0, door[0]), (0, top), wood))
    quads.append(wall(f"door {index + 1} reveal 2", (x0, door[1]), (x1, door[1]), (0, top), wood))
    middle = np.array([(x0 + x1) / 2, sum(door) / 2, top])
    quads.append(
        Quad(middle, np.array([(x0 - x1) / 2, 0, 0]), np.array([0, DOOR_M[0] / 2, 0]), wood, f"door {index + 1} lintel")
    )
    return quads


def clutter(index: int, room: Room, quads: list[Quad], rng: np.random.Generator) -> tuple[list[Quad], list[Round]]:
    """Furniture along the walls, a table in the middle, crates, things on them, balls."""
    wood = [patterns.wood((150, 150), rng, (178, 128, 84), (104, 66, 40)) for _ in range(3)]
    papers = [prints.abstract(rng), prints.mosaic(rng), prints.hills(rng), prints.poster(rng)]
    card = patterns.flat((90, 90), (188, 150, 106), rng, 9.0)
    found, rounds, taken = [], [], []
    doors = [quad for quad in quads if quad.plane.startswith("door") and "reveal" in quad.plane]

    def is_free(place: np.ndarray, radius: float) -> bool:
        is_clear = all(np.linalg.norm(place - other) > radius + more for other, more in taken)
        return is_clear and all(np.linalg.norm(place - door.center[:2]) > radius + 0.7 for door in doors)

    name = f"room {index + 1}"
    taken.append((room.center, 0.6))
    found += box(f"{name} table foot", np.array([*room.center, 0.0]), (0.4, 0.4, 0.70), 10.0, wood)
    found += box(f"{name} table", np.array([*room.center, 0.70]), (1.1, 0.75, 0.05), 10.0, wood)
    for number in range(3):
        spot = room.center + rng.uniform(-1, 1, 2) * (0.12, 0.05) + ((number - 1) * 0.34, 0)
        size = tuple(rng.uniform((0.14, 0.12, 0.05), (0.22, 0.2, 0.22)))
        found += box(
            f"{name} thing {number + 1}", np.array([*spot, 0.75]), size, rng.uniform(-20, 20), [papers[number]]
        )
    for number, size in enumerate(
        ((1.1, 0.5, 1.9), (0.9, 0.45, 0.85), (1.3, 0.4, 0.6), (0.42, 0.42, 0.42), (0.5, 0.36, 0.3))
    ):
        for _ in range(60):
            along, side = rng.uniform(-0.75, 0.75), rng.integers(4)
            out = np.array([(0, -1), (1, 0), (0, 1), (-1, 0)][side])
            across = np.array([-out[1], out[0]])
            gap = size[1] / 2 + (0.02 if number < 3 else 0.12)
            place = room.center + out * (room.half - gap) + across * room.half * along
            if np.all(np.abs(place - room.center) + size[0] / 2 * np.abs(across) < room.half) and is_free(
                place, size[0] / 2
            ):
                break
        else:
            continue  # a small room may have no place for everything
        taken.append((place, size[0] / 2))
        yaw = np.degrees(np.arctan2(out[1], out[0])) - 90 + (0 if number < 3 else rng.uniform(-25, 25))
        images = [wood[number % 3]] if number < 3 else [card, papers[number % 4]]
        found += box(f"{name} furniture {number + 1}", np.array([*place, 0.0]), size, yaw, images)
        if number == 1:
            rounds.append(Ball(np.array([*place, size[2] + 0.13]), 0.13, (180, 82, 58)))
    place = room.center + room.half * (0.45, -0.45)
    if is_free(place, 0.2):
        rounds.append(Ball(np.array([*place, 0.16]), 0.16, (70, 110, 150)))
    return found, rounds


def _furnished(rooms: list[Room], rng: np.random.Generator) -> Scene:
    scene = Scene(rooms, shell(rooms, rng))
    for index, room in enumerate(rooms):
        quads, rounds = clutter(index, room, scene.quads, rng)
        scene.quads += quads
        scene.rounds += rounds
    return scene


def apartment(rng: np.random.Generator) -> Scene:
    """Three textured rooms and a pillar."""
    p = PARTITION_M
    rooms = [
        Room((0.0, 4.2), (0.0, 3.8), 2.50),
        Room((4.2 + p, 8.0 + p), (-0.4, 3.3), 2.70),
        Room((8.0 + 2 * p, 12.4 + p), (0.3, 4.4), 2.40),
    ]
    scene = _furnished(rooms, rng)
    scene.rounds.append(Pillar(np.array([*(rooms[2].center + rooms[2].half * 0.72), 0.0]), 0.14, 2.40, (200, 188, 170)))
    return scene


def bare(rng: np.random.Generator) -> Scene:
    """Two rooms; at least 30 % of their walls are one plain colour."""
    rooms = [
        Room((0.0, 4.6), (0.0, 4.0), 2.60, bare=("-x", "-y")),
        Room((4.6 + PARTITION_M, 8.6), (0.3, 3.7), 2.45, bare=("-x",)),
    ]
    return _furnished(rooms, rng)


def mirror(rng: np.random.Generator) -> Scene:
    """Two textured rooms with a large mirror in one."""
    rooms = [
        Room((0.0, 4.0), (0.0, 4.2), 2.55),
        Room((4.0 + PARTITION_M, 8.4), (0.4, 3.9), 2.75),
    ]
    scene = _furnished(rooms, rng)
    # A millimetre before the wall and of the wall's plane, as a mirror that is glued to it.
    glass = wall("room 1 wall -x", (0.001, 1.2), (0.001, 2.9), (0.9, 2.1), plain((250, 250, 250)))
    scene.quads.append(Quad(glass.center, glass.half_u, glass.half_v, glass.image, glass.plane, is_mirror=True))
    return scene


SCENES: dict[str, Callable[[np.random.Generator], Scene]] = {"apartment": apartment, "bare": bare, "mirror": mirror}


def cameras(rooms: list[Room], count: int, width: int, height: int, rng: np.random.Generator) -> list[View]:
    """Views from a walk around the middle of each room, across it, up and down in turn."""
    views = []
    for room, share in zip(rooms, np.array_split(np.arange(count), len(rooms)), strict=True):
        for step in range(len(share)):
            angle = 2 * np.pi * (step + rng.uniform(-0.2, 0.2)) / len(share)
            around = np.array([np.cos(angle), np.sin(angle)])
            eye = np.array([*(room.center + 0.52 * room.half * around), rng.uniform(*CAMERA_Z_M)])
            turn = rng.uniform(-0.5, 0.5)
            across = -np.array([np.cos(angle + turn), np.sin(angle + turn)])
            pitch = np.radians((-24, 6, -10, 20)[step % 4] + rng.uniform(-3, 3))
            forward = np.array([*(across * np.cos(pitch)), np.sin(pitch)])
            right = np.cross(forward, (0.0, 0.0, 1.0))
            right /= np.linalg.norm(right)
            c2w = np.eye(4)
            c2w[:3, :3] = np.stack([right, np.cross(right, forward), -forward], -1)
            c2w[:3, 3] = eye
            views.append(View(c2w, width, height, width / 2 / np.tan(np.radians(FIELD_OF_VIEW_DEG / 2))))
    return views
