"""Light slabs as a package: per region a texture of the network, one of the grids' codes, and the passes that draw.

`open_package` decodes the textures and computes what the shaders compute: it is the specification of what hosts show.

Letters: C cameras, K regions, T entries of a grid, F numbers of an entry, L levels.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import torch
from torch import Tensor

from neural_render.cameras import Cameras
from neural_render.compress import quantise
from neural_render.compress.quantise import Quantiser, shortest
from neural_render.fields import net_passes, space_grid, space_passes
from neural_render.fields.net_passes import TABLE_WIDTH, Head
from neural_render.fields.networks import FoldedNet
from neural_render.fields.plane_grid import PlaneGridLayout
from neural_render.fields.rays import low_resolution
from neural_render.fields.space_grid import SpaceGrid
from neural_render.package import regions
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.folder import Package
from neural_render.package.manifest import MAX_SIDE, Pass, Vec4
from neural_render.representation import BakedRenderer
from neural_render.representations.light_fields import OVERLAP
from neural_render.representations.light_slab.regions import FLATTEST, Frames, look_up
from neural_render.types import Rendered

SHADERS = "neural_render.representations.light_slab"
PROGRAM, SPACE_PROGRAM = "light_slab_head", "light_slab_space_head"
SPACE = "space"
GRID_BITS = 8
MAX_LEVELS = 8  # of which the params have room
LEVELS_AT = net_passes.NUM_HEAD_PARAMS + 6  # of the params: levels, features, and what codes mean
NUM_PARAMS = LEVELS_AT + 1 + MAX_LEVELS // 2


def pack(
    nets: list[FoldedNet],  # K, or the one that all regions share
    tables: list[Tensor],  # K times [T, F]
    layout: PlaneGridLayout,
    frames: Frames,
    centers: Tensor,  # [K, 3] of the regions
    space: SpaceGrid | None,
) -> Baked:
    """The regions as textures and passes; raises ValueError where a network is too large for shaders."""
    textures, targets, passes = {}, {}, []
    program, names, more = PROGRAM, (), ()
    if space is not None:
        textures[SPACE], more = space_passes.pack(space)
        program, names = SPACE_PROGRAM, (SPACE,)
    for number, net in enumerate(nets):
        textures[_net(number)] = PixelTable(net_passes.texels_of(net), ())
    for region, table in enumerate(tables):
        quantiser, number = _fit(table), region % len(nets)
        textures[_grids(region)] = PixelTable(_texels(quantise.encode(quantiser, _padded(table))), (quantiser,))
        params = _params(layout, quantiser, frames, region) + more
        head = Head(program, (_grids(region), *names), params)
        targets, own = net_passes.draw(nets[number].shape, head, _net(number), region)
        passes += own
    places = tuple(tuple(map(shortest, center)) for center in centers.tolist())
    return Baked(len(tables), 0, (SHADERS, net_passes.SHADERS), textures, targets, tuple(passes), places, OVERLAP)


def open_package(package: Package) -> BakedRenderer:
    """What renders a package of this method; raises ValueError for one of something else."""
    centers = torch.tensor(package.manifest.regions)  # [K, 3]
    if not len(centers):
        raise ValueError("the package has no regions")
    fields = [_open_region(package, region) for region in range(len(centers))]

    def render(cameras: Cameras) -> Rendered:
        shares = regions.shares(cameras.centers, centers, package.manifest.overlap).tolist()  # [C][K]
        pictures = [
            sum(share * field(camera) for share, field in zip(own, fields, strict=True) if share > 0)  # [1, H, W, 3]
            for camera, own in zip(cameras, shares, strict=True)
        ]
        return Rendered(torch.cat(pictures))

    return render


def _open_region(package: Package, region: int) -> _Region:
    heads = [entry for entry in package.manifest.passes if entry.program in (PROGRAM, SPACE_PROGRAM)]
    entry = next((entry for entry in heads if entry.region == region), None)
    has_space = entry is not None and entry.program == SPACE_PROGRAM
    num_params = NUM_PARAMS + space_passes.NUM_PARAMS * has_space
    if entry is None or len(entry.params) != num_params or len(entry.inputs) != 2 + has_space:
        raise ValueError(f"the package has no pass that looks up the grids of region {region}")
    net, layout, space = net_passes.read(package, entry), _layout_of(entry), None
    num_inputs = layout.num_outputs
    if has_space:
        texels = package.textures.get(entry.inputs[2].texture)
        space = space_passes.read(np.zeros(0) if texels is None else texels, entry.params[NUM_PARAMS:])
        num_inputs += space.layout.num_outputs
    if net.shape.inputs != num_inputs:
        raise ValueError(f"the network is told {net.shape.inputs} numbers of a ray, not {num_inputs}")
    name = entry.inputs[1].texture
    count = math.ceil(layout.num_features / 4) * layout.num_entries
    codes = package.textures.get(name)
    if codes is None or codes.dtype.kind != "u" or codes.ndim != 3 or codes.size < 4 * count:
        raise ValueError(f"the texture {name} does not hold the grids of the pass {entry.name}")
    low, step = entry.params[LEVELS_AT][2:]
    values = low + step * torch.from_numpy(codes.reshape(-1, 4)[:count].astype(np.float32))
    table = values.view(layout.num_entries, -1)[:, : layout.num_features]  # [T, F]
    return _Region(net, table.contiguous(), layout, _frames_of(entry), space)


@dataclasses.dataclass(frozen=True)
class _Region:
    net: FoldedNet
    table: Tensor  # [T, F]
    layout: PlaneGridLayout
    frames: Frames  # one
    space: SpaceGrid | None

    def __call__(self, cameras: Cameras) -> Tensor:
        """The pictures [C, H, W, 3]."""
        low = low_resolution(cameras, self.net.factor)
        inputs = look_up(self.table, self.layout, low, self.frames, 0)  # [C, h, w, I]
        if self.space is not None:
            inputs = torch.cat([inputs, space_grid.look_up(low, self.space)], dim=-1)
        return self.net.run(inputs.movedim(-1, 1), (cameras.width, cameras.height)).movedim(1, -1)


def _net(number: int) -> str:
    return f"net_{number}"


def _grids(region: int) -> str:
    return f"grids_{region}"


def _fit(table: Tensor) -> Quantiser:
    """One range for all numbers: the shader has one."""
    one = quantise.fit(table.reshape(-1, 1), GRID_BITS)
    return dataclasses.replace(one, low=one.low * 4, high=one.high * 4, center=one.center * 4)


def _padded(table: Tensor) -> Tensor:
    """Entries in whole texels, [texels, 4]."""
    return torch.nn.functional.pad(table.detach(), (0, -table.shape[1] % 4)).reshape(-1, 4)


def _texels(codes: Tensor) -> np.ndarray:  # [texels, 4]
    """[H, W, 4]"""
    width = min(TABLE_WIDTH, len(codes))
    texels = torch.zeros(math.ceil(len(codes) / width) * width, 4, dtype=torch.uint8)
    texels[: len(codes)] = codes
    return texels.view(-1, width, 4).numpy()


def _params(layout: PlaneGridLayout, quantiser: Quantiser, frames: Frames, region: int) -> tuple[Vec4, ...]:
    if len(layout.resolutions) > MAX_LEVELS:
        raise ValueError(f"the shader has room for {MAX_LEVELS} levels of grids, not {len(layout.resolutions)}")
    rotation, origin, planes, low, high = (value[region].double() for value in frames)
    shift = -(rotation @ origin)  # [3]
    rows: list[tuple[float, ...]] = torch.cat([rotation, shift[:, None]], dim=1).tolist()
    rows += [(*planes.tolist(), FLATTEST, 0.0), tuple(low.tolist()), tuple((1 / (high - low)).tolist())]
    rows.append((len(layout.resolutions), layout.num_features, quantiser.low[0], quantiser.steps[0]))
    levels, begin = [], 0
    for resolution in layout.resolutions:
        levels += [float(resolution), float(begin)]
        begin += 6 * resolution**2
    levels += [0.0] * (2 * MAX_LEVELS - len(levels))
    rows += [tuple(levels[first : first + 4]) for first in range(0, len(levels), 4)]
    return tuple(tuple(map(shortest, row)) for row in rows)


def _layout_of(entry: Pass) -> PlaneGridLayout:
    num_levels, num_features, *_ = entry.params[LEVELS_AT]
    levels = [value for row in entry.params[LEVELS_AT + 1 : NUM_PARAMS] for value in row[::2] if value]
    whole = (num_levels, num_features, *levels)
    is_possible = all(value == int(value) and 1 <= value <= MAX_SIDE for value in whole) and len(levels) == num_levels
    if not is_possible or min(levels) < 2:
        raise ValueError(f"the pass {entry.name} has grids of no possible size")
    return PlaneGridLayout(tuple(map(int, levels)), int(num_features))


def _frames_of(entry: Pass) -> Frames:
    """The one frame that the params hold."""
    rows = torch.tensor(entry.params[net_passes.NUM_HEAD_PARAMS : NUM_PARAMS], dtype=torch.float64)  # [P, 4]
    rotation, shift, (planes, low, inverse) = rows[:3, :3], rows[:3, 3], rows[3:6]
    origin = -(rotation.T @ shift)
    parts = (rotation, origin, planes[:2], low, low + 1 / inverse)
    return Frames(*(part.float()[None] for part in parts))
