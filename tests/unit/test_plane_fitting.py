"""Planes of uncertain points: shells of one wall, what lies close before another, given hypotheses, descriptors."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from neural_render.planes.clouds import Cloud
from neural_render.planes.fitting import Equations, FitConfig, Sightings, fitted_planes, robust, together
from neural_render.planes.ransac import fit

RANDOM = np.random.default_rng(5)
NOTHING = Equations(np.zeros((0, 3)), np.zeros(0))
CONFIG = FitConfig(
    share=0.02,
    least=0.03,
    normal_cosine=0.9,
    takes=3.0,
    holds=1.5,
    descriptor_weight=2.0,
    min_share=0.002,
    min_points=15,
    cell=0.15,
    min_area=0.05,
)


def a_square(
    height: float, depth: float, *, at: float = 0.0, tilt_deg: float = 0.0, red: float = 0.5, count: int = 1500
) -> Sightings:
    """Points of a square metre about z = `height`, turned about its edge x = `at`, seen from `depth` above it."""
    x, y = RANDOM.random((2, count))
    turn = np.radians(tilt_deg)
    points = np.stack([at + x * np.cos(turn), y, height + x * np.sin(turn)], -1)
    normals = np.tile([-np.sin(turn), 0.0, np.cos(turn)], (count, 1))
    colors = np.tile([red, 0.5, 0.5], (count, 1))
    # What both kinds of descriptors share, and what they do not.
    descriptors = np.tile([5.0, red, 1 - red], (count, 1))
    return Sightings(Cloud(points, normals, colors, np.zeros(count, int)), np.full(count, depth), descriptors)


def test_shells_of_a_far_wall_are_one_plane() -> None:
    """Cameras that disagree by less than 2 % of 4 m see one wall; what is 15 cm before a near one is its own."""
    far = together([a_square(height, 4.0) for height in (-0.07, 0.0, 0.07)])
    (wall,) = fitted_planes(far, NOTHING, CONFIG)
    assert abs(wall.offset) < 0.01 and wall.normal[2] > 0.999 and wall.area == pytest.approx(1.0, rel=0.2)
    assert len(fitted_planes(far, NOTHING, dataclasses.replace(CONFIG, share=0.001, least=0.02))) == 3
    near = together([a_square(0.0, 1.0), a_square(0.15, 1.0)])
    assert sorted(round(plane.offset, 2) for plane in fitted_planes(near, NOTHING, CONFIG)) == [0.0, 0.15]


def test_lengths_are_times_the_unit() -> None:
    seen = together([a_square(height, 4.0) for height in (-0.07, 0.0, 0.07)])
    grown = Sightings(dataclasses.replace(seen.cloud, points=seen.cloud.points * 7), seen.depths * 7, seen.descriptors)
    one, seven = (fitted_planes(s, NOTHING, CONFIG, unit)[0] for s, unit in ((seen, 1.0), (grown, 7.0)))
    # Rounding decides about points on the rims of outlines, each of which moves the plane a little.
    assert seven.area == pytest.approx(49 * one.area) and seven.offset == pytest.approx(7 * one.offset, abs=0.02)


def test_what_lies_apart_on_one_plane_is_several() -> None:
    two = together([a_square(0.0, 2.0), a_square(0.0, 2.0, at=2.0)])
    left, right = sorted(fitted_planes(two, NOTHING, CONFIG), key=lambda plane: plane.extent[0][0])
    assert left.extent[1][0] < 1.2 and right.extent[0][0] > 1.8
    assert not fitted_planes(two, NOTHING, dataclasses.replace(CONFIG, min_area=2.0))


def test_given_hypotheses_come_first() -> None:
    """Points whose normals are all turned by 20 degrees make poor hypotheses; a given one is what they lie on."""
    seen = a_square(0.0, 1.0)
    turned = np.tile([0.0, np.sin(np.radians(20)), np.cos(np.radians(20))], (len(seen), 1))
    seen = Sightings(dataclasses.replace(seen.cloud, normals=turned), seen.depths, seen.descriptors)
    given = Equations(np.array([[0.0, 0, -1], [0, 0, 1], [1, 0, 0]]), np.array([0.0, 0, 9]))
    (plane,) = fitted_planes(seen, given, CONFIG)
    assert plane.normal[2] > 0.999 and abs(plane.offset) < 1e-3
    # What the given ones leave is found from the points.
    more = together([seen, a_square(3.0, 1.0)])
    assert sorted(round(plane.offset) for plane in fitted_planes(more, given, CONFIG)) == [0, 3]


def test_descriptors_say_where_points_of_two_planes_belong() -> None:
    """A ramp of 20 degrees on a floor, with noise and normals that say nothing: near its foot a point fits both."""
    both = together([a_square(0.0, 2.0, red=0.0), a_square(0.0, 2.0, at=0.3, tilt_deg=20.0, red=1.0)])
    ten, twenty = np.radians([10, 20])
    between = np.tile([-np.sin(ten), 0.0, np.cos(ten)], (len(both), 1))
    points = both.cloud.points + RANDOM.normal(0, 0.02, (len(both), 1)) * (0, 0, 1)
    both = dataclasses.replace(both, cloud=dataclasses.replace(both.cloud, points=points, normals=between))
    ramp = np.array([-np.sin(twenty), 0.0, np.cos(twenty)])
    given = Equations(np.stack([[0.0, 0, 1], ramp]), np.array([0.0, 0.3 * ramp[0]]))

    def mixed(weight: float) -> float:
        planes = fitted_planes(both, given, dataclasses.replace(CONFIG, descriptor_weight=weight))
        return sum(min(plane.color[0], 1 - plane.color[0]) for plane in planes[:2])

    assert mixed(5.0) < 0.5 * mixed(0.0)


def test_robust_fits_ignore_what_is_far() -> None:
    seen = a_square(0.0, 1.0)
    points = np.concatenate([seen.cloud.points, seen.cloud.points[:400] * (0.3, 1, 0) + (0, 0, 0.5)])
    up = np.array([0.0, 0, 1])
    normal, offset = robust(points, np.full(len(points), 0.03), up, 0.02)
    assert normal[2] > 0.9999 and abs(offset) < 2e-3
    assert fit(points, up)[0][2] < 0.995


def test_voxels_average_what_agrees() -> None:
    seen = together([a_square(0.01, 1.0, red=0.2), a_square(0.01, 3.0, red=0.4)])
    few = seen.thinned(0.5)
    assert len(few) == 4 and few.depths == pytest.approx(np.full(4, 2.0), abs=0.2)
    np.testing.assert_allclose(few.descriptors.mean(axis=0), [5.0, 0.3, 0.7], atol=0.02)
    against = Sightings(dataclasses.replace(seen.cloud, normals=-seen.cloud.normals), seen.depths, seen.descriptors)
    assert len(together([seen, against]).thinned(0.5)) == 0
    assert fitted_planes(few, NOTHING, CONFIG) == []
