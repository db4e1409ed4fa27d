// The viewer: a canvas that shows a package. It draws only when something has changed.

import { type Camera, forwardOf } from "./camera/camera";
import { Controls } from "./camera/controls";
import { Rig } from "./camera/rig";
import { checkDevice, checkErrors, finished, openContext, readCanvas, restored } from "./gl/device";
import { Scene } from "./gl/scene";
import { PackageReader, readManifest } from "./load/package";
import { type Package, type Source, sourceOf } from "./load/source";
import type { CameraInfo, Manifest } from "./manifest";
import { Networks } from "./networks/networks";
import type { Plane } from "./planes/planes";
import { Sorter } from "./sort/sorter";
import type { Stats } from "./stats";

export interface ViewerOptions {
  /** Pixels of the picture per CSS pixel, at most; 2 unless given. */
  readonly maxPixelRatio?: number;
  /** The address of the folder with the files of onnxruntime-web, for packages with networks; `onnxruntime/` beside
   * this file unless given. */
  readonly runtime?: string;
  /** Where keys are listened for; the canvas unless given. */
  readonly keys?: EventTarget;
}

const CONTINUOUS_MS = 20;
const LOST = new Error("the graphics context was lost");

type State = "empty" | "loading" | "ready" | "lost" | "failed";

/** Sends "change" when the state, the progress or the error is another one, and "frame" when a picture was drawn. */
export class Viewer extends EventTarget {
  state: State = "empty";
  progress = 0; // 0 ... 1, of what is being loaded
  error: Error | null = null; // why the last load failed, or why pictures stopped
  private readonly gl: WebGL2RenderingContext;
  private readonly controls: Controls;
  private readonly observer: ResizeObserver;
  private readonly listeners = new AbortController();
  private readonly reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly maxPixelRatio: number;
  private attempt = new AbortController();
  private source: Source | null = null;
  private scene: Scene | null = null;
  private sorter: Sorter | null = null;
  private networks: Networks | null = null;
  private readonly runtime: string;
  private currentRig: Rig | null = null;
  private fixedCamera: Camera | null = null;
  private size = { width: 1, height: 1 };
  private request = 0;
  private waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  private hasTint = false;
  private packageBytes = 0;
  private frames = 0;
  private demanded = 0;
  private lastFrame = Number.NEGATIVE_INFINITY;
  private frameMs: number | null = null;
  private firstPictureMs: number | null = null;

  /** Throws where the browser has no WebGL2. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    options: ViewerOptions = {},
  ) {
    super();
    this.maxPixelRatio = options.maxPixelRatio ?? 2;
    this.runtime = new URL(options.runtime ?? new URL("onnxruntime/", import.meta.url), document.baseURI).href;
    this.gl = openContext(canvas);
    const { signal } = this.listeners;
    canvas.addEventListener("webglcontextlost", (event) => this.contextLost(event), { signal });
    const viewer = this;
    this.controls = new Controls(canvas, options.keys ?? canvas, {
      get rig() {
        return viewer.state === "ready" ? viewer.currentRig : null;
      },
      get canGlide() {
        return !viewer.reducedMotion.matches;
      },
      moved: () => this.moved(),
    });
    this.observer = new ResizeObserver(([entry]) => this.measure(entry));
    try {
      this.observer.observe(canvas, { box: "device-pixel-content-box" });
    } catch {
      this.observer.observe(canvas); // Safari does not know the box in device pixels
    }
    this.measure();
  }

  /** Shows a package from its first view; resolves when its first picture is on the canvas. */
  async load(given: Package): Promise<void> {
    await this.attemptTo(async (signal) => {
      const source = await sourceOf(given, signal, (share) => this.loaded(share));
      await this.show(source, await readManifest(source, signal), false, signal);
    });
  }

  get manifest(): Manifest | null {
    return this.scene?.manifest ?? null;
  }

  get stats(): Stats {
    return {
      splats: this.manifest?.num_primitives ?? 0,
      packageBytes: this.packageBytes,
      graphicsBytes: this.scene?.bytes ?? 0,
      isSorted: this.manifest?.passes.some(({ sort }) => sort !== null) ?? false,
      numSorts: this.sorter?.numSorts ?? 0,
      frames: this.frames,
      frameMs: this.frameMs,
      networkMs: this.networks?.lastMs ?? null,
      firstPictureMs: this.firstPictureMs,
    };
  }

  get camera(): Camera | null {
    if (this.fixedCamera !== null) return this.fixedCamera;
    return this.currentRig?.camera(this.size.width, this.size.height) ?? null;
  }

  get mode(): "orbit" | "fly" {
    return this.controls.mode;
  }

  set mode(mode: "orbit" | "fly") {
    this.controls.mode = mode;
    this.changed();
  }

  /** The planes that the package has; none where it was baked without. */
  get planes(): readonly Plane[] {
    return this.scene?.planes ?? [];
  }

  get showsPlanes(): boolean {
    return this.hasTint;
  }

  set showsPlanes(isSo: boolean) {
    this.hasTint = isSo;
    this.changed();
    this.draw();
  }

  /** Shows exactly this camera, in a picture of exactly this size, until hands or `goTo` move it. */
  setCamera(camera: Camera): void {
    this.currentRig?.set(camera);
    this.fixedCamera = camera;
    this.draw();
  }

  /** Goes to a view of the capture; home, where it is null. */
  goTo(view: CameraInfo | null): void {
    const { width, height } = this.size;
    this.currentRig?.go(view, width / height, performance.now(), this.reducedMotion.matches);
    this.moved();
  }

  /** Draws now, with the orders and the networks' pictures of this very camera; resolves when the picture is finished. */
  async render(): Promise<void> {
    for (;;) {
      const { scene, camera } = this;
      if (scene === null || camera === null || this.gl.isContextLost()) throw new Error("there is no scene to render");
      if (this.isReadyFor(scene, camera)) break;
      await new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }));
    }
    this.drawNow();
    await finished(this.gl);
  }

  /** The picture of this moment as RGBA, the top row first. */
  readPixels(): { width: number; height: number; data: Uint8Array } {
    this.drawNow();
    return readCanvas(this.gl);
  }

  /** Forgets the last error; what was there before it is there still. */
  dismissError(): void {
    this.error = null;
    if (this.state === "failed") this.state = "empty";
    this.changed();
  }

  /** Frees everything. The canvas keeps its context, as browsers will have it, and may get another viewer. */
  dispose(): void {
    this.nextAttempt();
    this.listeners.abort();
    this.controls.dispose();
    this.observer.disconnect();
    cancelAnimationFrame(this.request);
    this.release();
    this.state = "empty";
  }

  /** One load at a time: a later one ends this. Its error is kept, shown, and thrown. */
  private async attemptTo(load: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const start = performance.now();
    let attempt = this.nextAttempt();
    for (;;) {
      const { signal } = attempt;
      this.state = this.gl.isContextLost() ? "lost" : "loading";
      this.error = null;
      this.progress = 0;
      this.changed();
      try {
        await restored(this.gl, signal);
        this.state = "loading";
        await load(signal);
        signal.throwIfAborted();
        this.firstPictureMs = performance.now() - start;
        this.state = "ready";
        this.changed();
        this.draw(); // the window or the camera may be another one since the first picture
        return;
      } catch (error) {
        if (this.attempt !== attempt) throw error;
        // A lost context makes anything fail; the load begins again when the context is back.
        if (signal.reason !== LOST && !this.gl.isContextLost()) {
          this.fail(error as Error);
          throw error;
        }
        attempt = this.nextAttempt();
      }
    }
  }

  private nextAttempt(): AbortController {
    this.attempt.abort();
    this.attempt = new AbortController();
    return this.attempt;
  }

  /** Puts a package in the place of what is there; where it comes back, the camera stays. */
  private async show(source: Source, manifest: Manifest, isBack: boolean, signal: AbortSignal): Promise<void> {
    // This also turns extensions on, which a context that comes back has forgotten.
    checkDevice(this.gl, manifest);
    this.release();
    if (!isBack) this.currentRig = this.fixedCamera = null;
    this.source = source;
    const { width, height } = this.applySize(null);
    const fail = (error: Error) => this.fail(error);
    const sorter = new Sorter((pass, order) => this.ordered(pass, order), fail);
    const networks = new Networks(this.runtime, () => this.arrived(), fail);
    [this.sorter, this.networks] = [sorter, networks];
    const reader = new PackageReader(manifest, source, signal, (share) => this.loaded(share));
    let scene: Scene;
    try {
      scene = await Scene.create(this.gl, reader, sorter, networks);
    } catch (error) {
      sorter.dispose();
      networks.dispose();
      throw error;
    }
    if (signal.aborted) {
      scene.release();
      sorter.dispose();
      networks.dispose();
      signal.throwIfAborted();
    }
    this.scene = scene;
    if (this.currentRig === null) {
      this.currentRig = new Rig(manifest, width / height);
      this.controls.mode = this.currentRig.looksInwards ? "orbit" : "fly";
    }
    this.packageBytes = reader.storedBytes;
    try {
      await this.render();
      checkErrors(this.gl, "/passes");
    } catch (error) {
      // A later load may have put its own scene here.
      if (this.scene === scene) this.release();
      throw error;
    }
  }

  private loaded(share: number): void {
    this.progress = share;
    this.changed();
  }

  private fail(error: Error): void {
    this.error = error;
    this.state = this.scene === null ? "failed" : "ready";
    this.wake(error);
    this.changed();
  }

  private release(): void {
    this.scene?.release();
    this.sorter?.dispose();
    this.networks?.dispose();
    this.scene = this.sorter = this.networks = this.firstPictureMs = this.frameMs = null;
    this.wake(new Error("the scene is gone"));
  }

  private contextLost(event: Event): void {
    event.preventDefault(); // else the browser never gives it back
    cancelAnimationFrame(this.request);
    this.request = 0;
    // What the context held is gone with it; freeing it later would be an error in the new one.
    this.sorter?.dispose();
    this.networks?.dispose();
    this.scene?.release();
    this.sorter = this.networks = this.scene = null;
    this.wake(LOST);
    // A load that is under way begins again by itself, and where nothing is shown there is nothing to bring back.
    this.attempt.abort(LOST);
    const { source } = this;
    if (this.state !== "ready" || source === null) return;
    // Failures are shown like those of any other load.
    this.attemptTo(async (signal) => {
      await this.show(source, await readManifest(source, signal), true, signal);
    }).catch(() => {});
  }

  private measure(entry?: ResizeObserverEntry): void {
    const { clientWidth, clientHeight } = this.canvas;
    const ratio = Math.min(window.devicePixelRatio, this.maxPixelRatio);
    const [exact] = (ratio === window.devicePixelRatio && entry?.devicePixelContentBoxSize) || [];
    const width = exact?.inlineSize ?? Math.round(clientWidth * ratio);
    const height = exact?.blockSize ?? Math.round(clientHeight * ratio);
    this.size = { width: Math.max(1, width), height: Math.max(1, height) };
    this.draw();
  }

  private applySize(camera: Camera | null): { width: number; height: number } {
    const { width, height } = camera ?? this.size;
    // Setting even the same size clears the canvas.
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    return { width, height };
  }

  private moved(): void {
    this.fixedCamera = null;
    this.draw();
  }

  /** Asks for a picture, once, at the browser's next chance. */
  private draw(): void {
    if (this.request !== 0 || this.state !== "ready") return;
    this.demanded = performance.now();
    this.request = requestAnimationFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    this.request = 0;
    const isMoving = this.currentRig?.update(now, this.canvas.clientHeight);
    const hasKeys = this.controls.update(now);
    this.drawNow();
    // The time between two pictures says something only where the second was wanted right after the first.
    if (this.demanded - this.lastFrame < CONTINUOUS_MS) this.frameMs = mix(this.frameMs, now - this.lastFrame);
    this.lastFrame = now;
    if (isMoving || hasKeys) this.draw();
  }

  private drawNow(): void {
    const { scene, camera, networks } = this;
    if (scene === null || camera === null || networks === null || this.gl.isContextLost()) return;
    this.applySize(camera);
    this.isReadyFor(scene, camera);
    scene.draw(camera, networks, this.hasTint);
    this.frames += 1;
    this.dispatchEvent(new Event("frame"));
  }

  /** Whether the orders and the networks' pictures are those of this camera; asks for them where they are not. */
  private isReadyFor(scene: Scene, camera: Camera): boolean {
    const forward = forwardOf(camera);
    const areSorted = scene.sortedPasses(camera).map((pass) => this.sorter?.request(pass, forward) ?? true);
    const areRun = scene.networkPasses(camera).map((pass) => this.networks?.request(pass, camera) ?? true);
    return [...areSorted, ...areRun].every(Boolean);
  }

  private ordered(pass: number, order: Uint32Array): void {
    this.scene?.writeOrder(pass, order);
    this.arrived();
  }

  private arrived(): void {
    this.wake(null);
    this.draw();
  }

  private wake(error: Error | null): void {
    for (const { resolve, reject } of this.waiting.splice(0)) {
      if (error === null) resolve();
      else reject(error);
    }
  }

  private changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}

function mix(old: number | null, value: number): number {
  return old === null ? value : 0.9 * old + 0.1 * value;
}
