"""A picture of what a run knows of surfaces: photos, planes over the render, the mesh. Letters: H, W pixels."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from neural_render.cameras import Cameras
from neural_render.cli.subject import capture_of, open_scene
from neural_render.data import load_capture
from neural_render.export import mesh, planes
from neural_render.export.mesh import Mesh
from neural_render.pictures import PAPER, contact_sheet, to_uint8
from neural_render.planes.clouds import unprojected
from neural_render.planes.shown import tinted

JPEG_QUALITY = 80


def draw(trained: Path, names: Sequence[str], file: Path) -> dict[str, Any]:
    """Writes the picture of these views, one below the other, at the capture's full size; needs the extra `mesh`."""
    subject = open_scene(trained, "cpu")
    capture = capture_of(subject)
    full = load_capture(dataclasses.replace(subject.data, downscale=1))
    found, surface = planes.make(subject.scene, capture), mesh.make(subject.scene, capture)
    rows = []
    for view in (view for view in full.views if view.name in names):
        picture = tinted(subject.scene.render(view.cameras)[0][0], found, view.cameras)
        panels = [
            ("photo", view.read("rgb").numpy()),
            ("planes over the render", to_uint8(picture)),
            ("normals of the mesh", normals_of(surface, view.cameras)),
        ]
        rows.append(np.asarray(contact_sheet(f"{capture.name}, {view.name}", panels)))
    Image.fromarray(np.concatenate(rows)).save(file, quality=JPEG_QUALITY, optimize=True)
    return {"views": list(names), "planes": len(found), "triangles": len(surface.faces)}


def normals_of(surface: Mesh, camera: Cameras) -> np.ndarray:
    """The normals of the triangles that one camera sees, as colours (n + 1) / 2 in OpenGL's axes, [H, W, 3] uint8."""
    import open3d

    scene = open3d.t.geometry.RaycastingScene()
    scene.add_triangles(surface.vertices, surface.faces.astype(np.uint32))
    origin = camera.centers[0].double().cpu().numpy()
    ends = unprojected(camera, np.ones((camera.height, camera.width)))  # [H, W, 3]
    rays = np.concatenate([np.broadcast_to(origin, ends.shape), ends - origin], axis=-1).astype(np.float32)
    hit = scene.cast_rays(rays)
    normals = hit["primitive_normals"].numpy()  # [H, W, 3]
    normals = normals @ camera.viewmats[0, :3, :3].cpu().numpy().T
    colors = np.rint((normals * (1, -1, -1) + 1) * 127.5).astype(np.uint8)
    return np.where(np.isfinite(hit["t_hit"].numpy())[..., None], colors, np.uint8(PAPER))
