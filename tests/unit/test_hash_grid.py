"""Hash grids: laws of layouts, the oracle against a loop and finite differences, the kernel against the oracle."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import pytest
import torch
from torch import Tensor

from neural_render import native
from neural_render.fields.hash_grid import HashGridLayout, encode, reference_encode

# levels, features, log2 of the table's size, base, finest resolution
LAYOUTS = {
    "dense and hashed": HashGridLayout(6, 4, 10, 4, 64),
    "one feature": HashGridLayout(3, 1, 9, 2, 7.5),
    "two features": HashGridLayout(5, 2, 8, 3, 40),
    "all dense": HashGridLayout(4, 8, 19, 2, 16),
    "one level": HashGridLayout(1, 4, 3, 2, 2),
    "larger than a cache": HashGridLayout(2, 8, 15, 16, 48),
}


@pytest.fixture(params=native.isas())
def isa(request: pytest.FixtureRequest) -> Iterator[str]:
    before = native.isa()
    native.set_isa(request.param)
    yield request.param
    native.set_isa(before)


def case(layout: HashGridLayout, num: int) -> tuple[Tensor, Tensor, Tensor]:
    """A table [T, F], positions [N, 3] and a gradient [N, L F], in float64 and exact in float32.

    All eight corners and the centre of the cube come first. Positions are multiples of 2^-10: where scales are whole
    numbers, places in the grid are then exact too.
    """
    generator = torch.Generator().manual_seed(num)
    grid = torch.randn(layout.num_entries, layout.num_features, generator=generator)
    positions = torch.randint(1025, (num, 3), generator=generator) / 1024  # [N, 3]
    corners = torch.tensor([*itertools.product((0.0, 1.0), repeat=3), (0.5, 0.5, 0.5)])  # [9, 3]
    positions[: len(corners)] = corners[:num]
    gradient = torch.randn(num, layout.num_outputs, generator=generator)
    return grid.double(), positions.double(), gradient.double()


def results(function, layout: HashGridLayout, grid: Tensor, positions: Tensor, gradient: Tensor) -> list[Tensor]:
    """The outputs [N, L F], and the gradients of the table [T, F] and of the positions [N, 3]."""
    leaves = [grid.clone().requires_grad_(), positions.clone().requires_grad_()]
    outputs = function(*leaves, layout)
    return [outputs.detach(), *torch.autograd.grad(outputs, leaves, gradient)]


def test_a_layout_is_what_tiny_cuda_nn_counts() -> None:
    """By hand: 16^3, 32^3 and 64^3 corners fit into 2^18 entries, 128^3 do not."""
    layout = HashGridLayout(4, 2, 18, 16, 128)
    assert layout.growth == 2.0
    assert [level.scale for level in layout.levels] == [15.0, 31.0, 63.0, 127.0]
    assert [level.resolution for level in layout.levels] == [16, 32, 64, 128]
    assert [level.size for level in layout.levels] == [2**12, 2**15, 2**18, 2**18]
    assert [level.is_dense for level in layout.levels] == [True, True, True, False]
    assert (layout.num_entries, layout.num_outputs) == (2**12 + 2**15 + 2**19, 8)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_levels_follow_one_another(layout: HashGridLayout) -> None:
    end = 0
    for index, level in enumerate(layout.levels):
        assert level.begin == end and level.size % 8 == 0 and level.size <= 2**layout.log2_table_size
        assert level.resolution == math.ceil(level.scale) + 1
        assert level.scale == pytest.approx(layout.base_resolution * layout.growth**index - 1, rel=1e-6)
        assert level.size - 8 < level.resolution**3 if level.is_dense else level.size == 2**layout.log2_table_size
        end += level.size
    assert layout.num_entries == end
    assert layout.levels[-1].scale == pytest.approx(layout.finest_resolution - 1, rel=1e-5)


@pytest.mark.parametrize(
    "numbers",
    [(0, 2, 10, 4, 8), (4, 3, 10, 4, 8), (4, 2, 2, 4, 8), (4, 2, 25, 4, 8), (4, 2, 10, 1, 8), (4, 2, 10, 8, 4)],
)
def test_layouts_that_cannot_be_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"hash grid: .* given; pass"):
        HashGridLayout(*numbers)


@pytest.mark.parametrize("shapes", [((7, 4), (5, 3)), ((8, 2), (5, 3)), ((8, 4), (5, 2)), ((8, 4), (3,))])
def test_tensors_of_another_layout_are_refused(shapes: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"hash grid: .* given; pass"):
        encode(*(torch.zeros(shape) for shape in shapes), LAYOUTS["one level"])


def brute_force(grid: Tensor, position: list[float], layout: HashGridLayout) -> list[float]:
    """One position, corner by corner, in plain numbers."""
    outputs = []
    for level in layout.levels:
        places = [x * level.scale + 0.5 for x in position]
        sums = [0.0] * layout.num_features
        for offset in itertools.product((0, 1), repeat=3):
            corner = [math.floor(place) + o for place, o in zip(places, offset, strict=True)]
            weight = math.prod(1 - abs(place - c) for place, c in zip(places, corner, strict=True))
            x, y, z = corner
            number = x + level.resolution * (y + level.resolution * z)
            if not level.is_dense:
                number = x ^ (y * 2654435761) % 2**32 ^ (z * 805459861) % 2**32
            row = grid[level.begin + number % level.size].tolist()
            sums = [s + weight * value for s, value in zip(sums, row, strict=True)]
        outputs += sums
    return outputs


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_oracle_is_a_loop_over_corners(layout: HashGridLayout) -> None:
    grid, positions, _ = case(layout, 20)
    expected = [brute_force(grid, position, layout) for position in positions.tolist()]
    torch.testing.assert_close(reference_encode(grid, positions, layout), torch.tensor(expected).double())


def test_gradients_of_the_oracle_are_finite_differences() -> None:
    layout = HashGridLayout(3, 2, 5, 2, 5)
    generator = torch.Generator().manual_seed(0)
    grid = torch.randn(layout.num_entries, 2, generator=generator).double().requires_grad_()
    positions = torch.rand(9, 3, generator=generator).double().requires_grad_()
    assert torch.autograd.gradcheck(lambda *leaves: reference_encode(*leaves, layout), (grid, positions))


@pytest.mark.parametrize("num", [0, 1, 9, 1100])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_kernel_agrees_with_the_oracle(isa: str, layout: HashGridLayout, num: int) -> None:
    tensors = case(layout, num)
    if any(level.scale % 1 for level in layout.levels):
        # Places round: a position may fall on either side of a face, where the derivative jumps. Keep away from faces.
        places = torch.stack([tensors[1] * level.scale + 0.5 for level in layout.levels])  # [L, N, 3]
        is_clear = ((places - places.round()).abs() > 1e-4).all(dim=0).all(dim=-1)  # [N]
        tensors = (tensors[0], *(tensor[is_clear] for tensor in tensors[1:]))
    expected = results(reference_encode, layout, *tensors)
    found = results(encode, layout, *(tensor.float() for tensor in tensors))
    for result, exact in zip(found, expected, strict=True):
        atol = 1e-5 * exact.abs().max().item() if exact.numel() else 0
        torch.testing.assert_close(result.double(), exact, rtol=1e-5, atol=atol)


def test_high_resolutions_agree_with_the_oracle(isa: str) -> None:
    """Doubling scales are whole numbers, so that nothing is lost in places even at 4096 corners."""
    layout = HashGridLayout(9, 2, 12, 16, 4096)
    tensors = case(layout, 500)
    expected = results(reference_encode, layout, *tensors)
    found = results(encode, layout, *(tensor.float() for tensor in tensors))
    for result, exact in zip(found, expected, strict=True):
        torch.testing.assert_close(result.double(), exact, rtol=1e-5, atol=1e-5 * exact.abs().max().item())


def test_results_do_not_depend_on_the_number_of_threads(isa: str) -> None:
    layout, before = LAYOUTS["dense and hashed"], native.num_threads()
    tensors = [tensor.float() for tensor in case(layout, 5000)]
    native.set_num_threads(1)
    alone = results(encode, layout, *tensors)
    try:
        for count in (2, 3, 7):
            native.set_num_threads(count)
            assert all(map(torch.equal, results(encode, layout, *tensors), alone))
    finally:
        native.set_num_threads(before)


def test_only_what_is_asked_for_gets_a_gradient() -> None:
    layout = LAYOUTS["two features"]
    grid, positions, gradient = (tensor.float() for tensor in case(layout, 50))
    both = results(encode, layout, grid, positions, gradient)
    for index in range(2):
        leaves = [grid.clone(), positions.clone()]
        leaves[index].requires_grad_()
        encode(*leaves, layout).backward(gradient)
        assert torch.equal(leaves[index].grad, both[1 + index]) and leaves[1 - index].grad is None


def test_positions_that_are_not_in_the_cube_read_no_foreign_memory(isa: str) -> None:
    """What they give is undefined, but numbers that are not finite stay so, for training to see them."""
    layout = LAYOUTS["dense and hashed"]
    grid = torch.randn(layout.num_entries, 4, generator=torch.Generator().manual_seed(0)).requires_grad_()
    bad = torch.tensor([-1e30, -2.0, 1.5, 1e30, float("nan"), float("inf"), -float("inf")])
    positions = bad[:, None].repeat(1, 3).requires_grad_()  # [N, 3]
    outputs = encode(grid, positions, layout)
    outputs.sum().backward()
    assert outputs[4:].isnan().all()
