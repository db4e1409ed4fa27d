"""The compiled kernels by themselves: instruction sets, threads, memory, Adam, and arguments that do not fit.

What they compute is compared with the oracles in test_raster.py, test_losses.py and test_optim.py.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
import torch
from raster_scenes import PARAMETERS, camera_at_origin, crowd
from torch import Tensor

from neural_render import native
from neural_render.optim import BETAS, EPS, reference_adam_update
from neural_render.splatting.growth import reference_add_statistics
from neural_render.splatting.raster import cpu
from neural_render.splatting.splats import Splats
from neural_render.splatting.weighted_sum import WeightedSum


@pytest.fixture(params=native.isas())
def isa(request: pytest.FixtureRequest) -> Iterator[str]:
    before = native.isa()
    native.set_isa(request.param)
    yield request.param
    native.set_isa(before)


@pytest.fixture
def any_threads() -> Iterator[None]:
    before = native.num_threads()
    yield
    native.set_num_threads(before)


def training_step(num: int, size: int) -> list[Tensor]:
    """Loss, picture and all gradients for a crowd of splats, most of them small, some over many tiles."""
    parameters = crowd(num, seed=0)
    parameters["log_scales"] -= 1.5
    parameters["log_scales"][: num // 20] += 2.0
    parameters["means"][:, 2] += 3.5
    splats = Splats(**{name: tensor.requires_grad_() for name, tensor in parameters.items()})
    viewmat, K = camera_at_origin(size, size, 0.9 * size)
    seen = cpu.project(splats, viewmat, K, size, size, 3)
    image, alpha = cpu.rasterize(seen, seen.colors, size, size)
    generator = torch.Generator().manual_seed(1)
    truth = torch.rand(1, size, size, 3, generator=generator)
    background = torch.tensor([0.2, 0.4, 0.6])
    value, to_image, to_alpha = native.l1_dssim(image[None], truth, alpha[None], background, None, 0.2, True)
    leaves = [getattr(splats, name) for name in PARAMETERS]
    gradients = torch.autograd.grad([image, alpha], leaves, [to_image[0], to_alpha[0]], retain_graph=True)
    weights = torch.rand(num, generator=generator)
    sums = cpu.rasterize_sum(seen, seen.colors, weights, size, size, needs_transmittance=True)
    means = [tensor.mean() for tensor in sums]
    sum_gradients = torch.autograd.grad(means, leaves[:-1], retain_graph=True)
    shared = torch.tensor([4.0, 1.3, 0.1]).requires_grad_()
    blending = WeightedSum("direct", torch.rand(num, 1, generator=generator), torch.zeros(num, 0), *shared)
    picture, _ = cpu.resolve(blending, *sums[:2], None)
    (to_shared,) = torch.autograd.grad(picture.mean(), shared)
    weighed = [cpu.weigh(drawn, truth[0, ..., 0]) for drawn in (image, sums[0])]
    value = torch.tensor(value, dtype=torch.float64)
    return [value, image.detach(), *gradients, *sums, *sum_gradients, picture, to_shared, *weighed]


def test_results_do_not_depend_on_the_number_of_threads(isa: str, any_threads: None) -> None:
    native.set_num_threads(1)
    alone = training_step(20_000, 200)
    assert alone[1].mean() > 0.05
    for count in (2, 3, 7, 2):
        native.set_num_threads(count)
        assert native.num_threads() == count
        for expected, result in zip(alone, training_step(20_000, 200), strict=True):
            assert torch.equal(result, expected)


@pytest.mark.parametrize("num", [0, 1, 15, 16, 17, 1000, 70_001])
def test_adam_is_its_torch_twin(isa: str, num: int) -> None:
    generator = torch.Generator().manual_seed(num)
    tables = []  # of several sizes, updated together: parameter, gradient, moments [P] each
    for size in (num, 1, 3 * num):
        parameter, gradient = torch.randn(2, size, generator=generator)
        tables.append((parameter, gradient, torch.zeros(size), torch.zeros(size)))
    expected = [[tensor.double() for tensor in table] for table in tables]
    for update in range(1, 4):
        scale = 10.0 ** (-3 * update)  # down to where an eps of 1e-8 would be felt
        updates = [(p, scale * g, m, v, 0.01 * rate) for rate, (p, g, m, v) in enumerate(tables)]
        native.adam(updates, *BETAS, EPS, update)
        for rate, (p, _, m, v) in enumerate(expected):
            scaled = (scale * tables[rate][1]).double()
            reference_adam_update(p, scaled, m, v, rate=0.01 * rate, num_updates=update)
    for results, exacts in zip(tables, expected, strict=True):
        for result, exact in zip(results, exacts, strict=True):
            atol = 1e-6 * exact.abs().max().item() if exact.numel() else 0
            torch.testing.assert_close(result.double(), exact, rtol=1e-6, atol=atol)


@pytest.mark.parametrize("num", [0, 1, 15, 64, 1000, 70_001])
def test_one_bad_number_is_found_wherever_it_is(isa: str, num: int) -> None:
    values = torch.full((num,), 3e38)
    others = [torch.zeros(5), torch.zeros(0), torch.zeros(40_000)]
    assert native.all_finite([values, *others])
    for place in {0, num // 2, num - 1} if num else ():
        for bad in (float("nan"), float("inf"), -float("inf")):
            values[place] = bad
            assert not native.all_finite([*others, values])
            values[place] = -3e38


@pytest.mark.parametrize("num", [0, 1, 17, 40_001])
@pytest.mark.parametrize("needs_gradient", [False, True])
def test_statistics_of_growth_are_their_torch_twin(isa: str, num: int, needs_gradient: bool) -> None:
    generator = torch.Generator().manual_seed(num)
    gradients = 1e-6 * torch.randn(num, 2, generator=generator)  # [N, 2]
    gradients[torch.rand(num, 2, generator=generator) < 0.5] = 0.0
    radii = torch.randint(0, 3, (num, 2), generator=generator, dtype=torch.int32)  # [N, 2]
    sums = [torch.rand(num, generator=generator) for _ in range(3)]
    expected = [tensor.double() for tensor in sums]
    native.add_statistics(gradients, radii, (301, 200), *sums, needs_gradient)
    reference_add_statistics(gradients.double(), radii, (301, 200), *expected, needs_gradient)
    for result, exact in zip(sums, expected, strict=True):
        torch.testing.assert_close(result.double(), exact, rtol=1e-6, atol=0)


def test_memory_is_used_again_and_never_twice_at_once() -> None:
    first = native.empty(1000, 1000)
    place = first.data_ptr()
    second = native.empty(1000, 1000)
    assert second.data_ptr() != place and place % 64 == 0
    del first
    gc.collect()
    assert native.empty(1000, 1000).data_ptr() == place


def test_splats_that_are_not_finite_draw_nothing(isa: str) -> None:
    parameters = crowd(64, seed=4)
    parameters["means"][:, 2] += 4.0
    viewmat, K = camera_at_origin(40, 30, 40.0)

    def draw(tensors: dict[str, Tensor]) -> Tensor:
        seen = cpu.project(Splats(**tensors), viewmat, K, 40, 30, 3)
        return cpu.rasterize(seen, seen.colors, 40, 30)[0]

    kept = {name: tensor[8:] for name, tensor in parameters.items()}
    for name in ("means", "quats", "log_scales", "logit_opacities"):
        for bad in (float("nan"), float("inf")):
            poisoned = {key: tensor.clone() for key, tensor in parameters.items()}
            poisoned["logit_opacities"][:8] = -100.0
            poisoned[name][:8] = bad if name != "logit_opacities" else float("nan")
            torch.testing.assert_close(draw(poisoned), draw(kept), rtol=0, atol=1e-6)


def test_rasterize_takes_whatever_projection_it_is_given(isa: str) -> None:
    generator = torch.Generator().manual_seed(7)
    values = torch.tensor([0.0, 1.0, -1.0, 1e-30, 1e30, 1e38, float("nan"), float("inf"), -float("inf"), 0.3, 17.0])

    def odd(*shape: int) -> Tensor:
        return values[torch.randint(len(values), shape, generator=generator)]

    radii = torch.ones(500, 2, dtype=torch.int32)
    tensors = (odd(500, 2), odd(500), odd(500, 3), odd(500), torch.rand(500, 3), radii)
    for blend in (cpu.Blend.SORTED, cpu.Blend.SUM, cpu.Blend.SUM_AND_TRANSMITTANCE):
        rasterization = cpu.bin_splats(blend, *(tensors[i] for i in (0, 1, 2, 3, 5, 4)), None, 50, 40)
        image, *planes = (native.empty(*shape).fill_(float("nan")) for shape in ((40, 50, 3), (40, 50), (40, 50)))
        alpha, transmittance = planes
        rasterization.forward(True, 0, *(tensor.data_ptr() for tensor in (image, alpha, transmittance)))
        outputs = [torch.empty_like(tensors[i]) for i in (0, 2, 3, 4)]
        in_and_out = (image, alpha, transmittance, *outputs)
        rasterization.backward(*(tensor.data_ptr() for tensor in in_and_out), 0)
        # A plain sum writes no transmittance, and its weights have no limit.
        limited = {cpu.Blend.SORTED: alpha, cpu.Blend.SUM_AND_TRANSMITTANCE: transmittance}
        assert blend not in limited or torch.isfinite(limited[blend]).all()


def test_arguments_that_do_not_fit_are_named() -> None:
    good = torch.zeros(4)
    for bad in (torch.zeros(5), torch.zeros(4, dtype=torch.float64), torch.zeros(8)[::2]):
        with pytest.raises(ValueError, match="gradient"):
            native.adam([(good, bad, good.clone(), good.clone(), 0.1)], *BETAS, EPS, 1)
    with pytest.raises(ValueError, match="sse9"):
        native.set_isa("sse9")


@pytest.mark.parametrize("name", native.isas())
def test_the_environment_chooses_the_instruction_set(name: str) -> None:
    code = "from neural_render import native; print(native.isa())"
    environment = {**os.environ, "NEURAL_RENDER_ISA": name}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == name
