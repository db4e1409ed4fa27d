// What a network sees and what it gives: rays of a low resolution, and a picture.

import type { Camera } from "../camera/camera";
import { centerOf } from "../camera/camera";

export interface Rays {
  readonly data: Float32Array<ArrayBuffer>; // origin x, y, z, direction x, y, z: one plane after the other
  readonly width: number;
  readonly height: number;
}

/** One ray for `factor` x `factor` pixels, through their middle, its direction of a z-depth of 1. */
export function raysOf(camera: Camera, factor: number): Rays {
  const [width, height] = [Math.ceil(camera.width / factor), Math.ceil(camera.height / factor)];
  const size = width * height;
  const data = new Float32Array(6 * size);
  centerOf(camera).forEach((x, axis) => {
    data.fill(x, axis * size, (axis + 1) * size);
  });
  const [fx, fy, cx, cy] = camera.intrinsics;
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const along = [(factor * (column + 0.5) - cx) / fx, (factor * (row + 0.5) - cy) / fy, 1];
      for (let axis = 0; axis < 3; axis += 1) {
        const x = along.reduce((sum, part, i) => sum + part * (camera.viewmat[i]?.[axis] as number), 0);
        data[(3 + axis) * size + row * width + column] = x;
      }
    }
  return { data, width, height };
}

/** Texels of a picture whose planes are red, green and blue in 0 ... 1, cut to a size; its rows may be longer. */
export function texelsOf(
  planes: Float32Array,
  size: readonly [number, number],
  { width, height }: Camera,
): Uint8Array<ArrayBuffer> {
  const [fullWidth, fullHeight] = size;
  const texels = new Uint8Array(4 * width * height).fill(255);
  for (let channel = 0; channel < 3; channel += 1)
    for (let row = 0; row < height; row += 1)
      for (let column = 0; column < width; column += 1) {
        const value = planes[(channel * fullHeight + row) * fullWidth + column] as number;
        texels[4 * (row * width + column) + channel] = Math.round(255 * Math.min(1, Math.max(0, value)));
      }
  return texels;
}
