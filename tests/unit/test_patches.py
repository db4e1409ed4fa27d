"""Open3D's patches as planes: a box's rectangle by hand, and a wall that is found."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from neural_render.cameras import Cameras
from neural_render.planes.clouds import DepthView
from neural_render.planes.plane import Planes, signed_area
from neural_render.planes.score import score, truth_in
from tools.show.patches import patches, rectangle


def test_a_box_becomes_its_middle_rectangle() -> None:
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0]
    turn *= np.linalg.det(turn)  # a rotation
    plane = rectangle(turn, np.array([1.0, 2.0, 3.0]), np.array([4.0, 2.0, 0.1]))
    (polygon,) = plane.polygons
    assert signed_area(polygon.outer) == pytest.approx(8.0)
    corners = plane.to_world(polygon.outer)
    np.testing.assert_allclose(corners.mean(axis=0), [1, 2, 3])
    np.testing.assert_allclose(np.sort(np.abs((corners - [1, 2, 3]) @ turn), axis=0)[-1], [2, 1, 0], atol=1e-12)


@pytest.mark.extras
def test_a_wall_is_found() -> None:
    pytest.importorskip("open3d")
    K = torch.tensor([[[120.0, 0, 80], [0, 120, 60], [0, 0, 1]]])
    camera = Cameras(torch.eye(4)[None], K, 160, 120)
    depth = np.full((120, 160), 2.0)
    depth[:, 80:] = 3.0
    # In points that have no spread at all Open3D finds nothing.
    depth += np.random.default_rng(0).normal(0, 0.001, depth.shape)
    truth = truth_in([DepthView(camera, depth, ids=np.where(depth > 2.5, 1, 2))], 1.0)
    found = score(patches(truth), truth)
    assert found.num_planes == 2 and found.geometry.f1 > 0.9 and found.instances.ri > 0.9
    assert score(Planes(()), truth).geometry.f1 == 0
