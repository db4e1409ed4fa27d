"""A line chart as SVG: enough for a curve per capture, without a plotting library."""

from __future__ import annotations

import math
from html import escape
from itertools import pairwise

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 76, 150, 16, 48
LABEL_HEIGHT = 14
# Okabe and Ito 2008: told apart by colour-blind readers.
COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")


def line_chart(curves: dict[str, list[tuple[float, float]]], x_label: str, y_label: str) -> str:
    """SVG text of named curves [(x, y), ...]; x starts at 0."""
    if len(curves) > len(COLORS):
        raise ValueError(f"line_chart: {len(curves)} curves given; there are colours for {len(COLORS)}")
    points = [point for curve in curves.values() for point in curve]
    if not points:
        raise ValueError("line_chart: no points given")
    x_ticks = ticks(0, max(x for x, _ in points))
    y_ticks = ticks(min(y for _, y in points), max(y for _, y in points))

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - x_ticks[0]) / (x_ticks[-1] - x_ticks[0])
        up = (y - y_ticks[0]) / (y_ticks[-1] - y_ticks[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for x in x_ticks:
        at, bottom = place(x, y_ticks[0])
        parts.append(f'<text x="{at:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">{x:g}</text>')
    for y in y_ticks:
        left, at = place(x_ticks[0], y)
        right, _ = place(x_ticks[-1], y)
        parts.append(f'<line x1="{left}" x2="{right}" y1="{at:.1f}" y2="{at:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{y:g}</text>')
    for color, curve in zip(COLORS, curves.values(), strict=False):
        path = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in curve)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
    ends = {name: place(*curve[-1]) for name, curve in curves.items()}
    heights = spread([y for _, y in ends.values()])
    for color, (name, (x, _)), y in zip(COLORS, ends.items(), heights, strict=False):
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{color}">{escape(name)}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">{escape(x_label)}</text>')
    turned = f'transform="rotate(-90 16 {HEIGHT / 2})"'
    parts.append(f'<text x="16" y="{HEIGHT / 2}" text-anchor="middle" {turned}>{escape(y_label)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def spread(places: list[float]) -> list[float]:
    """The heights of labels, moved apart where they would lie on each other."""
    moved = list(places)
    order = sorted(range(len(places)), key=lambda i: places[i])
    for before, here in pairwise(order):
        moved[here] = max(moved[here], moved[before] + LABEL_HEIGHT)
    too_low = max(0.0, max(moved) - (HEIGHT - BOTTOM)) if moved else 0.0
    return [y - too_low for y in moved]


def ticks(low: float, high: float) -> list[float]:
    """About five round numbers that enclose [low, high]."""
    span = max(high - low, 1e-9)
    step = 10 ** math.floor(math.log10(span / 5))
    step *= next(factor for factor in (1, 2, 5, 10) if span / (step * factor) <= 6)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]
