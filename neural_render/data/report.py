"""What a capture holds and what is wrong with it: the text of nr-info.

`summary` reads headers and tables only; `find_problems` decodes every file, to know that it can be decoded.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterator

import numpy as np

from neural_render.data.bounds import Rig
from neural_render.data.config import DataConfig
from neural_render.data.distortion import Lens, source_pixels, undistort
from neural_render.data.images import decode, decode_mask
from neural_render.data.parts import Parts, Photo
from neural_render.errors import UserError
from neural_render.types import Capture, View

# Two photos nearer than this share of the cameras' extent, and turned by less than this cosine, are one.
SAME_PLACE, SAME_DIRECTION = 1e-6, 1 - 1e-9
# An object's mask counts in the middle of the photo and not at its edges; the other way round it is inverted.
MASK_COUNTS, MASK_HIDES = 0.8, 0.2
# Principal points farther than this share of the size from the middle are rare outside of cropped photos.
MAX_OFF_CENTER = 0.2
FIELD_STEPS_PX = 200  # validity after undistortion is measured on a picture of this width


def summary(parts: Parts, config: DataConfig, capture: Capture) -> list[tuple[str, str]]:
    """Pairs of a label and what there is to say."""
    photos, bounds, frame = parts.photos, capture.bounds, capture.frame
    test, train = len(capture.test), len(capture.train)
    unused = len(photos) - test - train
    scale = "1 unit is 1 m" if frame.meters_per_unit == 1 else "unknown"
    return [
        ("capture", f"{capture.name}: {parts.layout}"),
        ("photos", _photos(parts, config)),
        *(("lens", text) for text in _lenses(photos)),
        ("split", f"{train} training, {test} test{f', {unused} unused' if unused else ''}: {capture.split}"),
        ("alpha", _alpha(photos, config, capture)),
        ("masks", _share(sum(photo.mask is not None for photo in photos), photos)),
        ("maps", _maps(photos)),
        ("points", _points(parts, config, capture)),
        ("bounds", f"centre {_vector(bounds.center)}, radius {bounds.radius:.4g}, "
                   f"{'open' if bounds.is_open else 'closed'} scene, camera extent {bounds.camera_extent:.4g}"),
        ("up", _vector(frame.up)),
        ("scale", scale),
        ("memory", _memory(capture, config)),
    ]  # fmt: skip


def _photos(parts: Parts, config: DataConfig) -> str:
    sizes = Counter((photo.lens.width, photo.lens.height) for photo in parts.photos)
    texts = []
    for (width, height), number in sizes.most_common():
        texts.append(f"{number} of {width}x{height}")
        if config.downscale > 1:
            texts[-1] += f" -> {round(width / config.downscale)}x{round(height / config.downscale)}"
    return ", ".join(texts)


def _lenses(photos: list[Photo]) -> Iterator[str]:
    """One line per camera model, about the lens in the middle of those that have it."""
    for model in sorted({photo.lens.model for photo in photos}):
        lenses = sorted({photo.lens for photo in photos if photo.lens.model == model}, key=lambda lens: lens.fx)
        lens = lenses[len(lenses) // 2]
        angles = f"{_field(lens, 0):.0f} x {_field(lens, 1):.0f} degrees"
        text = f"{model if lens.is_distorted else 'pinhole'}, focal {lens.fx:.1f} x {lens.fy:.1f} px, {angles}"
        if len(lenses) > 1:
            text += f" (the middle one of {len(lenses)}, focal {lenses[0].fx:.1f} to {lenses[-1].fx:.1f} px)"
        if lens.is_distorted:
            pinhole = dataclasses.replace(lens, model="PINHOLE", coefs=())
            small = lens.resized(FIELD_STEPS_PX, max(1, round(FIELD_STEPS_PX * lens.height / lens.width)))
            angles = f"{_field(pinhole, 0):.0f} x {_field(pinhole, 1):.0f} degrees"
            text += f"; undistorted to {angles}, {source_pixels(small)[2].mean():.1%} of the picture is valid"
        yield text


def _field(lens: Lens, axis: int) -> float:
    """The angle in degrees that the photo spans across its middle, along x (0) or y (1)."""
    size, center, focal = ((lens.width, lens.cx, lens.fx), (lens.height, lens.cy, lens.fy))[axis]
    ends, zero = (np.array([0.0, size]) - center) / focal, np.zeros(2)
    rays = undistort(lens, ends, zero) if axis == 0 else undistort(lens, zero, ends)
    if np.isnan(rays[axis]).any():
        return 180.0  # beyond the half-space of a pinhole
    low, high = np.degrees(np.arctan(rays[axis]))
    return float(high - low)


def _alpha(photos: list[Photo], config: DataConfig, capture: Capture) -> str:
    number = sum(photo.has_alpha for photo in photos)
    if not number or config.alpha == "mask":
        return _share(number, photos) + (", used as a mask" if number else "")
    color = "random colours" if config.background == "random" else _vector(capture.background)
    return f"{_share(number, photos)}, shown over {color}"


def _maps(photos: list[Photo]) -> str:
    names = ("depth", "normals", "planes")
    numbers = {name: sum(getattr(photo, name) is not None for photo in photos) for name in names}
    return ", ".join(f"{name} {_share(number, photos)}" for name, number in numbers.items() if number) or "none"


def _points(parts: Parts, config: DataConfig, capture: Capture) -> str:
    dropped = ", ".join(f"{number} {reason}" for reason, number in parts.dropped_points.items())
    if len(parts.points):
        far = ", and far ones where photos show none of them, if they do" if capture.bounds.is_open else ""
        return f"{len(parts.points):,} of the capture" + (f", left out: {dropped}" if dropped else "") + far
    found = f"none usable ({dropped})" if dropped else "none"
    where = "on rays and in a far shell" if capture.bounds.is_open else "inside the bounds"
    return f"{found}: training starts from {config.num_random_points:,} random ones {where}, seed {config.points_seed}"


def _memory(capture: Capture, config: DataConfig) -> str:
    num_bytes = 0
    for view in capture.views:
        num_bytes += view.cameras.width * view.cameras.height * (3 + len(view.maps & {"alpha", "mask"}))
    return f"{num_bytes / 2**20:.0f} MiB decoded, cache {config.cache_bytes / 2**20:.0f} MiB"


def _share(number: int, photos: list[Photo]) -> str:
    return f"{number} of {len(photos)} photos" if number else "none"


def _vector(values: tuple[float, ...]) -> str:
    return "(" + ", ".join(f"{value:.4g}" for value in values) + ")"


def find_problems(parts: Parts, views: list[View]) -> Iterator[tuple[str, str, bool]]:
    """(file, reason, whether it makes the capture unusable) of everything that reading each file brings to light."""
    for photo, view in zip(parts.photos, views, strict=True):
        for name in ("rgb", *sorted(view.maps)):
            try:
                values = view.read(name)
            except UserError as error:
                yield photo.name, f"{error.what} (given: {error.given})", True
                break
            if name == "depth" and not (values > 0).any():
                yield photo.name, "its depth map knows no depth", False
        else:
            yield from ((photo.name, reason, False) for reason in _doubts(photo))
    yield from ((name, reason, False) for name, reason in _doubtful_poses(parts.photos))


def _doubts(photo: Photo) -> Iterator[str]:
    """What is odd about one photo that can be decoded."""
    lens = photo.lens
    if max(abs(lens.cx / lens.width - 0.5), abs(lens.cy / lens.height - 0.5)) > MAX_OFF_CENTER:
        yield f"the principal point ({lens.cx:.0f}, {lens.cy:.0f}) is far from the middle of {lens.width}x{lens.height}"
    if photo.has_alpha and (decode(photo.file)[..., 3] == 255).all():
        yield "its alpha channel is opaque everywhere"
    if photo.mask is not None:
        counts = decode_mask(photo.mask) >= 128  # [H, W]
        height, width = counts.shape
        middle = counts[height // 4 : -(height // 4) or None, width // 4 : -(width // 4) or None].mean()
        rim = np.concatenate([counts[0], counts[-1], counts[:, 0], counts[:, -1]]).mean()
        if not counts.any():
            yield "its mask hides every pixel"
        elif middle < MASK_HIDES and rim > MASK_COUNTS:
            yield "its mask hides the middle and counts the edges: is it inverted? White counts, black does not"


def _doubtful_poses(photos: list[Photo]) -> Iterator[tuple[str, str]]:
    """Photos that cannot both be where the capture says."""
    if not photos:
        return
    rig = Rig(photos)
    extent = float(np.ptp(rig.centers, axis=0).max())
    order = np.lexsort(rig.centers.T)
    for before, after in itertools.pairwise(order):
        is_near = np.linalg.norm(rig.centers[before] - rig.centers[after]) <= SAME_PLACE * extent
        if is_near and rig.axes[before] @ rig.axes[after] >= SAME_DIRECTION:
            yield photos[after].name, f"has the same pose as {photos[before].name}"
    if extent == 0 and len(photos) > 1:
        yield photos[0].name, "all photos are taken from one place: depth cannot be found"
