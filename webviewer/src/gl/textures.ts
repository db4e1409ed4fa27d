// Textures of a package and of targets. How they are filtered is no property of a texture here but of samplers, since
// two passes may read one texture differently.

import type { Bytes } from "../load/bytes";
import type { Target, Texture } from "../manifest";
import { checkErrors } from "./device";
import type { Owned } from "./owned";

/** A texture in GL, and what a sampler in a shader must be to read it. */
export interface GlTexture {
  readonly handle: WebGLTexture;
  readonly width: number;
  readonly height: number;
  readonly layers: number | null;
  readonly isUint: boolean;
  readonly bytes: number;
}

type Format = Texture["format"] | Target["format"] | "r32uint";
type Layout = readonly [internal: GLenum, format: GLenum, type: GLenum, bytes: number];

export interface TextureSize {
  readonly width: number;
  readonly height: number;
  readonly layers: number | null;
}

export function createTexture(owned: Owned, format: Format, { width, height, layers }: TextureSize): GlTexture {
  const { gl } = owned;
  const handle = owned.texture();
  const [internal, , , bytesPerTexel] = layout(gl, format);
  if (layers === null) {
    gl.bindTexture(gl.TEXTURE_2D, handle);
    gl.texStorage2D(gl.TEXTURE_2D, 1, internal, width, height);
  } else {
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, internal, width, height, layers);
  }
  const bytes = bytesPerTexel * width * height * (layers ?? 1);
  return { handle, width, height, layers, isUint: format.endsWith("uint"), bytes };
}

/** A texture that holds the bytes of a file. */
export function uploadTexture(owned: Owned, texture: Texture, bytes: Bytes, where: string): GlTexture {
  const { gl } = owned;
  const created = createTexture(owned, texture.format, texture);
  const [, format, type] = layout(gl, texture.format);
  const texels = typed(gl, type, bytes);
  const { width, height, layers } = texture;
  if (layers === null) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, format, type, texels);
  else gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 0, width, height, layers, format, type, texels);
  checkErrors(gl, where);
  return created;
}

/** Writes all texels of a texture of numbers, the order of splats. */
export function writeOrder(gl: WebGL2RenderingContext, { handle, width, height }: GlTexture, order: Uint32Array): void {
  gl.bindTexture(gl.TEXTURE_2D, handle);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RED_INTEGER, gl.UNSIGNED_INT, order);
}

/** Writes all texels of a plain texture of four bytes each. */
export function writeTexels(gl: WebGL2RenderingContext, { handle, width, height }: GlTexture, texels: Bytes): void {
  gl.bindTexture(gl.TEXTURE_2D, handle);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, texels);
}

export function createSampler(owned: Owned, filter: "nearest" | "linear"): WebGLSampler {
  const { gl } = owned;
  const sampler = owned.sampler();
  const value = filter === "linear" ? gl.LINEAR : gl.NEAREST;
  gl.samplerParameteri(sampler, gl.TEXTURE_MIN_FILTER, value);
  gl.samplerParameteri(sampler, gl.TEXTURE_MAG_FILTER, value);
  gl.samplerParameteri(sampler, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.samplerParameteri(sampler, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return sampler;
}

function layout(gl: WebGL2RenderingContext, format: Format): Layout {
  switch (format) {
    case "rgba8unorm":
      return [gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, 4];
    case "rgba8uint":
      return [gl.RGBA8UI, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, 4];
    case "rgba16uint":
      return [gl.RGBA16UI, gl.RGBA_INTEGER, gl.UNSIGNED_SHORT, 8];
    case "rgba16float":
      return [gl.RGBA16F, gl.RGBA, gl.HALF_FLOAT, 8];
    case "rgba32float":
      return [gl.RGBA32F, gl.RGBA, gl.FLOAT, 16];
    case "r32uint":
      return [gl.R32UI, gl.RED_INTEGER, gl.UNSIGNED_INT, 4];
  }
}

function typed(gl: WebGL2RenderingContext, type: GLenum, bytes: Bytes): ArrayBufferView {
  if (type === gl.FLOAT) return new Float32Array(bytes.buffer);
  if (type === gl.HALF_FLOAT || type === gl.UNSIGNED_SHORT) return new Uint16Array(bytes.buffer);
  return bytes;
}
