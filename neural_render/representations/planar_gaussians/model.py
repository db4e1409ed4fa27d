"""Planar Gaussian splatting (Zanjani et al. 2025): sorted splats that lie flat, with plane descriptors.

Photos alone train it: normals follow from the splats' own depth, segments from photos and normals. Where photos come
with normals or segments, these take their place. Letters: N splats, D numbers of a descriptor, C cameras, H, W pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, final

import numpy as np
import torch
from torch import Tensor, nn
from typing_extensions import Self

from neural_render.cameras import Cameras
from neural_render.optim import ParamGroup
from neural_render.planes.agreement import disagreement
from neural_render.planes.clouds import DepthView
from neural_render.planes.fitting import Sightings, fitted_planes, together
from neural_render.planes.plane import Plane
from neural_render.planes.segments import SegmentConfig, segments
from neural_render.representation import StepContext
from neural_render.representations.planar_gaussians import losses as terms
from neural_render.representations.planar_gaussians.config import EXTENT_M, PlanarGaussiansConfig
from neural_render.representations.planar_gaussians.instances import VOXELS_OF_CELL, fit_config, proposals, sightings
from neural_render.representations.splats import SplatRepresentation
from neural_render.splatting import growth
from neural_render.splatting.depths import ALPHA_MIN, median_depth, meet, rays_of
from neural_render.splatting.raster import facing_normals, render
from neural_render.splatting.splats import Splats
from neural_render.thinning import thinned
from neural_render.types import Batch, Capture, Rendered

# What one camera shows -> depth [H, W], 0 where unknown.
DepthOf = Callable[[Cameras, Rendered], Tensor]
# So many cameras say which kind of depth is better: more say the same (ours).
AGREEING_VIEWS = 32


@final
class PlanarGaussians(SplatRepresentation):
    """Splats in depth order, each with a normal (its thinnest axis) and a descriptor of its plane."""

    config_type = PlanarGaussiansConfig
    learns_from: ClassVar = frozenset({"normals", "segments"})

    def __init__(self, config: PlanarGaussiansConfig) -> None:
        super().__init__(config)
        self.descriptors = nn.Parameter(torch.empty(0, config.descriptor_size))  # [N, D]
        self.register_buffer("unit", torch.tensor(1.0))  # [] world units in a metre
        self.register_buffer("done", torch.tensor(0.0))  # [] share of the steps that are behind it

    @classmethod
    def init(cls, config: PlanarGaussiansConfig, capture: Capture, generator: torch.Generator) -> Self:
        model = super().init(config, capture, generator)
        scale = capture.frame.meters_per_unit
        model.unit.fill_(capture.bounds.camera_extent / EXTENT_M if scale is None else 1 / scale)
        model._start_descriptors(generator)
        return model

    def start_from(self, splats: Splats, seen_by: Sequence[Cameras] = ()) -> None:
        super().start_from(splats, seen_by)
        self._start_descriptors(torch.Generator().manual_seed(len(splats)))

    def _start_descriptors(self, generator: torch.Generator) -> None:
        # Nearly alike: splats are of one plane until a photo's segments tell them apart.
        shape = (len(self.means), self.config.descriptor_size)
        self.descriptors.data = 1 + self.config.initial_spread * torch.randn(shape, generator=generator)

    def check(self) -> None:
        super().check()
        if self.descriptors.shape != (expected := (len(self.means), self.config.descriptor_size)):
            raise ValueError(f"descriptors is {tuple(self.descriptors.shape)}, expected {expected}")

    @property
    def is_geometric(self) -> bool:
        """Whether training looks at geometry yet: first splats have to be where something is."""
        return float(self.done) >= self.config.geometry_from

    def forward(self, cameras: Cameras, maps: frozenset[str] = frozenset()) -> Rendered:
        if not (torch.is_grad_enabled() and self.is_geometric):
            return super().forward(cameras, maps)
        return _together([self._with_planes(camera, maps) for camera in cameras])

    def _with_planes(self, camera: Cameras, maps: frozenset[str]) -> Rendered:
        """What one camera sees; its extras are the splats' planes (normal, distance from it) and descriptors."""
        splats, center = self.splats(), camera.centers[0].to(self.means)
        # What shines through a wall from far behind it would move the wall by a share of that distance.
        is_near = (self.means.detach() - center).norm(dim=1, keepdim=True) < self.config.reach * self.unit  # [N, 1]
        normals = facing_normals(splats, center) * is_near  # [N, 3]
        distances = ((self.means - center) * normals).sum(-1, keepdim=True)  # [N, 1]
        channels = torch.cat([normals, distances, self.descriptors], dim=1)  # [N, 4 + D]
        degree = int(self.active_sh_degree)
        rendered = render(splats, camera, sh_degree=degree, extras=channels, maps=maps | {"depth"})
        for projected in rendered.extras["projected"]:
            if projected.means2d.requires_grad:
                projected.means2d.retain_grad()  # growth looks at it
        return rendered

    def losses(self, batch: Batch, rendered: Rendered, step: int) -> dict[str, Tensor]:
        losses = super().losses(batch, rendered, step)
        if "extras" not in rendered.extras:
            return losses
        config, unit = self.config, float(self.unit)
        losses["flatten"] = config.flatten_weight * terms.thickness(self.log_scales) / unit
        pictures = [self._picture_losses(batch, rendered, index) for index in range(len(batch.cameras))]
        for name in pictures[0]:
            losses[name] = torch.stack([picture[name] for picture in pictures]).mean()
        # Drawn by the step, so that a resumed run draws the same.
        generator = torch.Generator().manual_seed(step)
        chosen = torch.randperm(len(self.means), generator=generator)[: config.align_anchors].to(self.means.device)
        normals = facing_normals(self.splats(), self.means.new_zeros(3))  # of any sign
        losses["align"] = config.align_weight * terms.alignment(
            self.means,
            normals,
            self.descriptors,
            chosen,
            neighbors=config.align_neighbors,
            cosine=config.align_cosine,
            unit=unit,
        )
        losses["separate"] = config.separate_weight * terms.separability(
            self.descriptors[chosen],
            steps=config.separate_steps,
            kappa=config.separate_kappa,
            margin=config.separate_margin,
        )
        return losses

    def _picture_losses(self, batch: Batch, rendered: Rendered, index: int) -> dict[str, Tensor]:
        """What one picture says about normals and segments."""
        config = self.config
        planes, descriptors = rendered.extras["extras"][index].split([4, config.descriptor_size], dim=-1)  # [H, W, ...]
        rays, alpha, rgb = rays_of(batch.cameras[index], planes), rendered.alpha[index], batch.rgb[index]
        depth = meet(planes, rays, rendered.depth[index], alpha)  # [H, W]
        normals = torch.nn.functional.normalize(planes[..., :3], dim=-1)  # [H, W, 3]
        found, own = {}, alpha  # [H, W] above ALPHA_MIN where depth says what normals should be
        directions = normals  # [H, W, 3] by which segments merge
        if "normals" in batch.maps:
            given = batch.maps["normals"][index]  # [H, W, 3]
            is_given = (given != 0).any(-1)  # [H, W]
            error = terms.normal_error(normals, given, is_given & (alpha >= ALPHA_MIN))
            found["given_normal"] = config.given_normal_weight * error
            own, directions = torch.where(is_given, 0.0, alpha), torch.where(is_given[..., None], given, normals)
        found["normal"] = config.normal_weight * terms.normal_consistency(normals, depth, rays, own, rgb)
        every = -(-max(depth.shape) // config.lift_side)
        few = (slice(None, None, every), slice(None, None, every))
        pieces = batch.maps["segments"][index][few] if "segments" in batch.maps else None  # [H', W']
        labels = self._segments(rgb[few], directions[few], (depth[..., None] * rays)[few], depth[few] > 0, pieces)
        shown = descriptors[few] / alpha[few].clamp(min=1e-3)[..., None]  # [H', W', D]
        lift = normals.new_zeros(())
        if labels.max() > 1:  # a single segment tells nothing apart
            lift = terms.lifting(shown.flatten(0, 1), labels.flatten(), config.lift_ridge)
        return found | {"lift": config.lift_weight * lift}

    def _segments(self, rgb: Tensor, normals: Tensor, points: Tensor, is_known: Tensor, given: Tensor | None) -> Tensor:
        """The flat pieces of a picture [H', W'], the largest `max_segments` of them, made of those given."""
        arrays = [t.detach().double().cpu().numpy() for t in (rgb, normals * is_known[..., None], points)]
        if given is not None:
            given = given.cpu().numpy() if given.any() else None
        config = self.config
        alike = SegmentConfig(
            color=config.segment_color,
            normal_deg=config.segment_normal_deg,
            merge_deg=config.segment_merge_deg,
            merge_offset=config.segment_merge_offset,
            min_share=config.segment_min_share,
        )
        found = segments(*arrays, alike, float(self.unit), given)
        return torch.from_numpy(np.where(found <= config.max_segments, found, 0)).to(rgb.device)

    def param_groups(self, num_steps: int) -> list[ParamGroup]:
        schedule = self._late_decay(self.config.descriptors_rate, num_steps)
        return [*super().param_groups(num_steps), ParamGroup("descriptors", schedule, growth.TABLE)]

    def after_step(self, context: StepContext) -> None:
        super().after_step(context)
        self.done.fill_((context.step + 1) / context.num_steps)

    @torch.no_grad()
    def plane_instances(self, cameras: Sequence[Cameras]) -> list[Plane]:
        config, unit = self.config, float(self.unit)
        depth_of = self._agreeing_depth(cameras)
        seen = together([self._sightings(camera, depth_of) for camera in cameras])
        if not len(seen):
            return []
        given = proposals(self.splats(), self.descriptors.double().cpu().numpy(), config, unit)
        focal_px = np.median([float(camera.Ks[0, 0, 0]) for camera in cameras])
        fit = fit_config(config, float(np.median(seen.depths) / focal_px) / unit)
        return fitted_planes(seen.thinned(VOXELS_OF_CELL * fit.cell * unit), given, fit, unit)

    def surface_depth(self, cameras: Sequence[Cameras]) -> Callable[[Cameras], Tensor]:
        depth_of = self._agreeing_depth(cameras)
        return lambda camera: depth_of(camera, self._with_planes(camera, frozenset()))

    @torch.no_grad()
    def _agreeing_depth(self, cameras: Sequence[Cameras]) -> DepthOf:
        """The kind of depth that the cameras agree on best."""
        few = thinned(cameras, AGREEING_VIEWS)

        def shown(depth_of: DepthOf) -> list[DepthView]:
            depths = [depth_of(camera, self._with_planes(camera, frozenset())) for camera in few]
            return [DepthView(camera, depth.cpu().numpy()) for camera, depth in zip(few, depths, strict=True)]

        return min((self._ray_plane_depth, self._median_depth), key=lambda depth_of: disagreement(shown(depth_of)))

    def _ray_plane_depth(self, camera: Cameras, rendered: Rendered) -> Tensor:
        """Where rays meet the splats' planes, [H, W]: best where splats lie flat on surfaces."""
        planes = rendered.extras["extras"][0][..., :4]  # [H, W, 4]
        return meet(planes, rays_of(camera, planes), rendered.depth[0], rendered.alpha[0])

    def _median_depth(self, camera: Cameras, rendered: Rendered) -> Tensor:
        """Where half of a pixel is hidden, [H, W]: best where splats stand one behind the other."""
        return median_depth(self.splats(), camera)[0]

    def _sightings(self, camera: Cameras, depth_of: DepthOf) -> Sightings:
        """The points that one camera sees."""
        rendered = self._with_planes(camera, frozenset())
        planes, descriptors = rendered.extras["extras"][0].split(
            [4, self.config.descriptor_size], dim=-1
        )  # [H, W, ...]
        normals = torch.nn.functional.normalize(planes[..., :3], dim=-1)  # [H, W, 3]
        full = rendered.alpha[0].clamp(min=ALPHA_MIN)[..., None]
        rgb, descriptors = rendered.rgb[0] / full, descriptors / full
        depth = depth_of(camera, rendered)
        return sightings(camera, depth, normals, rgb, descriptors, self.config.reach * float(self.unit))


def _together(views: Sequence[Rendered]) -> Rendered:
    """Pictures of several cameras as one; a single one, as in training, is not copied."""
    if len(views) == 1:
        return views[0]

    def joined(values: list[Tensor | None]) -> Tensor | None:
        return None if values[0] is None else torch.cat(values)

    fields = {name: joined([getattr(view, name) for view in views]) for name in ("rgb", "alpha", "depth", "normals")}
    lists = ("projected", "factors", "drawn")
    extras = {name: [entry for view in views for entry in view.extras[name]] for name in lists}
    return Rendered(**fields, extras=extras | {"extras": torch.cat([view.extras["extras"] for view in views])})
