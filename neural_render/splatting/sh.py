"""Real spherical harmonics up to degree 3: a colour for each direction, and how coefficients turn with the world.

Notation: basis k = l^2 + l + m for degree l and order m in [-l, l]; directions are unit vectors (x, y, z). Signs are
those of Inria's 3DGS and of gsplat (the Condon-Shortley phase is kept), which every splat file format inherits:
degree 1 is SH_C1 (-y, z, -x). Letters: N splats, K bases.

Paper: Sloan 2013, "Efficient Spherical Harmonic Evaluation", JCGT 2(2), appendix 2.
"""

from __future__ import annotations

import torch
from torch import Tensor

from neural_render.splatting.splats import num_sh_bases, sh_degree_of

MAX_DEGREE = 3
SH_C0 = 0.28209479177387814  # 1/2 sqrt(1 / pi): a colour c is sh0 = (c - 0.5) / SH_C0
SH_C1 = 0.4886025119029199  # sqrt(3 / (4 pi))
SH_C2 = (1.0925484305920792, 0.31539156525252005, 0.5462742152960396)  # sqrt(15, 5 / 4, 15 / 4) / sqrt(4 pi)
SH_C3 = (0.5900435899266435, 2.890611442640554, 0.4570457994644658, 0.3731763325901154, 1.445305721320277)


def sh_bases(degree: int, directions: Tensor) -> Tensor:
    """Values [..., K] of the bases up to `degree` (0 to 3) in unit `directions` [..., 3]."""
    if not 0 <= degree <= MAX_DEGREE:
        raise ValueError(f"sh_bases: degree {degree} given; pass 0 to {MAX_DEGREE}")
    x, y, z = directions.unbind(-1)  # [...] each
    bases = [torch.full_like(x, SH_C0)]
    if degree >= 1:
        bases += [-SH_C1 * y, SH_C1 * z, -SH_C1 * x]
    if degree >= 2:
        xx, yy, zz = x * x, y * y, z * z
        bases += [
            SH_C2[0] * x * y,
            -SH_C2[0] * y * z,
            SH_C2[1] * (2 * zz - xx - yy),
            -SH_C2[0] * x * z,
            SH_C2[2] * (xx - yy),
        ]
    if degree >= 3:
        bases += [
            -SH_C3[0] * y * (3 * xx - yy),
            SH_C3[1] * x * y * z,
            -SH_C3[2] * y * (4 * zz - xx - yy),
            SH_C3[3] * z * (2 * zz - 3 * xx - 3 * yy),
            -SH_C3[2] * x * (4 * zz - xx - yy),
            SH_C3[4] * z * (xx - yy),
            -SH_C3[0] * x * (xx - 3 * yy),
        ]
    return torch.stack(bases, dim=-1)  # [..., K]


def sh_to_colors(
    sh_degree: int,
    directions: Tensor,  # [N, 3] unit vectors, from the camera to the splat
    sh0: Tensor,  # [N, 3]
    shN: Tensor,  # [N, K - 1, 3]
) -> Tensor:
    """Colours [N, 3] >= 0 up to `sh_degree`, which may be lower than what `shN` holds; SH 0 stands for 0.5."""
    num_bases = num_sh_bases(sh_degree)
    if num_bases - 1 > shN.shape[1]:
        raise ValueError(f"sh_to_colors: degree {sh_degree} asked of shN {tuple(shN.shape)}; pass a lower degree")
    bases = sh_bases(sh_degree, directions)[:, 1:]  # [N, K - 1]
    colors = SH_C0 * sh0 + torch.einsum("nk,nkc->nc", bases, shN[:, : num_bases - 1])  # [N, 3]
    return (colors + 0.5).clamp(min=0.0)


def view_harmonics(
    means: Tensor,  # [N, 3]
    center: Tensor,  # [3] of the camera
    coefficients: Tensor,  # [N, K]
    sh_degree: int,
) -> Tensor:
    """Harmonics [N] up to `sh_degree`, which may be lower than what there is, in the direction from camera to splat."""
    num_bases = num_sh_bases(sh_degree)
    directions = torch.nn.functional.normalize(means - center, dim=-1)  # [N, 3]
    return (sh_bases(sh_degree, directions) * coefficients[:, :num_bases]).sum(-1)


def sh_signs(degree: int, flips: tuple[float, float, float]) -> Tensor:
    """Signs [K] of the coefficients of the same colours in a world whose x, y and z are multiplied by `flips` of +-1.

    Basis l, m has as a factor z to the parity of l - m; of (x + iy)^|m| it has the real part for m >= 0 and the
    imaginary one for m < 0, which are odd in x where m and m + 1 are odd, and in y where m < 0.
    """
    x, y, z = flips
    signs = []
    for band in range(degree + 1):
        for m in range(-band, band + 1):
            is_imaginary = m < 0
            signs.append(x ** ((m + is_imaginary) % 2) * y**is_imaginary * z ** ((band - m) % 2))
    return torch.tensor(signs)


def rotate_sh(shN: Tensor, rotation: Tensor) -> Tensor:
    """Coefficients [N, K - 1, 3] of the same colours in a world turned by `rotation` [3, 3] (new = rotation @ old).

    Each degree's harmonics are closed under rotation, so the coefficients turn by one matrix per degree; it is solved
    for from the bases' values in fixed directions, in float64.
    """
    degree = sh_degree_of(shN)
    generator = torch.Generator().manual_seed(0)
    directions = torch.randn(64, 3, generator=generator, dtype=torch.float64)  # [64, 3]: 9 times the largest degree's
    directions = torch.nn.functional.normalize(directions, dim=-1)  # [64, 3]
    old = sh_bases(degree, directions)  # [64, K]
    new = sh_bases(degree, directions @ rotation.to("cpu", torch.float64).T)  # [64, K]
    turned = [shN[:, :0]]
    for band in range(1, degree + 1):
        rows = slice(num_sh_bases(band - 1), num_sh_bases(band))
        turn = torch.linalg.lstsq(new[:, rows], old[:, rows]).solution.to(shN)  # [B, B], B = 2 band + 1
        coeffs = shN[:, rows.start - 1 : rows.stop - 1]  # [N, B, 3]
        turned.append(torch.einsum("ij,njc->nic", turn, coeffs))  # [N, B, 3]
    return torch.cat(turned, dim=1)  # [N, K - 1, 3]
