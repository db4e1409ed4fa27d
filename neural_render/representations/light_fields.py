"""What neural light fields share: rays of a low resolution in, pictures out of one network per region.

The ray of the low resolution's pixel (i, j) goes through (f (i + 0.5), f (j + 0.5)) of the picture: the grid is
anchored at the picture's corner, sizes that f does not divide are rounded up and cropped, and crops at multiples of f
show what the picture shows but for the halo of the tail at their edges.

A light field says what every ray looks like, whatever lies where: its pictures are opaque, over the background that it
was trained with. Where there are several regions, each camera is rendered by the network whose centre is the nearest;
where others are nearly as near, their pictures are mixed (`package/regions.py`), and while training they take turns.

Letters: C cameras, K regions, I channels in, h x w the low resolution, f the factor.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import torch
from torch import Tensor, nn
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.compress.budgets import Budget
from neural_render.fields import net_passes, net_step, space_grid, space_passes
from neural_render.fields.net_onnx import Nodes, RayNetwork, Region
from neural_render.fields.networks import FoldedNet
from neural_render.fields.ray_net import RayNet, RayNetShape
from neural_render.fields.rays import low_resolution
from neural_render.fields.space_grid import Box, SpaceGrid, SpaceGridLayout
from neural_render.optim import ParamGroup, Schedule, exponential
from neural_render.package import regions
from neural_render.package.baked import Baked
from neural_render.package.folder import Package
from neural_render.representation import BakedRenderer, Representation, StepContext
from neural_render.representations.light_fields_config import LightFieldConfig
from neural_render.splatting.sh import SH_C0
from neural_render.splatting.splats import Splats, quat_to_rotmat
from neural_render.types import Batch, Capture, Color, Rendered

MAX_REGIONS = 64
OVERLAP = 0.15  # of regions: so much farther may a camera be from a centre than from the nearest, shown and in training
FIRST_RATE = 0.2  # of the warm-up, as a share
NUM_SAMPLES = 8  # of a teacher's splat, to say where it lies
FIRST_SPREAD = 0.1  # standard deviation of grids' first numbers


class LightField(Representation):
    """One network per region; concrete classes say what the network is told about a ray."""

    config_type = LightFieldConfig
    has_fixed_background: ClassVar = True

    def __init__(self, config: LightFieldConfig, num_inputs: int, num_regions: int = 1, num_nets: int = 1) -> None:
        """`num_nets` is 1 where the regions share a network, else their number."""
        super().__init__(config)
        self.space_layout = None
        if config.space_points:
            sizes = tuple(config.space_resolutions), config.space_features, config.space_points
            self.space_layout = SpaceGridLayout(*sizes)
            num_inputs += self.space_layout.num_outputs
            self.register_buffer("space_center", torch.zeros(3))  # [3]
            self.register_buffer("space_halves", torch.ones(3))  # [3]
            self.space = nn.ParameterList(
                nn.Parameter(FIRST_SPREAD * torch.randn(level.num_entries, config.space_features))
                for level in self.space_layout.levels
            )  # L times [T, F]
        self.shape = RayNetShape(
            num_inputs,
            config.width,
            config.num_blocks,
            tuple(config.tail),
            config.factor,
            config.tail_blocks,
            config.activation,
            config.is_normalised,
        )
        self.nets = nn.ModuleList(RayNet(self.shape) for _ in range(num_nets))
        self.register_buffer("background", torch.zeros(3))  # [3]
        self.register_buffer("region_centers", torch.zeros(num_regions, 3))  # [K, 3] of cameras
        self.register_buffer("draws", torch.tensor(0))  # [] seed of what the next step draws
        self.register_buffer("is_settled", torch.tensor(False))  # [] whether normalisation no longer follows the steps

    @classmethod
    @abstractmethod
    def init(cls, config: LightFieldConfig, capture: Capture, generator: torch.Generator) -> Self: ...

    @classmethod
    def seeded(cls, config: LightFieldConfig, capture: Capture, generator: torch.Generator, **sizes: int) -> Self:
        """Networks that are drawn from `generator`."""
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(int(torch.randint(2**31, (), generator=generator)))
            model = cls(config, **sizes)
        model.background, model._bounds = torch.tensor(capture.background), capture.bounds
        model.draws = torch.randint(2**31, (), generator=generator)
        return model

    @torch.no_grad()
    def start_from(self, splats: Splats, seen_by: Sequence[Cameras] = ()) -> None:
        """Grids lie around a teacher's splats, and those of space tell what is where before training begins."""
        self.enclose(splats.means[splats.logit_opacities > 0].cpu())
        # Opacities under other sums than coverage's have no upper limit: they do not tell what can be seen.
        is_known = splats.weighted_sum is None or splats.weighted_sum.has_coverage
        if (grid := self.space_grid) is not None and is_known:
            space_grid.fill(grid, *_samples(splats, self.region_centers.device))

    def enclose(self, points: Tensor) -> None:  # [N, 3]
        """Grids lie around these points of the scene."""
        if self.space_layout is not None:
            self.space_center, self.space_halves = space_grid.around(points, self._bounds)

    @property
    def space_grid(self) -> SpaceGrid | None:
        if self.space_layout is None:
            return None
        return SpaceGrid(list(self.space), self.space_layout, Box(self.space_center, self.space_halves))

    def load(self, state: dict[str, Tensor]) -> None:
        expected = {name: value.shape for name, value in self.state_dict().items()}
        for name, value in state.items():
            if name in expected and value.shape != expected[name]:
                raise ValueError(f"{name} is {tuple(value.shape)}, expected {tuple(expected[name])}")
        super().load(state)
        if bool(self.is_settled):
            self._settle()

    def _settle(self) -> None:
        self.is_settled.fill_(True)
        for net in self.nets:
            net.settle()

    @abstractmethod
    def inputs(self, cameras: Cameras, region: int, generator: torch.Generator | None) -> Tensor:
        """What the network of `region` is told about the rays of `cameras`, [C, h, w, I]; drawn from `generator` where
        training varies it, and always the same without."""

    def forward(self, cameras: Cameras, maps: frozenset[str] = frozenset()) -> Rendered:
        generator = torch.Generator().manual_seed(int(self.draws)) if self.training else None
        low = low_resolution(cameras, self.shape.factor)
        shares = self._shares(cameras, generator)  # [C, K]
        pictures = [torch.zeros(())] * len(cameras)
        for region in shares.any(dim=0).nonzero()[:, 0].tolist():
            members = shares[:, region].nonzero()[:, 0].tolist()
            chosen = replace(low, viewmats=low.viewmats[members], Ks=low.Ks[members])
            inputs = self._told(chosen, region, generator)  # [c, h, w, I]
            with self._precision(inputs.device):
                rendered = self.nets[min(region, len(self.nets) - 1)](inputs)  # [c, f h, f w, 3]
            for index, picture in zip(members, rendered, strict=True):
                pictures[index] = pictures[index] + shares[index, region] * picture
        return Rendered(rgb=torch.stack(pictures)[:, : cameras.height, : cameras.width])

    def _told(self, cameras: Cameras, region: int, generator: torch.Generator | None) -> Tensor:
        """`inputs`, and what the grids of space hold, [C, h, w, I]."""
        own = self.inputs(cameras, region, generator)  # [C, h, w, I']
        if (grid := self.space_grid) is None:
            return own
        return torch.cat([own, space_grid.look_up(cameras, grid)], dim=-1)

    def _shares(self, cameras: Cameras, generator: torch.Generator | None) -> Tensor:
        """Of every camera's picture what each region gives, [C, K]; in training one of those with a share gives all."""
        shares = regions.shares(cameras.centers, self.region_centers, OVERLAP).cpu()  # [C, K]
        if generator is None:
            return shares
        chosen = torch.multinomial(shares.sign(), 1, generator=generator)  # [C, 1]
        return torch.zeros_like(shares).scatter_(1, chosen, 1.0)

    def _precision(self, device: torch.device) -> torch.autocast:
        """Pictures that are measured and shipped are made in float32."""
        is_half = {"float32": False, "bfloat16": True, "auto": _is_fast_in_bfloat16(device)}[self.config.precision]
        return torch.autocast(device.type, torch.bfloat16, enabled=is_half and self.training)

    @property
    def crop_step(self) -> int:
        return self.shape.factor

    @property
    def crop_halo(self) -> int:
        return self.shape.halo

    def losses(self, batch: Batch, rendered: Rendered, step: int) -> dict[str, Tensor]:
        """The mean squared error of the pixels that count (both papers)."""
        errors = (rendered.rgb - batch.rgb).square()  # [C, H, W, 3]
        if batch.mask is None:
            return {"mse": errors.mean()}
        return {"mse": (errors * batch.mask[..., None]).sum() / (3 * batch.mask.sum()).clamp(min=1)}

    def param_groups(self, num_steps: int) -> list[ParamGroup]:
        schedule = self.warmed_up(self.config.rate, num_steps)
        groups = [ParamGroup(f"nets.{name}", schedule) for name, _ in self.nets.named_parameters()]
        if self.space_layout is not None:
            schedule = self.warmed_up(self.config.space_rate, num_steps)
            groups += [ParamGroup(f"space.{level}", schedule) for level in range(len(self.space))]
        return groups

    def warmed_up(self, rate: float, num_steps: int) -> Schedule:
        """A linear rise, then an exponential fall to the end."""
        falling, warm_up = exponential(rate, rate * self.config.decay_to, num_steps), self.config.warm_up
        return lambda step: falling(step) * min(1.0, FIRST_RATE + (1 - FIRST_RATE) * step / max(warm_up, 1))

    @torch.no_grad()
    def after_step(self, context: StepContext) -> None:
        for net in self.nets:
            net.take_over_statistics()
        self.draws.copy_(torch.randint(2**31, (), generator=context.generator))
        if context.step + 1 == math.ceil(self.config.settle_from * context.num_steps):
            self._settle()

    @property
    def num_primitives(self) -> int:
        return len(self.region_centers)

    @abstractmethod
    def add_nodes(self, nodes: Nodes, rays: str, region: int) -> str:
        """`inputs` without a generator, as nodes of an ONNX graph: of rays [1, 6, h, w], [1, I, h, w]."""

    def ray_network(self) -> RayNetwork:
        def region_of(index: int) -> Region:
            return Region(nets[index % len(nets)], lambda nodes, rays: self.add_nodes(nodes, rays, index))

        nets, grid = self.folded(), self.space_grid
        each = tuple(map(region_of, range(len(self.region_centers))))
        common = None if grid is None else lambda nodes, rays: space_grid.add_nodes(nodes, rays, grid)
        return RayNetwork(each, self.region_centers.cpu().numpy(), OVERLAP, common)

    @torch.no_grad()
    def bake(self, background: Color, budget: Budget, weights: Tensor | None = None) -> Baked:
        """Passes of fragment shaders where they have room for all of it, else the network as a file."""
        has_room = net_passes.is_small(self.folded()[0].shape)
        if (grid := self.space_grid) is not None:
            has_room &= space_passes.has_room(grid.layout)
        return self.bake_passes() if has_room else net_step.pack(self.ray_network())

    @abstractmethod
    def bake_passes(self) -> Baked:
        """The networks as passes of fragment shaders."""

    @classmethod
    def open_baked(cls, package: Package) -> BakedRenderer:
        if not package.networks:
            return cls.open_passes(package)
        network, factor = net_step.open_package(package)
        return lambda cameras: Rendered(net_step.picture_of(network, factor, cameras))

    @classmethod
    @abstractmethod
    def open_passes(cls, package: Package) -> BakedRenderer:
        """`open_baked` of what `bake_passes` made."""

    def folded(self) -> list[FoldedNet]:
        """The network of every region as it ships, or the one that all share."""
        return [net.fold() for net in self.nets]


def _samples(splats: Splats, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Places in the splats [M, 3], what each has of their opacities [M], and their colours [M, 3]."""
    values = splats.means, splats.quats, splats.log_scales, splats.logit_opacities, splats.sh0
    means, quats, log_scales, logits, sh0 = (value.to(device) for value in values)
    noise = torch.randn(len(means), NUM_SAMPLES, 3, generator=torch.Generator().manual_seed(0)).to(device)  # [N, S, 3]
    turned = (noise * log_scales.exp()[:, None]) @ quat_to_rotmat(quats).transpose(1, 2)  # [N, S, 3]
    places = (means[:, None] + turned).flatten(0, 1)  # [M, 3]
    colors = (0.5 + SH_C0 * sh0).clamp(0, 1)  # [N, 3]
    weights, colors = (value.repeat_interleave(NUM_SAMPLES, dim=0) for value in (torch.sigmoid(logits), colors))
    return places, weights, colors


def _is_fast_in_bfloat16(device: torch.device) -> bool:
    """Where it pays: AVX512's bfloat16 alone was half as fast as float32 (oneDNN, one core, 256 channels)."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported()
    return getattr(torch.cpu, "_is_amx_tile_supported", lambda: False)()
