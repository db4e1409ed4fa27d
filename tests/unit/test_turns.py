"""The 24 rotations of a splat: all give the same covariance, and none is less than that chosen."""

from __future__ import annotations

import torch

from neural_render.splatting.splats import quat_to_rotmat
from neural_render.splatting.turns import CUBE, least_turned, with_w


def some_splats(num: int = 4000) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    quats = torch.randn(num, 4, generator=generator, dtype=torch.float64)
    return torch.cat([quats, CUBE.double(), -CUBE.double()]), torch.randn(num + 48, 3, generator=generator).double()


def covariances(quats: torch.Tensor, log_scales: torch.Tensor) -> torch.Tensor:
    axes = quat_to_rotmat(quats) * log_scales.exp()[:, None]
    return axes @ axes.transpose(1, 2)


def test_there_are_24_and_they_are_a_group() -> None:
    turned = quat_to_rotmat(CUBE.double()).round()
    products = (turned[:, None] @ turned).reshape(-1, 9)
    assert len(turned.reshape(-1, 9).unique(dim=0)) == len(products.unique(dim=0)) == len(CUBE) == 24
    assert torch.equal(turned.abs().sum(dim=1), torch.ones(24, 3).double())


def test_the_splats_stay() -> None:
    quats, log_scales = some_splats()
    least, scales = least_turned(quats, log_scales)
    assert torch.allclose(covariances(least, scales), covariances(quats, log_scales), rtol=0, atol=1e-6)
    assert torch.allclose(with_w(least[:, 1:]), least, atol=1e-6)


def test_no_other_rotation_is_less() -> None:
    quats, log_scales = some_splats()
    least, _ = least_turned(quats, log_scales)
    traces = torch.einsum("nij,mij->nm", quat_to_rotmat(quats), quat_to_rotmat(CUBE.double()))  # [N, 24]
    angles = ((traces.amax(dim=1) - 1) / 2).clamp(-1, 1).acos()
    assert torch.allclose(2 * least[:, 0].clamp(max=1).acos(), angles, atol=1e-3)
    assert float(least[:, 0].min()) > 0.85
