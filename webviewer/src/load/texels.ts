// Entropy-coded textures: neural_render/package/coding.py is the same in Python.

import { type Codes, damaged, decodePlanes, decodePoints } from "../entropy";
import { PackageError } from "../errors";
import type { Texture } from "../manifest";
import { isBelieved, textureBytes } from "../sizes";
import type { Bytes } from "./bytes";

const PLANES = 0;
const POINTS = 1;
const HEAD_BYTES = 5; // the kind, the number of rows
const SIZE_BYTES = 4; // of the points

/** The texels as a raw file has them. */
export function decodeTexels(bytes: Bytes, texture: Texture): Bytes {
  const { file, format, quantisers, width, height } = texture;
  const layers = texture.layers ?? 1;
  const numTexels = width * height;
  if (!isBelieved(bytes.length, textureBytes(texture)))
    throw new PackageError(file, `has ${bytes.length} bytes, which claim to be ${textureBytes(texture)}`);
  const texels: Codes =
    format === "rgba8uint" ? new Uint8Array(4 * layers * numTexels) : new Uint16Array(4 * layers * numTexels);
  const bits = Array.from({ length: layers }, (_, layer) => {
    const quantiser = quantisers[quantisers.length === 1 ? 0 : layer];
    return quantiser?.bits ?? (format === "rgba8uint" ? 8 : 16);
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEAD_BYTES + SIZE_BYTES) throw damaged(file);
  const kind = view.getUint8(0);
  const numRows = view.getUint32(1, true);
  const isKnown = kind === PLANES || (kind === POINTS && layers === 1);
  if (!isKnown || numRows > numTexels) throw damaged(file);

  const fill = (at: number, values: Uint16Array) => {
    for (let i = 0; i < numRows; i += 1) texels[at + 4 * i] = values[i] as number;
  };
  if (kind === PLANES) {
    const widths = bits.flatMap((width) => [width, width, width, width]);
    decodePlanes(bytes.subarray(HEAD_BYTES), numRows, widths, file, (c, values) => {
      fill(4 * numTexels * (c >> 2) + (c & 3), values);
    });
  } else {
    const begin = HEAD_BYTES + SIZE_BYTES;
    const end = begin + view.getUint32(HEAD_BYTES, true);
    decodePoints(bytes.subarray(begin, end), numRows, bits[0] as number, texels, file);
    decodePlanes(bytes.subarray(end), numRows, bits, file, (_, values) => fill(3, values));
  }
  return new Uint8Array(texels.buffer);
}
