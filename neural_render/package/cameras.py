"""Cameras as manifests and hosts have them: plain numbers, one camera each."""

from __future__ import annotations

import torch

from neural_render.cameras import Cameras
from neural_render.compress.quantise import shortest
from neural_render.package.manifest import CameraInfo


def camera_info(camera: Cameras, name: str = "") -> CameraInfo:
    """One camera in plain numbers; raises ValueError where there are several."""
    if len(camera) != 1:
        raise ValueError(f"camera_info: {len(camera)} cameras given; pass one")
    K = camera.Ks[0]  # [3, 3]
    lens = (K[0, 0], K[1, 1], K[0, 2], K[1, 2])
    return CameraInfo(
        name=name,
        viewmat=tuple(tuple(map(shortest, row)) for row in camera.viewmats[0].tolist()),
        intrinsics=tuple(shortest(float(number)) for number in lens),
        width=camera.width,
        height=camera.height,
    )


def camera_of(info: CameraInfo) -> Cameras:
    """The camera that the numbers stand for."""
    fx, fy, cx, cy = info.intrinsics
    K = torch.tensor([[[fx, 0, cx], [0, fy, cy], [0, 0, 1]]])  # [1, 3, 3]
    return Cameras(torch.tensor([info.viewmat]), K, info.width, info.height)
