"""Growth: where splats are added and removed while a scene trains.

Default growth follows 3DGS (Kerbl et al. 2023, section 5): splats with a large screen-space gradient are duplicated
when small and split when large; faint and oversized ones are removed; opacities are reset now and then so that useless
splats fade. Ours: a cap, reached by taking the largest gradients first; and with masks, splats that were on screen but
reached no pixel that counts are removed.

Growth by error keeps all this but the choice: as many splats grow in each round as it takes to reach the cap in equal
shares, those first whose pixels are most wrong. What a splat answers for is the sum over pixels of its compositing
weight times the error there (Rota Bulo et al. 2024, "Revising Densification in Gaussian Splatting", eq. 5); here its
mean over the views that see it.

Letters: N splats, M new splats, V splats that grow.
"""

from __future__ import annotations

import math
from typing import Protocol

import torch
from torch import Tensor

from neural_render.optim import Rows
from neural_render.splatting.raster import weigh
from neural_render.splatting.splats import Projected, Splats, quat_to_rotmat
from neural_render.types import Batch, Rendered

TABLE = "splats"
STATISTICS = ("gradient_sums", "error_sums", "error_counts", "seen_counts", "counted_counts")
# Errors are looked at in one step of so many: they cost a rasterization, and a round has photos enough.
ERROR_EVERY = 5
# Splitting shrinks both halves by this (3DGS: N * 0.8 with N = 2).
SPLIT_SHRINK = 1.6


class GrowthConfig(Protocol):
    """The settings that growth reads from a representation's config."""

    growth: str
    cap: int
    grow_from: float
    grow_until: float
    grow_every: int
    grow_gradient: float
    grow_scale: float
    prune_opacity: float
    prune_scale: float
    reset_every: int


class SplatTable(Protocol):
    """The tensors that growth reads; a representation with a row table of splats has them."""

    means: Tensor  # [N, 3]
    quats: Tensor  # [N, 4]
    log_scales: Tensor  # [N, 3]
    logit_opacities: Tensor  # [N]
    gradient_sums: Tensor  # [N] sum over steps of the screen-space gradient's norm
    error_sums: Tensor  # [N] sum over some steps of the error that the splat answers for
    error_counts: Tensor  # [N] of these, steps in which it was on screen
    seen_counts: Tensor  # [N] steps in which the splat was on screen
    counted_counts: Tensor  # [N] of these, steps in which it reached a pixel that counts


@torch.no_grad()
def gather_statistics(
    table: SplatTable, projected: Projected, batch: Batch, config: GrowthConfig, *, step: int, num_steps: int
) -> None:
    """Adds the screen-space gradients of one step (from 0) to the statistics buffers, unless growth has ended.

    They are in `projected.means2d.grad` after the backward pass.
    """
    gradients = projected.means2d.grad  # [N, 2]
    if gradients is None or not batch.is_photo or step + 1 > config.grow_until * num_steps:
        return
    # The loss looks at counted pixels only, so a gradient says that the splat reached one. Without a mask every pixel
    # counts, and a splat that others hide in these steps may well be seen in the next.
    sums = (table.gradient_sums, table.seen_counts, table.counted_counts)
    size, needs_gradient = (batch.cameras.width, batch.cameras.height), batch.mask is not None
    if gradients.device.type == "cpu" and gradients.dtype == torch.float32:
        from neural_render import native  # only now: other devices work without the compiled kernels

        native.add_statistics(gradients.contiguous(), projected.radii, size, *sums, needs_gradient)
    else:
        reference_add_statistics(gradients, projected.radii, size, *sums, needs_gradient)


def reference_add_statistics(
    gradients: Tensor,  # [N, 2]
    radii: Tensor,  # [N, 2]
    size: tuple[int, int],
    gradient_sums: Tensor,  # [N], added to
    seen_counts: Tensor,  # [N], added to
    counted_counts: Tensor,  # [N], added to
    needs_gradient: bool,
) -> None:
    """The twin of the native kernel: norms of `gradients` in half pictures of `size` (width, height), and who was seen.

    Where `needs_gradient`, a splat counts only if it has one.
    """
    x, y = gradients.unbind(dim=-1)  # [N] each: reductions over so short a dimension are several times slower
    across, down = radii.unbind(dim=-1)  # [N] each
    seen = (across > 0) & (down > 0)  # [N]
    gradient_sums += torch.hypot(x * (size[0] / 2), y * (size[1] / 2))  # [N]
    seen_counts += seen
    counted_counts += seen & ((x != 0) | (y != 0)) if needs_gradient else seen


def is_error_due(config: GrowthConfig, *, step: int, num_steps: int) -> bool:
    """Whether growth wants to know the splats' errors after step `step` (from 0)."""
    return config.growth == "error" and step % ERROR_EVERY == 0 and step + 1 <= config.grow_until * num_steps


def absolute_errors(batch: Batch, rendered: Rendered) -> Tensor:
    """What a rendering is wrong by, [C, H, W, 3]; 0 where pixels do not count."""
    picture = rendered.rgb.detach()
    if rendered.alpha is not None:
        picture = picture + (1 - rendered.alpha.detach())[..., None] * batch.background  # [C, H, W, 3]
    errors = (picture - batch.rgb).abs()  # [C, H, W, 3]
    return errors if batch.mask is None else errors * batch.mask[..., None]


def errors_of_splats(
    splats: Splats,
    rendered: Rendered,
    errors: Tensor,  # [H, W, 3]
    camera: int = 0,
) -> Tensor:
    """The error [N] that each splat answers for in one camera's picture: its weights times `errors`, summed up."""
    red, green, blue = errors.unbind(dim=-1)  # [H, W] each: a reduction over so short a dimension is slower
    seen, factors, drawn = (rendered.extras[name][camera] for name in ("projected", "factors", "drawn"))
    return weigh(splats, seen, factors, drawn, red + green + blue)


@torch.no_grad()
def grow(
    table: SplatTable,
    rows: Rows,
    config: GrowthConfig,
    *,
    extent: float,
    step: int,
    num_steps: int,
    generator: torch.Generator,
) -> None:
    """One look at growth after step `step` (from 0): does nothing unless a round is due."""
    first, last = config.grow_from * num_steps, config.grow_until * num_steps
    done = step + 1
    if not first < done <= last:
        return
    if done % config.grow_every == 0:
        rounds_left = int(last) // config.grow_every - done // config.grow_every + 1
        _add_splats(table, rows, config, extent, generator, rounds_left)
        has_reset = 0 < config.reset_every < done
        _remove_splats(table, rows, config, extent if has_reset else math.inf)
        for name in STATISTICS:
            getattr(table, name).zero_()
    if config.reset_every and done % config.reset_every == 0 and done < last:
        ceiling = math.log(2 * config.prune_opacity / (1 - 2 * config.prune_opacity))
        everyone = torch.arange(len(table.means), device=table.means.device)
        rows.replace(everyone, {"logit_opacities": table.logit_opacities.clamp(max=ceiling)})


def _add_splats(
    table: SplatTable,
    rows: Rows,
    config: GrowthConfig,
    extent: float,
    generator: torch.Generator,
    rounds_left: int,  # this one included
) -> None:
    room = config.cap - len(table.means)
    if config.growth == "error":
        scores, threshold = table.error_sums / table.error_counts.clamp(min=1), 0.0  # [N]
        room = math.ceil(room / rounds_left)
    else:
        scores, threshold = table.gradient_sums / table.seen_counts.clamp(min=1), config.grow_gradient  # [N]
    growing = (scores > threshold).nonzero()[:, 0]  # [V]
    if room <= 0 or len(growing) == 0:
        return
    if len(growing) > room:
        growing = growing[scores[growing].topk(room).indices]  # [V]
    is_large = table.log_scales[growing].amax(dim=-1).exp() > config.grow_scale * extent  # [V]
    small, large = growing[~is_large], growing[is_large]
    everything = {name: getattr(table, name).data for name in rows.parameters}

    # A split puts both halves at random places of the parent; the parent itself becomes the first half.
    # Every parameter is replaced, also those that stay as they are: neither half keeps the parent's moments (3DGS).
    halves = {name: value[large] for name, value in everything.items()}
    halves["log_scales"] = halves["log_scales"] - math.log(SPLIT_SHRINK)
    second = dict(halves, means=_sample_inside(table, large, generator))
    first = dict(halves, means=_sample_inside(table, large, generator))
    new = {name: torch.cat([value[small], second[name]]) for name, value in everything.items()}  # [M, ...]
    rows.replace(large, first)
    rows.append(new)


def _remove_splats(table: SplatTable, rows: Rows, config: GrowthConfig, extent: float) -> None:
    keep = table.logit_opacities > math.log(config.prune_opacity / (1 - config.prune_opacity))  # [N]
    if math.isfinite(extent):
        keep &= table.log_scales.amax(dim=-1).exp() < config.prune_scale * extent
    keep &= (table.counted_counts > 0) | (table.seen_counts == 0)
    if keep.any() and not keep.all():
        rows.keep(keep)


def _sample_inside(table: SplatTable, chosen: Tensor, generator: torch.Generator) -> Tensor:
    """Points [V, 3] drawn from the Gaussians of the splats `chosen` [V]."""
    noise = torch.randn(len(chosen), 3, generator=generator).to(table.means)  # [V, 3]
    local = noise * table.log_scales[chosen].exp()  # [V, 3]
    return table.means[chosen] + torch.einsum("vij,vj->vi", quat_to_rotmat(table.quats[chosen]), local)
