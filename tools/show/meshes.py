"""Meshes of planar Gaussians against the true depth of a capture: from the depth that they choose, and the median.

Measured as AirPlanes measures planes (`planes/metrics.py`), with all that the capture's depth shows. Letters: P points.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np

from neural_render.cli.subject import capture_of, open_scene
from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from neural_render.export import mesh
from neural_render.planes.clouds import DepthView, fuse
from neural_render.planes.metrics import geometry
from neural_render.planes.score import VOXEL_M

CHOSEN, MEDIAN = KINDS = ("the depth that cameras agree on", "median depth")
NUM_POINTS = 200_000  # on a mesh


def compared(trained: Path, data: Path) -> dict[str, Any]:
    """The numbers of the meshes of a run from both kinds of depth, by KINDS; `data` is the capture in full size."""
    subject = open_scene(trained, "cpu")
    capture = capture_of(subject)
    scale = capture.frame.meters_per_unit
    truth = _true_points(data, scale)
    results: dict[str, Any] = {"commit": subject.scene.provenance["commit"]}
    for kind in KINDS:
        if kind == MEDIAN:
            subject.scene.representation.surface_depth = lambda cameras: None
        results[kind] = _measured(mesh.make(subject.scene, capture), truth, scale)
    return results


def _true_points(data: Path, meters_per_unit: float) -> np.ndarray:
    """What all photos of a capture show, [P, 3]."""
    views = load_capture(DataConfig(data)).views
    shown = (DepthView(view.cameras, view.read("depth").double().numpy()) for view in views)
    return fuse(shown, VOXEL_M / meters_per_unit).points


def _measured(found: mesh.Mesh, truth: np.ndarray, meters_per_unit: float) -> dict[str, float]:
    import open3d

    vector = open3d.utility.Vector3dVector
    triangles = open3d.utility.Vector3iVector(found.faces)
    surface = open3d.geometry.TriangleMesh(vector(found.vertices.astype(np.float64)), triangles)
    open3d.utility.random.seed(0)
    points = np.asarray(surface.sample_points_uniformly(NUM_POINTS).points)
    found_and_true = meters_per_unit * points, meters_per_unit * truth
    return {"triangles": len(found.faces)} | dataclasses.asdict(geometry(*found_and_true))
