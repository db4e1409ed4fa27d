"""What a camera sees of a mesh: normals as colours."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from neural_render.cameras import Cameras, look_at
from neural_render.export.mesh import Mesh
from neural_render.pictures import PAPER
from tools.show.surfaces import normals_of


@pytest.mark.extras
def test_normals_of_a_mesh_are_colours_in_the_cameras_axes() -> None:
    """A square that faces the camera from 2 m away, wherever the camera stands, and nothing beside it."""
    pytest.importorskip("open3d", reason="make test-extras")
    viewmat = look_at(torch.tensor([2.0, 0, 0]), torch.zeros(3), torch.tensor([0.0, 0, 1]))
    camera = Cameras(viewmat[None], torch.tensor([[[16.0, 0, 16], [0, 16, 12], [0, 0, 1]]]), 32, 24)
    corners = np.float32([(0, -1, -1), (0, 1, -1), (0, 1, 1), (0, -1, 1)])
    square = Mesh(corners, np.zeros((4, 3), np.uint8), np.int32([(0, 1, 2), (0, 2, 3)]))
    found = normals_of(square, camera)
    assert found.shape == (24, 32, 3)
    np.testing.assert_allclose(found[12, 16], (128, 128, 255), atol=1)
    assert (found[0, 0] == PAPER).all() and (found[12, 7] == PAPER).all() and (found[12, 9] != PAPER).any()
    tilted = Mesh(corners + np.float32([(0, 0, 0), (0, 0, 0), (-2, 0, 0), (-2, 0, 0)]), square.colors, square.faces)
    up = (1 + 1 / np.sqrt(2)) * 127.5  # half towards the camera, half up, as OpenGL has it
    np.testing.assert_allclose(normals_of(tilted, camera)[14, 16], (127.5, up, up), atol=1)
