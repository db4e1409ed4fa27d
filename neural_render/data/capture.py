"""A folder becomes a Capture: which layout it has, which photos train and test, bounds, and points to start from."""

from __future__ import annotations

import dataclasses
import logging
from collections import Counter
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import numpy as np
import torch

from neural_render.configs import nearest
from neural_render.data import blender, colmap, llff, transforms
from neural_render.data.bounds import Rig, depth_ranges, find_bounds, find_up
from neural_render.data.config import DataConfig
from neural_render.data.given import with_given_maps
from neural_render.data.images import ImageCache, decode, decode_mask
from neural_render.data.parts import Parts, Photo
from neural_render.data.points import usable_points
from neural_render.data.start import far_points, starting_points
from neural_render.data.views import PhotoReader
from neural_render.errors import UserError
from neural_render.thinning import thinned
from neural_render.types import Capture, Color, Frame, View

logger = logging.getLogger(__name__)

# In this order: a COLMAP model also knows points and distortion, so it is preferred to the poses_bounds.npy beside it.
LAYOUTS: dict[str, tuple[Callable[[Path], bool], Callable[[Path, DataConfig], Parts]]] = {
    blender.TRAIN: (lambda folder: (folder / blender.TRAIN).is_file(), blender.read),
    transforms.FILE: (lambda folder: (folder / transforms.FILE).is_file(), transforms.read),
    "sparse/0/cameras.bin or .txt (COLMAP)": (lambda folder: colmap.find_model(folder) is not None, colmap.read),
    llff.FILE: (lambda folder: (folder / llff.FILE).is_file(), llff.read),
}
COLORS: dict[str, Color] = {"white": (1.0, 1.0, 1.0), "black": (0.0, 0.0, 0.0)}
# An object that photos cut off still leaves most of their edges empty; people masked out of a street do not.
MAX_RIM_OF_CLOSED = 0.5
DEPTH_QUANTILE = 0.05
NUM_SAMPLES = 8  # photos that are decoded to learn about all


def load_capture(config: DataConfig, *, with_points: bool = True) -> Capture:
    """The capture in a folder, or the bundled one of that name; raises UserError when it cannot be used as it is.

    Who only measures or draws can leave out the points to start from, for which photos may have to be decoded.
    """
    parts = read_parts(config)
    if parts.errors:
        raise _first_of(parts)
    for reason, count in Counter(reason for _, reason in parts.warnings).items():
        files = [file for file, other in parts.warnings if other == reason]
        logger.warning("%s: %s%s", files[0], reason, f" (and {count - 1} more such files)" if count > 1 else "")
    return assemble(parts, config, with_points)


def read_parts(config: DataConfig) -> Parts:
    """What the reader of the folder's layout finds; raises UserError when no layout fits."""
    folder = find_folder(config.path)
    for is_there, read in LAYOUTS.values():
        if is_there(folder):
            parts = read(folder, config)
            if not parts.photos and not parts.errors:
                raise UserError(
                    f"the capture {folder} has no photos",
                    f"{len(parts.warnings)} names in its {parts.layout}, but none of the files",
                    "put the photos where the names say",
                )
            parts.photos.sort(key=lambda photo: photo.name)
            if parts.photos and len(parts.points):
                keep, parts.dropped_points = usable_points(parts.points, Rig(parts.photos))
                parts.points, parts.points_rgb = parts.points[keep], parts.points_rgb[keep]
            return parts
    raise UserError(
        f"{folder} is no capture",
        "none of " + ", ".join(LAYOUTS),
        "give a folder with one of them and the photos",
    )


def find_folder(path: Path) -> Path:
    """The folder of a capture; a bare name that is no path may be a bundled capture."""
    path = Path(path)
    if path.is_dir():
        return path
    bundled = Path(str(resources.files("neural_render").joinpath("datasets")))
    names = sorted(folder.name for folder in bundled.iterdir() if folder.is_dir()) if bundled.is_dir() else []
    if len(path.parts) == 1 and path.name in names:
        return bundled / path.name
    what = "is a file" if path.is_file() else "does not exist"
    raise UserError(
        f"there is no capture {path}{nearest(str(path), names)}",
        f"a path that {what}",
        "give a capture's folder" + (f", or a bundled capture: {', '.join(names)}" if names else ""),
    )


def make_views(parts: Parts, config: DataConfig) -> list[View]:
    """The photos as views that share one cache."""
    cache = ImageCache(config.cache_bytes)
    return [PhotoReader(photo, config.downscale, config.alpha == "mask", cache).view() for photo in parts.photos]


def assemble(parts: Parts, config: DataConfig, with_points: bool) -> Capture:
    """The Capture of what a reader found."""
    train, test, split = _split(parts, config)
    parts = dataclasses.replace(parts, photos=with_given_maps(parts.photos, train, config))
    photos, views = parts.photos, make_views(parts, config)
    for name in config.given_maps:
        # A mistake about all of them is said before minutes of setting up.
        next(views[index] for index in train if name in views[index].maps).read(name)
    photos = _with_ranges(photos, [views[i] for i in train])
    bounds = find_bounds(photos, parts.points, _is_open(photos))
    points, colors = torch.from_numpy(parts.points).float(), torch.from_numpy(parts.points_rgb).float()
    if with_points and (bounds.is_open or not len(points)):
        ranges = depth_ranges([photos[i] for i in train], bounds)
        seen = [views[i] for i in train]
        if len(points):
            far, far_colors = far_points(seen, parts.points, bounds, ranges, config.points_seed)
            points, colors = torch.cat([points, far]), torch.cat([colors, far_colors])
        else:
            points, colors = starting_points(seen, bounds, ranges, config.num_random_points, config.points_seed)
    up = parts.up or find_up(Rig(photos))
    return Capture(
        name=parts.folder.resolve().name,
        views=views,
        train=train,
        test=test,
        points=points,
        points_rgb=colors,
        bounds=bounds,
        frame=Frame(up, 1.0 if parts.is_metric else None),
        background=_background(parts, config),
        split=split,
    )


def _split(parts: Parts, config: DataConfig) -> tuple[list[int], list[int], str]:
    names = [photo.name for photo in parts.photos]
    if parts.roles is not None:
        train = [i for i, name in enumerate(names) if parts.roles.get(name) == "train"]
        test = [i for i, name in enumerate(names) if parts.roles.get(name) == "test"]
        words = "as the capture says"
    else:
        test = list(range(0, len(names), config.test_every))
        train = [i for i in range(len(names)) if i % config.test_every]
        words = f"every {config.test_every}th photo by name, from the first on, is for testing"
    if not train:
        raise UserError(
            f"the capture {parts.folder} has no photo to train on",
            f"{len(names)} photos, {len(test)} of them for testing",
            "add photos, or name fewer test photos",
        )
    return train, test, words


def _is_open(photos: list[Photo]) -> bool:
    """Whether the scene goes on at the edges of the photos; alpha or masks that end before say that it does not."""
    rims = []
    for photo in thinned(photos, NUM_SAMPLES):
        if photo.mask is None and not photo.has_alpha:
            return True
        shown = decode_mask(photo.mask) if photo.mask is not None else decode(photo.file)[..., 3]  # [H, W]
        rims += [shown[0], shown[-1], shown[:, 0], shown[:, -1]]
    return bool(np.mean(np.concatenate(rims) >= 128) > MAX_RIM_OF_CLOSED)


def _with_ranges(photos: list[Photo], train: list[View]) -> list[Photo]:
    """The photos with the nearest and farthest depth of some training photos' depth maps, where there are any."""
    known = [view for view in train if "depth" in view.maps]
    depths = [view.read("depth").numpy() for view in thinned(known, NUM_SAMPLES)]
    depths = np.concatenate([depth[depth > 0] for depth in depths]) if depths else np.zeros(0)
    if not len(depths):
        return photos
    near, far = np.quantile(depths, (DEPTH_QUANTILE, 1 - DEPTH_QUANTILE)).tolist()
    return [photo if photo.near_far else dataclasses.replace(photo, near_far=(near, far)) for photo in photos]


def _background(parts: Parts, config: DataConfig) -> Color:
    if config.background in COLORS:
        return COLORS[config.background]
    shows = config.alpha == "background" and any(photo.has_alpha for photo in parts.photos)
    return COLORS["white" if shows and parts.is_white_behind_alpha else "black"]


def _first_of(parts: Parts) -> UserError:
    """The first problem, with the number of the others."""
    first, others = parts.errors[0], len(parts.errors) - 1
    if not others:
        return first
    return UserError(
        first.what, f"{first.given} (and {others} more problems)", f"{first.remedy}; nr-info lists them all"
    )
