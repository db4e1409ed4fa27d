"""Plane grids: laws of layouts, the oracle against grid_sample and finite differences, the kernel against it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from neural_render import native
from neural_render.fields.plane_grid import PAIRS, PlaneGridLayout, encode, reference_encode

LAYOUTS = {
    "one feature": PlaneGridLayout((5, 9), 1),
    "two features": PlaneGridLayout((3, 2, 8), 2),
    "four features": PlaneGridLayout((4, 33), 4),
    "eight features": PlaneGridLayout((7,), 8),
    "two corners": PlaneGridLayout((2,), 4),
}


@pytest.fixture(params=native.isas())
def isa(request: pytest.FixtureRequest) -> Iterator[str]:
    before = native.isa()
    native.set_isa(request.param)
    yield request.param
    native.set_isa(before)


def case(layout: PlaneGridLayout, num: int) -> tuple[Tensor, Tensor, Tensor]:
    """A table [T, F], coordinates [M, 4] and a gradient [M, 6 L F], in float64 and exact in float32.

    Coordinates are multiples of 2^-10 in [-1/8, 9/8], so that places in the grid are exact too; neighbours are near
    each other, as the rays of a picture are, and often in the same cell.
    """
    generator = torch.Generator().manual_seed(num)
    table = torch.randn(layout.num_entries, layout.num_features, generator=generator)
    steps = torch.randint(-32, 49, (num, 4), generator=generator).cumsum(dim=0)  # [M, 4]
    coordinates = (steps % 1281 - 128) / 1024
    gradient = torch.randn(num, layout.num_outputs, generator=generator)
    return table.double(), coordinates.double(), gradient.double()


def results(function, layout: PlaneGridLayout, table: Tensor, coordinates: Tensor, gradient: Tensor) -> list[Tensor]:
    """The outputs [M, 6 L F], and the gradient of the table [T, F]."""
    table = table.clone().requires_grad_()
    outputs = function(table, coordinates, layout)
    return [outputs.detach(), *torch.autograd.grad(outputs, table, gradient)]


def sampled(table: Tensor, coordinates: Tensor, layout: PlaneGridLayout) -> Tensor:
    """The same by torch's texture lookup, [M, 6 L F]."""
    places = (2 * coordinates[:, PAIRS] - 1).movedim(1, 0)[:, None]  # [6, 1, M, 2]
    outputs = []
    for level in table.split([6 * resolution**2 for resolution in layout.resolutions]):
        size = round((len(level) / 6) ** 0.5)
        planes = level.reshape(6, size, size, -1).permute(0, 3, 1, 2)  # [6, F, R, R]
        values = grid_sample(planes, places, padding_mode="border", align_corners=True)  # [6, F, 1, M]
        outputs.append(values[:, :, 0].permute(2, 0, 1).flatten(1))  # [M, 6 F]
    return torch.cat(outputs, dim=-1)


def test_a_layout_counts_six_planes_per_level() -> None:
    layout = PlaneGridLayout((64, 128), 4)
    assert (layout.num_entries, layout.num_outputs) == (6 * (64 * 64 + 128 * 128), 48)


@pytest.mark.parametrize("numbers", [((64,), 3), ((), 4), ((64, 1), 4), ((4097,), 4)])
def test_layouts_that_cannot_be_are_refused(numbers: tuple[tuple[int, ...], int]) -> None:
    with pytest.raises(ValueError, match=r"plane grid: .* given; pass"):
        PlaneGridLayout(*numbers)


@pytest.mark.parametrize("shapes", [((25, 4), (5, 4)), ((24, 2), (5, 4)), ((24, 4), (5, 3)), ((24, 4), (4,))])
def test_tensors_of_another_layout_are_refused(shapes: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"plane grid: .* given; pass"):
        encode(*(torch.zeros(shape) for shape in shapes), LAYOUTS["two corners"])


def test_entries_are_by_level_plane_row_and_column() -> None:
    """A ray at the corners (x, y, u, v) = (1, 2, 0, 3) of 4 reads the entries that the order says."""
    layout = PlaneGridLayout((2, 4), 1)
    table = torch.arange(layout.num_entries).double()[:, None]
    outputs = reference_encode(table, torch.tensor([[1, 2, 0, 3]]).double() / 3, layout)[0, 6:]
    columns, rows = (1, 1, 1, 2, 2, 0), (2, 0, 3, 0, 3, 3)
    expected = [24 + 16 * plane + 4 * rows[plane] + columns[plane] for plane in range(6)]
    torch.testing.assert_close(outputs, torch.tensor(expected).double())


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_oracle_is_torchs_texture_lookup(layout: PlaneGridLayout) -> None:
    tensors = case(layout, 200)
    pairs = zip(results(reference_encode, layout, *tensors), results(sampled, layout, *tensors), strict=True)
    for found, expected in pairs:
        torch.testing.assert_close(found, expected)


def test_gradients_of_the_oracle_are_finite_differences() -> None:
    layout, generator = PlaneGridLayout((2, 5), 2), torch.Generator().manual_seed(0)
    table = torch.randn(layout.num_entries, 2, generator=generator).double().requires_grad_()
    coordinates = torch.rand(9, 4, generator=generator).double().requires_grad_()
    assert torch.autograd.gradcheck(lambda *leaves: reference_encode(*leaves, layout), (table, coordinates))


@pytest.mark.parametrize("num", [0, 1, 65, 3000])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_kernel_agrees_with_the_oracle(isa: str, layout: PlaneGridLayout, num: int) -> None:
    tensors = case(layout, num)
    expected = results(reference_encode, layout, *tensors)
    found = results(encode, layout, *(tensor.float() for tensor in tensors))
    for result, exact in zip(found, expected, strict=True):
        atol = 1e-5 * exact.abs().max().item() if exact.numel() else 0
        torch.testing.assert_close(result.double(), exact, rtol=1e-5, atol=atol)


def test_results_do_not_depend_on_the_number_of_threads(isa: str) -> None:
    layout, before = LAYOUTS["four features"], native.num_threads()
    tensors = [tensor.float() for tensor in case(layout, 5000)]
    native.set_num_threads(1)
    alone = results(encode, layout, *tensors)
    try:
        for count in (2, 3, 7):
            native.set_num_threads(count)
            assert all(map(torch.equal, results(encode, layout, *tensors), alone))
    finally:
        native.set_num_threads(before)


def test_coordinates_get_a_gradient_where_they_ask_for_one() -> None:
    layout = LAYOUTS["four features"]
    table, coordinates, gradient = (tensor.float() for tensor in case(layout, 50))
    leaves = [table.requires_grad_(), coordinates.requires_grad_()]
    found = torch.autograd.grad(encode(*leaves, layout), leaves, gradient)
    expected = torch.autograd.grad(reference_encode(*leaves, layout), leaves, gradient)
    assert all(map(torch.equal, found, expected)) and found[1].any()


@pytest.mark.parametrize("function", [encode, reference_encode])
def test_coordinates_that_are_not_finite_read_no_foreign_memory(isa: str, function) -> None:
    """Infinite ones are at the border; NaN stays NaN, for training to see it, in the planes of its coordinate only."""
    layout = LAYOUTS["four features"]
    table = torch.randn(layout.num_entries, 4, generator=torch.Generator().manual_seed(0)).requires_grad_()
    infinite = torch.tensor([-1e30, 1e30, float("inf"), -float("inf")])[:, None].repeat(1, 4)  # [M, 4]
    outputs = function(table, infinite, layout)
    torch.testing.assert_close(outputs, function(table, infinite.clamp(0, 1), layout), rtol=0, atol=0)
    has_nan = torch.tensor([[float("nan"), 0.5, 0.5, 0.5]])
    outputs = function(table, has_nan, layout)  # [1, 6 L F]
    outputs.sum().backward()
    is_nan = outputs.reshape(2, 6, 4).isnan()  # [L, 6, F]
    assert is_nan[:, :3].all() and not is_nan[:, 3:].any()
