"""Image files: headers without pixels, decoding, area filter, undistortion, and the byte-bounded cache.

Stored pixels are what poses refer to (COLMAP and nerfstudio both read them so): the orientation tag of a photo is not
applied, `probe` only reports it. Letters: H, W pixels of the file, h, w of the result, D channels.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from neural_render.data.distortion import Lens, source_pixels
from neural_render.errors import UserError

EXTENSIONS = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp")
ORIENTATION_TAG = 0x0112
# Only these carry the tag where it can be read without decoding.
FORMATS_WITH_ORIENTATION = ("JPEG", "MPO", "WEBP")


@dataclass(frozen=True)
class Header:
    """What an image file says about itself before its pixels."""

    width: int
    height: int
    has_alpha: bool
    orientation: int  # 1: as stored


def probe(file: Path) -> Header:
    """The header of an image; raises UserError when the file is missing or no image."""
    with _open(file) as image:
        orientation = 1
        if image.format in FORMATS_WITH_ORIENTATION:
            orientation = image.getexif().get(ORIENTATION_TAG, 1)
        return Header(*image.size, _has_alpha(image), orientation)


def decode(file: Path) -> np.ndarray:
    """Pixels [H, W, 3], or [H, W, 4] where the image has alpha, uint8."""
    with _open(file) as image:
        if image.mode.startswith("I;16"):  # 16-bit grey: the high byte
            grey = (np.asarray(image) >> 8).astype(np.uint8)  # [H, W]
            return np.repeat(grey[..., None], 3, axis=-1)
        return np.array(image.convert("RGBA" if _has_alpha(image) else "RGB"))


def decode_mask(file: Path) -> np.ndarray:
    """A mask [H, W] uint8: the alpha channel where it is all that a file has to say, else its brightness."""
    with _open(file) as image:
        if image.mode.startswith("I;16"):
            return (np.asarray(image) >> 8).astype(np.uint8)
        return np.array(image.getchannel("A") if image.mode == "LA" else image.convert("L"))


def decode_numbers(file: Path) -> np.ndarray:
    """The stored numbers of a depth, plane or normal map, [H, W] or [H, W, 3], from an image or a .npy file."""
    if file.suffix.lower() == ".npy":
        return load_npy(file)
    with _open(file) as image:
        return np.array(image)


def load_npy(file: Path) -> np.ndarray:
    """An array of numbers; raises UserError when the file is longer or shorter than its header says."""
    try:
        # Mapping compares the header with the file's size before anything is allocated, and runs no pickle.
        array = np.load(file, mmap_mode="r", allow_pickle=False)
        if not isinstance(array, np.memmap) or array.dtype.kind not in "fiub":
            raise ValueError("not an array of numbers")
        if array.offset + array.nbytes != os.path.getsize(file):
            raise ValueError(f"{os.path.getsize(file) - array.offset} bytes of data for the shape {array.shape}")
        return np.array(array)
    except Exception as error:  # a damaged header is evaluated by Python's parser, which raises anything
        raise UserError(f"cannot read {file}", _reason(error), "write the file anew") from error


def area_downscale(image: np.ndarray, width: int, height: int) -> np.ndarray:  # image [H, W, D] float32
    """The mean over each new pixel's exact area, [h, w, D]: pixels that straddle an edge count in part."""
    return _area_means(_area_means(image, height, 0), width, 1)


def _area_means(image: np.ndarray, size: int, axis: int) -> np.ndarray:
    before = image.shape[axis]
    if size == before:
        return image
    if before % size == 0:
        shape = (*image.shape[:axis], size, before // size, *image.shape[axis + 1 :])
        return image.reshape(shape).mean(axis=axis + 1)
    edges = np.arange(size + 1) * (before / size)
    whole = np.minimum(edges.astype(np.int64), before - 1)
    part = (edges - whole).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))  # of the pixel that holds the edge
    # The integral of the image up to each edge; its differences are sums over the new pixels.
    sums = np.cumsum(image, axis=axis, dtype=np.float64)
    integral = sums.take(whole, axis=axis) - (1 - part) * image.take(whole, axis=axis)
    return (np.diff(integral, axis=axis) * (size / before)).astype(np.float32)


def undistortion_grid(lens: Lens) -> dict[str, Tensor]:
    """Where each pixel of the pinhole picture reads the photo: "grid" [H, W, 2] in [-1, 1], "is_valid" [H, W]."""
    u, v, is_valid = source_pixels(lens)
    grid = np.stack([2 * u / lens.width - 1, 2 * v / lens.height - 1], axis=-1)  # [H, W, 2]
    return {"grid": torch.from_numpy(grid.astype(np.float32)), "is_valid": torch.from_numpy(is_valid)}


def resample(image: np.ndarray, grid: Tensor) -> np.ndarray:  # image [H, W, D] float32, grid [h, w, 2]
    """The image read bilinearly at the places of `grid`, [h, w, D]; beyond its edge the nearest pixel continues."""
    planes = torch.from_numpy(image).permute(2, 0, 1)[None]  # [1, D, H, W]
    sampled = torch.nn.functional.grid_sample(planes, grid[None], padding_mode="border", align_corners=False)
    return sampled[0].permute(1, 2, 0).numpy()  # [h, w, D]


def nearest(image: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:  # u, v [h, w] in [0, 1] of width, height
    """The pixels of `image` [H, W, ...] that hold the given places: depths and ids must not be mixed."""
    height, width = image.shape[:2]
    columns = np.clip((u * width).astype(np.int64), 0, width - 1)
    rows = np.clip((v * height).astype(np.int64), 0, height - 1)
    return image[rows, columns]


class ImageCache:
    """Decoded images by key, the least recently used given up first when they exceed `max_bytes` together."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._entries: OrderedDict[Hashable, dict[str, Tensor]] = OrderedDict()

    def get(self, key: Hashable, build: Callable[[], dict[str, Tensor]]) -> dict[str, Tensor]:
        """The tensors of `key`, built unless they are here. What exceeds the bound alone is not kept."""
        if key in self._entries:
            self._entries.move_to_end(key)
            return self._entries[key]
        tensors = build()
        if (size := _bytes(tensors)) <= self.max_bytes:
            self.bytes += size
            while self.bytes > self.max_bytes:
                self.bytes -= _bytes(self._entries.popitem(last=False)[1])
            self._entries[key] = tensors
        return tensors


def _bytes(tensors: dict[str, Tensor]) -> int:
    return sum(tensor.nbytes for tensor in tensors.values())


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info


@contextmanager
def _open(file: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(file) as image:
            yield image
    except FileNotFoundError as error:
        raise UserError(f"there is no image {file}", "a path to nothing", "restore the file") from error
    except Exception as error:  # damaged files raise anything in the decoders
        raise UserError(f"cannot read the image {file}", _reason(error), "replace it or take it out") from error


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
