// Archives: as many bytes as a package may have and no more, of contents that their bytes can hold.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PackageError } from "../src/errors";
import type { Bytes } from "../src/load/bytes";
import { PackageReader } from "../src/load/package";
import { sourceOfUrl } from "../src/load/source";
import type { Manifest } from "../src/manifest";

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

test("an archive of few bytes does not claim to be many", () => {
  const mesh = { file: "box.bin", encoding: "gzip", num_vertices: 2 ** 20, num_indices: 2 ** 20 };
  const manifest = { textures: {}, meshes: { mesh }, networks: {}, planes: null, programs: {} } as unknown as Manifest;
  const reader = (size: number | null) => {
    const source = { name: "a.zip", size, open: () => Promise.reject() };
    return new PackageReader(manifest, source, signal, () => {});
  };
  const least = Math.ceil((24 * 2 ** 20 - 2 ** 18) / 4096);
  reader(least);
  reader(null);
  assert.throws(() => reader(least - 1), /has 6079 bytes, which claim to be 25165824/);
});
