"""MobileR2L (Cao et al. 2023): eight points on every ray, encoded by sines and cosines, are all that the network sees.

Points lie at equal steps of depth between near and far, the depths between which the cameras see the capture's bounds;
training moves each within its share (stratified, as Mildenhall et al. 2020, eq. 2). Coordinates are the world's, from
the centre of the bounds in halves of their radius: about the units that the authors' octaves were chosen for.
Per point and coordinate the channels are 6 sines, 6 cosines (2^0 to 2^5) and the coordinate, as in the authors' code.

Letters: C cameras, h x w the low resolution, S points on a ray.
"""

from __future__ import annotations

from typing import final

import torch
from torch import Tensor
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.fields.net_onnx import Nodes
from neural_render.package.baked import Baked
from neural_render.package.folder import Package
from neural_render.representation import BakedRenderer
from neural_render.representations.light_fields import LightField
from neural_render.representations.mobile_r2l import bake
from neural_render.representations.mobile_r2l.config import MobileR2LConfig
from neural_render.representations.mobile_r2l.points import NUM_INPUTS, NUM_POINTS, Points, add_nodes, tell
from neural_render.types import Capture

RADIUS_UNITS = 2.0  # the radius of the bounds in the network's units: that of the authors' synthetic scenes
NEAREST = 0.1  # of the distance to the centre


@final
class MobileR2L(LightField):
    """Points on rays."""

    config_type = MobileR2LConfig

    def __init__(self, config: MobileR2LConfig) -> None:
        super().__init__(config, NUM_INPUTS)
        self.register_buffer("center", torch.zeros(3))  # [3]
        self.register_buffer("radius", torch.tensor(1.0))  # []
        self.register_buffer("depths", torch.tensor([1.0, 3.0]))  # [2] z-depths of the nearest and the farthest point

    @classmethod
    def init(cls, config: MobileR2LConfig, capture: Capture, generator: torch.Generator) -> Self:
        model = cls.seeded(config, capture, generator)
        center, radius = torch.tensor(capture.bounds.center), capture.bounds.radius
        centers = [capture.views[index].cameras.centers for index in capture.train]
        distance = float((torch.cat(centers) - center).norm(dim=-1).median()) if centers else 2 * radius
        model.center, model.radius = center, torch.tensor(radius)
        model.depths = torch.tensor([max(distance - radius, NEAREST * distance), distance + radius])
        model.enclose(capture.points)
        return model

    def inputs(self, cameras: Cameras, region: int, generator: torch.Generator | None) -> Tensor:
        places = torch.linspace(0, 1, NUM_POINTS).expand(len(cameras), cameras.height, cameras.width, NUM_POINTS)
        if generator is not None:
            middles = (places[..., 1:] + places[..., :-1]) / 2  # [C, h, w, S - 1]
            first = torch.cat([places[..., :1], middles], dim=-1)  # [C, h, w, S]
            last = torch.cat([middles, places[..., -1:]], dim=-1)  # [C, h, w, S]
            places = torch.lerp(first, last, torch.rand(places.shape, generator=generator))
        return tell(cameras, places, self.points)

    @property
    def points(self) -> Points:
        return Points(self.center, RADIUS_UNITS / self.radius, self.depths)

    def add_nodes(self, nodes: Nodes, rays: str, region: int) -> str:
        return add_nodes(nodes, rays, self.points)

    def bake_passes(self) -> Baked:
        return bake.pack(self.folded()[0], self.points, self.space_grid)

    @classmethod
    def open_passes(cls, package: Package) -> BakedRenderer:
        return bake.open_package(package)
