"""Data that crosses modules: what a capture holds, what a step sees, what a renderer gives back. No logic.

Images are [H, W, 3] float32 sRGB in [0, 1]; depth is z-depth in world units; normals are unit vectors in world axes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

from neural_render.cameras import Cameras

Color = tuple[float, float, float]


@dataclass(frozen=True)
class View:
    """One posed photo. Its pixels are decoded only when asked for."""

    name: str  # the image's path below the capture's folder
    cameras: Cameras  # one pinhole camera at the working resolution, float32
    maps: frozenset[str]  # what `read` can give beside "rgb": "alpha", "mask", "depth", "normals", "planes", "segments"
    read: Callable[[str], Tensor]  # name -> "rgb" uint8 [H, W, 3]; "alpha", "mask" uint8 [H, W]; "depth" float32
    #                                [H, W] (0 where unknown); "normals" float32 [H, W, 3] (0 where unknown);
    #                                "planes", "segments" int32 [H, W] (0 for none)


@dataclass(frozen=True)
class Frame:
    """How the capture's world relates to the outside: kept in every scene and export."""

    up: tuple[float, float, float]  # unit vector in world axes
    meters_per_unit: float | None  # None where the capture does not know its scale


@dataclass(frozen=True)
class Bounds:
    """The region of interest in world units: what the cameras look at."""

    center: tuple[float, float, float]
    radius: float  # of a sphere that holds what the cameras look at
    camera_extent: float  # 3DGS's scene extent: 1.1 times the largest distance of a camera from their mean
    is_open: bool  # True where things lie beyond the radius: photos count up to their edges


@dataclass(frozen=True)
class Capture:
    """Posed photos of one place, with what is known about the place."""

    name: str
    views: list[View]
    train: list[int]  # indices into views
    test: list[int]  # indices into views; never trained on
    points: Tensor  # [N, 3] float32 world positions; N may be 0
    points_rgb: Tensor  # [N, 3] float32 in [0, 1]
    bounds: Bounds
    frame: Frame
    background: Color  # what lies behind the scene: behind alpha where the photos have it, else black
    split: str  # how train and test were chosen, in words


@dataclass(frozen=True)
class Batch:
    """What one training step sees."""

    cameras: Cameras
    rgb: Tensor  # [C, H, W, 3] float32, already over `background` where the photo has alpha
    mask: Tensor | None  # [C, H, W] float32: 1 where the pixel counts, 0 where it does not
    background: Tensor  # [3] float32: what lies behind the splats in this step
    is_photo: bool = True  # False for a teacher's picture, which is no evidence of what can be seen
    maps: dict[str, Tensor] = field(default_factory=dict)  # loaded only when asked for by name


@dataclass
class Rendered:
    """What a renderer gives back. What a representation does not have is None.

    `rgb` is premultiplied by `alpha`, over black; the picture over a background is `rgb + (1 - alpha) * background`.
    """

    rgb: Tensor  # [C, H, W, 3]
    alpha: Tensor | None = None  # [C, H, W]; None means opaque
    depth: Tensor | None = None  # [C, H, W] expected z-depth, 0 where alpha is 0
    normals: Tensor | None = None  # [C, H, W, 3] world axes, unit length or 0 where alpha is 0
    extras: dict[str, Any] = field(default_factory=dict)  # what the representation's own losses and growth need


@dataclass(frozen=True)
class Metrics:
    """Quality of one rendered view against its photo; masked pixels do not count."""

    psnr: float
    ssim: float
    lpips: float | None  # None where the weights are not installed
