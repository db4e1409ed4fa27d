"""Panels: textured rectangles that take the place of the splats on a plane, opaque where their alpha is a half or more.

All panels of a scene share one texture, whose levels halve it again and again. A pixel's footprint in texels has a
longer and a shorter side; up to MAX_TAPS samples lie along the longer one, each between two levels, so that floors seen
at a slant stay sharp. What a panel covers hides the splats that lie behind it; those in front are laid over its colour,
which is the background of weighted sums. `draw` and `render_over` are what hosts show (shaders/panels.wgsl).

Letters: P panels, H, W pixels, or texels of the first level; C cameras, N splats.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import grid_sample, interpolate

from neural_render.cameras import Cameras
from neural_render.splatting.depths import rays_of
from neural_render.splatting.raster import render
from neural_render.splatting.splats import NEAR_PLANE, Splats
from neural_render.types import Rendered

NUM_LEVELS = 4
BORDER = 2 ** (NUM_LEVELS - 1)  # texels of the first level in one of the last; sides of textures are multiples of it
MAX_TAPS = 4
ALPHA_TEST = 0.5
# A splat has one depth, that of its mean, and a flat one that touches a panel would be cut along a line through it.
# So splats are hidden that lie farther than this many times the panel's depth.
DEPTH_SHARE = 1.02


@dataclass(frozen=True)
class Panels:
    """Rectangles, and the texture that they share."""

    corners: Tensor  # [P, 3] in the world, where both sides start
    sides: Tensor  # [P, 2, 3] from there along the texture's columns, and along its rows
    places: Tensor  # [P, 4] of the rectangles in the texture, in shares of it: left, top, width, height
    levels: tuple[Tensor, ...]  # NUM_LEVELS of [H, W, 4] in [0, 1]: r, g, b, alpha; each half as large as that before

    def __len__(self) -> int:
        return len(self.corners)


@dataclass(frozen=True)
class Hybrid:
    """What stays of a scene's splats beside the panels."""

    panels: Panels
    is_kept: Tensor  # [N] bool


@dataclass(frozen=True)
class Drawn:
    """Panels as one camera sees them."""

    rgb: Tensor  # [H, W, 3]
    depth: Tensor  # [H, W] z-depth; infinite where no panel is

    @property
    def is_covered(self) -> Tensor:
        return self.depth.isfinite()  # [H, W]


def levels_of(texels: Tensor) -> tuple[Tensor, ...]:  # [H, W, 4], sides multiples of BORDER
    """The texture's levels: colours are means by alpha, and where nothing is seen those of the texels around."""
    weighted = torch.cat([texels[..., :3] * texels[..., 3:], texels[..., 3:]], dim=-1)  # [H, W, 4]
    sums = [weighted]
    for _ in range(1, NUM_LEVELS):
        weighted = weighted.unflatten(0, (-1, 2)).unflatten(2, (-1, 2)).mean(dim=(1, 3))  # [H/2, W/2, 4]
        sums.append(weighted)
    levels: list[Tensor] = []
    for weighted in reversed(sums):
        color, alpha = weighted[..., :3] / weighted[..., 3:].clamp(min=1e-6), weighted[..., 3:]
        around = refined(levels[-1])[..., :3] if levels else color.new_full(color.shape, 0.5)
        levels.append(torch.cat([torch.where(alpha > 0, color, around), alpha], dim=-1))
    return tuple(reversed(levels))


def refined(level: Tensor) -> Tensor:  # [H, W, 4]
    """What a level says of the texels of the one below it, [2 H, 2 W, 4]."""
    channels = level.permute(2, 0, 1)[None]  # [1, 4, H, W]
    return interpolate(channels, scale_factor=2, mode="bilinear", align_corners=False)[0].permute(1, 2, 0)


def nearest(parts: list[Drawn]) -> Drawn:
    """At least one set of panels drawn together."""
    first, *rest = parts
    rgb, depth = first.rgb, first.depth
    for part in rest:
        is_nearer = part.depth < depth  # [H, W]
        rgb, depth = torch.where(is_nearer[..., None], part.rgb, rgb), torch.where(is_nearer, part.depth, depth)
    return Drawn(rgb, depth)


@torch.no_grad()
def draw(panels: Panels, camera: Cameras) -> Drawn:  # one camera
    """The nearest panel in each pixel."""
    rays, center = rays_of(camera, panels.corners), camera.centers[0].to(panels.corners)  # [H, W, 3], [3]
    # How rays change from a pixel to the next: they are linear in the pixel.
    across, down = (camera.viewmats[0, axis, :3].to(rays) / camera.Ks[0, axis, axis].to(rays) for axis in (0, 1))
    drawn = Drawn(rays.new_zeros(rays.shape), rays.new_full(rays.shape[:2], torch.inf))
    may_be_seen = _may_be_seen(panels, camera)  # [P]
    parts = (tensor[may_be_seen] for tensor in (panels.corners, panels.sides, panels.places))
    for corner, sides, place in zip(*parts, strict=True):
        normal = torch.linalg.cross(sides[0], sides[1])  # [3]
        inverse = torch.linalg.pinv(sides)  # [3, 2]
        distance = (corner - center) @ normal  # []
        along = rays @ normal  # [H, W]
        depth = distance / torch.where(along == 0, 1e-12, along)  # [H, W]

        def uv_of(rays: Tensor, depth: Tensor, corner=corner, inverse=inverse, place=place) -> Tensor:
            """Places in the texture [..., 2] where rays meet the panel."""
            shares = (center + depth[..., None] * rays - corner) @ inverse  # [..., 2]
            return place[:2] + shares * place[2:]

        uv = uv_of(rays, depth)  # [H, W, 2]
        is_hit = (depth * DEPTH_SHARE > NEAR_PLANE) & (depth < drawn.depth)  # [H, W]
        is_hit &= ((uv >= place[:2]) & (uv <= place[:2] + place[2:])).all(-1)
        if not is_hit.any():
            continue
        hits = rays[is_hit]  # [M, 3]

        def step(change: Tensor, hits=hits, distance=distance, normal=normal, uv_of=uv_of) -> Tensor:
            """How the place in the texture changes from half a pixel before to half a pixel behind, [M, 2]."""
            ends = [hits + share * change for share in (-0.5, 0.5)]
            before, behind = (uv_of(end, distance / (end @ normal)) for end in ends)
            return behind - before

        color = _filtered(panels.levels, uv[is_hit], step(across), step(down))  # [M, 4]
        is_opaque = color[:, 3] >= ALPHA_TEST
        where = is_hit.nonzero()[is_opaque].unbind(1)
        drawn.rgb[where] = color[is_opaque, :3]
        drawn.depth[where] = depth[is_hit][is_opaque]
    return drawn


def _may_be_seen(panels: Panels, camera: Cameras) -> Tensor:
    """Panels whose corners do not all lie beyond one edge of the picture, [P] bool."""
    across, down = panels.sides.unbind(1)  # [P, 3] each
    offsets = torch.stack([torch.zeros_like(across), across, down, across + down], dim=1)  # [P, 4, 3]
    viewmat, K = camera.viewmats[0].to(across), camera.Ks[0].to(across)
    points = (panels.corners[:, None] + offsets) @ viewmat[:3, :3].T + viewmat[:3, 3]  # [P, 4, 3]
    x, y, z = (points @ K.T).unbind(-1)  # [P, 4] px, times the depth, which may be negative
    beyond = torch.stack([x < 0, x > camera.width * z, y < 0, y > camera.height * z, z < 0], dim=1)  # [P, 5, 4]
    return ~beyond.all(dim=-1).any(dim=-1)


def _filtered(levels: tuple[Tensor, ...], uv: Tensor, across: Tensor, down: Tensor) -> Tensor:  # [M, 2] each
    """The texture in footprints around `uv` that reach half of `across` and `down` to each side, [M, 4]."""
    size = uv.new_tensor(levels[0].shape[1::-1])  # [2] width, height
    lengths = torch.stack([(across * size).norm(dim=1), (down * size).norm(dim=1)], dim=1)  # [M, 2]
    longer, shorter = lengths.amax(dim=1).clamp(min=1e-6), lengths.amin(dim=1).clamp(min=1.0)  # [M]
    taps = (longer / shorter + 0.5).floor().clamp(1, MAX_TAPS)  # [M]
    level = (longer / taps).log2().clamp(0, NUM_LEVELS - 1)  # [M]
    along = torch.where((lengths[:, 0] > lengths[:, 1])[:, None], across, down)  # [M, 2]
    total = uv.new_zeros(len(uv), 4)
    for tap in range(MAX_TAPS):
        place = uv + along * ((tap + 0.5) / taps - 0.5)[:, None]  # [M, 2]
        for number, texels in enumerate(levels):
            share = (1 - (level - number).abs()).clamp(min=0) * (tap < taps)  # [M]
            used = share > 0
            if used.any():
                total[used] += share[used, None] * sampled(texels, place[used])
    return total / taps[:, None]


def sampled(texels: Tensor, uv: Tensor) -> Tensor:  # [H, W, D], [M, 2] in shares of the picture
    """Values between texels, [M, D], as a sampler that clamps to the edge gives them."""
    channels, grid = texels.permute(2, 0, 1)[None], (2 * uv - 1)[None, None]
    return grid_sample(channels, grid, mode="bilinear", padding_mode="border", align_corners=False)[0, :, 0].T


@torch.no_grad()
def render_over(panels: Panels, splats: Splats, cameras: Cameras) -> Rendered:
    """The splats with what the panels hide left out, over the panels' colours."""
    return lay_over([draw(panels, camera) for camera in cameras], splats, cameras)


@torch.no_grad()
def lay_over(drawn: list[Drawn], splats: Splats, cameras: Cameras) -> Rendered:
    """The same for panels that are drawn already, one for each camera."""
    limits = DEPTH_SHARE * torch.stack([part.depth for part in drawn])  # [C, H, W]
    rendered = render(splats, cameras, sh_degree=splats.sh_degree, limits=limits)
    left = 1 - rendered.alpha  # [C, H, W] of what lies behind the splats
    rendered.extras["left"] = left
    rendered.rgb = rendered.rgb + left[..., None] * torch.stack([part.rgb for part in drawn])
    rendered.alpha = rendered.alpha + left * limits.isfinite()
    return rendered
