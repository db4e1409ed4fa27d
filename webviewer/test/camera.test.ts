// Cameras to poses and back, and what hands may do to them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Camera, centerOf, fitCamera } from "../src/camera/camera";
import { Axes, between, cross, dot, lensOf, norm, type Pose } from "../src/camera/pose";
import { Rig } from "../src/camera/rig";
import type { Manifest } from "../src/manifest";

const UPS = [
  [0, 0, 1],
  [0, -1, 0],
  [0.36, 0.48, -0.8],
] as const;
const LENS = [1.2, 1.1, 0.03, 0.48] as const;
const POSES: Pose[] = [
  { target: [1, 2, 3], distance: 4, yaw: 0.3, pitch: -0.4, roll: 0 },
  { target: [0, 0, 0], distance: 1, yaw: -3, pitch: 1.2, roll: 1.5 },
  { target: [-5, 0, 1], distance: 0.2, yaw: 2, pitch: Math.PI / 2, roll: 0.1 },
];

function near(a: readonly number[], b: readonly number[], tolerance = 1e-9): void {
  a.forEach((value, i) => {
    assert.ok(Math.abs(value - (b[i] as number)) < tolerance, `${a} is not ${b}`);
  });
}

function manifest(words: Partial<Manifest> = {}): Manifest {
  const bounds = { center: [1, 1, 1], radius: 2, is_open: false };
  return { frame: { up: [0, 0, 1], meters_per_unit: null }, bounds, views: [], ...words } as unknown as Manifest;
}

test("a pose and its camera are the same thing", () => {
  for (const up of UPS)
    for (const pose of POSES) {
      const axes = new Axes(up);
      const camera = axes.camera(pose, LENS, 300, 200);
      const [right, down, forward] = axes.rows(pose);
      near(cross(right, down), forward);
      near([norm(right), dot(right, down)], [1, 0]);
      near(centerOf(camera), axes.eye(pose));
      near(lensOf(camera), LENS);
      const back = axes.pose(camera, pose.target, 0, 1);
      near(axes.camera(back, LENS, 300, 200).viewmat.flat(), camera.viewmat.flat());
      near(back.target, pose.target);
    }
});

test("without a roll the horizon is level and the upward axis points up", () => {
  for (const up of UPS) {
    const axes = new Axes(up);
    const [right, down] = axes.rows({ ...(POSES[0] as Pose), roll: 0 });
    near([dot(right, axes.up)], [0]);
    assert.ok(dot(down, axes.up) < 0);
  }
});

test("the way between two poses ends at both and is the shorter one", () => {
  const [a, b] = [POSES[0] as Pose, { ...(POSES[1] as Pose), yaw: 0.3 + 2 * Math.PI - 0.2 }];
  const axes = new Axes([0, 0, 1]);
  near(axes.eye(between(a, b, 0)), axes.eye(a));
  near(axes.eye(between(a, b, 1)), axes.eye(b));
  near([between(a, b, 0.5).yaw], [0.2]);
});

test("another shape of the picture keeps the height of the field of view", () => {
  const camera: Camera = { viewmat: [], intrinsics: [100, 110, 52, 41], width: 100, height: 80 };
  const fitted = fitCamera(camera, 400, 160);
  near(fitted.intrinsics, [200, 220, 204, 82]);
  assert.deepEqual(fitCamera(camera, 100, 80).intrinsics, camera.intrinsics);
});

test("without views all of the scene is in the picture", () => {
  for (const [width, height] of [
    [300, 100],
    [100, 300],
  ] as const) {
    const { viewmat, intrinsics } = new Rig(manifest(), width / height).camera(width, height);
    const [fx, fy, cx, cy] = intrinsics;
    for (let i = 0; i < 200; i += 1) {
      // Points of the sphere of the bounds, a spiral.
      const z = 1 - (2 * i) / 199;
      const ring = Math.sqrt(Math.max(0, 1 - z * z));
      const point = [1 + 2 * ring * Math.cos(i), 1 + 2 * ring * Math.sin(i), 1 + 2 * z, 1];
      const [x, y, depth] = viewmat.map((row) => row.reduce((sum, value, k) => sum + value * (point[k] as number), 0));
      assert.ok((depth as number) > 0);
      const place = [(fx * (x as number)) / (depth as number) + cx, (fy * (y as number)) / (depth as number) + cy];
      assert.ok(0 < (place[0] as number) && (place[0] as number) < width, `${place}`);
      assert.ok(0 < (place[1] as number) && (place[1] as number) < height, `${place}`);
    }
  }
});

test("views around the middle look inwards, and those in a room do not", () => {
  const axes = new Axes([0, 0, 1]);
  const ring = (distance: number, beyond: number) =>
    [0, 1, 2, 3, 4].map((yaw) => {
      const target = [1 + beyond * Math.cos(yaw), 1 + beyond * Math.sin(yaw), 1] as const;
      return axes.camera({ target, distance, yaw, pitch: 0, roll: 0 }, LENS, 9, 9);
    });
  const looksInwards = (...views: Camera[]) => new Rig(manifest({ views: views as never }), 1).looksInwards;
  const [around, outwards] = [ring(4, 0), ring(0.1, 1)];
  assert.ok(looksInwards());
  assert.ok(looksInwards(...around));
  assert.ok(looksInwards(...around, ...outwards.slice(1)));
  assert.ok(!looksInwards(...outwards));
  assert.ok(!looksInwards(...outwards, ...around.slice(1)));
});

test("no hand gets lost: not beyond the scene, not over the pole, never anything but numbers", () => {
  const rig = new Rig(manifest(), 1);
  for (let i = 0; i < 3000; i += 1) {
    const kind = (["orbit", "look", "pan"] as const)[i % 3] as "orbit";
    rig.drag(kind, 90 * Math.sin(i * i), 400 * Math.cos(3 * i), 100);
    rig.zoom(Math.exp(3 * Math.sin(7 * i)));
    rig.fly(Math.sin(i), 5, Math.cos(i));
    const camera = rig.camera(100, 100);
    assert.ok(camera.viewmat.flat().every(Number.isFinite));
    const [x, y, z] = centerOf(camera);
    assert.ok(Math.hypot(x - 1, y - 1, z - 1) < 6 + 1e-6);
    const [, down, forward] = camera.viewmat as [number[], number[], number[]];
    assert.ok(Math.abs(forward[2] as number) < 1 - 1e-5 && (down[2] as number) < 0);
  }
});

test("the scene follows the pointer", () => {
  const pixel = (camera: Camera, point: readonly number[]) => {
    const [x, y, z] = camera.viewmat.map((row) => row.reduce((sum, v, k) => sum + v * (point[k] as number), 0)) as [
      number,
      number,
      number,
    ];
    const [fx, fy, cx, cy] = camera.intrinsics;
    return [(fx * x) / z + cx, (fy * y) / z + cy] as const;
  };
  const middle = [1, 1, 1, 1];
  const panned = new Rig(manifest(), 1);
  const before = pixel(panned.camera(100, 100), middle);
  panned.drag("pan", 7, -4, 100);
  near(pixel(panned.camera(100, 100), middle), [before[0] + 7, before[1] - 4], 1e-6);
  const turned = new Rig(manifest(), 1);
  turned.drag("look", 2, 1, 100);
  near(pixel(turned.camera(100, 100), middle), [before[0] + 2, before[1] + 1], 0.3);
});
