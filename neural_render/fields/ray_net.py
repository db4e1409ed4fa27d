"""The network of a light field while it trains: MobileR2L's residual 1x1 convolutions and transposed convolutions.

A 1x1 convolution is a matrix product over pixels, so everything works on rows of channels, one per pixel, and pictures
have their channels last: the transposed convolutions are faster so, too. `RayNet.fold` gives what ships: batch
normalisation becomes part of the convolutions.

Cao et al. 2023, "Real-Time Neural Light Field on Mobile Devices", section 3 and figure 3; sizes and orders are those of
the authors' code. Batch normalisation: Ioffe and Szegedy 2015, algorithm 2.

Letters: C cameras, I channels in, O channels out, P pixels, h x w the low resolution, f the factor of the tail.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from neural_render.fields.networks import ACTIVATIONS, Activation, Block, Conv, FoldedNet, Stage, Upsample

MOMENTUM = 0.1  # of the running statistics, as in the authors' code
EPS = 1e-5
FIRST_SHARE = 0.1  # of a block's input in what it adds at first, where nothing normalises that
STRIDES = {2: (2,), 4: (2, 2), 8: (2, 2, 2), 12: (2, 2, 3)}  # of the tail, by f
KERNELS = {2: (4, 1), 3: (3, 0)}  # stride -> kernel and padding: each pixel enlarges to stride^2


@dataclass(frozen=True)
class RayNetShape:
    """What a network consists of."""

    inputs: int  # channels
    width: int  # channels of the body
    num_blocks: int  # residual blocks of the body
    tail: tuple[int, ...]  # channels after each enlargement, as many as `factor` has strides
    factor: int  # f: 2, 4, 8 or 12
    tail_blocks: int = 2  # residual blocks after each enlargement
    activation: Activation = "gelu"
    is_normalised: bool = True  # batch normalisation in residual blocks

    @property
    def strides(self) -> tuple[int, ...]:
        return STRIDES[self.factor]

    @property
    def halo(self) -> int:
        """Pixels at the edge of a picture that depend on whether there is a pixel of the low resolution beyond."""
        halo = 0
        for stride in self.strides:
            kernel, padding = KERNELS[stride]
            halo = stride * halo + kernel - stride - padding
        return halo

    @property
    def macs_per_pixel(self) -> int:
        """Multiplications for one pixel of the low resolution."""
        count, area, before = self.inputs * self.width + 2 * self.num_blocks * self.width**2, 1, self.width
        for channels, stride in zip(self.tail, self.strides, strict=True):
            count += area * before * channels * KERNELS[stride][0] ** 2
            area *= stride**2
            count += area * 2 * self.tail_blocks * channels**2
            before = channels
        return count + area * 3 * before


class RayNet(nn.Module):
    """sigmoid(last(tail(body(x) + x))) of x = activation(head(input))."""

    def __init__(self, shape: RayNetShape) -> None:
        super().__init__()
        self.shape = shape
        self.head = nn.Linear(shape.inputs, shape.width)
        self.body = nn.ModuleList(ResidualBlock(shape.width, shape) for _ in range(shape.num_blocks))
        widths = (shape.width, *shape.tail)
        self.stages = nn.ModuleList(
            EnlargingStage(before, after, stride, shape)
            for before, after, stride in zip(widths, shape.tail, shape.strides, strict=False)
        )
        self.last = nn.Linear(shape.tail[-1], 3)

    def forward(self, inputs: Tensor) -> Tensor:  # [C, h, w, I]
        """The pictures [C, f h, f w, 3] in [0, 1]."""
        num_cameras, height, width, channels = inputs.shape
        x = ACTIVATIONS[self.shape.activation](self.head(inputs.reshape(-1, channels)))  # [P, O]
        y = x
        for block in self.body:
            y = block(y)
        x = (y + x).view(num_cameras, height, width, -1)  # [C, h, w, O]
        for stage in self.stages:
            x = stage(x)
        return torch.sigmoid(self.last(x).float())  # [C, f h, f w, 3]

    def take_over_statistics(self) -> None:
        """The last training pass counts in the running statistics; one that was not finite never should."""
        for module in self.modules():
            if isinstance(module, BatchNorm):
                module.take_over()

    def settle(self) -> None:
        """From now on training normalises as the finished network does: by the running statistics, which stay."""
        for module in self.modules():
            if isinstance(module, BatchNorm):
                module.is_settled = True

    @torch.no_grad()
    def fold(self) -> FoldedNet:
        """The network as it works once trained."""
        return FoldedNet(
            head=_conv(self.head),
            body=tuple(block.fold() for block in self.body),
            stages=tuple(stage.fold() for stage in self.stages),
            last=_conv(self.last),
            activation=self.shape.activation,
        )


class ResidualBlock(nn.Module):
    """x + norm(second(activation(norm(first(x))))), over rows [P, O]; or without norms, x + little at first."""

    def __init__(self, width: int, shape: RayNetShape) -> None:
        super().__init__()
        self.activation = shape.activation
        self.first, self.second = nn.Linear(width, width), nn.Linear(width, width)
        if shape.is_normalised:
            self.first_norm, self.second_norm = BatchNorm(width), BatchNorm(width)
        else:
            self.first_norm = self.second_norm = None
            nn.init.kaiming_normal_(self.first.weight)
            nn.init.normal_(self.second.weight, std=FIRST_SHARE * width**-0.5)
            nn.init.zeros_(self.first.bias)
            nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor) -> Tensor:
        act = ACTIVATIONS[self.activation]
        if self.first_norm is None:
            return x + self.second(act(self.first(x)))
        return x + self.second_norm(self.second(act(self.first_norm(self.first(x)))))

    def fold(self) -> Block:
        return Block(_conv(self.first, self.first_norm), _conv(self.second, self.second_norm))


class EnlargingStage(nn.Module):
    """A transposed convolution and its residual blocks."""

    def __init__(self, before: int, after: int, stride: int, shape: RayNetShape) -> None:
        super().__init__()
        kernel, padding = KERNELS[stride]
        self.upsample = nn.ConvTranspose2d(before, after, kernel, stride, padding)
        self.blocks = nn.ModuleList(ResidualBlock(after, shape) for _ in range(shape.tail_blocks))

    def forward(self, x: Tensor) -> Tensor:  # [C, h, w, I]
        x = self.upsample(x.movedim(-1, 1)).movedim(1, -1)  # [C, H, W, O]
        rows = x.flatten(0, 2)  # [P, O]
        for block in self.blocks:
            rows = block(rows)
        return rows.view(x.shape)

    def fold(self) -> Stage:
        up = self.upsample
        weight, bias = (value.detach().float().cpu().numpy().copy() for value in (up.weight, up.bias))
        folded = Upsample(weight, bias, stride=up.stride[0], padding=up.padding[0])
        return Stage(folded, tuple(block.fold() for block in self.blocks))


class BatchNorm(nn.Module):
    """Batch normalisation whose running statistics wait for `take_over`, so that a step can be dropped."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))  # [O]
        self.bias = nn.Parameter(torch.zeros(width))  # [O]
        self.register_buffer("running_mean", torch.zeros(width))  # [O]
        self.register_buffer("running_var", torch.ones(width))  # [O]
        self.is_settled = False
        self._next: tuple[Tensor, Tensor] | None = None

    def forward(self, x: Tensor) -> Tensor:
        statistics, is_by_batch = (self.running_mean, self.running_var), self.training and not self.is_settled
        if is_by_batch:
            self._next = statistics = tuple(value.clone() for value in statistics)
        return nn.functional.batch_norm(x, *statistics, self.weight, self.bias, is_by_batch, MOMENTUM, EPS)

    def take_over(self) -> None:
        if self._next is not None:
            self.running_mean.copy_(self._next[0])
            self.running_var.copy_(self._next[1])
            self._next = None


def _conv(layer: nn.Linear, norm: BatchNorm | None = None) -> Conv:
    weight, bias = layer.weight.double(), layer.bias.double()  # [O, I], [O]
    if norm is not None:
        scale = norm.weight.double() / (norm.running_var.double() + EPS).sqrt()  # [O]
        weight, bias = weight * scale[:, None], (bias - norm.running_mean.double()) * scale + norm.bias.double()
    return Conv(weight.detach().float().cpu().numpy(), bias.detach().float().cpu().numpy())
