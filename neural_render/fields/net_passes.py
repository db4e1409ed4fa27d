"""Networks of at most 64 channels as a package's passes: the picture of every camera, computed by fragment shaders.

A texel of the low resolution has its channels in one or two targets of at most 8 layers of half floats. The head's
program, which computes what the network is told about a ray, is the method's own; then follow two passes per residual
block of the body, one per stage of the tail of at most 32 channels, several per stage of more, and the last stage draws
to the screen. `FoldedNet.run` with a size is the specification: targets end with the screen at every resolution.

The weights are one texture of half floats, layer by layer: `fields/shaders/net.wgsl` has the order.

Letters: I channels in, O channels out, T taps of a kernel, G groups of 32 channels.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from neural_render.compress.quantise import shortest
from neural_render.fields.networks import (
    KERNELS,
    Activation,
    Block,
    Conv,
    FoldedNet,
    NetShape,
    Stage,
    StageShape,
    Upsample,
)
from neural_render.package.folder import Package
from neural_render.package.manifest import SCREEN, Input, Pass, Target, TargetSize, Vec4

SHADERS = "neural_render.fields"
GROUP = 8  # texels: what a pass can draw into at once
MAX_WIDTH = 64  # channels: two groups
MAX_STAGES = 4
TABLE_WIDTH = 2048  # texels: WebGL2's least limit
NUM_HEAD_PARAMS = 5  # of every head; its own follow
NAMES: tuple[Activation, ...] = ("relu", "gelu")  # their numbers in the shaders begin at 1
LIMIT = 65504.0  # of half floats
FIRST_HEAD = "head0"  # how the name of a network's first pass begins


@dataclass(frozen=True)
class Head:
    """A program that computes the network's inputs and its first layer."""

    program: str
    textures: tuple[str, ...]  # that it reads beside the network
    params: tuple[Vec4, ...]  # its own


def is_small(shape: NetShape) -> bool:
    """Whether the shaders have room for it."""
    has_room = shape.width <= MAX_WIDTH and all(stage.channels <= MAX_WIDTH for stage in shape.stages)
    is_narrow = bool(shape.stages) and shape.stages[-1].channels <= 4 * GROUP
    is_even = len({stage.num_blocks for stage in shape.stages}) == 1 and all(s.stride in KERNELS for s in shape.stages)
    return has_room and is_narrow and is_even and 1 <= len(shape.stages) <= MAX_STAGES and shape.num_blocks >= 1


def texels_of(net: FoldedNet) -> np.ndarray:
    """The weights as half floats, [H, W, 4]; raises ValueError where one is too large for them."""
    rows = [_columns(weight, bias) for weight, bias in _weights(net)]  # [texels, 4] each
    values = np.concatenate(rows)
    if not np.abs(values).max() <= LIMIT:
        raise ValueError(f"weights of the network reach {np.abs(values).max():.3g}, beyond half floats")
    width = min(TABLE_WIDTH, len(values))
    texels = np.zeros((math.ceil(len(values) / width) * width, 4), np.float16)
    texels[: len(values)] = values
    return texels.reshape(-1, width, 4)


def net_of(texels: np.ndarray, shape: NetShape) -> FoldedNet:  # [H, W, 4]
    """The network whose weights the texture holds; raises ValueError where it holds fewer."""
    values, begins = texels.reshape(-1, 4).astype(np.float32), _begins(shape)
    if len(values) < begins[-1]:
        raise ValueError(f"the network's texture has {len(values)} texels, not {begins[-1]}")

    def layers() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for (before, after, kernel), begin, end in zip(shape.layers, begins, begins[1:], strict=True):
            columns = values[begin:end].reshape(-1, 4 * _texels(after))  # [T I + 1, O], padded
            weight = columns[:-1].reshape(kernel, kernel, 4 * _texels(before), -1)[:, :, :before, :after]
            yield weight.transpose(2, 3, 0, 1).copy(), columns[-1, :after].copy()  # [I, O, k, k], [O]

    each = layers()

    def conv() -> Conv:
        weight, bias = next(each)
        return Conv(weight[:, :, 0, 0].T.copy(), bias)

    def blocks(count: int) -> tuple[Block, ...]:
        return tuple(Block(conv(), conv()) for _ in range(count))

    head, body, stages = conv(), blocks(shape.num_blocks), []
    for stage in shape.stages:
        upsample = Upsample(*next(each), stride=stage.stride, padding=KERNELS[stage.stride][1])
        stages.append(Stage(upsample, blocks(stage.num_blocks)))
    return FoldedNet(head, body, tuple(stages), conv(), shape.activation)


def draw(shape: NetShape, head: Head, net: str, region: int | None) -> tuple[dict[str, Target], tuple[Pass, ...]]:
    """The targets and passes of a network whose weights are the texture `net`; networks of one shape share targets.

    Raises ValueError where the shaders have no room for it.
    """
    if not is_small(shape):
        raise ValueError(f"shaders have no room for a network of {shape.width} channels with the tail {shape.stages}")
    return _Passes(shape, head, net, region).build()


def shape_of(entry: Pass) -> NetShape:
    """The shape that the pass of a head names; raises ValueError where it names none."""
    if len(entry.params) < NUM_HEAD_PARAMS or not entry.inputs:
        raise ValueError(f"the pass {entry.name} has {len(entry.params)} params, which is no network's head")
    activation = entry.params[1][1]
    inputs, width, num_blocks, per_stage = entry.params[2]
    channels, strides = (tuple(value for value in row if value) for row in entry.params[3:5])
    numbers = (inputs, width, num_blocks, per_stage, *channels, *strides)
    is_whole = all(value == int(value) and 0 <= value <= 2**16 for value in numbers)
    if not is_whole or len(channels) != len(strides) or activation not in (1.0, 2.0) or min(inputs, width) < 1:
        raise ValueError(f"the pass {entry.name} names no network")
    stages = tuple(StageShape(int(c), int(s), int(per_stage)) for c, s in zip(channels, strides, strict=True))
    shape = NetShape(int(inputs), int(width), int(num_blocks), stages, NAMES[int(activation) - 1])
    if not is_small(shape):
        raise ValueError(f"the pass {entry.name} names a network that no shader has room for")
    return shape


def read(package: Package, entry: Pass) -> FoldedNet:
    """The network of a head's first pass; raises ValueError where the passes behind it are not those of `draw`."""
    shape, (net, *others) = shape_of(entry), (item.texture for item in entry.inputs)
    head = Head(entry.program, tuple(others), entry.params[NUM_HEAD_PARAMS:])
    texture = package.manifest.textures.get(net)
    if texture is None or texture.format != "rgba16float" or texture.layers is not None:
        raise ValueError(f"the pass {entry.name} has no texture of a network's half floats")
    targets, passes = draw(shape, head, net, entry.region)
    there = tuple(other for other in package.manifest.passes if other.region == entry.region)
    if there != passes or any(package.manifest.targets.get(name) != target for name, target in targets.items()):
        raise ValueError(f"the passes of the network in {net} are not those of this version")
    return net_of(package.textures[net], shape)


class _Passes:
    """Puts a network's passes and targets together."""

    def __init__(self, shape: NetShape, head: Head, net: str, region: int | None) -> None:
        self.shape, self.head, self.net, self.region = shape, head, net, region
        self.activation = float(1 + NAMES.index(shape.activation))
        self.begins = iter(_begins(shape))
        self.targets: dict[str, Target] = {}
        self.passes: list[Pass] = []

    def build(self) -> tuple[dict[str, Target], tuple[Pass, ...]]:
        shape, divisor = self.shape, self.shape.factor
        first = self._draw_head(divisor)
        state = self._blocks(first, shape.width, shape.num_blocks, "body", divisor, also=first)
        channels = shape.width
        for number, stage in enumerate(shape.stages):
            divisor //= stage.stride
            is_last = stage is shape.stages[-1]
            if stage.channels > 4 * GROUP:
                words = {"kernel": (stage.stride, *KERNELS[stage.stride])}
                state = self._layer(state, channels, stage.channels, f"stage{number}", divisor, **words)
                state = self._blocks(state, stage.channels, stage.num_blocks, f"stage{number}", divisor)
            else:
                state = self._stage(state, channels, stage, f"stage{number}", None if is_last else divisor)
            channels = stage.channels
        return self.targets, tuple(self.passes)

    def _draw_head(self, divisor: int) -> list[str]:
        shape, names, begin = self.shape, self._targets("head", self.shape.width, divisor), next(self.begins)
        stages = ([s.channels for s in shape.stages], [s.stride for s in shape.stages])
        common = [(shape.inputs, shape.width, shape.num_blocks, shape.stages[0].num_blocks)]
        common += [(*row, *(0,) * (MAX_STAGES - len(row))) for row in stages]
        for group, name in enumerate(names):
            own = [(begin, _texels(shape.inputs), _texels(shape.width), GROUP * group)]
            own += [(divisor, self.activation, self._size(name), 0)]
            textures = (self.net, *self.head.textures)
            self._pass(
                f"{FIRST_HEAD[:-1]}{group}", self.head.program, textures, (*own, *common, *self.head.params), name
            )
        return names

    def _blocks(
        self, state: list[str], channels: int, count: int, part: str, divisor: int, also: list[str] | None = None
    ) -> list[str]:
        """Residual blocks, with `also` added behind the last."""
        for block in range(count):
            # A pass cannot draw into what it reads: two targets take turns.
            skips = [state] if also is None or block < count - 1 else [state, also]
            hidden = self._layer(state, channels, channels, f"{part}_hidden", divisor, is_active=True)
            state = self._layer(hidden, channels, channels, f"{part}_{'ab'[block % 2]}", divisor, skips=skips)
        return state

    def _layer(
        self, source: list[str], before: int, after: int, part: str, divisor: int, *,
        is_active: bool = False, skips: list[list[str]] | None = None, kernel: tuple[int, int, int] = (1, 1, 0),
    ) -> list[str]:  # fmt: skip
        names, begin, skips = self._targets(part, after, divisor), next(self.begins), skips or []
        for group, name in enumerate(names):
            params = [(begin, _texels(before), _texels(after), GROUP * group), (*kernel, self._size(name))]
            params += [
                (self.shape.factor, self._divisor(source), 0, 0),
                (self.activation * is_active, len(skips), 0, 0),
            ]
            # What a pass does not read is bound to something that it reads.
            others = [skip[group] for skip in skips] + [source[0]] * (2 - len(skips))
            self._pass(f"{part}{group}", "net_layer", (self.net, source[0], source[-1], *others), params, name)
        return names

    def _stage(self, source: list[str], before: int, stage: StageShape, part: str, divisor: int | None) -> list[str]:
        """A stage in one pass, to the screen without a divisor."""
        count, begin = _texels(stage.channels), next(self.begins)
        block = [next(self.begins) for _ in range(2 * stage.num_blocks)]
        last = next(self.begins) if divisor is None else 0
        params = [(begin, _texels(before), count, 0), (stage.stride, *KERNELS[stage.stride], count)]
        params += [(self.shape.factor, self._divisor(source), 0, 0)]
        params += [(self.activation, stage.num_blocks, block[0] if block else 0, last)]
        names = [SCREEN] if divisor is None else self._targets(part, stage.channels, divisor)
        program = "net_picture" if divisor is None else "net_stage"
        self._pass(part, program, (self.net, source[0], source[-1]), params, names[0])
        return names

    def _targets(self, part: str, channels: int, divisor: int) -> list[str]:
        names = []
        for group, first in enumerate(range(0, _texels(channels), GROUP)):
            layers = min(GROUP, _texels(channels) - first)
            names.append(f"{part}{group}")
            self.targets[names[-1]] = Target("rgba16float", TargetSize(None, divisor), layers, ())
        return names

    def _divisor(self, names: list[str]) -> int:
        return self.targets[names[0]].size.screen or 1

    def _size(self, name: str) -> int:
        return self.targets[name].layers or 1

    def _pass(self, name: str, program: str, textures: tuple[str, ...], params: object, target: str) -> None:
        place = "" if self.region is None else f"_of_{self.region}"
        self.passes.append(
            Pass(
                name=name + place,
                when="frame",
                program=program,
                geometry="fullscreen",
                count=None,
                mesh=None,
                inputs=tuple(Input(texture, "nearest") for texture in textures),
                params=tuple(tuple(shortest(value) for value in row) for row in params),
                targets=(target,),
                clear=None,
                blend="none",
                depth="none",
                sort=None,
                region=self.region,
            )
        )


def _weights(net: FoldedNet) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Of all layers in the order of `NetShape.layers`: [T, I, O] and [O]."""

    def conv(layer: Conv) -> tuple[np.ndarray, np.ndarray]:
        return layer.weight.T[None], layer.bias

    def blocks(all_blocks: tuple[Block, ...]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for block in all_blocks:
            yield conv(block.first)
            yield conv(block.second)

    yield conv(net.head)
    yield from blocks(net.body)
    for stage in net.stages:
        weight = stage.upsample.weight  # [I, O, k, k]
        yield weight.transpose(2, 3, 0, 1).reshape(-1, *weight.shape[:2]), stage.upsample.bias
        yield from blocks(stage.blocks)
    yield conv(net.last)


def _columns(weight: np.ndarray, bias: np.ndarray) -> np.ndarray:  # [T, I, O], [O]
    """A layer's texels [texels, 4]: inputs and outputs padded to whole texels, the bias last."""
    taps, before, after = weight.shape
    padded = np.zeros((taps, 4 * _texels(before), 4 * _texels(after)), np.float32)
    padded[:, :before, :after] = weight
    last = np.zeros(padded.shape[2], np.float32)
    last[:after] = bias
    return np.concatenate([padded.reshape(-1, 4), last.reshape(-1, 4)])


def _begins(shape: NetShape) -> list[int]:
    """The first texel of every layer, and how many there are."""
    begins = [0]
    for before, after, kernel in shape.layers:
        begins.append(begins[-1] + (4 * kernel**2 * _texels(before) + 1) * _texels(after))
    return begins


def _texels(channels: int) -> int:
    return math.ceil(channels / 4)
