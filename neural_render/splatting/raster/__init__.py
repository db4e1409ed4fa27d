"""Rasterizers, and `render`, which picks the one that fits the splats' device.

Each backend module has the same differentiable functions: `project` (splats into a camera), `rasterize` (channels into
an image, in depth order), `rasterize_sum` (in any order), `view_factors` (what such sums weigh by) and `resolve` (sums
into a picture). `cpu` is C++, `cuda` gsplat and Triton, both in float32, and `reference` torch in float64. They agree
in values and gradients; `reference` says what is right. Backends are imported when first used.

Letters: C cameras, N splats, H, W pixels, D channels.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.splatting.splats import Projected, Splats, quat_to_rotmat
from neural_render.splatting.weighted_sum import WeightedSum, nearness
from neural_render.types import Rendered

MAPS = frozenset({"depth", "normals"})
# [H, W, D]; [H, W]; [H, W] or None: image and alpha where splats are sorted, else the sums and the transmittance.
Drawn = tuple[Tensor, Tensor, "Tensor | None"]


def render(
    splats: Splats,
    cameras: Cameras,
    *,
    sh_degree: int,
    extras: Tensor | None = None,  # [N, D] composited like colours
    maps: frozenset[str] = frozenset(),
    limits: Tensor | None = None,  # [C, H, W]
) -> Rendered:
    """Pictures of the splats; `extras["projected"]` lists one Projected per camera, whose `means2d` may retain_grad.

    `extras["factors"]` lists what a weighted sum needs beside them, [N] or None per camera, and `extras["drawn"]` what
    `draw` gave.
    `maps` may hold "depth" (the composited z-depth over alpha) and "normals" (of each splat's thinnest axis, turned to
    the camera); composited `extras` come back as `extras["extras"]` [C, H, W, D]. Splats behind the depths `limits` are
    left out, which only the CPU does, and without gradients. Raises ValueError for an unknown map or an `sh_degree`
    above what the splats hold.
    """
    if maps - MAPS:
        raise ValueError(f"render: maps {sorted(maps - MAPS)} given; pass some of {sorted(MAPS)}")
    backend = backend_of(splats.means)
    width, height = cameras.width, cameras.height
    viewmats, Ks = cameras.viewmats.to(splats.means), cameras.Ks.to(splats.means)  # [C, 4, 4], [C, 3, 3]
    # Normals alone ask where a camera is.
    centers = cameras.centers.to(splats.means) if "normals" in maps else [None] * len(viewmats)  # [C, 3]

    projected, factors_of_cameras, drawn, images, alphas = [], [], [], [], []
    hidden = [None] * len(viewmats) if limits is None else limits  # [C, H, W]
    for viewmat, K, center, behind in zip(viewmats, Ks, centers, hidden, strict=True):
        seen, factors = _project(backend, splats, viewmat, K, width, height, sh_degree)
        channels = _channels(splats, seen, center, extras, maps)
        drawn.append(draw(splats, seen, factors, _together(channels), width, height, behind))
        image, alpha = _resolve(splats, drawn[-1])
        projected.append(seen)
        factors_of_cameras.append(factors)
        images.append(_apart(image, channels))
        alphas.append(alpha)
    composited = {name: _stacked(maps_) for name, maps_ in zip(channels, zip(*images, strict=True), strict=True)}

    alpha = _stacked(alphas)  # [C, H, W]
    for_growth = {"projected": projected, "factors": factors_of_cameras, "drawn": drawn}
    rendered = Rendered(rgb=composited["rgb"], alpha=alpha, extras=for_growth)
    if "depth" in composited:
        rendered.depth = composited["depth"][..., 0] / torch.where(alpha > 0, alpha, 1.0)  # [C, H, W]
    if "normals" in composited:
        rendered.normals = torch.nn.functional.normalize(composited["normals"], dim=-1)  # [C, H, W, 3]
    if extras is not None:
        rendered.extras["extras"] = composited["extras"]  # [C, H, W, D]
    return rendered


def _project(
    backend: ModuleType,
    splats: Splats,
    viewmat: Tensor,  # [4, 4]
    K: Tensor,  # [3, 3]
    width: int,
    height: int,
    sh_degree: int,
) -> tuple[Projected, Tensor | None]:
    """The splats in one camera, and the factors [N] of a weighted sum that are not in their opacities already."""
    blending = splats.weighted_sum
    if blending is None:
        return backend.project(splats, viewmat, K, width, height, sh_degree), None
    factors = backend.view_factors(blending, splats.means, viewmat, sh_degree)  # [N]
    if blending.has_coverage:
        return _faded(splats, blending, backend.project(splats, viewmat, K, width, height, sh_degree)), factors
    return backend.project(splats, viewmat, K, width, height, sh_degree, factors), None


def _faded(splats: Splats, blending: WeightedSum, seen: Projected) -> Projected:
    """The splats as `coverage` draws them: less of them near the camera, and nothing where their nearness is 0."""
    near = nearness(blending, seen.depths, splats.log_scales)  # [N]
    radii = torch.where(near[:, None] > 0, seen.radii, 0)  # [N, 2]
    return replace(seen, opacities=seen.opacities * near, radii=radii)


def draw(
    splats: Splats,
    seen: Projected,
    factors: Tensor | None,  # [N]
    channels: Tensor,  # [N, D]
    width: int,
    height: int,
    limits: Tensor | None = None,  # [H, W]
) -> Drawn:
    """What the backend makes of the splats, composited or added up; `factors` and `limits` as in `render`."""
    backend, blending = backend_of(channels), splats.weighted_sum
    words = {} if limits is None else {"limits": limits}
    if blending is None:
        return *backend.rasterize(seen, channels, width, height, **words), None
    words["needs_transmittance"] = blending.has_coverage
    return backend.rasterize_sum(seen, channels, factors, width, height, **words)


def _resolve(splats: Splats, drawn: Drawn) -> tuple[Tensor, Tensor]:
    """Channels [H, W, D] premultiplied over black and alpha [H, W]."""
    return drawn[:2] if splats.weighted_sum is None else backend_of(drawn[0]).resolve(splats.weighted_sum, *drawn)


def weigh(
    splats: Splats,
    seen: Projected,
    factors: Tensor | None,  # [N]
    drawn: Drawn,
    values: Tensor,  # [H, W]
) -> Tensor:
    """For each splat the sum over pixels of its weight in a picture times `values`, [N].

    `seen`, `factors` and `drawn` are what `render` gave with the picture.
    """
    height, width = values.shape
    if backend_of(values).__name__.endswith(".cpu") and drawn[0].grad_fn is not None:
        ones = torch.ones_like(values)[..., None]  # [H, W, 1]
        scales, _ = _resolve(splats, (ones, *(None if t is None else t.detach() for t in drawn[1:])))  # [H, W, 1]
        return backend_of(values).weigh(drawn[0], values * scales[..., 0].detach())
    fixed = {name: getattr(seen, name).detach() for name in ("means2d", "conics", "opacities")}
    with torch.enable_grad():
        # A picture is linear in the colours, so its gradient is the same at all of them.
        colors = torch.zeros_like(seen.colors[:, :1], requires_grad=True)  # [N, 1]
        factors = None if factors is None else factors.detach()
        again = draw(splats, replace(seen, **fixed), factors, colors, width, height)
        (sums,) = torch.autograd.grad(_resolve(splats, again)[0], colors, values[..., None])  # [N, 1]
    return sums[:, 0]


def _stacked(tensors: Sequence[Tensor]) -> Tensor:  # of one shape
    """The tensors along a new first dimension; a single one, as in training, is not copied."""
    return tensors[0][None] if len(tensors) == 1 else torch.stack(list(tensors))


def backend_of(tensor: Tensor) -> ModuleType:
    """The backend module for splats of this tensor's device and dtype; ValueError where there is none."""
    if tensor.dtype == torch.float64:
        name = "reference"
    elif tensor.dtype == torch.float32 and tensor.device.type in ("cpu", "cuda"):
        name = tensor.device.type
    else:
        raise ValueError(
            f"splats are {tensor.dtype} on {tensor.device.type}; pass float32 on cpu or cuda, or float64 anywhere"
        )
    return importlib.import_module(f"{__name__}.{name}")


def _channels(
    splats: Splats,
    projected: Projected,
    center: Tensor | None,  # [3] where normals are asked for
    extras: Tensor | None,  # [N, D]
    maps: frozenset[str],
) -> dict[str, Tensor]:
    """What one pass composites, [N, D] each, in a fixed order."""
    channels = {"rgb": projected.colors}
    if "depth" in maps:
        channels["depth"] = projected.depths[:, None]
    if "normals" in maps:
        channels["normals"] = facing_normals(splats, center)
    if extras is not None:
        channels["extras"] = extras
    return channels


def _together(channels: dict[str, Tensor]) -> Tensor:
    """All channels side by side, [N, D]; the colours as they are where there is nothing else."""
    return channels["rgb"] if len(channels) == 1 else torch.cat(list(channels.values()), dim=1)


def _apart(
    image: Tensor,  # [H, W, D]
    channels: dict[str, Tensor],  # [N, D] each
) -> Sequence[Tensor]:
    """The inverse of `_together`, [H, W, D] each."""
    # Splitting copies on the way back, which training need not pay.
    return [image] if len(channels) == 1 else image.split([c.shape[1] for c in channels.values()], dim=-1)


def facing_normals(splats: Splats, center: Tensor) -> Tensor:
    """Unit normals [N, 3] in world axes: each splat's thinnest axis, turned towards the camera `center` [3]."""
    thinnest = splats.log_scales.argmin(dim=1)  # [N]
    axes = quat_to_rotmat(splats.quats)  # [N, 3, 3] one axis per column
    normals = axes[torch.arange(len(splats), device=axes.device), :, thinnest]  # [N, 3]
    faces_away = ((splats.means - center) * normals).sum(-1, keepdim=True) > 0  # [N, 1]
    return torch.where(faces_away, -normals, normals)
