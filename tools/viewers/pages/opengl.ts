// Our cameras for viewers with OpenGL's axes (+X right, +Y up, +Z backward).

import type { Camera } from "./drive";

export const NEAR_AND_FAR = [0.01, 1000] as const;

/** Camera to world in OpenGL's axes, by rows. */
export function toOpenGl({ viewmat }: Camera): number[] {
  const at = (row: number, column: number) => viewmat[row]?.[column] as number;
  const sign = [1, -1, -1];
  const rows = [0, 1, 2].map((row) => {
    const axes = sign.map((value, column) => value * at(column, row));
    const center = -[0, 1, 2].reduce((sum, k) => sum + at(k, row) * at(k, 3), 0);
    return [...axes, center];
  });
  return [...rows.flat(), 0, 0, 0, 1];
}

/** The vertical field of view in degrees. */
export function fieldOfView({ intrinsics, height }: Camera): number {
  return (360 / Math.PI) * Math.atan(height / (2 * intrinsics[1]));
}
