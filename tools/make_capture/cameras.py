"""Where the photographs of the bundled capture are taken from."""

from __future__ import annotations

import numpy as np

from .render import View

TARGET = np.array([0.0, 0.02, 0.085])  # metres: what every camera looks at, give or take AIM_M
AIM_M = 0.025
FIELD_OF_VIEW_DEG = 52.0  # across the width
TURNS = 3.25  # not whole, so that the test views do not all meet the same few azimuths
ELEVATIONS_DEG = (15.0, 60.0)
RADII_M = (1.20, 1.42)


def orbit(count: int, width: int, height: int, rng: np.random.Generator) -> list[View]:
    """Returns `count` views on a rising spiral around the table, with the unsteadiness of a hand."""
    views = []
    for index in range(count):
        turn = TURNS * (index + 0.5) / count
        azimuth = 2 * np.pi * turn + rng.uniform(-0.06, 0.06)
        # Area-even in height would crowd the top; even in angle keeps each turn of the spiral equally far apart.
        rise = np.clip((index + 0.5) / count + rng.uniform(-0.03, 0.03), 0, 1)
        elevation = np.radians(ELEVATIONS_DEG[0] + rise * (ELEVATIONS_DEG[1] - ELEVATIONS_DEG[0]))
        radius = rng.uniform(*RADII_M)
        aim = TARGET + rng.uniform(-AIM_M, AIM_M, 3)
        away = np.array([np.cos(elevation) * np.cos(azimuth), np.cos(elevation) * np.sin(azimuth), np.sin(elevation)])
        right = np.cross((0.0, 0.0, 1.0), away)
        right /= np.linalg.norm(right)
        tilt = rng.normal(0, np.radians(0.8))
        up = np.cross(away, right)
        c2w = np.eye(4)
        c2w[:3, 0] = np.cos(tilt) * right + np.sin(tilt) * up
        c2w[:3, 1] = np.cos(tilt) * up - np.sin(tilt) * right
        c2w[:3, 2] = away
        c2w[:3, 3] = aim + radius * away
        views.append(View(c2w, width, height, width / 2 / np.tan(np.radians(FIELD_OF_VIEW_DEG / 2))))
    return views


def split(count: int, num_test: int) -> tuple[list[int], list[int]]:
    """Returns the indices of training and test views; test views are spread evenly over the orbit."""
    test = [int((k + 0.5) * count / num_test) for k in range(num_test)]
    return [index for index in range(count) if index not in test], test
