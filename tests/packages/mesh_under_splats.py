"""A textured mesh that leaves its depth; sorted discs over it, and discs as sums that are resolved over it.

The mesh has another picture in the second of two regions, where both are mixed, and reaches behind the camera."""

from __future__ import annotations

import dataclasses

import numpy as np
import torch

from neural_render.compress.quantise import Quantiser, encode, fit
from neural_render.package.checking import parse
from neural_render.package.folder import Package
from neural_render.package.manifest import CameraInfo
from neural_render.splatting.splats import NEAR_PLANE

from .building import Fake, inputs, manifest_table, one_pass, programs, target, texture, view
from .twins import ANYTHING, ROUNDED, bilinear, disc, farthest_first, lay_over, middles, rays, to_camera

COUNTS = {"sorted": 150, "summed": 100}
RADIUS = 0.16
BACKGROUND = [0.2, 0.3, 0.4]
REGIONS = np.array([[0.0, -0.5, -1.5], [1.5, -0.5, 0.5]])
OVERLAP = 6.0
# A floor and a wall that stands in it: a corner and two edges each.
RECTANGLES = np.array(
    [[[-2.0, 1.0, -3.0], [4.0, 0.0, 0.0], [0.0, 0.0, 9.0]], [[-1.0, -0.6, 2.6], [1.8, 0.0, 0.7], [0.0, 1.8, 0.0]]]
)
EDGE_PX = 0.02  # pixels whose middle is so near to an edge may fall to either side: GPUs snap vertices to 1/256 px
FILTERED = 2 * ROUNDED  # the allowed error, times 255, of 8-bit texels that were filtered with 8 bits of weight
HALVES = 0.5  # and that of a colour from a dozen halves added up, each rounded to 11 bits
SAME_DEPTH = 1e-3  # likewise where two surfaces are so near, relative to their depth


@dataclasses.dataclass
class _Discs:
    codes: np.ndarray  # [H, W, 4] uint16
    quantiser: Quantiser
    colors: np.ndarray  # [H, W, 4] uint8
    count: int

    def places(self) -> np.ndarray:
        """[N, 3]"""
        q = self.quantiser
        bent = np.array(q.low) + self.codes.reshape(-1, 4)[: self.count] * np.array(q.steps)
        return (np.array(q.center) + q.unit * np.sign(bent) * np.expm1(np.abs(bent)))[:, :3]

    def params(self) -> list[list[float]]:
        q = self.quantiser
        return [[*q.low[:3], q.unit], list(q.steps), list(q.center), [self.count, RADIUS, 0.0, 0.0]]


def mesh_under_splats() -> Fake:
    random = np.random.default_rng(3)
    discs = {name: _discs(random, count) for name, count in COUNTS.items()}
    pictures = {
        "tiles": random.integers(0, 256, (8, 8, 4), np.uint8),
        "stripes": np.tile(random.integers(0, 256, (1, 16, 4), np.uint8), (4, 1, 1)),
    }
    corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
    vertices = np.array([[*(o + u * a + v * b), u, v] for o, a, b in RECTANGLES for u, v in corners], np.float32)
    indices = np.array([i + 4 * k for k in range(2) for i in (0, 1, 2, 2, 1, 3)], np.uint32)
    tables, sources = programs("textured", "discs_sorted", "discs_summed", "mean_of_sums")
    mesh = {"program": "textured", "geometry": "mesh", "mesh": "rectangles", "depth": "write", "blend": "mix"}
    table = manifest_table(
        name="a mesh under splats",
        num_primitives=sum(COUNTS.values()),
        background=BACKGROUND,
        views=[
            view((0.2, -0.5, -1.6), (0.0, 0.2, 2.0), 70.0, 96, 64),
            view((1.2, -0.8, 0.6), (-0.2, 0.3, 3.0), 60.0, 75, 75),
        ],
        textures={name: texture(f"{name}.gz", "rgba8unorm", **_size(picture)) for name, picture in pictures.items()}
        | {f"colors_{name}": texture(f"c_{name}.gz", "rgba8unorm", **_size(d.colors)) for name, d in discs.items()}
        | {
            f"places_{name}": texture(f"p_{name}.gz", "rgba16uint", **_size(d.codes), quantisers=[_plain(d.quantiser)])
            for name, d in discs.items()
        },
        meshes={
            "rectangles": {
                "file": "rectangles.bin",
                "encoding": "raw",
                "num_vertices": len(vertices),
                "num_indices": len(indices),
            }
        },
        targets={"sums": target("rgba16float", screen=1)},
        programs=tables,
        regions=REGIONS.tolist(),
        overlap=OVERLAP,
        passes=[
            one_pass("mesh here", **mesh, inputs=inputs("tiles", linear=("tiles",)), region=0),
            one_pass("mesh there", **mesh, inputs=inputs("stripes", linear=("stripes",)), region=1),
            one_pass(
                "sorted discs",
                program="discs_sorted",
                geometry="quads",
                count=COUNTS["sorted"],
                sort="places_sorted",
                inputs=inputs("places_sorted", "colors_sorted", "order"),
                params=discs["sorted"].params(),
                blend="over",
                depth="test",
            ),
            one_pass(
                "summed discs",
                program="discs_summed",
                geometry="quads",
                count=COUNTS["summed"],
                inputs=inputs("places_summed", "colors_summed"),
                params=discs["summed"].params(),
                targets=["sums"],
                clear=[0.0] * 4,
                blend="add",
                depth="test",
            ),
            one_pass("resolve", program="mean_of_sums", inputs=inputs("sums"), blend="over"),
        ],
    )
    textures = pictures | {f"colors_{name}": d.colors for name, d in discs.items()}
    textures |= {f"places_{name}": d.codes for name, d in discs.items()}
    package = Package(parse(table), textures, {"rectangles": (vertices, indices)}, sources)
    return Fake(package, lambda camera: _picture(camera, discs, pictures))


def _discs(random: np.random.Generator, count: int) -> _Discs:
    width, height = 16, -(-count // 16)
    places = torch.zeros(width * height, 4)
    places[:, :3] = torch.from_numpy(random.uniform((-1.5, -1.0, -0.5), (1.5, 0.9, 5.0), (len(places), 3)))
    quantiser = fit(places, 16, curve="symlog")
    codes = encode(quantiser, places).numpy().astype(np.uint16).reshape(height, width, 4)
    return _Discs(codes, quantiser, random.integers(0, 256, (height, width, 4), np.uint8), count)


def _size(texels: np.ndarray) -> dict[str, int]:
    return {"width": texels.shape[1], "height": texels.shape[0]}


def _plain(quantiser: Quantiser) -> dict:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in vars(quantiser).items()}


def _picture(
    camera: CameraInfo, discs: dict[str, _Discs], pictures: dict[str, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    places = middles(camera.width, camera.height)
    center, _ = rays(camera, places)
    distances = np.linalg.norm(REGIONS - center, axis=1)  # [2]
    beyond = (distances / distances.min() - 1) / OVERLAP  # [2]
    shares = np.maximum(0, 1 - beyond) / (1 + beyond)  # [2] to be divided by their sum
    number, depths, uv = _hit(camera, places)
    is_certain = np.ones(number.shape, bool)
    for offset in (-EDGE_PX, EDGE_PX):
        for shift in ((offset, offset), (offset, -offset)):
            is_certain &= _hit(camera, places + np.array(shift))[0] == number
    both = [bilinear(pictures[name] / 255, uv)[..., :3] for name in ("tiles", "stripes")]
    on_mesh = np.average(both, axis=0, weights=shares)
    picture = np.where(number[..., None] < 0, np.array(BACKGROUND), on_mesh)
    allowed = np.where(number < 0, ROUNDED, FILTERED)  # [H, W]
    sums = np.zeros((*number.shape, 4))
    for name, group in discs.items():
        points, colors = to_camera(camera, group.places()), group.colors.reshape(-1, 4) / 255
        for i in farthest_first(points):
            alpha = colors[i, 3] * disc(camera, points[i], RADIUS)
            is_certain &= (alpha == 0) | (np.abs(points[i, 2] - depths) > SAME_DEPTH * points[i, 2])
            alpha = np.where(points[i, 2] <= depths, alpha, 0)
            if name == "sorted":
                picture, allowed = lay_over(picture, allowed, colors[i, :3], alpha)
            else:
                sums += alpha[..., None] * np.append(colors[i, :3], 1)
    total = sums[..., 3]
    picture, allowed = lay_over(picture, allowed, sums[..., :3] / np.maximum(sums[..., 3:], 1e-6), total / (1 + total))
    return picture, np.where(is_certain, allowed + HALVES, ANYTHING)


def _hit(camera: CameraInfo, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rectangle [H, W] that is seen at places [H, W, 2], -1 for none; z-depths [H, W]; uv [H, W, 2]."""
    center, directions = rays(camera, places)
    number = np.full(places.shape[:2], -1)
    depths, uv = np.full(places.shape[:2], np.inf), np.zeros(places.shape)
    for k, (corner, a, b) in enumerate(RECTANGLES):
        # center + t direction = corner + u a + v b
        normal = np.cross(a, b)
        t = ((corner - center) @ normal) / (directions @ normal)  # [H, W]
        offset = center + t[..., None] * directions - corner  # [H, W, 3]
        here = np.stack([offset @ a / (a @ a), offset @ b / (b @ b)], axis=-1)  # the edges are at right angles
        is_hit = (t > NEAR_PLANE) & (t < depths) & ((here >= 0) & (here <= 1)).all(axis=-1)
        number[is_hit], depths[is_hit], uv[is_hit] = k, t[is_hit], here[is_hit]
    return number, depths, uv
