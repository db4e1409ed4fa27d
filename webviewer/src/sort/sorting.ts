// Splats by their depth, farthest first: two counting sorts by 16 bits each, which together are exact.

import type { Quantiser } from "../manifest";

export type Vector = readonly [number, number, number];

const DIGITS = 65536;

/** Positions as they lie in a texture: four numbers each, of which three count. */
export interface Positions {
  readonly count: number;
  readonly texels: Uint8Array | Uint16Array | Uint32Array | Float32Array;
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
  // In float32 as the shaders, whatever digits the manifest has.
  const low = Math.fround(quantiser.low[axis] as number);
  const step = (Math.fround(quantiser.high[axis] as number) - low) / (2 ** quantiser.bits - 1);
  if (quantiser.curve === "linear") return (code) => low + code * step;
  const center = Math.fround(quantiser.center[axis] as number);
  const unit = Math.fround(quantiser.unit);
  return (code) => {
    const bent = low + code * step;
    return center + unit * Math.sign(bent) * Math.expm1(Math.abs(bent));
  };
}

/** Sorts the same positions again and again: an order by depth depends on the direction of view alone. */
export class DepthSorter {
  private readonly depths: Float32Array;
  private readonly keys: Uint32Array; // in the place of the depths
  private readonly byLow: Uint32Array;
  private readonly lows = new Uint32Array(DIGITS);
  private readonly highs = new Uint32Array(DIGITS);

  constructor(private readonly positions: Float32Array) {
    const count = positions.length / 3;
    this.depths = new Float32Array(count);
    this.keys = new Uint32Array(this.depths.buffer);
    this.byLow = new Uint32Array(count);
  }

  /** Writes the numbers of the positions into `order`, those with the greatest depth along `direction` first. */
  sort([x, y, z]: Vector, order: Uint32Array): void {
    const { positions, depths, keys, byLow, lows, highs } = this;
    const count = keys.length;
    for (let i = 0, at = 0; i < count; i += 1, at += 3)
      depths[i] = x * (positions[at] as number) + y * (positions[at + 1] as number) + z * (positions[at + 2] as number);
    lows.fill(0);
    highs.fill(0);
    for (let i = 0; i < count; i += 1) {
      // The bits of floats are in their order but for the sign: as whole numbers, the greatest first.
      const bits = keys[i] as number;
      const key = bits >>> 31 ? bits : bits ^ 0x7fffffff;
      keys[i] = key;
      lows[key & 0xffff] = (lows[key & 0xffff] as number) + 1;
      highs[key >>> 16] = (highs[key >>> 16] as number) + 1;
    }
    toStarts(lows);
    toStarts(highs);
    // Of equal ones the higher number comes first: the lower lies over it.
    for (let i = count - 1; i >= 0; i -= 1) {
      const digit = (keys[i] as number) & 0xffff;
      const at = lows[digit] as number;
      byLow[at] = i;
      lows[digit] = at + 1;
    }
    for (let j = 0; j < count; j += 1) {
      const i = byLow[j] as number;
      const digit = (keys[i] as number) >>> 16;
      const at = highs[digit] as number;
      order[at] = i;
      highs[digit] = at + 1;
    }
  }
}

/** How many there are of each digit, as where each begins. */
function toStarts(counts: Uint32Array): void {
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const size = counts[digit] as number;
    counts[digit] = start;
    start += size;
  }
}
