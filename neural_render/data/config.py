"""What a user may choose about a capture. Nothing here imports torch, so that `--help` stays fast."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import tyro


@dataclass(frozen=True)
class DataConfig:
    """Which capture, and how its photos are used."""

    path: Annotated[Path, tyro.conf.arg(name="data", metavar="CAPTURE")]
    """Folder with posed photos (transforms.json, Blender, COLMAP or LLFF), or the name of a bundled capture."""
    downscale: int = 1
    """Divide width and height of the photos by this, with an area filter."""
    background: Literal["auto", "white", "black", "random"] = "auto"
    """What lies behind transparent pixels; auto is white for Blender captures with alpha and black for others."""
    alpha: Literal["background", "mask"] = "background"
    """What an alpha channel means: background shows through, or a mask of pixels that do not count."""
    masks: bool = True
    """Use the capture's mask files: black pixels count in no loss and no metric."""
    test_every: int = 8
    """Every n-th photo, sorted by name, is for testing, unless the capture names its test photos."""
    num_random_points: int = 50_000
    """How many points to start from where the capture has none."""
    points_seed: int = 0
    """Seed of these points."""
    cache_bytes: int = 2 * 1024**3
    """Memory for decoded photos; the least recently used are decoded again when it is full."""

    def __post_init__(self) -> None:
        if self.downscale < 1:
            raise ValueError(f"downscale = {self.downscale} must be at least 1")
        if self.test_every < 2:
            raise ValueError(f"test_every = {self.test_every} must be at least 2, so that photos to train on remain")
        if self.num_random_points < 1 or self.cache_bytes < 0:
            raise ValueError("num_random_points must be at least 1 and cache_bytes not negative")
