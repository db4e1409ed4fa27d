"""Settings of light slabs: those of all light fields, with half the depth, and the grids."""

from __future__ import annotations

from dataclasses import dataclass

from neural_render.representations.light_fields_config import LightFieldConfig
from neural_render.representations.splats_config import out_of_range, positive, whole


@dataclass(frozen=True)
class LightSlabConfig(LightFieldConfig):
    """Light slabs (LightSpeed): grids of where a ray crosses two planes and a small network, taught by splats."""

    num_blocks: int = 14
    """Residual blocks of the body."""
    resolutions: tuple[int, ...] = (64, 128, 256)
    """Entries along an edge of each level's grids."""
    num_features: int = 4
    """Numbers of an entry."""
    num_regions: int = 0
    """Local light fields; 0 for one where the cameras face the same way, and five elsewhere."""
    is_shared: bool = False
    """One network for all local light fields, which then differ in their grids only; else one each, as published."""
    grid_rate: float = 1e-2
    """Learning rate of the grids, after the warm-up."""

    def __post_init__(self) -> None:
        wrong = out_of_range(self, _RANGES)
        if not 1 <= len(self.resolutions) <= 8 or not all(2 <= size <= 2048 for size in self.resolutions):
            wrong.append(f"resolutions = {list(self.resolutions)} must be 1 to 8 whole numbers from 2 to 2048")
        if wrong:
            raise ValueError("; ".join(wrong))
        super().__post_init__()


_RANGES = (
    *positive("grid_rate"),
    ("num_features", "1, 2, 4 or 8", lambda value: value in (1, 2, 4, 8)),
    ("num_regions", *whole(0, 64)),
)
