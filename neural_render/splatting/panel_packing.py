"""Panels as parts of a package, and back: `docs/package.md` has the layout.

The texture is stored as differences, level by level: each level is what the smaller one says of it, and the little that
is missing, in luma, two chromas and alpha. Hosts add them up at load, and what they get on the way are the levels that
they draw with.

Letters: P panels, H, W texels.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import torch
from torch import Tensor

from neural_render.compress import quantise
from neural_render.compress.quantise import Quantiser
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.folder import Package
from neural_render.package.manifest import MAX_SIDE, SCREEN, Input, Pass, Target, TargetSize, Vec3, Vec4
from neural_render.splatting.panels import BORDER, DEPTH_SHARE, NUM_LEVELS, Panels, levels_of, refined

NAME = "panels"  # of the pass, its program and its mesh
TEXTURES = tuple(f"panels_{level}" for level in range(NUM_LEVELS))
TARGETS = tuple(f"panel_level_{level}" for level in range(NUM_LEVELS))
BITS = 8
# Of luma and chromas: an error of 1/220 (47 dB) on average, far below that of splats; of alpha, which is 0 or 1, enough
# to be on its side of one half.
STEPS = (1 / 64, 1 / 32, 1 / 32, 1 / 8)
CENTER = 2 ** (BITS - 1)  # the code of no difference
TRIANGLES = (0, 1, 2, 2, 1, 3)  # of a rectangle's corners (0, 0), (1, 0), (0, 1), (1, 1)
TO_LUMA = torch.tensor([[0.25, 0.5, 0.25], [0.5, 0.0, -0.5], [-0.25, 0.5, -0.25]])  # YCoCg
FROM_LUMA = torch.tensor([[1.0, 1.0, -1.0], [1.0, 0.0, 1.0], [1.0, -1.0, -1.0]])


def with_panels(baked: Baked, panels: Panels, background: Vec3) -> Baked:
    """The package of splats, drawn over the panels."""
    codes = encode(panels.levels[0])
    quantiser = _quantiser()
    height, width = panels.levels[0].shape[:2]
    sizes = [(width >> level, height >> level) for level in range(NUM_LEVELS)]
    targets = {
        name: Target("rgba8unorm", TargetSize(size, None), None, ()) for name, size in zip(TARGETS, sizes, strict=True)
    }
    # The last pass lays splats over the screen, which the panels have cleared.
    splats = tuple(dataclasses.replace(p, clear=None) if SCREEN in p.targets else p for p in baked.passes)
    tables = {name: PixelTable(table, (quantiser,)) for name, table in zip(TEXTURES, codes, strict=True)}
    return dataclasses.replace(
        baked,
        textures=baked.textures | tables,
        meshes=baked.meshes | {NAME: _mesh(panels)},
        targets=baked.targets | targets,
        passes=(*_level_passes(quantiser), _draw_pass(width, height, background), *splats),
    )


def joined(parts: list[Panels]) -> Panels:
    """Several sets of panels with one texture: their textures stand side by side on shelves, the highest first.

    Raises ValueError where hosts have no texture as large.
    """
    sizes = [part.levels[0].shape[:2] for part in parts]  # of each [H, W]
    order = sorted(range(len(parts)), key=lambda i: (-sizes[i][0], -sizes[i][1]))
    area = sum(height * width for height, width in sizes)
    limit = max(max(width for _, width in sizes), int(area**0.5) // BORDER * BORDER)
    x = y = shelf = 0
    corners = [(0, 0)] * len(parts)
    for i in order:
        height, width = sizes[i]
        if x + width > limit:
            x, y, shelf = 0, y + shelf, 0
        corners[i] = (x, y)
        x, shelf = x + width, max(shelf, height)
    width, height = limit, y + shelf
    if max(width, height) > MAX_SIDE:
        raise ValueError(f"the panels' texture would be {width} x {height}, and {MAX_SIDE} are possible")
    texels, places = torch.zeros(height, width, 4), []
    for part, (x, y), (rows, columns) in zip(parts, corners, sizes, strict=True):
        texels[y : y + rows, x : x + columns] = part.levels[0]
        scale = part.places.new_tensor([columns / width, rows / height])  # [2]
        shift = part.places.new_tensor([x / width, y / height])  # [2]
        places.append(torch.cat([part.places[:, :2] * scale + shift, part.places[:, 2:] * scale], dim=1))
    corners_, sides = (torch.cat([getattr(part, name) for part in parts]) for name in ("corners", "sides"))
    return Panels(corners_, sides, torch.cat(places), levels_of(texels))


def encode(texels: Tensor) -> list[np.ndarray]:  # [H, W, 4]
    """The codes of each level's differences, [H, W, 4] uint8 each, the first level first."""
    levels, codes = levels_of(texels), []
    above = None
    for level in reversed(levels):
        guess = torch.full_like(level, 0.5) if above is None else refined(above)
        missing = level - guess  # [H, W, 4]
        # Where nothing is seen, any colour will do: the one that is foretold.
        color = missing[..., :3] * (level[..., 3:] > 0)
        difference = torch.cat([color @ TO_LUMA.T, missing[..., 3:]], dim=-1)
        own = quantise.encode(_quantiser(), difference.flatten(0, 1)).view(level.shape)
        codes.append(own.numpy().astype(np.uint8))
        above = _level(own, guess, _quantiser())  # what hosts have, so that errors do not add up
    return codes[::-1]


def decode(codes: list[Tensor], quantisers: list[Quantiser]) -> tuple[Tensor, ...]:  # [H, W, 4] each
    """The levels, as hosts compute them."""
    levels: list[Tensor] = []
    for own, quantiser in zip(reversed(codes), reversed(quantisers), strict=True):
        guess = refined(levels[-1]) if levels else torch.full(own.shape, 0.5)
        levels.append(_level(own, guess, quantiser))
    return tuple(reversed(levels))


def unpack(package: Package) -> Panels | None:
    """The panels of a package, None where it has none; raises ValueError where `with_panels` writes others."""
    manifest = package.manifest
    draws = [entry for entry in manifest.passes if entry.program == NAME]
    if not draws:
        return None
    shares = [row[2] for entry in draws for row in entry.params]
    if shares != [quantise.shortest(DEPTH_SHARE)]:
        raise ValueError(f"the panels are not drawn once, with a depth share of {DEPTH_SHARE}")
    if NAME not in package.meshes or not set(TEXTURES) <= manifest.textures.keys():
        raise ValueError("the panels have no mesh, or no texture")
    tables = [manifest.textures[name] for name in TEXTURES]
    width, height = tables[0].width, tables[0].height
    for level, table in enumerate(tables):
        is_right = (table.width << level, table.height << level, table.layers) == (width, height, None)
        if not is_right or len(table.quantisers) != 1:
            raise ValueError(f"the texture {TEXTURES[level]} is no level of the panels")
    codes = [torch.from_numpy(package.textures[name].astype(np.int32)) for name in TEXTURES]
    vertices, indices = package.meshes[NAME]
    count = len(vertices) // 4
    if len(vertices) != 4 * count or not np.array_equal(indices, _indices(count)):
        raise ValueError("the panels' mesh does not consist of rectangles")
    corners = torch.from_numpy(vertices.copy()).view(count, 4, 5)  # [P, 4, x y z u v]
    start, columns, rows, _ = corners.unbind(1)  # [P, 5] each
    sides = torch.stack([columns[:, :3] - start[:, :3], rows[:, :3] - start[:, :3]], dim=1)
    places = torch.cat([start[:, 3:], columns[:, 3:4] - start[:, 3:4], rows[:, 4:] - start[:, 4:]], dim=1)
    levels = decode(codes, [table.quantisers[0] for table in tables])
    return Panels(start[:, :3].contiguous(), sides, places, levels)


def _level(codes: Tensor, guess: Tensor, quantiser: Quantiser) -> Tensor:  # [H, W, 4] each
    """A level in 8 bits, as the targets of hosts hold it."""
    difference = quantise.decode(quantiser, codes)  # [H, W, 4]
    change = torch.cat([difference[..., :3] @ FROM_LUMA.T, difference[..., 3:]], dim=-1)
    return ((guess + change).clamp(0, 1) * 255).round() / 255


def _quantiser() -> Quantiser:
    low, high = (tuple((code - CENTER) * step for step in STEPS) for code in (0, 2**BITS - 1))
    return Quantiser(BITS, "linear", low, high, (0.0,) * 4, 1.0)


def _level_passes(quantiser: Quantiser) -> tuple[Pass, ...]:
    """From the smallest level to the first."""
    words = {"when": "load", "geometry": "fullscreen", "count": None, "mesh": None, "clear": None, "blend": "none",
             "depth": "none", "sort": None, "region": None}  # fmt: skip
    params = (quantiser.low, quantiser.steps)
    passes = []
    for level in reversed(range(NUM_LEVELS)):
        inputs = (Input(TEXTURES[level], "nearest"),)
        is_top = level == NUM_LEVELS - 1
        inputs += () if is_top else (Input(TARGETS[level + 1], "linear"),)
        program = "panel_top" if is_top else "panel_level"
        passes.append(Pass(TARGETS[level], program=program, inputs=inputs, params=params, targets=(TARGETS[level],),
                           **words))  # fmt: skip
    return tuple(passes)


def _draw_pass(width: int, height: int, background: Vec3) -> Pass:
    params: tuple[Vec4, ...] = ((width, height, quantise.shortest(DEPTH_SHARE), 0.0),)
    inputs = tuple(Input(name, "linear") for name in TARGETS)
    return Pass(NAME, when="frame", program=NAME, geometry="mesh", count=None, mesh=NAME, inputs=inputs, params=params,
                targets=(SCREEN,), clear=(*background, 1.0), blend="none", depth="write", sort=None,
                region=None)  # fmt: skip


def _mesh(panels: Panels) -> tuple[np.ndarray, np.ndarray]:
    """Vertices [4 P, 5] float32 (x, y, z, u, v) and indices [6 P]."""
    shares = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])  # [4, 2]
    points = panels.corners[:, None] + torch.einsum("ks,psd->pkd", shares, panels.sides)  # [P, 4, 3]
    uv = panels.places[:, None, :2] + shares * panels.places[:, None, 2:]  # [P, 4, 2]
    return torch.cat([points, uv], dim=-1).flatten(0, 1).float().numpy(), _indices(len(panels))


def _indices(count: int) -> np.ndarray:
    return (4 * np.arange(count, dtype=np.uint32)[:, None] + np.array(TRIANGLES, np.uint32)).ravel()
