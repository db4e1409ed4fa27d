"""Trees of Gaussians: a parent that is stored, and children that are predicted from it.

A parent has a position and a scale. A hash grid over contracted space gives each node features. From the parent's, a
net predicts where its children are; attention lets the nodes of a tree exchange what they know; a second net predicts
everything else. What is predicted wrongly is corrected by residuals, whole numbers of steps that are mostly 0: the
paper has none, and needs a grid of tens of megabytes instead.

Cao et al. 2025, "Lightweight Predictive 3D Gaussian Splats"; contraction: Barron et al. 2022, "Mip-NeRF 360", eq. 10.

Letters: P trees, K children of each, N = (1 + K) P nodes (all parents, all first children, ...), D features,
B bases of the harmonics, A channels of attention.
"""

from __future__ import annotations

import copy
import dataclasses
import itertools
import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from neural_render.fields.hash_grid import HashGridLayout, encode
from neural_render.splatting.splats import num_sh_bases, quat_product

PLACE, TURN, SCALE, COLOR = range(4)  # layers of the residuals: place and opacity; turn; scale; base colour and factor
NUM_LAYERS = 4
# What a step of a residual is worth: small where eyes are, so that what is rounded off is less than what is learned.
# Sizes are finer than the other scales, because a child is as far from its parent as its size says.
PLACE_STEP, SIZE_STEP, SCALE_STEP, OPACITY_STEP = 0.1, 0.1, 0.2, 0.4
TURN_STEPS = (0.08, 0.05, 0.05)  # about the axes of a splat, of which the first is long: turns about it show least
COLOR_STEP, HARMONIC_STEP, FACTOR_STEP = 0.07, 0.07, 0.2
BEND = 32.0  # steps from which on those of places grow
MAX_STEPS = 127  # residuals are codes of 8 bits
GRID_STEP = 1 / 24  # of the grid's numbers
LOG_SCALE_STEP = 1 / 5  # of parents' log scales
NETS_STEP = 1 / 256  # of the nets' weights
# Residuals of colours are of luma and two chromas (YCoCg): most are in the first.
TO_RGB = ((1.0, 1.0, -1.0), (1.0, 0.0, 1.0), (1.0, -1.0, -1.0))
OPACITY_GAIN, REST_GAIN = 3.0, 0.1  # of what the net gives, which is about 1: logits are larger, harmonics smaller
# What the numbers of a stored scene mean: with others it would be another scene.
RULES = (
    PLACE_STEP,
    BEND,
    SIZE_STEP,
    SCALE_STEP,
    *TURN_STEPS,
    OPACITY_STEP,
    OPACITY_GAIN,
    COLOR_STEP,
    *itertools.chain.from_iterable(TO_RGB),
    HARMONIC_STEP,
    REST_GAIN,
    FACTOR_STEP,
    MAX_STEPS,
    GRID_STEP,
    LOG_SCALE_STEP,
    NETS_STEP,
)


@dataclass(frozen=True)
class Shape:
    """The sizes of the model: what a package must know to decode it."""

    num_children: int
    sh_degree: int
    grid: HashGridLayout
    width: int  # of hidden layers
    attention: int  # A; 0 for none
    is_contracted: bool

    @property
    def num_nodes(self) -> int:
        return 1 + self.num_children

    @property
    def num_bases(self) -> int:
        return num_sh_bases(self.sh_degree)

    @property
    def num_outputs(self) -> int:
        """Of the second net: nothing, two axes, opacity; rotation 4; per base a colour and a factor."""
        return 8 + 4 * self.num_bases


@dataclass(frozen=True)
class Region:
    """Where the grid is: a ball around `center`; what lies beyond `radius` is contracted, or cut."""

    center: Tensor  # [3]
    radius: Tensor  # []


@dataclass(frozen=True)
class Trees:
    """The tensors of a scene, as training has them or as a package gives them."""

    means: Tensor  # [P, 3] of parents
    log_scales: Tensor  # [P, 3] of parents
    residuals: Tensor  # [P, 1 + K, 4, 4] in steps
    harmonics: Tensor  # [P, 1 + K, B - 1, 4] in steps
    grid: Tensor  # [T, F]

    def __len__(self) -> int:
        return len(self.means)


@dataclass(frozen=True)
class Nodes:
    """Everything about the nodes, parents first."""

    means: Tensor  # [N, 3]
    quats: Tensor  # [N, 4]
    log_scales: Tensor  # [N, 3]
    logit_opacities: Tensor  # [N]
    colors: Tensor  # [N, B, 4]: harmonics of colour, and of the factor
    offsets: Tensor  # [N, 3] of children from their parent, in their own sizes
    sizes: Tensor  # [N] log: what offsets are told in


class Nets(nn.Module):
    """The nets that all trees share."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        size, width = shape.grid.num_outputs, shape.width
        self.place_hidden = nn.Linear(size, width)
        self.place = nn.Linear(width, 4 * shape.num_children)  # offset and size of each child
        if shape.attention:
            self.attend = nn.Linear(size, 3 * shape.attention, bias=False)
            self.mix = nn.Linear(shape.attention, size, bias=False)
        self.hidden = nn.Linear(size + 3, width)
        self.attributes = nn.Linear(width, shape.num_outputs)

    def start(self, generator: torch.Generator) -> None:
        """Random weights that let features through, and outputs near 0."""
        small = {"place", "mix", "attributes"}
        for name, layer in self.named_children():
            gain = 0.1 if name in small else math.sqrt(2.0)
            values = torch.randn(layer.weight.shape, generator=generator)
            layer.weight.data = values * gain / math.sqrt(layer.in_features)
            if layer.bias is not None:
                layer.bias.data.zero_()


@torch.no_grad()
def rounded(nets: Nets) -> Nets:
    """The nets with weights of whole steps."""
    coarse = copy.deepcopy(nets)
    for value in coarse.parameters():
        value.copy_((value / NETS_STEP).round() * NETS_STEP)
    return coarse


def with_sh_degree(trees: Trees, shape: Shape, degree: int) -> tuple[Trees, Shape]:
    """The trees with harmonics up to `degree` only; the nets stay as they are, and their last outputs are not used."""
    shape = dataclasses.replace(shape, sh_degree=degree)
    return dataclasses.replace(trees, harmonics=trees.harmonics[:, :, : shape.num_bases - 1]), shape


def contract(positions: Tensor, region: Region, is_contracted: bool) -> Tensor:  # positions [M, 3]
    """Where positions are in the grid, [M, 3] in [0, 1]."""
    local = (positions - region.center) / region.radius  # [M, 3]
    if not is_contracted:
        return (0.5 + 0.5 * local).clamp(0.0, 1.0)
    norm = local.norm(dim=1, keepdim=True).clamp(min=1.0)  # [M, 1]
    return 0.5 + 0.25 * local * (2.0 - 1.0 / norm) / norm


def grow(trees: Trees, nets: Nets, shape: Shape, region: Region, places: Tensor | None = None) -> Nodes:
    """All nodes of the trees.

    `places` [K P, 3] says where children are whose attributes are asked for, whatever is predicted of their places.
    float32 on the CPU takes the native kernel, the same bits for any number of threads; everything else its torch twin.
    """
    if trees.means.device.type == "cpu" and trees.means.dtype == torch.float32:
        from neural_render.representations.compact_gaussians import cpu  # only now: others work without the kernels

        return cpu.grow(trees, nets, shape, region, places)
    return reference_grow(trees, nets, shape, region, places)


def reference_grow(trees: Trees, nets: Nets, shape: Shape, region: Region, places: Tensor | None = None) -> Nodes:
    """`grow` in plain torch, of any dtype on any device: the oracle."""
    num_trees, num_nodes = len(trees), shape.num_nodes
    residuals = trees.residuals.transpose(0, 1)  # [1 + K, P, 4, 4]

    own = encode(trees.grid, contract(trees.means, region, shape.is_contracted), shape.grid)  # [P, D]
    placed = nets.place(torch.relu(nets.place_hidden(own)))  # [P, 4 K]
    placed = placed.view(num_trees, shape.num_children, 4).transpose(0, 1)  # [K, P, 4]
    # A splat's first axis is its size. Places are told in sizes of the child: small ones need to be exact.
    sizes = trees.log_scales[:, :1] + placed[..., 3:] + SIZE_STEP * residuals[1:, :, SCALE, :1]  # [K, P, 1]
    offsets = placed[..., :3] + PLACE_STEP * bent(residuals[1:, :, PLACE, :3])  # [K, P, 3]
    children = (trees.means + sizes.exp() * offsets).reshape(-1, 3)  # [K P, 3]
    if places is not None:
        children = places
        told = (places.view(-1, num_trees, 3) - trees.means) * (-sizes).exp()  # [K, P, 3]
    theirs = encode(trees.grid, contract(children, region, shape.is_contracted), shape.grid)  # [K P, D]
    features = torch.cat([own, theirs]).unflatten(0, (num_nodes, num_trees))  # [1 + K, P, D]
    if shape.attention:
        features = features + nets.mix(_attention(nets.attend(features), shape.attention))

    nowhere = torch.zeros_like(offsets[:1])  # [1, P, 3]
    seen = torch.cat([features, torch.cat([nowhere, offsets if places is None else told])], dim=-1)  # [1 + K, P, D + 3]
    hidden = torch.relu(nets.hidden(seen))  # [1 + K, P, H]
    predicted = nets.attributes(hidden)[..., : shape.num_outputs]  # [1 + K, P, 8 + 4 B]
    slimmer = predicted[1:, :, 1:3] + SCALE_STEP * residuals[1:, :, SCALE, 1:3]  # [K, P, 2]
    scales = sizes + torch.nn.functional.pad(slimmer, (1, 0))  # [K, P, 3]
    logits = OPACITY_GAIN * predicted[..., 3] + OPACITY_STEP * residuals[..., PLACE, 3]  # [1 + K, P]
    turns = torch.nn.functional.pad(residuals[..., TURN, :3] * residuals.new_tensor(TURN_STEPS), (1, 0), value=1.0)
    quats = quat_product(predicted[..., 4:8] + predicted.new_tensor([1.0, 0.0, 0.0, 0.0]), turns)  # [1 + K, P, 4]
    colors = predicted[..., 8:].unflatten(-1, (shape.num_bases, 4))  # [1 + K, P, B, 4]
    base = colors[..., :1, :] + _colors(residuals[..., COLOR, None, :], COLOR_STEP)  # [1 + K, P, 1, 4]
    rest = REST_GAIN * colors[..., 1:, :] + _colors(trees.harmonics.transpose(0, 1), HARMONIC_STEP)  # [.., B - 1, 4]
    return Nodes(
        means=torch.cat([trees.means, children]),
        quats=quats.flatten(0, 1),
        log_scales=torch.cat([trees.log_scales, scales.flatten(0, 1)]),
        logit_opacities=logits.flatten(),
        colors=torch.cat([base, rest], dim=2).flatten(0, 1),
        offsets=torch.cat([nowhere, offsets]).flatten(0, 1),
        sizes=torch.cat([trees.log_scales[:, 0], sizes.flatten()]),
    )


def bent(codes: Tensor) -> Tensor:
    """Codes whose steps grow with them, so that few codes also reach far: sign(c) BEND (exp(|c| / BEND) - 1)."""
    # Most codes are 0, where the derivative of |c| is taken for 0: what is added to c has none there, c itself has 1.
    sizes = codes.abs() / BEND
    return codes + BEND * codes.sign() * (sizes.expm1() - sizes)


def straight(values: Tensor) -> Tensor:
    """The inverse of `bent`."""
    return BEND * values.sign() * (values.abs() / BEND).log1p()


def _colors(residuals: Tensor, step: float) -> Tensor:  # [..., 4]: luma, two chromas, factor
    """What residuals add to colours and factors, [..., 4]."""
    return residuals @ color_table(residuals, step).T


def color_table(like: Tensor, step: float) -> Tensor:
    """What a step of luma, chromas and factor is worth in red, green, blue and factor, [4, 4]."""
    return torch.block_diag(step * like.new_tensor(TO_RGB), like.new_tensor(FACTOR_STEP))


def _attention(mixed: Tensor, channels: int) -> Tensor:  # [1 + K, P, 3 A]
    """What each node takes from the nodes of its tree, [1 + K, P, A]: softmax(q k / sqrt(A)) v."""
    queries, keys, values = mixed.split(channels, dim=-1)  # [1 + K, P, A] each
    rows = []
    for query in queries:
        scores = (query * keys).sum(dim=-1) / math.sqrt(channels)  # [1 + K, P]
        rows.append((scores.softmax(dim=0)[..., None] * values).sum(dim=0))  # [P, A]
    return torch.stack(rows)
