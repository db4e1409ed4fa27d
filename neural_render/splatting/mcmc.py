"""MCMC growth: faint splats move to bright ones, new splats are born at bright ones, and noise lets faint ones explore.

Kheradmand et al. 2024, "3D Gaussian Splatting as Markov Chain Monte Carlo", sections 3.2 to 3.4. n splats take the
place of one such that the picture hardly changes (eq. 9): of opacity o and scales s each gets

    o' = 1 - (1 - o)^(1/n)        s' = s o / sum_{m=1..n} C(n, m) (-1)^(m-1) o'^m / sqrt(m)

The first keeps the alpha at the centre; the second the integral of alpha along a line through it. The paper's double
sum is this one by the identity sum_{i=m..n} C(i-1, m-1) = C(n, m).

Letters: N splats, M splats that move or are born, V splats that noise moves.
"""

from __future__ import annotations

import math
from typing import Protocol

import torch
from torch import Tensor

from neural_render.optim import Rows
from neural_render.splatting.growth import SplatTable
from neural_render.splatting.splats import quat_to_rotmat

# More copies than this are treated as this many, as in the authors' code; binomials and powers stay moderate.
MAX_COPIES = 51
# Noise fades with opacity as sigmoid(-k (o - prune_opacity)), eq. 8; from FADED on it is below 1e-4 of its strength.
NOISE_SHARPNESS = 100.0
FADED = 0.1


class McmcConfig(Protocol):
    """The settings that MCMC growth reads from a representation's config."""

    cap: int
    grow_from: float
    grow_until: float
    grow_every: int
    grow_share: float
    prune_opacity: float
    noise: float
    opacity_weight: float
    scale_weight: float


def regularizers(table: SplatTable, config: McmcConfig) -> dict[str, Tensor]:
    """Losses that make useless splats faint, so that they move (section 3.4): mean opacity and mean scale, weighted."""
    return {
        "opacity": config.opacity_weight * table.logit_opacities.sigmoid().mean(),
        "scale": config.scale_weight * table.log_scales.exp().mean(),
    }


@torch.no_grad()
def add_noise(table: SplatTable, config: McmcConfig, *, means_rate: float, generator: torch.Generator) -> None:
    """Moves faint splats at random, more where they are larger (eq. 8); `means_rate` is the step's learning rate."""
    opacities = table.logit_opacities.sigmoid()  # [N]
    faint = (opacities < config.prune_opacity + FADED).nonzero()[:, 0]  # [V]
    fade = torch.sigmoid(NOISE_SHARPNESS * (config.prune_opacity - opacities[faint]))  # [V]
    noise = torch.randn(len(faint), 3, generator=generator).to(table.means)  # [V, 3]
    rotations = quat_to_rotmat(table.quats[faint])  # [V, 3, 3]
    local = torch.einsum("vji,vj->vi", rotations, noise) * (2 * table.log_scales[faint]).exp()  # [V, 3]
    moves = torch.einsum("vij,vj->vi", rotations, local)  # [V, 3] covariance times noise
    table.means.data[faint] += config.noise * means_rate * fade[:, None] * moves


@torch.no_grad()
def grow(
    table: SplatTable, rows: Rows, config: McmcConfig, *, step: int, num_steps: int, generator: torch.Generator
) -> None:
    """One look at growth after step `step` (from 0): does nothing unless a round is due.

    A round moves every splat fainter than `prune_opacity` to a bright one, and adds `grow_share` up to the cap.
    """
    done = step + 1
    if not config.grow_from * num_steps < done <= config.grow_until * num_steps or done % config.grow_every:
        return
    opacities = table.logit_opacities.sigmoid()  # [N]
    dead = (opacities <= config.prune_opacity).nonzero()[:, 0]  # [M]
    if len(dead) == len(opacities):
        return
    if len(dead):
        opacities[dead] = 0
        parents = _share_places(table, rows, opacities, len(dead), config, generator)  # [M]
        rows.replace(dead, _copies(table, rows, parents))
    num_new = min(config.cap, int((1 + config.grow_share) * len(opacities))) - len(opacities)
    if num_new > 0:
        opacities = table.logit_opacities.sigmoid()  # [N]
        parents = _share_places(table, rows, opacities, num_new, config, generator)  # [M]
        rows.append(_copies(table, rows, parents))


def shared_opacity_and_shrinkage(
    opacities: Tensor,  # [M] in (0, 1)
    num_copies: Tensor,  # [M] int64, at least 1
) -> tuple[Tensor, Tensor]:
    """The opacity o' of each of n equal splats in one's place, and the factor s' / s of its scales, [M] float64."""
    old, copies = opacities.double(), num_copies.clamp(max=MAX_COPIES)  # [M], [M]
    new = -torch.expm1(torch.log1p(-old) / copies)  # [M]
    most = int(copies.max())
    # C(n, m) (-1)^(m-1) / sqrt(m), 0 where m > n
    table = [[math.comb(n, m) * (-1) ** (m - 1) / math.sqrt(m) for m in range(1, most + 1)] for n in range(most + 1)]
    weights = torch.tensor(table, dtype=torch.float64, device=old.device)[copies]  # [M, most]
    powers = new[:, None].expand(-1, most).cumprod(dim=1)  # [M, most]
    return new, old / (weights * powers).sum(dim=1)


def _share_places(
    table: SplatTable,
    rows: Rows,
    weights: Tensor,  # [N] how likely each splat is chosen
    count: int,
    config: McmcConfig,
    generator: torch.Generator,
) -> Tensor:
    """Chooses `count` parents [M], some of them several times, and gives them what remains when the place is shared."""
    parents = torch.multinomial(weights.cpu(), count, replacement=True, generator=generator).to(weights.device)  # [M]
    chosen, num_children = parents.unique(return_counts=True)  # [M'] each
    # A sigmoid may round to 1, which no number of fainter splats composites to.
    opacities = table.logit_opacities[chosen].double().sigmoid().clamp(max=1 - 1e-6)  # [M']
    opacities, shrinkage = shared_opacity_and_shrinkage(opacities, num_children + 1)
    # What would be born dead stays just alive, as in the authors' code; a little more, against rounding.
    opacities = opacities.clamp(min=1.001 * config.prune_opacity)
    new = {
        "logit_opacities": opacities.logit().to(table.logit_opacities.dtype),
        "log_scales": table.log_scales[chosen] + shrinkage.log().to(table.log_scales.dtype)[:, None],
    }
    rows.replace(chosen, new)
    return parents


def _copies(table: SplatTable, rows: Rows, parents: Tensor) -> dict[str, Tensor]:
    """Every parameter of the table in the rows `parents` [M]."""
    return {name: getattr(table, name).data[parents] for name in rows.parameters}
