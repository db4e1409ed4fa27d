// The thread that runs networks, seen from the viewer. Of the cameras that come while it works only the last is kept;
// where no pass runs a network there is no thread, and no runtime is loaded.

import workerText from "worker:./worker.ts";
import type { Camera } from "../camera/camera";
import { PackageError } from "../errors";
import type { Answer, Request } from "./worker";

/** What a network showed to a camera, as RGBA. */
export interface Picture {
  readonly camera: Camera;
  readonly texels: Uint8Array<ArrayBuffer>;
}

interface Entry {
  readonly network: string;
  readonly factor: number;
  wanted: Camera | null;
  picture: Picture | null;
}

export class Networks {
  lastMs: number | null = null; // of the last run
  private worker: Worker | null = null;
  private isBusy = false;
  private readonly entries = new Map<number, Entry>();

  /** `runtime` is the address of the folder with the files of onnxruntime-web. */
  constructor(
    private readonly runtime: string,
    private readonly onPicture: () => void,
    private readonly onError: (error: Error) => void,
  ) {}

  start(files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): void {
    const url = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
    this.worker = new Worker(url);
    URL.revokeObjectURL(url);
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => this.take(data);
    this.worker.onerror = ({ message }) => this.onError(new PackageError("/networks", message || "do not start"));
    this.post({ runtime: this.runtime, files });
  }

  add(pass: number, network: string, factor: number): void {
    this.entries.set(pass, { network, factor, wanted: null, picture: null });
  }

  /** Asks for the picture of a camera; true where that is the picture that came last. */
  request(pass: number, camera: Camera): boolean {
    const entry = this.entries.get(pass);
    if (entry === undefined) return true;
    if (entry.picture !== null && isSame(entry.picture.camera, camera)) return true;
    entry.wanted = camera;
    this.send();
    return false;
  }

  picture(pass: number): Picture | null {
    return this.entries.get(pass)?.picture ?? null;
  }

  dispose(): void {
    this.worker?.terminate();
    this.worker = null;
    this.entries.clear();
  }

  private send(): void {
    if (this.isBusy || this.worker === null) return;
    for (const [pass, entry] of this.entries) {
      const { network, factor, wanted } = entry;
      if (wanted === null) continue;
      entry.wanted = null;
      this.isBusy = true;
      this.post({ pass, network, factor, camera: wanted });
      return;
    }
  }

  private take(answer: Answer): void {
    this.isBusy = false;
    if ("problem" in answer) {
      this.onError(new PackageError(answer.where, answer.problem));
      return;
    }
    const { pass, camera, texels, ms } = answer;
    const entry = this.entries.get(pass);
    if (entry === undefined) return;
    entry.picture = { camera, texels };
    if (entry.wanted !== null && isSame(entry.wanted, camera)) entry.wanted = null;
    this.lastMs = ms;
    this.onPicture();
    this.send();
  }

  private post(request: Request): void {
    this.worker?.postMessage(request);
  }
}

function isSame(a: Camera, b: Camera): boolean {
  const numbers = ({ viewmat, intrinsics, width, height }: Camera) => [...viewmat.flat(), ...intrinsics, width, height];
  const others = numbers(b);
  return numbers(a).every((x, i) => x === others[i]);
}
