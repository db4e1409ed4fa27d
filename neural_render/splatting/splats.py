"""Splats: anisotropic 3D Gaussians as named tensors, what a camera makes of them, and the rules all rasterizers share.

Notation: a splat has mean m, rotation R (from a quaternion, wxyz), scales s and covariance R diag(s)^2 R^T.
`log_scales` and `logit_opacities` are raw parameters; `opacities` are activated. Letters: N splats, K SH bases.

Paper: Kerbl et al. 2023, "3D Gaussian Splatting for Real-Time Radiance Field Rendering", section 4; names and constants
are those of gsplat v1.5.3, so that a scene trained with either looks the same in the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from neural_render.splatting.weighted_sum import WeightedSum

NEAR_PLANE = 0.01  # world units; a splat at or before it is culled, because its projection diverges
EPS2D = 0.3  # px^2 added to the 2D variances, so that no splat falls between the pixels
FOV_MARGIN = 0.3  # of tan(fov / 2): beyond it the local affine projection is taken at the margin's edge
ALPHA_MIN = 1.0 / 255.0  # a smaller contribution does not change an 8-bit picture and is skipped
ALPHA_MAX = 0.999  # keeps 1 - alpha away from 0, by which the backward pass divides
TRANSMITTANCE_MIN = 1e-4  # compositing stops before the splat that would bring the transmittance down to it

PARAMETERS = ("means", "quats", "log_scales", "logit_opacities", "sh0", "shN")  # the tensors of splats


def num_sh_bases(degree: int) -> int:
    """How many spherical harmonics there are up to `degree`: K = (degree + 1)^2."""
    return (degree + 1) ** 2


def sh_degree_of(
    shN: Tensor,  # [N, K - 1, 3]
) -> int:
    """The degree whose bases, without the first one, `shN` holds; raises ValueError where it is no whole degree's."""
    degree = math.isqrt(shN.shape[1] + 1) - 1
    if num_sh_bases(degree) != shN.shape[1] + 1:
        raise ValueError(f"shN {tuple(shN.shape)} given; pass [N, (degree + 1)^2 - 1, 3]")
    return degree


@dataclass(frozen=True)
class Splats:
    """N splats with view-dependent colour; all tensors share one device and dtype."""

    means: Tensor  # [N, 3] world units
    quats: Tensor  # [N, 4] wxyz, of any length but 0
    log_scales: Tensor  # [N, 3] of world units
    logit_opacities: Tensor  # [N]
    sh0: Tensor  # [N, 3]
    shN: Tensor  # [N, K - 1, 3]
    antialias: bool = False  # trained with opacities that compensate EPS2D; a renderer must do the same
    weighted_sum: WeightedSum | None = None  # how they are blended without an order; None where they are sorted

    def __post_init__(self) -> None:
        n = len(self.means)
        expected = {
            "means": (n, 3),
            "quats": (n, 4),
            "log_scales": (n, 3),
            "logit_opacities": (n,),
            "sh0": (n, 3),
            "shN": (n, *self.shN.shape[1:2], 3),
        }
        for name, shape in expected.items():
            if getattr(self, name).shape != shape:
                raise ValueError(f"Splats: {name} is {tuple(getattr(self, name).shape)}; pass {shape}")
        if self.weighted_sum is not None:
            shapes = [tuple(tensor.shape) for tensor in (self.weighted_sum.view0, self.weighted_sum.viewN)]
            if shapes != [(n, 1), (n, *shapes[1][1:2])]:
                raise ValueError(f"Splats: view0 and viewN are {shapes}; pass [{n}, 1] and [{n}, K - 1]")

    def __len__(self) -> int:
        return len(self.means)

    @property
    def sh_degree(self) -> int:
        return sh_degree_of(self.shN)


@dataclass(frozen=True)
class Projected:
    """Splats as one camera sees them; the rows of culled splats hold zeros and pass no gradient on."""

    means2d: Tensor  # [N, 2] px
    depths: Tensor  # [N] z-depth in world units
    conics: Tensor  # [N, 3] a, b, c of a x^2 + 2 b x y + c y^2: the inverse 2D covariance, px^-2
    opacities: Tensor  # [N] in [0, 1], times the antialias compensation
    colors: Tensor  # [N, 3] >= 0
    radii: Tensor  # [N, 2] int32 px: half the smallest box that holds alpha >= ALPHA_MIN, rounded up; 0 where culled


def quat_to_rotmat(quats: Tensor) -> Tensor:
    """Rotation matrices [N, 3, 3] of quaternions [N, 4] (wxyz, of any length but 0)."""
    w, x, y, z = torch.nn.functional.normalize(quats, dim=-1).unbind(-1)  # [N] each
    rows = [
        torch.stack([1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)], dim=-1),  # [N, 3]
        torch.stack([2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)], dim=-1),  # [N, 3]
        torch.stack([2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)], dim=-1),  # [N, 3]
    ]
    return torch.stack(rows, dim=-2)  # [N, 3, 3]


def quat_product(first: Tensor, second: Tensor) -> Tensor:  # [..., 4] wxyz
    """The rotation `second`, then `first`: Hamilton's product [..., 4]."""
    a, b, c, d = first.unbind(-1)
    w, x, y, z = second.unbind(-1)
    return torch.stack(
        [
            a * w - b * x - c * y - d * z,
            a * x + b * w + c * z - d * y,
            a * y - b * z + c * w + d * x,
            a * z + b * y - c * x + d * w,
        ],
        dim=-1,
    )
