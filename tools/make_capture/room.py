"""The room of the bundled capture: floor, walls, pictures, window, furniture and the lights.

World frame: z up, metres, the floor at FLOOR_Z, the table in the middle. Things on a wall are built facing -y and
then turned by the yaw of that wall.
"""

from __future__ import annotations

import numpy as np

from . import patterns, prints
from .meshes import Mesh, ball, box, disc, leaf, merged, placed, rectangle, revolved, sheet, smooth_curve, tube
from .patterns import atlas
from .scene import Item, Light, Material

FLOOR_Z = -0.74
CEILING_Z = 1.86
HALF_X, HALF_Y = 2.25, 2.05
WINDOW_HALF = 0.80
WINDOW_Z = (0.02, 1.62)
YAW = {"window": 0, "brick": -90, "blue": 180, "paper": 90}  # the walls at +y, +x, -y, -x


def wall(name: str, along: float = 0.0, z: float = 0.0, off: float = 0.0) -> np.ndarray:
    """Returns the transform [4, 4] onto a wall: `along` it to the right, `z` up, `off` it into the room (metres)."""
    distance = HALF_Y if name in ("window", "blue") else HALF_X
    return placed(yaw=YAW[name]) @ placed(along, distance - off, z)


def shell(rng: np.random.Generator) -> list[Item]:
    """Floor, rug, ceiling, skirting and four different walls; the window pierces one of them."""
    tiles = patterns.cement_tiles(22, 110, rng)
    brick, relief = patterns.bricks((1248, 1920), (39, 120), rng)
    paper = patterns.wallpaper((1248, 1968), 80, rng, (190, 202, 182), (100, 128, 98), (226, 206, 158))
    blue = patterns.flat((900, 1500), (66, 96, 110), rng, 3.5)
    cream = patterns.flat((900, 1500), (222, 208, 182), rng, 3.0)
    mid, half = (FLOOR_Z + CEILING_Z) / 2, (CEILING_Z - FLOOR_Z) / 2

    def pier(x0: float, x1: float, z0: float, z1: float) -> Mesh:
        rect = (
            0.5 + x0 / (2 * HALF_X),
            (CEILING_Z - z1) / (2 * half),
            0.5 + x1 / (2 * HALF_X),
            (CEILING_Z - z0) / (2 * half),
        )
        return rectangle(
            ((x0 + x1) / 2, 0, (z0 + z1) / 2), ((x1 - x0) / 2, 0, 0), (0, 0, (z1 - z0) / 2), rect, "window wall"
        )

    def whole(name: str, half_width: float) -> Mesh:
        return rectangle((0, 0, mid), (half_width, 0, 0), (0, 0, half), name=f"{name} wall").moved(wall(name))

    w, (low, high) = WINDOW_HALF, WINDOW_Z
    # The piece behind the panes only closes the room.
    piers = [
        pier(-HALF_X, -w, FLOOR_Z, CEILING_Z),
        pier(w, HALF_X, FLOOR_Z, CEILING_Z),
        pier(-w, w, FLOOR_Z, low),
        pier(-w, w, high, CEILING_Z),
    ]
    skirting = [
        box(
            (2 * (HALF_Y if name in ("brick", "paper") else HALF_X), 0.016, 0.095),
            0.003,
            f"{name} skirting",
            named=("-y",),
        ).moved(wall(name, 0, FLOOR_Z, 0.008))
        for name in YAW
    ]
    ceiling = rectangle((0, 0, CEILING_Z), (HALF_X, 0, 0), (0, -HALF_Y, 0), name="ceiling")
    return [
        Item(rectangle((0, 0, FLOOR_Z), (HALF_X, 0, 0), (0, HALF_X, 0), name="floor"), Material(tiles, 0.28)),
        Item(disc(1.15, FLOOR_Z + 0.008, "rug"), Material(patterns.rug(1600, rng))),
        Item(ceiling, Material((0.80, 0.79, 0.76))),
        Item(merged(piers).moved(wall("window")), Material(cream)),
        Item(whole("brick", HALF_Y), Material(brick, None, height=relief, height_m=0.004)),
        Item(whole("blue", HALF_X), Material(blue)),
        Item(whole("paper", HALF_Y), Material(paper)),
        Item(merged(skirting), Material((0.72, 0.70, 0.64), 0.3)),
    ]


def window(rng: np.random.Generator) -> list[Item]:
    """The window's glazing bars, a sill and two linen curtains.

    The panes lie flush with the wall: a niche would be lit from so near that the few paths which find it would speckle
    the whole room.
    """
    w, (low, high) = WINDOW_HALF, WINDOW_Z
    bars = [
        box((0.045, 0.05, high - low), 0.004, "window bars", named=("-y",)).moved(placed(x, 0, low))
        for x in (-w + 0.01, -w / 3, w / 3, w - 0.01)
    ]
    bars += [box((2 * w, 0.048, 0.040), 0.004).moved(placed(0, 0, z)) for z in (low, low + 0.52, low + 1.04)]
    bars.append(
        box((2 * w + 0.12, 0.24, 0.028), 0.005, "window sill", named=("+z", "-y")).moved(placed(0, 0.0, low - 0.03))
    )
    white = Material((0.78, 0.77, 0.73), 0.25)
    linen = patterns.flat((600, 300), (216, 200, 170), rng, 5.0)
    hangings = []
    for side in (-1, 1):
        t, z = np.meshgrid(np.linspace(0, 1, 160), np.linspace(1.70, FLOOR_Z + 0.02, 40), indexing="xy")
        x = side * (0.76 + 0.36 * t) + 0.006 * np.sin(9 * t + 2 * z)
        y = -0.075 + 0.032 * np.sin(2 * np.pi * 6.5 * t + 0.35 * np.sin(1.7 * z)) * (0.8 + 0.2 * np.sin(2 * z))
        grid = np.stack([x, y, z], -1)
        hangings.append(sheet(grid if side > 0 else grid[:, ::-1]))
    at = wall("window")
    return [
        Item(merged(bars).moved(at), white),
        Item(merged(hangings).moved(at), Material(linen)),
    ]


def radiator(rng: np.random.Generator) -> list[Item]:
    """A cast-iron radiator below the window."""
    at = wall("window", 0.0, FLOOR_Z, 0.10)
    columns = [box((0.042, 0.10, 0.52), 0.018).moved(placed(0.058 * k, 0, 0.09)) for k in range(-9, 10)]
    pipes = [tube(np.array([(-0.56, 0, z), (0.0, 0, z), (0.62, 0, z)]), 0.017, 16) for z in (0.15, 0.55)]
    valve = tube(np.array([(0.62, 0, 0.15), (0.62, 0, 0.08), (0.62, 0, 0.0)]), 0.013, 16)
    return [
        Item(
            merged([*columns, *pipes, valve]).moved(at),
            Material(patterns.flat((64, 64), (226, 220, 206), rng, 2.0), 0.25),
        )
    ]


def picture(
    name: str, at: np.ndarray, image: np.ndarray, width: float, bar: float, frame: Material, mat: float
) -> list[Item]:
    """Returns a framed picture centred at `at`; `mat` is the width of the pale card around the print (metres)."""
    height = width * image.shape[0] / image.shape[1]
    inner_w, inner_h = width + 2 * mat, height + 2 * mat
    outer_w, deep = inner_w + 2 * bar, 0.024
    up, aside = (inner_h + bar) / 2, (inner_w + bar) / 2
    rails = [
        box((outer_w, deep, bar), 0.003, f"{name} frame", named=("-y",)).moved(placed(0, -deep / 2, z - bar / 2))
        for z in (-up, up)
    ]
    rails += [
        box((bar, deep, inner_h), 0.003, f"{name} frame", named=("-y",)).moved(placed(x, -deep / 2, -inner_h / 2))
        for x in (-aside, aside)
    ]
    items = [Item(merged(rails).moved(at), frame)]
    if mat:
        card = rectangle((0, -0.008, 0), (inner_w / 2, 0, 0), (0, 0, inner_h / 2), name=f"{name} mat")
        items.append(Item(card.moved(at), Material((0.76, 0.74, 0.68))))
    art = rectangle((0, -0.010, 0), (width / 2, 0, 0), (0, 0, height / 2), name=f"{name} picture")
    items.append(Item(art.moved(at), Material(image, 0.25)))
    return items


def pictures(rng: np.random.Generator) -> list[Item]:
    """Framed prints on three walls, hung low enough for the cameras."""
    oak = Material(patterns.wood((64, 512), rng, (196, 148, 96), (140, 92, 54)), 0.25)
    black = Material((0.025, 0.025, 0.028), 0.2)
    gold = Material((0.72, 0.50, 0.22), 0.28, metal=True)
    hung = [  # wall, along, z, image, width, bar, frame, mat
        ("brick", -1.05, 0.16, prints.poster(rng), 0.46, 0.022, black, 0.0),
        ("brick", -0.10, 0.22, prints.hills(rng), 0.66, 0.040, oak, 0.045),
        ("brick", 0.95, 0.16, prints.botanical(rng), 0.42, 0.024, black, 0.05),
        (
            "window",
            -1.62,
            0.30,
            prints.cover("circles", "DOTS", "no. 4", (236, 226, 204), (196, 82, 60), (60, 92, 104), rng),
            0.40,
            0.022,
            oak,
            0.0,
        ),
        ("blue", 0.10, 0.50, prints.sea(rng), 0.74, 0.045, gold, 0.0),
        ("blue", 1.05, 0.42, prints.abstract(rng), 0.36, 0.024, oak, 0.04),
        ("blue", -0.85, 0.44, prints.botanical(rng), 0.30, 0.022, black, 0.04),
        ("paper", -0.80, 0.20, prints.abstract(rng), 0.50, 0.030, black, 0.05),
        ("paper", 0.55, 0.22, prints.mosaic(rng), 0.52, 0.030, oak, 0.05),
    ]
    items = []
    for index, (side, along, z, image, width, bar, frame, mat) in enumerate(hung):
        items += picture(f"print {index + 1}", wall(side, along, z), image, width, bar, frame, mat)
    return items


def sideboard(rng: np.random.Generator) -> list[Item]:
    """A walnut sideboard below the blue wall's pictures, with books, a jar and a lamp foot on top."""
    light, dark = (158, 104, 66), (86, 50, 30)
    body_wood = patterns.wood((300, 1400), rng, light, dark)
    at = wall("blue", 0.10, FLOOR_Z, 0.235)
    width, deep, tall = 1.50, 0.42, 0.50
    body = box((width, deep, tall), 0.004, "sideboard", named=("-y", "+x", "-x", "+z")).moved(placed(z=0.16))
    fronts = [
        box((width / 3 - 0.02, 0.014, tall / 2 - 0.02), 0.003, f"drawer {3 * row + column + 1}", named=("-y",)).moved(
            placed((column - 1) * width / 3, -deep / 2 - 0.007, 0.17 + row * tall / 2)
        )
        for row in range(2)
        for column in range(3)
    ]
    knobs = [
        ball(0.014, 1.0, 24).moved(
            placed((column - 1) * width / 3, -deep / 2 - 0.026, 0.16 + tall / 4 + row * tall / 2)
        )
        for row in range(2)
        for column in range(3)
    ]
    legs = [
        tube(np.array([(x, y, 0.17), (x * 1.03, y * 1.1, 0.0)]), np.array([0.020, 0.012]), 16)
        for x in (-0.66, 0.66)
        for y in (-0.15, 0.15)
    ]
    items = [
        Item(merged([body, *legs]).moved(at), Material(body_wood, 0.25)),
        Item(merged(fronts).moved(at), Material(patterns.wood((220, 500), rng, light, dark), 0.22)),
        Item(merged(knobs).moved(at), Material((0.80, 0.56, 0.24), 0.2, metal=True)),
    ]
    top = at @ placed(z=0.16 + tall)
    x = -0.66
    tints = [
        (150, 52, 44),
        (36, 62, 96),
        (212, 170, 84),
        (60, 96, 82),
        (226, 214, 188),
        (92, 56, 76),
        (190, 104, 60),
        (48, 52, 60),
    ]
    titles = ["ATLAS", "OPTICS II", "ROOMS", "PIGMENT", "STILL LIFE", "A GRAIN OF LIGHT", "CLAY", "NORTH"]
    for tint, title in zip(tints, titles, strict=True):
        thick, high = rng.uniform(0.022, 0.042), rng.uniform(0.19, 0.25)
        ink = (240, 230, 206) if sum(tint) < 420 else (50, 46, 50)
        spine = prints.spine(title, "", tint, ink, ink, rng).transpose(1, 0, 2)[:, ::-1]
        image, (spine_rect, plain_rect) = atlas([spine, patterns.flat((spine.shape[0], 40), tint, rng)])
        rects = {"-y": spine_rect, "+x": plain_rect, "-x": plain_rect, "+z": plain_rect}
        name = f"shelf book {title.lower()}"
        items.append(
            Item(
                box((thick, 0.16, high), 0.002, name, rects, ("-y",)).moved(top @ placed(x + thick / 2, 0.0, 0)),
                Material(image, 0.3),
            )
        )
        x += thick + 0.001
    jar = smooth_curve(
        [(0.03, 0.24), (0.045, 0.235), (0.042, 0.22), (0.085, 0.16), (0.10, 0.10), (0.075, 0.02), (0.06, 0.0)], 60
    )
    bowl = smooth_curve(
        [(0.0, 0.04), (0.09, 0.055), (0.115, 0.085), (0.118, 0.085), (0.095, 0.04), (0.04, 0.012), (0.04, 0.0)], 50
    )
    items.append(
        Item(
            revolved(jar, 96).moved(top @ placed(0.10, 0.02, 0)),
            Material(patterns.speckled((300, 700), rng, (196, 120, 74), (72, 82, 80), 0.45), 0.12),
        )
    )
    items.append(
        Item(
            revolved(bowl, 96).moved(top @ placed(0.46, -0.02, 0)),
            Material(patterns.painted_vase((300, 900), rng), 0.10),
        )
    )
    return items


def floor_plant(rng: np.random.Generator) -> list[Item]:
    """A rubber plant in a terracotta pot, in the corner of the brick and the blue wall."""
    at = placed(1.72, -1.55, FLOOR_Z)
    pot = smooth_curve(
        [(0.15, 0.28), (0.165, 0.33), (0.175, 0.33), (0.172, 0.27), (0.15, 0.25), (0.115, 0.02), (0.11, 0.0)], 50
    )
    clay = patterns.flat((300, 600), (184, 104, 72), rng, 7.0)
    stems, blades = [], []
    for k in range(4):
        angle = 2 * np.pi * (k + 0.3) / 4
        c, s = np.cos(angle), np.sin(angle)
        out, top = rng.uniform(0.12, 0.26), rng.uniform(1.0, 1.35)
        path = smooth_curve(
            [(0.03 * c, 0.03 * s, 0.28), (0.5 * out * c, 0.5 * out * s, 0.7), (out * c, out * s, top)], 36
        )
        stems.append(tube(path, np.linspace(0.010, 0.005, 36), 10))
        for j in range(8, 36, 3):
            size = rng.uniform(0.17, 0.25)
            yaw = np.degrees(angle) + 137.5 * j + rng.uniform(-15, 15)
            blades.append(
                leaf(size, 0.46 * size, 0.3 * size, 0.05 * size, 1.2).moved(
                    placed(*path[j], yaw=yaw, pitch=rng.uniform(-45, -5), roll=rng.uniform(-12, 12))
                )
            )
    return [
        Item(revolved(pot, 96).moved(at), Material(clay)),
        Item(disc(0.152, 0.285, "", 64).moved(at), Material((0.05, 0.035, 0.025))),
        Item(merged(stems).moved(at), Material((0.10, 0.09, 0.05))),
        Item(
            merged(blades).moved(at), Material(patterns.leaf_blade((128, 224), rng, (44, 92, 50), (128, 160, 96)), 0.18)
        ),
    ]


def stool(rng: np.random.Generator) -> list[Item]:
    """A three-legged stool by the wallpaper."""
    at = placed(-1.72, 1.15, FLOOR_Z)
    wood = Material(patterns.wood((400, 400), rng, (206, 158, 104), (150, 100, 60), plank=134), 0.3)
    rim = np.array([(0.172, 0.0), (0.178, -0.004), (0.180, -0.012), (0.176, -0.030), (0.0, -0.031)]) + (0, 0.46)
    legs = [
        tube(
            np.array([(0.10 * np.cos(a), 0.10 * np.sin(a), 0.44), (0.19 * np.cos(a), 0.19 * np.sin(a), 0.0)]),
            np.array([0.019, 0.014]),
            16,
        )
        for a in np.radians([20, 140, 260])
    ]
    return [
        Item(disc(0.172, 0.46, "stool", 96).moved(at), wood),
        Item(merged([revolved(rim, 96), *legs]).moved(at), wood),
    ]


def lights(rng: np.random.Generator) -> list[Light]:
    """Daylight through the window and from a wide panel at the ceiling, which no camera sees directly."""
    low, high = WINDOW_Z
    panes = rectangle((0, -0.005, (low + high) / 2), (WINDOW_HALF, 0, 0), (0, 0, (high - low) / 2), name="window panes")
    panel = rectangle((0, 0.1, CEILING_Z - 0.01), (1.1, 0, 0), (0, -0.8, 0), name="ceiling light")
    return [
        Light(panes.moved(wall("window")), (15.0, 15.4, 16.0), prints.garden(rng)),
        Light(panel, (2.1, 2.0, 1.85)),
    ]


def build(rng: np.random.Generator) -> list[Item]:
    """Returns everything in the room except the table and the lights."""
    parts = (shell, window, radiator, pictures, sideboard, floor_plant, stool)
    return [item for part in parts for item in part(rng)]
