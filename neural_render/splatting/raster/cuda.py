"""Splatting on an NVIDIA GPU through gsplat (>= 1.5.3), in float32; sums in any order through our Triton kernels.

gsplat projects, bins and rasterizes; harmonics stay ours, because that function's signature differs between gsplat's
versions. Nothing here touches CUDA or imports gsplat or Triton before it is called.

Two of gsplat's float32 steps limit its agreement with the oracle: the 2D covariance of a needle, its determinant and
its gradient are differences of products, and the backward pass recovers transmittance from 1 - alpha, even close to 0.

Letters: N splats, H, W pixels, D channels.
"""

from __future__ import annotations

import importlib
import math
from functools import cache
from types import ModuleType

import torch
from torch import Tensor

from neural_render.errors import UserError, missing_extra
from neural_render.splatting.raster import reference, triton_sum
from neural_render.splatting.raster.triton_sum import TILE_SIZE
from neural_render.splatting.sh import sh_to_colors
from neural_render.splatting.splats import ALPHA_MIN, EPS2D, NEAR_PLANE, Projected, Splats

view_factors = reference.view_factors  # a few operations per splat: torch runs them on the GPU as they are
resolve = reference.resolve  # likewise per pixel


def project(
    splats: Splats,
    viewmat: Tensor,  # [4, 4] world to camera
    K: Tensor,  # [3, 3] px
    width: int,
    height: int,
    sh_degree: int,
    opacity_factors: Tensor | None = None,  # [N]
) -> Projected:
    """The splats in one camera's image; the twin of `reference.project`. Raises UserError without a GPU or gsplat.

    With `opacity_factors` it is that function itself, in float32: gsplat cuts every splat off at 3.33 standard
    deviations, where an opacity of 1 reaches ALPHA_MIN, and culls by that, so it loses the rims of those above 1.
    """
    gsplat = load_gsplat()
    if len(splats) == 0 or opacity_factors is not None:  # gsplat divides by the number of splats
        return reference.project(splats, viewmat, K, width, height, sh_degree, opacity_factors)
    opacities = splats.logit_opacities.sigmoid()  # [N]
    # gsplat culls z < near, we cull z <= near: the next float32 makes the two the same.
    near_plane = torch.nextafter(torch.tensor(NEAR_PLANE), torch.tensor(math.inf)).item()
    radii, means2d, depths, conics, compensations = gsplat.fully_fused_projection(
        splats.means,
        None,
        splats.quats,
        splats.log_scales.exp(),
        viewmat[None],
        K[None],
        width,
        height,
        eps2d=EPS2D,
        near_plane=near_plane,
        packed=False,
        calc_compensations=splats.antialias,
        opacities=opacities.detach(),
    )  # [1, N, ...] each
    if splats.antialias:
        opacities = opacities * compensations[0]
    center = -viewmat[:3, :3].T @ viewmat[:3, 3]  # [3]
    directions = torch.nn.functional.normalize(splats.means - center, dim=-1)  # [N, 3]
    colors = sh_to_colors(sh_degree, directions, splats.sh0, splats.shN)  # [N, 3]

    # gsplat leaves the rows of culled splats uninitialised.
    is_visible = (radii[0] > 0).all(-1) & (opacities >= ALPHA_MIN)  # [N]
    return Projected(
        means2d=torch.where(is_visible[:, None], means2d[0], 0.0),
        depths=torch.where(is_visible, depths[0], 0.0),
        conics=torch.where(is_visible[:, None], conics[0], 0.0),
        opacities=torch.where(is_visible, opacities, 0.0),
        colors=torch.where(is_visible[:, None], colors, 0.0),
        radii=torch.where(is_visible[:, None], radii[0], 0),
    )


def rasterize(
    projected: Projected,
    channels: Tensor,  # [N, D]
    width: int,
    height: int,
) -> tuple[Tensor, Tensor]:
    """Image [H, W, D] over black, premultiplied by alpha [H, W]; the twin of `reference.rasterize`."""
    gsplat = load_gsplat()
    num_splats, num_channels = channels.shape
    if num_splats == 0:
        return reference.rasterize(projected, channels, width, height)
    if num_channels > 5:  # gsplat has kernels for 1 to 5 channels and for powers of two
        padding = (1 << (num_channels - 1).bit_length()) - num_channels
        channels = torch.nn.functional.pad(channels, (0, padding))  # [N, D + padding]
    offsets, splat_ids = _bin(gsplat, projected, width, height)
    image, alpha = gsplat.rasterize_to_pixels(
        projected.means2d[None],
        projected.conics[None],
        channels[None],
        projected.opacities[None],
        width,
        height,
        TILE_SIZE,
        offsets,
        splat_ids,
    )  # [1, H, W, D + padding], [1, H, W, 1]
    return image[0, ..., :num_channels], alpha[0, ..., 0]


def rasterize_sum(
    projected: Projected,
    channels: Tensor,  # [N, D]
    weights: Tensor | None,  # [N]; None means 1
    width: int,
    height: int,
    *,
    needs_transmittance: bool,
) -> tuple[Tensor, Tensor, Tensor | None]:
    """The twin of `reference.rasterize_sum`. Raises UserError without a GPU, gsplat or Triton."""
    gsplat = load_gsplat()
    if len(channels) == 0:
        return reference.rasterize_sum(
            projected, channels, weights, width, height, needs_transmittance=needs_transmittance
        )
    offsets, splat_ids = _bin(gsplat, projected, width, height)
    tile_begin = torch.nn.functional.pad(offsets.flatten(), (0, 1), value=len(splat_ids))  # [tiles + 1]
    return triton_sum.rasterize_sum(
        projected,
        channels,
        weights,
        tile_begin,
        splat_ids,
        width,
        height,
        needs_transmittance=needs_transmittance,
    )


def _bin(gsplat: ModuleType, projected: Projected, width: int, height: int) -> tuple[Tensor, Tensor]:
    """Where each tile's list begins, int32 [1, rows, columns]; and the lists, int32 [pairs], by depth, then index."""
    num_columns, num_rows = math.ceil(width / TILE_SIZE), math.ceil(height / TILE_SIZE)
    _, tile_ids, splat_ids = gsplat.isect_tiles(
        projected.means2d[None], projected.radii[None], projected.depths[None], TILE_SIZE, num_columns, num_rows
    )  # [pairs] each, by tile, then depth, then index
    return gsplat.isect_offset_encode(tile_ids, 1, num_columns, num_rows), splat_ids


@cache
def load_gsplat() -> ModuleType:
    """gsplat, ready to run; raises UserError where there is no GPU, no package or no compiled kernels."""
    if not torch.cuda.is_available():
        raise UserError(
            "rendering on a GPU needs one that PyTorch can use",
            f"device cuda with torch {torch.__version__}, which sees no CUDA device",
            "use --device cpu, or install the CUDA build of PyTorch and NVIDIA's driver",
        )
    try:
        gsplat = importlib.import_module("gsplat")
    except ImportError as error:
        raise missing_extra("rendering on a GPU", "gsplat", "cuda") from error
    if importlib.import_module("gsplat.cuda._backend")._C is None:
        raise UserError(
            "gsplat could not load its CUDA kernels",
            f"gsplat {gsplat.__version__} without compiled kernels and without a CUDA toolkit to build them",
            "install a gsplat wheel for this PyTorch and CUDA, or the CUDA toolkit (nvcc)",
        )
    return gsplat
