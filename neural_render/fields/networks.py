"""Networks of light fields as plain data: 1x1 convolutions at a low resolution, and a tail that enlarges.

What a representation trains is folded into this (batch normalisation is gone), and everything that ships a network
starts from it: packages, shader passes, ONNX. `FoldedNet.run` is the specification.

The architecture is MobileR2L's (Cao et al. 2023, "Real-Time Neural Light Field on Mobile Devices").

Letters: C cameras, I channels in, O channels out, k the edge of a kernel, h x w the low resolution, f the factor by
which the tail enlarges.
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
KERNELS = {2: (4, 1), 3: (3, 0)}  # of enlargements, by their stride: kernel and padding
STRIDES = {1: 1} | {kernel: stride for stride, (kernel, _) in KERNELS.items()}


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
class StageShape:
    channels: int
    stride: int
    num_blocks: int


@dataclass(frozen=True)
class NetShape:
    """What a network consists of, without its numbers."""

    inputs: int  # channels
    width: int  # channels of the body
    num_blocks: int  # of the body
    stages: tuple[StageShape, ...]
    activation: Activation

    @property
    def factor(self) -> int:
        """f: pixels of the picture along an edge of one of the input's."""
        return math.prod(stage.stride for stage in self.stages)

    @property
    def layers(self) -> list[tuple[int, int, int]]:
        """I, O and k of all layers in their order: head, body, of every stage the enlargement and blocks, last."""
        layers = [(self.inputs, self.width, 1)] + 2 * self.num_blocks * [(self.width, self.width, 1)]
        channels = self.width
        for stage in self.stages:
            layers.append((channels, stage.channels, KERNELS[stage.stride][0]))
            channels = stage.channels
            layers += 2 * stage.num_blocks * [(channels, channels, 1)]
        return [*layers, (channels, 3, 1)]

    @property
    def num_params(self) -> int:
        """Weights and biases."""
        return sum((before * kernel**2 + 1) * after for before, after, kernel in self.layers)

    def num_macs(self, width: int, height: int) -> int:
        """Multiplications for a picture of this size; where f does not divide it, of what is cropped, too."""
        area = math.ceil(width / self.factor) * math.ceil(height / self.factor)
        total = 0
        for before, after, kernel in self.layers:
            total += area * before * after * kernel**2
            area *= STRIDES[kernel] ** 2  # an enlargement multiplies at the resolution before it
        return total


@dataclass(frozen=True)
class FoldedNet:
    """sigmoid(last(tail(body(x) + x))) of x = activation(head(input))."""

    head: Conv
    body: tuple[Block, ...]
    stages: tuple[Stage, ...]
    last: Conv  # to red, green and blue
    activation: Activation

    @property
    def shape(self) -> NetShape:
        width, inputs = self.head.weight.shape
        stages = tuple(StageShape(s.upsample.weight.shape[1], s.upsample.stride, len(s.blocks)) for s in self.stages)
        return NetShape(inputs, width, len(self.body), stages, self.activation)

    @property
    def factor(self) -> int:
        return self.shape.factor

    def run(self, inputs: Tensor, size: tuple[int, int] | None = None) -> Tensor:  # [C, I, h, w]
        """The pictures [C, 3, f h, f w] in [0, 1], in the precision of `inputs`.

        With `size`, width and height, they are [C, 3, height, width]. So hosts show them, whose targets end with the
        screen: every stage is cut there, and what is cut is like what lies beside it for the next one.
        """
        act, factor = ACTIVATIONS[self.activation], self.factor

        def conv(layer: Conv, x: Tensor) -> Tensor:
            weight, bias = (torch.from_numpy(value).to(x) for value in (layer.weight, layer.bias))
            return torch.nn.functional.conv2d(x, weight[:, :, None, None], bias)

        def through(blocks: tuple[Block, ...], x: Tensor) -> Tensor:
            for block in blocks:
                x = x + conv(block.second, act(conv(block.first, x)))
            return x

        full = list(inputs.shape[:1:-1])  # width, height of what is not cut
        x = act(conv(self.head, inputs))
        x = through(self.body, x) + x
        for stage in self.stages:
            up = stage.upsample
            weight, bias = (torch.from_numpy(value).to(x) for value in (up.weight, up.bias))
            missing = [stage_size - now for stage_size, now in zip(full, x.shape[:1:-1], strict=True)]
            x = torch.nn.functional.pad(x, (0, missing[0], 0, missing[1]), mode="replicate")
            x = torch.nn.functional.conv_transpose2d(x, weight, bias, stride=up.stride, padding=up.padding)
            full, factor = [up.stride * side for side in full], factor // up.stride
            if size is not None:
                x = x[..., : math.ceil(size[1] / factor), : math.ceil(size[0] / factor)]
            x = through(stage.blocks, x)
        return torch.sigmoid(conv(self.last, x))
