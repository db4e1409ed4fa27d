"""The table of the bundled capture, its runner and the stack of books.

World frame: z up, metres, the origin in the middle of the table's top face.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import patterns, prints
from .meshes import FACE_AXES, box, disc, merged, placed, rectangle, revolved, sheet, smooth_curve, tube
from .patterns import atlas
from .scene import Item, Material

TABLE_RADIUS_M = 0.56
CLOTH_M = 0.0012  # the runner's thickness: objects stand on it


def table(rng: np.random.Generator) -> list[Item]:
    """A round oak table on a turned pedestal."""
    light, dark = (205, 158, 106), (132, 84, 46)
    top = patterns.wood((1280, 1280), rng, light, dark, plank=143, ring=30)
    rim = patterns.wood((64, 2048), rng, light, dark)
    # The rim is a rounded edge below the flat top; its profile starts where the disc ends.
    arc = np.radians(np.linspace(90, -90, 13))
    profile = np.stack([TABLE_RADIUS_M - 0.014 + 0.014 * np.cos(arc), -0.014 + 0.014 * np.sin(arc)], -1)
    profile = np.concatenate([profile, [[TABLE_RADIUS_M - 0.03, -0.0281], [0.0, -0.0282]]])
    pedestal = smooth_curve(
        [
            (0.20, -0.029),
            (0.19, -0.06),
            (0.07, -0.09),
            (0.045, -0.14),
            (0.06, -0.20),
            (0.085, -0.28),
            (0.06, -0.40),
            (0.045, -0.48),
            (0.07, -0.54),
            (0.10, -0.58),
            (0.10, -0.60),
        ],
        60,
    )
    foot = smooth_curve([(0.0, 0, -0.60), (0.16, 0, -0.61), (0.30, 0, -0.68), (0.38, 0, -0.715)], 24)
    feet = merged([tube(foot, np.linspace(0.045, 0.022, 24), 20).moved(placed(yaw=90 * k + 45)) for k in range(4)])
    leg = patterns.wood((700, 300), rng, light, dark).transpose(1, 0, 2)[:, :300]
    return [
        Item(disc(TABLE_RADIUS_M - 0.014, 0.0, "table top"), Material(top, 0.22)),
        Item(revolved(profile, 192), Material(rim, 0.22)),
        Item(revolved(pedestal, 64), Material(leg, 0.25)),
        Item(feet, Material(leg, 0.25)),
    ]


def runner(rng: np.random.Generator) -> list[Item]:
    """A woven runner along x: flat on the table, over the rim, hanging in shallow folds."""
    half_width, drop = 0.20, 0.17
    image, height = patterns.runner((800, 2800), rng)
    y = np.linspace(half_width, -half_width, 121)
    flat_half = np.sqrt((TABLE_RADIUS_M - 0.014) ** 2 - half_width**2) - 0.01  # flat as far as the narrowest chord
    half_length = flat_half + 0.08 + drop
    parts = [
        rectangle(
            (0, 0, CLOTH_M),
            (flat_half, 0, 0),
            (0, half_width, 0),
            (0.5 - 0.5 * flat_half / half_length, 0, 0.5 + 0.5 * flat_half / half_length, 1),
            "runner",
        )
    ]
    bend = 0.014 + CLOTH_M
    for side in (-1, 1):
        rows = []
        s = np.linspace(0, half_length - flat_half, 90)
        for across in y:
            reach = np.sqrt((TABLE_RADIUS_M - 0.014) ** 2 - across**2) - flat_half  # still flat, up to the rim
            turn = np.clip((s - reach) / bend, 0, np.pi / 2)
            down = np.maximum(s - reach - bend * np.pi / 2, 0)
            fold = 0.010 * np.sin(across * 46 + side) * (down / drop) ** 0.8 + 0.22 * down * (0.25 - down)
            rows.append(
                np.stack(
                    [
                        side * (flat_half + np.minimum(s, reach) + bend * np.sin(turn) + fold),
                        np.full_like(s, across),
                        CLOTH_M - bend * (1 - np.cos(turn)) - down,
                    ],
                    -1,
                )
            )
        grid = np.stack(rows)
        u = 0.5 + side * 0.5 * (flat_half + s) / half_length
        uvs = np.stack(np.broadcast_arrays(u[None, :], ((half_width - y) / (2 * half_width))[:, None]), -1)
        hanging = sheet(grid, uvs) if side > 0 else sheet(grid[::-1], uvs[::-1])
        level = (hanging.vertices[hanging.faces][..., 2] == CLOTH_M).all(axis=1)  # up to the rim it is still flat
        parts.append(replace(hanging, face_planes=np.where(level, 0, -1), plane_names=("runner",)))
    return [Item(merged(parts), Material(image, None, height=height, height_m=0.00025))]


def books(rng: np.random.Generator) -> list[Item]:
    """Four hardcovers, stacked askew, with printed covers, lettered spines and ruled page edges."""
    stack = [  # style, title, author, width, length, thickness, yaw, ground, ink, accent
        ("grid", "HALF|TONES", "I. MEZZO", 0.190, 0.262, 0.034, 24, (196, 190, 170), (44, 62, 80), (190, 84, 58)),
        ("leaves", "SLOW|GARDENS", "F. BOTELL", 0.172, 0.240, 0.026, 31, (52, 84, 70), (232, 224, 196), (206, 168, 92)),
        ("waves", "TIDE|TABLES", "O. MAREN", 0.165, 0.225, 0.030, 12, (168, 58, 46), (240, 222, 190), (236, 170, 96)),
        ("rays", "LIGHT &|SHADE", "A. LUMEN", 0.150, 0.208, 0.022, 20, (34, 54, 92), (242, 226, 188), (222, 164, 72)),
    ]
    items, z = [], 0.0
    for index, (style, title, author, width, length, thick, yaw, ground, ink, accent) in enumerate(stack):
        name = f"book {index + 1}"
        at = placed(-0.30, 0.075, z, yaw)
        front = prints.cover(style, title, author, ground, ink, accent, rng)
        plain = patterns.flat((720, 60), ground, rng)
        strip, (front_rect, plain_rect) = atlas([front, plain])
        board, gap = 0.0028, 0.004
        rects = dict.fromkeys(FACE_AXES, plain_rect)
        boards = [
            box((width, length, board), 0.0006, f"{name} back cover", rects, ("-z",)),
            box((width, length, board), 0.0006, f"{name} cover", rects | {"+z": front_rect}, ("+z",)).moved(
                placed(z=thick - board)
            ),
        ]
        between = thick - 2 * board
        spine, (spine_rect,) = atlas([prints.spine(title, author, ground, ink, accent, rng)])
        back = box((board, length - 0.001, between), 0.0, f"{name} spine", {"-x": spine_rect}, ("-x",))
        paper = patterns.page_edges((64, 512), rng)
        pages = box((width - gap - board, length - 2 * gap, between), 0.0, f"{name} pages", named=("+x", "+y", "-y"))
        items += [
            Item(merged(boards).moved(at), Material(strip, 0.28)),
            Item(back.moved(at @ placed((board - width) / 2, 0, board)), Material(spine, 0.28)),
            Item(pages.moved(at @ placed((board - gap) / 2, 0, board)), Material(paper)),
        ]
        z += thick + 0.0002
    return items
