// The thread that decodes one texture: seconds of work for large ones, in which a page must not stand still.

import { PackageError } from "../errors";
import type { Texture } from "../manifest";
import type { Bytes } from "./bytes";
import { decodeTexels } from "./texels";

export interface Request {
  readonly bytes: Bytes;
  readonly texture: Texture;
}

/** The texels, or what is wrong with the file. */
export type Answer = { readonly texels: Bytes } | { readonly problem: string };

self.onmessage = ({ data: { bytes, texture } }: MessageEvent<Request>) => {
  // The library of types describes `self` as a window.
  const worker = self as unknown as Worker;
  try {
    const texels = decodeTexels(bytes, texture);
    worker.postMessage({ texels } satisfies Answer, [texels.buffer]);
  } catch (error) {
    const problem = error instanceof PackageError ? error.problem : `cannot be decoded: ${(error as Error).message}`;
    worker.postMessage({ problem } satisfies Answer);
  }
};
