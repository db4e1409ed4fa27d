// What networks see and give.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Camera } from "../src/camera/camera";
import { raysOf, texelsOf } from "../src/networks/running";

const CAMERA: Camera = {
  viewmat: [
    [0, 1, 0, 2],
    [0, 0, 1, 3],
    [1, 0, 0, 4],
    [0, 0, 0, 1],
  ],
  intrinsics: [10, 20, 3, 1],
  width: 5,
  height: 3,
};

test("a ray goes through the middle of its pixels, and sizes are rounded up", () => {
  const { data, width, height } = raysOf(CAMERA, 4);
  assert.deepEqual([width, height], [2, 1]);
  // The camera stands at -R^T t; x looks along the world's y, y along z, z along x.
  assert.deepEqual([...data.slice(0, 6)], [-4, -4, -2, -2, -3, -3]);
  const directions = [1, 1, (2 - 3) / 10, (6 - 3) / 10, (2 - 1) / 20, (2 - 1) / 20];
  assert.deepEqual([...data.slice(6)], directions.map(Math.fround));
});

test("a picture is cut to the camera's size, clamped and rounded", () => {
  const planes = new Float32Array(3 * 8 * 4);
  planes[0] = 2;
  planes[1] = 0.5;
  planes[8] = -1;
  planes[8 * 4 + 4] = 1;
  planes[2 * 8 * 4 + 2 * 8 + 4] = 0.2;
  const texels = texelsOf(planes, [8, 4], CAMERA);
  assert.equal(texels.length, 4 * 5 * 3);
  assert.deepEqual([...texels.slice(0, 8)], [255, 0, 0, 255, 128, 0, 0, 255]);
  assert.deepEqual([...texels.slice(16, 24)], [0, 255, 0, 255, 0, 0, 0, 255]);
  assert.deepEqual([...texels.slice(-4)], [0, 0, 51, 255]);
});
