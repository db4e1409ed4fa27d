"""Networks of light fields as plain data: 1x1 convolutions at a low resolution, and a tail that enlarges.

What a representation trains is folded into this (batch normalisation is gone), and everything that ships a network
starts from it: packages, shader passes, ONNX. `FoldedNet.run` is the specification.

The architecture is MobileR2L's (Cao et al. 2023, "Real-Time Neural Light Field on Mobile Devices").

Letters: C cameras, I channels in, O channels out, h x w the low resolution, f the factor by which the tail enlarges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor

Activation = Literal["gelu", "relu"]
ACTIVATIONS = {"gelu": torch.nn.functional.gelu, "relu": torch.relu}


@dataclass(frozen=True)
class Conv:
    """A 1x1 convolution."""

    weight: np.ndarray  # [O, I] float32
    bias: np.ndarray  # [O] float32


@dataclass(frozen=True)
class Upsample:
    """A transposed convolution that enlarges by its stride: a kernel of 4, stride 2, padding 1, or 3, 3, 0."""

    weight: np.ndarray  # [I, O, k, k] float32
    bias: np.ndarray  # [O] float32
    stride: int
    padding: int


@dataclass(frozen=True)
class Block:
    """x + second(activation(first(x)))."""

    first: Conv
    second: Conv


@dataclass(frozen=True)
class Stage:
    """One enlargement; no activation follows it directly."""

    upsample: Upsample
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class FoldedNet:
    """sigmoid(last(tail(body(x) + x))) of x = activation(head(input))."""

    head: Conv
    body: tuple[Block, ...]
    stages: tuple[Stage, ...]
    last: Conv  # to red, green and blue
    activation: Activation

    @property
    def factor(self) -> int:
        """f: pixels of the picture along an edge of one of the input's."""
        return math.prod(stage.upsample.stride for stage in self.stages)

    def run(self, inputs: Tensor) -> Tensor:  # [C, I, h, w]
        """The pictures [C, 3, f h, f w] in [0, 1], in the precision of `inputs`."""
        act = ACTIVATIONS[self.activation]

        def conv(layer: Conv, x: Tensor) -> Tensor:
            weight, bias = (torch.from_numpy(value).to(x) for value in (layer.weight, layer.bias))
            return torch.nn.functional.conv2d(x, weight[:, :, None, None], bias)

        def through(blocks: tuple[Block, ...], x: Tensor) -> Tensor:
            for block in blocks:
                x = x + conv(block.second, act(conv(block.first, x)))
            return x

        x = act(conv(self.head, inputs))
        x = through(self.body, x) + x
        for stage in self.stages:
            up = stage.upsample
            weight, bias = (torch.from_numpy(value).to(x) for value in (up.weight, up.bias))
            x = torch.nn.functional.conv_transpose2d(x, weight, bias, stride=up.stride, padding=up.padding)
            x = through(stage.blocks, x)
        return torch.sigmoid(conv(self.last, x))
