"""Procedural surfaces for the bundled capture: wood, tiles, brick, cloth, glaze, paper, fruit.

Every function returns an sRGB image [H, W, 3] uint8 (or a height map [H, W] float32 in [0, 1]) and draws all its
randomness from the generator that it is given.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from .meshes import Rect

Rgb = tuple[int, int, int]


def atlas(images: list[np.ndarray]) -> tuple[np.ndarray, list[Rect]]:
    """Sets images of one height side by side; returns the strip and the texture rectangle of each."""
    widths = np.cumsum([0, *[image.shape[1] for image in images]])
    half = 0.5 / widths[-1]  # half a texel inwards, so that filtering does not reach the neighbour
    rects = [(a / widths[-1] + half, 0.0, b / widths[-1] - half, 1.0) for a, b in pairwise(widths)]
    return np.concatenate(images, axis=1), rects


def noise(
    shape: tuple[int, int], rng: np.random.Generator, scale: tuple[float, float], power: float = 1.5
) -> np.ndarray:
    """Returns tileable noise [H, W] of mean 0 and deviation 1, with features of `scale` (rows, columns) pixels."""
    fy = np.fft.fftfreq(shape[0])[:, None] * scale[0]
    fx = np.fft.rfftfreq(shape[1])[None, :] * scale[1]
    spectrum = np.fft.rfft2(rng.standard_normal(shape)) / (1 + fy**2 + fx**2) ** power
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, shape)
    return field / field.std()


def smoothstep(low: float, high: float, x: np.ndarray) -> np.ndarray:
    """Returns the cubic step from 0 at `low` to 1 at `high`."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def blend(a: np.ndarray | Rgb, b: np.ndarray | Rgb, t: np.ndarray) -> np.ndarray:
    """Mixes two colours (0 to 255) by t [H, W] in [0, 1]."""
    weight = t[..., None]
    return np.asarray(a, float) * (1 - weight) + np.asarray(b, float) * weight


def to_image(color: np.ndarray) -> np.ndarray:
    """Rounds a colour field (0 to 255) to uint8."""
    return np.clip(np.rint(color), 0, 255).astype(np.uint8)


def flat(shape: tuple[int, int], color: Rgb, rng: np.random.Generator, strength: float = 4.0) -> np.ndarray:
    """Returns one colour with fine and broad mottling, as paint or card has it."""
    mottle = noise(shape, rng, (3, 3), 0.8) + 0.7 * noise(shape, rng, (60, 60))
    return to_image(np.asarray(color, float) + strength * mottle[..., None])


def wood(
    shape: tuple[int, int], rng: np.random.Generator, light: Rgb, dark: Rgb, plank: int = 0, ring: float = 26.0
) -> np.ndarray:
    """Returns wood with its grain along the columns; `plank` is the plank width in pixels (0: one piece)."""
    height, width = shape
    plank = plank or height
    color = np.zeros((height, width, 3))
    for top in range(0, height, plank):
        rows = min(plank, height - top)
        size = (rows, width)
        y = np.arange(rows)[:, None] - rows * rng.uniform(0.2, 0.8)
        x = np.arange(width)[None, :] / width
        # Growth rings, cut at a slant: near the pith they draw the cathedral arches of flat-sawn boards.
        tilt = rng.uniform(0.4, 1.6) * ring * 2 * (x - rng.uniform(0, 1))
        warp = noise(size, rng, (50, 900)) * ring * 0.34 + noise(size, rng, (7, 160)) * ring * 0.05
        radius = np.hypot(y * 0.8 + warp, tilt + rng.uniform(1, 2) * ring)
        phase = (radius / ring + 0.2 * noise(size, rng, (18, 500))) % 1.0
        late = smoothstep(0.25, 0.95, phase) * (1 - smoothstep(0.95, 1.0, phase))
        fibre = noise(size, rng, (1.0, 60), 1.0)
        pores = smoothstep(1.5, 2.6, noise(size, rng, (0.8, 18), 1.0)) * (0.35 + 0.65 * late)
        tone = np.clip(0.15 + 0.6 * late + 0.09 * fibre + rng.uniform(-0.12, 0.12), 0, 1)
        board = blend(light, dark, tone) * (1 - 0.38 * pores[..., None]) * rng.uniform(0.93, 1.05)
        if plank < height:
            seam = np.minimum(np.arange(rows), rows - 1 - np.arange(rows))
            board *= (0.45 + 0.55 * smoothstep(-0.5, 2.2, seam.astype(float)))[:, None, None]
        color[top : top + rows] = board
    return to_image(color)


def cement_tiles(cells: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """Returns a floor of cells x cells patterned cement tiles, each `size` pixels wide; four make one rosette."""
    y, x = np.mgrid[0:size, 0:size] / size
    edge = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
    corner = np.hypot(x, y)
    angle = np.arctan2(y, x)
    center = np.abs(x - 0.5) + np.abs(y - 0.5)
    soft = 1.5 / size

    def inside(value: np.ndarray, limit: float) -> np.ndarray:
        return smoothstep(limit + soft, limit - soft, value)

    cream, blue, rust, ink = (226, 215, 192), (87, 120, 134), (178, 98, 66), (62, 66, 72)
    tile = blend(cream, cream, np.zeros((size, size)))
    tile = blend(tile, blue, inside(np.hypot(1 - x, 1 - y), 0.62) * (1 - inside(np.hypot(1 - x, 1 - y), 0.52)))
    tile = blend(tile, rust, inside(center, 0.20))
    tile = blend(tile, cream, inside(center, 0.11))
    petals = 0.34 + 0.11 * np.abs(np.cos(4 * angle))
    tile = blend(tile, ink, inside(corner, petals))
    tile = blend(tile, cream, inside(corner, petals - 0.05))
    tile = blend(tile, rust, inside(corner, 0.21))
    tile = blend(tile, cream, inside(corner, 0.12))
    tile = blend(tile, ink, inside(np.hypot(1 - x, 1 - y), 0.30))
    tile = blend(tile, blue, inside(np.hypot(1 - x, 1 - y), 0.25))
    tile = blend(tile, cream, inside(np.hypot(1 - x, 1 - y), 0.09))
    floor = np.zeros((cells * size, cells * size, 3))
    grout = smoothstep(0.008, 0.018, edge)
    for row in range(cells):
        for column in range(cells):
            turned = tile[:: -1 if row % 2 else 1, :: -1 if column % 2 else 1]
            one = turned * rng.uniform(0.92, 1.04) + rng.normal(0, 2.5, 3)
            floor[row * size : (row + 1) * size, column * size : (column + 1) * size] = blend(
                (120, 112, 102), one, grout
            )
    wear = noise(floor.shape[:2], rng, (2, 2), 0.8) * 4 + noise(floor.shape[:2], rng, (90, 90)) * 5
    return to_image(floor + wear[..., None])


def bricks(shape: tuple[int, int], brick: tuple[int, int], rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Returns limewashed brickwork as (image, height map); `brick` is the pitch (rows, columns) in pixels."""
    height, width = shape
    wobble = noise(shape, rng, (12, 12)) * 1.1
    y = np.arange(height)[:, None] + wobble
    x = np.arange(width)[None, :] + noise(shape, rng, (12, 12)) * 1.1
    row = np.floor(y / brick[0]).astype(int)
    shifted = x + (row % 2) * brick[1] / 2
    column = np.floor(shifted / brick[1]).astype(int)
    fy, fx = y - row * brick[0], shifted - column * brick[1]
    edge = np.minimum(np.minimum(fy, brick[0] - fy), np.minimum(fx, brick[1] - fx))
    body = smoothstep(1.5, 4.5, edge)
    pick = rng.uniform(0, 1, (height // brick[0] + 3, width // brick[1] + 4))
    tone = pick[row % pick.shape[0], column % pick.shape[1]]
    grain = noise(shape, rng, (2, 2), 0.8)
    clay = blend((186, 108, 82), (148, 78, 60), tone) + 9 * grain[..., None]
    # The wash has worn off unevenly: broad patches, and more on some bricks than on others.
    worn = smoothstep(
        0.1, 1.3, 0.75 * noise(shape, rng, (45, 70)) + 0.4 * noise(shape, rng, (5, 7)) + 1.5 * (tone - 0.62)
    )
    wash = np.array([221, 211, 196]) + 5 * grain[..., None] + 5 * noise(shape, rng, (30, 30))[..., None]
    color = blend(wash, clay, worn * body)
    color = blend(np.array([196, 186, 170]) + 6 * grain[..., None], color, 0.35 + 0.65 * body)
    relief = body * (0.8 + 0.06 * grain) + 0.05 * noise(shape, rng, (8, 8))
    return to_image(color), np.clip(relief, 0, 1).astype(np.float32)


def wallpaper(
    shape: tuple[int, int], pitch: int, rng: np.random.Generator, ground: Rgb, leaf: Rgb, accent: Rgb
) -> np.ndarray:
    """Returns a wallpaper of sprigs in half drop, `pitch` pixels apart."""
    over = 2
    picture = Image.new("RGB", (shape[1] * over, shape[0] * over), ground)
    draw = ImageDraw.Draw(picture)
    step = pitch * over
    for column in range(-1, shape[1] // pitch + 2):
        for row in range(-1, shape[0] // pitch + 2):
            cx, cy = column * step, row * step + (step // 2 if column % 2 else 0)
            side = -1 if column % 2 else 1
            stem = [
                (cx + side * step * 0.10 * np.sin(t * 3), cy + step * (0.40 - 0.8 * t)) for t in np.linspace(0, 1, 14)
            ]
            draw.line(stem, fill=leaf, width=max(step // 40, 1), joint="curve")
            for k in range(2, 13, 2):
                px, py = stem[k]
                for turn in (-1, 1):
                    a = -np.pi / 2 + turn * (0.95 + 0.04 * k)
                    length = step * (0.20 - 0.008 * k)
                    tip = (px + length * np.cos(a), py + length * np.sin(a))
                    mid = (px + tip[0]) / 2, (py + tip[1]) / 2
                    off = (-np.sin(a) * length * 0.2, np.cos(a) * length * 0.2)
                    draw.polygon(
                        [(px, py), (mid[0] + off[0], mid[1] + off[1]), tip, (mid[0] - off[0], mid[1] - off[1])],
                        fill=leaf if (k // 2) % 3 else accent,
                    )
            r = step * 0.055
            px, py = stem[-1]
            draw.ellipse([px - r, py - r, px + r, py + r], fill=accent)
    image = np.asarray(picture.resize((shape[1], shape[0]), Image.Resampling.LANCZOS), float)
    grain = noise(shape, rng, (2, 2), 0.8) * 2.5 + noise(shape, rng, (120, 120)) * 3
    return to_image(image + grain[..., None])


def runner(shape: tuple[int, int], rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Returns a woven table runner as (image, height map): stripes along the rows' ends, diamonds in bands."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(float)
    linen, indigo, red, ochre = (229, 219, 198), (49, 70, 112), (168, 62, 52), (204, 150, 66)
    color = np.broadcast_to(np.array(linen, float), (height, width, 3)).copy()

    def stripe(low: float, high: float, tint: Rgb) -> None:
        across = np.minimum(y, height - 1 - y) / height
        color[(across >= low) & (across < high)] = tint

    for low, high, tint in (
        (0.035, 0.075, indigo),
        (0.085, 0.095, red),
        (0.105, 0.115, indigo),
        (0.215, 0.225, indigo),
        (0.235, 0.250, ochre),
        (0.260, 0.270, indigo),
    ):
        stripe(low, high, tint)
    pitch = height * 0.10
    across = np.minimum(y, height - 1 - y)
    # Stepped diamonds, as a loom makes them: whole threads only.
    thread = max(height // 160, 2)
    step_x, step_y = np.floor(x / thread) * thread, np.floor((across - height * 0.165) / thread) * thread
    diamond = np.abs((step_x % pitch) - pitch / 2) + np.abs(step_y)
    band = np.abs(across - height * 0.165) < height * 0.045
    color[band & (diamond < pitch * 0.40)] = red
    color[band & (diamond < pitch * 0.22)] = ochre
    middle = np.abs(y - height / 2)
    big = height * 0.22
    star = np.abs((step_x % big) - big / 2) + np.floor(middle / thread) * thread
    for limit, tint in ((0.44, indigo), (0.34, linen), (0.27, red), (0.16, linen), (0.08, ochre)):
        color[(middle < height * 0.12) & (star < big * limit)] = tint
    warp = 0.5 + 0.5 * np.cos(2 * np.pi * x / 4)
    weft = 0.5 + 0.5 * np.cos(2 * np.pi * y / 4)
    over = ((np.floor(x / 4) + np.floor(y / 4)) % 2).astype(float)
    relief = np.where(over > 0, warp, weft)
    slub = noise(shape, rng, (0.7, 40), 1.0) + noise(shape, rng, (40, 0.7), 1.0)
    color = color * (0.86 + 0.14 * relief[..., None]) + 5 * slub[..., None]
    return to_image(color), relief.astype(np.float32)


def terrazzo(shape: tuple[int, int], rng: np.random.Generator, chips: int = 700) -> np.ndarray:
    """Returns terrazzo: angular marble chips in a pale binder."""
    over = 2
    picture = Image.new("RGB", (shape[1] * over, shape[0] * over), (224, 219, 209))
    draw = ImageDraw.Draw(picture)
    tints = [(196, 120, 92), (74, 92, 98), (150, 160, 150), (238, 234, 226), (96, 72, 62), (212, 172, 120)]
    for _ in range(chips):
        cx, cy = rng.uniform(0, shape[1] * over), rng.uniform(0, shape[0] * over)
        size = over * shape[0] * 0.004 * rng.lognormal(0.9, 0.55)
        angles = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(5, 8)))
        radii = size * rng.uniform(0.6, 1.1, len(angles))
        points = [(cx + r * np.cos(a), cy + r * np.sin(a)) for a, r in zip(angles, radii, strict=True)]
        draw.polygon(points, fill=tints[rng.integers(len(tints))])
    image = np.asarray(picture.resize((shape[1], shape[0]), Image.Resampling.LANCZOS), float)
    return to_image(image + 3 * noise(shape, rng, (2, 2), 0.8)[..., None])


def rug(size: int, rng: np.random.Generator) -> np.ndarray:
    """Returns a round rug: rings of motifs in wool colours, with the texture of its knots."""
    y, x = (np.mgrid[0:size, 0:size] + 0.5) / size * 2 - 1
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    cream, navy, brick, sand, teal = (219, 205, 178), (44, 56, 84), (154, 66, 54), (196, 158, 108), (74, 112, 112)
    color = np.broadcast_to(np.array(navy, float), (size, size, 3)).copy()

    def ring(low: float, high: float, tint: Rgb) -> None:
        color[(radius >= low) & (radius < high)] = tint

    def motifs(low: float, high: float, count: int, tint: Rgb, inner: Rgb) -> None:
        middle, half = (low + high) / 2, (high - low) / 2
        turn = angle * count / (2 * np.pi)
        across = np.abs(turn - np.rint(turn)) * 2 * np.pi * middle / count / half
        shape = across + np.abs(radius - middle) / half
        color[shape < 0.9] = tint
        color[shape < 0.45] = inner

    for low, high, tint in (
        (0.955, 0.975, cream),
        (0.90, 0.93, brick),
        (0.66, 0.90, cream),
        (0.63, 0.66, teal),
        (0.60, 0.63, sand),
        (0.30, 0.60, brick),
        (0.27, 0.30, cream),
        (0.0, 0.27, teal),
    ):
        ring(low, high, tint)
    motifs(0.68, 0.88, 36, navy, sand)
    motifs(0.69, 0.77, 72, teal, cream)
    motifs(0.36, 0.54, 20, navy, cream)
    motifs(0.05, 0.24, 8, sand, brick)
    knots = noise((size, size), rng, (1.2, 1.2), 0.6) * 9 + noise((size, size), rng, (40, 40)) * 5
    return to_image(color + knots[..., None])


def page_edges(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """Returns the cut edge of a paper block: thin lines along the columns."""
    lines = noise((shape[0], 4), rng, (0.6, 4), 0.6)[:, :1]
    return to_image(np.array([232, 222, 198]) + (9 * lines + 2.5 * noise(shape, rng, (0.8, 60), 1.0))[..., None])


def painted_vase(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """Returns a blue and white glaze for a surface of revolution; rows run from the lip to the foot."""
    height, width = shape
    v, u = np.mgrid[0:height, 0:width].astype(float)
    v, u = v / height, u / width
    v, u = v + 0.0022 * noise(shape, rng, (28, 40)), u + 0.0012 * noise(shape, rng, (24, 24))
    ink = np.zeros(shape)

    def band(low: float, high: float, strength: float = 1.0) -> None:
        np.maximum(ink, strength * smoothstep(-0.003, 0.003, v - low) * smoothstep(0.003, -0.003, v - high), out=ink)

    for low, high in (
        (0.0, 0.020),
        (0.20, 0.212),
        (0.232, 0.238),
        (0.395, 0.401),
        (0.415, 0.427),
        (0.765, 0.777),
        (0.79, 0.796),
        (0.955, 1.0),
    ):
        band(low, high)
    # Lappets below the lip, a wave meander, a wide scroll of flowers, tall petals above the foot.
    lappet = np.abs((u * 14) % 1 - 0.5)
    petal = (0.19 - v) / 0.14
    np.maximum(
        ink,
        0.85
        * (
            (v > 0.05)
            & (v < 0.19)
            & (lappet < 0.42 * np.sqrt(np.clip(petal, 0, 1)))
            & (lappet > 0.42 * np.sqrt(np.clip(petal, 0, 1)) - 0.09)
        ),
        out=ink,
    )
    wave = 0.315 + 0.05 * np.sin(2 * np.pi * u * 12)
    np.maximum(ink, 0.9 * smoothstep(0.016, 0.010, np.abs(v - wave)), out=ink)
    np.maximum(ink, 0.5 * smoothstep(0.03, 0.02, np.hypot((u * 12 + 0.25) % 1 - 0.5, (v - 0.335) * 12) / 12), out=ink)
    for k in range(6):
        cu, cv = (k + 0.5) / 6, 0.60
        du, dv = (u - cu + 0.5) % 1 - 0.5, v - cv
        r, a = np.hypot(du * 2.4, dv), np.arctan2(dv, du * 2.4)
        edge = 0.085 * (0.72 + 0.28 * np.cos(8 * a))
        np.maximum(ink, 0.45 * (r < edge), out=ink)
        np.maximum(ink, smoothstep(0.010, 0.006, np.abs(r - edge)), out=ink)
        np.maximum(ink, smoothstep(0.030, 0.026, r), out=ink)
    vine = 0.60 + 0.105 * np.sin(2 * np.pi * u * 6 + np.pi / 2)
    np.maximum(ink, 0.9 * smoothstep(0.011, 0.006, np.abs(v - vine)), out=ink)
    tall = np.abs((u * 18) % 1 - 0.5)
    reach = np.sqrt(np.clip((v - 0.805) / 0.15, 0, 1)) * 0.44
    np.maximum(ink, 0.9 * ((v > 0.805) & (tall < reach) & (tall > reach - 0.1)), out=ink)
    wash = np.clip(ink * (0.86 + 0.16 * noise(shape, rng, (4, 12))), 0, 1)
    return to_image(blend((236, 238, 234), (30, 58, 132), wash) + 1.5 * noise(shape, rng, (20, 20))[..., None])


def speckled(shape: tuple[int, int], rng: np.random.Generator, top: Rgb, dip: Rgb, level: float) -> np.ndarray:
    """Returns a two-tone stoneware glaze: `top` above `level` (a fraction of the height), `dip` below, iron specks."""
    v = np.mgrid[0 : shape[0], 0 : shape[1]][0] / shape[0]
    line = level + 0.012 * noise((1, shape[1]), rng, (1, 60), 2.5)
    color = blend(top, dip, smoothstep(-0.006, 0.006, v - line))
    specks = smoothstep(2.2, 2.9, noise(shape, rng, (1.6, 1.6), 1.0))
    color = blend(color, (92, 66, 48), 0.7 * specks)
    return to_image(color + 3 * noise(shape, rng, (25, 25))[..., None])


def fruit_skin(
    shape: tuple[int, int], rng: np.random.Generator, base: Rgb, other: Rgb
) -> tuple[np.ndarray, np.ndarray]:
    """Returns a fruit's skin as (image, height map): streaks from pole to pole, pores."""
    streak = smoothstep(-1.2, 1.6, noise(shape, rng, (90, 6)) * 0.8 + noise(shape, rng, (60, 60)) * 0.8)
    pores = smoothstep(1.0, 2.2, noise(shape, rng, (2.2, 2.2), 1.2))
    color = blend(base, other, streak) * (1 - 0.10 * pores[..., None]) + 3 * noise(shape, rng, (4, 4))[..., None]
    return to_image(color), np.clip(0.8 - 0.6 * pores, 0, 1).astype(np.float32)


def leaf_blade(shape: tuple[int, int], rng: np.random.Generator, base: Rgb, vein: Rgb) -> np.ndarray:
    """Returns a leaf with a midrib along the rows' middle and side veins."""
    v, u = np.mgrid[0 : shape[0], 0 : shape[1]].astype(float)
    u, v = u / shape[1], np.abs(v / shape[0] * 2 - 1)
    ribs = smoothstep(0.10, 0.03, np.abs(((u - 0.35 * v) * 7) % 1 - 0.5)) * 0.5
    ribs = np.maximum(ribs, smoothstep(0.10, 0.04, v))
    return to_image(blend(base, vein, ribs) + 6 * noise(shape, rng, (6, 6))[..., None])
