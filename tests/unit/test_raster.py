"""Every rasterizer against the float64 oracle: values and all gradients within 1e-4 of a tensor's largest entry."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest
import torch
from raster_scenes import PARAMETERS, SCENES, SH_DEGREE, Scene, camera_at_origin, decided, scene
from torch import Tensor

from neural_render import native
from neural_render.cameras import Cameras
from neural_render.errors import UserError
from neural_render.splatting.raster import backend_of, cpu, cuda, reference, render
from neural_render.splatting.splats import Projected

TOLERANCE = 1e-4
FIELDS = ("means2d", "depths", "conics", "opacities", "colors")
# gsplat's backward pass recovers transmittances from 1 - alpha in float32: behind this alpha they have lost 1e-4.
GSPLAT_MAX_ALPHA = 0.995
# gsplat's float32 determinants of needles are differences of products: 3.2e-4 was measured with antialiasing (H200).
GSPLAT_NEEDLES = 1e-3


@pytest.fixture(params=["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"])
def device(request: pytest.FixtureRequest) -> str:
    if request.param == "cuda" and not importlib.util.find_spec("gsplat"):
        pytest.skip("gsplat is not installed on this machine with a GPU: pip install 'neural-render[cuda]'")
    return request.param


def relative_errors(tensors: dict[str, Tensor], oracle: dict[str, Tensor]) -> dict[str, float]:
    """max |a - b| / max |b| per tensor; the absolute error where the oracle is all zeros."""
    errors = {}
    for name, expected in oracle.items():
        if expected.numel():
            difference = (tensors[name].detach().cpu().double() - expected.detach()).abs().max().item()
            errors[name] = difference / (expected.abs().max().item() or 1.0)
    return errors


def draw(
    backend: ModuleType,
    case: Scene,
    dtype: torch.dtype,
    device: str,
    sh_degree: int,
    num_channels: int,
    antialias: bool,
) -> tuple[Projected, dict[str, Tensor], dict[str, Tensor]]:
    """The splats as projected, the images, and leaves and means2d by name, in that order.

    The channels are the colours, then the depth if there are four of them, else random extras.
    """
    splats = case.splats(dtype, device, antialias)
    projected = backend.project(splats, *case.camera(dtype, device), sh_degree)
    generator = torch.Generator().manual_seed(num_channels)
    extras = torch.randn(len(splats), max(0, num_channels - 4), generator=generator)  # [N, D - 4]
    extras = extras.to(device, dtype).requires_grad_()
    channels = [projected.colors, projected.depths[:, None], extras] if num_channels > 3 else [projected.colors]
    image, alpha = backend.rasterize(projected, torch.cat(channels, dim=1), case.width, case.height)
    leaves = {name: getattr(splats, name) for name in PARAMETERS}
    return projected, {"image": image, "alpha": alpha}, {**leaves, "extras": extras, "means2d": projected.means2d}


def check(
    case: Scene, device: str, sh_degree: int, num_channels: int, antialias: bool, tolerance: float = TOLERANCE
) -> dict[str, float]:
    """Draws with the device's backend and with the oracle; returns all errors after asserting that they are small."""
    backend = backend_of(torch.empty(0, device=device))
    settings = (sh_degree, num_channels, antialias)
    seen, images, leaves = draw(backend, case, torch.float32, device, *settings)
    oracle_seen, oracle_images, oracle_leaves = draw(reference, case, torch.float64, "cpu", *settings)
    # A radius may be rounded up to either side of a whole number of pixels.
    assert torch.equal(seen.radii.cpu() > 0, oracle_seen.radii > 0)
    assert ((seen.radii.cpu() - oracle_seen.radii).abs() <= 1).all() and seen.radii.dtype == torch.int32

    mask = decided(oracle_seen, case.width, case.height)  # [H, W]
    assert mask.mean() > 0.95
    generator = torch.Generator().manual_seed(1)
    weights = torch.randn(case.height, case.width, num_channels + 1, generator=generator) * mask[..., None]
    if backend is cuda:
        weights *= (oracle_images["alpha"] < GSPLAT_MAX_ALPHA)[..., None]

    def loss(images: dict[str, Tensor]) -> Tensor:
        both = torch.cat([images["image"], images["alpha"][..., None]], dim=-1)  # [H, W, D + 1]
        return (both * weights.to(both)).sum()

    def gradients(images: dict[str, Tensor], leaves: dict[str, Tensor]) -> dict[str, Tensor]:
        if not loss(images).requires_grad:
            return {f"d {name}": torch.zeros_like(leaf) for name, leaf in leaves.items()}
        grads = torch.autograd.grad(loss(images), list(leaves.values()), allow_unused=True, materialize_grads=True)
        return {f"d {name}": grad for name, grad in zip(leaves, grads, strict=True)}

    def values(seen: Projected, images: dict[str, Tensor]) -> dict[str, Tensor]:
        masked = {
            name: image * mask.to(image).reshape(mask.shape + (1,) * (image.dim() - 2))
            for name, image in images.items()
        }
        return {name: getattr(seen, name) for name in FIELDS} | masked

    errors = relative_errors(values(seen, images), values(oracle_seen, oracle_images))
    errors |= relative_errors(gradients(images, leaves), gradients(oracle_images, oracle_leaves))
    too_large = {name: error for name, error in errors.items() if not error < tolerance}
    assert not too_large, too_large
    return errors


@pytest.mark.parametrize("antialias", [False, True])
@pytest.mark.parametrize("name", SCENES)
def test_backend_agrees_with_the_oracle(device: str, name: str, antialias: bool) -> None:
    is_hard = device == "cuda" and name == "needles" and antialias
    check(scene(name), device, SH_DEGREE, 7, antialias, GSPLAT_NEEDLES if is_hard else TOLERANCE)


@pytest.mark.parametrize("isa", native.isas()[1:])
@pytest.mark.parametrize("name", ["wide", "needles", "opaque"])
def test_every_instruction_set_agrees_with_the_oracle(name: str, isa: str) -> None:
    best = native.isa()
    native.set_isa(isa)
    try:
        check(scene(name), "cpu", SH_DEGREE, 3, antialias=True)
    finally:
        native.set_isa(best)


@pytest.mark.parametrize("num_channels", [3, 4, 7])
@pytest.mark.parametrize("sh_degree", [0, 1, 2, 3])
def test_backend_agrees_for_every_degree_and_channel_count(device: str, sh_degree: int, num_channels: int) -> None:
    check(scene("crowd"), device, sh_degree, num_channels, antialias=False)


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (16, 16), (17, 3), (64, 33)])
def test_backend_agrees_for_every_image_size(device: str, size: tuple[int, int]) -> None:
    case = scene("crowd")
    width, height = size
    K = case.K.clone()
    K[0] *= width / case.width
    K[1] *= height / case.height
    check(Scene(case.parameters, case.viewmat, K, width, height), device, 1, 3, antialias=False)


@pytest.mark.parametrize("held", [0, 1, 2])
def test_backend_takes_splats_of_a_lower_degree(device: str, held: int) -> None:
    case = scene("crowd")
    parameters = {**case.parameters, "shN": case.parameters["shN"][:, : (held + 1) ** 2 - 1]}
    check(Scene(parameters, case.viewmat, case.K, case.width, case.height), device, held, 3, antialias=False)


@pytest.mark.parametrize("name", ["crowd", "opaque", "needles"])
def test_rasterize_alone_agrees_with_the_oracle(device: str, name: str) -> None:
    """On equal projected splats, with gradients to each of their fields."""
    case = scene(name)
    seen = reference.project(case.splats(torch.float64), *case.camera(torch.float64), SH_DEGREE)
    rounded = {field: getattr(seen, field).detach().float() for field in FIELDS}
    mask = decided(Projected(**{k: v.double() for k, v in rounded.items()}, radii=seen.radii), case.width, case.height)
    weights = torch.randn(case.height, case.width, 4, generator=torch.Generator().manual_seed(2)) * mask[..., None]

    def run(backend: ModuleType, dtype: torch.dtype, device: str) -> dict[str, Tensor]:
        fields = {name: tensor.to(device, dtype).clone().requires_grad_() for name, tensor in rounded.items()}
        projected = Projected(**fields, radii=seen.radii.to(device))
        image, alpha = backend.rasterize(projected, fields["colors"], case.width, case.height)
        both = torch.cat([image, alpha[..., None]], dim=-1) * weights.to(device, dtype)  # [H, W, 4]
        wanted = {name: tensor for name, tensor in fields.items() if name != "depths"}
        return {"image": both} | dict(zip(wanted, torch.autograd.grad(both.sum(), list(wanted.values())), strict=True))

    backend = backend_of(torch.empty(0, device=device))
    if backend is cuda:
        alpha = reference.rasterize(seen, seen.colors, case.width, case.height)[1]
        weights *= (alpha < GSPLAT_MAX_ALPHA)[..., None]
    errors = relative_errors(run(backend, torch.float32, device), run(reference, torch.float64, "cpu"))
    assert max(errors.values()) < TOLERANCE, errors


def test_what_has_no_derivative_leaves_no_nan(device: str) -> None:
    """A disc exactly edge-on, a splat in the camera's centre, one without extent, one of opacity 1."""
    viewmat, K = camera_at_origin(9, 9, 20.0)
    parameters = {
        "means": torch.tensor([[0.0, 0.0, 2.0], [0.0, 0.0, 0.0], [0.0, 0.0, 3.0], [0.1, 0.0, 4.0]]),
        "quats": torch.tensor([[1.0, 0.0, 0.0, 0.0]]).repeat(4, 1),
        "log_scales": torch.tensor([[-100.0, -1.0, -1.0], [-2.0] * 3, [-100.0] * 3, [-2.0] * 3]),
        "logit_opacities": torch.tensor([0.0, 0.0, 0.0, 100.0]),
        "sh0": torch.ones(4, 3),
        "shN": torch.ones(4, 15, 3),
    }
    case = Scene(parameters, viewmat, K, 9, 9)
    for antialias in (False, True):
        _, images, leaves = draw(
            backend_of(torch.empty(0, device=device)), case, torch.float32, device, SH_DEGREE, 7, antialias
        )
        for gradient in torch.autograd.grad(images["image"].sum() + images["alpha"].sum(), list(leaves.values())):
            assert gradient.isfinite().all()
        assert images["alpha"].max() > 0.3


def test_growth_can_read_the_gradient_of_means2d(device: str) -> None:
    case = scene("crowd")
    splats = case.splats(torch.float32, device)
    cameras = Cameras(case.viewmat[None].to(device), case.K[None].to(device), case.width, case.height)
    rendered = render(splats, cameras, sh_degree=3, maps=frozenset({"depth", "normals"}))
    means2d = rendered.extras["projected"][0].means2d
    means2d.retain_grad()
    (rendered.rgb.sum() + rendered.depth.sum() + rendered.normals.sum()).backward()
    assert means2d.grad.abs().max() > 0 and splats.quats.grad.isfinite().all()


def test_the_number_of_threads_does_not_change_a_bit() -> None:
    case, all_threads, runs = scene("wide"), native.num_threads(), []
    for num_threads in (1, 2, 3, 3):
        native.set_num_threads(num_threads)
        _, images, leaves = draw(backend_of(torch.empty(0)), case, torch.float32, "cpu", SH_DEGREE, 3, False)
        del leaves["extras"]
        runs.append([images["image"], *torch.autograd.grad(images["image"].square().sum(), list(leaves.values()))])
    native.set_num_threads(all_threads)
    for run in runs[1:]:
        assert all(torch.equal(first, other) for first, other in zip(runs[0], run, strict=True))


def test_every_backend_has_the_same_functions() -> None:
    for backend in (cpu, cuda, reference):
        for name in ("project", "rasterize", "rasterize_sum", "view_factors"):
            assert callable(getattr(backend, name))


def test_importing_the_rasterizers_neither_needs_gsplat_nor_touches_cuda() -> None:
    script = (
        "import sys, torch\n"
        "import neural_render.splatting.raster, neural_render.splatting.raster.cuda\n"
        "assert 'gsplat' not in sys.modules and not torch.cuda.is_initialized()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_cuda_without_a_gpu_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(UserError) as caught:
        cuda.load_gsplat.__wrapped__()
    assert "--device cpu" in caught.value.remedy


def test_cuda_without_gsplat_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setitem(sys.modules, "gsplat", None)
    with pytest.raises(UserError) as caught:
        cuda.load_gsplat.__wrapped__()
    assert "neural-render[cuda]" in caught.value.remedy
