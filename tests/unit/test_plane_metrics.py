"""The AirPlanes measures on cases computed by hand."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest

from neural_render.planes import metrics

CASES = {  # predicted, truth: RI, VOI in bits, SC
    "alike": ([1, 1, 2, 2], [7, 7, 3, 3], 1.0, 0.0, 1.0),
    # Of 6 pairs, 4 are apart in the truth and together here. H(truth | here) = 1. Best IoU is 1/2 both ways.
    "merged": ([1, 1, 1, 1], [1, 1, 2, 2], 2 / 6, 1.0, 0.5),
    "split": ([1, 1, 2, 2], [5, 5, 5, 5], 2 / 6, 1.0, 0.5),
    # Pairs alike in both: (0, 1) together, (0, 3), (1, 3) apart: 3 of 6. Joint shares 1/2, 1/4, 1/4 have 1.5 bits,
    # the margins 0.8113 and 1 bit. Best IoU here: 2/3 and 1/2; there: 2/3 and 1/2.
    "one moved": (
        [1, 1, 1, 2],
        [1, 1, 2, 2],
        3 / 6,
        3 - 0.8112781 - 1,
        (2 / 3 * 3 + 1 / 2 + 2 / 3 * 2 + 1 / 2 * 2) / 8,
    ),
    # 0 is a label like any other.
    "missed": ([0, 0, 2, 2], [1, 1, 2, 2], 1.0, 0.0, 1.0),
    "crossed": ([1, 2, 1, 2], [1, 1, 2, 2], 2 / 6, 2.0, 1 / 3),
}


@pytest.mark.parametrize("name", CASES)
def test_instances_by_hand(name: str) -> None:
    predicted, truth, ri, voi, sc = CASES[name]
    found = metrics.instances(np.array(predicted), np.array(truth))
    assert (found.ri, found.voi, found.sc) == pytest.approx((ri, voi, sc), abs=1e-6)


def test_instances_by_brute_force() -> None:
    generator = np.random.default_rng(4)
    a, b = generator.integers(0, 5, 40), generator.integers(2, 6, 40)
    found = metrics.instances(a, b)
    pairs = list(combinations(range(40), 2))
    assert found.ri == pytest.approx(sum((a[i] == a[j]) == (b[i] == b[j]) for i, j in pairs) / len(pairs))
    voi = 0.0
    for x in set(a):
        for y in set(b):
            if p := ((a == x) & (b == y)).mean():
                voi -= p * (math.log2(p / (a == x).mean()) + math.log2(p / (b == y).mean()))
    assert found.voi == pytest.approx(voi)

    def covering(s: np.ndarray, t: np.ndarray) -> float:
        best = [max(((s == x) & (t == y)).sum() / ((s == x) | (t == y)).sum() for y in set(t)) for x in s]
        return float(np.mean(best))

    assert found.sc == pytest.approx((covering(a, b) + covering(b, a)) / 2)


def test_geometry_by_hand() -> None:
    """Two true points; one is hit at 4 cm, one predicted point is 3 m away from both and counts as 1 m."""
    truth = np.array([[0.0, 0, 0], [0.5, 0, 0]])
    predicted = np.array([[0.0, 0.04, 0], [0, 3.0, 0]])
    found = metrics.geometry(predicted, truth)
    to_second = math.hypot(0.5, 0.04)
    assert found.acc == pytest.approx((0.04 + 1) / 2) and found.compl == pytest.approx((0.04 + to_second) / 2)
    assert found.chamfer == pytest.approx((found.acc + found.compl) / 2)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
    nothing = metrics.geometry(np.zeros((0, 3)), truth)
    assert (nothing.chamfer, nothing.f1) == (1.0, 0.0)
    assert metrics.geometry(truth + 0.2, truth).f1 == 0
