"""Bjontegaard's difference of rates."""

from __future__ import annotations

import pytest

from tools.show.bd_rate import bd_rate

ANCHOR = [(100.0, 30.0), (200.0, 32.0), (400.0, 33.0)]


def test_a_curve_of_smaller_files_is_smaller_by_their_share() -> None:
    smaller = [(rate / 4, quality) for rate, quality in ANCHOR]
    assert bd_rate(smaller, ANCHOR) == pytest.approx(-0.75)
    assert bd_rate(ANCHOR, smaller) == pytest.approx(3.0)
    assert bd_rate(ANCHOR, ANCHOR) == 0


def test_only_qualities_that_both_have_are_compared() -> None:
    assert bd_rate([(100.0, 31.0), (200.0, 40.0)], [(50.0, 30.0), (100.0, 31.0)]) is None
    part = [(50.0, 30.0), (100.0, 32.0), (10_000.0, 50.0)]
    assert bd_rate(part, ANCHOR) < -0.4


def test_points_that_a_smaller_file_beats_do_not_count() -> None:
    assert bd_rate([*ANCHOR, (300.0, 31.0)], ANCHOR) == 0
