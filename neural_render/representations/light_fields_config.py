"""Settings that light fields share: the network, its precision, and its rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neural_render.representations.splats_config import Ranges, out_of_range, positive, whole

NUM_STAGES = {2: 1, 4: 2, 8: 3, 12: 3}  # enlargements of the tail, by factor


@dataclass(frozen=True)
class LightFieldConfig:
    """What every neural light field can be told; defaults are MobileR2L's (Cao et al. 2023)."""

    width: int = 256
    """Channels of the network's body."""
    num_blocks: int = 28
    """Residual blocks of the body."""
    tail: tuple[int, ...] = (64, 64, 16)
    """Channels after each enlargement."""
    tail_blocks: int = 2
    """Residual blocks after each enlargement."""
    factor: Literal[2, 4, 8, 12] = 8
    """Pixels of the picture along an edge of one ray: 8 for square pictures, 12 for photos in the paper."""
    activation: Literal["gelu", "relu"] = "gelu"
    """What lies between convolutions."""
    is_normalised: bool = True
    """Batch normalisation after the convolutions of residual blocks, as published; what is without it trains faster on
    a CPU, where steps see few pictures."""
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """Of training's matrix products: bfloat16 on GPUs and on CPUs with AMX, or as said."""

    settle_from: float = 1.0
    """From this share of the steps on batch normalisation takes what it has seen before instead of each step's own
    statistics: few pictures in a step have other ones than all."""

    space_points: int = 0
    """Points on each ray at which grids of space are looked up; what they hold, weighed front to back, the network is
    told as well. 0 for none, as published."""
    space_resolutions: tuple[int, ...] = (32, 96)
    """Entries along an edge of each level's grid of space."""
    space_features: int = 8
    """Numbers of an entry of these; the first tells density."""

    rate: float = 5e-4
    """Learning rate of the network, after the warm-up."""
    space_rate: float = 5e-2
    """Learning rate of the grids of space, after the warm-up."""
    warm_up: int = 200
    """Steps in which rates rise from a fifth."""
    decay_to: float = 0.063
    """What is left of the rates at the end: a tenth after 500,000 of 600,000 steps in the paper."""

    def __post_init__(self) -> None:
        wrong = out_of_range(self, RANGES)
        if len(self.tail) != NUM_STAGES[self.factor] or not all(1 <= channels <= 1024 for channels in self.tail):
            wrong.append(
                f"tail = {list(self.tail)} must be {NUM_STAGES[self.factor]} whole numbers from 1 to 1024, "
                f"as factor = {self.factor} enlarges so often"
            )
        sizes = self.space_resolutions
        if not 1 <= len(sizes) <= 4 or not all(2 <= size <= 256 for size in sizes):
            wrong.append(f"space_resolutions = {list(sizes)} must be 1 to 4 whole numbers from 2 to 256")
        if wrong:
            raise ValueError("; ".join(wrong))


RANGES: Ranges = (
    *positive("rate space_rate decay_to"),
    ("settle_from", "between 0 and 1", lambda value: 0 <= value <= 1),
    ("space_points", *whole(0, 64)),
    ("space_features", "1, 2, 4 or 8", lambda value: value in (1, 2, 4, 8)),
    ("width", *whole(1, 4096)),
    ("num_blocks", *whole(1, 256)),
    ("tail_blocks", *whole(0, 16)),
    ("warm_up", *whole(0, 10**6)),
)
