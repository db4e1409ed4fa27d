"""Quantisers: errors of at most half a step, for any table."""

import dataclasses
import math

import numpy as np
import pytest
import torch

from neural_render.compress import quantise


def table(spread: float = 3.0, rows: int = 400) -> torch.Tensor:
    generator = torch.Generator().manual_seed(7)
    return torch.randn(rows, 4, generator=generator) * torch.tensor([spread, 1e-3, 40.0, 0.0]) + 5.0


@pytest.mark.parametrize("bits", [1, 5, 8, 16])
def test_no_value_moves_by_more_than_half_a_step(bits: int) -> None:
    values = table()
    quantiser = quantise.fit(values, bits)
    codes = quantise.encode(quantiser, values)
    assert codes.min() == 0 and codes.max() == 2**bits - 1
    error = (quantise.decode(quantiser, codes) - values).abs().amax(dim=0)
    assert (error <= 0.5001 * torch.tensor(quantiser.steps) + 1e-5).all()


def test_numbers_have_the_fewest_digits_that_float32_needs() -> None:
    values = [*table(1e6).flatten().tolist(), 0.0, 1e-45, 1e-6, 0.1, 1 / 3, -(2.0**24), 3.4e38]
    for value in values:
        short = quantise.shortest(value)
        assert np.float32(short) == np.float32(value)
        digits = next(count for count in range(1, 10) if np.float32(f"{value:.{count - 1}e}") == np.float32(value))
        assert len(np.format_float_scientific(short).split("e")[0].strip("-").replace(".", "")) <= digits
    for curve in ("linear", "symlog"):
        quantiser = quantise.fit(table(), 8, curve)
        for numbers in (quantiser.low, quantiser.high, quantiser.center, (quantiser.unit,)):
            assert numbers == tuple(map(quantise.shortest, numbers))
        low, high = (tuple(torch.tensor(ends).tolist()) for ends in (quantiser.low, quantiser.high))  # all their digits
        assert dataclasses.replace(quantiser, low=low, high=high).steps == quantiser.steps


def test_decoded_values_are_their_own_codes() -> None:
    for curve in ("linear", "symlog"):
        quantiser = quantise.fit(table(), 8, curve)
        codes = torch.arange(256, dtype=torch.int32)[:, None].expand(-1, 4).contiguous()
        has_range = torch.tensor(quantiser.steps) > 0
        again = quantise.encode(quantiser, quantise.decode(quantiser, codes))
        assert torch.equal(again[:, has_range], codes[:, has_range])


def test_symlog_keeps_the_relative_error_of_far_positions() -> None:
    """A linear quantiser that reaches the horizon has no codes left for what is near."""
    near = table(1.0)[:, :3] - 5.0
    far = near * 1e4
    quantiser = quantise.fit(torch.cat([near, far]), 16, "symlog")
    decoded = quantise.decode(quantiser, quantise.encode(quantiser, torch.cat([near, far])))
    errors = (decoded - torch.cat([near, far])).norm(dim=1)
    assert errors[: len(near)].max() < 1e-2 * quantiser.unit
    assert (errors[len(near) :] / far.norm(dim=1)).max() < 1e-2
    linear = quantise.fit(torch.cat([near, far]), 16)
    assert (quantise.decode(linear, quantise.encode(linear, near)) - near).norm(dim=1).max() > errors.max() / 10


def test_equal_values_and_no_values() -> None:
    same = torch.full((3, 2), 2.5)
    quantiser = quantise.fit(same, 8)
    assert torch.equal(quantise.decode(quantiser, quantise.encode(quantiser, same)), same)
    assert quantise.encode(quantise.fit(same[:0], 8, "symlog"), same[:0]).shape == (0, 2)


def test_values_beyond_the_ends_are_clamped_and_gradients_pass() -> None:
    quantiser = dataclasses.replace(quantise.fit(table(), 8), low=(0.0,) * 4, high=(1.0,) * 4)
    values = torch.tensor([[-9.0, 0.2, 0.5, 9.0]], requires_grad=True)
    simulated = quantise.simulate(quantiser, values)
    assert simulated[0, 0] == 0 and simulated[0, 3] == 1
    assert math.isclose(simulated[0, 1].item(), 51 / 255, abs_tol=1e-6)
    simulated.sum().backward()
    assert torch.equal(values.grad, torch.ones(1, 4))
