// Shares of regions: the same numbers as neural_render/package/regions.py gives.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mixingAt } from "../src/camera/regions";
import type { Vector } from "../src/sort/sorting";

const CENTERS: Vector[] = [
  [0, 0, 0],
  [10, 0, 0],
  [0, 40, 0],
];

function near(
  mixing: ReadonlyMap<number | null, number>,
  expected: readonly (readonly [number | null, number])[],
): void {
  assert.deepEqual([...mixing.keys()], [null, ...expected.map(([region]) => region)]);
  for (const [region, factor] of expected) assert.ok(Math.abs((mixing.get(region) as number) - factor) < 1e-9);
}

test("one region alone well inside it, at its centre and without an overlap", () => {
  near(mixingAt([1, 0, 0], CENTERS, 0.5), [[0, 1]]);
  near(mixingAt([0, 40, 0], CENTERS, 0.5), [[2, 1]]);
  near(mixingAt([5.1, 0, 0], CENTERS, 0), [[1, 1]]);
});

test("two regions change evenly with the ratio of their distances", () => {
  near(mixingAt([5, 0, 0], CENTERS, 0.5), [
    [0, 1],
    [1, 0.5],
  ]);
  // 4.5 and 5.5: 22 % farther, of 50 %.
  near(mixingAt([4.5, 0, 0], CENTERS, 0.5), [
    [0, 1],
    [1, (1 - 0.4444444444444444) / 2],
  ]);
});

test("each of three has its share", () => {
  const centers: Vector[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  near(mixingAt([0, 0, 0], centers, 0.2), [
    [0, 1],
    [1, 1 / 2],
    [2, 1 / 3],
  ]);
});

test("no regions, only passes of none", () => near(mixingAt([1, 2, 3], [], 0), []));
