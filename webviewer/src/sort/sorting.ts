// Splats by their depth: a counting sort with 16-bit keys, farthest first.

import type { Quantiser } from "../manifest";

export type Vector = readonly [number, number, number];

const KEYS = 65536;
const SAMPLES = 4096; // positions that the unit of length is measured on

/** Positions as they lie in a texture: four numbers each, of which three count. */
export interface Positions {
  readonly count: number;
  readonly texels: Uint8Array | Uint16Array | Float32Array;
  readonly quantiser: Quantiser | null; // what codes stand for; null where the texels are the positions
}

/** Three coordinates each. */
export function decodePositions({ count, texels, quantiser }: Positions): Float32Array {
  const positions = new Float32Array(3 * count);
  for (let axis = 0; axis < 3; axis += 1) {
    const value = quantiser === null ? (code: number) => code : decoder(quantiser, axis);
    for (let i = 0; i < count; i += 1) positions[3 * i + axis] = value(texels[4 * i + axis] as number);
  }
  return positions;
}

/** What a code of this axis stands for; compress/quantise.py is its source. */
function decoder(quantiser: Quantiser, axis: number): (code: number) => number {
  const low = quantiser.low[axis] as number;
  const step = ((quantiser.high[axis] as number) - low) / (2 ** quantiser.bits - 1);
  if (quantiser.curve === "linear") return (code) => low + code * step;
  const center = quantiser.center[axis] as number;
  return (code) => {
    const bent = low + code * step;
    return center + quantiser.unit * Math.sign(bent) * Math.expm1(Math.abs(bent));
  };
}

/** Sorts the same positions again and again, in any direction.
 *
 * An order by depth depends on the direction of view alone, not on the place. Depths become keys over a curve that is
 * steep around the middle of the scene, u / (1 + |u|), so that a few splats very far away cost the others no keys.
 */
export class DepthSorter {
  private readonly depths: Float32Array;
  private readonly keys: Uint16Array;
  private readonly starts = new Uint32Array(KEYS);
  private readonly middle: Vector;
  private readonly unit: number;

  constructor(private readonly positions: Float32Array) {
    const count = positions.length / 3;
    this.depths = new Float32Array(count);
    this.keys = new Uint16Array(count);
    this.middle = [0, 1, 2].map((axis) => median(sample(count, (i) => positions[3 * i + axis] as number))) as never;
    const [x, y, z] = this.middle;
    const distance = (i: number) => {
      const at = 3 * i;
      return Math.hypot(
        (positions[at] as number) - x,
        (positions[at + 1] as number) - y,
        (positions[at + 2] as number) - z,
      );
    };
    this.unit = median(sample(count, distance)) || 1;
  }

  /** Writes the numbers of the positions into `order`, those with the greatest depth along `direction` first. */
  sort([x, y, z]: Vector, order: Uint32Array): void {
    const { positions, depths, keys, starts, middle, unit } = this;
    const count = depths.length;
    const offset = x * middle[0] + y * middle[1] + z * middle[2];
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i += 1) {
      const at = 3 * i;
      const along =
        x * (positions[at] as number) + y * (positions[at + 1] as number) + z * (positions[at + 2] as number);
      const u = (along - offset) / unit;
      const depth = u / (1 + Math.abs(u));
      depths[i] = depth;
      if (depth < low) low = depth;
      if (depth > high) high = depth;
    }
    const scale = high > low ? (KEYS - 1) / (high - low) : 0;
    starts.fill(0);
    for (let i = 0; i < count; i += 1) {
      // Rounding to 32 bits may leave the range by a hair, which Uint16Array would wrap around.
      const key = Math.min(KEYS - 1, Math.max(0, (high - (depths[i] as number)) * scale)) | 0;
      keys[i] = key;
      starts[key] = (starts[key] as number) + 1;
    }
    let start = 0;
    for (let key = 0; key < KEYS; key += 1) {
      const size = starts[key] as number;
      starts[key] = start;
      start += size;
    }
    // Of equal ones the higher number comes first: the lower lies over it.
    for (let i = count - 1; i >= 0; i -= 1) {
      const key = keys[i] as number;
      const place = starts[key] as number;
      order[place] = i;
      starts[key] = place + 1;
    }
  }
}

function sample(count: number, value: (index: number) => number): number[] {
  const stride = Math.max(1, Math.floor(count / SAMPLES));
  return Array.from({ length: Math.ceil(count / stride) }, (_, index) => value(index * stride));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
