"""Adaptive tree manipulation: how trees come and go while a scene trains (Cao et al. 2025).

A child that answers for large errors is promoted: it becomes a stored parent with children of its own, and what it was
fades. A parent that does is split in two. Trees go as a whole, when their parents have faded: a child that mattered
would have been promoted. The paper asks for large screen-space gradients; the error that a splat answers for chooses
better among sorted splats (`splatting/growth.py`), and is taken here, too.

Letters: as in trees.py; M new trees.
"""

from __future__ import annotations

import math
from typing import Protocol

import torch
from torch import Tensor

from neural_render.optim import Rows
from neural_render.representations.compact_gaussians import trees as t
from neural_render.representations.compact_gaussians.trees import Nodes
from neural_render.splatting import growth
from neural_render.splatting.free_space import FreeSpace
from neural_render.splatting.splats import Splats, quat_to_rotmat
from neural_render.types import Batch, Rendered

STATISTICS = ("error_sums", "error_counts")
LOOK_EVERY = 5  # steps between two looks at errors, which cost a rasterization
FADED = 8.0  # steps of opacity: new children, and what was promoted, are so much fainter than predicted


class Table(Protocol):
    """The tensors that growth reads and edits."""

    means: Tensor  # [P, 3]
    log_scales: Tensor  # [P, 3]
    residuals: Tensor  # [P, 1 + K, 4, 4]
    harmonics: Tensor  # [P, 1 + K, B - 1, 4]
    error_sums: Tensor  # [P, 1 + K] of the errors that nodes answer for
    error_counts: Tensor  # [P, 1 + K] pictures in which they were on screen


@torch.no_grad()
def gather_errors(table: Table, splats: Splats, batch: Batch, rendered: Rendered) -> None:
    """Adds the errors that nodes answer for in the pictures of a step to the statistics."""
    errors = growth.absolute_errors(batch, rendered)  # [C, H, W, 3]
    shape = table.error_sums.T.shape  # [1 + K, P]
    for camera in range(len(batch.cameras)):
        table.error_sums += growth.errors_of_splats(splats, rendered, errors[camera], camera).view(shape).T
        on_screen = (rendered.extras["projected"][camera].radii > 0).all(dim=-1)  # [N]
        table.error_counts += on_screen.view(shape).T


@torch.no_grad()
def grow(
    table: Table,
    rows: Rows,
    nodes: Nodes,
    room: int,
    prune_opacity: float,
    free_space: FreeSpace | None,
    generator: torch.Generator,
) -> None:
    """One round: at most `room` new trees, then those go whose parents are faint or where nothing is."""
    num_trees, num_nodes = table.error_sums.shape
    scores = table.error_sums / table.error_counts.clamp(min=1)  # [P, 1 + K]
    room = min(room, int((scores > 0).sum()))
    chosen = scores.flatten().topk(max(room, 0)).indices  # [M] of tree by tree
    tree, node = chosen // num_nodes, chosen % num_nodes  # [M], [M]
    numbers = node * num_trees + tree  # [M] among the nodes
    new = {
        "means": nodes.means[numbers],
        "log_scales": nodes.log_scales[numbers],
        "residuals": torch.zeros_like(table.residuals[tree]),
        "harmonics": torch.zeros_like(table.harmonics[tree]),
    }
    new["residuals"][:, 0] = table.residuals[tree, node]
    new["residuals"][:, 0, [t.PLACE, t.SCALE], :3] = 0
    new["residuals"][:, 1:, t.PLACE, 3] = -FADED
    new["harmonics"][:, 0] = table.harmonics[tree, node]

    split = node == 0  # [M]
    parents = tree[split]  # [S]
    shrunk = table.log_scales[parents] - math.log(growth.SPLIT_SHRINK)  # [S, 3]
    new["log_scales"][split] = shrunk
    new["means"][split] = _inside(nodes, parents, generator)
    rows.replace(parents, {"means": _inside(nodes, parents, generator), "log_scales": shrunk})
    table.residuals[tree[~split], node[~split], t.PLACE, 3] -= FADED
    rows.append(new)

    faded = math.log(prune_opacity / (1 - prune_opacity))
    keep = torch.ones(len(table.means), dtype=torch.bool, device=table.means.device)  # [P + M]
    keep[:num_trees] = nodes.logit_opacities[:num_trees] > faded
    if free_space is not None:
        keep &= ~free_space.holds(table.means)
    if not keep.all() and keep.any():
        rows.keep(keep)
    for name in STATISTICS:
        getattr(table, name).zero_()


def _inside(nodes: Nodes, chosen: Tensor, generator: torch.Generator) -> Tensor:  # chosen [S]
    """Points [S, 3] drawn from the Gaussians of nodes."""
    local = torch.randn(len(chosen), 3, generator=generator).to(nodes.means) * nodes.log_scales[chosen].exp()  # [S, 3]
    return nodes.means[chosen] + torch.einsum("sij,sj->si", quat_to_rotmat(nodes.quats[chosen]), local)
