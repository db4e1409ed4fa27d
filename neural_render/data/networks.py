"""Segments and normals of photos from networks in ONNX files, run by onnxruntime (extra `onnx`).

A network has one input, float32 [1, 3, H, W]: red, green and blue in 0 ... 1, minus a mean, over a deviation. Where it
leaves H and W open, the longer side of the photo becomes OPEN_SIDE_PX and both are multiples of STEP_PX; else the photo
is stretched to H and W. What a segmenter gives tells what it is, at any size h, w:

- whole numbers [1, h, w]: ids, 0 for none;
- one output [1, C, h, w]: scores of C classes, of which each pixel takes the highest: ids 1 ... C;
- two outputs, masks [1, M, h, w] and their scores [1, M]: masks that score enough, where they are above a cut, the
  smaller on top.

A network of normals gives one output [1, 3, h, w], x, y and z in the camera's axes, of any length.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from neural_render.data.config import DataConfig
from neural_render.data.images import decode
from neural_render.data.masks import Ids, layered
from neural_render.errors import UserError, missing_extra

# Ours: maps are compared in small pictures, and most networks halve their input five times.
OPEN_SIDE_PX = 512
STEP_PX = 32
IDS = "ids [1, h, w] as whole numbers, scores [1, classes, h, w], or masks [1, M, h, w] and scores [1, M]"
NORMALS = "one output [1, 3, h, w], x, y and z in the camera's axes"
# Ours: normals as colours have unit length once they are turned back, up to this.
MAX_COLOR_ERROR = 0.1


class Network:
    """A network from a photo to maps."""

    def __init__(
        self, kind: str, file: Path, mean: tuple[float, float, float], std: tuple[float, float, float]
    ) -> None:
        """Opens the file; `kind` is its name in errors. Raises UserError where it is no network with such an input."""
        self.kind, self.file, self.mean, self.std = kind, file, mean, std
        self.session = _open(kind, file)
        inputs = self.session.get_inputs()
        shape = list(inputs[0].shape) if len(inputs) == 1 else []
        if len(shape) != 4 or inputs[0].type != "tensor(float)" or not (_fits(shape[0], 1) and _fits(shape[1], 3)):
            given = ", ".join(f"{entry.name}: {entry.type} {entry.shape}" for entry in inputs)
            raise self.wrong("takes no photo", given or "no input", "one input, float32 [1, 3, height, width]")
        self.input, self.size = inputs[0].name, shape[2:]  # numbers, or names and None where they are open

    def __call__(self, photo: Path) -> list[np.ndarray]:
        """What the network gives for an image file, of any shapes."""
        rgb = Image.fromarray(np.ascontiguousarray(decode(photo)[..., :3]))
        height, width = self._input_size(rgb.height, rgb.width)
        pixels = np.asarray(rgb.resize((width, height), Image.Resampling.BILINEAR), np.float32) / 255  # [H, W, 3]
        pixels = (pixels - self.mean) / self.std
        tensor = np.ascontiguousarray(pixels.transpose(2, 0, 1)[None], np.float32)  # [1, 3, H, W]
        try:
            return self.session.run(None, {self.input: tensor})
        except Exception as error:  # onnxruntime's own kinds
            given = f"{photo.name} as [1, 3, {height}, {width}]: {' '.join(str(error).split())[:200]}"
            raise self.wrong("fails on a photo", given, "an input of this size") from error

    def _input_size(self, height: int, width: int) -> tuple[int, int]:
        scale = OPEN_SIDE_PX / max(height, width)
        open_size = (max(1, round(side * scale / STEP_PX)) * STEP_PX for side in (height, width))
        return tuple(own if isinstance(own, int) else side for own, side in zip(self.size, open_size, strict=True))

    def wrong(self, what: str, given: str, wanted: str) -> UserError:
        return UserError(f"the {self.kind} {self.file} {what}", given, f"export it with {wanted}")


class Segmenter:
    """A network that finds the segments of photos."""

    def __init__(self, config: DataConfig) -> None:
        """Opens the file `config.segments`; raises UserError as `Network`."""
        self.config = config
        self.network = Network("segmenter", config.segments, config.segmenter_mean, config.segmenter_std)

    def __call__(self, photo: Path) -> Ids:
        """The ids [h, w] of the segments of an image file, 0 for none; raises UserError for outputs of other kinds."""
        outputs = self.network(photo)
        shapes = [np.shape(output) for output in outputs]
        masks = outputs[0] if outputs else np.zeros(0)
        if masks.size and len(masks) == 1:
            if len(shapes) == 1 and masks.ndim == 3 and masks.dtype.kind in "iu":
                return np.maximum(masks[0], 0).astype(np.int32)
            if len(shapes) == 1 and masks.ndim == 4 and masks.shape[1] > 1:
                return masks[0].argmax(axis=0).astype(np.int32) + 1
            if len(shapes) == 2 and masks.ndim == 4 and shapes[1] == masks.shape[:2]:
                chosen = masks[0, outputs[1][0] >= self.config.segmenter_score] > self.config.segmenter_cut  # [M, h, w]
                return layered(chosen.sum(axis=(1, 2)), lambda index: chosen[index], chosen.shape[1:])
        raise self.network.wrong("gives no segments", f"outputs of the shapes {shapes}", IDS)


class NormalEstimator:
    """A network that finds the normals of photos."""

    def __init__(self, config: DataConfig) -> None:
        """Opens the file `config.normals`; raises UserError as `Network`."""
        self.network = Network("network of normals", config.normals, config.normals_mean, config.normals_std)

    def __call__(self, photo: Path) -> np.ndarray:
        """The unit normals [h, w, 3] of an image file, 0 where unknown; raises UserError for outputs of other kinds."""
        outputs = self.network(photo)
        shapes = [np.shape(output) for output in outputs]
        is_float = len(shapes) == 1 and outputs[0].dtype.kind == "f" and outputs[0].size > 0
        if not is_float or len(shapes[0]) != 4 or shapes[0][:2] != (1, 3):
            raise self.network.wrong("gives no normals", f"outputs of the shapes {shapes}", NORMALS)
        vectors = outputs[0][0].transpose(1, 2, 0).astype(np.float32)  # [h, w, 3]
        if _are_colors(vectors):
            given = f"values of {vectors.min():.2g} ... {vectors.max():.2g}, as of colours"
            raise self.network.wrong("gives no normals", given, "vectors, which are 2 x - 1 for a colour x")
        length = np.linalg.norm(vectors, axis=-1, keepdims=True)
        is_known = np.isfinite(length) & (length > 0)
        return np.where(is_known, vectors / np.where(is_known, length, 1), np.float32(0))


def _are_colors(vectors: np.ndarray) -> bool:  # [h, w, 3]
    """Whether these are (n + 1) / 2 of unit vectors n."""
    lengths = np.linalg.norm(2 * vectors - 1, axis=-1)
    return bool(vectors.min() >= 0 and np.median(np.abs(lengths - 1)) < MAX_COLOR_ERROR)


def _fits(size: Any, wanted: int) -> bool:
    """Whether a dimension of the network is open, or what is wanted."""
    return size == wanted or not isinstance(size, int)


def _open(kind: str, file: Path) -> Any:
    """onnxruntime's session."""
    try:
        import onnxruntime
    except ImportError as error:
        raise missing_extra(f"a {kind} in an ONNX file", "onnxruntime", "onnx") from error
    try:
        return onnxruntime.InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"])
    except Exception as error:  # a path to nothing, and onnxruntime's own kinds
        given = " ".join(str(error).split())[:200]
        raise UserError(f"cannot open the {kind} {file}", given, "give an ONNX file that onnxruntime runs") from error
