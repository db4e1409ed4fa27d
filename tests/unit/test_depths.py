"""Depth of splats on a slanted plane and of two layers, against what geometry says."""

from __future__ import annotations

import math
from dataclasses import replace

import torch

from neural_render.cameras import Cameras
from neural_render.splatting.depths import median_depth, ray_plane_depth, rays_of
from neural_render.splatting.raster import render
from neural_render.splatting.splats import Splats

K = torch.tensor([[[40.0, 0, 24], [0, 40, 18], [0, 0, 1]]], dtype=torch.float64)
CAMERAS = Cameras(torch.eye(4, dtype=torch.float64)[None], K, 48, 36)


def flat_splats(means: torch.Tensor, slant: float, size: float, opacity: float) -> Splats:
    """Flat splats [N] in the x, y plane, turned by `slant` about y."""
    count = len(means)
    quats = torch.tensor([math.cos(slant / 2), 0, math.sin(slant / 2), 0], dtype=torch.float64).repeat(count, 1)
    log_scales = torch.tensor([size, size, 1e-3], dtype=torch.float64).log().repeat(count, 1)
    logits = torch.full((count,), math.log(opacity / (1 - opacity)), dtype=torch.float64)
    nothing = torch.zeros(count, 3, dtype=torch.float64)
    return Splats(means, quats, log_scales, logits, nothing, torch.zeros(count, 0, 3, dtype=torch.float64))


def slanted_wall(pitch: float, size: float) -> tuple[Splats, torch.Tensor]:
    """Splats on the plane z = 4 + x tan(-slant), and the plane's depth in each pixel."""
    slant = 0.6
    steps = torch.arange(-6, 6 + 1e-9, pitch, dtype=torch.float64)
    s, t = torch.meshgrid(steps, steps, indexing="ij")
    means = torch.stack([s * math.cos(slant), t, 4 - s * math.sin(slant)], -1).reshape(-1, 3)
    means = means[means[:, 2] > 1]
    rays = rays_of(CAMERAS, means)  # [H, W, 3]
    normal = torch.tensor([math.sin(slant), 0, math.cos(slant)], dtype=torch.float64)
    return flat_splats(means, slant, size, 0.9), 4 * math.cos(slant) / (rays @ normal)


def test_ray_plane_depth_is_exact_where_expected_depth_is_not() -> None:
    splats, truth = slanted_wall(0.5, 0.4)
    unbiased = ray_plane_depth(splats, CAMERAS)[0]
    expected = render(splats, CAMERAS, sh_degree=0, maps=frozenset({"depth"})).depth[0]
    inner = (slice(4, -4), slice(4, -4))
    assert ((unbiased - truth).abs() / truth)[inner].max() < 1e-9
    assert ((expected - truth).abs() / truth)[inner].mean() > 1e-2


def test_ray_plane_depth_has_gradients() -> None:
    splats, _ = slanted_wall(1.5, 0.8)
    # Splats of equal depth would change places under the smallest step.
    splats = replace(splats, means=splats.means + 1e-3 * torch.arange(len(splats))[:, None])
    camera = CAMERAS.resized(8, 6)

    def depth_of(means: torch.Tensor) -> torch.Tensor:
        return ray_plane_depth(replace(splats, means=means), camera)[0, 2:4, 2:5].sum()

    means = splats.means.clone().requires_grad_(True)
    (gradient,) = torch.autograd.grad(depth_of(means), means)
    row = int(gradient.abs().sum(1).argmax())
    for axis in range(3):
        step = torch.zeros_like(splats.means)
        step[row, axis] = 1e-6
        difference = (depth_of(splats.means + step) - depth_of(splats.means - step)) / 2e-6
        torch.testing.assert_close(gradient[row, axis], difference, rtol=1e-4, atol=1e-6)


def test_median_depth_takes_the_layer_that_hides_half() -> None:
    """A veil of opacity 0.3 before a wall: the expected depth lies between, the median on the wall; 0.8 is the wall."""
    for opacity, where in ((0.3, 5.0), (0.8, 2.0)):
        veil = flat_splats(torch.tensor([[0.0, 0, 2]]).double(), 0.0, 30.0, opacity)
        wall = flat_splats(torch.tensor([[0.0, 0, 5]]).double(), 0.0, 90.0, 0.95)
        both = Splats(*(torch.cat([getattr(veil, n), getattr(wall, n)]) for n in
                        ("means", "quats", "log_scales", "logit_opacities", "sh0", "shN")))  # fmt: skip
        found = median_depth(both, CAMERAS)[0]
        torch.testing.assert_close(found, torch.full_like(found, where))
    expected = render(both, CAMERAS, sh_degree=0, maps=frozenset({"depth"})).depth[0]
    assert ((expected > 2.1) & (expected < 4.9)).all()


def test_where_little_is_there_is_no_depth() -> None:
    faint = flat_splats(torch.tensor([[0.0, 0, 2]]).double(), 0.0, 30.0, 0.3)
    behind = flat_splats(torch.tensor([[0.0, 0, -2]]).double(), 0.0, 30.0, 0.9)
    for splats in (faint, behind):
        assert (ray_plane_depth(splats, CAMERAS) == 0).all() and (median_depth(splats, CAMERAS) == 0).all()
