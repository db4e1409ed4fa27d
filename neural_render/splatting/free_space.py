"""The space around the cameras, which holds nothing: where a camera was, nothing else was.

Splats right before a camera fit its photo at little cost and are in the way of every other picture. 3DGS (Kerbl et al.
2023, section 5.2) lets them fade by resetting all opacities now and then; what remains is that few photos tell what is
between them. But captures tell how near things come to cameras: points that photos have in common lie on surfaces. Of
captures without such points only the region that their cameras look at is known, and training starts from random points
within it; these tell about how near it begins.

Letters: C cameras, P points, N splats.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from typing_extensions import Self

from neural_render.types import Capture

# Share of the points that is nearer to a camera than what counts as nearest, as some points are wrong, and the most
# points: of a whole street, a hundredth is more than what stands beside a camera.
NEAREST, MOST_NEARER = 0.01, 200
TOGETHER = 32  # cameras whose distances to splats are in memory at a time


@dataclass(frozen=True)
class FreeSpace:
    """A ball around each camera."""

    centers: Tensor  # [C, 3]
    radii: Tensor  # [C]

    @classmethod
    def of(cls, capture: Capture, share: float) -> Self:
        """Balls around the training cameras, of this share of the distance to the nearest points in any direction."""
        if not (share and capture.train and len(capture.points)):
            return cls(torch.zeros(0, 3), torch.zeros(0))
        centers = torch.cat([capture.views[index].cameras.centers for index in capture.train]).cpu()  # [C, 3]
        points = capture.points.to(centers)  # [P, 3]
        nearer = min(NEAREST, MOST_NEARER / len(points))
        nearest = [float(np.quantile((points - center).norm(dim=1).numpy(), nearer)) for center in centers]
        return cls(centers, share * torch.tensor(nearest))

    @torch.no_grad()
    def holds(self, places: Tensor) -> Tensor:  # [N, 3]
        """Whether places are within any of the balls, [N]."""
        inside = torch.zeros(len(places), dtype=torch.bool, device=places.device)
        balls = zip(self.centers.split(TOGETHER), self.radii.split(TOGETHER), strict=True)
        for centers, radii in balls:
            exact = "donot_use_mm_for_euclid_dist"
            distances = torch.cdist(places, centers.to(places), compute_mode=exact)  # [N, C']
            inside |= (distances < radii.to(places)).any(dim=1)
        return inside
