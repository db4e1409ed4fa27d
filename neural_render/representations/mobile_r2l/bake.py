"""MobileR2L as a package: the network's texture, and the passes that draw it.

`open_package` decodes the texture and computes what the shaders compute: it is the specification of what hosts show.

Letters: C cameras, h x w the low resolution, I channels in.
"""

from __future__ import annotations

import torch

from neural_render.cameras import Cameras
from neural_render.compress.quantise import shortest
from neural_render.fields import net_passes
from neural_render.fields.net_passes import Head
from neural_render.fields.networks import FoldedNet
from neural_render.fields.rays import low_resolution
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.folder import Package
from neural_render.representation import BakedRenderer
from neural_render.representations.mobile_r2l.points import NUM_INPUTS, NUM_POINTS, Points, tell
from neural_render.types import Rendered

SHADERS = "neural_render.representations.mobile_r2l"
PROGRAM = "mobile_r2l_head"
NET = "net"


def pack(net: FoldedNet, points: Points) -> Baked:
    """The network as a texture and passes; raises ValueError where it is too large for shaders."""
    targets, passes = net_passes.draw(net.shape, _head(points), NET, None)
    textures = {NET: PixelTable(net_passes.texels_of(net), ())}
    return Baked(1, 0, (SHADERS, net_passes.SHADERS), textures, targets, passes)


def open_package(package: Package) -> BakedRenderer:
    """What renders a package of this method; raises ValueError for one of something else."""
    entries = [entry for entry in package.manifest.passes if entry.program == PROGRAM]
    if not entries or len(entries[0].params) != net_passes.NUM_HEAD_PARAMS + 2:
        raise ValueError("the package has no pass that draws points on rays")
    place, depths = map(torch.tensor, entries[0].params[net_passes.NUM_HEAD_PARAMS :])
    points = Points(place[:3], place[3], depths[:2])
    net = net_passes.read(package, entries[0])
    if net.shape.inputs != NUM_INPUTS:
        raise ValueError(f"the network is told {net.shape.inputs} numbers of a ray, not {NUM_INPUTS}")

    def render(cameras: Cameras) -> Rendered:
        places = torch.linspace(0, 1, NUM_POINTS)
        inputs = tell(low_resolution(cameras, net.factor), places, points)  # [C, h, w, I]
        pictures = net.run(inputs.movedim(-1, 1), (cameras.width, cameras.height))  # [C, 3, H, W]
        return Rendered(pictures.movedim(1, -1))

    return render


def _head(points: Points) -> Head:
    center, scale, depths = (value.tolist() for value in points)
    params = ((*center, scale), (*depths, 0.0, 0.0))
    return Head(PROGRAM, (), tuple(tuple(map(shortest, row)) for row in params))
