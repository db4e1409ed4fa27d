// The thread that runs networks, with onnxruntime-web, which comes from an address of its own.

import type { Camera } from "../camera/camera";
import { raysOf, texelsOf } from "./running";

export type Request =
  | { readonly runtime: string; readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>> }
  | { readonly pass: number; readonly network: string; readonly factor: number; readonly camera: Camera };

export type Answer =
  | { readonly problem: string; readonly where: string }
  | { readonly pass: number; readonly camera: Camera; readonly texels: Uint8Array<ArrayBuffer>; readonly ms: number };

interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}
interface Session {
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
}
interface Runtime {
  readonly env: { readonly wasm: { wasmPaths: { readonly wasm: string } } };
  readonly InferenceSession: { create(file: Uint8Array, options: object): Promise<Session> };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => Tensor;
}

const RUNTIME_FILE = "ort.wasm.bundle.min.mjs";
const WASM_FILE = "ort-wasm-simd-threaded.wasm";
const sessions = new Map<string, Session>();
let ready: Promise<Runtime> | null = null;

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  try {
    if ("files" in data) {
      ready = start(data.runtime, data.files);
      await ready;
      return;
    }
    const runtime = await (ready as Promise<Runtime>);
    const began = performance.now();
    const { pass, network, factor, camera } = data;
    const rays = raysOf(camera, factor);
    const input = new runtime.Tensor("float32", rays.data, [1, 6, rays.height, rays.width]);
    const { picture } = await (sessions.get(network) as Session).run({ rays: input });
    const [, channels, height, width] = picture?.dims ?? [];
    if (picture === undefined || channels !== 3 || height !== factor * rays.height || width !== factor * rays.width)
      throw new Error(`the network gives a picture of ${picture?.dims}`);
    const texels = texelsOf(picture.data, [width, height], camera);
    answer({ pass, camera, texels, ms: performance.now() - began }, [texels.buffer]);
  } catch (error) {
    answer({ where: "/networks", problem: (error as Error).message });
  }
};

async function start(address: string, files: Readonly<Record<string, Uint8Array>>): Promise<Runtime> {
  let runtime: Runtime;
  try {
    runtime = (await import(new URL(RUNTIME_FILE, address).href)) as Runtime;
  } catch {
    throw new Error(`need onnxruntime-web, and ${address} has no ${RUNTIME_FILE} of it`);
  }
  runtime.env.wasm.wasmPaths = { wasm: new URL(WASM_FILE, address).href };
  for (const [name, file] of Object.entries(files))
    sessions.set(name, await runtime.InferenceSession.create(file, { executionProviders: ["wasm"] }));
  return runtime;
}

function answer(message: Answer, buffers: ArrayBuffer[] = []): void {
  // The library of types describes `self` as a window.
  (self as unknown as Worker).postMessage(message, buffers);
}
