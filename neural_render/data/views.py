"""From a posed photo to a training batch: decode, undistort, downscale, cache, composite.

A photo is read once into 8 bits, in this order: alpha is premultiplied, the photo is undistorted at its full size
(bilinear, so its sharpness is kept for the next step), filtered down by area, and divided by alpha again. A pixel
counts in the mask when at least half of its area does. Depths, normals and plane ids are read at pixel centres.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.data.distortion import Lens, source_pixels
from neural_render.data.images import (
    ImageCache,
    area_downscale,
    decode,
    decode_mask,
    decode_numbers,
    nearest,
    resample,
    undistortion_grid,
)
from neural_render.data.parts import Photo
from neural_render.errors import UserError
from neural_render.types import Batch, Color, View

COUNTS = 255  # in stored masks


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
        return self.cache.get((self.photo.name, name), lambda: {name: self._map(name)})[name]

    def _picture(self) -> dict[str, Tensor]:
        """rgb, alpha and mask, of which the filters need all at once."""
        photo = self.photo
        pixels = torch.from_numpy(decode(photo.file))  # [H, W, 3 or 4] uint8
        if pixels.shape[:2] != (photo.lens.height, photo.lens.width):
            raise _changed(photo)
        has_alpha = pixels.shape[2] == 4
        channels = [pixels[..., :3].float()]
        if has_alpha:
            alpha = pixels[..., 3:].float()  # [H, W, 1]
            channels = [channels[0] * (alpha / 255), alpha]
        if photo.mask is not None:
            mask = torch.from_numpy(decode_mask(photo.mask))
            if mask.shape != pixels.shape[:2]:
                raise _changed(photo)
            channels.append(mask[..., None].float())
        image = torch.cat(channels, dim=-1)  # [H, W, D]
        if photo.lens.is_distorted:
            image = self._undistorted(image, photo.mask is not None)
        image = area_downscale(image, self.lens.width, self.lens.height)  # [h, w, D]
        return self._split(image, has_alpha)

    def _undistorted(self, image: Tensor, has_mask: bool) -> Tensor:  # image [H, W, D]
        """The pinhole picture; its last channel is the mask of pixels that the photo shows and its own mask counts."""
        entry = self.cache.get(self.photo.lens, lambda: undistortion_grid(self.photo.lens))
        image, valid = resample(image, entry["grid"]), entry["valid"][..., None] * COUNTS
        if has_mask:
            return torch.cat([image[..., :-1], torch.minimum(image[..., -1:], valid)], dim=-1)
        return torch.cat([image, valid], dim=-1)

    def _split(self, image: Tensor, has_alpha: bool) -> dict[str, Tensor]:  # image [h, w, D]
        result, rgb = {}, image[..., :3]
        counts = torch.ones(image.shape[:2], dtype=torch.bool)  # [h, w]
        if has_alpha:
            alpha = image[..., 3]  # [h, w]
            rgb = torch.where(alpha[..., None] > 0, rgb * 255 / alpha[..., None], 0.0)
            if self.alpha_is_mask:
                counts &= alpha >= 127.5
            else:
                result["alpha"] = _to_uint8(alpha)
        if "mask" in self.maps:
            if image.shape[2] > (4 if has_alpha else 3):
                counts &= image[..., -1] >= 127.5
            result["mask"] = counts.to(torch.uint8) * COUNTS
        return result | {"rgb": _to_uint8(rgb)}

    def _map(self, name: str) -> Tensor:
        photo = self.photo
        file = {"depth": photo.depth, "normals": photo.normals, "planes": photo.planes}[name]
        stored = decode_numbers(file)
        if stored.ndim not in (2, 3) or 0 in stored.shape or (name == "normals") != (stored.shape[2:] == (3,)):
            raise UserError(f"cannot use the map {file}", f"an array of shape {stored.shape}", f"give a {name} map")
        u, v = self._places()
        values = nearest(stored, u, v)
        if name == "planes":
            return torch.from_numpy(values.astype(np.int32))
        if name == "depth":
            depth = values.astype(np.float32) * np.float32(photo.depth_scale)
            return torch.from_numpy(np.where(np.isfinite(depth) & (depth > 0), depth, np.float32(0)))
        normals = (
            values.astype(np.float32) / np.float32(127.5) - 1 if values.dtype == np.uint8 else values.astype(np.float32)
        )
        length = np.linalg.norm(normals, axis=-1, keepdims=True)
        # Black pixels, (-1, -1, -1) after decoding, and NaN mean that nothing is known.
        is_known = np.abs(length - 1) < 0.1
        return torch.from_numpy(np.where(is_known, normals / np.where(is_known, length, 1), np.float32(0)))

    def _places(self) -> tuple[np.ndarray, np.ndarray]:
        """Where the working pixels' centres lie in the stored photo, as shares of its width and height, [h, w]."""
        lens = self.lens
        if lens.is_distorted:
            u, v, _ = source_pixels(lens)
        else:
            u, v = np.meshgrid(np.arange(lens.width) + 0.5, np.arange(lens.height) + 0.5)
        return u / lens.width, v / lens.height


def load_batch(
    view: View, background: Tensor | Color, device: torch.device | str = "cpu", maps: Iterable[str] = ()
) -> Batch:
    """One view as a batch: its photo over `background` [3], its mask, and the maps asked for by name.

    The mask is None where every pixel counts. Raises KeyError for a map that the view does not have.
    """
    color = np.array(background, dtype=np.float32)  # [3]
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


def _to_uint8(values: Tensor) -> Tensor:
    return (values + 0.5).clamp(0, 255).to(torch.uint8)


def _changed(photo: Photo) -> UserError:
    return UserError(f"{photo.file} changed while it was used", "another size than before", "start again")
