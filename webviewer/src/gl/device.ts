// The graphics context, and whether it can draw a manifest: what is missing is said by name before anything loads.

import { PackageError } from "../errors";
import { MAX_SIDE, type Manifest } from "../manifest";

/** The WebGL2 context of a canvas, without buffers that passes bring themselves; throws where there is none. */
export function openContext(canvas: HTMLCanvasElement): WebGL2RenderingContext {
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: "high-performance",
  });
  if (gl === null) throw new PackageError("this browser", "offers no WebGL2, which the viewer draws with");
  return gl;
}

/** Throws a PackageError at the first part of the manifest that this context cannot draw. */
export function checkDevice(gl: WebGL2RenderingContext, manifest: Manifest): void {
  const has = (name: string) => gl.getExtension(name) !== null;
  const hasFloat = has("EXT_color_buffer_float");
  const hasHalf = hasFloat || has("EXT_color_buffer_half_float");
  const canBlend = has("EXT_float_blend");
  const limit = (name: GLenum) => gl.getParameter(name) as number;
  const maxSide = Math.min(MAX_SIDE, limit(gl.MAX_TEXTURE_SIZE));
  const maxLayers = limit(gl.MAX_ARRAY_TEXTURE_LAYERS);
  const maxAttachments = Math.min(limit(gl.MAX_DRAW_BUFFERS), limit(gl.MAX_COLOR_ATTACHMENTS));

  for (const [name, texture] of Object.entries(manifest.textures)) {
    const at = `/textures/${name}`;
    need(Math.max(texture.width, texture.height) <= maxSide, at, `textures of at most ${maxSide} texels a side`);
    need((texture.layers ?? 1) <= maxLayers, at, `at most ${maxLayers} layers`);
  }
  for (const [name, { format, size }] of Object.entries(manifest.targets)) {
    const at = `/targets/${name}`;
    need(format !== "rgba32float" || hasFloat, at, "no targets of 32-bit floats (EXT_color_buffer_float)");
    need(format !== "rgba16float" || hasHalf, at, "no targets of 16-bit floats (EXT_color_buffer_half_float)");
    need(Math.max(...(size.fixed ?? [1])) <= maxSide, at, `targets of at most ${maxSide} texels a side`);
  }
  manifest.passes.forEach(({ targets, blend }, index) => {
    const at = `/passes/${index}`;
    const drawn = targets.flatMap((name) => manifest.targets[name] ?? []);
    const blendsFloat = blend !== "none" && drawn.some(({ format }) => format === "rgba32float");
    need(!blendsFloat || canBlend, `${at}/blend`, "no blending of 32-bit floats (EXT_float_blend)");
    const numLayers = drawn.reduce((sum, { layers }) => sum + (layers ?? 1), 0);
    need(numLayers <= maxAttachments, `${at}/targets`, `at most ${maxAttachments} attachments`);
  });
}

/** Throws where the driver has refused something since the last call, memory above all. */
export function checkErrors(gl: WebGL2RenderingContext, where: string): void {
  const error = gl.getError();
  if (error === gl.NO_ERROR || error === gl.CONTEXT_LOST_WEBGL) return;
  const isMemory = error === gl.OUT_OF_MEMORY;
  throw new PackageError(where, isMemory ? "does not fit into the graphics memory" : `the driver answers ${error}`);
}

function need(isSo: boolean, where: string, offer: string): void {
  if (!isSo) throw new PackageError(where, `this device offers ${offer}`);
}

/** What the canvas shows as RGBA, the top row first; only right after a picture, which the browser takes away. */
export function readCanvas(gl: WebGL2RenderingContext): { width: number; height: number; data: Uint8Array } {
  const { width, height } = gl.canvas;
  const rows = new Uint8Array(4 * width * height);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, rows);
  const data = new Uint8Array(rows.length);
  for (let row = 0; row < height; row += 1)
    data.set(rows.subarray(4 * width * row, 4 * width * (row + 1)), 4 * width * (height - 1 - row));
  return { width, height, data };
}

/** Resolves when the GPU has drawn all that it was given. */
export async function finished(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (fence === null) return;
  gl.flush();
  while (!gl.isContextLost() && gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED)
    await new Promise((resolve) => setTimeout(resolve, 1));
  gl.deleteSync(fence);
}

/** Resolves when the browser has given a lost context back; at once where it is there. */
export async function restored(gl: WebGL2RenderingContext, signal: AbortSignal): Promise<void> {
  if (!gl.isContextLost()) return;
  await new Promise<unknown>((resolve, reject) => {
    gl.canvas.addEventListener("webglcontextrestored", resolve, { once: true, signal });
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}
