// Archives at addresses: as many bytes as a package may have, and no more.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PackageError } from "../src/errors";
import type { Bytes } from "../src/load/bytes";
import { sourceOfUrl } from "../src/load/source";

const CHUNK = new Uint8Array(2 ** 26);
const { signal } = new AbortController();

/** How many chunks of an endless archive were asked for before it was refused. */
async function chunksRead(headers: Record<string, string>): Promise<number> {
  let count = 0;
  const pull = (controller: ReadableStreamDefaultController<Bytes>) => {
    count += 1;
    if (count < 100) controller.enqueue(CHUNK);
    else controller.close();
  };
  const body = new ReadableStream<Bytes>({ pull }, { highWaterMark: 0 });
  Object.assign(globalThis, {
    document: { baseURI: "http://localhost/" },
    fetch: async () => ({ ok: true, status: 200, headers: new Headers(headers), body }),
  });
  const isTooLarge = (error: unknown) => error instanceof PackageError && error.problem.includes("more bytes");
  await assert.rejects(
    sourceOfUrl("scene.zip", signal, () => {}),
    isTooLarge,
  );
  return count;
}

test("an archive that says that it is too large is not read", async () => {
  assert.equal(await chunksRead({ "content-length": String(2 ** 33) }), 1);
});

test("an archive without an end is read up to the bound", async () => {
  assert.equal(await chunksRead({}), (2 ** 31 + 2 ** 28) / CHUNK.length + 1);
});
