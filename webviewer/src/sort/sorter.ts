// The thread that sorts, seen from the viewer. Of the wishes that come while it works only the last is kept; where no
// pass sorts there is no thread.

import workerText from "worker:./worker.ts";
import { PackageError } from "../errors";
import type { Positions, Vector } from "./sorting";
import type { Answer, Request } from "./worker";

interface Entry {
  wanted: Vector | null;
  sorted: Vector | null;
  order: Uint32Array<ArrayBuffer> | null; // null while the worker has it
}

export class Sorter {
  numSorts = 0;
  private worker: Worker | null = null;
  private readonly entries = new Map<number, Entry>();

  constructor(
    private readonly onOrder: (pass: number, order: Uint32Array) => void,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Gives the positions of a pass away; `length` is that of the order, at least their number. */
  add(pass: number, positions: Positions, length: number): void {
    this.entries.set(pass, { wanted: null, sorted: null, order: new Uint32Array(length) });
    this.post({ pass, positions }, positions.texels.buffer as ArrayBuffer);
  }

  /** Asks for the order along a direction; true where that is the order that came last. */
  request(pass: number, direction: Vector): boolean {
    const entry = this.entries.get(pass);
    if (entry === undefined) return true;
    if (isSame(entry.sorted, direction) && entry.order !== null) return true;
    entry.wanted = direction;
    this.send(pass, entry);
    return false;
  }

  dispose(): void {
    this.worker?.terminate();
    this.entries.clear();
  }

  private send(pass: number, entry: Entry): void {
    const { order, wanted } = entry;
    if (order === null || wanted === null) return;
    entry.order = entry.wanted = null;
    this.post({ pass, direction: wanted, order }, order.buffer);
  }

  private take({ pass, direction, order }: Answer): void {
    const entry = this.entries.get(pass);
    if (entry === undefined) return;
    entry.sorted = direction;
    entry.order = order;
    this.numSorts += 1;
    this.onOrder(pass, order);
    if (isSame(entry.wanted, direction)) entry.wanted = null;
    this.send(pass, entry);
  }

  private post(request: Request, buffer: ArrayBuffer): void {
    this.worker ??= this.start();
    this.worker.postMessage(request, [buffer]);
  }

  private start(): Worker {
    // The worker's text comes with the viewer: one file, and no address that a server would have to know.
    const url = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.take(data);
    worker.onerror = ({ message }) => this.onError(new PackageError("sorting", message || "the worker did not start"));
    return worker;
  }
}

function isSame(a: Vector | null, b: Vector): boolean {
  return a !== null && a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}
