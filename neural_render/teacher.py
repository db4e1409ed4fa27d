"""A finished scene as a teacher: its pictures from cameras between the photos are trained on like photos.

A capture has tens of photos, a scene has any number of pictures. What renders by other rules than its teacher may fit
the photos in ways that fail a step aside; the pictures in between leave it no room for that.
"""

from __future__ import annotations

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.scene import Scene
from neural_render.types import Batch, Capture

NUM_NEIGHBORS = 4  # cameras lie between a photo's camera and one of so many nearest ones
STRAY_SHARE = 0.05  # standard deviation from the line between the two, as a share of the camera extent


class Teacher:
    """Draws cameras between those of a capture's training photos and renders them with a scene."""

    def __init__(self, scene: Scene, capture: Capture) -> None:
        self.scene = scene
        self.cameras = [capture.views[index].cameras for index in capture.train]
        self.stray = STRAY_SHARE * capture.bounds.camera_extent
        centers = torch.cat([camera.centers for camera in self.cameras]).double()  # [P, 3]
        num_neighbors = min(NUM_NEIGHBORS, len(self.cameras) - 1)
        distances = (centers[:, None] - centers).norm(dim=-1).fill_diagonal_(-1.0)  # [P, P]: each is its own nearest
        self.neighbors = distances.argsort(dim=1, stable=True)[:, 1 : 1 + num_neighbors]  # [P, n]

    def batch(self, generator: torch.Generator, background: Tensor, device: str) -> Batch:  # background [3]
        """A picture from a random camera between two photos, as training sees it."""
        camera = self._camera(generator).to(device)
        picture, _ = self.scene.render(camera, background=background)
        return Batch(camera, picture, None, background.to(device), is_photo=False)

    def _camera(self, generator: torch.Generator) -> Cameras:
        first = int(torch.randint(len(self.cameras), (), generator=generator))
        camera = self.cameras[first]
        viewmat, center = camera.viewmats[0].double(), camera.centers[0].double()  # [4, 4], [3]
        if self.neighbors.shape[1]:
            other = self.neighbors[first, torch.randint(self.neighbors.shape[1], (), generator=generator)]
            share = torch.rand((), generator=generator, dtype=torch.float64)
            target = self.cameras[int(other)]
            rotation = torch.lerp(viewmat[:3, :3], target.viewmats[0, :3, :3].double(), share)  # [3, 3]
            center = torch.lerp(center, target.centers[0].double(), share)  # [3]
        else:
            rotation = viewmat[:3, :3]  # [3, 3]
        center = center + self.stray * torch.randn(3, generator=generator, dtype=torch.float64)  # [3]
        u, _, vh = torch.linalg.svd(rotation)
        between = torch.eye(4, dtype=torch.float64)  # [4, 4]
        between[:3, :3] = u @ vh  # the nearest rotation
        between[:3, 3] = -between[:3, :3] @ center
        return Cameras(between[None].to(camera.viewmats), camera.Ks, camera.width, camera.height)
