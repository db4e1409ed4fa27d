// The order of splats, compared with a sort of numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DepthSorter, decodePositions, type Vector } from "../src/sort/sorting";

/** Numbers in 0 ... 1, the same in every run (a linear congruential generator, Numerical Recipes 7.1). */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function cloud(count: number, spread: (x: number) => number): Float32Array {
  const random = randoms(7);
  return Float32Array.from({ length: 3 * count }, () => spread(2 * random() - 1));
}

const DIRECTIONS: Vector[] = [
  [0, 0, 1],
  [0.6, 0, -0.8],
  [-0.48, 0.6, 0.64],
];
const SPREADS: [string, (x: number) => number][] = [
  ["a cube", (x) => x],
  ["a cube far from the origin", (x) => 100 + x],
  ["a few very far away", (x) => (Math.abs(x) < 0.999 ? x : 1e6 * x)],
];

for (const [name, spread] of SPREADS)
  test(`farthest first: ${name}`, () => {
    const count = 20_000;
    const positions = cloud(count, spread);
    const sorter = new DepthSorter(positions);
    const order = new Uint32Array(count + 100);
    for (const [x, y, z] of DIRECTIONS) {
      sorter.sort([x, y, z], order);
      const depth = (i: number) =>
        Math.fround(
          x * (positions[3 * i] as number) +
            y * (positions[3 * i + 1] as number) +
            z * (positions[3 * i + 2] as number),
        );
      const wanted = [...Array(count).keys()].sort((i, j) => depth(j) - depth(i) || j - i);
      assert.deepEqual([...order.slice(0, count)], wanted);
    }
  });

test("of equal depths the higher number comes first", () => {
  const order = new Uint32Array(4);
  new DepthSorter(new Float32Array([0, 0, 1, 5, 0, 1, 0, 0, 2, 0, 9, 1])).sort([0, 0, 1], order);
  assert.deepEqual([...order], [2, 3, 1, 0]);
});

test("none, one, and all at one place", () => {
  for (const count of [0, 1, 5]) {
    const order = new Uint32Array(count);
    new DepthSorter(new Float32Array(3 * count)).sort([0, 0, 1], order);
    assert.deepEqual([...order].sort(), [...Array(count).keys()]);
  }
});

test("codes become positions as in compress/quantise.py", () => {
  const quantiser = {
    bits: 16,
    curve: "symlog" as const,
    low: [-1, 0, -2, 0],
    high: [1, 0, 2, 0],
    center: [0.5, 3, 0, 0],
    unit: 2,
  };
  const texels = Uint16Array.of(0, 0, 65535, 0, 65535, 7, 0, 0);
  const e = Math.E - 1;
  const e2 = Math.E ** 2 - 1;
  const wanted = [0.5 - 2 * e, 3, 2 * e2, 0.5 + 2 * e, 3, -2 * e2];
  const got = decodePositions({ count: 2, texels, quantiser });
  wanted.forEach((value, i) => {
    assert.ok(Math.abs((got[i] as number) - value) < 1e-5);
  });
  const linear = { ...quantiser, curve: "linear" as const };
  assert.deepEqual([...decodePositions({ count: 2, texels, quantiser: linear })], [-1, 0, 2, 1, 0, -2]);
  const floats = Float32Array.of(1, 2, 3, 9);
  assert.deepEqual([...decodePositions({ count: 1, texels: floats, quantiser: null })], [1, 2, 3]);
});
