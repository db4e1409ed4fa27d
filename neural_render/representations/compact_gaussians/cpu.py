"""`trees.grow` by the native kernel: everything that trees go through in one pass, and one pass back.

Letters: as in trees.py; R rows of the kernel's blocks of trees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from neural_render.native import _kernels, address, empty
from neural_render.representations.compact_gaussians import trees as t
from neural_render.representations.compact_gaussians.trees import Nets, Nodes, Region, Shape, Trees

LAYERS = ("place_hidden", "place", "attend", "mix", "hidden", "attributes")  # in the kernel's order
STORED = tuple(field.name for field in fields(Trees))


@dataclass(frozen=True)
class _Case:
    """What is no gradient's business."""

    shape: Shape
    rules: list[float]
    names: tuple[str, ...]  # of the nets' tensors that are passed
    places: Tensor | None  # [K P, 3]


def grow(trees: Trees, nets: Nets, shape: Shape, region: Region, places: Tensor | None = None) -> Nodes:
    """`trees.reference_grow`, the same bits for any number of threads; no gradients go to `region` and `places`."""
    weights = dict(nets.named_parameters())
    case = _Case(shape, _rules(region), tuple(weights), None if places is None else places.detach().contiguous())
    stored = (getattr(trees, name) for name in STORED)
    return Nodes(*_Grow.apply(case, *stored, *weights.values()))


class _Grow(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, case: _Case, *tensors: Tensor) -> tuple[Tensor, ...]:
        tensors = tuple(tensor.contiguous() for tensor in tensors)
        shape, num_trees = case.shape, len(tensors[0])
        num_nodes, bases = shape.num_nodes * num_trees, shape.num_bases
        kept: tuple[Tensor, ...] = ()
        if any(ctx.needs_input_grad):
            num_rows = math.ceil(num_trees / _kernels.TREES_BLOCK) * _kernels.TREES_BLOCK * shape.num_nodes
            kept = empty(num_rows, 3), empty(num_rows, shape.grid.num_outputs)
        nodes = tuple(empty(num_nodes, *size) for size in ((3,), (4,), (3,), (), (bases, 4), (3,), ()))
        _native(case, tensors, kept).forward([node.data_ptr() for node in nodes])
        ctx.case, ctx.num = case, len(tensors)
        ctx.save_for_backward(*tensors, *kept)
        ctx.set_materialize_grads(False)
        return nodes

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: Tensor | None) -> tuple[Tensor | None, ...]:
        case, tensors, kept = ctx.case, ctx.saved_tensors[: ctx.num], ctx.saved_tensors[ctx.num :]
        gradients = tuple(None if g is None else g.contiguous() for g in gradients)
        wanted = ctx.needs_input_grad[1:]
        # The kernel sums up all of the nets' gradients together. Outputs that are not used have none.
        found = [
            torch.zeros_like(tensor) if index >= len(STORED) else empty(*tensor.shape) if is_wanted else None
            for index, (tensor, is_wanted) in enumerate(zip(tensors, wanted, strict=True))
        ]
        _native(case, tensors, kept).backward(
            [0 if g is None else g.data_ptr() for g in gradients],
            _layers(case, found[len(STORED) :]),
            [0 if g is None else g.data_ptr() for g in found[: len(STORED)]],
        )
        return None, *(g if is_wanted else None for g, is_wanted in zip(found, wanted, strict=True))


def _native(case: _Case, tensors: tuple[Tensor, ...], kept: tuple[Tensor, ...]) -> _kernels.Trees:
    shape, num_trees = case.shape, len(tensors[0])
    nodes, children = shape.num_nodes, shape.num_children
    sizes = {
        "means": (num_trees, 3),
        "log_scales": (num_trees, 3),
        "residuals": (num_trees, nodes, t.NUM_LAYERS, 4),
        "harmonics": (num_trees, nodes, shape.num_bases - 1, 4),
        "grid": (shape.grid.num_entries, 4),  # other numbers of features are not compiled
    }
    stored = [address(name, tensor, *sizes[name]) for name, tensor in zip(STORED, tensors, strict=False)]
    return _kernels.Trees(
        num_trees,
        [children, shape.num_bases, shape.width, shape.attention],
        shape.is_contracted,
        case.rules,
        [(level.scale, level.resolution, level.begin, level.size) for level in shape.grid.levels],
        _layers(case, tensors[len(STORED) :]),
        [
            *stored,
            address("places", case.places, children * num_trees, 3),
            *([tensor.data_ptr() for tensor in kept] or (0, 0)),
        ],
    )


def _layers(case: _Case, tensors: Any) -> list[int]:
    """Where the weights and biases of the kernel's layers are; 0 where there is none."""
    found = {name: address(name, tensor, *tensor.shape) for name, tensor in zip(case.names, tensors, strict=True)}
    return [found.get(f"{layer}.{kind}", 0) for layer in LAYERS for kind in ("weight", "bias")]


def _rules(region: Region) -> list[float]:
    """The kernel's constants, which are those of trees.py."""
    tables = (t.color_table(torch.ones(()), step) for step in (t.COLOR_STEP, t.HARMONIC_STEP))  # [4, 4] each
    steps = (t.PLACE_STEP, t.SIZE_STEP, t.SCALE_STEP, *t.TURN_STEPS, t.OPACITY_STEP)
    return [
        *region.center.tolist(),
        float(region.radius),
        *steps,
        t.BEND,
        t.OPACITY_GAIN,
        t.REST_GAIN,
        *(x for table in tables for x in table.flatten().tolist()),
    ]
