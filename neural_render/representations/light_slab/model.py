"""Light slabs (Gupta et al. 2023, "LightSpeed"): where a ray crosses two planes is looked up in grids.

A ray is (x, y, u, v): where it crosses the nearer and the farther plane of its region's frame. Every pair of the four
has a grid per level, and all numbers found are concatenated: the network has little left to do.

Planes that face a camera cannot serve one at its side. Scenes seen from all around are divided: cameras are clustered
by place, and every cluster has planes that face its mean direction, grids and a network of its own (section 4.2 there).
Planes lie where the scene begins and ends; x, y, u, v are scaled so that the rays that hit it fill [0, 1].

Letters: C cameras, K regions, N points, M rays, T entries of a grid, F numbers of an entry.
"""

from __future__ import annotations

from typing import final

import torch
from torch import Tensor, nn
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.fields.net_onnx import Nodes
from neural_render.fields.plane_grid import PlaneGridLayout
from neural_render.optim import ParamGroup
from neural_render.package.baked import Baked
from neural_render.package.folder import Package
from neural_render.representation import BakedRenderer
from neural_render.representations.light_fields import FIRST_SPREAD, MAX_REGIONS, LightField
from neural_render.representations.light_slab import bake, regions
from neural_render.representations.light_slab.config import LightSlabConfig
from neural_render.types import Capture


@final
class LightSlab(LightField):
    """Grids of two planes, per region."""

    config_type = LightSlabConfig

    def __init__(self, config: LightSlabConfig, num_regions: int = 1) -> None:
        self.layout = PlaneGridLayout(tuple(config.resolutions), config.num_features)
        super().__init__(config, self.layout.num_outputs, num_regions, num_nets=1 if config.is_shared else num_regions)
        self.tables = nn.ParameterList(
            nn.Parameter(FIRST_SPREAD * torch.randn(self.layout.num_entries, config.num_features))
            for _ in range(num_regions)
        )  # K times [T, F]
        for name, value in regions.no_frames(num_regions)._asdict().items():
            self.register_buffer(name, value)

    @classmethod
    def init(cls, config: LightSlabConfig, capture: Capture, generator: torch.Generator) -> Self:
        rig = regions.rig_of(capture)
        centers = regions.choose(rig, config.num_regions)  # [K, 3]
        model = cls.seeded(config, capture, generator, num_regions=len(centers))
        model.region_centers = centers
        # What the cameras look at is known better once there are a teacher's splats.
        model._rig, model._up = rig, capture.frame.up
        model.enclose(capture.points)
        return model

    def enclose(self, points: Tensor) -> None:  # [N, 3]
        super().enclose(points)
        points = regions.inside(points, self._bounds)  # [N', 3]
        frames = regions.fit(self.region_centers, self._rig, points, self._up)
        for name, value in frames._asdict().items():
            setattr(self, name, value)

    @classmethod
    def restore(cls, config: LightSlabConfig, state: dict[str, Tensor]) -> Self:
        num_regions = len(state["region_centers"]) if "region_centers" in state else 1
        if not 1 <= num_regions <= MAX_REGIONS:
            raise ValueError(f"{num_regions} regions, expected 1 to {MAX_REGIONS}")
        model = cls(config, num_regions)
        model.load(state)
        return model

    def inputs(self, cameras: Cameras, region: int, generator: torch.Generator | None) -> Tensor:
        return regions.look_up(self.tables[region], self.layout, cameras, self.frames, region)

    @property
    def frames(self) -> regions.Frames:
        return regions.Frames(self.rotations, self.origins, self.planes, self.lows, self.highs)

    def add_nodes(self, nodes: Nodes, rays: str, region: int) -> str:
        return regions.add_nodes(nodes, rays, self.tables[region], self.layout, self.frames, region)

    def bake_passes(self) -> Baked:
        return bake.pack(
            self.folded(), list(self.tables), self.layout, self.frames, self.region_centers, self.space_grid
        )

    @classmethod
    def open_passes(cls, package: Package) -> BakedRenderer:
        return bake.open_package(package)

    def param_groups(self, num_steps: int) -> list[ParamGroup]:
        schedule = self.warmed_up(self.config.grid_rate, num_steps)
        grids = [ParamGroup(f"tables.{region}", schedule) for region in range(len(self.tables))]
        return super().param_groups(num_steps) + grids
