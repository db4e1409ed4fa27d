"""What a user may choose about a capture. Nothing here imports torch, so that `--help` stays fast."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    segments: Path | None = None
    """Segments of the photos for planar-gaussians: a folder of PNG ids or SAM's JSON, or an ONNX file of a network."""
    segmenter_mean: tuple[float, float, float] = (0.485, 0.456, 0.406)
    """What such a network wants taken from red, green and blue in 0 ... 1."""
    segmenter_std: tuple[float, float, float] = (0.229, 0.224, 0.225)
    """What it wants them divided by then."""
    segmenter_cut: float = 0.5
    """Pixels of its masks above this value belong to the mask."""
    segmenter_score: float = 0.5
    """Its masks of a lower score are left out."""
    normals: Path | None = None
    """Normals of the photos for planar-gaussians, in camera axes: a folder of PNG or .npy files, or an ONNX file."""
    normal_axes: Literal["opencv", "opengl"] = "opencv"
    """Axes of these normals: x right, y down, z away from the camera, or x right, y up, z towards it."""
    normals_mean: tuple[float, float, float] = (0.485, 0.456, 0.406)
    """What a network of normals wants taken from red, green and blue in 0 ... 1."""
    normals_std: tuple[float, float, float] = (0.229, 0.224, 0.225)
    """What it wants them divided by then."""
    capture_normals: bool = False
    """Learn from the normals that the capture carries, which may be exact ones as those of generated rooms."""
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
        if self.normals is not None and self.capture_normals:
            raise ValueError("normals and capture_normals are two answers to one question")
        for name in ("segmenter_std", "normals_std"):
            if not min(getattr(self, name)) > 0:
                raise ValueError(f"{name} = {getattr(self, name)} must be above 0")

    @property
    def given_maps(self) -> frozenset[str]:
        """The maps of photos that the user wants to be learned from."""
        is_given = {"segments": self.segments is not None, "normals": self.normals is not None or self.capture_normals}
        return frozenset(name for name, is_there in is_given.items() if is_there)

    def without_given_maps(self) -> DataConfig:
        """For who looks at the capture and does not train."""
        return replace(self, segments=None, normals=None, capture_normals=False)
