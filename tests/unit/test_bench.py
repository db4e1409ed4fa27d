"""tools/bench counts what the kernels evaluate and measures as many iterations of the trainer as it says."""

from __future__ import annotations

import pytest
import torch

from neural_render.splatting.raster import cpu
from neural_render.splatting.splats import ALPHA_MAX, ALPHA_MIN, TRANSMITTANCE_MIN, Projected
from tools.bench.case import SH_DEGREE, make_case
from tools.bench.limit import BLOCKS, STOP_EVERY, Work, count_entries, limits_ms
from tools.bench.plane_grid import SIZE as PICTURE
from tools.bench.plane_grid import make_passes
from tools.bench.trainer import Times, run_iterations

SIZE = 18  # px; no multiple of a block


def brute_force(projected: Projected, isa: str, *, is_sorted: bool) -> Work:
    """Every block by itself, every splat in a loop; whether an ellipse meets a block is seen on a fine grid."""
    drawn = (projected.radii > 0).all(dim=-1).nonzero()[:, 0]
    drawn = drawn[projected.depths[drawn].argsort(stable=True)]
    means, conics = projected.means2d[drawn].double(), projected.conics[drawn].double()
    opacities = projected.opacities[drawn].double()

    def alphas(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:  # [w], [h] -> [V, h * w]
        dx, dy = x[None, None, :] - means[:, :1, None], y[None, :, None] - means[:, 1:, None]
        a, b, c = conics[:, :, None, None].unbind(1)
        return (opacities[:, None, None] * torch.exp(-0.5 * (a * dx * dx + 2 * b * dx * dy + c * dy * dy))).flatten(1)

    width, height = BLOCKS[isa]
    entries = inside = 0
    for top in range(0, SIZE, height):
        for left in range(0, SIZE, width):
            x, y = torch.arange(left, left + width) + 0.5, torch.arange(top, top + height) + 0.5
            met = alphas(torch.linspace(x[0], x[-1], 33), torch.linspace(y[0], y[-1], 33)).amax(dim=1) >= ALPHA_MIN
            alpha = alphas(x, y).clamp(max=ALPHA_MAX)
            in_image = ((x[None, :] < SIZE) & (y[:, None] < SIZE)).flatten()
            transmittance, taken = in_image.double(), 0
            for splat in met.nonzero()[:, 0].tolist():
                is_alive = (transmittance > TRANSMITTANCE_MIN).any() or not is_sorted
                if taken % STOP_EVERY == 0 and not is_alive:
                    break
                is_inside = (alpha[splat] >= ALPHA_MIN) & in_image
                transmittance = transmittance * (1 - alpha[splat] * is_inside)
                inside += int(is_inside.sum())
                taken += 1
            entries += taken
    return Work(entries, width * height, inside)


@pytest.mark.parametrize("is_sorted", [True, False])
@pytest.mark.parametrize("isa", BLOCKS)
def test_entries_are_those_of_a_loop_over_blocks(isa: str, is_sorted: bool) -> None:
    case = make_case(150, SIZE)
    with torch.no_grad():
        projected = cpu.project(case.splats, *case.view, SH_DEGREE)
    work = count_entries(projected, SIZE, SIZE, isa, is_sorted=is_sorted)
    assert work == brute_force(projected, isa, is_sorted=is_sorted)
    assert 0 < work.inside < work.pairs


def test_limit_is_set_by_the_scarcer_unit() -> None:
    work = Work(entries=1_000_000, lanes=16, inside=0)
    # Twice as many additions at once change nothing where multiplications are what is scarce.
    few = limits_ms(work, {"fma_per_ns": 1.0, "mixed_per_ns": 100.0})
    assert few == limits_ms(work, {"fma_per_ns": 1.0, "mixed_per_ns": 200.0})
    assert few["forward"] == pytest.approx(14.0)  # multiplications of an entry, a nanosecond each, a million times


def test_trainer_runs_the_iterations_that_were_asked_for() -> None:
    waits: list[None] = []
    taken: list[Times] = []

    def wait() -> bool:
        waits.append(None)
        return True

    run_iterations(make_case(200, 32), "gaussians", 5, wait=wait, take=taken.append)
    assert len(taken) == len(waits) == 5
    assert all(times.cpu_ms > 0 and times.wall_ms > 0 for times in taken)


def test_trainer_ends_when_it_is_told_to() -> None:
    taken: list[Times] = []
    run_iterations(make_case(200, 32), "gaussians", 5, wait=lambda: len(taken) < 2, take=taken.append)
    assert len(taken) == 2


def test_plane_grids_are_compared_on_the_same_numbers() -> None:
    (found,), levels = (function() for function, _ in make_passes().values())
    expected = torch.cat([level[:, :, 0].permute(2, 0, 1).flatten(1) for level in levels], dim=-1)  # [M, 6 L F]
    # Places are rounded in single precision: at 256 corners, to 1e-5 of a cell.
    assert len(found) == PICTURE**2
    torch.testing.assert_close(found, expected, rtol=0, atol=2e-4)
