"""Adam against torch's own, schedules, and rows that never part from their moments and statistics."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from neural_render import optim
from neural_render.optim import Optimizer, ParamGroup, constant, exponential


class Table(nn.Module):
    """Two parameters and a statistics buffer of one table, and a parameter of none."""

    def __init__(self, num_rows: int = 5) -> None:
        super().__init__()
        self.means = nn.Parameter(torch.arange(num_rows * 3.0).reshape(num_rows, 3))
        self.weights = nn.Parameter(torch.arange(float(num_rows)))
        self.rest = nn.Parameter(torch.tensor([7.0]))
        self.register_buffer("counts", torch.arange(float(num_rows)) + 100)


def make(num_rows: int = 5) -> tuple[Table, Optimizer]:
    table = Table(num_rows)
    groups = [
        ParamGroup("means", constant(0.1), "rows"),
        ParamGroup("weights", constant(0.2), "rows"),
        ParamGroup("rest", exponential(1e-2, 1e-4, 10)),
    ]
    optimizer = Optimizer(table, groups, {"rows": ("counts",)})
    for kind in (optimizer.exp_avg, optimizer.exp_avg_sq):
        kind["means"] += table.means.data + 1000
        kind["weights"] += table.weights.data + 1000
    return table, optimizer


def row_keys(table: Table, optimizer: Optimizer) -> list[tuple[float, ...]]:
    """What a row consists of, by its first numbers."""
    columns = [table.means[:, 0], table.weights, table.counts, optimizer.exp_avg["means"][:, 0]]
    columns += [optimizer.exp_avg_sq["weights"], optimizer.exp_avg["weights"]]
    return [tuple(row) for row in torch.stack([column.detach() for column in columns], dim=1).tolist()]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_adam_agrees_with_torch(dtype: torch.dtype) -> None:
    generator = torch.Generator().manual_seed(0)
    ours = nn.Linear(40, 30, dtype=dtype)
    theirs = nn.Linear(40, 30, dtype=dtype)
    theirs.load_state_dict(ours.state_dict())
    groups = [ParamGroup("weight", constant(1e-2)), ParamGroup("bias", constant(3e-3))]
    optimizer = Optimizer(ours, groups, {})
    rates = [{"params": [theirs.weight], "lr": 1e-2}, {"params": [theirs.bias], "lr": 3e-3}]
    expected = torch.optim.Adam(rates, betas=optim.BETAS, eps=optim.EPS)
    for step in range(20):
        for name in ("weight", "bias"):
            gradient = torch.randn(getattr(ours, name).shape, generator=generator, dtype=dtype) * 10.0 ** (step % 5 - 4)
            getattr(ours, name).grad = gradient.clone()
            getattr(theirs, name).grad = gradient.clone()
        optimizer.step(step)
        expected.step()
    tolerance = 1e-6 if dtype == torch.float32 else 1e-12
    for name in ("weight", "bias"):
        torch.testing.assert_close(getattr(ours, name), getattr(theirs, name), rtol=tolerance, atol=tolerance)
        assert getattr(ours, name).grad is None


def test_every_trainable_tensor_is_in_exactly_one_group() -> None:
    table = Table()
    all_but_one = [ParamGroup("means", constant(1)), ParamGroup("weights", constant(1))]
    for groups in (all_but_one, all_but_one * 2 + [ParamGroup("rest", constant(1))]):
        with pytest.raises(ValueError, match="exactly once"):
            Optimizer(table, groups, {})


def test_exponential_schedule() -> None:
    rate = exponential(1e-2, 1e-4, 100)
    assert [rate(0), rate(50), rate(100), rate(500)] == pytest.approx([1e-2, 1e-3, 1e-4, 1e-4])


@pytest.mark.parametrize("rows", [torch.tensor([True, False, True, True, False]), torch.tensor([4, 0, 2])])
def test_kept_rows_stay_whole(rows: Tensor) -> None:
    table, optimizer = make()
    before = row_keys(table, optimizer)
    optimizer.rows("rows").keep(rows)
    chosen = rows.nonzero()[:, 0].tolist() if rows.dtype == torch.bool else rows.tolist()
    assert row_keys(table, optimizer) == [before[index] for index in chosen]
    assert table.rest.data.tolist() == [7.0]


def test_appended_rows_start_without_history() -> None:
    table, optimizer = make()
    before = row_keys(table, optimizer)
    optimizer.rows("rows").append({"means": torch.full((2, 3), 9.0), "weights": torch.full((2,), 8.0)})
    assert row_keys(table, optimizer) == before + [(9.0, 8.0, 0.0, 0.0, 0.0, 0.0)] * 2
    with pytest.raises(KeyError, match="weights"):
        optimizer.rows("rows").append({"means": torch.zeros(1, 3)})


def test_replaced_rows_lose_the_history_of_what_was_replaced() -> None:
    table, optimizer = make()
    optimizer.rows("rows").replace(torch.tensor([3]), {"weights": torch.tensor([0.5])})
    assert table.weights[3] == 0.5
    assert optimizer.exp_avg["weights"][3] == 0 and optimizer.exp_avg_sq["weights"][3] == 0
    assert optimizer.exp_avg["means"][3, 0] == 1009  # the means were not replaced
    assert table.counts.tolist() == [100, 101, 102, 103, 104]  # what was gathered stays


def test_rows_train_on_after_an_edit() -> None:
    table, optimizer = make()
    optimizer.rows("rows").keep(torch.tensor([1, 2]))
    (table.means.sum() + table.weights.sum() + table.rest.sum()).backward()
    optimizer.step(0)
    assert table.means.shape == (2, 3) and table.means.grad is None


def test_state_round_trip_and_misfit() -> None:
    _, optimizer = make()
    _, other = make()
    other.load_state({name: value * 2 for name, value in optimizer.state().items()})
    assert torch.equal(other.exp_avg_sq["means"], optimizer.exp_avg_sq["means"] * 2)
    _, smaller = make(num_rows=4)
    with pytest.raises(ValueError, match="exp_avg"):
        smaller.load_state(optimizer.state())


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("position", [0, 4097, -1])
def test_one_wrong_number_is_found(value: float, position: int) -> None:
    tensor = torch.zeros(70_001)
    assert optim.all_finite([tensor, tensor.double()])
    tensor[position] = value
    assert not optim.all_finite([torch.ones(3), tensor])
    assert not optim.all_finite([torch.ones(3), tensor.double()])
