// The thread that sorts. What it is told and what it answers are the types below.

import { DepthSorter, decodePositions, type Positions, type Vector } from "./sorting";

/** Either the positions of a pass, once, or a wish for their order along a direction, to be written into a buffer. */
export type Request =
  | { readonly pass: number; readonly positions: Positions }
  | { readonly pass: number; readonly direction: Vector; readonly order: Uint32Array<ArrayBuffer> };

export interface Answer {
  readonly pass: number;
  readonly direction: Vector;
  readonly order: Uint32Array<ArrayBuffer>;
}

const sorters = new Map<number, DepthSorter>();

self.onmessage = ({ data }: MessageEvent<Request>) => {
  if ("positions" in data) {
    sorters.set(data.pass, new DepthSorter(decodePositions(data.positions)));
    return;
  }
  sorters.get(data.pass)?.sort(data.direction, data.order);
  const answer: Answer = { pass: data.pass, direction: data.direction, order: data.order };
  // The library of types describes `self` as a window.
  (self as unknown as Worker).postMessage(answer, [data.order.buffer]);
};
