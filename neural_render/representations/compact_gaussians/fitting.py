"""Trees that stand for given splats: who is whose parent, a model that predicts them, residuals for the rest.

Letters: as in trees.py; M splats.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.compress.budgets import Budget
from neural_render.optim import Update, adam_update
from neural_render.representations.compact_gaussians import trees as t
from neural_render.representations.compact_gaussians.trees import Nets, Nodes, Region, Shape, Trees
from neural_render.splatting import selection
from neural_render.splatting.splats import Splats, num_sh_bases, quat_product, quat_to_rotmat

CHUNK = 1 << 13  # trees that a step of the regression sees
GRID_RATE, NETS_RATE = 1e-2, 2e-3
FLAT = 7.0  # log: no axis is taken to be thinner than this below the longest, which no picture tells apart
FLIPS = torch.eye(4)  # quaternions of half turns about a splat's own axes, which do not change it
FAINT_PX = 0.1  # less than that of every picture is not worth a splat's bytes
GRID_START = 1e-2  # the largest number of a new grid


def fit(
    splats: Splats,
    shape: Shape,
    region: Region,
    *,
    cap: int,
    factor: float,
    num_steps: int,
    generator: torch.Generator,
) -> tuple[Trees, Nets, Splats]:
    """Trees of at most `cap` nodes, the nets that grow them, and the splats that the nodes stand for, in their order.

    Neighbours along a space-filling curve make a tree; the largest is the parent. Splats that are sorted get the
    harmonic `factor` of sort-free blending. Raises ValueError for fewer splats than a tree has nodes.
    """
    if len(splats) < shape.num_nodes:
        raise ValueError(f"the training cameras see {len(splats)} of its splats, and a tree has {shape.num_nodes}")
    splats = selection.within(splats, Budget(num_splats=min(cap, len(splats)) // shape.num_nodes * shape.num_nodes))
    splats = selection.in_curve_order(selection.with_sh_degree(splats, min(shape.sh_degree, splats.sh_degree)))
    splats = _upright(splats)
    groups = torch.arange(len(splats)).view(-1, shape.num_nodes)  # [P, 1 + K]
    parents = splats.log_scales[:, 0][groups].argmax(dim=1, keepdim=True)  # [P, 1]
    groups = groups.gather(1, (parents + torch.arange(shape.num_nodes)) % shape.num_nodes)  # [P, 1 + K]
    splats = selection.rows(splats, groups.T.reshape(-1))
    wanted = _as_nodes(splats, shape, factor)
    # Sizes of parents are rounded first: those of their children, and their places, are told in them.
    sizes = (splats.log_scales[: len(groups)] / t.LOG_SCALE_STEP).round() * t.LOG_SCALE_STEP  # [P, 3]
    trees, nets = new(splats.means[: len(groups)], sizes, shape, generator)
    _regress(trees, nets, shape, region, wanted, num_steps, generator)
    return correct(trees, nets, shape, region, wanted), nets, splats


def worthwhile(splats: Splats, cap: int, seen_by: Sequence[Cameras]) -> Splats:
    """At most `cap` of the splats, those that the cameras see most of; none that is faint in every picture."""
    weights = selection.contributions(splats, seen_by)  # [N]
    return selection.within(splats, Budget(num_splats=min(cap, int((weights >= FAINT_PX).sum()))), weights)


def new(means: Tensor, log_scales: Tensor, shape: Shape, generator: torch.Generator) -> tuple[Trees, Nets]:
    """Trees on parents [P, 3], [P, 3] that nothing is known of, and a model that knows nothing."""
    nets = Nets(shape)
    nets.start(generator)
    entries = shape.grid.num_entries, shape.grid.num_features
    trees = Trees(
        means=means.detach().clone(),
        log_scales=log_scales.detach().clone(),
        residuals=torch.zeros(len(means), shape.num_nodes, t.NUM_LAYERS, 4),
        harmonics=torch.zeros(len(means), shape.num_nodes, shape.num_bases - 1, 4),
        grid=GRID_START * (2 * torch.rand(*entries, generator=generator) - 1),
    )
    return trees, nets


@torch.no_grad()
def spread(trees: Trees, nets: Nets, points: Splats, factor: float, generator: torch.Generator) -> Trees:
    """New trees on points: nodes have their colour, opacity and `factor`, children lie around their parents."""
    nets.place.bias.data[:] = 0.7 * torch.randn(nets.place.bias.shape, generator=generator)
    nets.place.bias.data[3::4] = -0.5
    nets.attributes.bias.data[3] = float(points.logit_opacities[0]) / t.OPACITY_GAIN if len(points) else 0.0
    nets.attributes.bias.data[11] = factor
    residuals = trees.residuals.clone()  # [P, 1 + K, 4, 4]
    colors = torch.nn.functional.pad(points.sh0, (0, 1))  # [P, 4]
    residuals[:, :, t.COLOR] = (colors @ t.color_table(colors, t.COLOR_STEP).inverse().T)[:, None]
    return dataclasses.replace(trees, residuals=residuals)


@torch.no_grad()
def correct(trees: Trees, nets: Nets, shape: Shape, region: Region, wanted: Nodes) -> Trees:
    """The trees with the residuals that make their nodes those that are wanted, up to rounding.

    Children farther from their parents than about 166 of their sizes stay nearer: 1 to 10 of 55,000 in real captures.
    """
    num_trees, num_nodes = len(trees), shape.num_nodes

    def by_tree(values: Tensor) -> Tensor:  # [N, ...] -> [P, 1 + K, ...]
        return values.unflatten(0, (num_nodes, num_trees)).transpose(0, 1)

    residuals = torch.zeros_like(trees.residuals)  # [P, 1 + K, 4, 4]
    # Sizes first, then places, which are told in sizes; the rest is predicted at the places that are told.
    grown = t.grow(dataclasses.replace(trees, residuals=residuals), nets, shape, region)
    sizes = by_tree(grown.sizes[:, None])[..., 0]  # [P, 1 + K]
    residuals[:, 1:, t.SCALE, 0] = ((by_tree(wanted.log_scales)[..., 0] - sizes) / t.SIZE_STEP).round()[:, 1:]
    grown = t.grow(dataclasses.replace(trees, residuals=residuals), nets, shape, region)
    sizes = by_tree(grown.sizes[:, None])  # [P, 1 + K, 1]
    offsets = (by_tree(wanted.means) - trees.means[:, None]) / sizes.exp()  # [P, 1 + K, 3]
    residuals[:, 1:, t.PLACE, :3] = t.straight((offsets - by_tree(grown.offsets)) / t.PLACE_STEP).round()[:, 1:]
    residuals.clamp_(-t.MAX_STEPS, t.MAX_STEPS)

    grown = t.grow(dataclasses.replace(trees, residuals=residuals), nets, shape, region)
    thinner = (by_tree(wanted.log_scales) - by_tree(grown.log_scales))[:, 1:, 1:] / t.SCALE_STEP  # [P, K, 2]
    residuals[:, 1:, t.SCALE, 1:3] = thinner
    back = torch.nn.functional.normalize(grown.quats, dim=1) * grown.quats.new_tensor([1.0, -1.0, -1.0, -1.0])  # [N, 4]
    turns = _flipped(quat_product(back, wanted.quats))  # [N, 4, 4]
    best = turns[..., 0].abs().argmax(dim=1)  # [N] the smallest turn
    turns = turns[torch.arange(len(turns)), best]  # [N, 4]
    turns = turns[:, 1:] / torch.where(turns[:, :1] < 0, -1.0, 1.0) / turns[:, :1].abs().clamp(min=0.1)  # [N, 3]
    residuals[:, :, t.TURN, :3] = by_tree(turns) / turns.new_tensor(t.TURN_STEPS)
    residuals[:, :, t.PLACE, 3] = by_tree(wanted.logit_opacities - grown.logit_opacities) / t.OPACITY_STEP
    colors = by_tree(wanted.colors - grown.colors)  # [P, 1 + K, B, 4]
    residuals[:, :, t.COLOR] = colors[:, :, 0] @ t.color_table(colors, t.COLOR_STEP).inverse().T
    harmonics = colors[:, :, 1:] @ t.color_table(colors, t.HARMONIC_STEP).inverse().T  # [P, 1 + K, B - 1, 4]
    limits = -t.MAX_STEPS, t.MAX_STEPS
    return dataclasses.replace(trees, residuals=residuals.clamp(*limits), harmonics=harmonics.clamp(*limits))


def _regress(
    trees: Trees, nets: Nets, shape: Shape, region: Region, wanted: Nodes, num_steps: int, generator: torch.Generator
) -> None:
    """Trains grid and nets, in place, to predict the nodes that are wanted."""
    trained = [(trees.grid.requires_grad_(True), GRID_RATE), *((value, NETS_RATE) for value in nets.parameters())]
    moments = [(torch.zeros_like(value), torch.zeros_like(value)) for value, _ in trained]
    for step in range(num_steps):
        chosen = torch.randint(len(trees), (min(CHUNK, len(trees)),), generator=generator)  # [S]
        some = dataclasses.replace(
            trees, **{name: getattr(trees, name)[chosen] for name in ("means", "log_scales", "residuals", "harmonics")}
        )
        nodes = (chosen + len(trees) * torch.arange(shape.num_nodes)[:, None]).flatten()  # [(1 + K) S]
        # A tree's attributes are learned where its children will be, not where they are taken to be so far.
        grown = t.grow(some, nets, shape, region, wanted.means[nodes[len(chosen) :]])
        _difference(grown, wanted, nodes, len(chosen)).backward()
        late = 0.3 if step > 0.7 * num_steps else 1.0
        updates = [
            Update(value.data, value.grad.contiguous(), *pair, late * rate)
            for (value, rate), pair in zip(trained, moments, strict=True)
            if value.grad is not None
        ]
        adam_update(updates, num_updates=step + 1)
        for value, _ in trained:
            value.grad = None
    trees.grid.requires_grad_(False)


def _difference(grown: Nodes, wanted: Nodes, nodes: Tensor, num_trees: int) -> Tensor:  # nodes [(1 + K) S]
    """How far the nodes are from those that are wanted, in about the steps of the residuals."""
    parents = wanted.means[nodes[:num_trees]].repeat(len(nodes) // num_trees, 1)  # [(1 + K) S, 3]
    sizes = wanted.log_scales[nodes, :1]  # [(1 + K) S, 1]
    offsets = (wanted.means[nodes] - parents) / sizes.exp()  # [(1 + K) S, 3]
    opacity = wanted.logit_opacities[nodes].sigmoid()  # [(1 + K) S]
    quats = torch.nn.functional.normalize(grown.quats, dim=1)  # [(1 + K) S, 4]
    parts = [
        torch.nn.functional.smooth_l1_loss(grown.offsets, offsets.clamp(-8, 8)),
        (grown.log_scales - wanted.log_scales[nodes]).abs().mean(),
        2 * (opacity * (1 - (quats[:, None] * _flipped(wanted.quats[nodes])).sum(dim=2).square().amax(dim=1))).mean(),
        2 * (grown.logit_opacities.sigmoid() - opacity).abs().mean(),
        4 * (opacity[:, None, None] * (grown.colors - wanted.colors[nodes])).abs().mean(),
    ]
    return torch.stack(parts).sum()


def _as_nodes(splats: Splats, shape: Shape, factor: float) -> Nodes:
    """The splats as nodes; harmonics that they do not have are 0."""
    colors = torch.zeros(len(splats), shape.num_bases, 4)  # [N, B, 4]
    colors[:, 0, :3] = splats.sh0
    colors[:, 1 : num_sh_bases(splats.sh_degree), :3] = splats.shN
    colors[:, 0, 3] = factor
    if splats.weighted_sum is not None:
        colors[:, :1, 3] = splats.weighted_sum.view0
        colors[:, 1 : 1 + splats.weighted_sum.viewN.shape[1], 3] = splats.weighted_sum.viewN
    return Nodes(
        means=splats.means,
        quats=splats.quats,
        log_scales=splats.log_scales,
        logit_opacities=splats.logit_opacities.clamp(-8.0, 8.0),
        colors=colors,
        offsets=torch.zeros_like(splats.means),
        sizes=splats.log_scales[:, 0],
    )


def _upright(splats: Splats) -> Splats:
    """The same splats with their axes from long to short, and of all rotations that mean them the smallest."""
    log_scales, order = splats.log_scales.sort(dim=1, descending=True)  # [M, 3] each
    log_scales = log_scales.maximum(log_scales[:, :1] - FLAT)
    axes = quat_to_rotmat(splats.quats).gather(2, order[:, None].expand(-1, 3, -1))  # [M, 3, 3]
    axes = axes * torch.linalg.det(axes).sign()[:, None, None]
    # Of the four rotations by half turns of each other, one has a trace of 0 or more: its quaternion's w is not 0.
    turned = quat_to_rotmat(FLIPS)  # [4, 3, 3]
    traces = torch.einsum("mij,fji->mf", axes, turned)  # [M, 4]
    axes = axes @ turned[traces.argmax(dim=1)]  # [M, 3, 3]
    return dataclasses.replace(splats, log_scales=log_scales, quats=_quats(axes))


def _flipped(quats: Tensor) -> Tensor:  # [M, 4]
    """The four rotations that mean the same splat, [M, 4, 4]."""
    return quat_product(quats[:, None], FLIPS.to(quats))


def _quats(axes: Tensor) -> Tensor:  # [M, 3, 3]
    """The quaternions [M, 4] of rotations whose trace is above -1: w is not 0."""
    w = 0.5 * (1 + axes.diagonal(dim1=1, dim2=2).sum(dim=1)).clamp(min=1e-12).sqrt()  # [M]
    turned = axes - axes.transpose(1, 2)  # [M, 3, 3]
    xyz = torch.stack([turned[:, 2, 1], turned[:, 0, 2], turned[:, 1, 0]], dim=1) / (4 * w[:, None])  # [M, 3]
    return torch.cat([w[:, None], xyz], dim=1)
