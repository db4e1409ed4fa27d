"""What stands on the table of the bundled capture: vase, mug, blocks, fruit, brass, papers.

World frame: z up, metres, the origin in the middle of the table's top face.
"""

from __future__ import annotations

import numpy as np

from . import patterns, prints
from .meshes import FACE_AXES, ball, box, disc, leaf, merged, placed, polygon, rectangle, revolved, smooth_curve, tube
from .patterns import atlas
from .scene import Item, Material
from .table import CLOTH_M, books, runner, table


def vase(rng: np.random.Generator) -> list[Item]:
    """A blue and white vase with eucalyptus and billy buttons."""
    at = placed(0.02, 0.12, CLOTH_M)
    outside = smooth_curve(
        [
            (0.040, 0.250),
            (0.034, 0.240),
            (0.030, 0.222),
            (0.034, 0.200),
            (0.058, 0.168),
            (0.080, 0.125),
            (0.084, 0.095),
            (0.070, 0.050),
            (0.050, 0.020),
            (0.048, 0.006),
            (0.050, 0.0),
        ],
        110,
    )
    inside = smooth_curve([(0.026, 0.200), (0.0265, 0.222), (0.031, 0.240), (0.037, 0.2505), (0.040, 0.250)], 30)
    glaze = Material(patterns.painted_vase((1000, 1400), rng), 0.06)
    items = [
        Item(revolved(outside, 160).moved(at), glaze),
        Item(revolved(inside, 96).moved(at), Material((0.80, 0.82, 0.80), 0.06)),
    ]
    stems, leaves, buttons, dark_leaves = [], [], [], []
    for k in range(8):
        angle = 2 * np.pi * (k + rng.uniform(-0.25, 0.25)) / 8
        out, top = rng.uniform(0.10, 0.19), rng.uniform(0.40, 0.50)
        c, s = np.cos(angle), np.sin(angle)
        path = smooth_curve(
            [
                (0.014 * c, 0.014 * s, 0.10),
                (0.016 * c, 0.016 * s, 0.24),
                (0.45 * out * c, 0.45 * out * s, 0.5 * (0.24 + top) + 0.02),
                (out * c, out * s, top),
            ],
            40,
        )
        if k % 8 in (1, 4, 6):
            straight = smooth_curve(
                [
                    (0.010 * c, 0.010 * s, 0.10),
                    (0.012 * c, 0.012 * s, 0.25),
                    (0.5 * out * c, 0.5 * out * s, top + 0.02),
                ],
                24,
            )
            stems.append(tube(straight, 0.0016, 8))
            buttons.append(ball(0.017, 0.94, 32).moved(placed(*straight[-1])))
            continue
        stems.append(tube(path, np.linspace(0.0024, 0.0010, 40), 8))
        heading = np.degrees(angle)
        for j in range(15, 40, 2):
            size = 0.046 * (1.15 - 0.55 * (j - 15) / 25) * rng.uniform(0.9, 1.1)
            for side in (0, 180):
                yaw = heading + side + 90 * (j // 2 % 2) + rng.uniform(-18, 18)
                blade = leaf(size, size * 0.86, 0.2 * size * rng.uniform(0.4, 1.6), 0.12 * size)
                turned = placed(*path[j], yaw=yaw, pitch=rng.uniform(-38, 2), roll=rng.uniform(-16, 16))
                (leaves if rng.uniform() < 0.6 else dark_leaves).append(blade.moved(turned))
        leaves.append(leaf(0.03, 0.02, 0.004, 0.003).moved(placed(*path[-1], yaw=heading, pitch=-50)))
    skin, pores = patterns.fruit_skin((160, 160), rng, (238, 186, 44), (224, 160, 30))
    items += [
        Item(merged(stems).moved(at), Material((0.16, 0.20, 0.09))),
        Item(
            merged(leaves).moved(at),
            Material(patterns.leaf_blade((96, 128), rng, (122, 148, 122), (168, 186, 158)), 0.4),
        ),
        Item(
            merged(dark_leaves).moved(at),
            Material(patterns.leaf_blade((96, 128), rng, (92, 122, 96), (148, 170, 140)), 0.4),
        ),
        Item(merged(buttons).moved(at), Material(skin, None, height=pores, height_m=0.0012)),
    ]
    return items


def mug(rng: np.random.Generator) -> list[Item]:
    """A stoneware mug of coffee on a square of terrazzo."""
    at = placed(0.12, -0.315, 0.0, 32)
    wall = smooth_curve(
        [
            (0.0395, 0.095),
            (0.0415, 0.0965),
            (0.0435, 0.095),
            (0.0435, 0.080),
            (0.044, 0.04),
            (0.042, 0.012),
            (0.036, 0.002),
            (0.0, 0.0),
        ],
        90,
    )
    inner = np.array([(0.0390, 0.060), (0.0392, 0.080), (0.0395, 0.095)])
    handle = smooth_curve(
        [
            (0.041, 0, 0.078),
            (0.060, 0, 0.082),
            (0.074, 0, 0.066),
            (0.072, 0, 0.042),
            (0.058, 0, 0.026),
            (0.041, 0, 0.024),
        ],
        40,
    )
    glaze = patterns.speckled((400, 900), rng, (232, 222, 202), (120, 66, 48), 0.62)
    plain = patterns.speckled((64, 64), rng, (232, 222, 202), (232, 222, 202), 2.0)
    slab = box((0.115, 0.115, 0.012), 0.0012, "coaster")
    stand = at @ placed(z=0.012)
    return [
        Item(slab.moved(at), Material(patterns.terrazzo((512, 512), rng, 900), 0.12)),
        Item(revolved(wall, 128).moved(stand), Material(glaze, 0.10)),
        Item(revolved(inner, 96).moved(stand), Material(plain, 0.10)),
        Item(tube(handle, 0.0062, 24).moved(stand), Material(plain, 0.10)),
        Item(disc(0.0392, 0.078, "coffee", 96).moved(stand), Material((0.022, 0.010, 0.005), 0.04)),
    ]


def blocks(rng: np.random.Generator) -> list[Item]:
    """Six wooden blocks with painted letters and signs, two of them on top of others."""
    size = 0.046
    red, blue, green, yellow, violet = (186, 54, 44), (44, 88, 140), (62, 120, 78), (222, 160, 40), (112, 72, 120)
    layout = [  # x, y, level, yaw, symbols
        (-0.105, -0.262, 0, 12, "NR*o^A"),
        (-0.050, -0.285, 0, -8, "Eo^KSM"),
        (-0.160, -0.238, 0, 31, "R^NT*C"),
        (-0.080, -0.272, 1, 24, "*OGVUR"),
        (0.005, -0.230, 0, 48, "oL^PH*"),
        (-0.135, -0.340, 0, -25, "^XAo*8"),
    ]
    items = []
    for index, (x, y, level, yaw, symbols) in enumerate(layout):
        tints = [red, blue, green, yellow, violet, red]
        faces = []
        for k, symbol in enumerate(symbols):
            grain = patterns.wood((160, 160), rng, (228, 192, 142), (192, 148, 98), ring=16)
            faces.append(prints.block_face(symbol, tints[(k + index) % 6], grain, rng))
        image, rects = atlas(faces)
        cube = box((size, size, size), 0.002, f"block {index + 1}", dict(zip(FACE_AXES, rects, strict=True)))
        at = placed(x, y, (CLOTH_M if y > -0.2 else 0.0) + level * (size + 0.0001), yaw)
        items.append(Item(cube.moved(at), Material(image, 0.35)))
    return items


def fruit(rng: np.random.Generator) -> list[Item]:
    """A stoneware bowl of oranges and lemons, and one lemon beside it."""
    at = placed(0.31, 0.03, CLOTH_M)
    outer = smooth_curve(
        [
            (0.126, 0.068),
            (0.128, 0.071),
            (0.1265, 0.066),
            (0.112, 0.042),
            (0.080, 0.018),
            (0.052, 0.010),
            (0.046, 0.0),
            (0.0, 0.0),
        ],
        80,
    )
    inner = smooth_curve(
        [(0.0, 0.016), (0.05, 0.018), (0.082, 0.028), (0.108, 0.048), (0.123, 0.067), (0.126, 0.070), (0.128, 0.071)],
        60,
    )
    outside = patterns.speckled((300, 1200), rng, (66, 112, 116), (196, 178, 150), 0.55)
    inside = patterns.speckled((300, 1200), rng, (206, 218, 206), (206, 218, 206), 2.0)
    orange, orange_pores = patterns.fruit_skin((400, 800), rng, (250, 170, 70), (244, 146, 46))
    lemon, lemon_pores = patterns.fruit_skin((400, 800), rng, (246, 212, 66), (236, 192, 44))
    oranges, lemons = [], []
    for x, y, z, yaw, roll in (
        (-0.052, 0.030, 0.058, 10, 20),
        (0.040, 0.052, 0.056, 70, -35),
        (0.002, -0.012, 0.108, 120, 15),
    ):
        oranges.append(ball(0.039, 0.94).moved(at @ placed(x, y, z, yaw, 0, roll)))
    lobe = smooth_curve(
        [
            (0.0, 0.044),
            (0.006, 0.042),
            (0.010, 0.036),
            (0.022, 0.026),
            (0.0285, 0.0),
            (0.022, -0.026),
            (0.009, -0.037),
            (0.0, -0.039),
        ],
        60,
    )
    for matrix in (
        at @ placed(0.050, -0.040, 0.050, 25, 82),
        at @ placed(-0.030, -0.058, 0.052, -60, 78),
        placed(0.245, -0.175, CLOTH_M + 0.0285, 200, 90),
        placed(0.325, -0.185, CLOTH_M + 0.0285, 80, 90),
    ):
        lemons.append(revolved(lobe, 64).moved(matrix))
    return [
        Item(revolved(outer, 128).moved(at), Material(outside, 0.12)),
        Item(revolved(inner, 128).moved(at), Material(inside, 0.08)),
        Item(merged(oranges), Material(orange, 0.22, height=orange_pores, height_m=0.0009)),
        Item(merged(lemons), Material(lemon, 0.22, height=lemon_pores, height_m=0.0009)),
    ]


def brass(rng: np.random.Generator) -> list[Item]:
    """A brushed brass sphere on a turned ring, on the books; a candlestick with an ivory candle."""
    metal = Material((0.80, 0.56, 0.24), 0.16, metal=True)
    on_books = placed(-0.30, 0.09, 0.1128)
    ring = smooth_curve(
        [(0.016, 0.010), (0.021, 0.014), (0.026, 0.010), (0.028, 0.004), (0.030, 0.0), (0.014, 0.0), (0.016, 0.010)], 40
    )
    stick = smooth_curve(
        [
            (0.0, 0.150),
            (0.017, 0.150),
            (0.019, 0.146),
            (0.013, 0.138),
            (0.009, 0.128),
            (0.0075, 0.112),
            (0.013, 0.100),
            (0.008, 0.088),
            (0.0065, 0.062),
            (0.010, 0.034),
            (0.017, 0.026),
            (0.034, 0.016),
            (0.046, 0.008),
            (0.048, 0.003),
            (0.047, 0.0),
        ],
        120,
    )
    candle = np.array([(0.0, 0.330), (0.003, 0.330), (0.0085, 0.326), (0.0102, 0.318), (0.0105, 0.150)])
    candle = np.concatenate([candle[:4], np.stack([np.full(30, 0.0105), np.linspace(0.312, 0.150, 30)], -1)])
    wick = tube(smooth_curve([(0, 0, 0.328), (0.0005, 0, 0.335), (0.002, 0.0005, 0.342)], 8), 0.0008, 8)
    at = placed(-0.13, 0.335, 0.0)
    dark = patterns.wood((80, 400), rng, (120, 74, 44), (74, 42, 26))
    return [
        Item(ball(0.040, 1.0, 128).moved(on_books @ placed(z=0.046)), metal),
        Item(revolved(ring, 64).moved(on_books), Material(dark, 0.25)),
        Item(revolved(stick, 96).moved(at), metal),
        Item(revolved(candle, 48).moved(at), Material((0.80, 0.72, 0.54), 0.3)),
        Item(wick.moved(at), Material((0.03, 0.03, 0.03))),
    ]


def papers(rng: np.random.Generator) -> list[Item]:
    """A postcard, a pencil, and a small picture on a stand that leans back."""
    card = box((0.148, 0.105, 0.0006), 0.0, "postcard", named=("+z",)).moved(placed(0.335, -0.275, 0.0, 38))
    radius = 0.0037
    corners = [(np.cos(a), np.sin(a)) for a in np.radians(np.arange(6) * 60 + 30)]
    sides, tip = [], []
    for k in range(6):
        (y0, z0), (y1, z1) = corners[k], corners[(k + 1) % 6]
        a, b = np.array([0, y0, z0]) * radius, np.array([0, y1, z1]) * radius
        reach = np.array([0.150, 0, 0])
        sides.append(polygon(np.stack([a, a + reach, b + reach, b])[::-1], np.zeros((4, 2))))
        tip.append(
            polygon(
                np.stack([a + reach, np.array([0.172, 0, 0]), b + reach])[::-1], np.array([[0, 0], [1, 0.5], [0, 1]])
            )
        )
    pencil = placed(0.265, -0.335, radius * np.cos(np.radians(30)) + 0.0002, 62)
    wood = patterns.wood((32, 64), rng, (226, 190, 140), (196, 150, 100), ring=10)
    wood[:, 52:] = (44, 44, 48)  # the lead

    lean = placed(0.10, 0.405, 0.0016, 18) @ placed(roll=-14) @ placed(yaw=180)
    frame = Material(patterns.wood((100, 500), rng, (128, 84, 50), (80, 48, 28)), 0.22)
    width, height, bar = 0.120, 0.150, 0.013
    rails = [
        box((width, 0.012, bar), 0.0012, "stand frame", named=("-y",)),
        box((width, 0.012, bar), 0.0012, "stand frame", named=("-y",)).moved(placed(z=height - bar)),
        box((bar, 0.012, height - 2 * bar), 0.0012, "stand frame", named=("-y",)).moved(
            placed((bar - width) / 2, 0, bar)
        ),
        box((bar, 0.012, height - 2 * bar), 0.0012, "stand frame", named=("-y",)).moved(
            placed((width - bar) / 2, 0, bar)
        ),
        box((width - 0.004, 0.003, height - 0.004), 0.0, "stand back", named=("+y",)).moved(placed(0, 0.0055, 0.002)),
        box((0.03, 0.002, 0.128), 0.0005).moved(placed(0, 0.056, -0.0145, roll=20)),
    ]
    picture = rectangle(
        (0, -0.003, height / 2), (width / 2 - bar, 0, 0), (0, 0, height / 2 - bar), name="stand picture"
    )
    return [
        Item(card, Material(prints.postcard(rng), 0.3)),
        Item(merged(sides).moved(pencil), Material((0.60, 0.13, 0.05), 0.2)),
        Item(merged(tip).moved(pencil), Material(wood, None)),
        Item(merged(rails).moved(lean), frame),
        Item(picture.moved(lean), Material(prints.mosaic(rng), 0.15)),
    ]


def build(rng: np.random.Generator) -> list[Item]:
    """Returns the table and everything on it."""
    parts = (table, runner, books, vase, mug, blocks, fruit, brass, papers)
    return [item for part in parts for item in part(rng)]
