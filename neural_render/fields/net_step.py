"""Networks that are too large for fragment shaders as a package: an ONNX file that the host's runtime runs per picture.

Letters: C cameras, f the factor.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.fields import net_onnx
from neural_render.fields.rays import low_resolution, rays_of
from neural_render.package.baked import Baked, RayNetwork
from neural_render.package.folder import Package
from neural_render.package.manifest import SCREEN, Input, Pass, Target, TargetSize
from neural_render.package.onnx_files import Network, open_network

SHADERS = "neural_render.splatting"  # of the program that shows a picture as it is
NETWORK, PICTURE = "light_field", "picture"


def pack(network: net_onnx.RayNetwork) -> Baked:
    """The network with weights of half floats, the pass that runs it, and the one that shows what it gave."""
    words = {"when": "frame", "geometry": "fullscreen", "count": None, "mesh": None, "params": (), "clear": None}
    words |= {"blend": "none", "depth": "none", "sort": None, "region": None}
    passes = (
        Pass("network", program=None, network=NETWORK, inputs=(), targets=(PICTURE,), **words),
        Pass("show", program="show", inputs=(Input(PICTURE, "nearest"),), targets=(SCREEN,), **words),
    )
    targets = {PICTURE: Target("rgba8unorm", TargetSize(None, 1), None, ())}
    networks = {NETWORK: RayNetwork(network.build(np.float16), network.factor)}
    return Baked(len(network.regions), 0, (SHADERS,), {}, targets, passes, networks=networks)


def open_package(package: Package) -> tuple[Network, int]:
    """The network of a package that `pack` made, and its factor; raises ValueError where it has another.

    Raises UserError where onnx or onnxruntime is missing.
    """
    if package.networks.keys() != {NETWORK}:
        raise ValueError(f"the package has the networks {sorted(package.networks)}, not {NETWORK}")
    return open_network(package.networks[NETWORK]), package.manifest.networks[NETWORK].factor


def picture_of(network: Network, factor: int, cameras: Cameras) -> Tensor:
    """What the network shows to the cameras, [C, H, W, 3]; raises ValueError where it gives something else."""
    pictures = []
    for camera in cameras:
        rays = torch.cat(rays_of(low_resolution(camera, factor)), dim=-1).movedim(-1, 1)  # [1, 6, h, w]
        picture = torch.from_numpy(network(rays.float().numpy()))
        size = (1, 3, rays.shape[2] * factor, rays.shape[3] * factor)
        if picture.shape != size or picture.dtype != torch.float32:
            raise ValueError(f"the network gives {tuple(picture.shape)} {picture.dtype}, not {size} float32")
        pictures.append(picture.movedim(1, -1)[:, : camera.height, : camera.width])
    return torch.cat(pictures)
