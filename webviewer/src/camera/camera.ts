// Pinhole cameras as everywhere in this project: OpenCV axes (+X right, +Y down, +Z forward), world to camera.

import type { Vector } from "../sort/sorting";

export type { Vector };

/** Rows of `viewmat`; fx, fy, cx, cy in pixels of a picture of this size. */
export interface Camera {
  readonly viewmat: readonly (readonly number[])[];
  readonly intrinsics: readonly [number, number, number, number];
  readonly width: number;
  readonly height: number;
}

/** Where the camera stands in the world. */
export function centerOf({ viewmat }: Camera): Vector {
  const at = (row: number, column: number) => viewmat[row]?.[column] as number;
  const along = (column: number) => -[0, 1, 2].reduce((sum, row) => sum + at(row, column) * at(row, 3), 0);
  return [along(0), along(1), along(2)];
}

/** Where the camera looks, in the world. */
export function forwardOf({ viewmat }: Camera): Vector {
  const [x, y, z] = viewmat[2] as readonly number[];
  return [x as number, y as number, z as number];
}

/** The same camera with a picture of another size: the same height of the field of view, square pixels as they were. */
export function fitCamera(camera: Camera, width: number, height: number): Camera {
  const scale = height / camera.height;
  const [fx, fy, cx, cy] = camera.intrinsics;
  const center = width / 2 + (cx - camera.width / 2) * scale;
  return { viewmat: camera.viewmat, intrinsics: [fx * scale, fy * scale, center, cy * scale], width, height };
}
