"""From a scene to a package that fits a budget, and back to something that renders, to be measured as it ships."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

import neural_render
from neural_render import representations
from neural_render.cameras import Cameras
from neural_render.compress.budgets import Budget
from neural_render.errors import UserError
from neural_render.package import folder, programs
from neural_render.package.baked import Baked, PixelTable
from neural_render.package.cameras import camera_info
from neural_render.package.folder import Package
from neural_render.package.manifest import (
    FORMAT,
    FORMAT_VERSION,
    BoundsInfo,
    FrameInfo,
    Manifest,
    Mesh,
    Network,
    PlanesFile,
    Texture,
)
from neural_render.package.programs import Target
from neural_render.planes.file import from_bytes, to_bytes
from neural_render.planes.plane import Planes
from neural_render.representation import BakedRenderer, Representation
from neural_render.scene import Scene, over
from neural_render.splatting import packing, panel_packing, selection
from neural_render.splatting.panels import Hybrid
from neural_render.thinning import thinned
from neural_render.types import Bounds, Color, Frame, Rendered, View

MAX_VIEWS = 32  # a viewer lists them, and they tell which splats are worth their bytes
# Entries of palettes that are tried, largest first, and how many splats must share each at least. They lose less than
# other things that are left out (lego_400, 6 views: 34.2 dB at 1.5 MB with 4096, 32.8 dB at 1.7 MB with degree 1).
PALETTES = (8192, 4096, 2048, 1024, 512, 256)
SHARERS = 8
LEAST_DEGREE = 1  # below it, harmonics are worth more than splats
MARGIN = 0.99  # of a guess at how many splats fit: fewer compress a little worse
FORMATS = {np.dtype("u1"): "rgba8uint", np.dtype("u2"): "rgba16uint", np.dtype("f2"): "rgba16float"}


@dataclasses.dataclass(frozen=True)
class BakedScene:
    """A package as something that renders; the same fields as a Scene."""

    method: str
    render_package: BakedRenderer
    num_primitives: int
    frame: Frame
    bounds: Bounds
    background: Color
    provenance: dict[str, Any]
    storage: dict[str, int]  # bytes of the package's parts
    planes: Planes | None = None  # those that the package has

    @torch.no_grad()
    def render(self, cameras: Cameras) -> tuple[Tensor, Rendered]:
        """Pictures [C, H, W, 3] in [0, 1] over the background, and all that was rendered."""
        rendered = self.render_package(cameras)
        return over(rendered, torch.tensor(self.background)), rendered


def bake(
    scene: Scene,
    name: str,
    views: list[View],
    budget: Budget,
    target: Target = "web",
    planes: Planes | None = None,
    hybrid: Hybrid | None = None,
) -> Package:
    """The scene as a package within the budget; `views` are the capture's and `planes` the scene's, for viewers.

    Bytes are met by smaller and smaller palettes of harmonics, or where there can be none by fewer harmonics, then by
    fewer splats: those stay that are most of what the views show. The panels of a hybrid stay as they are. Raises
    UserError where nothing would be left.
    """
    words = {} if hybrid is None else {"hybrid": hybrid}  # which only some take
    limits, palettes = dataclasses.replace(budget, num_bytes=None), list(PALETTES)
    representation, weights = scene.representation, None
    while True:
        if limits.num_splats is not None and weights is None:
            weights = _weights(representation, views)
        baked = representation.bake(scene.background, limits, weights, **words)
        package = _assembled(scene, baked, name, views, target, planes)
        contents = folder.encode(package)
        num_bytes = sum(map(len, contents.values()))
        if budget.num_bytes is None or num_bytes <= budget.num_bytes:
            return package
        palettes = [num for num in palettes if num * SHARERS <= baked.num_primitives and baked.sh_degree > 0]
        if limits.num_entries is not None and packing.PALETTE not in baked.textures:
            palettes = []  # it has none, whatever is asked for
        if palettes:
            limits = dataclasses.replace(limits, num_entries=palettes.pop(0))
            continue
        if limits.num_entries is None and baked.sh_degree > LEAST_DEGREE:
            limits = dataclasses.replace(limits, sh_degree=baked.sh_degree - 1)
            continue
        tables = sum(
            len(contents[texture.file])
            for key, texture in package.manifest.textures.items()
            if texture.width * texture.height >= baked.num_primitives and key not in panel_packing.TEXTURES
        )
        share = 1 - (num_bytes - budget.num_bytes) / max(tables, 1)
        num_splats = int(baked.num_primitives * share * MARGIN)
        if num_splats < 1:
            raise UserError(
                f"no package of {name} can be so small",
                f"a budget of {budget.num_bytes:,} bytes; what cannot be left out has more",
                "give a larger --budget",
            )
        limits = dataclasses.replace(limits, num_splats=num_splats)


def _weights(representation: Representation, views: list[View]) -> Tensor | None:
    """How much of some of the views each of the scene's splats is, [N]; None where it has none, or nobody knows."""
    splats = representation.splats()
    some = [view.cameras for view in thinned(views, MAX_VIEWS)]
    return selection.contributions(splats, some) if some and splats is not None else None


def open_package(path: Path) -> tuple[Package, BakedScene]:
    """The package in a folder or zip, and what renders it; raises UserError where it is none of ours."""
    package = folder.read(path)
    manifest = package.manifest
    try:
        render_package = representations.find(manifest.method).load_model().open_baked(package)
    except ValueError as error:
        raise UserError(f"cannot render the package {path}", str(error), "bake it again with nr-bake") from error
    bounds = manifest.bounds
    scene = BakedScene(
        method=manifest.method,
        render_package=render_package,
        num_primitives=manifest.num_primitives,
        frame=Frame(manifest.frame.up, manifest.frame.meters_per_unit),
        bounds=Bounds(bounds.center, bounds.radius, bounds.radius, bounds.is_open),
        background=manifest.background,
        provenance=dict(manifest.provenance),
        storage=folder.storage(path, manifest),
        planes=planes_of(package, path),
    )
    return package, scene


def planes_of(package: Package, path: Path) -> Planes | None:
    """The planes that a package has; raises UserError where its file is no planes.json. `path` names it in errors."""
    if package.planes is None:
        return None
    return from_bytes(package.planes, f"{path}, {package.manifest.planes.file}")


def _assembled(
    scene: Scene, baked: Baked, name: str, views: list[View], target: Target, planes: Planes | None
) -> Package:
    plain = (str, int, float, bool, type(None))
    names = {entry.program: None for entry in baked.passes if entry.program is not None}
    used = {name: programs.sources(baked.shaders, name, target) for name in names}
    planes_data = None if planes is None else to_bytes(planes)
    manifest = Manifest(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        generator=f"neural-render {neural_render.__version__}",
        name=name,
        method=scene.method,
        num_primitives=baked.num_primitives,
        frame=FrameInfo(scene.frame.up, scene.frame.meters_per_unit),
        bounds=BoundsInfo(scene.bounds.center, scene.bounds.radius, scene.bounds.is_open),
        background=scene.background,
        views=tuple(camera_info(view.cameras, view.name) for view in thinned(views, MAX_VIEWS)),
        textures={key: _texture(key, table) for key, table in baked.textures.items()},
        meshes={key: _mesh(key, *mesh) for key, mesh in baked.meshes.items()},
        targets=baked.targets,
        shaders=programs.files_for(target),
        programs={key: program for key, (program, _) in used.items()},
        networks={
            key: Network(f"networks/{key}.onnx", len(network.data), network.factor)
            for key, network in baked.networks.items()
        },
        planes=None if planes_data is None else PlanesFile("planes.json.gz", len(planes_data)),
        regions=baked.regions,
        overlap=baked.overlap,
        passes=baked.passes,
        provenance={key: value for key, value in scene.provenance.items() if isinstance(value, plain)},
    )
    texels = {key: table.texels for key, table in baked.textures.items()}
    networks = {key: network.data for key, network in baked.networks.items()}
    codes = {key: contents for key, (_, contents) in used.items()}
    return Package(manifest, texels, baked.meshes, codes, networks, planes_data)


def _texture(name: str, table: PixelTable) -> Texture:
    *layers, height, width, _ = table.texels.shape
    kind = FORMATS[table.texels.dtype]
    layout = (kind, width, height, layers[0] if layers else None, table.quantisers)
    return Texture(f"textures/{name}.bin", "gzip" if kind == "rgba16float" else "entropy", *layout)


def _mesh(name: str, vertices: np.ndarray, indices: np.ndarray) -> Mesh:
    return Mesh(f"meshes/{name}.bin", "gzip", len(vertices), len(indices))
