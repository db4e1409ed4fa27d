"""The kernel that grows trees against its oracle in float64, in values and gradients."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch
from packages.trees import STEPS_THAT_DIFFER
from torch import Tensor

from neural_render import native
from neural_render.fields.hash_grid import HashGridLayout
from neural_render.representations.compact_gaussians import trees as t
from neural_render.representations.compact_gaussians.trees import Nets, Nodes, Region, Shape, Trees

GRID = HashGridLayout(3, 4, 8, 4, 16)
# children, degree of the harmonics, grid, width, attention, contracted: the defaults' sizes, and the ends of ranges
SHAPES = {
    "defaults": Shape(2, 1, HashGridLayout(8, 4, 8, 4, 64), 64, 16, True),
    "one child, no attention": Shape(1, 0, GRID, 4, 0, False),
    "three children": Shape(3, 2, HashGridLayout(1, 4, 8, 4, 4), 12, 32, True),
    "little attention": Shape(2, 1, GRID, 20, 4, False),
}
REGION = Region(torch.tensor([0.1, 0.2, -0.1]), torch.tensor(1.5))
Grown = dict[str, Tensor]  # nodes by name, and gradients by the names of what they are of


@pytest.fixture(params=native.isas())
def isa(request: pytest.FixtureRequest) -> Iterator[str]:
    before = native.isa()
    native.set_isa(request.param)
    yield request.param
    native.set_isa(before)


@pytest.fixture(autouse=True)
def steps_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in STEPS_THAT_DIFFER.items():
        monkeypatch.setattr(t, name, value)


@dataclasses.dataclass
class Case:
    """What trees grow from, in float32."""

    shape: Shape
    trees: Trees
    nets: Nets
    places: Tensor | None  # [K P, 3]


def exact(value: Any) -> Any:
    """The tensors of a dataclass in float64."""
    return dataclasses.replace(value, **{name: tensor.double() for name, tensor in vars(value).items()})


def make_case(shape: Shape, num_trees: int, has_places: bool = False) -> Case:
    """Random numbers everywhere; trees of which a node is near a face of the grid are left out."""
    generator = torch.Generator().manual_seed(num_trees)

    def random(*size: int) -> Tensor:
        return torch.randn(*size, generator=generator)

    trees = Trees(
        means=random(num_trees, 3),
        log_scales=-2.0 + 0.5 * random(num_trees, 3),
        residuals=(2.0 * random(num_trees, shape.num_nodes, t.NUM_LAYERS, 4)).round(),  # many are 0
        harmonics=random(num_trees, shape.num_nodes, shape.num_bases - 1, 4),
        grid=0.2 * random(shape.grid.num_entries, shape.grid.num_features),
    )
    nets = Nets(shape)
    for value in nets.parameters():
        value.data = random(*value.shape) / value.shape[-1] ** 0.5
    places = random(shape.num_children, num_trees, 3) if has_places else None
    # Places in the grid round: a node may fall on either side of a face, where the derivative jumps.
    told = None if places is None else places.flatten(0, 1).double()
    with torch.no_grad():
        grown = t.reference_grow(exact(trees), copy.deepcopy(nets).double(), shape, exact(REGION), told)
    positions = t.contract(grown.means, exact(REGION), shape.is_contracted)  # [N, 3]
    corners = torch.stack([positions * level.scale + 0.5 for level in shape.grid.levels])  # [L, N, 3]
    is_clear = ((corners - corners.round()).abs() > 1e-4).all(dim=0).all(dim=-1)  # [N]
    is_clear = is_clear.view(shape.num_nodes, num_trees).all(dim=0)  # [P]
    rows = {name: value[is_clear] for name, value in vars(trees).items() if name != "grid"}
    places = None if places is None else places[:, is_clear].flatten(0, 1)
    return Case(shape, dataclasses.replace(trees, **rows), nets, places)


def results(grow: Callable[..., Nodes], case: Case, dtype: torch.dtype = torch.float32) -> Grown:
    """The nodes, and the gradients of everything for random gradients of the nodes."""
    leaves = {name: value.detach().to(dtype, copy=True).requires_grad_() for name, value in vars(case.trees).items()}
    nets = copy.deepcopy(case.nets).to(dtype)
    region = Region(REGION.center.to(dtype), REGION.radius.to(dtype))
    places = None if case.places is None else case.places.to(dtype)
    nodes = vars(grow(Trees(**leaves), nets, case.shape, region, places))
    generator = torch.Generator().manual_seed(0)
    gradients = [torch.randn(node.shape, generator=generator).to(dtype) for node in nodes.values()]
    torch.autograd.backward(list(nodes.values()), gradients)
    found = {name: node.detach() for name, node in nodes.items()}
    for name, leaf in [*leaves.items(), *nets.named_parameters()]:
        found[f"gradient of {name}"] = torch.zeros_like(leaf) if leaf.grad is None else leaf.grad
    return found


@pytest.mark.parametrize(("num_trees", "has_places"), [(0, False), (1, False), (64, False), (150, False), (150, True)])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_kernel_agrees_with_the_oracle(isa: str, shape: Shape, num_trees: int, has_places: bool) -> None:
    case = make_case(shape, num_trees, has_places)
    expected, found = results(t.reference_grow, case, torch.float64), results(t.grow, case)
    assert expected.keys() == found.keys() and all(value.dtype == torch.float32 for value in found.values())
    for name, value in expected.items():
        atol = 1e-5 * value.abs().max().item() if value.numel() else 0.0
        torch.testing.assert_close(found[name].double(), value, rtol=1e-4, atol=atol, msg=lambda m, n=name: f"{n}: {m}")


def test_results_do_not_depend_on_the_number_of_threads(isa: str) -> None:
    case, before = make_case(SHAPES["defaults"], 9000), native.num_threads()  # more blocks than sums of gradients
    native.set_num_threads(1)
    try:
        alone = results(t.grow, case)
        for count in (2, 5):
            native.set_num_threads(count)
            again = results(t.grow, case)
            assert all(torch.equal(again[name], value) for name, value in alone.items())
    finally:
        native.set_num_threads(before)


def test_only_what_is_asked_for_gets_a_gradient() -> None:
    case = make_case(SHAPES["defaults"], 70)
    both = results(t.grow, case)
    case.nets.requires_grad_(False)
    grid = case.trees.grid.clone().requires_grad_()
    nodes = vars(t.grow(dataclasses.replace(case.trees, grid=grid), case.nets, case.shape, REGION))
    generator = torch.Generator().manual_seed(0)
    gradients = [torch.randn(node.shape, generator=generator) for node in nodes.values()]
    torch.autograd.backward(list(nodes.values()), gradients)
    assert torch.equal(grid.grad, both["gradient of grid"])
    assert all(value.grad is None for value in (*vars(case.trees).values(), *case.nets.parameters()))


def test_outputs_that_have_no_gradient_count_as_zeros() -> None:
    case = make_case(SHAPES["defaults"], 70)
    case.trees.means.requires_grad_()
    found, expected = (
        torch.autograd.grad(grow(case.trees, case.nets, case.shape, REGION).logit_opacities.sum(), case.trees.means)[0]
        for grow in (t.grow, t.reference_grow)
    )
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4 * expected.abs().max().item())


def test_nets_with_more_outputs_than_the_harmonics_have() -> None:
    """As a scene has whose harmonics were cut off: the others are not used and get no gradient."""
    case = make_case(SHAPES["defaults"], 70)
    case.trees, case.shape = t.with_sh_degree(case.trees, case.shape, 0)
    expected, found = results(t.reference_grow, case, torch.float64), results(t.grow, case)
    for name in ("colors", "gradient of attributes.weight", "gradient of attributes.bias"):
        torch.testing.assert_close(found[name].double(), expected[name], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", ["means", "residuals", "grid"])
def test_numbers_that_are_not_finite_stay_so(isa: str, name: str) -> None:
    """For training to see them; and no foreign memory is read."""
    case = make_case(SHAPES["defaults"], 70)
    getattr(case.trees, name)[3:64] = float("nan")  # of the grid: all corners of its first level
    found = results(t.grow, case)
    assert not all(value.isfinite().all() for key, value in found.items() if "gradient" not in key)
    getattr(case.trees, name)[3:64] = 1e30
    results(t.grow, case)


def test_tensors_of_another_shape_are_refused() -> None:
    case = make_case(SHAPES["defaults"], 5)
    with pytest.raises(ValueError, match=r"residuals: .* given; pass contiguous float32"):
        t.grow(dataclasses.replace(case.trees, residuals=case.trees.residuals[:, :2]), case.nets, case.shape, REGION)
