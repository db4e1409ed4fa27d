"""Entropy-coded textures: the texels come back, and the viewer's tests read the same files.

`python tests/unit/test_coding.py` writes tests/golden/coded_textures.json, which webviewer/test/texels.test.ts decodes.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neural_render.compress import entropy
from neural_render.compress.quantise import Quantiser
from neural_render.package import coding
from neural_render.package.manifest import Texture

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "coded_textures.json"
ZERO = (0.0,) * 4


def texture(texels: np.ndarray, *bits: int) -> Texture:
    *layers, height, width, _ = texels.shape
    kind = {1: "rgba8uint", 2: "rgba16uint"}[texels.itemsize]
    quantisers = tuple(Quantiser(width, "linear", ZERO, ZERO, ZERO, 1.0) for width in bits)
    return Texture("t.bin", "entropy", kind, width, height, layers[0] if layers else None, quantisers)


def cases() -> dict[str, tuple[np.ndarray, list[int]]]:
    """Texels, and the bits of the quantisers: every kind of stream and every mode of a channel."""
    generator = np.random.default_rng(0)
    points = generator.integers(0, 1 << 16, (700, 4)).astype(np.uint16)
    points[:, 3] = 7
    points[300:400, :3] = points[300, :3]  # many at one place
    points[400:600, :3] >>= 9
    means = np.zeros((24, 30, 4), np.uint16)
    means.reshape(-1, 4)[:700] = points[entropy.morton_order(points[:, :3])]
    layers = np.zeros((3, 20, 40, 4), np.uint8)
    first = generator.binomial(63, 0.4, 790)
    rows = layers.reshape(3, -1, 4)
    for layer, bits in enumerate((8, 6, 6)):
        rows[layer, :790, 0] = first % (1 << bits)
        rows[layer, :790, 1] = (first + generator.integers(0, 3, 790)) % (1 << bits)  # like the channel before
        rows[layer, :790, 2] = np.repeat(generator.integers(0, 1 << bits, 79), 10)  # like the row before
    steps = np.cumsum(generator.integers(-2, 3, (600, 4)), axis=0).astype(np.uint16).reshape(20, 30, 4)
    return {
        "points": (means, [16]),
        "layers": (layers, [8, 6, 6]),
        "steps of 16 bits": (steps, []),
        "noise": (generator.integers(0, 256, (4, 5, 4)).astype(np.uint8), []),
        "one point": (np.array([[[9, 1, 700, 3], [0, 0, 0, 0]]], np.uint16), [10]),
        "nothing": (np.zeros((3, 2, 4), np.uint8), [3]),
    }


@pytest.mark.parametrize("name", cases())
def test_texels_come_back(name: str) -> None:
    texels, bits = cases()[name]
    kind = texture(texels, *bits)
    data = coding.encode(texels, kind)
    assert coding.decode(data, kind) == texels.tobytes()
    for broken in (data[:-1], data + b"\0", bytes([2]) + data[1:], b""):
        with pytest.raises(ValueError, match="entropy-coded data"):
            coding.decode(broken, kind)


def test_the_viewer_reads_what_is_written_today() -> None:
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == table()


def test_positions_are_points_where_they_lie_along_the_curve() -> None:
    texels, bits = cases()["points"]
    kind = texture(texels, *bits)
    assert coding.encode(texels, kind)[0] == coding.POINTS
    assert coding.encode(texels[:, ::-1], kind)[0] == coding.PLANES


def test_codes_beyond_their_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="code 9 in channel 4 given, which has 3 bits"):
        coding.encode(np.full((2, 1, 1, 4), 9, np.uint8), texture(np.zeros((2, 1, 1, 4), np.uint8), 4, 3))


def test_more_rows_than_texels_are_refused() -> None:
    texels = np.ones((2, 2, 4), np.uint8)
    data = coding.encode(texels, texture(texels))
    with pytest.raises(ValueError, match="damaged"):
        coding.decode(data[:1] + b"\xff\xff\xff\xff" + data[5:], texture(texels))


def table() -> list[dict[str, Any]]:
    made = []
    for name, (texels, bits) in cases().items():
        kind = texture(texels, *bits)
        text = {"texels": texels.tobytes(), "file": coding.encode(texels, kind)}
        layout = {"format": kind.format, "width": kind.width, "height": kind.height, "layers": kind.layers}
        made.append({"case": name, "bits": bits, **layout} | {k: base64.b64encode(v).decode() for k, v in text.items()})
    return made


if __name__ == "__main__":
    GOLDEN.write_text("[\n" + ",\n".join(json.dumps(case) for case in table()) + "\n]\n", encoding="utf-8")
