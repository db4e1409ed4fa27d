"""MobileR2L as a package: the network's texture, and the passes that draw it.

`open_package` decodes the texture and computes what the shaders compute: it is the specification of what hosts show.

Letters: C cameras, h x w the low resolution, I channels in.
"""

from __future__ import annotations

import numpy as np
import torch

from neural_render.cameras import Cameras
from neural_render.compress.quantise import shortest
from neural_render.fields import net_passes, space_grid, space_passes
from neural_render.fields.net_passes import Head
from neural_render.fields.networks import FoldedNet
from neural_render.fields.rays import low_resolution
from neural_render.fields.space_grid import SpaceGrid
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.folder import Package
from neural_render.package.manifest import Vec4
from neural_render.representation import BakedRenderer
from neural_render.representations.mobile_r2l.points import NUM_INPUTS, NUM_POINTS, Points, tell
from neural_render.types import Rendered

SHADERS = "neural_render.representations.mobile_r2l"
PROGRAM, SPACE_PROGRAM = "mobile_r2l_head", "mobile_r2l_space_head"
NET, SPACE = "net", "space"
NUM_PARAMS = net_passes.NUM_HEAD_PARAMS + 2


def pack(net: FoldedNet, points: Points, space: SpaceGrid | None) -> Baked:
    """The network as a texture and passes; raises ValueError where it is too large for shaders."""
    textures, head = {NET: PixelTable(net_passes.texels_of(net), ())}, Head(PROGRAM, (), _params(points))
    if space is not None:
        textures[SPACE], more = space_passes.pack(space)
        head = Head(SPACE_PROGRAM, (SPACE,), head.params + more)
    targets, passes = net_passes.draw(net.shape, head, NET, None)
    return Baked(1, 0, (SHADERS, net_passes.SHADERS), textures, targets, passes)


def open_package(package: Package) -> BakedRenderer:
    """What renders a package of this method; raises ValueError for one of something else."""
    heads = [entry for entry in package.manifest.passes if entry.program in (PROGRAM, SPACE_PROGRAM)]
    has_space = bool(heads) and heads[0].program == SPACE_PROGRAM
    if not heads or len(heads[0].params) != NUM_PARAMS + space_passes.NUM_PARAMS * has_space:
        raise ValueError("the package has no pass that draws points on rays")
    place, depths = map(torch.tensor, heads[0].params[net_passes.NUM_HEAD_PARAMS : NUM_PARAMS])
    points, space, num_inputs = Points(place[:3], place[3], depths[:2]), None, NUM_INPUTS
    net = net_passes.read(package, heads[0])
    if has_space:
        texels = package.textures.get(heads[0].inputs[-1].texture)
        space = space_passes.read(np.zeros(0) if texels is None else texels, heads[0].params[NUM_PARAMS:])
        num_inputs += space.layout.num_outputs
    if net.shape.inputs != num_inputs:
        raise ValueError(f"the network is told {net.shape.inputs} numbers of a ray, not {num_inputs}")

    def render(cameras: Cameras) -> Rendered:
        places = torch.linspace(0, 1, NUM_POINTS)
        low = low_resolution(cameras, net.factor)
        inputs = tell(low, places, points)  # [C, h, w, I]
        if space is not None:
            inputs = torch.cat([inputs, space_grid.look_up(low, space)], dim=-1)
        pictures = net.run(inputs.movedim(-1, 1), (cameras.width, cameras.height))  # [C, 3, H, W]
        return Rendered(pictures.movedim(1, -1))

    return render


def _params(points: Points) -> tuple[Vec4, ...]:
    center, scale, depths = (value.tolist() for value in points)
    params = ((*center, scale), (*depths, 0.0, 0.0))
    return tuple(tuple(map(shortest, row)) for row in params)
