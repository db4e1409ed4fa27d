"""What every representation offers. Concrete classes are final; the trainer, the evaluation and the exports know only
this class.

A concrete class lives in `representations/<name>/model.py`; the registry is `representations/__init__.py`, which
imports no torch.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.compress.budgets import UNLIMITED, Budget
from neural_render.fields.net_onnx import RayNetwork
from neural_render.losses import l1_dssim
from neural_render.optim import Optimizer, ParamGroup, Rows
from neural_render.package.baked import Baked
from neural_render.package.folder import Package
from neural_render.planes.plane import Plane
from neural_render.splatting.splats import Splats
from neural_render.types import Batch, Capture, Color, Rendered

BakedRenderer = Callable[[Cameras], Rendered]


@dataclass(frozen=True)
class StepContext:
    """What a representation may look at and edit after an optimizer step."""

    step: int  # counts from 0
    num_steps: int
    batch: Batch
    rendered: Rendered
    generator: torch.Generator  # seeded by the run's seed and the step: a resumed run draws the same numbers
    optimizer: Optimizer

    def rows(self, table: str) -> Rows:
        return self.optimizer.rows(table)


class Representation(nn.Module, ABC):
    """A scene that renders cameras and trains on batches."""

    config_type: ClassVar[type]
    row_buffers: ClassVar[dict[str, tuple[str, ...]]] = {}  # table -> statistics buffers that follow its rows

    # True where the work is in the native kernels, which bring their own threads: torch's would only compete with them.
    is_native: ClassVar[bool] = False

    # True where the background is part of what is learned, so that it cannot change from step to step.
    has_fixed_background: ClassVar[bool] = False

    # What it looks at of a photo beside its colours, where there is any: names of a view's maps.
    learns_from: ClassVar[frozenset[str]] = frozenset()
    # True where packages may have panels in the place of some of the splats, which `bake` is then told as `hybrid`.
    takes_panels: ClassVar[bool] = False

    # Crops whose corners lie at multiples of `crop_step` pixels show what the picture shows, but for `crop_halo` pixels
    # at their edges.
    crop_step: int = 1
    crop_halo: int = 0

    def __init__(self, config: Any) -> None:
        """An empty scene; `init` and `restore` fill it."""
        super().__init__()
        self.config = config

    @classmethod
    @abstractmethod
    def init(cls, config: Any, capture: Capture, generator: torch.Generator) -> Self:
        """A scene ready to train on `capture`."""

    def start_from(self, splats: Splats, seen_by: Sequence[Cameras] = ()) -> None:
        """Takes over the splats of a finished scene after `init`; what is not made of splats ignores them.

        What has no room for all of them takes those that these cameras see most of.

        Raises ValueError where they mean something else here.
        """

    @classmethod
    def restore(cls, config: Any, state: dict[str, Tensor]) -> Self:
        """The scene whose tensors `state` holds; raises ValueError as `load` does."""
        model = cls(config)
        model.load(state)
        return model

    def load(self, state: dict[str, Tensor]) -> None:
        """Takes over the tensors `state`, whatever their row counts; statistics may be missing.

        Raises ValueError when a tensor is missing, unknown, or does not fit.
        """
        own = dict(self.named_parameters()) | dict(self.named_buffers())
        statistics = {name for names in self.row_buffers.values() for name in names}
        if wrong := (set(state) - set(own)) | (set(own) - set(state) - statistics):
            raise ValueError(f"the tensors {sorted(wrong)} are missing or unknown")
        for name, value in state.items():
            if value.dim() != own[name].dim() or value.dtype != own[name].dtype:
                raise ValueError(f"{name} is {value.dtype} {tuple(value.shape)}, expected {own[name].dim()} dimensions")
            own[name].data = value
        self.check()

    def check(self) -> None:
        """Raises ValueError when the tensors do not fit each other."""

    @abstractmethod
    def forward(self, cameras: Cameras, maps: frozenset[str] = frozenset()) -> Rendered:
        """Pictures of C cameras; `maps` names what to render besides colour: "depth", "normals"."""

    def losses(self, batch: Batch, rendered: Rendered, step: int) -> dict[str, Tensor]:
        """Named scalars whose sum is minimised; 3DGS's L1 + 0.2 D-SSIM unless a representation says otherwise."""
        return {
            "photometric": l1_dssim(
                rendered.rgb, batch.rgb, alpha=rendered.alpha, background=batch.background, mask=batch.mask
            )
        }

    @abstractmethod
    def param_groups(self, num_steps: int) -> list[ParamGroup]:
        """Every trainable tensor exactly once, with its schedule over `num_steps` and its row table."""

    def after_step(self, context: StepContext) -> None:
        """Growth, pruning, schedules: what follows an optimizer step."""

    @property
    @abstractmethod
    def num_primitives(self) -> int:
        """Splats, planes or networks: what `eval.json` counts."""

    @property
    def budget(self) -> Budget:
        """What packages of this scene are to take unless somebody says otherwise."""
        return UNLIMITED

    @abstractmethod
    def bake(self, background: Color, budget: Budget, weights: Tensor | None = None) -> Baked:
        """What a package of this scene holds, drawn over `background`, within the budget's splats and harmonics.

        Where there are too many, those of `splats()` are kept that weigh most in pictures by `weights` [N], where these
        are known. The budget's bytes are not looked at: only the written package has a size.
        """

    @classmethod
    @abstractmethod
    def open_baked(cls, package: Package) -> BakedRenderer:
        """What renders a package of this method: the specification of what every host shows.

        Raises ValueError for a package of something else.
        """

    def splats(self) -> Splats | None:
        """The scene as explicit splats, where it is one."""
        return None

    def plane_instances(self, cameras: Sequence[Cameras]) -> list[Plane] | None:
        """The planes that the scene itself knows, their fronts towards the `cameras`, each of which is one; None where
        it knows none."""
        return None

    def surface_depth(self, cameras: Sequence[Cameras]) -> Callable[[Cameras], Tensor] | None:
        """What tells the depth [H, W] of surfaces that one of the `cameras` sees, 0 where unknown; None where the scene
        knows no better than whoever asks."""
        return None

    def sorted_splats(self) -> Splats | None:
        """The scene as splats that are composited in depth order, where it is one: what most files mean."""
        splats = self.splats()
        return None if splats is None or splats.weighted_sum is not None else splats

    def ray_network(self) -> RayNetwork | None:
        """The scene as a network of rays, where it is one."""
        return None
