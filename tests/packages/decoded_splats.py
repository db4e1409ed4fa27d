"""Splats that a network makes at load: two passes fill targets with places and colours, the host reads the places back,
sorts by them, and draws discs from the targets."""

from __future__ import annotations

import numpy as np

from neural_render.package.checking import parse
from neural_render.package.folder import Package
from neural_render.package.manifest import CameraInfo

from .building import Fake, inputs, manifest_table, one_pass, programs, target, texture, view
from .twins import ROUNDED, disc, farthest_first, lay_over, to_camera

NUM_DISCS = 300  # neither a multiple of the 128 of an instance nor all of the texels
SIZE = (32, 10)
BACKGROUND = [0.1, 0.2, 0.3]


def decoded_splats() -> Fake:
    random = np.random.default_rng(2)
    codes = random.integers(0, 256, (SIZE[1], SIZE[0], 4), np.uint8)
    hidden = random.normal(0, 3, (2, 5, 4)).astype(np.float32)  # [layer, columns and bias, channel]
    last = random.normal(0, 0.5, (2, 9, 4)).astype(np.float32)
    last[1] *= 3
    tables, sources = programs("decode_hidden", "decode_splats", "discs_decoded")
    table = manifest_table(
        name="splats of a network",
        num_primitives=NUM_DISCS,
        background=BACKGROUND,
        views=[view((0.0, -0.5, -4.0), (0.1, 0.0, 0.0), 80.0, 80, 60), view((2.5, -1.0, 2.0), (0, 0, 0), 60.0, 72, 72)],
        textures={"codes": texture("codes.gz", "rgba8uint", width=SIZE[0], height=SIZE[1])},
        targets={
            "hidden": target("rgba32float", fixed=list(SIZE), layers=2),
            "places": target("rgba32float", fixed=list(SIZE)),
            "colors": target("rgba32float", fixed=list(SIZE)),
        },
        programs=tables,
        passes=[
            one_pass(
                "first layer",
                when="load",
                program="decode_hidden",
                inputs=inputs("codes"),
                params=hidden.reshape(-1, 4).tolist(),
                targets=["hidden"],
            ),
            one_pass(
                "last layer",
                when="load",
                program="decode_splats",
                inputs=inputs("hidden"),
                params=last.reshape(-1, 4).tolist(),
                targets=["places", "colors"],
            ),
            one_pass(
                "discs",
                program="discs_decoded",
                geometry="quads",
                count=NUM_DISCS,
                sort="places",
                inputs=inputs("places", "colors", "order"),
                params=[[NUM_DISCS, 0, 0, 0]],
                clear=[*BACKGROUND, 1.0],
                blend="over",
            ),
        ],
    )
    package = Package(parse(table), {"codes": codes}, {}, sources)
    splats = _decoded(codes, hidden.astype(np.float64), last.astype(np.float64))
    return Fake(package, lambda camera: _picture(camera, *splats))


def _decoded(codes: np.ndarray, hidden: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places [N, 3], radii [N], colours and opacities [N, 4]."""
    values = codes.reshape(-1, 4)[:NUM_DISCS] / 255
    features = np.concatenate([np.sin(values @ layer[:4] + layer[4]) for layer in hidden], axis=1)  # [N, 8]
    place, color = (features @ layer[:8] + layer[8] for layer in last)  # [N, 4] each
    return place[:, :3], 0.05 + 0.1 * np.abs(place[:, 3]), 0.5 + 0.5 * np.sin(color)


def _picture(
    camera: CameraInfo, places: np.ndarray, radii: np.ndarray, colors: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    picture = np.tile(np.array(BACKGROUND), (camera.height, camera.width, 1))
    allowed = np.full(picture.shape[:2], ROUNDED)
    points = to_camera(camera, places)  # [N, 3]
    for number in farthest_first(points):
        alpha = colors[number, 3] * disc(camera, points[number], radii[number])
        picture, allowed = lay_over(picture, allowed, colors[number, :3], alpha)
    return picture, allowed
