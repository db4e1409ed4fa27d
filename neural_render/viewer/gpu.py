"""A host in Python: draws a package's passes as docs/package.md says. It knows no method.

Letters: H, W the screen's size in px; N quads of a pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from neural_render.errors import UserError
from neural_render.fields.net_step import picture_of
from neural_render.package import regions
from neural_render.package.cameras import camera_of
from neural_render.package.folder import Package
from neural_render.package.manifest import ORDER, QUADS_PER_INSTANCE, SCREEN, CameraInfo, Pass, Target
from neural_render.package.onnx_files import Network, open_network
from neural_render.viewer import device as gpu
from neural_render.viewer.pipelines import DEPTH_FORMAT, make_layout, make_pipeline
from neural_render.viewer.sorting import farthest_first, order_texels, positions

DEPTH = "/depth"  # the buffer that all passes of the screen's size share; no target has such a name
CLIP = (1.0, 1.0, 0.0, 0.0)  # clip coordinates and texels of WebGPU are those of the contract
VIEW_FLOATS = 32


@dataclass
class _Step:
    """A pass, ready to be drawn."""

    entry: Pass
    layout: Any
    pipeline: Any
    view: Any  # the uniform buffers
    params: Any
    order: gpu.GpuTexture | None  # of a sorted pass
    group: Any = None  # the bind group, made when its textures are there


class GpuHost:
    """Draws one package, which stays on the GPU as long as the host lives.

    Raises UserError where wgpu or a driver is missing, or where the GPU refuses a shader or a format.
    """

    def __init__(self, package: Package) -> None:
        gpu.device()
        self._package = package
        self._manifest = manifest = package.manifest
        self._textures: dict[str, gpu.GpuTexture] = {}  # of the package, targets, and the screen
        self._steps: list[_Step] = []
        self._size = (0, 0)
        self._sampler = gpu.device().create_sampler(min_filter="linear", mag_filter="linear")
        with gpu.explained(f"the package {manifest.name} does not fit this GPU"):
            self._upload()
            self._resize(1, 1)
        self._networks = {name: _opened(data, name, manifest.name) for name, data in package.networks.items()}
        self._steps = [self._prepare(entry) for entry in manifest.passes if entry.network is None]
        loaded = [step for step in self._steps if step.entry.when == "load"]
        self._loaded = {name for step in loaded for name in step.entry.targets}
        with gpu.explained(f"the package {manifest.name} cannot be drawn on this GPU"):
            self._draw(loaded, np.eye(4), (1, 1, 0, 0), set(manifest.targets))
            self._positions = {
                entry.sort: self._positions_of(entry.sort) for entry in manifest.passes if entry.sort is not None
            }

    def render(
        self,
        camera: CameraInfo,
        order: np.ndarray | None = None,  # [N] numbers of quads; instead of the sorted ones
    ) -> np.ndarray:
        """The picture [H, W, 4] uint8."""
        viewmat = np.array(camera.viewmat)  # [4, 4]
        with gpu.explained(f"the package {self._manifest.name} cannot be drawn on this GPU"):
            self._resize(camera.width, camera.height)
            steps = [step for step in self._steps if step.entry.when == "frame"]
            for step in filter(lambda step: step.order, steps):
                places = self._positions[step.entry.sort][: step.entry.count]  # [N, 3]
                gpu.upload(step.order, order_texels(farthest_first(places, viewmat) if order is None else order))
            filled = self._run_networks(camera)
            fresh = {SCREEN, DEPTH} | (self._manifest.targets.keys() - self._loaded - filled)
            self._draw(steps, viewmat, camera.intrinsics, fresh)
            return self.read_target(SCREEN)

    def _run_networks(self, camera: CameraInfo) -> set[str]:
        """Fills the targets of networks, whose names it gives: no program draws into them."""
        filled, mixing = set(), self._mixing(np.array(camera.viewmat))
        for entry in self._manifest.passes:
            if entry.network is None or entry.region not in mixing:
                continue
            factor = self._manifest.networks[entry.network].factor
            try:
                picture = picture_of(self._networks[entry.network], factor, camera_of(camera))[0]  # [H, W, 3]
            except ValueError as error:
                raise _refused(entry.network, self._manifest.name, error) from error
            texels = np.full((camera.height, camera.width, 4), 255, np.uint8)
            texels[..., :3] = (picture.clamp(0, 1) * 255).round().numpy()
            gpu.upload(self._textures[entry.targets[0]], texels)
            filled |= set(entry.targets)
        return filled

    def _mixing(self, viewmat: np.ndarray) -> dict[int | None, float]:  # [4, 4]
        """By how much passes of the regions that are drawn replace what others drew; None stands for no region."""
        mixing: dict[int | None, float] = {None: 1.0}
        if self._manifest.regions:
            place = torch.from_numpy(-viewmat[:3, :3].T @ viewmat[:3, 3])[None]  # [1, 3]
            centers = torch.tensor(self._manifest.regions, dtype=place.dtype)  # [K, 3]
            factors = regions.mixing(regions.shares(place, centers, self._manifest.overlap))[0]  # [K]
            mixing |= {region: factor for region, factor in enumerate(factors.tolist()) if factor > 0}
        return mixing

    def read_target(self, name: str) -> np.ndarray:
        """What a target, or "screen", holds after the last picture: [H, W, 4], or [L, H, W, 4] with layers."""
        return gpu.download(self._textures[name])

    def _upload(self) -> None:
        manifest = self._manifest
        for name, texture in manifest.textures.items():
            self._textures[name] = gpu.make_texture(texture.format, self._package.textures[name].shape)
            gpu.upload(self._textures[name], self._package.textures[name])
        self._meshes = {
            name: (gpu.make_buffer(vertices, "VERTEX"), gpu.make_buffer(indices, "INDEX"))
            for name, (vertices, indices) in self._package.meshes.items()
        }
        corners = np.array([0, 1, 2, 2, 1, 3], np.uint32)  # two triangles of a quad
        quads = 4 * np.arange(QUADS_PER_INSTANCE, dtype=np.uint32)[:, None] + corners
        self._quads = gpu.make_buffer(quads, "INDEX")
        for name, target in manifest.targets.items():
            if target.size.fixed is not None:
                self._textures[name] = _make_target(target, target.size.fixed)

    def _resize(self, width: int, height: int) -> None:
        if self._size == (width, height):
            return
        self._size = (width, height)
        for step in self._steps:
            step.group = None
        self._textures[SCREEN] = gpu.make_texture("rgba8unorm", (height, width, 4))
        self._depth = gpu.device().create_texture(
            size=(width, height, 1), format=DEPTH_FORMAT, usage="RENDER_ATTACHMENT"
        )
        for name, target in self._manifest.targets.items():
            if divisor := target.size.screen:
                self._textures[name] = _make_target(target, (-(-width // divisor), -(-height // divisor)))

    def _positions_of(self, name: str) -> np.ndarray:
        """[N, 3]"""
        if name in self._package.textures:
            return positions(self._package.textures[name], self._manifest.textures[name].quantisers)
        return positions(self.read_target(name), self._manifest.targets[name].quantisers)

    def _prepare(self, entry: Pass) -> _Step:
        formats = [self._textures[name].format for name in entry.targets for _ in self._textures[name].layers]
        if entry.blend != "none" and "rgba32float" in formats and not gpu.can_blend_floats():
            raise UserError(
                f"the package {self._manifest.name} cannot be drawn on this GPU",
                f"the pass {entry.name} blends into rgba32float, which the GPU or its driver cannot",
                "bake with a target of rgba16float, or try another GPU or driver",
            )
        with gpu.explained(f"the program {entry.program} of the package {self._manifest.name} was refused"):
            order = None
            if entry.sort is not None:
                order = gpu.make_texture("r32uint", order_texels(np.arange(entry.count)).shape)
            inputs = [order if item.texture == ORDER else self._textures[item.texture] for item in entry.inputs]
            layout = make_layout(entry, inputs)
            pipeline = make_pipeline(entry, layout, self._package.programs[entry.program].wgsl, formats)
            view = gpu.make_buffer(np.zeros(VIEW_FLOATS, np.float32), "UNIFORM")
            params = gpu.make_buffer(np.array(entry.params, np.float32), "UNIFORM") if entry.params else None
        return _Step(entry, layout, pipeline, view, params, order)

    def _draw(self, steps: list[_Step], viewmat: np.ndarray, intrinsics: Any, fresh: set[str]) -> None:
        """Draws passes; `fresh` are the targets that hold nothing of this picture yet."""
        center, mixing = -viewmat[:3, :3].T @ viewmat[:3, 3], self._mixing(viewmat)  # [3]
        encoder = gpu.device().create_command_encoder()
        for step in steps:
            if step.entry.region not in mixing:
                continue
            height, width = self._textures[step.entry.targets[0]].shape[-3:-1]
            numbers = [*viewmat.T.flat, *intrinsics, *self._size, width, height, *center, 0.0, *CLIP]
            gpu.device().queue.write_buffer(step.view, 0, np.array(numbers, np.float32))
            for name in {item.texture for item in step.entry.inputs} & fresh:  # of a region that is not drawn
                encoder.begin_render_pass(color_attachments=self._attachments(name, fresh, None)).end()
            self._draw_step(encoder, step, fresh, mixing[step.entry.region])
        gpu.device().queue.submit([encoder.finish()])

    def _draw_step(self, encoder: Any, step: _Step, fresh: set[str], factor: float) -> None:
        entry, depth = step.entry, None
        if entry.depth != "none":
            load_op = "clear" if DEPTH in fresh else "load"
            fresh.discard(DEPTH)
            depth = {"view": self._depth.create_view(), "depth_clear_value": 1.0}
            depth |= {"depth_load_op": load_op, "depth_store_op": "store"}
        attachments = [item for name in entry.targets for item in self._attachments(name, fresh, entry.clear)]
        render_pass = encoder.begin_render_pass(color_attachments=attachments, depth_stencil_attachment=depth)
        render_pass.set_pipeline(step.pipeline)
        render_pass.set_bind_group(0, self._bind_group(step))
        if entry.blend == "mix":
            render_pass.set_blend_constant((factor,) * 4)
        if entry.geometry == "fullscreen":
            render_pass.draw(3)
        elif entry.geometry == "quads":
            render_pass.set_index_buffer(self._quads, "uint32")
            render_pass.draw_indexed(6 * QUADS_PER_INSTANCE, -(-entry.count // QUADS_PER_INSTANCE))
        else:
            vertices, indices = self._meshes[entry.mesh]
            render_pass.set_vertex_buffer(0, vertices)
            render_pass.set_index_buffer(indices, "uint32")
            render_pass.draw_indexed(self._manifest.meshes[entry.mesh].num_indices)
        render_pass.end()

    def _attachments(self, name: str, fresh: set[str], clear: Any) -> list[dict[str, Any]]:
        empty = (*self._manifest.background, 1.0) if name == SCREEN else (0.0,) * 4
        load_op = "load" if clear is None and name not in fresh else "clear"
        fresh.discard(name)
        words = {"load_op": load_op, "store_op": "store", "clear_value": empty if clear is None else clear}
        return [{"view": view} | words for view in self._textures[name].layers]

    def _bind_group(self, step: _Step) -> Any:
        if step.group is None:
            entries: list[dict[str, Any]] = [{"binding": 0, "resource": {"buffer": step.view}}]
            if step.params is not None:
                entries.append({"binding": 1, "resource": {"buffer": step.params}})
            for i, item in enumerate(step.entry.inputs):
                texture = step.order if item.texture == ORDER else self._textures[item.texture]
                entries.append({"binding": 2 + 2 * i, "resource": texture.view})
                if item.filter == "linear":
                    entries.append({"binding": 3 + 2 * i, "resource": self._sampler})
            step.group = gpu.device().create_bind_group(layout=step.layout, entries=entries)
        return step.group


def _opened(data: bytes, name: str, package: str) -> Network:
    try:
        return open_network(data)
    except ValueError as error:
        raise _refused(name, package, error) from error


def _refused(name: str, package: str, error: ValueError) -> UserError:
    return UserError(f"the network {name} of the package {package} was refused", str(error), "bake it again")


def _make_target(target: Target, size: tuple[int, int]) -> gpu.GpuTexture:
    layers = () if target.layers is None else (target.layers,)
    return gpu.make_texture(target.format, (*layers, size[1], size[0], 4))
