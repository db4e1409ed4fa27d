"""Gaussians blended without an order (Hou et al. 2025): see splatting/weighted_sum.py for the formulas.

Letters: N splats, K bases of the spherical harmonics.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import final

import torch
from torch import nn
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.optim import ParamGroup, constant
from neural_render.representations.sort_free_gaussians.config import SortFreeGaussiansConfig
from neural_render.representations.splats import SplatRepresentation
from neural_render.splatting import growth
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats, num_sh_bases
from neural_render.splatting.weighted_sum import SHARED, WeightedSum, first_sigma
from neural_render.types import Capture


@final
class SortFreeGaussians(SplatRepresentation):
    """A table of splats, each with a view-dependent factor on its weight, added up in any order."""

    config_type = SortFreeGaussiansConfig

    def __init__(self, config: SortFreeGaussiansConfig) -> None:
        super().__init__(config)
        has_coverage = config.variant == "coverage"
        self.view0 = nn.Parameter(torch.empty(0, 1))  # [N, 1]
        self.viewN = nn.Parameter(torch.empty(0, num_sh_bases(config.sh_degree) - 1))  # [N, K-1]
        self.log_sigma = nn.Parameter(torch.tensor(0.0))  # []
        self.log_beta = nn.Parameter(torch.tensor(math.log(config.initial_beta if has_coverage else 1.0)))  # []
        self.log_background_weight = nn.Parameter(torch.tensor(math.log(config.initial_background_weight)))  # []
        for name in {"log_sigma", "log_beta", "log_background_weight"} - set(SHARED[config.variant]):
            getattr(self, name).requires_grad_(False)

    @classmethod
    def init(cls, config: SortFreeGaussiansConfig, capture: Capture, generator: torch.Generator) -> Self:
        model = super().init(config, capture, generator)
        model._start_factors()
        return model

    def start_from(self, splats: Splats, seen_by: Sequence[Cameras] = ()) -> None:
        super().start_from(splats, seen_by)
        self._start_factors()

    def _start_factors(self) -> None:
        config, num_splats = self.config, len(self.means)
        self.log_sigma.data.fill_(math.log(first_sigma(config.variant, self.means.data, float(self.extent))))
        first = 0.0 if config.variant == "coverage" else config.initial_view / SH_C0
        self.view0.data = torch.full((num_splats, 1), first)
        self.viewN.data = torch.zeros(num_splats, num_sh_bases(config.sh_degree) - 1)

    def check(self) -> None:
        super().check()
        num_splats, num_rest = len(self.means), num_sh_bases(self.config.sh_degree) - 1
        for name, shape in (("view0", (num_splats, 1)), ("viewN", (num_splats, num_rest))):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} is {tuple(getattr(self, name).shape)}, expected {shape}")

    def param_groups(self, num_steps: int) -> list[ParamGroup]:
        config = self.config
        return [
            *super().param_groups(num_steps),
            ParamGroup("view0", self._late_decay(config.view0_rate, num_steps), growth.TABLE),
            ParamGroup("viewN", self._late_decay(config.viewN_rate, num_steps), growth.TABLE),
            *(ParamGroup(name, constant(config.blend_rate)) for name in SHARED[config.variant]),
        ]

    def splats(self) -> Splats:
        blending = WeightedSum(
            variant=self.config.variant,
            view0=self.view0,
            viewN=self.viewN,
            sigma=self.log_sigma.exp(),
            beta=self.log_beta.exp(),
            background_weight=self.log_background_weight.exp(),
        )
        return dataclasses.replace(super().splats(), weighted_sum=blending)
