"""proto"""

from __future__ import annotations

import math

import torch
from torch import nn

from neural_render.optim import ParamGroup, constant
from neural_render.representations.gaussians.model import Gaussians
from neural_render.representations.sort_free_gaussians.config import SortFreeGaussiansConfig
from neural_render.splatting import growth
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats, num_sh_bases
from neural_render.splatting.weighted_sum import WeightedSum


class SortFreeGaussians(Gaussians):
    config_type = SortFreeGaussiansConfig

    def __init__(self, config):
        super().__init__(config)
        k = num_sh_bases(config.sh_degree)
        self.view0 = nn.Parameter(torch.empty(0, 1))
        self.viewN = nn.Parameter(torch.empty(0, k - 1))
        self.log_sigma = nn.Parameter(torch.tensor(0.0))
        self.log_beta = nn.Parameter(torch.tensor(math.log(config.initial_beta)))
        self.log_background_weight = nn.Parameter(torch.tensor(math.log(0.02)))

    @classmethod
    def init(cls, config, capture, generator):
        model = super().init(config, capture, generator)
        n = len(model.means)
        first = 0.0 if config.variant == "coverage" else config.initial_view / SH_C0
        model.view0.data = torch.full((n, 1), first)
        model.viewN.data = torch.zeros(n, model.viewN.shape[1])
        centers = torch.cat([capture.views[i].cameras.centers for i in capture.train])
        far = torch.cdist(centers.double(), model.means.data.double()[:5000]).median()
        if config.variant == "linear":
            far = 3 * torch.cdist(centers.double(), model.means.data.double()[:5000]).max()
            model.log_sigma.data = far.log().float()
        else:
            model.log_sigma.data = (-far.log()).float()
        return model

    def param_groups(self, num_steps):
        c = self.config
        groups = super().param_groups(num_steps)
        return groups + [
            ParamGroup("view0", constant(c.view0_rate), growth.TABLE),
            ParamGroup("viewN", constant(c.viewN_rate), growth.TABLE),
            *(ParamGroup(name, constant(c.global_rate)) for name in ("log_sigma", "log_beta", "log_background_weight")),
        ]

    def splats(self):
        s = super().splats()
        ws = WeightedSum(
            self.config.variant,
            torch.cat([self.view0, self.viewN], dim=1),
            self.log_sigma.exp(),
            self.log_beta.exp(),
            self.log_background_weight.exp(),
        )
        return Splats(**{**vars(s), "weighted_sum": ws})
