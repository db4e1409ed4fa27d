// Entropy-coded textures that Python wrote: tests/unit/test_coding.py makes the table.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PackageError } from "../src/errors";
import type { Bytes } from "../src/load/bytes";
import { decodeTexels } from "../src/load/texels";
import type { Texture } from "../src/manifest";

interface Case extends Omit<Texture, "file" | "encoding" | "quantisers"> {
  readonly case: string;
  readonly bits: number[];
  readonly texels: string;
  readonly file: string;
}

const TABLE: Case[] = JSON.parse(readFileSync("../tests/golden/coded_textures.json", "utf8"));

function bytesOf(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, "base64"));
}

function textureOf({ bits, format, width, height, layers }: Case): Texture {
  const rest = { curve: "linear", low: [], high: [], center: [], unit: 1 } as const;
  const quantisers = bits.map((width) => ({ bits: width, ...rest }));
  return { file: "t.bin", encoding: "entropy", format, width, height, layers, quantisers };
}

test("few bytes may not claim to be many", () => {
  const entry = TABLE[0] as Case;
  const texture = { ...textureOf(entry), width: 8192, height: 8192 };
  assert.throws(() => decodeTexels(bytesOf(entry.file), texture), /claim to be 536870912/);
});

for (const entry of TABLE) {
  test(`texels come back: ${entry.case}`, () => {
    assert.deepEqual(decodeTexels(bytesOf(entry.file), textureOf(entry)), bytesOf(entry.texels));
  });

  test(`damaged files are refused: ${entry.case}`, () => {
    const file = bytesOf(entry.file);
    const step = Math.ceil(file.length / 50);
    for (let length = 0; length < file.length; length += step)
      assert.throws(() => decodeTexels(file.slice(0, length), textureOf(entry)), PackageError);
    const longer = new Uint8Array(file.length + 1);
    longer.set(file);
    assert.throws(() => decodeTexels(longer, textureOf(entry)), PackageError);
    for (const [at, value] of [
      [0, 2],
      [4, 255],
    ] as const)
      assert.throws(() => decodeTexels(file.with(at, value), textureOf(entry)), PackageError);
  });
}
