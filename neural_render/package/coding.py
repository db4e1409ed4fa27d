"""Texels of codes as entropy-coded bytes, the encoding "entropy" of a texture: docs/package.md, "Entropy coding".

Letters: L layers, N rows, which are the texels of a layer up to the last that is not 0 in all layers.
"""

from __future__ import annotations

import numpy as np

from neural_render.compress import entropy
from neural_render.package.checking import is_believed
from neural_render.package.manifest import Texture

PLANES, POINTS = 0, 1
HEAD_BYTES = 5  # the kind, the number of rows
SIZE_BYTES = 4  # of the points


def bits_of(texture: Texture) -> list[int]:
    """The bits of every layer's codes."""
    own = [quantiser.bits for quantiser in texture.quantisers] or [8 if texture.format == "rgba8uint" else 16]
    layers = texture.layers or 1
    return own * layers if len(own) == 1 else own


def encode(texels: np.ndarray, texture: Texture) -> bytes:  # [(L,) H, W, 4]
    """The bytes of a file; raises ValueError where a code has more bits than its quantiser."""
    layers = texture.layers or 1
    texels = texels.reshape(layers, -1, 4)  # [L, H * W, 4]
    used = np.flatnonzero(texels.any(axis=(0, 2)))
    num_rows = int(used[-1]) + 1 if len(used) else 0
    rows = texels[:, :num_rows].transpose(1, 0, 2).reshape(num_rows, 4 * layers)  # [N, 4 L]
    bits = bits_of(texture)
    if layers > 1 or not entropy.in_morton_order(rows[:, :3]):
        planes = entropy.encode_planes(rows, [width for width in bits for _ in range(4)])
        return bytes([PLANES]) + num_rows.to_bytes(4, "little") + planes
    points = entropy.encode_points(rows[:, :3], bits[0])
    head = bytes([POINTS]) + num_rows.to_bytes(4, "little") + len(points).to_bytes(SIZE_BYTES, "little")
    return head + points + entropy.encode_planes(rows[:, 3:], bits)


def decode(data: bytes, texture: Texture) -> bytes:
    """The texels as a raw file has them; raises ValueError where the bytes are cut, too many, too few, or damaged."""
    layers, num_texels = texture.layers or 1, texture.height * texture.width
    if not is_believed(len(data), texture.num_bytes):
        raise ValueError(f"{len(data)} bytes of entropy-coded data claim to be {texture.num_bytes}")
    kind, num_rows = data[:1], int.from_bytes(data[1:HEAD_BYTES], "little")
    if len(data) < HEAD_BYTES:
        raise ValueError("entropy-coded data is cut")
    if kind not in (bytes([PLANES]), bytes([POINTS])) or num_rows > num_texels or (kind[0] == POINTS and layers > 1):
        raise ValueError("entropy-coded data is damaged")
    bits = bits_of(texture)
    texels = np.zeros((layers, num_texels, 4), "u1" if texture.format == "rgba8uint" else "<u2")
    if kind[0] == PLANES:
        widths = [width for width in bits for _ in range(4)]
        rows = entropy.decode_planes(data[HEAD_BYTES:], num_rows, 4 * layers, widths)  # [N, 4 L]
        texels[:, :num_rows] = rows.reshape(num_rows, layers, 4).transpose(1, 0, 2)
        return texels.tobytes()
    begin = HEAD_BYTES + SIZE_BYTES
    end = begin + int.from_bytes(data[HEAD_BYTES:begin], "little")
    texels[0, :num_rows, :3] = entropy.decode_points(data[begin:end], num_rows, bits[0])
    texels[0, :num_rows, 3:] = entropy.decode_planes(data[end:], num_rows, 1, bits)
    return texels.tobytes()
