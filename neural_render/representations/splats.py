"""What representations that train splats share: the table of splats, its rates, and growth.

Letters: N splats, K bases of the spherical harmonics.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

import torch
from torch import Tensor, nn
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.compress.budgets import Budget
from neural_render.optim import ParamGroup, Schedule, exponential
from neural_render.package.baked import Baked
from neural_render.package.folder import Package
from neural_render.representation import BakedRenderer, Representation, StepContext
from neural_render.representations.splats_config import SplatsConfig
from neural_render.splatting import growth, mcmc, packing, panel_packing, selection
from neural_render.splatting.free_space import FreeSpace
from neural_render.splatting.init import splats_from_points
from neural_render.splatting.panels import Hybrid, render_over
from neural_render.splatting.raster import render
from neural_render.splatting.splats import PARAMETERS, Splats, num_sh_bases
from neural_render.types import Batch, Capture, Color, Rendered

# 3DGS adds a degree of the harmonics every 1000 of 30000 steps; shorter runs keep the share.
SH_DEGREE_SHARE = 1000 / 30000


class SplatRepresentation(Representation):
    """A table of splats that grows while it trains; concrete classes say how the splats are blended."""

    config_type = SplatsConfig
    is_native = True
    takes_panels = True
    row_buffers: ClassVar = {growth.TABLE: growth.STATISTICS}

    def __init__(self, config: SplatsConfig) -> None:
        super().__init__(config)
        num_bases = num_sh_bases(config.sh_degree)
        self.means = nn.Parameter(torch.empty(0, 3))  # [N, 3]
        self.quats = nn.Parameter(torch.empty(0, 4))  # [N, 4]
        self.log_scales = nn.Parameter(torch.empty(0, 3))  # [N, 3]
        self.logit_opacities = nn.Parameter(torch.empty(0))  # [N]
        self.sh0 = nn.Parameter(torch.empty(0, 3))  # [N, 3]
        self.shN = nn.Parameter(torch.empty(0, num_bases - 1, 3))  # [N, K-1, 3]
        self.register_buffer("extent", torch.tensor(1.0))  # [] the cameras' extent, the unit of rates and thresholds
        self.register_buffer("active_sh_degree", torch.tensor(0))  # [] raised while training
        for name in growth.STATISTICS:
            self.register_buffer(name, torch.empty(0))  # [N]
        self.free_space: FreeSpace | None = None  # of the capture that it trains on

    @classmethod
    def init(cls, config: SplatsConfig, capture: Capture, generator: torch.Generator) -> Self:
        model = cls(config)
        splats = splats_from_points(capture, config.cap, config.sh_degree, config.initial_opacity, generator)
        model._take_over(splats)
        model.extent.fill_(capture.bounds.camera_extent)
        model.free_space = FreeSpace.of(capture, config.clearance)
        return model

    def start_from(self, splats: Splats, seen_by: Sequence[Cameras] = ()) -> None:
        if splats.weighted_sum is not None:
            raise ValueError("its splats are blended without an order: their opacities mean something else")
        if splats.antialias != self.config.antialias:
            raise ValueError(f"antialias is {splats.antialias} there and {self.config.antialias} here")
        self._take_over(splats)
        self.active_sh_degree.fill_(min(splats.sh_degree, self.config.sh_degree))

    def _take_over(self, splats: Splats) -> None:
        for name in PARAMETERS[:-1]:
            getattr(self, name).data = getattr(splats, name).detach().clone()
        num_rest = min(splats.shN.shape[1], self.shN.shape[1])
        self.shN.data = self.shN.new_zeros(len(splats), *self.shN.shape[1:])
        self.shN.data[:, :num_rest] = splats.shN.detach()[:, :num_rest]
        for name in growth.STATISTICS:
            setattr(self, name, torch.zeros(len(splats)))

    def check(self) -> None:
        num_splats = len(self.means)
        bases = num_sh_bases(self.config.sh_degree)
        expected = {"means": (3,), "quats": (4,), "log_scales": (3,), "logit_opacities": (), "sh0": (3,)}
        for name, shape in (expected | {"shN": (bases - 1, 3)}).items():
            if getattr(self, name).shape != (num_splats, *shape):
                raise ValueError(f"{name} is {tuple(getattr(self, name).shape)}, expected {(num_splats, *shape)}")
        if not 0 <= int(self.active_sh_degree) <= self.config.sh_degree:
            raise ValueError(f"active_sh_degree is {int(self.active_sh_degree)}")

    def forward(self, cameras: Cameras, maps: frozenset[str] = frozenset()) -> Rendered:
        rendered = render(self.splats(), cameras, sh_degree=int(self.active_sh_degree), maps=maps)
        for projected in rendered.extras["projected"]:
            if projected.means2d.requires_grad:
                projected.means2d.retain_grad()  # growth looks at it
        return rendered

    def losses(self, batch: Batch, rendered: Rendered, step: int) -> dict[str, Tensor]:
        losses = super().losses(batch, rendered, step)
        return losses | mcmc.regularizers(self, self.config) if self.config.growth == "mcmc" else losses

    def param_groups(self, num_steps: int) -> list[ParamGroup]:
        config = self.config
        schedules = {
            "means": self._means_schedule(num_steps),
            "quats": self._late_decay(config.quats_rate, num_steps),
            "log_scales": self._late_decay(config.scales_rate, num_steps),
            "logit_opacities": self._late_decay(config.opacities_rate, num_steps),
            "sh0": self._late_decay(config.sh0_rate, num_steps),
            "shN": self._late_decay(config.shN_rate, num_steps),
        }
        return [ParamGroup(name, schedule, growth.TABLE) for name, schedule in schedules.items()]

    def after_step(self, context: StepContext) -> None:
        step, num_steps = context.step, context.num_steps
        rows = context.rows(growth.TABLE)
        schedule = {"step": step, "num_steps": num_steps, "generator": context.generator}
        if self.config.growth == "mcmc":
            rate = self._means_schedule(num_steps)(step)
            mcmc.add_noise(self, self.config, means_rate=rate, generator=context.generator)
            mcmc.grow(self, rows, self.config, **schedule)
        else:
            seen, config = context.rendered.extras["projected"], self.config
            for projected in seen:
                growth.gather_statistics(self, projected, context.batch, config, step=step, num_steps=num_steps)
            if growth.is_error_due(config, step=step, num_steps=num_steps):
                errors = growth.absolute_errors(context.batch, context.rendered)  # [C, H, W, 3]
                for camera, projected in enumerate(seen):
                    self.error_sums += growth.errors_of_splats(self.splats(), context.rendered, errors[camera], camera)
                    self.error_counts += (projected.radii > 0).all(dim=-1)
            growth.grow(self, rows, self.config, extent=float(self.extent), **schedule)
        if self.free_space is not None and (step + 1) % self.config.grow_every == 0:
            outside = ~self.free_space.holds(self.means.detach())  # [N]
            if outside.any() and not outside.all():
                rows.keep(outside)
        degree = math.floor((step + 1) / max(num_steps * SH_DEGREE_SHARE, 1))
        self.active_sh_degree.clamp_(min=min(degree, self.config.sh_degree))

    def _means_schedule(self, num_steps: int) -> Schedule:
        first, last = self.config.means_rate, self.config.means_rate_last
        return exponential(first * float(self.extent), last * float(self.extent), num_steps)

    def _late_decay(self, rate: float, num_steps: int) -> Schedule:
        start = round(self.config.decay_from * num_steps)
        falling = exponential(rate, rate * self.config.decay_to, num_steps - start)
        return lambda step: falling(max(step - start, 0))

    @property
    def num_primitives(self) -> int:
        return len(self.means)

    def splats(self) -> Splats:
        return Splats(
            means=self.means,
            quats=self.quats,
            log_scales=self.log_scales,
            logit_opacities=self.logit_opacities,
            sh0=self.sh0,
            shN=self.shN,
            antialias=self.config.antialias,
        )

    def bake(
        self, background: Color, budget: Budget, weights: Tensor | None = None, hybrid: Hybrid | None = None
    ) -> Baked:
        splats = self.splats()
        if hybrid is not None:
            splats = selection.rows(splats, hybrid.is_kept)
            weights = None if weights is None else weights[hybrid.is_kept]
        baked = packing.pack(selection.within(splats, budget, weights), background, budget.num_entries)
        return baked if hybrid is None else panel_packing.with_panels(baked, hybrid.panels, background)

    @classmethod
    def open_baked(cls, package: Package) -> BakedRenderer:
        splats, panels = packing.unpack(package), panel_packing.unpack(package)
        if panels is None:
            return lambda cameras: render(splats, cameras, sh_degree=splats.sh_degree)
        return lambda cameras: render_over(panels, splats, cameras)
