"""Networks of at most 64 channels as a package's passes: the picture of every camera, computed by fragment shaders.

A texel of the low resolution has its channels in one or two targets of at most 8 layers of half floats. The head's
program, which computes what the network is told about a ray, is the method's own. Then follow the body, one pass where
it has at most 32 channels, else two per residual block and group, and the tail. Stages of at most 16 channels, and the
last, are enlarged in parts: one pass per kind of place, as the kind says which weights a place sees, and four places in
a texel, so that a weight that is read serves four. `FoldedNet.run` with a size is the specification: targets end with
the screen at every resolution.

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
MAX_LAST = 8  # of the last stage, of which a texel holds four places
MAX_JOINED = 16  # of a stage whose enlargement is drawn in parts, all of which are inputs of one pass
NUM_PLACES = 4  # in a texel of a part of the picture
MAX_KINDS = 9  # of places in an enlarged picture: as many inputs has the program that puts them together
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
    is_narrow = bool(shape.stages) and shape.stages[-1].channels <= MAX_LAST
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
        if len(first) == 1:
            state = self._body(first, divisor)
        else:
            state = self._blocks(first, shape.width, shape.num_blocks, "body", divisor, also=first)
        channels = shape.width
        for number, stage in enumerate(shape.stages[:-1]):
            divisor //= stage.stride
            if stage.channels > 4 * GROUP:
                words = {"kernel": (stage.stride, *KERNELS[stage.stride])}
                state = self._layer(state, channels, stage.channels, f"stage{number}", divisor, **words)
                state = self._blocks(state, stage.channels, stage.num_blocks, f"stage{number}", divisor)
            elif stage.channels > MAX_JOINED or stage.stride != 2:
                state = self._stage(state, channels, stage, f"stage{number}", divisor)
            else:
                state = self._joined(state, channels, stage, f"stage{number}", divisor)
            channels = stage.channels
        self._picture(state, channels, shape.stages[-1])
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

    def _body(self, source: list[str], divisor: int) -> list[str]:
        """All residual blocks in one pass, with what they began with added behind the last."""
        names, count = self._targets("body", self.shape.width, divisor), self.shape.num_blocks
        params = [(self._next_blocks(count), _texels(self.shape.width), count, self.activation)]
        self._pass(names[0], "net_blocks", (self.net, source[0]), params, names[0])
        return names

    def _stage(self, source: list[str], before: int, stage: StageShape, part: str, divisor: int) -> list[str]:
        """A stage in one pass."""
        names, count = self._targets(part, stage.channels, divisor), _texels(stage.channels)
        params = self._enlarging(next(self.begins), source, before, stage, 0, count)
        params += [(self.activation, stage.num_blocks, self._next_blocks(stage.num_blocks), 0)]
        self._pass(part, "net_stage", (self.net, source[0], source[-1]), params, names[0])
        return names

    def _joined(self, source: list[str], before: int, stage: StageShape, part: str, divisor: int) -> list[str]:
        """A stage whose enlargement is drawn in parts, one kind of places and 8 channels each; blocks follow on all."""
        begin, count, names = next(self.begins), _texels(stage.channels), self._targets(part, stage.channels, divisor)
        parts, size = [], TargetSize(None, 2 * self._divisor(source))
        for first in range(0, count, 2):
            parts.append([f"{part}_{kind}_{first}" for kind in range(stage.stride**2)])
            for kind, name in enumerate(parts[-1]):
                params = self._enlarging(begin, source, before, stage, kind, first)
                self.targets[name] = Target("rgba16float", size, 2 * NUM_PLACES, ())
                self._pass(name, "net_part", (self.net, source[0], source[-1]), params, name)
        params = [(count, self.activation, stage.num_blocks, self._next_blocks(stage.num_blocks))]
        self._pass(part, "net_join", (self.net, *parts[0], *parts[-1]), params, names[0])
        return names

    def _picture(self, source: list[str], before: int, stage: StageShape) -> None:
        """The last stage and layer, kind by kind of places, and all of them on the screen."""
        begin, kinds = next(self.begins), stage.stride**2
        blocks, last = self._next_blocks(stage.num_blocks), next(self.begins)
        names = [f"colors{kind}" for kind in range(kinds)]
        for kind, name in enumerate(names):
            params = self._enlarging(begin, source, before, stage, kind, 0)
            params += [(self.activation, stage.num_blocks, blocks, last)]
            self.targets[name] = Target("rgba8unorm", TargetSize(None, 2 * self._divisor(source)), NUM_PLACES, ())
            self._pass(name, "net_colors", (self.net, source[0], source[-1]), params, name)
        inputs = (*names, *names[:1] * (MAX_KINDS - kinds))
        blend = "none" if self.region is None else "mix"
        self._pass("picture", "net_picture", inputs, [(stage.stride, 0, 0, 0)], SCREEN, blend)

    def _enlarging(
        self, begin: int, source: list[str], before: int, stage: StageShape, own: int, last: int
    ) -> list[tuple[float, ...]]:
        """The params that all enlargements have, with what is the program's own and the last of the second row."""
        return [
            (begin, _texels(before), _texels(stage.channels), own),
            (stage.stride, *KERNELS[stage.stride], last),
            (self.shape.factor, self._divisor(source), 0, 0),
        ]

    def _next_blocks(self, count: int) -> int:
        """The first texel of the blocks that come next."""
        begins = [next(self.begins) for _ in range(2 * count)]
        return begins[0] if begins else 0

    def _targets(self, part: str, channels: int, divisor: int) -> list[str]:
        names = []
        for group, first in enumerate(range(0, _texels(channels), GROUP)):
            layers = min(GROUP, _texels(channels) - first)
            names.append(f"{part}{group}")
            self.targets[names[-1]] = Target("rgba16float", TargetSize(None, divisor), layers, ())
        return names

    def _divisor(self, names: list[str]) -> int:
        return self.targets[names[0]].size.screen

    def _size(self, name: str) -> int:
        return self.targets[name].layers

    def _pass(
        self, name: str, program: str, textures: tuple[str, ...], params: object, target: str, blend: str = "none"
    ) -> None:
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
                blend=blend,
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
