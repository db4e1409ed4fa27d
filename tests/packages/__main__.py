"""`python -m tests.packages FOLDER`: every fake as FOLDER/NAME, its pictures as FOLDER/NAME-VIEW.png.

VIEW counts the manifest's views. The grey NAME-VIEW.allowed.png say by how much of 255 a host's channels may differ.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from neural_render.package.folder import write

from .fakes import FAKES


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.packages", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, make in FAKES.items():
        fake = make()
        write(fake.package, folder / name)
        for i, view in enumerate(fake.package.manifest.views):
            picture, allowed = fake.picture(view)
            Image.fromarray(np.round(255 * picture).astype(np.uint8)).save(folder / f"{name}-{i}.png")
            Image.fromarray(np.ceil(allowed).astype(np.uint8)).save(folder / f"{name}-{i}.allowed.png")


if __name__ == "__main__":
    main()
