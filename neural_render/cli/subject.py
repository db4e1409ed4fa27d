"""What commands are pointed at: a run, a package, or a file of splats from anywhere."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import torch

from neural_render import representations
from neural_render.bake import open_package
from neural_render.cameras import Cameras
from neural_render.data import load_capture
from neural_render.data.config import DataConfig
from neural_render.errors import UserError
from neural_render.export import FORMATS, FileInfo, format_of
from neural_render.export.planes import make
from neural_render.files import num_bytes
from neural_render.package.cameras import camera_of
from neural_render.package.folder import is_package
from neural_render.planes.plane import Planes
from neural_render.runs import is_run, open_run
from neural_render.scene import Renderable, Scene
from neural_render.splatting.raster.cuda import load_gsplat
from neural_render.splatting.splats import PARAMETERS, Splats
from neural_render.types import Bounds, Capture, Frame

# The axes of most splat files are those of their first camera, and images have y downwards.
FILE_UP = (0.0, -1.0, 0.0)
# Splats outside these shares of each coordinate are taken for background.
INNER_SHARE = (0.02, 0.98)


@dataclass(frozen=True)
class Subject:
    """A scene, where it came from, and where its results go."""

    path: Path
    scene: Renderable
    data: DataConfig | None  # the capture a run was trained on; None for a file
    results: Path  # folder for eval.json and its pictures
    num_bytes: int  # of the scene folder, the package, or the file
    has_background: bool  # False for a file that does not say what its splats were trained over
    views: tuple[Cameras, ...] = ()  # a package's own


def open_subject(path: Path, device: str) -> Subject:
    """Loads a run, a package or a file of splats; raises UserError when `path` is none, or a run without a scene."""
    path = Path(path)
    check_device(device)
    if is_run(path):
        run = open_run(path)
        config = run.config()
        if not run.scene.is_dir():
            raise UserError(
                f"the run {path} has no scene yet",
                "a run that was stopped before its end",
                f"continue it: nr-train {config.method} with the same --data and --name, and --resume",
            )
        scene = Scene.load(run.scene, device)
        data = config.data.without_given_maps()
        return Subject(path, scene, data, run.folder, num_bytes(run.scene), has_background=True)
    if is_package(path):
        if device != "cpu":
            raise UserError(f"cannot render the package {path}", f"--device {device}", "packages render on the cpu")
        package, baked = open_package(path)
        views = tuple(camera_of(view) for view in package.manifest.views)
        run = path.parent if is_run(path.parent) else None
        data = open_run(run).config().data.without_given_maps() if run else None
        return Subject(path, baked, data, results_of(path), num_bytes(path), has_background=True, views=views)
    kind = format_of(path)
    if kind is None or kind.needs != "sorted_splats":
        given = f"{'a' if path.exists() else 'no'} file {path.name}"
        suffixes = [kind.suffix for kind in FORMATS.values() if kind.needs == "sorted_splats"]
        raise UserError(
            f"{path} is neither a run nor a package nor a file of splats",
            "a folder without config.toml and manifest.json" if path.is_dir() else given,
            f"give a folder that nr-train or nr-bake wrote, or a file that ends in {', '.join(suffixes)}",
        )
    splats, info = kind.load().read(path)
    for note in info.notes:
        print(f"{path}: {note}")
    scene = scene_of_splats(splats, info, device)
    return Subject(path, scene, None, results_of(path), num_bytes(path), has_background=info.background is not None)


def results_of(path: Path) -> Path:
    """Where the numbers and pictures of a package or a file go: beside it, with its whole name."""
    path = path if path.name not in ("", "..") else path.resolve()
    return path.with_name(f"{path.name}.eval")


def open_scene(path: Path, device: str) -> Subject:
    """`open_subject` for what works on scenes only; raises UserError for a package."""
    subject = open_subject(path, device)
    if not isinstance(subject.scene, Scene):
        raise UserError(f"{path} is a package", "a scene that was baked already", "give the run that it was baked from")
    return subject


def capture_of(subject: Subject) -> Capture | None:
    """The capture that the subject was trained on; None, and a note, where it cannot be read or is not known."""
    if subject.data is None:
        return None
    try:
        return load_capture(subject.data)
    except UserError as error:
        print(f"note: the capture cannot be read ({error.what})")
        return None


def planes_of(subject: Subject, capture: Capture | None) -> Planes:
    """The planes that a package has, or those that nr-export would write of a scene; UserError where there are none."""
    if isinstance(subject.scene, Scene):
        if capture is None:
            raise UserError(
                "planes are made of what a capture's cameras see",
                f"{subject.path}, whose capture is not there",
                "give a run whose capture can be read",
            )
        return make(subject.scene, capture)
    if subject.scene.planes is None:
        raise UserError(
            f"the package {subject.path} has no planes", "one that was baked without", "bake it with nr-bake --planes"
        )
    return subject.scene.planes


def data_config(known: DataConfig | None, data: Path | None, downscale: int | None) -> DataConfig | None:
    """The capture's config from what the run knows and the command line says; None where neither names a capture.

    Raises UserError for a downscale below 1.
    """
    if data is not None:
        same_capture = known is not None and Path(known.path).resolve() == data.resolve()
        known = known if same_capture else DataConfig(path=data)
    if known is None or downscale is None:
        return known
    if downscale < 1:
        raise UserError("cannot read the capture", f"--downscale {downscale}", "give a --downscale of at least 1")
    return dataclasses.replace(known, downscale=downscale)


def scene_of_splats(splats: Splats, info: FileInfo, device: str) -> Scene:
    """Splats from a file as a scene of the method `gaussians`; the bounds are guessed from the splats."""
    method = representations.find("gaussians")
    state = {name: getattr(splats, name) for name in PARAMETERS}
    state |= {"extent": torch.tensor(1.0), "active_sh_degree": torch.tensor(splats.sh_degree)}
    config = method.Config(sh_degree=splats.sh_degree, antialias=splats.antialias)
    return Scene(
        method="gaussians",
        representation=method.load_model().restore(config, state).to(device),
        frame=Frame(info.up or FILE_UP, info.meters_per_unit),
        bounds=_bounds(splats),
        background=info.background or (0.0, 0.0, 0.0),
        provenance={},
    )


def _bounds(splats: Splats) -> Bounds:
    """The box of the inner, better visible splats with their size, as a sphere."""
    is_visible = splats.logit_opacities >= splats.logit_opacities.median()  # [N], never none
    means = splats.means[is_visible].double()  # [M, 3]
    reach = 2 * splats.log_scales[is_visible].double().amax(dim=1, keepdim=True).exp()  # [M, 1] two deviations
    first, last = (round(share * (len(means) - 1)) for share in INNER_SHARE)
    low = (means - reach).sort(dim=0).values[first]  # [3]
    high = (means + reach).sort(dim=0).values[last]  # [3]
    radius = float((high - low).norm()) / 2
    return Bounds(tuple(((low + high) / 2).tolist()), radius, radius, is_open=False)


def check_device(device: str) -> None:
    """Raises UserError for a GPU that is not there, or without the package that draws on it."""
    if device == "cuda":
        load_gsplat()
