"""Networks in ONNX files: what such a file may hold, and onnxruntime (extra `onnx`), which runs it.

A network sees the rays of a picture of low resolution, [1, 6, h, w]: per ray its origin and its direction of a z-depth
of 1, in the world. It gives the picture [1, 3, f h, f w] in 0 ... 1. A file is a graph of few kinds of operations,
which read nothing but the rays and the file's own numbers.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from neural_render.errors import missing_extra

RAYS, PICTURE = "rays", "picture"
OPSET = 17
MAX_BYTES = 64 << 20
OPERATIONS = {
    *("Add", "Cast", "Clip", "Concat", "Conv", "ConvTranspose", "Cos", "Div", "Erf", "Exp", "Floor", "GridSample"),
    *("Identity", "If", "Max", "Mul", "ReduceL2", "ReduceMax", "ReduceMin", "ReduceSum", "Relu"),
    *("Reshape", "Sigmoid", "Sin", "Slice", "Softplus", "Sub", "Transpose"),
}
Network = Callable[[np.ndarray], np.ndarray]  # rays [1, 6, h, w] to a picture [1, 3, f h, f w], float32 both


def onnx_module() -> Any:
    try:
        import onnx
    except ImportError as error:
        raise missing_extra("a network in an ONNX file", "onnx", "onnx") from error
    return onnx


def check(data: bytes) -> Any:
    """The model in a file's bytes; raises ValueError where it is none, or may do more than a network of ours does."""
    onnx = onnx_module()
    if len(data) > MAX_BYTES:
        raise ValueError(f"the network has {len(data)} bytes, more than {MAX_BYTES}")
    try:
        model = onnx.load_model_from_string(data)
        onnx.checker.check_model(model)
    except Exception as error:  # protobuf's and the checker's own kinds
        raise ValueError(f"the network is no ONNX file: {' '.join(str(error).split())[:200]}") from error
    if model.functions or [(item.domain, item.version) for item in model.opset_import] != [("", OPSET)]:
        raise ValueError(f"the network has operations of its own, or others than those of opset {OPSET}")
    for node in _nodes(model.graph):
        if node.op_type not in OPERATIONS:
            raise ValueError(f"the network has an operation {node.op_type[:40]!r}, which none of ours has")
    for graph in _graphs(model.graph):
        if any(tensor.external_data or tensor.data_location for tensor in graph.initializer):
            raise ValueError("the network keeps its numbers in other files")
    ends = [[item.name for item in items] for items in (model.graph.input, model.graph.output)]
    if ends != [[RAYS], [PICTURE]]:
        raise ValueError(f"the network goes from {ends[0]} to {ends[1]}, not from {RAYS} to {PICTURE}")
    return model


def count_operations(model: Any) -> Counter[str]:
    return Counter(node.op_type for node in _nodes(model.graph))


def open_network(data: bytes) -> Network:
    """What onnxruntime makes of a file; raises ValueError as `check` does, or where onnxruntime refuses it."""
    check(data)
    try:
        import onnxruntime
    except ImportError as error:
        raise missing_extra("running a network", "onnxruntime", "onnx") from error
    try:
        session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    except Exception as error:  # its own kinds
        raise ValueError(f"onnxruntime refuses the network: {' '.join(str(error).split())[:200]}") from error
    return functools.partial(_run, session)


def _run(session: Any, rays: np.ndarray) -> np.ndarray:
    return session.run([PICTURE], {RAYS: np.ascontiguousarray(rays, np.float32)})[0]


def _graphs(graph: Any) -> Iterator[Any]:
    """A graph and those within it."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from _graphs(attribute.g)


def _nodes(graph: Any) -> Iterator[Any]:
    for inner in _graphs(graph):
        yield from inner.node
