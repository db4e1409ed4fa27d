"""Small scenes that make rasterizers stumble, and the pixels on which two of them must agree.

Each scene is a crowd of ordinary splats plus the odd ones it is named after, in float32: the float64 oracle is fed the
same rounded numbers. Letters: N splats, K SH bases, H, W pixels, D channels, M visible splats.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from neural_render.cameras import look_at
from neural_render.splatting.splats import ALPHA_MAX, ALPHA_MIN, TRANSMITTANCE_MIN, Projected, Splats

PARAMETERS = ("means", "quats", "log_scales", "logit_opacities", "sh0", "shN")
SH_DEGREE = 3  # what the splats hold


@dataclass(frozen=True)
class Scene:
    """Splats in front of one camera, float32."""

    parameters: dict[str, Tensor]  # the tensors of Splats
    viewmat: Tensor  # [4, 4]
    K: Tensor  # [3, 3]
    width: int
    height: int

    def splats(self, dtype: torch.dtype, device: str = "cpu", antialias: bool = False) -> Splats:
        """Fresh leaves that require gradients."""
        leaves = {k: v.to(device, dtype).clone().requires_grad_() for k, v in self.parameters.items()}
        return Splats(**leaves, antialias=antialias)

    def camera(self, dtype: torch.dtype, device: str = "cpu") -> tuple[Tensor, Tensor, int, int]:
        """What `project` takes after the splats."""
        return self.viewmat.to(device, dtype), self.K.to(device, dtype), self.width, self.height


def camera_at_origin(width: int, height: int, focal: float) -> tuple[Tensor, Tensor]:
    """Viewmat [4, 4] that is the identity and K [3, 3] with the principal point in the middle."""
    return torch.eye(4), torch.tensor([[focal, 0.0, width / 2], [0.0, focal, height / 2], [0.0, 0.0, 1.0]])


def crowd(num: int, seed: int, sh_degree: int = SH_DEGREE) -> dict[str, Tensor]:
    """Ordinary splats of all orientations about the origin, float32."""
    generator = torch.Generator().manual_seed(seed)

    def randn(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator)

    return {
        "means": randn(num, 3) * 0.8,
        "quats": randn(num, 4),
        "log_scales": randn(num, 3) * 0.6 - 1.8,
        "logit_opacities": randn(num) * 1.5,
        "sh0": randn(num, 3) * 0.8,
        "shN": randn(num, (sh_degree + 1) ** 2 - 1, 3) * 0.25,
    }


def scene(name: str) -> Scene:
    """The scene of that name, always the same; see SCENES."""
    center, target, up = torch.tensor([[1.5, -2.0, -3.5], [0.1, 0.0, 0.2], [0.1, -1.0, 0.2]], dtype=torch.float64)
    if name == "near":  # depths of a hundredth of a unit are differences of world coordinates; keep those small too
        center, target = torch.zeros_like(center), target - center
    viewmat = look_at(center, target, up)  # [4, 4]
    width, height = 37, 23
    K = torch.tensor([[31.0, 0.0, 17.3], [0.0, 28.0, 12.9], [0.0, 0.0, 1.0]])
    num = {"none": 0, "one": 1, "wide": 200}.get(name, 40)
    parameters = crowd(num, seed=1 + SCENES.index(name))
    if name == "near":
        parameters["means"] += target.float()
    if name == "wide":  # many tiles, none of them full on the right and at the bottom
        width, height = 101, 50
        K = K * torch.tensor([[2.5], [2.2], [1.0]])
    if name in _ODD:
        odd, in_camera = _ODD[name](crowd(8, seed=99))
        to_world = torch.linalg.inv(viewmat)  # [4, 4]
        odd["means"] = (in_camera.double() @ to_world[:3, :3].T + to_world[:3, 3]).float()
        parameters = {k: torch.cat([odd[k], v]) for k, v in parameters.items()}
    return Scene(parameters, viewmat.float(), K, width, height)


def _diagonal() -> Tensor:
    """Eight places [8, 3] across the image, each a little farther away."""
    return torch.stack([torch.linspace(-1, 0.9, 8), torch.linspace(-0.6, 0.7, 8), torch.linspace(3.8, 4.5, 8)], dim=-1)


def _culled(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """Behind the camera, in its centre, before the near plane, aside, below, too faint; and one just bright enough."""
    in_camera = [
        [0, 0, -2],
        [0, 0, 0],
        [0, 0, 0.0099],
        [9, 0, 3],
        [0, 9, 3],
        [-9, -9, 3],
        [0, 0, 3],
        [0, 0, 3],
    ]
    odd["log_scales"][:6] -= 1.0
    odd["logit_opacities"][6] = math.log(0.99 * ALPHA_MIN)
    odd["logit_opacities"][7] = math.log(1.5 * ALPHA_MIN)
    return odd, torch.tensor(in_camera, dtype=torch.float32)


def _near(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """Just behind the near plane, where a pixel is a three-thousandth of a unit wide."""
    depth = torch.tensor([0.01005, 0.011, 0.015, 0.02, 0.03, 0.05, 0.08, 0.2])  # [8]
    slope = torch.linspace(-0.4, 0.4, 8)  # [8]
    odd["log_scales"] = odd["log_scales"] - 4.0
    odd["logit_opacities"] -= 1.0
    return odd, torch.stack([slope * depth, -slope * depth, depth], dim=-1)  # [8, 3]


def _flat(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """Discs without thickness, and one that is exactly edge-on."""
    odd["log_scales"][:, 2] = -12.0
    return odd, _diagonal()


def _needles(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """A thousand times as long as wide, across the image and towards the camera."""
    odd["log_scales"] = torch.tensor([0.7, -6.2, -6.2]).repeat(8, 1)
    return odd, _diagonal()


def _tiny(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """A ten-thousandth of a pixel wide: only the blur is seen."""
    odd["log_scales"] = torch.full((8, 3), -11.0)
    return odd, _diagonal()


def _huge(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """Wider than the image, some with their centre far outside of it, where the projection is clamped."""
    odd["log_scales"] = odd["log_scales"] + 3.3
    odd["logit_opacities"] -= 2.0
    x = torch.tensor([0.0, 1.0, -1.0, 6.0, -6.0, 5.0, 0.0, 0.0])  # [8]
    y = torch.tensor([0.0, 0.5, -0.5, 0.0, 0.0, 5.0, -6.0, 6.0])  # [8]
    return odd, torch.stack([x, y, torch.linspace(3, 6, 8)], dim=-1)  # [8, 3]


def _opaque(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """Saturated opacities one behind the other: alpha is clamped and compositing stops."""
    odd["logit_opacities"] = torch.linspace(7.5, 15.0, 8)
    odd["log_scales"] = odd["log_scales"] + 0.5
    odd["log_scales"][7] = 1.2  # so wide that alpha exceeds the clamp in several pixels
    means = torch.stack([torch.linspace(-0.3, 0.3, 8), torch.zeros(8), torch.linspace(2.5, 4.0, 8)], dim=-1)  # [8, 3]
    means[7, :2] = torch.tensor([1.2, 0.6])
    return odd, means


def _twins(odd: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """Equal shapes in equal places with different colours: the lower index is in front."""
    for name in ("quats", "log_scales", "logit_opacities"):
        odd[name] = odd[name][[0, 0, 0, 0, 1, 1, 1, 1]]
    return odd, torch.tensor([[-0.3, 0.2, 2.0]] * 4 + [[0.4, -0.1, 3.0]] * 4)


_ODD = {
    "culled": _culled,
    "near": _near,
    "flat": _flat,
    "needles": _needles,
    "tiny": _tiny,
    "huge": _huge,
    "opaque": _opaque,
    "twins": _twins,
}
SCENES = ("none", "one", "crowd", "wide", *_ODD)


@torch.no_grad()
def decided(projected: Projected, width: int, height: int) -> Tensor:
    """Pixels [H, W] (1 or 0) in which no rule is within rounding of deciding otherwise; `projected` is the oracle's.

    The rules are discrete (skip, clamp, stop), so a float32 rasterizer may rightly fall on the other side of one: such
    pixels get no weight in a comparison, instead of a wider tolerance for all.
    """
    order = torch.argsort(projected.depths, stable=True)  # [N]
    order = order[projected.radii[order, 0] > 0]  # [M]
    u, v = torch.meshgrid(torch.arange(width) + 0.5, torch.arange(height) + 0.5, indexing="xy")  # [H, W]
    is_decided = torch.ones(height, width, dtype=torch.bool)  # [H, W]
    transmittance = torch.ones(height, width, dtype=torch.float64)  # [H, W]
    for i in order.tolist():
        dx, dy = u - projected.means2d[i, 0], v - projected.means2d[i, 1]  # [H, W]
        a, b, c = projected.conics[i].tolist()
        alpha = projected.opacities[i] * torch.exp(-0.5 * (a * dx * dx + c * dy * dy) - b * dx * dy)  # [H, W]
        is_decided &= ((alpha - ALPHA_MIN).abs() > 1e-5) & ((alpha - ALPHA_MAX).abs() > 1e-5)
        alpha = torch.where(alpha >= ALPHA_MIN, alpha.clamp(max=ALPHA_MAX), 0.0)  # [H, W]
        transmittance = transmittance * (1 - alpha)  # [H, W]
        is_decided &= (transmittance - TRANSMITTANCE_MIN).abs() > 1e-6
    return is_decided.double()
