"""Renders the bundled capture: a still life on a table, photographed all around, with exact geometry.

    python -m tools.make_capture neural_render/datasets/tabletop

Run from the repository's root with `pip install mitsuba pillow numpy`; with libLLVM (Debian: libllvm19) it is several
times faster. The capture is written beside its place and moved there when it is complete. Everything follows from
--seed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

from .check import check

EXPOSURE = 2.4  # brings paper in the light of the window to about 0.9 of white
NUM_POINTS = 4000


def parse(argv: list[str] | None) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="make_capture", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, help="folder of the capture")
    parser.add_argument("--views", type=int, default=60, help="number of views, test views included (60)")
    parser.add_argument("--test-views", type=int, default=12, help="how many of them are for testing (12)")
    parser.add_argument("--width", type=int, default=512)
    parser.add_argument("--height", type=int, default=384)
    parser.add_argument("--spp", type=int, default=64, help="samples per pixel, before denoising (64)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--maps", choices=("all", "test"), default="test", help="which views get depth and normals")
    parser.add_argument("--only", type=int, nargs="*", help="render only these views, as PNG, to look at them")
    parser.add_argument("--check", action="store_true", help="verify an existing capture instead of rendering one")
    args = parser.parse_args(argv)
    if not 0 < args.test_views < args.views:
        parser.error(f"--test-views {args.test_views} of --views {args.views}: both splits need at least one view")
    if not args.check and not args.only and (args.output / "transforms.json").exists():
        parser.error(f"{args.output} already holds a capture; remove it, or verify it with --check")
    return args


def main(argv: list[str] | None = None) -> None:
    """Renders and verifies a capture, or only verifies one."""
    args = parse(argv)
    if not args.check:
        make(args)
    if not args.only and check(args.output):
        sys.exit(1)


def make(args: argparse.Namespace) -> None:
    """Builds the scene, renders every view and writes the capture."""
    from . import render, room, still_life, writing
    from .cameras import orbit, split
    from .scene import Planes

    mi = render.use_mitsuba()
    objects, surroundings, lamps, path, cloud = (np.random.default_rng([args.seed, k]) for k in range(5))
    planes = Planes()
    items = still_life.build(objects) + room.build(surroundings)
    scene = render.build(mi, items, room.lights(lamps), planes)
    views = orbit(args.views, args.width, args.height, path)
    train, test = split(args.views, args.test_views)
    names = [f"view_{index:03d}" for index in range(args.views)]
    geometry = test if args.maps == "test" else list(range(args.views))
    folder = args.output.with_name(args.output.name + ".partial")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    points, colors = [], []
    started = time.monotonic()
    for index in args.only or range(args.views):
        view = views[index]
        image = render.develop(render.photograph(mi, scene, view, args.spp, args.seed * args.views + index), EXPOSURE)
        print(f"{names[index]}: {time.monotonic() - started:.0f} s with {mi.variant()}", flush=True)
        if args.only:
            Image.fromarray(image).save(folder / f"{names[index]}.png")
            continue
        maps = render.cast(mi, scene, view)
        writing.write_view(folder, names[index], image, maps, index in geometry)
        if index in train:
            share = [len(part) for part in np.array_split(np.arange(NUM_POINTS), len(train))][train.index(index)]
            more, tints = writing.sample_points(view, image, maps, share, cloud)
            points.append(more)
            colors.append(tints)
    if not args.only:
        writing.write_points(folder / "sparse_points.ply", np.concatenate(points), np.concatenate(colors))
        writing.write_planes(folder, planes)
        writing.write_transforms(folder, views, names, test, geometry)
    args.output.mkdir(parents=True, exist_ok=True)
    for part in folder.iterdir():
        part.replace(args.output / part.name)
    folder.rmdir()


if __name__ == "__main__":
    main()
