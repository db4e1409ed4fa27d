"""Segments of photos from a network in an ONNX file, run by onnxruntime (extra `onnx`).

The network has one input, float32 [1, 3, H, W]: red, green and blue in 0 ... 1, minus a mean, over a deviation. Where
it leaves H and W open, the longer side of the photo becomes OPEN_SIDE_PX and both are multiples of STEP_PX; else the
photo is stretched to H and W. What it gives tells what it is, at any size h, w:

- whole numbers [1, h, w]: ids, 0 for none;
- one output [1, C, h, w]: scores of C classes, of which each pixel takes the highest: ids 1 ... C;
- two outputs, masks [1, M, h, w] and their scores [1, M]: masks that score enough, where they are above a cut, the
  smaller on top.
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

# Ours: segments are compared in small pictures, and most networks halve their input five times.
OPEN_SIDE_PX = 512
STEP_PX = 32
OUTPUTS = "ids [1, h, w] as whole numbers, scores [1, classes, h, w], or masks [1, M, h, w] and scores [1, M]"


class Segmenter:
    """A network that finds the segments of photos."""

    def __init__(self, config: DataConfig) -> None:
        """Opens the file `config.segments`; raises UserError where it is no network with such an input."""
        self.config, self.file = config, config.segments
        self.session = _open(self.file)
        inputs = self.session.get_inputs()
        shape = list(inputs[0].shape) if len(inputs) == 1 else []
        if len(shape) != 4 or inputs[0].type != "tensor(float)" or not (_fits(shape[0], 1) and _fits(shape[1], 3)):
            given = ", ".join(f"{entry.name}: {entry.type} {entry.shape}" for entry in inputs)
            raise self._wrong("takes no photo", given or "no input", "one input, float32 [1, 3, height, width]")
        self.input, self.size = inputs[0].name, shape[2:]  # numbers, or names and None where they are open

    def __call__(self, photo: Path) -> Ids:
        """The ids [h, w] of the segments of an image file, 0 for none."""
        rgb = Image.fromarray(np.ascontiguousarray(decode(photo)[..., :3]))
        height, width = self._input_size(rgb.height, rgb.width)
        pixels = np.asarray(rgb.resize((width, height), Image.Resampling.BILINEAR), np.float32) / 255  # [H, W, 3]
        pixels = (pixels - self.config.segmenter_mean) / self.config.segmenter_std
        tensor = np.ascontiguousarray(pixels.transpose(2, 0, 1)[None], np.float32)  # [1, 3, H, W]
        try:
            outputs = self.session.run(None, {self.input: tensor})
        except Exception as error:  # onnxruntime's own kinds
            given = f"{photo.name} as [1, 3, {height}, {width}]: {' '.join(str(error).split())[:200]}"
            raise self._wrong("fails on a photo", given, "an input of this size") from error
        return self._ids(outputs)

    def _input_size(self, height: int, width: int) -> tuple[int, int]:
        scale = OPEN_SIDE_PX / max(height, width)
        open_size = (max(1, round(side * scale / STEP_PX)) * STEP_PX for side in (height, width))
        return tuple(own if isinstance(own, int) else side for own, side in zip(self.size, open_size, strict=True))

    def _ids(self, outputs: list[np.ndarray]) -> Ids:
        """The ids [h, w] that the network's outputs mean; raises UserError for others than the module names."""
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
        raise self._wrong("gives no segments", f"outputs of the shapes {shapes}", OUTPUTS)

    def _wrong(self, what: str, given: str, wanted: str) -> UserError:
        return UserError(f"the segmenter {self.file} {what}", given, f"export it with {wanted}")


def _fits(size: Any, wanted: int) -> bool:
    """Whether a dimension of the network is open, or what is wanted."""
    return size == wanted or not isinstance(size, int)


def _open(file: Path) -> Any:
    """onnxruntime's session."""
    try:
        import onnxruntime
    except ImportError as error:
        raise missing_extra("a segmenter in an ONNX file", "onnxruntime", "onnx") from error
    try:
        return onnxruntime.InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"])
    except Exception as error:  # a path to nothing, and onnxruntime's own kinds
        given = " ".join(str(error).split())[:200]
        raise UserError(
            f"cannot open the segmenter {file}", given, "give an ONNX file that onnxruntime runs"
        ) from error
