"""From a posed photo to a training batch: decode, undistort, downscale, cache, composite.

A photo is read once into 8 bits, in this order: alpha is premultiplied, the photo is undistorted at its full size
(bilinear, so its sharpness is kept for the next step), filtered down by area, and divided by alpha again. A pixel
counts in the mask when at least half of its area does. Depths, normals and plane ids are read at pixel centres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import Cameras, cat_cameras
from neural_render.data.distortion import Lens
from neural_render.data.images import (
    ImageCache,
    area_downscale,
    decode,
    decode_mask,
    resample,
    undistortion_grid,
)
from neural_render.data.maps import read_map
from neural_render.data.parts import Photo
from neural_render.errors import UserError
from neural_render.types import Batch, Color, View

COUNTS = 255  # in stored masks
HALF = 128  # from here on a mask's pixel counts


@dataclass(frozen=True)
class PhotoReader:
    """Reads one photo and its maps at the working size."""

    photo: Photo
    downscale: int
    alpha_is_mask: bool
    cache: ImageCache

    @cached_property
    def lens(self) -> Lens:
        """The photo's lens at the working size."""
        lens = self.photo.lens
        return lens.resized(max(1, round(lens.width / self.downscale)), max(1, round(lens.height / self.downscale)))

    @property
    def maps(self) -> frozenset[str]:
        photo = self.photo
        has = {
            "alpha": photo.has_alpha and not self.alpha_is_mask,
            "mask": photo.mask is not None or photo.lens.is_distorted or (photo.has_alpha and self.alpha_is_mask),
            "depth": photo.depth is not None,
            "normals": photo.normals is not None,
            "planes": photo.planes is not None,
            "segments": photo.segments is not None,
        }
        return frozenset(name for name, is_there in has.items() if is_there)

    def view(self) -> View:
        viewmats = torch.from_numpy(self.photo.viewmat).float()[None]  # [1, 4, 4]
        Ks = torch.from_numpy(self.lens.K).float()[None]  # [1, 3, 3]
        cameras = Cameras(viewmats, Ks, self.lens.width, self.lens.height)
        return View(self.photo.name, cameras, self.maps, self.read)

    def read(self, name: str) -> Tensor:
        """What `View.read` gives; raises UserError when a file is missing or damaged, KeyError for an unknown name."""
        if name != "rgb" and name not in self.maps:
            raise KeyError(f"{self.photo.name} has no '{name}', only rgb and {sorted(self.maps)}")
        if name in ("rgb", "alpha", "mask"):
            return self.cache.get((self.photo.name, "picture"), self._picture)[name]
        return self.cache.get((self.photo.name, name), lambda: {name: read_map(self.photo, self.lens, name)})[name]

    def _picture(self) -> dict[str, Tensor]:
        """rgb, alpha and mask: the filters need them together."""
        photo, lens = self.photo, self.lens
        pixels = decode(photo.file)  # [H, W, 3 or 4]
        mask = decode_mask(photo.mask) if photo.mask is not None else None  # [H, W]
        for found in (pixels, mask):
            if found is not None and found.shape[:2] != (photo.lens.height, photo.lens.width):
                raise UserError(f"{photo.file} changed while it was used", "another size than before", "start again")
        alpha = pixels[..., 3] if pixels.shape[2] == 4 else None  # [H, W]
        rgb = pixels[..., :3]  # [H, W, 3]
        if photo.lens.is_distorted or pixels.shape[:2] != (lens.height, lens.width):
            rgb, alpha, mask = self._filtered(rgb, alpha, mask)
        return self._stored(rgb, alpha, mask)

    def _filtered(self, rgb: np.ndarray, alpha: np.ndarray | None, mask: np.ndarray | None) -> tuple:
        """rgb, alpha and mask undistorted and at the working size, [h, w, 3] and [h, w] uint8."""
        channels = [rgb.astype(np.float32)]
        if alpha is not None:
            channels = [channels[0] * (alpha[..., None] / np.float32(255)), alpha[..., None].astype(np.float32)]
        if mask is not None:
            channels.append(mask[..., None].astype(np.float32))
        image = np.concatenate(channels, axis=-1)  # [H, W, D]
        if self.photo.lens.is_distorted:
            lookup = self.cache.get(self.photo.lens, lambda: undistortion_grid(self.photo.lens))
            image, is_valid = resample(image, lookup["grid"]), lookup["is_valid"].numpy()[..., None]
            if mask is not None:
                image[..., -1:] *= is_valid
            else:
                image = np.concatenate([image, is_valid * np.float32(COUNTS)], axis=-1)
        image = area_downscale(image, self.lens.width, self.lens.height)  # [h, w, D]
        rgb = image[..., :3]
        has_mask = mask is not None or self.photo.lens.is_distorted
        if alpha is not None:
            alpha = image[..., 3]
            rgb = rgb * 255 / np.maximum(alpha[..., None], 1e-6)
        return (
            _to_uint8(rgb),
            alpha if alpha is None else _to_uint8(alpha),
            _to_uint8(image[..., -1]) if has_mask else None,
        )

    def _stored(self, rgb: np.ndarray, alpha: np.ndarray | None, mask: np.ndarray | None) -> dict[str, Tensor]:
        result = {"rgb": rgb}
        if "alpha" in self.maps:
            result["alpha"] = alpha
        if "mask" in self.maps:
            hiding = [hides for hides in (mask, alpha if self.alpha_is_mask else None) if hides is not None]
            result["mask"] = (np.minimum.reduce(hiding) >= HALF).astype(np.uint8) * np.uint8(COUNTS)
        return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in result.items()}


def load_batch(
    view: View, background: Tensor | Color, device: torch.device | str = "cpu", maps: Iterable[str] = ()
) -> Batch:
    """One view as a batch: its photo over `background` [3], its mask, and the maps asked for by name.

    The mask is None where every pixel counts. Raises KeyError for a map that the view does not have.
    """
    color = torch.as_tensor(background, dtype=torch.float32).cpu().numpy()  # [3]
    # numpy, not torch: a step of a small scene should not wait for a pool of threads to wake up here.
    rgb = view.read("rgb").numpy() * np.float32(1 / 255)  # [H, W, 3]
    if "alpha" in view.maps:
        alpha = view.read("alpha").numpy() * np.float32(1 / 255)  # [H, W]
        for channel in range(3):  # [H, W, 3] by [H, W, 1] is four times slower
            values = rgb[..., channel]
            values -= color[channel]
            values *= alpha
            values += color[channel]
    mask = None
    if "mask" in view.maps and (stored := view.read("mask").numpy()).min() != COUNTS:
        mask = torch.from_numpy(stored * np.float32(1 / COUNTS))[None].to(device)  # [1, H, W]
    return Batch(
        cameras=view.cameras.to(device),
        rgb=torch.from_numpy(rgb)[None].to(device),
        mask=mask,
        background=torch.from_numpy(color).to(device),
        maps={name: view.read(name)[None].to(device) for name in maps},
    )


def crop(batch: Batch, x: int, y: int, width: int, height: int) -> Batch:
    """The pixels [y, y + height) x [x, x + width) of a batch's pictures."""
    rows, columns = slice(y, y + height), slice(x, x + width)
    mask = None if batch.mask is None else batch.mask[:, rows, columns]  # [C, height, width]
    cameras = batch.cameras.crop(x, y, width, height)
    maps = {name: values[:, rows, columns] for name, values in batch.maps.items()}
    return Batch(cameras, batch.rgb[:, rows, columns], mask, batch.background, batch.is_photo, maps)


def together(batches: Sequence[Batch]) -> Batch:
    """One batch of several over one background; raises UserError where their pictures differ in size.

    It counts as photos only if all are photos. Where a picture lacks a map of another, 0 says that nothing is known.
    """
    if len(batches) == 1:
        return batches[0]
    sizes = sorted({(batch.cameras.width, batch.cameras.height) for batch in batches})
    if len(sizes) > 1:
        raise UserError(
            "pictures of several sizes cannot share a step",
            " and ".join(f"{width}x{height}" for width, height in sizes),
            "leave --pictures at 1, or give photos of one size",
        )
    mask = None
    if any(batch.mask is not None for batch in batches):
        mask = torch.cat([torch.ones_like(b.rgb[..., 0]) if b.mask is None else b.mask for b in batches])  # [C, H, W]
    return Batch(
        cameras=cat_cameras([batch.cameras for batch in batches]),
        rgb=torch.cat([batch.rgb for batch in batches]),
        mask=mask,
        background=batches[0].background,
        is_photo=all(batch.is_photo for batch in batches),
        maps={name: _joined(batches, name) for name in sorted({name for batch in batches for name in batch.maps})},
    )


def _joined(batches: Sequence[Batch], name: str) -> Tensor:
    like = next(batch.maps[name] for batch in batches if name in batch.maps)
    nothing = [like.new_zeros(len(batch.cameras), *like.shape[1:]) for batch in batches]
    return torch.cat([batch.maps.get(name, zeros) for batch, zeros in zip(batches, nothing, strict=True)])


def _to_uint8(values: np.ndarray) -> np.ndarray:
    return np.clip(values + 0.5, 0, 255).astype(np.uint8)
