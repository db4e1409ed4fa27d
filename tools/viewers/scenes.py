"""What the viewers show: packages baked from runs, the PLY of the sorted run, the path, and what is to be expected."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neural_render import metrics, paths
from neural_render.bake import BakedScene, open_package
from neural_render.cameras import Cameras
from neural_render.cli.bake import package_of
from neural_render.cli.subject import capture_of, open_scene
from neural_render.errors import UserError
from neural_render.package.cameras import camera_info, camera_of
from neural_render.package.folder import write
from neural_render.package.manifest import Manifest
from neural_render.pictures import to_uint8
from neural_render.runs import open_run
from neural_render.scene import Scene

DEGREES = 1.5  # between two pictures of the path
NUM_FRAMES = round(360 / DEGREES)


@dataclass(frozen=True)
class Shown:
    """A scene as a viewer loads it, and what renders it here."""

    address: str
    files: dict[str, bytes]  # by their addresses
    renderer: Scene | BakedScene

    @property
    def num_bytes(self) -> int:
        return sum(map(len, self.files.values()))

    def picture(self, camera: Cameras) -> np.ndarray:
        """[H, W, 3] uint8, as it should look."""
        with torch.no_grad():
            return to_uint8(self.renderer.render(camera)[0][0])


def bake(run: Path, folder: Path, name: str) -> tuple[Shown, Manifest]:
    """A run's package, the one that nr-bake writes."""
    subject = open_scene(run, "cpu")
    write(package_of(subject, capture_of(subject)), folder)
    package, baked = open_package(folder)
    shaders = package.manifest.shaders
    unread = {shaders.wgsl, shaders.spirv, shaders.metal}  # by browsers
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    contents = {f"/{name}/{key}": file.read_bytes() for key, file in files.items() if key not in unread}
    return Shown(f"/{name}/", contents, baked), package.manifest


def exported(run: Path) -> Shown:
    """The PLY that the run exported; raises UserError where there is none."""
    file = open_run(run).exports / "scene.ply"
    if not file.is_file():
        raise UserError(f"the run {run} has no PLY", f"no {file}", f"write one: nr-export {run}")
    return Shown("/scene.ply", {"/scene.ply": file.read_bytes()}, Scene.load(open_run(run).scene))


def is_antialiased(run: Path) -> bool:
    """Whether the run's opacities make up for the filter on the screen."""
    return open_run(run).config().model.antialias


def orbit(shown: Shown, manifest: Manifest, width: int, height: int) -> Cameras:
    """The orbit of nr-render; where cameras stand all around, its pictures are DEGREES apart."""
    views = [camera_of(view) for view in manifest.views]
    return paths.orbit(shown.renderer.bounds, manifest.frame.up, views, NUM_FRAMES, width, height)


def words(camera: Cameras) -> dict[str, Any]:
    """One camera as the pages want it."""
    return dataclasses.asdict(camera_info(camera))


def psnr(got: np.ndarray, want: np.ndarray) -> float:
    """Decibels between two pictures [H, W, 3] uint8."""
    return metrics.psnr(torch.from_numpy(got / 255.0), torch.from_numpy(want / 255.0))
