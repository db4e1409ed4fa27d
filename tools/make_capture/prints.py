"""Printed things for the bundled capture: book covers, wall pictures, toy-block faces, a postcard.

Type is set in the font that Pillow carries inside itself (Aileron, CC0), so that no system font changes the result.
Every function returns an sRGB image [H, W, 3] uint8.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .patterns import Rgb, blend, noise, smoothstep, to_image


def text(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    words: str,
    size: float,
    fill: Rgb,
    bold: float = 0.0,
    gap: float = 0.0,
) -> None:
    """Draws words centred on a point; `bold` thickens strokes and `gap` widens letter spacing (fractions of size)."""
    font = ImageFont.load_default(size)
    widths = [font.getlength(letter) + gap * size for letter in words]
    x = at[0] - (sum(widths) - gap * size) / 2
    for letter, width in zip(words, widths, strict=True):
        draw.text((x, at[1]), letter, font=font, fill=fill, anchor="lm", stroke_width=round(bold * size))
        x += width


def canvas(size: tuple[int, int], ground: Rgb) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Returns an image of (width, height) and its pen."""
    picture = Image.new("RGB", size, ground)
    return picture, ImageDraw.Draw(picture)


def printed(picture: Image.Image, rng: np.random.Generator, grain: float = 3.0, shrink: int = 2) -> np.ndarray:
    """Reduces a drawing (antialiasing it) and adds the grain of paper or cloth."""
    small = picture.resize((picture.width // shrink, picture.height // shrink), Image.Resampling.LANCZOS)
    image = np.asarray(small, float)
    return to_image(image + grain * noise(image.shape[:2], rng, (1.5, 1.5), 0.7)[..., None])


def cover(
    style: str, title: str, author: str, ground: Rgb, ink: Rgb, accent: Rgb, rng: np.random.Generator
) -> np.ndarray:
    """Returns a book cover, 520 x 720; `style` is rays, circles, leaves, waves or grid."""
    w, h = 1040, 1440
    picture, draw = canvas((w, h), ground)
    if style == "rays":
        for k in range(48):
            a0, a1 = 2 * np.pi * k / 48, 2 * np.pi * (k + 0.5) / 48
            draw.polygon(
                [(w / 2, 860), *[(w / 2 + 1400 * np.cos(a), 860 + 1400 * np.sin(a)) for a in (a0, a1)]], fill=accent
            )
        draw.ellipse([w / 2 - 240, 620, w / 2 + 240, 1100], fill=ground)
        draw.ellipse([w / 2 - 190, 670, w / 2 + 190, 1050], fill=ink)
        draw.rectangle([0, 0, w, 430], fill=ground)
    elif style == "circles":
        for row in range(8):
            for column in range(8):
                cx, cy, r = 100 + column * 120, 480 + row * 112, 18 + 38 * rng.uniform()
                draw.ellipse([cx - r, cy - r, cx + r, cy + r], fill=(ink, accent)[int(rng.integers(2))])
    elif style == "leaves":
        for k in range(9):
            y = 560 + k * 88
            draw.line([(w / 2, 1380), (w / 2, 500)], fill=ink, width=10)
            for side in (-1, 1):
                reach = 330 - 22 * abs(k - 4)
                draw.polygon(
                    [
                        (w / 2, y + 90),
                        (w / 2 + side * reach * 0.45, y - 10),
                        (w / 2 + side * reach, y - 60),
                        (w / 2 + side * reach * 0.5, y + 70),
                    ],
                    fill=ink if k % 2 else accent,
                )
    elif style == "waves":
        for k in range(15):
            y = 520 + k * 62
            points = [(x, y + 46 * np.sin(x / 92 + k * 0.75)) for x in range(0, w + 20, 16)]
            draw.line(points, fill=accent if k % 3 == 0 else ink, width=16 + k, joint="curve")
    else:
        for row in range(6):
            for column in range(6):
                x, y = 80 + column * 150, 500 + row * 150
                fill = (ink, accent, ground)[int(rng.integers(3))]
                if rng.uniform() < 0.5:
                    draw.rectangle([x, y, x + 138, y + 138], fill=fill)
                else:
                    draw.pieslice([x - 138, y, x + 138, y + 276], 270, 360, fill=fill)
    lines = title.split("|")
    for row, words in enumerate(lines):
        text(draw, (w / 2, 165 + row * 140), words, 128, ink, 0.022, 0.04)
    text(draw, (w / 2, 400 if len(lines) < 2 else 420), author, 52, accent, 0.012, 0.12)
    draw.rectangle([36, 36, w - 36, h - 36], outline=accent, width=8)
    return printed(picture, rng)


def spine(title: str, author: str, ground: Rgb, ink: Rgb, accent: Rgb, rng: np.random.Generator) -> np.ndarray:
    """Returns a book's spine, 720 x 90, to be read along its length."""
    picture, draw = canvas((1440, 180), ground)
    for x in (60, 84, 1330, 1354):
        draw.rectangle([x, 0, x + 10, 180], fill=accent)
    text(draw, (560, 86), title.replace("|", " "), 96, ink, 0.022, 0.06)
    text(draw, (1150, 86), author, 50, accent, 0.012, 0.06)
    return printed(picture, rng)


def block_face(symbol: str, color: Rgb, wood: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns a toy block's face, 160 x 160: border and letter or sign painted on `wood` [160, 160, 3]."""
    size = 640
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.rounded_rectangle([44, 44, size - 44, size - 44], 70, outline=255, width=40)
    c = size / 2
    if symbol == "*":
        points = [
            (
                c + (190 if k % 2 == 0 else 80) * np.sin(k * np.pi / 5),
                c - (190 if k % 2 == 0 else 80) * np.cos(k * np.pi / 5),
            )
            for k in range(10)
        ]
        draw.polygon(points, fill=255)
    elif symbol == "o":
        draw.ellipse([c - 165, c - 165, c + 165, c + 165], fill=255)
        draw.ellipse([c - 95, c - 95, c + 95, c + 95], fill=0)
        draw.ellipse([c - 45, c - 45, c + 45, c + 45], fill=255)
    elif symbol == "^":
        draw.polygon([(c, c - 180), (c + 190, c + 150), (c - 190, c + 150)], fill=255)
        draw.polygon([(c, c - 60), (c + 85, c + 90), (c - 85, c + 90)], fill=0)
    else:
        draw.text((c, c + 6), symbol, font=ImageFont.load_default(430), fill=255, anchor="mm", stroke_width=14)
    paint = np.asarray(mask.resize((160, 160), Image.Resampling.LANCZOS), float) / 255
    paint = paint * (1 - 0.35 * smoothstep(1.1, 2.2, noise((160, 160), rng, (5, 5))))
    return to_image(blend(wood, color, 0.94 * paint))


def postcard(rng: np.random.Generator) -> np.ndarray:
    """Returns a postcard's picture side, 600 x 420: a harbour at noon."""
    w, h = 1200, 840
    picture, draw = canvas((w, h), (250, 246, 236))
    draw.rectangle([40, 40, w - 40, h - 40], fill=(120, 178, 206))
    draw.ellipse([860, 90, 1010, 240], fill=(250, 224, 138))
    tints = [(214, 96, 70), (236, 192, 110), (240, 228, 208), (150, 92, 96), (96, 132, 120), (222, 146, 96)]
    x = 40
    while x < w - 60:
        wide, tall = int(rng.uniform(70, 120)), int(rng.uniform(150, 290))
        wide = min(wide, w - 40 - x)
        draw.rectangle([x, 520 - tall, x + wide, 520], fill=tints[int(rng.integers(6))])
        draw.polygon([(x, 520 - tall), (x + wide / 2, 470 - tall), (x + wide, 520 - tall)], fill=(142, 70, 56))
        for wy in range(540 - tall, 490, 52):
            for wx in range(x + 14, x + wide - 20, 34):
                draw.rectangle([wx, wy, wx + 16, wy + 28], fill=(70, 86, 100))
        x += wide
    draw.rectangle([40, 520, w - 40, h - 40], fill=(52, 112, 140))
    for k in range(9):
        y = 545 + k * 27
        draw.line([(px, y + 6 * np.sin(px / 30 + k)) for px in range(40, w - 40, 8)], fill=(120, 176, 190), width=4)
    for bx, by, s in ((260, 640, 1.0), (620, 600, 0.8), (900, 680, 1.2)):
        draw.polygon(
            [(bx - 90 * s, by), (bx + 90 * s, by), (bx + 60 * s, by + 40 * s), (bx - 60 * s, by + 40 * s)],
            fill=(120, 60, 44),
        )
        draw.polygon([(bx, by - 150 * s), (bx, by - 12 * s), (bx + 80 * s, by - 12 * s)], fill=(248, 242, 230))
        draw.polygon(
            [(bx - 10 * s, by - 130 * s), (bx - 10 * s, by - 12 * s), (bx - 66 * s, by - 12 * s)], fill=(236, 120, 84)
        )
    text(draw, (w / 2, 110), "GREETINGS FROM THE COAST", 54, (255, 252, 244), 0.02, 0.08)
    return printed(picture, rng)


def hills(rng: np.random.Generator) -> np.ndarray:
    """Returns a landscape painting, 640 x 480: ridges in haze under a low sun."""
    h, w = 480, 640
    y, x = np.mgrid[0:h, 0:w].astype(float)
    color = blend((244, 196, 140), (120, 160, 190), smoothstep(330, 0, y))
    color = blend(color, (255, 236, 190), smoothstep(46, 40, np.hypot(x - 430, y - 170)))
    for k in range(7):
        ridge = 200 + 40 * k + (46 - 3 * k) * noise((1, w), rng, (1, 120 - 12 * k), 2.4)[0]
        tint = np.array([168, 150, 150]) * (1 - k / 7) + np.array([34, 62, 56]) * (k / 7)
        shade = tint + 10 * noise((h, w), rng, (4, 22))[..., None]
        color = blend(color, shade, smoothstep(-1, 1, y - ridge[None, :]))
    stroke = noise((h, w), rng, (2, 9), 0.9) * 6
    return to_image(color + stroke[..., None])


def abstract(rng: np.random.Generator) -> np.ndarray:
    """Returns an abstract painting, 480 x 640: circles, arcs and bars."""
    w, h = 960, 1280
    picture, draw = canvas((w, h), (234, 224, 204))
    tints = [(206, 74, 52), (36, 60, 96), (230, 170, 62), (70, 122, 112), (28, 28, 34), (220, 130, 110)]
    for cx, cy, r in ((340, 400, 250), (640, 760, 310), (300, 960, 170), (720, 280, 130)):
        for k, scale in enumerate((1.0, 0.78, 0.55, 0.3)):
            s = r * scale
            draw.ellipse(
                [cx - s, cy - s, cx + s, cy + s], fill=tints[int(rng.integers(6))] if k else tints[(cx + cy) % 6]
            )
    for _ in range(10):
        x, y, a = rng.uniform(100, 860), rng.uniform(100, 1180), rng.uniform(0, np.pi)
        n = rng.uniform(120, 420)
        draw.line(
            [(x, y), (x + n * np.cos(a), y + n * np.sin(a))],
            fill=tints[int(rng.integers(6))],
            width=int(rng.uniform(6, 26)),
        )
    draw.arc([120, 640, 860, 1240], 200, 340, fill=tints[4], width=16)
    return printed(picture, rng, 5.0)


def botanical(rng: np.random.Generator) -> np.ndarray:
    """Returns a botanical plate, 480 x 640: a fern on cream paper with a caption."""
    w, h = 960, 1280
    picture, draw = canvas((w, h), (240, 232, 212))
    stem = [(480 + 60 * np.sin(t * 2.2), 1060 - 900 * t) for t in np.linspace(0, 1, 40)]
    draw.line(stem, fill=(74, 92, 52), width=12, joint="curve")
    for k in range(3, 40):
        px, py = stem[k]
        for side in (-1, 1):
            # Pinnae: longest a third of the way up, each a row of overlapping leaflets that shrink to its tip.
            reach = 330 * np.sin(np.pi * (k / 41) ** 0.6) ** 0.9 + 14
            count = max(int(reach / 16), 3)
            for m in range(count):
                f = (m + 0.5) / count
                qx, qy = px + side * reach * f, py - reach * 0.38 * f
                s = 15 * (1.15 - f)
                tint = (74 + 9 * (m % 3), 112 - 5 * (k % 3) + 8 * (m % 2), 58)
                draw.ellipse([qx - s * 0.6, qy - s * 1.2, qx + s * 0.6, qy + s * 0.8], fill=tint)
    text(draw, (w / 2, 1170), "FILIX MAS", 58, (70, 60, 48), 0.01, 0.2)
    text(draw, (w / 2, 1226), "plate xiv", 38, (110, 96, 78), 0.0, 0.1)
    draw.rectangle([30, 30, w - 30, h - 30], outline=(110, 96, 78), width=4)
    return printed(picture, rng)


def sea(rng: np.random.Generator) -> np.ndarray:
    """Returns a seascape, 720 x 480: a wide sky over breaking waves."""
    h, w = 480, 720
    y, _ = np.mgrid[0:h, 0:w].astype(float)
    clouds = smoothstep(-0.4, 1.6, noise((h, w), rng, (30, 90)))
    color = blend(blend((92, 142, 184), (206, 222, 222), smoothstep(0, 240, y)), (246, 240, 230), clouds)
    water = blend((70, 122, 130), (24, 66, 88), smoothstep(240, 420, y)) + 14 * noise((h, w), rng, (3, 26))[..., None]
    foam = smoothstep(1.0, 1.9, noise((h, w), rng, (5, 45)) + smoothstep(330, 470, y))
    color = blend(color, blend(water, (240, 244, 238), foam), smoothstep(-1, 1, y - 240))
    return to_image(color + 5 * noise((h, w), rng, (2, 5), 0.9)[..., None])


def poster(rng: np.random.Generator) -> np.ndarray:
    """Returns a typographic poster, 480 x 640."""
    w, h = 960, 1280
    picture, draw = canvas((w, h), (226, 92, 58))
    draw.ellipse([130, 120, 830, 820], fill=(248, 226, 178))
    for k in range(9):
        y = 470 + 42 * k
        draw.rectangle([100, y, 860, y + 8 + 3 * k], fill=(226, 92, 58))
    text(draw, (w / 2, 960), "RADIANCE", 150, (248, 226, 178), 0.03, 0.05)
    text(draw, (w / 2, 1080), "FIELD  DAYS", 92, (40, 40, 60), 0.03, 0.1)
    text(draw, (w / 2, 1180), "sixty views around one table", 48, (248, 226, 178), 0.0, 0.06)
    return printed(picture, rng)


def mosaic(rng: np.random.Generator) -> np.ndarray:
    """Returns a geometric quilt, 560 x 560: triangles in warm and cold tints."""
    picture, draw = canvas((1120, 1120), (236, 228, 212))
    tints = [(196, 84, 60), (232, 176, 84), (52, 88, 108), (120, 156, 148), (240, 226, 198), (110, 58, 72)]
    for row in range(8):
        for column in range(8):
            x, y = 40 + column * 130, 40 + row * 130
            corners = [(x, y), (x + 130, y), (x + 130, y + 130), (x, y + 130)]
            turn = int(rng.integers(4))
            draw.polygon([corners[(turn + k) % 4] for k in range(3)], fill=tints[int(rng.integers(6))])
            draw.polygon([corners[(turn + 2 + k) % 4] for k in range(3)], fill=tints[int(rng.integers(6))])
    return printed(picture, rng, 5.0)


def garden(rng: np.random.Generator) -> np.ndarray:
    """Returns an out-of-focus garden under a bright sky, 384 x 512, for the far side of the window."""
    h, w = 384, 512
    y = np.mgrid[0:h, 0:w][0].astype(float)
    sky = blend((255, 255, 255), (214, 230, 250), smoothstep(170, 0, y))
    green = blend((52, 58, 46), (24, 31, 26), smoothstep(-1.2, 1.2, noise((h, w), rng, (46, 46), 3.0)))
    green = blend(green, (84, 84, 62), 0.7 * smoothstep(0.4, 2.0, noise((h, w), rng, (34, 34), 3.0)))
    green = blend(green, (62, 66, 50), smoothstep(300, 384, y))
    top = 176 + 24 * noise((1, w), rng, (1, 60), 3.0)[0]
    return to_image(blend(sky, green, smoothstep(-22, 22, y - top[None, :])))
