// Mouse, fingers and keys to movements of the rig.
//
// One pointer orbits (or looks around, in the mode `fly`), two pan and zoom; the right or middle button, or Shift,
// pans; the wheel zooms. Keys: WASD and QE fly, arrows do what a drag does, + and - zoom.

import type { Drag, Rig } from "./rig";

const WHEEL = 0.0015; // zoom per pixel of a wheel
const PINCH = 0.01; // the same for trackpads, which send pinches as a wheel with Ctrl
const LINE_PX = 16;
const KEY_TURN = 0.6; // heights of the picture per second
const KEY_ZOOM = 1; // per second, as a power of e
const KEY_FLY = 0.6; // radii of the scene per second
const FASTER = 3; // with Shift
const RELEASE_MS = 60; // a pointer that rested as long before it let go glides no further
const FLY_KEYS = "KeyW KeyS KeyA KeyD KeyQ KeyE".split(" ");
const TURN_KEYS = "ArrowLeft ArrowRight ArrowUp ArrowDown".split(" ");
const ZOOM_KEYS = "Equal NumpadAdd Minus NumpadSubtract".split(" ");
const KEYS = new Set([...FLY_KEYS, ...TURN_KEYS, ...ZOOM_KEYS]);

export interface ControlTarget {
  readonly rig: Rig | null; // null while there is nothing to move
  readonly canGlide: boolean;
  moved(): void; // the camera is another one now: draw
}

interface Place {
  x: number;
  y: number;
}

export class Controls {
  mode: "orbit" | "fly" = "orbit";
  private readonly listeners = new AbortController();
  private readonly pointers = new Map<number, Place>();
  private readonly held = new Set<string>();
  private drag: Drag = "orbit";
  private speed = { x: 0, y: 0, time: 0 };
  private keysSince = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    keys: EventTarget,
    private readonly target: ControlTarget,
  ) {
    const { signal } = this.listeners;
    canvas.style.touchAction = "none";
    canvas.addEventListener("pointerdown", (event) => this.down(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.move(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.up(event), { signal });
    canvas.addEventListener("pointercancel", (event) => this.up(event), { signal });
    canvas.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
    canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    keys.addEventListener("keydown", (event) => this.keyDown(event as KeyboardEvent), { signal });
    window.addEventListener("keyup", ({ code }) => this.held.delete(code), { signal });
    window.addEventListener("blur", () => this.held.clear(), { signal });
  }

  dispose(): void {
    this.listeners.abort();
  }

  /** Moves with the keys that are held; true while there are any. */
  update(now: number): boolean {
    const { rig } = this.target;
    if (this.held.size === 0 || rig === null) return false;
    const elapsed = Math.min(100, Math.max(0, now - this.keysSince)) / 1000;
    this.keysSince = now;
    const is = (code: string) => Number(this.held.has(code));
    const faster = this.held.has("ShiftLeft") || this.held.has("ShiftRight");
    const step = elapsed * (faster ? FASTER : 1) * KEY_FLY;
    const [right, up, ahead] = [is("KeyD") - is("KeyA"), is("KeyE") - is("KeyQ"), is("KeyW") - is("KeyS")];
    if (right || up || ahead) rig.fly(step * right, step * up, step * ahead);
    const height = this.canvas.clientHeight;
    const turn = elapsed * KEY_TURN * height;
    const [x, y] = [is("ArrowRight") - is("ArrowLeft"), is("ArrowDown") - is("ArrowUp")];
    // An arrow is where the camera goes; a drag is where the scene goes.
    if (x || y) rig.drag(this.dragKind(faster), -turn * x, -turn * y, height);
    const zoom = is("Minus") + is("NumpadSubtract") - is("Equal") - is("NumpadAdd");
    if (zoom) rig.zoom(Math.exp(elapsed * KEY_ZOOM * zoom));
    return true;
  }

  private dragKind(isPan: boolean): Drag {
    if (isPan) return "pan";
    return this.mode === "fly" ? "look" : "orbit";
  }

  private down(event: PointerEvent): void {
    const { rig } = this.target;
    if (rig === null) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    rig.stop();
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.drag = this.dragKind(event.button > 0 || event.shiftKey);
    this.speed = { x: 0, y: 0, time: event.timeStamp };
  }

  private move(event: PointerEvent): void {
    const { rig } = this.target;
    const pointer = this.pointers.get(event.pointerId);
    if (rig === null || pointer === undefined) return;
    const others = [...this.pointers].flatMap(([id, place]) => (id === event.pointerId ? [] : [place]));
    const [x, y] = [event.clientX - pointer.x, event.clientY - pointer.y];
    const height = this.canvas.clientHeight;
    const [other] = others;
    if (other === undefined) {
      rig.drag(this.drag, x, y, height);
      const elapsed = Math.max(1, event.timeStamp - this.speed.time);
      // The mean of the last movements: single ones are jerky.
      const mix = Math.exp(-elapsed / RELEASE_MS);
      const mean = (old: number, now: number) => mix * old + (1 - mix) * (now / elapsed);
      this.speed = { x: mean(this.speed.x, x), y: mean(this.speed.y, y), time: event.timeStamp };
    } else if (others.length === 1) {
      // Each finger moves the middle of both by half its way.
      const before = Math.hypot(pointer.x - other.x, pointer.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      rig.drag("pan", x / 2, y / 2, height);
      if (before > 0 && after > 0) rig.zoom(before / after);
      this.speed.time = 0;
    }
    pointer.x = event.clientX;
    pointer.y = event.clientY;
    this.target.moved();
  }

  private up(event: PointerEvent): void {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size > 0) return;
    const { x, y, time } = this.speed;
    const rests = event.timeStamp - time > RELEASE_MS || event.type === "pointercancel";
    if (rests || !this.target.canGlide) return;
    this.target.rig?.release(this.drag, x, y, performance.now());
    this.target.moved();
  }

  private wheel(event: WheelEvent): void {
    const { rig } = this.target;
    event.preventDefault();
    if (rig === null) return;
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
    rig.zoom(Math.exp(Math.max(-1, Math.min(1, pixels * (event.ctrlKey ? PINCH : WHEEL)))));
    this.target.moved();
  }

  private keyDown(event: KeyboardEvent): void {
    const isForm = event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement;
    // Keys with Ctrl, Alt or Meta belong to the browser, as those in a form belong to it.
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isForm) return;
    if (event.code.startsWith("Shift")) this.held.add(event.code);
    if (!KEYS.has(event.code) || this.target.rig === null) return;
    event.preventDefault();
    const isFirst = ![...this.held].some((code) => KEYS.has(code));
    if (isFirst) this.keysSince = event.timeStamp;
    this.held.add(event.code);
    this.target.moved();
  }
}
