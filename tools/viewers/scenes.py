"""What the viewers show: packages baked from runs, the PLY of the sorted run, the path, and what is to be expected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neural_render import metrics, paths
from neural_render.bake import BakedScene, open_package
from neural_render.bake import bake as bake_package
from neural_render.cameras import Cameras
from neural_render.cli.subject import capture_of, open_scene
from neural_render.compress.budgets import Budget
from neural_render.errors import UserError
from neural_render.package.folder import write
from neural_render.package.manifest import Manifest
from neural_render.pictures import to_uint8
from neural_render.runs import open_run
from neural_render.scene import Scene

DEGREES = 1.5  # between two pictures of the path
NUM_FRAMES = round(360 / DEGREES)
UNREAD = {".wgsl", ".spv", ".metal"}  # in a package, but not for browsers


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
    capture = capture_of(subject)
    views = [capture.views[index] for index in capture.train] if capture else []
    write(bake_package(subject.scene, capture.name if capture else run.stem, views, Budget()), folder)
    package, baked = open_package(folder)
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix not in UNREAD]
    contents = {f"/{name}/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in files}
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
    views = []
    for view in manifest.views:
        fx, fy, cx, cy = view.intrinsics
        K = torch.tensor([[fx, 0, cx], [0, fy, cy], [0, 0, 1]])  # [3, 3]
        views.append(Cameras(torch.tensor(view.viewmat)[None], K[None], view.width, view.height))
    return paths.orbit(shown.renderer.bounds, manifest.frame.up, views, NUM_FRAMES, width, height)


def words(camera: Cameras) -> dict[str, Any]:
    """One camera as the pages want it."""
    K = camera.Ks[0].tolist()  # [3, 3]
    size = {"width": camera.width, "height": camera.height}
    return {"viewmat": camera.viewmats[0].tolist(), "intrinsics": [K[0][0], K[1][1], K[0][2], K[1][2]], **size}


def psnr(got: np.ndarray, want: np.ndarray) -> float:
    """Decibels between two pictures [H, W, 3] uint8."""
    return metrics.psnr(torch.from_numpy(got / 255.0), torch.from_numpy(want / 255.0))
