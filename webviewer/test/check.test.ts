// The same broken manifests as tests/unit/test_types.py, and what JSON could hold in any place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseManifest } from "../src/check";
import { ManifestError } from "../src/errors";
import { FORMAT_VERSION } from "../src/manifest";

type Sets = [string, unknown][];
const TABLE = JSON.parse(readFileSync("../tests/golden/manifests.json", "utf8")) as {
  base: unknown;
  good: { case: string; set: Sets }[];
  broken: { case: string; set: Sets; pointer: string }[];
};

function changed(sets: Sets): unknown {
  const holder: Record<string, unknown> = { "": structuredClone(TABLE.base) };
  for (const [pointer, value] of sets) {
    const path = pointer.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = path.pop() as string;
    const at = path.reduce((part, key) => part[key] as Record<string, unknown>, holder);
    if (value === "REMOVE") delete at[last];
    else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  }
  return holder[""];
}

for (const { case: name, set } of TABLE.good)
  test(`taken: ${name}`, () => {
    assert.equal(parseManifest(changed(set)).format_version, FORMAT_VERSION);
  });

for (const { case: name, set, pointer } of TABLE.broken)
  test(`refused: ${name}`, () => {
    assert.throws(
      () => parseManifest(changed(set)),
      (error) => error instanceof ManifestError && error.pointer === pointer,
    );
  });

test("whatever stands in a field, nothing but a ManifestError is thrown", () => {
  const junk = [null, true, -1, 2.5, 1e300, "", "constructor", "screen", [], [[]], {}, { a: 1 }];
  let refused = 0;
  for (const pointer of pointers(TABLE.base, ""))
    for (const value of junk)
      try {
        parseManifest(changed([[pointer, value]]));
      } catch (error) {
        assert.ok(error instanceof ManifestError, `${pointer} = ${JSON.stringify(value)}: ${error}`);
        refused += 1;
      }
  assert.ok(refused > 1000);
});

test("no text of a manifest holds control characters", () => {
  const texts = pointers(TABLE.base, "").filter((pointer) => typeof at(pointer) === "string");
  assert.ok(texts.length > 30);
  for (const character of ["\u001b", "\n", "\u007f", "\u009b"]) {
    for (const pointer of texts)
      assert.throws(() => parseManifest(changed([[pointer, `a${character}`]])), ManifestError);
    for (const [place, value, pointer] of [
      ["/name", `a${character}[2J`, "/name"],
      ["/views/0/name", character, "/views/0/name"],
      ["/provenance/commit", character, "/provenance/commit"],
      [`/provenance/${character}`, 1, "/provenance"],
    ] as [string, unknown, string][])
      assert.throws(
        () => parseManifest(changed([[place, value]])),
        (error) => error instanceof ManifestError && error.pointer === pointer,
      );
  }
});

function at(pointer: string): unknown {
  const keys = pointer.split("/").slice(1);
  return keys.reduce((part, key) => (part as Record<string, unknown>)[key], TABLE.base);
}

function pointers(value: unknown, at: string): string[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => pointers(item, `${at}/${key}`))];
}
