// planes.json as a package has it, and the triangles that fill its outlines.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PackageError } from "../src/errors";
import { fansOf } from "../src/gl/overlay";
import { colorOf, parsePlanes } from "../src/planes/planes";

const OUTER = [
  [0, 0, 2],
  [4, 0, 2],
  [4, 4, 2],
  [0, 4, 2],
];
const HOLE = [
  [1, 1, 2],
  [1, 2, 2],
  [2, 1, 2],
];
const ROW = {
  id: 1,
  normal: [0, 0, 1],
  offset: 2,
  polygons: [{ outer: OUTER, holes: [HOLE] }],
  area: 15.5,
  area_m2: null,
};

function parsed(changes: object, row: object = {}) {
  const table = { format_version: 1, meters_per_unit: null, planes: [{ ...ROW, ...row }], ...changes };
  return parsePlanes(new TextEncoder().encode(JSON.stringify(table)), "planes.json.gz");
}

test("planes have rings and areas", () => {
  const [plane] = parsed({});
  assert.deepEqual(plane?.normal, [0, 0, 1]);
  assert.deepEqual(
    plane?.rings.map((ring) => ring.length),
    [12, 9],
  );
  assert.equal(plane?.areaM2, null);
  assert.deepEqual(parsed({ planes: [] }), []);
});

const BROKEN: Record<string, [object, object?]> = {
  "another version": [{ format_version: 2 }],
  "no list": [{ planes: {} }],
  "no table": [{ planes: [3] }],
  "another id": [{}, { id: 2 }],
  "no normal": [{}, { normal: [0, 1] }],
  "four numbers": [{}, { normal: [0, 0, 1, 0] }],
  "far away": [{}, { offset: 1e12 }],
  "no outline": [{}, { polygons: [{ outer: [], holes: [] }] }],
  "no holes": [{}, { polygons: [{ outer: OUTER }] }],
  "words for areas": [{}, { area_m2: "1" }],
};
for (const [name, [changes, row]] of Object.entries(BROKEN))
  test(`refused: ${name}`, () => {
    assert.throws(() => parsed(changes, row), PackageError);
  });

test("what is no JSON is refused", () => {
  assert.throws(() => parsePlanes(new Uint8Array([123]), "planes.json.gz"), PackageError);
});

test("fans cover a point an odd number of times where it is inside", () => {
  const [plane] = parsed({});
  assert.ok(plane);
  const { corners, indices, fans } = fansOf([plane, plane]);
  assert.deepEqual(
    fans.map(({ first, count }) => [first, count]),
    [
      [0, 9],
      [9, 9],
    ],
  );
  assert.equal(Math.max(...indices), corners.length / 3 - 1);
  const covered = (x: number, y: number) => {
    const at = (index: number): [number, number] => [corners[3 * index] as number, corners[3 * index + 1] as number];
    let count = 0;
    for (let i = 0; i < 9; i += 3) {
      const [a, b, c] = [0, 1, 2].map((j) => at(indices[i + j] as number)) as [number, number][];
      if (a === undefined || b === undefined || c === undefined) throw new Error("three corners");
      const side = (p: [number, number], q: [number, number]) =>
        (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
      const sides = [side(a, b), side(b, c), side(c, a)];
      if (sides.every((s) => s > 0) || sides.every((s) => s < 0)) count += 1;
    }
    return count % 2;
  };
  assert.deepEqual([covered(3.1, 3.2), covered(1.2, 1.3), covered(5, 1)], [1, 0, 0]);
});

test("colours are those of Python's pictures", () => {
  // colorsys.hsv_to_rgb(0.61803398875, 0.7, 0.95) and that of id 2
  const expected = [
    [0.285, 0.47904, 0.95],
    [0.67309, 0.95, 0.285],
  ];
  for (const [index, color] of expected.entries())
    for (const [channel, value] of color.entries())
      assert.ok(Math.abs((colorOf(index + 1)[channel] as number) - value) < 1e-3, `${index} ${channel}`);
});
