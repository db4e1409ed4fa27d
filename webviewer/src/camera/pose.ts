// The camera as hands think of it: a target, a distance, and angles about the capture's upward axis.
//
// Notation: h is the horizontal direction of the yaw, forward = cos(pitch) h + sin(pitch) up, right = h x up,
// down = forward x right; the roll turns right and down about forward. Angles in radians, in a picture that is `height`
// pixels high.

import type { Camera, Vector } from "./camera";

export interface Pose {
  readonly target: Vector;
  readonly distance: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** Focal lengths and principal point from the picture's middle axis and top, as parts of its height. */
export type Lens = readonly [fx: number, fy: number, cx: number, cy: number];

export function lensOf({ intrinsics: [fx, fy, cx, cy], width, height }: Camera): Lens {
  return [fx / height, fy / height, (cx - width / 2) / height, cy / height];
}

export const add = (a: Vector, b: Vector, scale = 1): Vector => [
  a[0] + scale * b[0],
  a[1] + scale * b[1],
  a[2] + scale * b[2],
];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const norm = (a: Vector): number => Math.hypot(...a);
const unit = (a: Vector): Vector => add([0, 0, 0], a, 1 / norm(a));

/** Cameras from poses and back, for one upward axis. */
export class Axes {
  readonly up: Vector;
  private readonly east: Vector;
  private readonly north: Vector;

  constructor(up: Vector) {
    this.up = unit(up);
    const smallest = this.up.map(Math.abs).indexOf(Math.min(...this.up.map(Math.abs)));
    this.east = unit(cross(this.up, [Number(smallest === 0), Number(smallest === 1), Number(smallest === 2)]));
    this.north = cross(this.up, this.east);
  }

  /** The unit vectors right, down and forward of a pose in the world. */
  rows({ yaw, pitch, roll }: Pose): readonly [Vector, Vector, Vector] {
    const horizontal = add(scaled(this.east, Math.cos(yaw)), this.north, Math.sin(yaw));
    const forward = add(scaled(horizontal, Math.cos(pitch)), this.up, Math.sin(pitch));
    const right = cross(horizontal, this.up);
    const down = cross(forward, right);
    const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
    return [add(scaled(right, cos), down, sin), add(scaled(down, cos), right, -sin), forward];
  }

  eye(pose: Pose): Vector {
    return add(pose.target, this.rows(pose)[2], -pose.distance);
  }

  camera(pose: Pose, [fx, fy, cx, cy]: Lens, width: number, height: number): Camera {
    const rows = this.rows(pose);
    const eye = this.eye(pose);
    const viewmat = [...rows.map((row) => [...row, -dot(row, eye)]), [0, 0, 0, 1]];
    return { viewmat, intrinsics: [fx * height, fy * height, cx * height + width / 2, cy * height], width, height };
  }

  /** The pose of a camera, its target at the point of its line of sight that is the nearest to `middle`. */
  pose({ viewmat }: Camera, middle: Vector, smallest: number, otherwise: number): Pose {
    const [right, down, forward] = viewmat.map((row) => [row[0], row[1], row[2]]) as unknown as Vector[] as [
      Vector,
      Vector,
      Vector,
    ];
    const shift = viewmat.map((row) => row[3]) as unknown as Vector;
    const eye = scaled(add(add(scaled(right, shift[0]), down, shift[1]), forward, shift[2]), -1);
    const along = dot(add(middle, eye, -1), forward);
    const distance = along > smallest ? along : otherwise;
    // Seen straight from above or below only the picture's own axes tell the yaw.
    const horizontal = norm(cross(forward, this.up)) > 1e-6 ? forward : cross(this.up, right);
    const yaw = Math.atan2(dot(horizontal, this.north), dot(horizontal, this.east));
    const pitch = Math.asin(Math.max(-1, Math.min(1, dot(forward, this.up))));
    const level = { target: eye, distance, yaw, pitch, roll: 0 };
    const [levelRight, levelDown] = this.rows(level);
    const roll = Math.atan2(dot(right, levelDown), dot(right, levelRight));
    return { ...level, target: add(eye, forward, distance), roll };
  }
}

/** A pose between two, the shorter way around. */
export function between(a: Pose, b: Pose, share: number): Pose {
  const turn = (from: number, to: number) => {
    const whole = 2 * Math.PI;
    const difference = (((to - from + Math.PI) % whole) + whole) % whole;
    return from + share * (difference - Math.PI);
  };
  return {
    target: add(scaled(a.target, 1 - share), b.target, share),
    distance: a.distance ** (1 - share) * b.distance ** share,
    yaw: turn(a.yaw, b.yaw),
    pitch: a.pitch + share * (b.pitch - a.pitch),
    roll: turn(a.roll, b.roll),
  };
}

function scaled(a: Vector, scale: number): Vector {
  return [a[0] * scale, a[1] * scale, a[2] * scale];
}
