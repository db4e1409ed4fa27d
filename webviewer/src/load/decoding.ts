// The thread that decodes textures, seen from the loader: one for each, which ends with it.

import workerText from "worker:./worker.ts";
import { PackageError } from "../errors";
import type { Texture } from "../manifest";
import type { Bytes } from "./bytes";
import type { Answer, Request } from "./worker";

/** The texels of an entropy-coded file, whose bytes are given away. */
export async function decodeApart(bytes: Bytes, texture: Texture, signal: AbortSignal): Promise<Bytes> {
  const url = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  try {
    return await new Promise<Bytes>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if ("texels" in data) resolve(data.texels);
        else reject(new PackageError(texture.file, data.problem));
      };
      worker.onerror = ({ message }) =>
        reject(new PackageError(texture.file, message || "the decoding thread did not start"));
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.postMessage({ bytes, texture } satisfies Request, [bytes.buffer]);
    });
  } finally {
    worker.terminate();
  }
}
