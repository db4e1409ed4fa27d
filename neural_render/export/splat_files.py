"""What all formats of splats share: which splats a file may hold, how it is verified, rotations as three numbers.

A unit quaternion q means the same rotation as -q, and one of its numbers follows from the other three. Files keep the
three smallest, which lie within 1 / sqrt(2) of 0, and say which one is missing.
Letters: N splats.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from neural_render.errors import UserError
from neural_render.splatting.splats import PARAMETERS, Splats

MAX_SH_DEGREE = 3
# Beyond these a float32 projection is not finite or not visible.
MAX_MEAN = 1e9
MAX_LOG_SCALE = 30.0
# Some tools write infinities for "opaque" and "flat"; nothing tells these from the limits in a picture.
LOGIT_OPACITY_LIMIT = 30.0
MIN_LOG_SCALE = -30.0

OTHERS = np.array([[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]])  # the places of the three beside each of four
SMALLEST_MAX = 0.5**0.5  # no number but the largest of a unit quaternion is farther from 0


def presentable(splats: Splats) -> Splats:
    """The splats that can be drawn at all, in float32 and on the CPU: what a file may hold.

    Splats with NaN, infinite or absurd values or without a rotation are left out; opacities and the smallest scales
    are limited. The function changes nothing that it gave itself.
    """
    values = {name: value.detach().to("cpu", torch.float32) for name, value in tensors(splats).items()}
    values["log_scales"] = values["log_scales"].clamp(min=MIN_LOG_SCALE)
    values["logit_opacities"] = values["logit_opacities"].clamp(-LOGIT_OPACITY_LIMIT, LOGIT_OPACITY_LIMIT)
    keep = (values["quats"] != 0).any(dim=1)  # [N]
    for value in values.values():
        keep &= torch.isfinite(value).reshape(len(splats), -1).all(dim=1)
    keep &= (values["means"].abs() <= MAX_MEAN).all(dim=1) & (values["log_scales"] <= MAX_LOG_SCALE).all(dim=1)
    if not keep.all():
        values = {name: value[keep] for name, value in values.items()}
    return dataclasses.replace(splats, **values)


def tensors(splats: Splats) -> dict[str, Tensor]:
    """The splats' tensors by their names."""
    return {name: getattr(splats, name) for name in PARAMETERS}


def writable(path: Path, splats: Splats) -> Splats:
    """`presentable(splats)`; raises UserError when none is left, ValueError for splats that are not sorted."""
    if splats.weighted_sum is not None:
        raise ValueError("a file of splats means sorted ones; these are order-independent")
    kept = presentable(splats)
    if len(kept) == 0:
        raise UserError(f"nothing to write to {path}", "a scene without a finite splat", "train the scene again")
    return kept


def verify(path: Path, expected: Splats, written: Splats) -> None:
    """Raises OSError where what was read back is not what was written, bit for bit."""
    if not all(torch.equal(value, tensors(written)[name]) for name, value in tensors(expected).items()):
        raise OSError(f"{path} reads back with other values than were written")


def usable(splats: Splats, notes: list[str]) -> Splats | None:
    """`presentable(splats)` of a file that was read, and a note of what was left out; None where nothing is left."""
    kept = presentable(splats)
    if num_dropped := len(splats) - len(kept):
        notes.append(f"left out {num_dropped:,} of {len(splats):,} splats with values that are not finite or absurd")
    return kept if len(kept) else None


def smallest_three(
    quats: np.ndarray,  # [N, 4] of any length but 0
) -> tuple[np.ndarray, np.ndarray]:
    """The place [N] of the largest number, and the others [N, 3] in their order where the largest is positive."""
    quats = quats.astype(np.float64)  # [N, 4]
    quats /= np.abs(quats).max(axis=1, keepdims=True)  # the square of a subnormal number is 0
    quats /= np.linalg.norm(quats, axis=1, keepdims=True)
    largest = np.abs(quats).argmax(axis=1)  # [N]
    sign = np.sign(np.take_along_axis(quats, largest[:, None], axis=1))  # [N, 1]
    return largest, sign * np.take_along_axis(quats, OTHERS[largest], axis=1)


def from_smallest_three(
    largest: np.ndarray,  # [N] 0 to 3
    others: np.ndarray,  # [N, 3]
) -> np.ndarray:
    """The quaternions [N, 4] that `smallest_three` came from."""
    quats = np.empty((len(others), 4))
    np.put_along_axis(quats, OTHERS[largest], others, axis=1)
    missing = np.sqrt(np.maximum(1 - (others**2).sum(axis=1, keepdims=True), 0))  # [N, 1]
    np.put_along_axis(quats, largest[:, None], missing, axis=1)
    return quats
