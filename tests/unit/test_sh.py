"""Spherical harmonics against their definition, orthonormality, and the law of rotation."""

from __future__ import annotations

import itertools
import math

import pytest
import torch
from torch import Tensor

from neural_render.splatting.sh import rotate_sh, sh_bases, sh_signs, sh_to_colors
from neural_render.splatting.splats import num_sh_bases, quat_to_rotmat


def directions(num: int, seed: int = 0) -> Tensor:
    return torch.nn.functional.normalize(
        torch.randn(num, 3, generator=torch.Generator().manual_seed(seed), dtype=torch.float64), dim=-1
    )


def legendre(degree: int, order: int, x: Tensor) -> Tensor:
    """Associated Legendre function with the Condon-Shortley phase, by the usual recurrences."""
    value = torch.ones_like(x)
    for k in range(1, order + 1):
        value = -value * (2 * k - 1) * torch.sqrt(1 - x * x)
    before = torch.zeros_like(x)
    for k in range(order + 1, degree + 1):
        value, before = ((2 * k - 1) * x * value - (k + order - 1) * before) / (k - order), value
    return value


def test_bases_equal_their_definition() -> None:
    points = directions(50)
    azimuth = torch.atan2(points[:, 1], points[:, 0])
    expected = []
    for degree in range(4):
        for order in range(-degree, degree + 1):
            m = abs(order)
            norm = math.sqrt((2 * degree + 1) / (4 * math.pi) * math.factorial(degree - m) / math.factorial(degree + m))
            angular = torch.cos(m * azimuth) if order >= 0 else torch.sin(m * azimuth)
            factor = norm if order == 0 else norm * math.sqrt(2)
            expected.append(factor * angular * legendre(degree, m, points[:, 2]))
    torch.testing.assert_close(sh_bases(3, points), torch.stack(expected, dim=-1), rtol=0, atol=1e-14)


def test_bases_are_orthonormal_on_the_sphere() -> None:
    # The mid-point rule in azimuth and Gauss-Legendre in z integrate polynomials of degree 6 exactly.
    diagonal = torch.arange(1, 8, dtype=torch.float64)
    jacobi = torch.diag(diagonal / torch.sqrt(4 * diagonal**2 - 1), 1)  # [8, 8] Golub and Welsch 1969
    z, vectors = torch.linalg.eigh(jacobi + jacobi.T)
    azimuth = (torch.arange(16, dtype=torch.float64) + 0.5) * math.pi / 8
    ring = torch.sqrt(1 - z * z)[:, None]  # [8, 1]
    points = torch.stack([ring * azimuth.cos(), ring * azimuth.sin(), z[:, None].expand(8, 16)], dim=-1)  # [8, 16, 3]
    weights = (2 * vectors[0] ** 2)[:, None].expand(8, 16) * math.pi / 8  # [8, 16]
    bases = sh_bases(3, points)  # [8, 16, 16]
    products = torch.einsum("ij,ijk,ijl->kl", weights, bases, bases)
    torch.testing.assert_close(products, torch.eye(16, dtype=torch.float64), rtol=0, atol=1e-13)


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
def test_rotated_coefficients_give_the_same_colour_in_the_rotated_direction(degree: int) -> None:
    generator = torch.Generator().manual_seed(degree)
    shN = torch.randn(5, num_sh_bases(degree) - 1, 3, generator=generator, dtype=torch.float64)
    sh0 = torch.full((5, 3), 4.0, dtype=torch.float64)  # keeps colours above 0, where they are not clamped
    rotation = quat_to_rotmat(torch.randn(1, 4, generator=generator, dtype=torch.float64))[0]
    turned = rotate_sh(shN, rotation)
    assert degree == 0 or (turned - shN).abs().max() > 0.1
    for direction in directions(20):
        before = sh_to_colors(degree, direction.expand(5, 3), sh0, shN)
        after = sh_to_colors(degree, (rotation @ direction).expand(5, 3), sh0, turned)
        torch.testing.assert_close(after, before, rtol=0, atol=1e-12)


def test_rotate_sh_rejects_a_count_that_is_no_degree() -> None:
    with pytest.raises(ValueError, match="shN"):
        rotate_sh(torch.zeros(2, 5, 3), torch.eye(3))


def test_a_lower_degree_ignores_the_rest_and_sends_it_no_gradient() -> None:
    generator = torch.Generator().manual_seed(7)
    sh0, shN = torch.randn(4, 3, generator=generator), torch.randn(4, 15, 3, generator=generator).requires_grad_()
    points = directions(4).float()
    colors = sh_to_colors(1, points, sh0, shN)
    torch.testing.assert_close(colors, sh_to_colors(1, points, sh0, shN[:, :3]))
    colors.sum().backward()
    assert shN.grad[:, :3].abs().max() > 0 and shN.grad[:, 3:].abs().max() == 0


@pytest.mark.parametrize("flips", list(itertools.product([1.0, -1.0], repeat=3)))
def test_flipped_axes_change_signs_only(flips: tuple[float, float, float]) -> None:
    points = directions(50)
    flipped = sh_bases(3, points * torch.tensor(flips, dtype=torch.float64))
    torch.testing.assert_close(sh_bases(3, points) * sh_signs(3, flips), flipped, rtol=0, atol=1e-15)
    if math.prod(flips) > 0:  # a rotation
        shN = torch.randn(5, 15, 3, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
        turned = rotate_sh(shN, torch.diag(torch.tensor(flips)))
        torch.testing.assert_close(shN * sh_signs(3, flips)[1:, None], turned, rtol=0, atol=1e-12)
