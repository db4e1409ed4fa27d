"""MobileR2L as a package: the network's texture, and the passes that draw it.

`open_package` decodes the texture and computes what the shaders compute: it is the specification of what hosts show.

Letters: C cameras, h x w the low resolution, I channels in, S points on a ray.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.compress.quantise import shortest
from neural_render.fields import net_passes
from neural_render.fields.net_passes import Head
from neural_render.fields.networks import FoldedNet
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.folder import Package
from neural_render.package.manifest import Vec3, Vec4
from neural_render.representation import BakedRenderer
from neural_render.types import Rendered

SHADERS = "neural_render.representations.mobile_r2l"
PROGRAM = "mobile_r2l_head"
NET = "net"
NUM_POINTS = 8
NUM_OCTAVES = 6
NUM_INPUTS = NUM_POINTS * 3 * (2 * NUM_OCTAVES + 1)  # 312


@dataclass(frozen=True)
class Points:
    """Where the points lie on a ray, and what their coordinates are counted from."""

    center: Vec3
    scale: float  # units of the coordinates in one of the world
    depths: tuple[float, float]  # z-depths of the nearest and the farthest

    @property
    def params(self) -> tuple[Vec4, ...]:
        """As the shader reads them."""
        rows = ((*self.center, self.scale), (*self.depths, 0.0, 0.0))
        return tuple(tuple(map(shortest, row)) for row in rows)


def pack(net: FoldedNet, points: Points) -> Baked:
    """The network as a texture and passes; raises ValueError where it is too large for shaders."""
    head = Head(PROGRAM, (), points.params)
    targets, passes = net_passes.draw(net.shape, head, NET, None)
    textures = {NET: PixelTable(net_passes.texels_of(net), ())}
    return Baked(1, 0, (SHADERS, net_passes.SHADERS), textures, targets, passes)


def open_package(package: Package) -> BakedRenderer:
    """What renders a package of this method; raises ValueError for one of something else."""
    entries = [entry for entry in package.manifest.passes if entry.program == PROGRAM]
    if not entries or len(entries[0].params) != net_passes.NUM_HEAD_PARAMS + 2:
        raise ValueError("the package has no pass that draws points on rays")
    (*center, scale), (near, far, *_) = entries[0].params[net_passes.NUM_HEAD_PARAMS :]
    points = Points(tuple(center), scale, (near, far))
    net = net_passes.read(package, entries[0], Head(PROGRAM, (), points.params))
    if net.shape.inputs != NUM_INPUTS:
        raise ValueError(f"the network is told {net.shape.inputs} numbers of a ray, not {NUM_INPUTS}")

    def render(cameras: Cameras) -> Rendered:
        inputs = inputs_of(low_resolution(cameras, net.factor), points)  # [C, I, h, w]
        pictures = net.run(inputs, (cameras.width, cameras.height))  # [C, 3, H, W]
        return Rendered(pictures.movedim(1, -1))

    return render


def low_resolution(cameras: Cameras, factor: int) -> Cameras:
    """Cameras whose pixels are `factor` x `factor` of the picture's, from its corner on."""
    scale = torch.tensor([1 / factor, 1 / factor, 1.0]).to(cameras.Ks)[:, None]  # [3, 1]
    width, height = (math.ceil(side / factor) for side in (cameras.width, cameras.height))
    return Cameras(cameras.viewmats, cameras.Ks * scale, width, height)


def inputs_of(cameras: Cameras, points: Points) -> Tensor:
    """What the network is told about the cameras' rays, [C, I, h, w]."""
    origins, directions = cameras.rays()  # [C, h, w, 3]
    axes = cameras.viewmats[:, None, None, 2, :3]  # [C, 1, 1, 3]
    directions = directions / (directions * axes).sum(dim=-1, keepdim=True)  # [C, h, w, 3], a depth of 1
    depths = torch.linspace(*points.depths, NUM_POINTS).to(origins)  # [S]
    places = origins[..., None, :] + depths[:, None] * directions[..., None, :]  # [C, h, w, S, 3]
    local = (places - origins.new_tensor(points.center)) * points.scale  # [C, h, w, S, 3]
    angles = local[..., None] * 2.0 ** torch.arange(NUM_OCTAVES)  # [C, h, w, S, 3, 6]
    return torch.cat([angles.sin(), angles.cos(), local[..., None]], dim=-1).flatten(3).movedim(-1, 1)
