"""A light field: rays at an eighth of the screen into a target of two layers, a tail of convolutions that doubles the
resolution twice, and a pass that enlarges its last targets to the screen."""

from __future__ import annotations

import numpy as np

from neural_render.package.checking import parse
from neural_render.package.folder import Package
from neural_render.package.manifest import CameraInfo

from .building import Fake, inputs, manifest_table, one_pass, programs, target, texture, view
from .twins import bilinear, middles, rays, rounded

RAY_PX, FREQUENCY = 8, 9.0
ALLOWED = (
    2.5  # error, times 255: half floats keep 11 bits, the brightness 8, and textures are filtered with 8 bits of weight
)


def light_field() -> Fake:
    # [tap, layer out, layer in, channel in, channel out] for two convolutions
    weights = np.random.default_rng(1).normal(0, 0.18, (2, 9, 2, 2, 4, 4)).astype(np.float32)
    tables, sources = programs("rays", "widen", "shade", "enlarge")
    names = ("weights_widen", "weights_shade")
    table = manifest_table(
        name="a light field",
        views=[view((0.4, -0.3, -2.0), (0.0, 0.1, 1.0), 70.0, 90, 62), view((-1.0, 0.2, 0.0), (0, 0, 4), 50.0, 61, 83)],
        textures={name: texture(f"{name}.bin", "rgba32float", "raw", width=36, height=4) for name in names},
        targets={
            "rays": target("rgba32float", screen=RAY_PX, layers=2),
            "wide": target("rgba16float", screen=4, layers=2),
            "color": target("rgba16float", screen=2),
            "brightness": target("rgba8unorm", screen=2),
        },
        programs=tables,
        passes=[
            one_pass("rays", program="rays", targets=["rays"], params=[[RAY_PX, FREQUENCY, 0.0, 0.0]]),
            one_pass("widen", program="widen", targets=["wide"], inputs=inputs("rays", names[0])),
            one_pass("shade", program="shade", targets=["color", "brightness"], inputs=inputs("wide", names[1])),
            one_pass("enlarge", program="enlarge", inputs=inputs("color", "brightness", linear=("color",))),
        ],
    )
    # Texel (4 tap + 2 out + in, channel in) holds the four channels out.
    texels = {name: w.transpose(3, 0, 1, 2, 4).reshape(4, 36, 4) for name, w in zip(names, weights, strict=True)}
    package = Package(parse(table), texels, {}, sources)
    return Fake(package, lambda camera: _picture(camera, weights.astype(np.float64)))


def _picture(camera: CameraInfo, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    sizes = {k: (-(-camera.width // k), -(-camera.height // k)) for k in (8, 4, 2)}
    center, directions = rays(camera, RAY_PX * middles(*sizes[8]))
    directions /= np.linalg.norm(directions, axis=-1, keepdims=True)  # [H, W, 3]
    with_center = [np.concatenate([directions, np.full((*directions.shape[:2], 1), c)], axis=-1) for c in center[:2]]
    features = np.stack([with_center[0], np.sin(FREQUENCY * with_center[1])], axis=2)  # [H, W, 2, 4]
    wide = np.maximum(_convolved(features, sizes[4], weights[0]), 0).astype(np.float16).astype(np.float64)
    shaded = _convolved(wide, sizes[2], weights[1])  # [H, W, 2, 4]
    color = shaded[:, :, 0].astype(np.float16).astype(np.float64)
    brightness = rounded(np.clip(0.5 + 0.5 * shaded[:, :, 1], 0, 1))
    places = middles(camera.width, camera.height)
    picked = bilinear(color, 0.5 * places / np.array(sizes[2]))[..., :3]
    x, y = (places // 2).astype(int).transpose(2, 0, 1)
    picture = np.clip((0.5 + 0.4 * picked) * brightness[y, x, :3], 0, 1)
    return picture, np.full(picture.shape[:2], ALLOWED)


def _convolved(features: np.ndarray, size: tuple[int, int], weights: np.ndarray) -> np.ndarray:
    """[H, W, 2, 4] at twice the resolution of the features."""
    height, width = features.shape[:2]
    result = 0.0
    for tap in range(9):
        x = np.clip((np.arange(size[0]) + tap % 3 - 1) // 2, 0, width - 1)
        y = np.clip((np.arange(size[1]) + tap // 3 - 1) // 2, 0, height - 1)
        result = result + np.einsum("hwic,oicd->hwod", features[y][:, x], weights[tap])
    return result
