// What tools/viewers asks every viewer to do, in the same way. The page's script finds `setup` in the window, and leaves
// there what Python calls: `firstPictureMs`, `settle`, `frames`.

/** OpenCV axes, world to camera; fx, fy, cx, cy in pixels of a picture of this size. */
export interface Camera {
  readonly viewmat: readonly (readonly number[])[];
  readonly intrinsics: readonly [number, number, number, number];
  readonly width: number;
  readonly height: number;
}

export interface Setup {
  readonly width: number;
  readonly height: number;
  readonly background: readonly [number, number, number]; // sRGB in 0 ... 1
  readonly isAntialiased: boolean; // trained with opacities that make up for the screen-space filter
  readonly scene: string; // address
  readonly cameras: readonly Camera[];
}

export interface Driven {
  /** Draws at the browser's next chance, and resolves before the picture leaves the canvas. */
  draw(camera: Camera): Promise<void>;
  /** How many splats it draws. */
  splats(): number;
}

declare global {
  interface Window {
    setup: Setup;
    firstPictureMs: number | null;
    driven: {
      settle(camera: Camera): Promise<{ data: string; splats: number }>;
      frames(first: number, count: number): Promise<number[]>;
    };
  }
}

const VISIBLE = 16; // of 255: what differs from the background by more is a picture
const LEAST_SHARE = 0.01; // of all pixels
const STEADY = 4; // equal pictures in a row, and time for workers between them
const PAUSE_MS = 120;
const MAX_PICTURES = 60;

export const canvas = document.getElementById("view") as HTMLCanvasElement;
export const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Waits for the canvas's pixels: RGBA, the bottom row first. */
function read(width: number, height: number): Uint8Array {
  const gl = canvas.getContext("webgl2") as WebGL2RenderingContext;
  const pixels = new Uint8Array(4 * width * height);
  const before = [gl.getParameter(gl.READ_FRAMEBUFFER_BINDING), gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING)];
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, before[0]);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, before[1]);
  return pixels;
}

/** Notes the time of the first picture, from the start of the navigation, when the canvas shows one. */
export function look(): void {
  if (window.firstPictureMs !== null) return;
  const { width, height, background } = window.setup;
  const pixels = read(width, height);
  let different = 0;
  for (let at = 0; at < pixels.length; at += 4)
    different += Number(background.some((value, i) => Math.abs((pixels[at + i] as number) - 255 * value) > VISIBLE));
  if (different >= LEAST_SHARE * width * height) window.firstPictureMs = performance.now();
}

/** Lets a viewer load and draw until there is a picture. */
export async function drive(make: (setup: Setup) => Promise<Driven>): Promise<void> {
  window.firstPictureMs = null;
  const { setup } = window;
  const viewer = await make(setup);
  const camera = (index: number) => setup.cameras[index % setup.cameras.length] as Camera;
  while (window.firstPictureMs === null) {
    await viewer.draw(camera(0));
    look();
  }
  window.driven = {
    async settle(given) {
      let last = "";
      for (let [steady, pictures] = [0, 0]; steady < STEADY && pictures < MAX_PICTURES; pictures += 1) {
        await viewer.draw(given);
        const pixels = read(setup.width, setup.height);
        let data = "";
        for (let at = 0; at < pixels.length; at += 8192)
          data += String.fromCharCode(...pixels.subarray(at, at + 8192));
        steady = data === last ? steady + 1 : 0;
        last = data;
        await pause();
      }
      return { data: btoa(last), splats: viewer.splats() };
    },
    async frames(first, count) {
      const times: number[] = [];
      for (let index = first; index < first + count; index += 1) {
        const start = performance.now();
        await viewer.draw(camera(index));
        read(1, 1);
        times.push(performance.now() - start);
      }
      return times;
    },
  };
}
