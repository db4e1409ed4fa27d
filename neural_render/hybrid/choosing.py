"""Which planes become panels: those that take the place of many splats and cost the pictures little.

Planes are tried one after the other, those that would replace most splats first. One is kept where the training photos
say that the scene with the panel is about as good as without it; where a panel is wrong in places, because a window, a
mirror or a thing in relief is there, these places become transparent and keep their splats. Letters: V views, H, W
pixels, N splats, T texels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from neural_render.hybrid.seen import Seen, see
from neural_render.hybrid.texturing import blank, count_on, gathered, painted, replaced, with_texels
from neural_render.planes.plane import Plane
from neural_render.scene import Scene
from neural_render.splatting.panel_packing import joined
from neural_render.splatting.panels import DEPTH_SHARE, Drawn, Hybrid, Panels, draw, lay_over, nearest
from neural_render.splatting.raster import cpu
from neural_render.splatting.selection import rows
from neural_render.splatting.splats import Splats
from neural_render.types import Capture

# One view of so many paints panels, the others judge them: painters like what they painted. A hybrid of bare (160 px)
# that 7 views had both painted and judged gained 1.3 dB in these, and lost 3.1 dB in the test views.
PAINTERS = 2


@dataclass(frozen=True)
class HybridConfig:
    """What a plane must bring, and may cost. All values are ours."""

    min_confidence: float = 0.5
    """Of a plane: with the splats' distances from it as large as its tolerance it has one half."""
    min_area: float = 0.25
    """Of a plane, in square metres: smaller ones have few splats to replace."""
    max_planes: int = 32
    """So many are tried, each of which takes about as long as a few hundred pictures."""
    min_splats: int = 40
    """That a panel replaces: a draw has its own costs."""
    loss_per_share: float = 0.5
    """What a panel may cost, in dB of the photos' mean PSNR, if it replaced all splats; in proportion to those it
    replaces."""
    tolerances: tuple[float, ...] = (0.16, 0.06)
    """How far from a panel splats may lie that it replaces, in metres; the first at which it is worth it."""
    rounds: int = 6
    """How often a panel's colours are corrected by what the pictures with it lack."""
    gain: float = 1.5
    """By how much of that: a texel shows in several pixels, each of which shows others, too."""
    carve: tuple[float, float] = (0.003, 0.001)
    """Texels become transparent where a panel makes the pictures' mean squared error so much larger: at first, and when
    half of the rounds have corrected its colours."""
    hopeless: float = 0.2
    """A panel that then still costs so much, in dB as above, is given up."""


@dataclass
class _State:
    """The hybrid as far as it has grown."""

    panels: list[Panels]
    is_kept: Tensor  # [N] bool
    drawn: list[Drawn | None]  # of each view: the nearest of all panels
    errors: list[float]  # of each view
    pictures: list[Tensor]  # [H, W, 3] of each view


@dataclass(frozen=True)
class _Trial:
    panel: Panels
    is_replaced: Tensor  # [N] bool
    drawn: list[Drawn]
    pictures: list[Tensor]
    left: list[Tensor]  # [H, W] of each view: how much of a pixel shows the new panel


def choose(
    scene: Scene,
    capture: Capture,
    planes: Sequence[Plane],
    unit: float,  # world units in a metre
    config: HybridConfig = HybridConfig(),
    on_plane: Callable[[int, int], None] = lambda done, count: None,
) -> Hybrid | None:
    """The panels that are worth it, and the splats beside them; None where no plane is."""
    splats = scene.representation.splats()
    splats = rows(splats, torch.ones(len(splats), dtype=torch.bool))  # detached
    views = see(scene, splats, capture)
    tolerances = [tolerance * unit for tolerance in config.tolerances]
    candidates = [
        (count_on(plane, splats, max(tolerances)), plane)
        for plane in planes
        if plane.confidence >= config.min_confidence and plane.area >= config.min_area * unit**2
    ]
    candidates = sorted((entry for entry in candidates if entry[0] >= config.min_splats), key=lambda entry: -entry[0])
    candidates = candidates[: config.max_planes]
    pictures = [view.picture for view in views]
    errors = [view.error_of(view.picture) for view in views]
    state = _State([], torch.ones(len(splats), dtype=torch.bool), [None] * len(views), errors, pictures)
    background = torch.tensor(scene.background)
    for number, (_, plane) in enumerate(candidates):
        for tolerance in tolerances:
            panel = blank(plane, views, tolerance)
            if panel is None:
                continue
            panel = painted(panel, plane, views[::PAINTERS], tolerance)
            if _try(state, splats, panel, views, background, tolerance, config):
                break
        on_plane(number + 1, len(candidates))
    return Hybrid(joined(state.panels), state.is_kept) if state.panels else None


def _try(
    state: _State,
    splats: Splats,
    panel: Panels,
    views: list[Seen],
    background: Tensor,
    tolerance: float,
    config: HybridConfig,
) -> bool:
    """Takes the panel over where it is worth it, and says so."""
    if int((replaced(splats, panel, tolerance) & state.is_kept).sum()) < config.min_splats:
        return False
    trial = _with_panel(state, splats, panel, views, background, tolerance)
    carve = dict(zip((0, config.rounds // 2), config.carve, strict=True))
    for number in range(config.rounds):
        texels = trial.panel.levels[0]
        if number in carve:
            if number and _mean_psnr(state.errors) - _mean_psnr(_errors(trial, views)) > config.hopeless:
                return False
            texels = _carved(state, trial, views, carve[number])
        missing = [view.photo - picture for view, picture in zip(views, trial.pictures, strict=True)]
        weights = [left * view.mask for view, left in zip(views, trial.left, strict=True)][::PAINTERS]
        change = gathered(trial.panel, views[::PAINTERS], missing[::PAINTERS], weights)  # [T, 3]
        color = (texels[..., :3] + config.gain * change.view_as(texels[..., :3])).clamp(0, 1)
        panel = with_texels(trial.panel, torch.cat([color, texels[..., 3:]], dim=-1))
        trial = _with_panel(state, splats, panel, views, background, tolerance)
    errors = _errors(trial, views)
    is_gone = state.is_kept & (trial.is_replaced | _hidden(splats, views, trial.drawn))
    count, loss = int(is_gone.sum()), _mean_psnr(state.errors) - _mean_psnr(errors)
    if count < config.min_splats or loss > config.loss_per_share * count / len(splats):
        return False
    state.panels.append(trial.panel)
    state.is_kept &= ~is_gone
    state.drawn, state.errors, state.pictures = list(trial.drawn), errors, trial.pictures
    return True


def _with_panel(
    state: _State, splats: Splats, panel: Panels, views: list[Seen], background: Tensor, tolerance: float
) -> _Trial:
    """All views with one panel more."""
    is_replaced = replaced(splats, panel, tolerance) & state.is_kept
    rest = rows(splats, state.is_kept & ~is_replaced)
    drawn, pictures, left = [], [], []
    for view, before, picture in zip(views, state.drawn, state.pictures, strict=True):
        own = draw(panel, view.cameras)
        drawn.append(own if before is None else nearest([before, own]))
        if not own.is_covered.any():  # and its splats are not in the picture, or behind it
            pictures.append(picture)
            left.append(torch.zeros_like(own.depth))
            continue
        rendered = lay_over(drawn[-1:], rest, view.cameras)
        behind = (1 - rendered.alpha[0])[..., None] * background  # [H, W, 3]
        pictures.append((rendered.rgb[0] + behind).clamp(0, 1))
        left.append(rendered.extras["left"][0] * (own.is_covered & (own.depth <= drawn[-1].depth)))
    return _Trial(panel, is_replaced, drawn, pictures, left)


def _hidden(splats: Splats, views: list[Seen], drawn: list[Drawn]) -> Tensor:
    """Splats that lie behind panels in every view that could show them, and in at least one, [N]."""
    is_seen = torch.zeros(len(splats), dtype=torch.bool)
    is_hidden = torch.zeros_like(is_seen)
    for view, panels in zip(views, drawn, strict=True):
        camera = view.cameras
        seen = cpu.project(splats, camera.viewmats[0], camera.Ks[0], camera.width, camera.height, 0)
        visible = (seen.radii > 0).all(dim=1).nonzero()[:, 0]  # [M]
        # Around the mean as far as half of the splat's box, which is where most of it is.
        offsets = torch.tensor([[0, 0], [1, 1], [1, -1], [-1, 1], [-1, -1]])  # [5, 2]
        places = seen.means2d[visible, None] + 0.5 * seen.radii[visible, None] * offsets  # [M, 5, 2]
        columns, lines = places.long().unbind(-1)
        depths = panels.depth[lines.clamp(0, camera.height - 1), columns.clamp(0, camera.width - 1)]  # [M, 5]
        is_behind = (seen.depths[visible, None] > DEPTH_SHARE * depths).all(dim=1)  # [M]
        is_seen[visible[~is_behind]] = True
        is_hidden[visible[is_behind]] = True
    return is_hidden & ~is_seen


def _carved(state: _State, trial: _Trial, views: list[Seen], limit: float) -> Tensor:
    """The panel's texels [H, W, 4], transparent where they make pictures worse by more than `limit`."""

    def squared(picture: Tensor, view: Seen) -> Tensor:
        error = (picture - view.photo).square().mean(dim=-1) * view.mask  # [H, W]
        return avg_pool2d(error[None], 3, 1, 1)[0][..., None]  # [H, W, 1]

    pairs = zip(trial.pictures, state.pictures, views, strict=True)
    worse = [squared(after, view) - squared(before, view) for after, before, view in pairs]
    change = gathered(trial.panel, views, worse, [(left > 0).float() for left in trial.left])  # [T, 1]
    texels = trial.panel.levels[0].clone()
    texels[..., 3] *= (change[:, 0] <= limit).float().view_as(texels[..., 3])
    return texels


def _errors(trial: _Trial, views: list[Seen]) -> list[float]:
    return [view.error_of(picture) for view, picture in zip(views, trial.pictures, strict=True)]


def _mean_psnr(errors: list[float]) -> float:
    """Over the views that panels are not painted from; over all where there are no others."""
    judges = [error for number, error in enumerate(errors) if number % PAINTERS] or errors
    return sum(-10 * math.log10(max(error, 1e-10)) for error in judges) / len(judges)
