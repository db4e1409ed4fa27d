"""Pinhole cameras: projections, rays, crops, and the only code in which axes flip.

Notation: OpenCV axes (+X right, +Y down, +Z forward), `viewmats` are world to camera, the centre of pixel (0, 0) is
(0.5, 0.5), so a crop only shifts the principal point. Dimension letters: C cameras, H, W pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor

OPENGL_TO_OPENCV = torch.diag(torch.tensor([1.0, -1.0, -1.0, 1.0], dtype=torch.float64))


@dataclass(frozen=True)
class Cameras:
    """A batch of pinhole cameras that share one image size."""

    viewmats: Tensor  # [C, 4, 4] world to camera
    Ks: Tensor  # [C, 3, 3] intrinsics in pixels
    width: int
    height: int

    def __post_init__(self) -> None:
        num_cameras = self.viewmats.shape[0]
        if self.viewmats.shape != (num_cameras, 4, 4) or self.Ks.shape != (num_cameras, 3, 3):
            raise ValueError(
                f"Cameras: viewmats {tuple(self.viewmats.shape)} and Ks {tuple(self.Ks.shape)} given; "
                "pass [C, 4, 4] and [C, 3, 3]"
            )

    def __len__(self) -> int:
        return self.viewmats.shape[0]

    def __getitem__(self, index: int | slice) -> Cameras:
        """One camera stays a batch of one."""
        if isinstance(index, int):
            if not -len(self) <= index < len(self):
                raise IndexError(f"camera {index} of {len(self)}")
            index %= len(self)
            index = slice(index, index + 1)
        return replace(self, viewmats=self.viewmats[index], Ks=self.Ks[index])

    def __iter__(self) -> Iterator[Cameras]:
        return (self[i] for i in range(len(self)))

    @property
    def centers(self) -> Tensor:
        """Camera centres in the world, [C, 3]."""
        rotations = self.viewmats[:, :3, :3]  # [C, 3, 3]
        return -(rotations.transpose(1, 2) @ self.viewmats[:, :3, 3:])[..., 0]  # [C, 3]

    def to(self, device: torch.device | str) -> Cameras:
        return replace(self, viewmats=self.viewmats.to(device), Ks=self.Ks.to(device))

    def crop(self, x: int, y: int, width: int, height: int) -> Cameras:
        """The cameras that see the pixels [y, y + height) x [x, x + width): a shifted principal point."""
        shift = torch.zeros_like(self.Ks)  # [C, 3, 3]
        shift[:, 0, 2] = x
        shift[:, 1, 2] = y
        return replace(self, Ks=self.Ks - shift, width=width, height=height)

    def resized(self, width: int, height: int) -> Cameras:
        """The same cameras with images of another size; pixel corners stay on pixel corners."""
        factors = torch.tensor([width / self.width, height / self.height, 1.0], dtype=self.Ks.dtype)
        return replace(self, Ks=self.Ks * factors[:, None].to(self.Ks.device), width=width, height=height)

    def rays(self) -> tuple[Tensor, Tensor]:
        """Origins and unit directions in the world through all pixel centres, both [C, H, W, 3]."""
        like = {"dtype": self.Ks.dtype, "device": self.Ks.device}
        v, u = torch.meshgrid(
            torch.arange(self.height, **like) + 0.5, torch.arange(self.width, **like) + 0.5, indexing="ij"
        )  # [H, W]
        pixels = torch.stack([u, v, torch.ones_like(u)], dim=-1)  # [H, W, 3]
        in_camera = torch.einsum("cij,hwj->chwi", torch.linalg.inv(self.Ks), pixels)  # [C, H, W, 3]
        directions = torch.einsum("cji,chwj->chwi", self.viewmats[:, :3, :3], in_camera)  # [C, H, W, 3]
        directions = directions / directions.norm(dim=-1, keepdim=True)
        return self.centers[:, None, None].expand_as(directions), directions


def cat_cameras(cameras: list[Cameras]) -> Cameras:
    """Joins batches of cameras of one image size."""
    return replace(cameras[0], viewmats=torch.cat([c.viewmats for c in cameras]), Ks=torch.cat([c.Ks for c in cameras]))


def viewmat_from_opengl_c2w(c2w: Tensor) -> Tensor:
    """OpenCV world-to-camera [4, 4] from an OpenGL camera-to-world [4, 4] (+X right, +Y up, +Z backward)."""
    return torch.linalg.inv(c2w.to(torch.float64) @ OPENGL_TO_OPENCV)


def opengl_c2w_from_viewmat(viewmat: Tensor) -> Tensor:
    """The inverse of `viewmat_from_opengl_c2w`, [4, 4]."""
    return torch.linalg.inv(viewmat.to(torch.float64)) @ OPENGL_TO_OPENCV


def look_at(center: Tensor, target: Tensor, up: Tensor) -> Tensor:
    """Viewmat [4, 4] of a camera at `center` [3] that looks at `target` [3] with `up` [3] upwards in the image."""
    forward = torch.nn.functional.normalize(target - center, dim=0)  # [3]
    right = torch.nn.functional.normalize(torch.linalg.cross(forward, up), dim=0)  # [3]
    rotation = torch.stack([right, torch.linalg.cross(forward, right), forward])  # [3, 3]
    viewmat = torch.eye(4, dtype=center.dtype, device=center.device)
    viewmat[:3, :3] = rotation
    viewmat[:3, 3] = -rotation @ center
    return viewmat
