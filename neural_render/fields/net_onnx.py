"""Networks of light fields as ONNX files: `package/onnx_files.py` says what goes in and comes out.

The graph holds all that a picture needs: what the network is told about a ray, and where there are several regions,
their shares of the picture (`package/regions.py`). What has none is not computed.

Letters: K regions, I channels in, O channels out.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import neural_render
from neural_render.fields.networks import Block, Conv, FoldedNet
from neural_render.package.onnx_files import OPSET, PICTURE, RAYS, check, onnx_module
from neural_render.package.regions import LEAST_REACH


class Nodes:
    """The nodes of a graph, and its numbers, as they are put together."""

    def __init__(self, dtype: type = np.float32, prefix: str = "") -> None:
        self.onnx = onnx_module()
        self.dtype = dtype  # of the weights in the file
        self.prefix = prefix  # of names, which are one space for all graphs within each other
        self.nodes: list[Any] = []
        self.numbers: list[Any] = []

    def add(self, operation: str, *inputs: str, **attributes: Any) -> str:
        """The name of what comes out."""
        name = f"{self.prefix}{operation}_{len(self.nodes)}"
        self.nodes.append(self.onnx.helper.make_node(operation, inputs, [name], **attributes))
        return name

    def constant(self, values: Any, dtype: type = np.float32) -> str:
        name = f"{self.prefix}number_{len(self.numbers)}"
        self.numbers.append(self.onnx.numpy_helper.from_array(np.asarray(values, dtype), name))
        return name

    def weights(self, values: np.ndarray) -> str:
        """Numbers of a network, which may lie in the file with fewer bits."""
        if self.dtype == np.float32:
            return self.constant(values)
        return self.add("Cast", self.constant(values, self.dtype), to=self.onnx.TensorProto.FLOAT)

    def channels(self, x: str, first: int, end: int) -> str:
        """Channels of [1, I, h, w]."""
        return self.add("Slice", x, *(self.constant([number], np.int64) for number in (first, end, 1)))

    def scaled(self, x: str, factor: float, offset: float = 0.0) -> str:
        y = self.add("Mul", x, self.constant(factor))
        return self.add("Add", y, self.constant(offset)) if offset else y

    def linear(self, x: str, matrix: np.ndarray, shift: np.ndarray) -> str:
        """Every ray's I numbers times [O, I] and plus [O], exactly."""
        return self.add("Conv", x, self.constant(matrix[:, :, None, None]), self.constant(shift), kernel_shape=[1, 1])

    def graph(self, result: str) -> Any:
        """A graph within another, which gives `result`."""
        own = self.onnx.helper.make_tensor_value_info(result, self.onnx.TensorProto.FLOAT, None)
        return self.onnx.helper.make_graph(self.nodes, self.prefix, [], [own], self.numbers)

    def parameters(self, net: FoldedNet) -> list[tuple[str, str]]:
        """The weight and the bias of every layer, in the order in which `network` takes them."""

        def both(blocks: tuple[Block, ...]) -> list[Conv]:
            return [layer for block in blocks for layer in (block.first, block.second)]

        def kernel(weight: np.ndarray) -> np.ndarray:
            return weight if weight.ndim == 4 else weight[:, :, None, None]

        layers = [net.head, *both(net.body)]
        for stage in net.stages:
            layers += [stage.upsample, *both(stage.blocks)]
        return [(self.weights(kernel(layer.weight)), self.weights(layer.bias)) for layer in [*layers, net.last]]

    def network(self, net: FoldedNet, x: str, parameters: list[tuple[str, str]]) -> str:
        """`FoldedNet.run`; the parameters may be those of a graph around this one."""
        each = iter(parameters)

        def conv(x: str) -> str:
            return self.add("Conv", x, *next(each), kernel_shape=[1, 1])

        def activated(x: str) -> str:
            if net.activation == "relu":
                return self.add("Relu", x)
            share = self.add("Erf", self.add("Mul", x, self.constant(2**-0.5)))
            both = self.add("Mul", x, self.add("Add", share, self.constant(1.0)))
            return self.add("Mul", both, self.constant(0.5))

        def through(blocks: tuple[Block, ...], x: str) -> str:
            for _ in blocks:
                x = self.add("Add", x, conv(activated(conv(x))))
            return x

        x = activated(conv(x))
        x = self.add("Add", through(net.body, x), x)
        for stage in net.stages:
            up = stage.upsample
            size = {"kernel_shape": [up.weight.shape[2]] * 2, "strides": [up.stride] * 2, "pads": [up.padding] * 4}
            x = self.add("ConvTranspose", x, *next(each), **size)
            x = through(stage.blocks, x)
        return self.add("Sigmoid", conv(x))


Tell = Callable[[Nodes, str], str]  # adds nodes that tell of rays [1, 6, h, w], and names what comes out: [1, I, h, w]


@dataclass(frozen=True)
class Region:
    """A network, and the nodes that tell it what it alone is told."""

    net: FoldedNet
    tell: Tell


@dataclass(frozen=True)
class RayNetwork:
    """A light field as what an ONNX file can hold."""

    regions: tuple[Region, ...]
    centers: np.ndarray  # [K, 3] of cameras
    overlap: float  # of the regions
    tell: Tell | None = None  # what all networks are told in the end; it is in the file, and computed, once

    @property
    def factor(self) -> int:
        return self.regions[0].net.factor

    @property
    def num_nets(self) -> int:
        """Networks that differ; regions may share one."""
        return len({id(region.net) for region in self.regions})

    def build(self, dtype: type = np.float32, notes: dict[str, str] | None = None) -> bytes:
        """The file's bytes, with weights of this type and `notes` as its metadata."""
        nodes = Nodes(dtype)
        helper, kind = nodes.onnx.helper, nodes.onnx.TensorProto.FLOAT
        result = self._picture(nodes)
        nodes.nodes.append(helper.make_node("Identity", [result], [PICTURE]))
        rays = helper.make_tensor_value_info(RAYS, kind, [1, 6, "h", "w"])
        picture = helper.make_tensor_value_info(PICTURE, kind, [1, 3, "H", "W"])
        graph = helper.make_graph(nodes.nodes, "light field", [rays], [picture], nodes.numbers)
        words = {"producer_name": "neural-render", "producer_version": neural_render.__version__}
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8, **words)
        helper.set_model_props(model, (notes or {}) | {"factor": str(self.factor)})
        data = model.SerializeToString(deterministic=True)
        check(data)
        return data

    def _picture(self, nodes: Nodes) -> str:
        first, *others = self.regions
        shared = nodes.parameters(first.net) if self.num_nets == 1 else None  # its weights are in the file once
        common = [self.tell(nodes, RAYS)] if self.tell else []

        def told(nodes: Nodes, region: Region) -> str:
            return nodes.add("Concat", region.tell(nodes, RAYS), *common, axis=1)

        if not others:
            return nodes.network(first.net, told(nodes, first), shared)
        shares = self._shares(nodes)  # [1, K, 1, 1]
        parts = []
        for index, region in enumerate(self.regions):
            share = nodes.channels(shares, index, index + 1)  # [1, 1, 1, 1]
            own, nothing = (Nodes(nodes.dtype, f"{part}_{index}_") for part in ("region", "nothing"))
            picture = own.network(region.net, told(own, region), shared or own.parameters(region.net))
            branches = {
                "then_branch": own.graph(own.add("Mul", picture, share)),
                "else_branch": nothing.graph(nothing.add("Identity", share)),  # 0, which is added everywhere
            }
            has_share = nodes.add("Cast", share, to=nodes.onnx.TensorProto.BOOL)
            parts.append(nodes.add("If", has_share, **branches))
        return functools.reduce(lambda before, part: nodes.add("Add", before, part), parts)

    def _shares(self, nodes: Nodes) -> str:
        """`regions.shares` of the camera at the first ray's origin, [1, K, 1, 1]."""
        ends = (nodes.constant(numbers, np.int64) for numbers in ([0, 0, 0], [3, 1, 1], [1, 2, 3]))
        first = nodes.add("Slice", RAYS, *ends)  # [1, 3, 1, 1]
        apart = [nodes.add("Sub", first, nodes.constant(center[None, :, None, None])) for center in self.centers]
        distances = [nodes.add("ReduceL2", offset, axes=[1], keepdims=1) for offset in apart]  # [1, 1, 1, 1] each
        distances = nodes.add("Concat", *distances, axis=1)  # [1, K, 1, 1]
        nearest = nodes.add("ReduceMin", distances, axes=[1], keepdims=1)  # [1, 1, 1, 1]
        reach = nodes.add("Max", nodes.scaled(nearest, self.overlap), nodes.constant(LEAST_REACH))
        beyond = nodes.add("Div", nodes.add("Sub", distances, nearest), reach)  # [1, K, 1, 1]
        left = nodes.add("Relu", nodes.scaled(beyond, -1.0, 1.0))  # [1, K, 1, 1]
        values = nodes.add("Div", left, nodes.scaled(beyond, 1.0, 1.0))  # [1, K, 1, 1]
        return nodes.add("Div", values, nodes.add("ReduceSum", values, nodes.constant([1], np.int64), keepdims=1))
