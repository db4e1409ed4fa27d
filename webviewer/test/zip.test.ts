// Zip archives as Python's zipfile writes them, and what is no archive.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { PackageError } from "../src/errors";
import { readAtMost, readExactly } from "../src/load/bytes";
import { sourceOfFiles, sourceOfZip } from "../src/load/source";
import { listZip } from "../src/load/zip";

const WRITE = `
import io, sys, zipfile
data = io.BytesIO()
with zipfile.ZipFile(data, "w") as archive:
    archive.comment = b"a comment that holds PK\\x05\\x06 of its own"
    archive.mkdir("scene") if hasattr(archive, "mkdir") else None
    for method, name in ((0, "stored"), (8, "deflated"), (0, "manifest.json")):
        archive.writestr("scene/" + name, bytes(range(256)) * 40, method)
sys.stdout.buffer.write(data.getvalue())
`;
const ARCHIVE = new Uint8Array(execFileSync("python3", ["-c", WRITE]));
const CONTENT = Uint8Array.from({ length: 256 * 40 }, (_, i) => i % 256);
const { signal } = new AbortController();

async function read(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Uint8Array> {
  const source = await sourceOfZip(new Blob([bytes]), "archive");
  return readAtMost(await source.open(name, signal), 1e6, name);
}

for (const name of ["stored", "deflated"])
  test(`an entry that is ${name} comes back`, async () => {
    assert.deepEqual(await read(ARCHIVE, name), CONTENT);
  });

test("an archive that is cut, or whose bytes are changed, gives an error or the same files", async () => {
  for (let length = 0; length < ARCHIVE.length; length += 97)
    await assert.rejects(listZip(new Blob([ARCHIVE.slice(0, length)]), "cut"), PackageError);
  for (let at = 0; at < ARCHIVE.length; at += 61) {
    const changed = ARCHIVE.slice();
    changed[at] = (changed[at] as number) ^ 0x55;
    for (const name of ["stored", "deflated"])
      try {
        assert.deepEqual(await read(changed, name), CONTENT);
      } catch (error) {
        assert.ok(error instanceof PackageError, String(error));
      }
  }
});

test("a folder needs one manifest at its top, or one folder below", async () => {
  const file = new Blob(["x"]);
  for (const path of ["manifest.json", "scene/manifest.json"]) {
    const source = sourceOfFiles(new Map([[path, file]]), "folder");
    assert.equal((await readAtMost(await source.open("manifest.json", signal), 9, path)).length, 1);
  }
  for (const paths of [[], ["a/b/manifest.json"], ["a/manifest.json", "b/manifest.json"], ["other.json"]])
    assert.throws(() => sourceOfFiles(new Map(paths.map((path) => [path, file])), "folder"), PackageError);
});

test("a file is of exactly its size", async () => {
  const open = (length: number) => new Blob([new Uint8Array(length)]).stream();
  const ignore = () => {};
  assert.equal((await readExactly(open(12), "raw", 12, "x", ignore)).length, 12);
  for (const length of [0, 11, 13, 100_000])
    await assert.rejects(readExactly(open(length), "raw", 12, "x", ignore), PackageError);
  const packed = () => open(1000).pipeThrough(new CompressionStream("gzip"));
  assert.equal((await readExactly(packed(), "gzip", 1000, "x", ignore)).length, 1000);
  await assert.rejects(readExactly(packed(), "gzip", 999, "x", ignore), PackageError);
  await assert.rejects(readExactly(packed(), "gzip", 1001, "x", ignore), PackageError);
  const broken = () => new ReadableStream({ pull: (controller) => controller.error(new TypeError("network error")) });
  for (const encoding of ["raw", "gzip"] as const)
    await assert.rejects(readExactly(broken(), encoding, 12, "x", ignore), /x: .*the connection broke/);
});
