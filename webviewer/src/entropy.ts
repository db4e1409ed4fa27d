// Reads entropy-coded whole numbers; docs/entropy.md describes the streams, neural_render/native/entropy.cpp is the same
// in C++. Nothing is read beyond the bytes, and memory is taken for the numbers that the caller expects only.

import { PackageError } from "./errors";

export type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

const FAST = 4;
const SLOW = 7;
const LEAST_RANGE = 2 ** 24;
const NUM_CLASSES = 8;
const TREE_BITS = 8;
const MODE_BITS = 3;
const HISTORY_BITS = 6;
const HALVINGS = 3;
const NUM_KINDS = 18;
/** The value's context is the class of that in the row before and of that in the channel before, or it is a difference. */
const MODES = [
  { row: false, channel: false, from: "none" },
  { row: false, channel: false, from: "none" },
  { row: true, channel: false, from: "none" },
  { row: false, channel: true, from: "none" },
  { row: true, channel: true, from: "none" },
  { row: false, channel: false, from: "row" },
  { row: false, channel: false, from: "channel" },
] as const;

/** How probable a one is, many times. */
class Models {
  readonly fast: Uint16Array;
  readonly slow: Uint16Array;
  readonly counts: Uint8Array;

  constructor(count: number) {
    this.fast = new Uint16Array(count).fill(2 ** 15);
    this.slow = new Uint16Array(count).fill(2 ** 15);
    this.counts = new Uint8Array(count).fill(1);
  }
}

class Decoder {
  private range = 0xffffffff;
  private code = 0;
  private next = 0;
  private isBroken = false;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly where: string,
  ) {
    for (let i = 0; i < 4; i += 1) this.code = this.code * 256 + this.byte();
    this.isBroken = this.code === 0xffffffff;
  }

  get hasFailed(): boolean {
    return this.isBroken || this.next > this.bytes.length;
  }

  bit(models: Models, index: number): number {
    const fast = models.fast[index] as number;
    const slow = models.slow[index] as number;
    const count = models.counts[index] as number;
    const ones = Math.imul(this.range >>> 15, (fast + slow) >>> 2) >>> 0;
    const shift = 32 - Math.clz32(count);
    const fastShift = Math.min(shift, FAST);
    const slowShift = Math.min(shift, SLOW);
    if (count < 1 << (SLOW - 1)) models.counts[index] = count + 1;
    const isOne = this.code < ones;
    if (isOne) {
      this.range = ones;
      models.fast[index] = fast + ((65536 - fast) >> fastShift);
      models.slow[index] = slow + ((65536 - slow) >> slowShift);
    } else {
      this.code -= ones;
      this.range -= ones;
      models.fast[index] = fast - (fast >> fastShift);
      models.slow[index] = slow - (slow >> slowShift);
    }
    while (this.range < LEAST_RANGE) this.shift();
    return isOne ? 1 : 0;
  }

  raw(count: number): number {
    let bits = 0;
    for (let left = count; left > 0; left -= 8) {
      const some = Math.min(left, 8);
      this.range >>>= some;
      const value = Math.floor(this.code / this.range);
      this.code -= value * this.range;
      if (value >> some !== 0) this.isBroken = true;
      while (this.range < LEAST_RANGE) this.shift();
      bits = (bits << some) | (value & ((1 << some) - 1));
    }
    return bits;
  }

  tree(models: Models, first: number, bits: number): number {
    let node = 1;
    for (let i = 0; i < bits; i += 1) node = 2 * node + this.bit(models, first + node);
    return node - (1 << bits);
  }

  finish(): void {
    if (this.next > this.bytes.length) throw new PackageError(this.where, "is damaged: its entropy-coded data is cut");
    if (this.next < this.bytes.length) throw new PackageError(this.where, "is damaged: it has bytes behind its end");
    if (this.isBroken || this.code !== 0) throw damaged(this.where);
  }

  private byte(): number {
    const byte = this.bytes[this.next] ?? 0;
    this.next += 1;
    return byte;
  }

  private shift(): void {
    this.code = ((this.code << 8) | this.byte()) >>> 0;
    this.range = (this.range << 8) >>> 0;
  }
}

export function damaged(where: string): PackageError {
  return new PackageError(where, "is damaged: it holds no entropy-coded data");
}

interface Channel {
  readonly values: Uint16Array; // of every row
  readonly classes: Uint8Array; // of every value
}

/** The codes of one channel after the other, of `bits[c]` bits each; `take` gets each channel as it comes. */
export function decodePlanes(
  bytes: Uint8Array,
  numRows: number,
  bits: readonly number[],
  where: string,
  take: (channel: number, values: Uint16Array) => void,
): void {
  const decoder = new Decoder(bytes, where);
  let before: Channel | null = null;
  bits.forEach((width, c) => {
    const channel: Channel = decodeChannel(decoder, numRows, width, before, where);
    take(c, channel.values);
    before = channel;
  });
  decoder.finish();
}

function decodeChannel(
  decoder: Decoder,
  numRows: number,
  bits: number,
  before: Channel | null,
  where: string,
): Channel {
  const number = decoder.raw(MODE_BITS);
  const mode = MODES[number];
  if (mode === undefined) throw damaged(where);
  const values = new Uint16Array(numRows);
  const mask = (1 << bits) - 1;
  const isConstant = number === 0;
  const first = isConstant ? decoder.raw(bits) : 0;
  const borders = Array.from({ length: NUM_CLASSES - 1 }, () => (isConstant ? first : decoder.raw(bits)));
  const classes = Uint8Array.from({ length: mask + 1 }, (_, value) => classOf(value, borders));
  if (isConstant) return { values: values.fill(first), classes };

  const top = Math.min(bits, TREE_BITS);
  const below = bits - top;
  const last = (1 << top) - 1;
  const beforeOf = mode.channel || mode.from === "channel" ? before : null;
  const models = new Models(((mode.row ? NUM_CLASSES : 1) * (mode.channel ? NUM_CLASSES : 1)) << top);
  const fine = new Models(3 << below);
  let value = 0;
  for (let i = 0; i < numRows && !decoder.hasFailed; i += 1) {
    const beside = beforeOf === null ? 0 : (beforeOf.values[i] as number);
    let context = mode.row ? (classes[value] as number) : 0;
    if (mode.channel && beforeOf !== null) context = context * NUM_CLASSES + (beforeOf.classes[beside] as number);
    const expected = mode.from === "row" ? value : mode.from === "channel" ? beside : 0;
    let symbol = decoder.tree(models, context << top, top);
    if (below > 0) {
      const kind = symbol === 0 ? 0 : symbol === last ? 1 : 2;
      symbol = (symbol << below) | decoder.tree(fine, kind << below, below);
    }
    value = (symbol + expected) & mask;
    values[i] = value;
  }
  return { values, classes };
}

function classOf(value: number, borders: readonly number[]): number {
  const found = borders.findIndex((border) => value < border);
  return found < 0 ? borders.length : found;
}

/** Fills points in Morton order into the first three of every four codes, of `bits` bits. */
export function decodePoints(bytes: Uint8Array, count: number, bits: number, codes: Codes, where: string): void {
  const decoder = new Decoder(bytes, where);
  const splits = new Splits();
  // What is left of a point alone in its cell, where `axis` was the last that was halved, at `bit`.
  const alone = (at: number, axis: number, bit: number) => {
    for (let a = 2; a >= 0; a -= 1) {
      const left = a < axis ? bit + 1 : bit;
      codes[4 * at + a] = (codes[4 * at + a] as number) | decoder.raw(left);
    }
  };
  if (count === 1) alone(0, 0, bits);
  // Cells by their first point, which holds what is known of all, their number of points and their last splits.
  let cells = count >= 2 ? Uint32Array.of(0, count, 0) : new Uint32Array(0);
  for (let level = 0; level < 3 * bits && !decoder.hasFailed; level += 1) {
    const axis = 2 - (level % 3);
    const bit = bits - 1 - Math.floor(level / 3);
    const after = new Uint32Array(3 * Math.min((2 * cells.length) / 3, count >>> 1));
    let length = 0;
    for (let i = 0; i < cells.length; i += 3) {
      const begin = cells[i] as number;
      const size = cells[i + 1] as number;
      const lower = splits.decode(decoder, axis, cells[i + 2] as number, size);
      const upper = begin + lower;
      if (lower < size) {
        for (let a = 0; a < 3; a += 1) codes[4 * upper + a] = codes[4 * begin + a] as number;
        codes[4 * upper + axis] = (codes[4 * upper + axis] as number) | (1 << bit);
      }
      for (let half = 0; half < 2; half += 1) {
        const start = half === 0 ? begin : upper;
        const number = half === 0 ? lower : size - lower;
        if (number === 1) alone(start, axis, bit);
        if (number < 2) continue;
        after[length] = start;
        after[length + 1] = number;
        after[length + 2] = splits.history;
        length += 3;
      }
    }
    cells = after.subarray(0, length) as Uint32Array<ArrayBuffer>;
  }
  for (let i = 0; i < cells.length; i += 3) {
    const begin = 4 * (cells[i] as number);
    const end = begin + 4 * (cells[i + 1] as number);
    for (let at = begin + 4; at < end; at += 4)
      for (let a = 0; a < 3; a += 1) codes[at + a] = codes[begin + a] as number;
  }
  decoder.finish();
}

class Splits {
  history = 0; // after the last split
  private readonly both = new Models((NUM_KINDS * 3) << HISTORY_BITS);
  private readonly lower = new Models((NUM_KINDS * 3) << HISTORY_BITS);
  private readonly numbers = new Models(NUM_KINDS << HALVINGS);

  /** How many of `size` points are in the lower half. */
  decode(decoder: Decoder, axis: number, history: number, size: number): number {
    const kind = size < 8 ? size - 2 : Math.min(NUM_KINDS - 1, 34 - Math.clz32(size));
    const context = ((kind * 3 + axis) << HISTORY_BITS) | history;
    const isBoth = decoder.bit(this.both, context);
    this.history = ((history << 1) | isBoth) & ((1 << HISTORY_BITS) - 1);
    if (!isBoth) return decoder.bit(this.lower, context) ? size : 0;
    let least = 1;
    let most = size - 1;
    for (let node = 1; least < most; ) {
      const middle = least + Math.floor((most - least) / 2);
      const isModelled = node < 1 << HALVINGS;
      const isAbove = isModelled ? decoder.bit(this.numbers, (kind << HALVINGS) + node) : decoder.raw(1);
      if (isModelled) node = 2 * node + isAbove;
      if (isAbove) least = middle + 1;
      else most = middle;
    }
    return least;
  }
}
