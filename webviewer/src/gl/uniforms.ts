// The uniform blocks of programs, as docs/package.md lays them out.

import { type Camera, centerOf } from "../camera/camera";
import type { Frame } from "./targets";

export const VIEW_BYTES = 128;

/** The block `View` for a camera and the place where a pass draws. */
export function viewBlock(camera: Camera, { width, height, flip }: Frame): Float32Array {
  const block = new Float32Array(VIEW_BYTES / 4);
  for (let row = 0; row < 4; row += 1)
    for (let column = 0; column < 4; column += 1) block[4 * column + row] = camera.viewmat[row]?.[column] as number;
  block.set(camera.intrinsics, 16);
  block.set([camera.width, camera.height, width, height], 20);
  block.set([...centerOf(camera), 0], 24);
  // Depths 0 ... 1 become -1 ... 1 in GL.
  block.set([flip, 2, -1, 0], 28);
  return block;
}
