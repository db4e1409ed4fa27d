// The camera that hands move: where it may go, how it glides on, and the way from one view to the next.

import type { CameraInfo, Manifest } from "../manifest";
import { type Camera, centerOf, forwardOf, type Vector } from "./camera";
import { Axes, add, between, dot, type Lens, lensOf, norm, type Pose } from "./pose";

const FIELD_OF_VIEW = (50 * Math.PI) / 180; // of a scene without views, over the smaller side
const MAX_PITCH = (89 * Math.PI) / 180;
const LOOKS_AT_MIDDLE = 0.9; // median cosine between views and the direction of the middle, as in neural_render/paths.py
const TRAVEL_MS = 600; // from one view to the next
const GLIDE_MS = 160; // in which a glide loses all but a third of its speed
const MIN_GLIDE = 0.02; // px per ms; slower is standing still

/** How a drag moves the camera: about the target, about itself, or sideways. */
export type Drag = "orbit" | "look" | "pan";

interface Travel {
  readonly from: Pose;
  readonly to: Pose;
  readonly lenses: readonly [Lens, Lens];
  readonly start: number;
}

export class Rig {
  readonly views: readonly CameraInfo[];
  /** Whether the views look at the middle of the scene; those in a room look past it, and nobody turns a room. */
  readonly looksInwards: boolean;
  private readonly axes: Axes;
  private readonly middle: Vector;
  private readonly radius: number;
  private readonly farthest: number;
  private pose: Pose;
  private lens: Lens;
  private travel: Travel | null = null;
  private glide: { drag: Drag; x: number; y: number; time: number } | null = null;

  constructor({ frame, bounds, views }: Manifest, aspect: number) {
    this.views = views;
    this.axes = new Axes(frame.up);
    this.middle = bounds.center;
    this.radius = bounds.radius > 0 ? bounds.radius : 1;
    const places = views.map((view) => norm(add(this.axes.eye(this.poseOf(view)), this.middle, -1)));
    this.farthest = Math.max(3 * this.radius, ...places.map((distance) => 1.25 * distance));
    const cosines = views.map((view) => {
      const inwards = add(this.middle, centerOf(view), -1);
      return dot(forwardOf(view), inwards) / (norm(inwards) || 1);
    });
    const median = cosines.sort((a, b) => a - b)[(cosines.length - 1) >> 1];
    this.looksInwards = median === undefined || median > LOOKS_AT_MIDDLE;
    [this.pose, this.lens] = this.start(aspect);
  }

  camera(width: number, height: number): Camera {
    return this.axes.camera(this.pose, this.lens, width, height);
  }

  /** Takes a camera over, at once. */
  set(camera: Camera): void {
    this.stop();
    this.pose = this.poseOf(camera);
    this.lens = lensOf(camera);
  }

  /** The way to a view of the capture, or home where it is null; at once where nothing shall move by itself. */
  go(view: CameraInfo | null, aspect: number, now: number, isAtOnce: boolean): void {
    this.stop();
    const [to, lens] = view === null ? this.start(aspect) : ([this.poseOf(view), lensOf(view)] as const);
    if (!isAtOnce) this.travel = { from: this.pose, to, lenses: [this.lens, lens], start: now };
    else [this.pose, this.lens] = [to, lens];
  }

  /** Moves with a pointer that went so many pixels in a picture of this height. */
  drag(kind: Drag, x: number, y: number, height: number): void {
    this.travel = null;
    const { yaw, pitch, roll, target, distance } = this.pose;
    const [right, down] = this.axes.rows(this.pose);
    if (kind === "pan") {
      const scale = -distance / (this.lens[1] * height);
      this.move({ ...this.pose, target: add(add(target, right, scale * x), down, scale * y) });
      return;
    }
    // Drags are along the picture's axes, angles along the horizon, which levels while the camera turns.
    const level = [Math.cos(roll) * x - Math.sin(roll) * y, Math.sin(roll) * x + Math.cos(roll) * y] as const;
    const angle = kind === "orbit" ? -Math.PI / height : 1 / (this.lens[1] * height);
    const turned = {
      ...this.pose,
      yaw: yaw + angle * level[0],
      pitch: Math.max(-MAX_PITCH, Math.min(MAX_PITCH, pitch + angle * level[1])),
      roll: roll * Math.exp(-Math.abs(angle) * Math.hypot(x, y)),
    };
    if (kind === "orbit") this.move(turned);
    else this.move({ ...turned, target: add(this.axes.eye(this.pose), this.axes.rows(turned)[2], distance) });
  }

  /** Goes to the target, or away from it where the factor is above 1. */
  zoom(factor: number): void {
    this.travel = null;
    this.move({ ...this.pose, distance: this.pose.distance * factor });
  }

  /** Flies right, up and forward, in radii of the scene. */
  fly(right: number, up: number, forward: number): void {
    this.travel = null;
    const [toRight, , ahead] = this.axes.rows(this.pose);
    const shift = add(add(add([0, 0, 0], toRight, right), this.axes.up, up), ahead, forward);
    this.move({ ...this.pose, target: add(this.pose.target, shift, this.radius) });
  }

  /** Goes on as the pointer went before it let go, in pixels per ms. */
  release(drag: Drag, x: number, y: number, time: number): void {
    this.glide = Math.hypot(x, y) > MIN_GLIDE ? { drag, x, y, time } : null;
  }

  stop(): void {
    this.travel = this.glide = null;
  }

  /** Moves what moves by itself; true while there is more to come. */
  update(now: number, height: number): boolean {
    if (this.travel !== null) {
      const { from, to, lenses, start } = this.travel;
      const time = Math.min(1, (now - start) / TRAVEL_MS);
      const share = time * time * (3 - 2 * time);
      this.pose = time < 1 ? between(from, to, share) : to;
      this.lens = lenses[0].map((x, i) => x + share * ((lenses[1][i] as number) - x)) as unknown as Lens;
      if (time >= 1) this.travel = null;
    }
    if (this.glide !== null) {
      const { drag, x, y, time } = this.glide;
      const elapsed = Math.max(0, now - time);
      this.drag(drag, x * elapsed, y * elapsed, height);
      const left = Math.exp(-elapsed / GLIDE_MS);
      this.release(drag, x * left, y * left, now);
    }
    return this.travel !== null || this.glide !== null;
  }

  /** Where a scene starts: its first view, or all of it in the picture. */
  private start(aspect: number): [Pose, Lens] {
    const [view] = this.views;
    if (view !== undefined) return [this.poseOf(view), lensOf(view)];
    const focal = (0.5 / Math.tan(FIELD_OF_VIEW / 2)) * Math.min(1, aspect);
    const distance = (1.1 * this.radius) / Math.sin(FIELD_OF_VIEW / 2);
    const pose = { target: this.middle, distance, yaw: 0.6, pitch: -0.35, roll: 0 };
    return [pose, [focal, focal, 0, 0.5]];
  }

  private poseOf(camera: Camera): Pose {
    return this.axes.pose(camera, this.middle, 0.1 * this.radius, this.radius);
  }

  /** Takes a pose, but keeps the scene within reach: not too near, not too far. */
  private move(pose: Pose): void {
    const distance = Math.max(0.02 * this.radius, Math.min(2 * this.farthest, pose.distance));
    const within = { ...pose, distance };
    const offset = add(this.axes.eye(within), this.middle, -1);
    const excess = Math.max(0, 1 - this.farthest / norm(offset));
    this.pose = { ...within, target: add(pose.target, offset, -excess) };
  }
}
