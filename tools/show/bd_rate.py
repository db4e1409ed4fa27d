"""The mean difference of file sizes at equal quality between two curves.

Bjontegaard 2001, VCEG-M33: the logarithm of the rate over quality, interpolated and integrated where both curves are
known. Interpolation is monotone and piecewise linear, which needs no more than two points and never overshoots.
"""

from __future__ import annotations

import numpy as np

Curve = list[tuple[float, float]]  # bytes, quality


def bd_rate(curve: Curve, anchor: Curve) -> float | None:
    """By how much `curve` needs more bytes than `anchor`, as a share (-0.75 is a quarter of the bytes).

    None where the qualities of the two do not overlap.
    """
    rates, qualities = zip(*[np.array(frontier(points)).T for points in (curve, anchor)], strict=True)
    low, high = max(quality[0] for quality in qualities), min(quality[-1] for quality in qualities)
    if low >= high:
        return None
    between = np.linspace(low, high, 201)
    logs = [np.interp(between, quality, np.log(rate)) for rate, quality in zip(rates, qualities, strict=True)]
    return float(np.exp((logs[0] - logs[1]).mean()) - 1)


def frontier(points: Curve) -> Curve:
    """The points that no smaller file beats, from small to large."""
    kept: Curve = []
    for rate, quality in sorted(points):
        if not kept or quality > kept[-1][1]:
            kept.append((rate, quality))
    return kept
