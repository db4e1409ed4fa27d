"""Compact Gaussians (Cao et al. 2025): trees of which the parents' places and scales are stored and the rest predicted.

The trees are in trees.py; here is how they are trained to a number of bytes. From a share of the steps on, everything
is drawn as the file will hold it (straight through), and what the file will take is part of the loss (rates.py).

Letters: P trees, K children, N nodes, B bases of the harmonics.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, ClassVar, final

import torch
from torch import Tensor, nn
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.compress import budgets, entropy, quantise
from neural_render.compress.budgets import Budget
from neural_render.errors import UserError
from neural_render.fields.hash_grid import HashGridLayout
from neural_render.optim import ParamGroup, Schedule, constant, exponential
from neural_render.package.baked import Baked
from neural_render.package.folder import Package
from neural_render.representation import BakedRenderer, Representation, StepContext
from neural_render.representations.compact_gaussians import bake, fitting, growing, plan, rates, trees
from neural_render.representations.compact_gaussians.config import CompactGaussiansConfig
from neural_render.representations.compact_gaussians.trees import Region, Shape, Trees
from neural_render.splatting import selection
from neural_render.splatting.free_space import FreeSpace
from neural_render.splatting.init import splats_from_points
from neural_render.splatting.raster import render
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats
from neural_render.splatting.weighted_sum import SHARED, first_sigma
from neural_render.types import Batch, Capture, Color, Rendered

TABLE = "trees"
STORED = ("means", "log_scales", "residuals", "harmonics")  # of every tree
FEATURES = 4  # of the hash grid's entries: one texel
FIRST_VIEW, FIRST_BACKGROUND_WEIGHT = 0.1, 0.02  # of sort-free blending, as sort-free-gaussians starts
FIRST_BETA = {"coverage": 8.0}  # 1 elsewhere
# Steps between two guesses at the size, and between two real ones, at which the entropy coder takes a second.
GUESS_EVERY, COUNT_EVERY = 10, 100
# A model of how the size follows the weight of bits, measured on lego: in so many steps of full rates it comes by all
# but 1/e to what lasts, which falls with this power of the weight.
FOLLOW_STEPS, ELASTICITY = 200, 0.23
# From this share of the steps on the nets stay as they are rounded then, and everything else follows them.
NETS_UNTIL = 0.8
# The share of what is missing that a change of the weight corrects; its bounds; the least share of a change of what
# lasts that is waited for; the least and the largest weight.
DAMPING, MOST_EXCESS, LEAST_SETTLED, LEAST_WEIGHT, MOST_WEIGHT = 0.2, 1.2, 0.25, 1e-6, 5e-3


@final
class CompactGaussians(Representation):
    """Trees of splats that a small model predicts, and the residuals that it leaves."""

    is_native = True
    config_type = CompactGaussiansConfig
    row_buffers: ClassVar = {TABLE: growing.STATISTICS}

    def __init__(self, config: CompactGaussiansConfig) -> None:
        super().__init__(config)
        most = self.budget.sh_degree
        self.shape = Shape(
            num_children=config.num_children,
            sh_degree=config.sh_degree if most is None else min(config.sh_degree, most),
            grid=self._grid(),
            width=config.width,
            attention=config.attention,
            is_contracted=config.has_contraction,
        )
        nodes, bases = self.shape.num_nodes, self.shape.num_bases
        self.means = nn.Parameter(torch.empty(0, 3))  # [P, 3]
        self.log_scales = nn.Parameter(torch.empty(0, 3))  # [P, 3]
        self.residuals = nn.Parameter(torch.empty(0, nodes, trees.NUM_LAYERS, 4))  # [P, 1 + K, 4, 4]
        self.harmonics = nn.Parameter(torch.empty(0, nodes, bases - 1, 4))  # [P, 1 + K, B - 1, 4]
        self.grid = nn.Parameter(torch.zeros(self.shape.grid.num_entries, FEATURES))  # [T, F]
        self.nets = trees.Nets(self.shape)
        for name in ("log_sigma", "log_beta", "log_background_weight"):
            is_used = name in SHARED.get(config.blending, ())
            self.register_parameter(name, nn.Parameter(torch.tensor(0.0), requires_grad=is_used))  # []
        for name, value in {"center": torch.zeros(3), "radius": torch.tensor(1.0), "extent": torch.tensor(1.0)}.items():
            self.register_buffer(name, value)  # [3]; []; [] the cameras' extent, the unit of rates
        self.register_buffer("rules", torch.tensor(trees.RULES))  # [26] that it was trained by
        for name in growing.STATISTICS:
            self.register_buffer(name, torch.empty(0, nodes))  # [P, 1 + K]
        self.register_buffer("rate_weight", torch.tensor(config.rate_weight))  # [] adapted to the budget
        self.register_buffer("is_taught", torch.tensor(False))  # [] whether it started from a scene's splats
        self.register_buffer(
            "is_simulated", torch.tensor(config.simulate_from == 0)
        )  # [] whether everything is drawn as the file has it
        self.register_buffer("guessed_bytes", torch.tensor(0.0))  # [] of the file, at the last guess
        self.register_buffer("pace_of_bytes", torch.tensor(0.0))  # [] bytes that guesses change by in a step
        self.register_buffer("real_share", torch.tensor(1.0))  # [] real over guessed bytes, when last compared
        self.free_space: FreeSpace | None = None  # of the capture that it trains on

    @classmethod
    def init(cls, config: CompactGaussiansConfig, capture: Capture, generator: torch.Generator) -> Self:
        model = cls(config)
        cap = model.cap // model.shape.num_nodes
        points = splats_from_points(capture, cap, 0, config.initial_opacity, generator)
        model.center = torch.tensor(capture.bounds.center)
        model.radius.fill_(capture.bounds.radius)
        model.extent.fill_(capture.bounds.camera_extent)
        model.free_space = FreeSpace.of(capture, config.clearance)
        stored, nets = fitting.new(points.means, points.log_scales, model.shape, generator)
        model.nets = nets
        model._take_over(fitting.spread(stored, nets, points, model.first_factor, generator))
        model._start_blending()
        return model

    def start_from(self, splats: Splats, seen_by: Sequence[Cameras] = ()) -> None:
        blending = splats.weighted_sum
        if blending is not None and blending.variant != self.config.blending:
            raise ValueError(f"its splats are blended by {blending.variant}, not {self.config.blending}")
        if splats.antialias:
            raise ValueError("its opacities allow for the pixel filter (antialias), which those of trees do not")
        if self.free_space is not None:
            given, splats = len(splats), selection.rows(splats, ~self.free_space.holds(splats.means))
            if given >= self.shape.num_nodes > len(splats):
                raise ValueError("nearly all of its splats are where cameras were; a --clearance of 0 keeps them")
        if seen_by:
            splats = fitting.worthwhile(splats, self.cap, seen_by)
        generator = torch.Generator().manual_seed(0)
        stored, self.nets, _ = fitting.fit(
            splats,
            self.shape,
            self.region,
            cap=self.cap,
            factor=self.first_factor,
            num_steps=self.config.fit_steps,
            generator=generator,
        )
        self._take_over(stored)
        self._start_blending()
        if blending is not None:
            for name in SHARED[blending.variant]:
                getattr(self, name).data.copy_(getattr(blending, name.removeprefix("log_")).detach().log())
        self.is_taught.fill_(True)

    def _take_over(self, stored: Trees) -> None:
        for name in (*STORED, "grid"):
            getattr(self, name).data = getattr(stored, name).detach().clone()
        for name in growing.STATISTICS:
            setattr(self, name, torch.zeros(len(stored), self.shape.num_nodes))

    def _start_blending(self) -> None:
        variant = self.config.blending
        if variant != "sorted":
            self.log_sigma.data.fill_(math.log(first_sigma(variant, self.means.data, float(self.extent))))
            self.log_beta.data.fill_(math.log(FIRST_BETA.get(variant, 1.0)))
            self.log_background_weight.data.fill_(math.log(FIRST_BACKGROUND_WEIGHT))

    @property
    def budget(self) -> Budget:
        return budgets.parse(self.config.budget)

    @property
    def cap(self) -> int:
        """The most nodes."""
        return max(1 + self.config.num_children, plan.num_nodes(self.budget))

    def _grid(self) -> HashGridLayout:
        config = self.config
        log2_size = config.log2_table_size or plan.log2_table_size(self.cap)
        finest = config.finest_resolution or plan.finest_resolution(self.cap, config.base_resolution)
        return HashGridLayout(config.num_levels, FEATURES, log2_size, config.base_resolution, finest)

    @property
    def first_factor(self) -> float:
        """The harmonic of the factors that sort-free blending starts from."""
        return 0.0 if self.config.blending in ("sorted", "coverage") else FIRST_VIEW / SH_C0

    @property
    def region(self) -> Region:
        return Region(self.center, self.radius)

    def check(self) -> None:
        nodes, bases = self.shape.num_nodes, self.shape.num_bases
        rows = {
            "means": (3,),
            "log_scales": (3,),
            "residuals": (nodes, trees.NUM_LAYERS, 4),
            "harmonics": (nodes, bases - 1, 4),
        }
        expected = {name: (len(self.means), *shape) for name, shape in rows.items()}
        expected["grid"] = (self.shape.grid.num_entries, FEATURES)
        for name, shape in expected.items():
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} is {tuple(getattr(self, name).shape)}, expected {shape}")
        if not torch.equal(self.rules.cpu(), torch.tensor(trees.RULES)):
            raise ValueError("its trees follow other rules than those of this version: train it again")
        fresh = trees.Nets(self.shape).state_dict()
        for name, value in self.nets.state_dict().items():
            if value.shape != fresh[name].shape:
                raise ValueError(f"nets.{name} is {tuple(value.shape)}, expected {tuple(fresh[name].shape)}")

    def stored(self) -> Trees:
        """The tensors as the file will hold them, or as they are before that is simulated."""
        plain = Trees(self.means, self.log_scales, self.residuals, self.harmonics, self.grid)
        if not bool(self.is_simulated):
            return plain
        return Trees(
            means=quantise.simulate(bake.place_quantiser(self.means, self.shape), self.means),
            log_scales=quantise.simulate(bake.scale_quantiser(self.log_scales.detach()), self.log_scales),
            residuals=_Rounded.apply(self.residuals, 1.0),
            harmonics=_Rounded.apply(self.harmonics, 1.0),
            grid=_Rounded.apply(self.grid, trees.GRID_STEP),
        )

    def splats(self) -> Splats:
        return bake.splats_of(trees.grow(self.stored(), self.nets, self.shape, self.region), self._blending())

    def _blending(self) -> bake.Blending | None:
        if self.config.blending == "sorted":
            return None
        shared = (self.log_sigma, self.log_beta, self.log_background_weight)
        return bake.Blending(self.config.blending, *(value.exp() for value in shared))

    def forward(self, cameras: Cameras, maps: frozenset[str] = frozenset()) -> Rendered:
        return render(self.splats(), cameras, sh_degree=self.shape.sh_degree, maps=maps)

    def losses(self, batch: Batch, rendered: Rendered, step: int) -> dict[str, Tensor]:
        losses = super().losses(batch, rendered, step)
        if float(self.rate_weight) and bool(self.is_simulated):
            losses["rate"] = float(self.rate_weight) * self._bits() / self.num_primitives
        return losses

    def _bits(self) -> Tensor:
        """About how many bits the residuals and the grid take."""
        levels = self.shape.grid.levels
        parts = [self.grid[level.begin : level.begin + level.size] / trees.GRID_STEP for level in levels]
        return torch.stack([rates.bits(values) for values in (self.residuals, self.harmonics, *parts)]).sum()

    def param_groups(self, num_steps: int) -> list[ParamGroup]:
        config = self.config
        rate = config.means_rate * float(self.extent) * (config.taught_rate if bool(self.is_taught) else 1.0)
        groups = [
            ParamGroup("means", exponential(rate, 0.01 * rate, num_steps), TABLE),
            ParamGroup("log_scales", self._late_decay(config.scales_rate, num_steps), TABLE),
            ParamGroup("residuals", self._late_decay(config.residuals_rate, num_steps), TABLE),
            ParamGroup("harmonics", self._late_decay(config.harmonics_rate, num_steps), TABLE),
            ParamGroup("grid", self._late_decay(config.grid_rate, num_steps)),
        ]
        nets, last = self._late_decay(config.nets_rate, num_steps), self._last_of_nets(num_steps)
        groups += [
            ParamGroup(f"nets.{name}", lambda step: nets(step) if step < last else 0.0)
            for name, _ in self.nets.named_parameters()
        ]
        return groups + [ParamGroup(name, constant(config.blend_rate)) for name in SHARED.get(config.blending, ())]

    def _late_decay(self, rate: float, num_steps: int) -> Schedule:
        rate *= self.config.taught_rate if bool(self.is_taught) else 1.0
        start = round(self.config.decay_from * num_steps)
        falling = exponential(rate, rate * self.config.decay_to, num_steps - start)
        return lambda step: falling(max(step - start, 0))

    def _last_of_nets(self, num_steps: int) -> int:
        """The step after which the nets stay as they are."""
        return round(max(NETS_UNTIL, self.config.simulate_from) * num_steps)

    @torch.no_grad()
    def after_step(self, context: StepContext) -> None:
        done, num_steps = context.step + 1, context.num_steps
        # A teacher's splats are where they should be: growth among them cost 0.5 dB (lego, 200 steps).
        is_growing = not bool(self.is_taught) and done <= self.config.grow_until * num_steps
        if is_growing:
            self._grow(context, done, num_steps)
        if done >= self.config.simulate_from * num_steps:
            self.is_simulated.fill_(True)
        if done >= self._last_of_nets(num_steps):  # again and again: the step may have been left out, or be of before
            self.nets.load_state_dict(trees.rounded(self.nets).state_dict())
        # While trees come, the file is smaller than it will be.
        if bool(self.is_simulated) and not is_growing and self.budget.num_bytes is not None:
            self._adapt(done, num_steps)

    def _adapt(self, done: int, num_steps: int) -> None:
        """Makes bits dearer where the file would end up larger than the budget, and cheaper where smaller.

        Residuals take their time to follow, and those that became 0 rarely come back: where the size is going counts,
        not where it is, and it comes down to the budget late and from above.
        """
        if done % GUESS_EVERY:
            return
        before = float(self.guessed_bytes)
        guess = self._file_bytes(is_exact=False)
        if not before or done % COUNT_EVERY == 0:
            self.real_share.fill_(self._file_bytes(is_exact=True) / guess)
        self.guessed_bytes.fill_(guess)
        rate = self._late_decay(1.0, num_steps)
        pace, left = (value / rate(0) for value in (rate(done), sum(map(rate, range(done, num_steps)))))
        settled = 1 - math.exp(-left / FOLLOW_STEPS)
        change = (guess - before) / GUESS_EVERY if before else 0.0
        self.pace_of_bytes.mul_(0.5).add_(0.5 * change)
        end = guess + float(self.pace_of_bytes) * FOLLOW_STEPS / pace * settled
        excess = float(self.real_share) * end / (plan.USED * self.budget.num_bytes)
        gain = DAMPING / (ELASTICITY * max(settled, LEAST_SETTLED))
        self.rate_weight *= min(max(excess, 1 / MOST_EXCESS), MOST_EXCESS) ** gain
        self.rate_weight.clamp_(min=min(LEAST_WEIGHT, self.config.rate_weight), max=MOST_WEIGHT)

    def _file_bytes(self, *, is_exact: bool) -> int:
        return plan.overhead(self.config.blending) + sum(self.breakdown(is_exact=is_exact).values())

    def _grow(self, context: StepContext, done: int, num_steps: int) -> None:
        every, last = self.config.grow_every, int(self.config.grow_until * num_steps)
        if done % growing.LOOK_EVERY == 0:
            growing.gather_errors(self, self.splats(), context.batch, context.rendered)
        if done % every == 0 and self.config.grow_from * num_steps < done:
            rounds_left = last // every - done // every + 1
            room = math.ceil((self.cap // self.shape.num_nodes - len(self.means)) / rounds_left)
            nodes = trees.grow(self.stored(), self.nets, self.shape, self.region)
            rows = context.rows(TABLE)
            growing.grow(self, rows, nodes, room, self.config.prune_opacity, self.free_space, context.generator)

    @torch.no_grad()
    def breakdown(self, *, is_exact: bool = True) -> dict[str, int]:
        """Bytes by what is stored, as the file will have them; or a guess at it that takes a tenth of the time."""
        places = bake.place_quantiser(self.means, self.shape)
        means = quantise.encode(places, self.means).cpu().numpy()  # [P, 3]
        scales = quantise.encode(bake.scale_quantiser(self.log_scales), self.log_scales)  # [P, 3]
        order = entropy.morton_order(means)  # [P]
        count = _num_bytes_of_steps if is_exact else rates.guess_bytes
        layers = torch.cat([self.residuals, self.harmonics], dim=2)[order]  # [P, 1 + K, L, 4]
        return {
            "parents": len(entropy.encode_points(means[order], places.bits)) + _num_bytes(scales[order]),
            "residuals": count(layers.transpose(0, 1).flatten(0, 1).flatten(1)),
            "grid": count(self.grid / trees.GRID_STEP),
            "nets": bake.num_net_bytes(self.nets, self.shape),
        }

    @property
    def num_primitives(self) -> int:
        return self.shape.num_nodes * len(self.means)

    @torch.no_grad()
    def bake(self, background: Color, budget: Budget, weights: Tensor | None = None) -> Baked:
        shape, kept = self.shape, torch.arange(len(self.means))  # [P]
        if budget.num_splats is not None and budget.num_splats < self.num_primitives:
            weights = selection.importance(self.splats()) if weights is None else weights  # [N]
            trees_left = budget.num_splats // shape.num_nodes
            if not trees_left:
                raise UserError(
                    "no package of trees can be so small",
                    f"a budget of {budget.num_splats:,} splats, where a tree has {shape.num_nodes}",
                    "give a larger --budget",
                )
            kept = weights.view(shape.num_nodes, -1).sum(dim=0).topk(trees_left).indices.sort().values
        stored = Trees(**{name: getattr(self, name)[kept] for name in STORED}, grid=self.grid)
        if budget.sh_degree is not None and budget.sh_degree < shape.sh_degree:
            stored, shape = trees.with_sh_degree(stored, shape, budget.sh_degree)
        return bake.pack(stored, self.nets, shape, self.region, self._blending(), background)

    @classmethod
    def open_baked(cls, package: Package) -> BakedRenderer:
        splats = bake.unpack(package)
        return lambda cameras: render(splats, cameras, sh_degree=splats.sh_degree)


class _Rounded(torch.autograd.Function):
    """Values as codes of 8 bits have them; gradients pass as if nothing had happened (straight through)."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, step: float) -> Tensor:
        codes = (values / step).round_().clamp_(-trees.MAX_STEPS, trees.MAX_STEPS)
        return codes.mul_(step)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        return gradient, None


def _num_bytes(codes: Tensor) -> int:  # [M, C]
    """Of the codes, entropy-coded."""
    return len(entropy.encode_planes(codes.int().cpu().numpy(), bake.CODE_BITS))


def _num_bytes_of_steps(values: Tensor) -> int:  # [M, C] in steps
    """Of the values rounded and entropy-coded."""
    return _num_bytes(values.round().clamp(-trees.MAX_STEPS, trees.MAX_STEPS) + bake.ZERO)
