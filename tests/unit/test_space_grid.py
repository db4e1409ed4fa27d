"""Grids of space: what a ray meets, ray by ray and point by point; textures and back."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
import torch

from neural_render.cameras import Cameras, look_at
from neural_render.fields import space_grid, space_passes
from neural_render.fields.space_grid import DENSITY, Box, SpaceGrid, SpaceGridLayout
from neural_render.types import Bounds

BOX = Box(torch.tensor([0.2, -0.1, 0.3]), torch.tensor([0.5, 1.0, 0.7]))


def the_grid(dtype: torch.dtype = torch.float32, **sizes: object) -> SpaceGrid:
    layout = SpaceGridLayout(**({"resolutions": (5, 8), "num_features": 2, "num_points": 7} | sizes))
    generator = torch.Generator().manual_seed(0)
    tables = [torch.randn(e.num_entries, layout.num_features, generator=generator, dtype=dtype) for e in layout.levels]
    return SpaceGrid(tables, layout, Box(*(value.to(dtype) for value in BOX)))


def the_camera(dtype: torch.dtype = torch.float32) -> Cameras:
    viewmat = look_at(torch.tensor([2.5, 1.0, 1.2]), BOX.center, torch.tensor([0.0, 0.0, 1.0]))
    K = torch.tensor([[6.0, 0.0, 4.0], [0.0, 6.0, 3.0], [0.0, 0.0, 1.0]])
    return Cameras(viewmat[None].to(dtype), K[None].to(dtype), 8, 6)


def met(origin: np.ndarray, direction: np.ndarray, grid: SpaceGrid) -> list[float]:
    """What one ray meets, in plain Python."""
    layout, (center, halves) = grid.layout, (value.double().numpy() for value in grid.box)
    origin, direction = (origin - center) / halves, direction / halves
    direction = direction / math.sqrt((direction**2).sum())
    ends = [sorted(((-1 - o) / d, (1 - o) / d)) for o, d in zip(origin, direction, strict=True)]
    first, last = max(end[0] for end in ends), min(end[1] for end in ends)
    sums, amount, mean, through = np.zeros((len(grid.tables), layout.num_features)), 0.0, 0.0, 1.0
    for s in range(layout.num_points if last > first else 0):
        share = (s + 0.5) / layout.num_points
        place = (origin + (first + (last - first) * share) * direction + 1) / 2 * layout.end
        found = np.zeros_like(sums)
        for level, (table, size) in enumerate(zip(grid.tables, layout.resolutions, strict=True)):
            at = place * (size - 1) + 0.5
            cell = at.astype(int)
            for corner in np.ndindex(2, 2, 2):
                weight = np.prod(np.where(corner, at - cell, 1 - at + cell))
                x, y, z = cell + corner
                found[level] += weight * table[x + size * (y + size * z)].double().numpy()
        sigma = (last - first) / 2 * math.log1p(math.exp(DENSITY[0] * found[:, 0].sum() + DENSITY[1]))
        weight, through = through * (1 - math.exp(-sigma)), through * math.exp(-sigma)
        sums, amount, mean = sums + weight * found, amount + weight, mean + weight * share
    return [*sums.ravel(), amount, mean, *direction]


def test_rays_meet_what_lies_on_them_from_front_to_back() -> None:
    grid, camera = the_grid(), the_camera()
    found = space_grid.look_up(camera, grid)[0].reshape(-1, grid.layout.num_outputs)  # [M, L F + 5]
    origins, directions = (rays.reshape(-1, 3).double().numpy() for rays in camera.rays())
    expected = [met(*ray, grid) for ray in zip(origins, directions, strict=True)]
    torch.testing.assert_close(found.double(), torch.tensor(expected, dtype=torch.float64), rtol=1e-4, atol=1e-5)
    amounts = found[:, -5]
    assert 0.2 < float((amounts == 0).float().mean()) < 0.9 and amounts.max() > 0.5  # some rays miss the box


def test_rays_that_all_miss_the_box_meet_nothing() -> None:
    grid = the_grid()
    grid = grid._replace(tables=[table.requires_grad_() for table in grid.tables])
    away = torch.diag(torch.tensor([-1.0, 1.0, -1.0, 1.0])) @ the_camera().viewmats  # turned around
    found = space_grid.look_up(Cameras(away, the_camera().Ks, 8, 6), grid)
    found.sum().backward()
    assert not found[..., :-3].any() and all(not table.grad.any() for table in grid.tables)


def test_gradients_are_those_of_finite_differences() -> None:
    grid, camera = the_grid(torch.float64, resolutions=(3,), num_points=3), the_camera(torch.float64).crop(2, 2, 3, 2)
    table = grid.tables[0].requires_grad_()
    assert torch.autograd.gradcheck(lambda table: space_grid.look_up(camera, grid._replace(tables=[table])), table)


def test_the_box_holds_the_points_within_the_bounds() -> None:
    bounds = Bounds((1.0, 0.0, 0.0), 2.0, 1.0, is_open=True)
    points = torch.tensor([1.0, 0.0, 0.0]) + torch.tensor([0.9, 0.3, 0.6]) * (2 * torch.rand(20_000, 3) - 1)
    box = space_grid.around(torch.cat([points, torch.full((50, 3), 9.0)]), bounds)
    torch.testing.assert_close(box.center, torch.tensor([1.0, 0.0, 0.0]), rtol=0, atol=0.05)
    torch.testing.assert_close(box.halves, 1.06 * torch.tensor([0.9, 0.3, 0.6]), rtol=0.05, atol=0)
    assert torch.equal(space_grid.around(points[:3], bounds).halves, torch.full((3,), 2.0))


@pytest.mark.parametrize("num_features", [1, 4])
def test_filled_grids_tell_what_lies_where(num_features: int) -> None:
    """A red ball of half the box's height: rays meet it or nothing, at its near side, and see its colour."""
    grid, camera = the_grid(resolutions=(3, 24), num_features=num_features, num_points=64), the_camera().resized(80, 60)
    directions = torch.randn(20_000, 3, generator=torch.Generator().manual_seed(0))
    ball = BOX.center + 0.35 * torch.nn.functional.normalize(directions, dim=1)  # [N, 3]
    colors = torch.tensor([1.0, 0.0, 0.25]).expand(len(ball), 3)
    beyond = torch.full((100, 3), 5.0)
    space_grid.fill(
        grid, torch.cat([ball, beyond]), torch.ones(len(ball) + 100), torch.cat([colors, torch.zeros(100, 3)])
    )
    found = space_grid.look_up(camera, grid)[0].reshape(-1, grid.layout.num_outputs)  # [M, 2 F + 5]
    origins, directions = (rays.reshape(-1, 3) for rays in camera.rays())  # [M, 3] each
    nearest = torch.linalg.cross(directions, BOX.center - origins).norm(dim=1)  # [M] of the ray to the ball's centre
    amounts = found[:, -5]
    assert amounts[nearest < 0.3].min() > 0.9 and amounts[nearest > 0.5].max() < 0.25
    middle = nearest.argmin()
    assert found[middle, -4] / amounts[middle] < 0.5
    if num_features == 4:
        seen = found[middle, 5:8] / amounts[middle] + 0.5
        torch.testing.assert_close(seen, torch.tensor([1.0, 0.0, 0.25]), rtol=0, atol=0.15)


def test_places_beyond_the_box_leave_grids_as_they_are() -> None:
    grid = the_grid()
    before = [table.clone() for table in grid.tables]
    space_grid.fill(grid, torch.full((10, 3), 9.0), torch.ones(10), torch.ones(10, 3))
    assert all(map(torch.equal, grid.tables, before))


@pytest.mark.parametrize("num_features", [2, 8])
def test_grids_survive_their_texture(num_features: int) -> None:
    grid = the_grid(num_features=num_features)
    texture, params = space_passes.pack(grid)
    assert len(params) == space_passes.NUM_PARAMS and texture.texels.dtype == np.uint8
    back = space_passes.read(texture.texels, params)
    assert back.layout == grid.layout
    for ours, theirs in zip(grid.box, back.box, strict=True):
        torch.testing.assert_close(ours, theirs)
    for ours, theirs in zip(grid.tables, back.tables, strict=True):
        assert (ours - theirs).abs().max() <= 0.51 * max(texture.quantisers[0].steps)


def test_textures_and_params_of_something_else_are_refused() -> None:
    texture, params = space_passes.pack(the_grid())
    for row, column, value in ((0, 3, 7.5), (0, 3, 65.0), (0, 0, 0.0), (4, 0, 3.0), (4, 1, 2.0), (5, 0, 200.0)):
        wrong = [list(numbers) for numbers in params]
        wrong[row][column] = value
        with pytest.raises(ValueError):
            space_passes.read(texture.texels, [tuple(numbers) for numbers in wrong])
    with pytest.raises(ValueError, match="does not hold"):
        space_passes.read(texture.texels[:, :0], params)


def test_grids_that_no_shader_has_room_for_are_known() -> None:
    layout = the_grid().layout
    assert space_passes.has_room(layout)
    assert not space_passes.has_room(dataclasses.replace(layout, resolutions=(4,) * 5))
    for wrong in ({"resolutions": ()}, {"resolutions": (1,)}, {"num_points": 0}):
        with pytest.raises(ValueError, match="space grid"):
            dataclasses.replace(layout, **wrong)
