"""The Triton kernels of sums against the float64 oracle: in Triton's interpreter on a CPU, and on a GPU where one is.

The interpreter must be chosen before Triton is imported, and for good, so it runs in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from math import ceil

import pytest
import torch
from raster_scenes import SH_DEGREE, scene
from test_raster import TOLERANCE, relative_errors
from test_raster_sum import decided
from torch import Tensor

from neural_render.errors import UserError
from neural_render.splatting.raster import cpu, cuda, reference, triton_sum
from neural_render.splatting.splats import Projected

Run = Callable[..., object]


def choose_interpreter() -> None:
    os.environ["TRITON_INTERPRET"] = "1"
    # With few splats a program takes several blocks, as it does with many on a GPU, only where both are small.
    triton_sum.BACKWARD_BLOCK, triton_sum.BACKWARD_PROGRAMS = 8, 2


@pytest.fixture(scope="module")
def interpreter() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), choose_interpreter) as pool:
        yield pool


@pytest.fixture(params=["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"])
def run(request: pytest.FixtureRequest, interpreter: ProcessPoolExecutor) -> Run:
    """Calls a function with the device's name after its other arguments."""
    if request.param == "cuda":
        return lambda function, *arguments: function(*arguments, "cuda")
    return lambda function, *arguments: interpreter.submit(function, *arguments, "cpu").result()


def bin_splats(projected: Projected, width: int, height: int) -> tuple[Tensor, Tensor]:
    """tile_begin [tiles + 1] and splat_ids [pairs] by brute force, each tile's splats shuffled."""
    generator = torch.Generator().manual_seed(0)
    lists = [torch.empty(0, dtype=torch.int64)]
    for row in range(ceil(height / triton_sum.TILE_SIZE)):
        for column in range(ceil(width / triton_sum.TILE_SIZE)):
            low = torch.tensor([column, row]) * triton_sum.TILE_SIZE  # [2] px
            offsets = projected.means2d - torch.minimum(torch.maximum(projected.means2d, low), low + 16)  # [N, 2]
            ids = ((offsets.abs() <= projected.radii) & (projected.radii > 0)).all(-1).nonzero()[:, 0]
            lists.append(ids[torch.randperm(len(ids), generator=generator)])
    begin = torch.tensor([len(ids) for ids in lists]).cumsum(0)  # [tiles + 1]
    return begin.int(), torch.cat(lists).int()


def rasterize_sum(device: str, *arguments: object, needs_transmittance: bool) -> tuple[Tensor | None, ...]:
    """The device's sums; CUDA's lists of splats are gsplat's."""
    if device == "cuda":
        return cuda.rasterize_sum(*arguments, needs_transmittance=needs_transmittance)
    projected, channels, weights, width, height = arguments
    lists = bin_splats(projected, width, height)
    return triton_sum.rasterize_sum(
        projected, channels, weights, *lists, width, height, needs_transmittance=needs_transmittance
    )


def inputs(name: str, num_channels: int, dtype: torch.dtype, device: str) -> tuple[Projected, Tensor, Tensor]:
    """The scene's splats as projected in float32, channels [N, D] and weights [N]: leaves; opacities reach above 5."""
    case = scene(name)
    generator = torch.Generator().manual_seed(num_channels)
    n = len(case.parameters["means"])
    factors = torch.rand(n, generator=generator) * 6  # [N]
    with torch.no_grad():
        seen = cpu.project(case.splats(torch.float32), *case.camera(torch.float32), SH_DEGREE, factors)

    def leaf(tensor: Tensor) -> Tensor:
        return tensor.detach().to(device, dtype).requires_grad_()

    fields = {field: leaf(getattr(seen, field)) for field in ("means2d", "depths", "conics", "opacities", "colors")}
    channels = leaf(torch.randn(n, num_channels, generator=generator))  # [N, D]
    weights = leaf(torch.rand(n, generator=generator) * 3)  # [N]
    return Projected(**fields, radii=seen.radii.to(device)), channels, weights


def errors_of(name: str, num_channels: int, has_weights: bool, needs_transmittance: bool, device: str) -> dict:
    """Relative errors of images and gradients, of the pixels in which no rule is within rounding of its limit."""
    case = scene(name)

    def draw(rasterize_sum: Run, dtype: torch.dtype, device: str) -> tuple[Projected, dict, dict]:
        projected, channels, weights = inputs(name, num_channels, dtype, device)
        leaves = {field: getattr(projected, field) for field in ("means2d", "conics", "opacities")}
        leaves |= {"channels": channels} | ({"weights": weights} if has_weights else {})
        own = weights if has_weights else None
        images = rasterize_sum(
            projected, channels, own, case.width, case.height, needs_transmittance=needs_transmittance
        )
        assert (images[2] is not None) == needs_transmittance
        named = zip(("image", "sums", "transmittance"), images, strict=True)
        return projected, {key: image for key, image in named if image is not None}, leaves

    def values(images: dict[str, Tensor], leaves: dict[str, Tensor]) -> dict[str, Tensor]:
        generator = torch.Generator().manual_seed(1)
        masked = {
            key: image * mask.to(image).reshape(mask.shape + (1,) * (image.dim() - 2)) for key, image in images.items()
        }
        slopes = {key: torch.randn(image.shape, generator=generator).to(image) for key, image in images.items()}
        loss = torch.stack([(masked[key] * slopes[key]).sum() for key in masked]).sum()
        if not loss.requires_grad:
            return masked
        gradients = torch.autograd.grad(loss, list(leaves.values()), materialize_grads=True, allow_unused=True)
        return masked | {f"d {key}": gradient for key, gradient in zip(leaves, gradients, strict=True)}

    seen, *oracle = draw(reference.rasterize_sum, torch.float64, "cpu")
    mask = decided(seen, case.width, case.height)  # [H, W]
    assert mask.mean() > 0.9
    _, *ours = draw(partial(rasterize_sum, device), torch.float32, device)
    return relative_errors(values(*ours), values(*oracle))


@pytest.mark.extras
@pytest.mark.parametrize(
    ("name", "num_channels", "has_weights", "needs_transmittance"),
    [
        ("none", 3, True, True),
        ("one", 3, False, False),
        ("crowd", 3, True, True),
        ("needles", 4, True, False),
        ("huge", 3, False, True),
        ("opaque", 11, True, True),
        ("culled", 1, True, False),
        ("near", 4, False, False),
    ],
)
def test_triton_agrees_with_the_oracle(
    run: Run, name: str, num_channels: int, has_weights: bool, needs_transmittance: bool
) -> None:
    errors = run(errors_of, name, num_channels, has_weights, needs_transmittance)
    too_large = {key: error for key, error in errors.items() if not error < TOLERANCE}
    assert not too_large, too_large


@pytest.mark.extras
@pytest.mark.parametrize("num_channels", [3, 11])
def test_the_kernels_compile_for_a_gpu_without_one(num_channels: int) -> None:
    """Down to machine code of compute capability 9.0."""
    from triton.backends.compiler import GPUTarget
    from triton.compiler import ASTSource, compile

    kernels = triton_sum.load_kernels()
    types = {"width": "i32", "height": "i32", "tile_begin": "*i32", "splat_ids": "*i32"}
    for kernel, options in (
        (kernels.forward, triton_sum.forward_options(num_channels, True)),
        (kernels.backward, triton_sum.backward_options(num_channels, True, True)),
    ):
        num_warps = {"num_warps": options.pop("num_warps")}
        names = [parameter.name for parameter in kernel.params]
        signature = {name: "constexpr" if name in options else types.get(name, "*fp32") for name in names}
        source = ASTSource(kernel, signature, {(names.index(name),): value for name, value in options.items()})
        assert compile(source, GPUTarget("cuda", 90, 32), num_warps).asm["cubin"]


def test_importing_the_kernels_launcher_imports_no_triton() -> None:
    code = (
        "import sys, torch\n"
        "import neural_render.splatting.raster.cuda, neural_render.splatting.raster.triton_sum\n"
        "assert 'triton' not in sys.modules and not torch.cuda.is_initialized()\n"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_sums_on_cuda_without_triton_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "triton", None)
    with pytest.raises(UserError) as caught:
        triton_sum.load_kernels.__wrapped__()
    assert "neural-render[cuda]" in caught.value.remedy


def test_factors_on_cuda_keep_the_rims_of_opacities_above_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What gsplat would cut off at 3.33 standard deviations is inside the radii."""
    monkeypatch.setattr(cuda, "load_gsplat", lambda: None)
    case = scene("one")
    splats = case.splats(torch.float32)
    seen = cuda.project(splats, *case.camera(torch.float32), SH_DEGREE, torch.full((len(splats),), 100.0))
    expected = cpu.project(splats, *case.camera(torch.float32), SH_DEGREE, torch.full((len(splats),), 100.0))
    torch.testing.assert_close(seen.opacities, expected.opacities)
    assert torch.equal(seen.radii, expected.radii) and (seen.opacities > 1).any()
