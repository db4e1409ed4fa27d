"""Generates three captures of rooms with exact depth, normals and plane ids, to measure what finds planes.

    python -m tools.make_rooms FOLDER

writes FOLDER/apartment (three rooms), FOLDER/bare (30 % of the walls without texture) and FOLDER/mirror; they are
read as any capture is. Needs numpy and pillow; about two minutes each on one core. Everything follows from --seed.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path

import numpy as np

from tools.make_capture import render, writing
from tools.make_capture.cameras import split
from tools.make_capture.scene import Planes

from .scenes import SCENES, Scene, cameras
from .surfaces import Quad

SEED = 20
EXPOSURE = 0.95
NUM_POINTS = 6000


def parse(argv: list[str] | None) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="make_rooms", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, help="folder that the captures' folders are made in")
    parser.add_argument("--scenes", nargs="+", choices=SCENES, default=list(SCENES))
    parser.add_argument("--views", type=int, default=60, help="views of each scene, test views included (60)")
    parser.add_argument("--test-views", type=int, default=8, help="how many of them are for testing (8)")
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--height", type=int, default=240)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args(argv)
    if not 0 < args.test_views < args.views:
        parser.error(f"--test-views {args.test_views} of --views {args.views}: both splits need at least one view")
    for name in args.scenes:
        if (args.output / name).exists():
            parser.error(f"{args.output / name} is already there; remove it first")
    return args


def main(argv: list[str] | None = None) -> None:
    """Writes the scenes that were asked for."""
    args = parse(argv)
    for name in args.scenes:
        make(args, name)


def make(args: argparse.Namespace, name: str) -> None:
    """Builds one scene and writes its capture, which appears when it is complete."""
    started = time.monotonic()
    building, path, cloud = (np.random.default_rng([args.seed, list(SCENES).index(name), part]) for part in range(3))
    scene: Scene = SCENES[name](building)
    planes = planes_of(scene.quads)
    ids = {plane: index + 1 for index, plane in enumerate(planes.names)}
    place = scene.place()
    views = cameras(scene.rooms, args.views, args.width, args.height, path)
    train, test = split(args.views, args.test_views)
    names = [f"view_{index:03d}" for index in range(args.views)]
    folder = (args.output / name).with_name(f"{name}.partial")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    points, colors = [], []
    shares = dict(zip(train, np.array_split(np.arange(NUM_POINTS), len(train)), strict=True))
    for index, view in enumerate(views):
        image = render.develop(place.photograph(view), EXPOSURE)
        maps = place.maps(view, ids)
        writing.write_view(folder, names[index], image, maps, with_geometry=True)
        if index in shares:
            count = min(len(shares[index]), image[..., 0].size)
            more, tints = writing.sample_points(view, image, maps, count, cloud)
            points.append(more)
            colors.append(tints)
    writing.write_points(folder / "sparse_points.ply", np.concatenate(points), np.concatenate(colors))
    writing.write_planes(folder, planes)
    writing.write_transforms(folder, views, names, test, list(range(args.views)))
    folder.replace(args.output / name)
    bare = f"{100 * scene.untextured_share():.0f} % of the walls without texture"
    print(f"{args.output / name}: {len(planes.names)} planes, {bare}, {time.monotonic() - started:.0f} s", flush=True)


def planes_of(quads: list[Quad]) -> Planes:
    """The planes of all faces, those of one name once."""
    planes = Planes()
    for quad in quads:
        if quad.plane not in planes.names:
            planes.names.append(quad.plane)
            planes.normals.append(quad.normal)
            planes.offsets.append(float(quad.normal @ quad.center))
    return planes


if __name__ == "__main__":
    main()
