"""Cameras from which a teacher's pictures are worth learning: between the photos, and around what they show.

Between: on the line between a photo's camera and one of its neighbours, a little astray. Around (Cao et al. 2023, as
in the authors' code): cameras that circle a scene look at its middle from the distances and heights of the photos;
cameras that face one way are placed in the photos' box and turned in the box of their axes, each enlarged by a tenth. A
camera that lies farther from all photos than they from each other, is turned away farther, or shows less of the scene's
points than every photo does, is not drawn: nothing is known there.

Letters: P photos, N points.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from neural_render.cameras import Cameras, look_at
from neural_render.paths import look_inwards
from neural_render.thinning import thinned
from neural_render.types import Capture

NUM_NEIGHBORS = 4  # cameras lie between a photo's camera and one of so many nearest ones
STRAY_SHARE = 0.05  # standard deviation from the line between the two, as a share of the camera extent
AROUND_SHARE = 0.5  # of the draws, where both are asked for
SAME_WAY = 0.5  # cosine to the mean axis: photos within it face one way
BOX_MARGIN = 1.1  # of the photos' boxes
NUM_DRAWS = 16  # around, before a camera between photos is taken instead
NUM_POINTS = 1000  # of the scene that are looked for


class Viewpoints:
    """Draws cameras like those of a capture's training photos."""

    def __init__(self, capture: Capture, points: Tensor, *, is_around: bool) -> None:  # [N, 3]
        """`points` tell where the scene is; with `is_around` half of the draws lie around it."""
        self.cameras = [capture.views[index].cameras for index in capture.train]
        self.stray = STRAY_SHARE * capture.bounds.camera_extent
        self.centers = torch.cat([camera.centers for camera in self.cameras]).double()  # [P, 3]
        self.axes = torch.cat([camera.viewmats[:, 2, :3] for camera in self.cameras]).double()  # [P, 3]
        self.middle = torch.tensor(capture.bounds.center, dtype=torch.float64)  # [3]
        self.up = torch.tensor(capture.frame.up, dtype=torch.float64)  # [3]
        num_neighbors = min(NUM_NEIGHBORS, len(self.cameras) - 1)
        distances = (self.centers[:, None] - self.centers).norm(dim=-1).fill_diagonal_(-1.0)  # [P, P]: own is nearest
        self.neighbors = distances.argsort(dim=1, stable=True)[:, 1 : 1 + num_neighbors]  # [P, n]
        self.around = self._kind() if is_around and num_neighbors else None
        if num_neighbors:
            nearest = self.neighbors[:, 0]  # [P]
            self.reach = float(distances.gather(1, nearest[:, None]).max())
            self.turn = float((self.axes * self.axes[nearest]).sum(dim=-1).min())
        points = points[(points - self.middle).norm(dim=-1) <= capture.bounds.radius].double()  # [N, 3]
        self.points = thinned(points, NUM_POINTS)  # [N, 3]
        self.least_shown = min(self._share_shown(c, c.viewmats[0].double()) for c in self.cameras)

    def _kind(self) -> str | None:
        """How the photos were taken: "orbit", "forward", or in no way that is known."""
        mean = torch.nn.functional.normalize(self.axes.mean(dim=0), dim=0)  # [3]
        if float((self.axes @ mean).min()) > SAME_WAY:
            return "forward"
        return "orbit" if look_inwards(self.cameras, tuple(self.middle.tolist())) else None

    def draw(self, generator: torch.Generator) -> Cameras:
        if self.around is not None and torch.rand((), generator=generator) < AROUND_SHARE:
            draw = {"orbit": self._orbit, "forward": self._forward}[self.around]
            for _ in range(NUM_DRAWS):
                viewmat = draw(generator)  # [4, 4]
                photo = int(torch.randint(len(self.cameras), (), generator=generator))
                if self._is_near(viewmat) and self._share_shown(self.cameras[photo], viewmat) >= self.least_shown:
                    return self._like(photo, viewmat)
        return self._between(generator)

    def _between(self, generator: torch.Generator) -> Cameras:
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
        return self._like(first, between)

    def _like(self, photo: int, viewmat: Tensor) -> Cameras:  # [4, 4]
        camera = self.cameras[photo]
        return Cameras(viewmat[None].to(camera.viewmats), camera.Ks, camera.width, camera.height)

    def _orbit(self, generator: torch.Generator) -> Tensor:
        """A viewmat [4, 4] that looks at the middle; azimuths are uniform, heights normal within the photos'."""
        offsets = self.centers - self.middle  # [P, 3]
        radii = offsets.norm(dim=-1)  # [P]
        polars = torch.acos((offsets @ self.up / radii).clamp(-1, 1))  # [P] angles from up
        low, high = polars.min(), polars.max()
        radius, turn, height = torch.rand(3, generator=generator, dtype=torch.float64)
        polar = (low + high) / 2 + (high - low) / 2 * torch.randn((), generator=generator, dtype=torch.float64)
        if not low <= polar <= high:
            polar = torch.lerp(low, high, height)
        azimuth = 2 * math.pi * turn
        side = torch.linalg.cross(self.up, torch.eye(3, dtype=torch.float64)[self.up.abs().argmin()])  # [3]
        side = torch.nn.functional.normalize(side, dim=0)  # [3]
        level = azimuth.cos() * side + azimuth.sin() * torch.linalg.cross(self.up, side)  # [3]
        direction = polar.cos() * self.up + polar.sin() * level  # [3]
        return look_at(self.middle + torch.lerp(radii.min(), radii.max(), radius) * direction, self.middle, self.up)

    def _forward(self, generator: torch.Generator) -> Tensor:
        """A viewmat [4, 4] in the photos' box, with an axis of theirs."""
        center, axis = (self._in_box(values, generator) for values in (self.centers, self.axes))  # [3] each
        return look_at(center, center + axis, self.up)

    def _in_box(self, values: Tensor, generator: torch.Generator) -> Tensor:  # [P, 3]
        low, high = values.amin(dim=0), values.amax(dim=0)  # [3] each
        shares = 0.5 + BOX_MARGIN * (torch.rand(3, generator=generator, dtype=torch.float64) - 0.5)  # [3]
        return torch.lerp(low, high, shares)

    def _is_near(self, viewmat: Tensor) -> bool:  # [4, 4]
        center = -viewmat[:3, :3].T @ viewmat[:3, 3]  # [3]
        distances = (self.centers - center).norm(dim=-1)  # [P]
        nearest = int(distances.argmin())
        return float(distances[nearest]) <= self.reach and float(self.axes[nearest] @ viewmat[2, :3]) >= self.turn

    def _share_shown(self, camera: Cameras, viewmat: Tensor) -> float:  # [4, 4]
        """The share of the points that a camera like this one shows from another place."""
        places = self.points @ viewmat[:3, :3].T + viewmat[:3, 3]  # [N, 3]
        pixels = places @ camera.Ks[0].double().T  # [N, 3] times depth
        limits = pixels[:, 2:] * torch.tensor([camera.width, camera.height])  # [N, 2]
        is_shown = (pixels[:, 2] > 0) & ((pixels[:, :2] >= 0) & (pixels[:, :2] <= limits)).all(dim=1)  # [N]
        return float(is_shown.double().mean()) if len(is_shown) else 1.0
