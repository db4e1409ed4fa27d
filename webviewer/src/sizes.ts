// How many bytes the parts of a package have, decoded.

import {
  BYTES_PER_TEXEL,
  FREE_BYTES,
  MAX_UNPACKED,
  type Mesh,
  type Program,
  type Target,
  type Texture,
} from "./manifest";

/** Whether a file of so many bytes may claim to be so many: no memory is taken for what hardly any bytes say. */
export function isBelieved(packed: number, decoded: number): boolean {
  return decoded <= FREE_BYTES + MAX_UNPACKED * packed;
}

/** Bytes of the texels of a texture. */
export function textureBytes({ format, width, height, layers }: Texture): number {
  return BYTES_PER_TEXEL[format] * width * height * (layers ?? 1);
}

/** Bytes of the pixels of a target; 0 where the screen decides. */
export function targetBytes({ format, size, layers }: Target): number {
  const [width, height] = size.fixed ?? [0, 0];
  return BYTES_PER_TEXEL[format] * width * height * (layers ?? 1);
}

/** Bytes of a target for each pixel of the screen; 0 where its size is its own. */
export function pixelBytes({ format, size, layers }: Target): number {
  return (BYTES_PER_TEXEL[format] * (layers ?? 1)) / (size.screen ?? Infinity) ** 2;
}

/** Bytes of the vertices and indices of a mesh. */
export function meshBytes(mesh: Mesh): number {
  return 20 * mesh.num_vertices + 4 * mesh.num_indices;
}

/** Bytes of the shaders of a program that WebGL compiles. */
export function glslBytes(program: Program): number {
  return program.glsl_vertex + program.glsl_fragment;
}
