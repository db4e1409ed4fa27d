"""What is measured: a synthetic scene that is sized like a trained one, in front of one camera.

Two thirds of the splats lie on a bumpy ball that fills most of the picture (half of them hidden behind it), one third
on a wall around it (most of it out of view). Splats are flat discs, three times as long as wide on average and as large
as it takes to close the surface, so their size falls with 1 / sqrt(N); half of the opacities are near 1, the rest
spread down to 0.05. Harmonics have degree 3. The photo is the scene's own picture with noise.

Letters: N splats, H, W pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from neural_render.cameras import Cameras, look_at
from neural_render.splatting.raster import render
from neural_render.splatting.splats import PARAMETERS, Splats

SIZES = [(num, size) for num in (10_000, 50_000, 200_000) for size in (200, 400, 800)]
SH_DEGREE = 3
BACKGROUND = (1.0, 1.0, 1.0)
NOISE = 0.1


@dataclass(frozen=True)
class Case:
    """One scene and its photo."""

    splats: Splats
    camera: Cameras  # one
    truth: Tensor  # [H, W, 3]

    def picture(self) -> Tensor:
        """The scene's picture [H, W, 3] over the background."""
        return picture_of(self.splats, self.camera)

    @property
    def view(self) -> tuple[Tensor, Tensor, int, int]:
        """Viewmat [4, 4], K [3, 3], width, height: what the kernels take."""
        return self.camera.viewmats[0], self.camera.Ks[0], self.camera.width, self.camera.height


def name_of(num: int, size: int) -> str:
    return f"{num // 1000}k@{size}"


def make_case(num: int, size: int) -> Case:
    """`num` splats seen in `size` x `size` pixels."""
    splats = _make_splats(num)
    focal = 0.5 * size / math.tan(math.radians(25))
    center, up = torch.tensor([1.2, -0.9, -2.0]).double(), torch.tensor([0.0, -1.0, 0.0]).double()
    viewmat = look_at(center, torch.zeros(3).double(), up).float()  # [4, 4]
    K = torch.tensor([[focal, 0, size / 2], [0, focal, size / 2], [0, 0, 1]])  # [3, 3]
    camera = Cameras(viewmat[None], K[None], size, size)
    noise = torch.randn(size, size, 3, generator=torch.Generator().manual_seed(1))  # [H, W, 3]
    return Case(splats, camera, (picture_of(splats, camera) + NOISE * noise).clamp(0, 1))


@torch.no_grad()
def picture_of(splats: Splats, camera: Cameras) -> Tensor:
    """The picture [H, W, 3] of one camera over the background."""
    rendered = render(splats, camera, sh_degree=SH_DEGREE)
    return (rendered.rgb + (1 - rendered.alpha[..., None]) * torch.tensor(BACKGROUND))[0]  # [H, W, 3]


def _make_splats(num: int) -> Splats:
    generator = torch.Generator().manual_seed(0)

    def randn(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator)

    num_ball = num * 2 // 3
    normals = torch.nn.functional.normalize(randn(num, 3), dim=-1)  # [N, 3]
    radii = 1 + 0.1 * torch.sin(5 * normals).prod(dim=-1, keepdim=True)  # [N, 1]
    radii[num_ball:] = 4.0
    means = normals * (radii + 0.01 * randn(num, 1))  # [N, 3]
    share = torch.tensor(num_ball).where(torch.arange(num) < num_ball, torch.tensor(num - num_ball))  # [N]
    spacing = radii[:, 0] * torch.sqrt(4 * math.pi / share)  # [N]
    stretch = 0.55 * randn(num)  # [N] log of length over width, halved
    log_scales = torch.log(0.52 * spacing)[:, None] + 0.4 * randn(num, 1)  # [N, 1]
    log_scales = log_scales + torch.stack([stretch, -stretch, -2 + 0.5 * randn(num)], dim=-1)  # [N, 3]
    # A rotation whose third axis is the normal, turned about it at random.
    turn = torch.rand(num, generator=generator) * math.pi  # [N]
    half = torch.nn.functional.normalize(normals + torch.tensor([0.0, 0.0, 1.0]), dim=-1)  # [N, 3]
    to_normal = torch.stack([half[:, 2], -half[:, 1], half[:, 0], torch.zeros(num)], dim=-1)  # [N, 4] wxyz
    w, x, y, _ = to_normal.unbind(-1)
    c, s = torch.cos(turn), torch.sin(turn)
    quats = torch.stack([w * c, x * c + y * s, y * c - x * s, w * s], dim=-1)  # [N, 4]
    opacities = torch.where(torch.rand(num, generator=generator) < 0.5, 3.5 + randn(num), -1 + 1.2 * randn(num))
    tensors = (means, quats, log_scales, opacities, 0.5 * randn(num, 3), 0.1 * randn(num, 15, 3))
    leaves = (tensor.float().contiguous().requires_grad_() for tensor in tensors)
    return Splats(**dict(zip(PARAMETERS, leaves, strict=True)))
