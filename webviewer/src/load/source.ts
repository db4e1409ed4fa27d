// Where the files of a package come from: an address, a folder of files, a zip archive. A source can be read again,
// so that pictures come back after the browser has taken the graphics context away.

import { PackageError } from "../errors";
import { MANIFEST_FILE, MAX_BYTES } from "../manifest";
import { type ByteStream, iterate } from "./bytes";
import { listZip, openZipEntry } from "./zip";

const MAX_ZIP_BYTES = MAX_BYTES + 2 ** 28; // what a manifest may name, and the shaders of all hosts

export interface Source {
  readonly name: string;
  readonly size: number | null; // bytes of a zip archive
  /** The stored bytes of the file at a path inside the package, which the checks have confined. */
  open(path: string, signal: AbortSignal): Promise<ByteStream>;
}

/** An address, a zip archive, or the files of a folder by their paths. */
export type Package = string | Blob | ReadonlyMap<string, Blob>;

export async function sourceOf(
  given: Package,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Source> {
  if (given instanceof Blob) return sourceOfZip(given, given instanceof File ? given.name : "archive");
  if (typeof given !== "string") return sourceOfFiles(given, "folder");
  return sourceOfUrl(given, signal, onProgress);
}

/** The source at an address: of a folder, of its manifest.json, or of a zip archive. */
export async function sourceOfUrl(
  address: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Source> {
  const url = new URL(address, document.baseURI);
  if (url.pathname.toLowerCase().endsWith(".zip")) {
    const response = await get(url, signal);
    const size = Number(response.headers.get("content-length")) || 0;
    const chunks: BlobPart[] = [];
    let length = 0;
    for await (const chunk of iterate(response.body as ByteStream, url.href)) {
      length += chunk.length;
      if (Math.max(size, length) > MAX_ZIP_BYTES)
        throw new PackageError(url.href, "has more bytes than a package may have");
      chunks.push(chunk);
      onProgress(size > 0 ? Math.min(1, length / size) : 0);
    }
    return sourceOfZip(new Blob(chunks), lastPart(url));
  }
  if (url.pathname.endsWith(`/${MANIFEST_FILE}`)) url.pathname = url.pathname.slice(0, -MANIFEST_FILE.length);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return {
    name: lastPart(url),
    size: null,
    open: async (path, fileSignal) => {
      const file = new URL(path, url);
      file.search = url.search; // signed addresses sign every file
      return (await get(file, fileSignal)).body as ByteStream;
    },
  };
}

export async function sourceOfZip(blob: Blob, name: string): Promise<Source> {
  const entries = belowManifest(await listZip(blob, name), name);
  return {
    name,
    size: blob.size,
    open: async (path) => openZipEntry(blob, found(entries, path), path),
  };
}

/** The source of files by their paths, from a folder that was dropped or chosen. */
export function sourceOfFiles(files: ReadonlyMap<string, Blob>, name: string): Source {
  const below = belowManifest(files, name);
  return { name, size: null, open: async (path) => found(below, path).stream() };
}

/** The entries beside manifest.json, with their paths from there; whoever packs a folder has its name before all. */
function belowManifest<T>(entries: ReadonlyMap<string, T>, where: string): Map<string, T> {
  const manifests = [...entries.keys()].filter((path) => /^([^/]+\/)?manifest\.json$/.test(path));
  const [manifest] = manifests;
  if (manifest === undefined || manifests.length > 1)
    throw new PackageError(
      where,
      `holds ${manifests.length} files ${MANIFEST_FILE} at its top, not 1: is it a package?`,
    );
  const folder = manifest.slice(0, -MANIFEST_FILE.length);
  const inside = [...entries].filter(([path]) => path.startsWith(folder));
  return new Map(inside.map(([path, entry]) => [path.slice(folder.length), entry]));
}

function found<T>(entries: ReadonlyMap<string, T>, path: string): T {
  const entry = entries.get(path);
  if (entry === undefined) throw new PackageError(path, "is not in the package");
  return entry;
}

async function get(url: URL, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new PackageError(url.href, "cannot be fetched: no connection, or the server does not allow this page");
  }
  if (response.status === 404) throw new PackageError(url.href, "is not there: the server answers 404");
  if (!response.ok || response.body === null) throw new PackageError(url.href, `the server answers ${response.status}`);
  return response;
}

function lastPart(url: URL): string {
  return url.pathname.split("/").filter(Boolean).pop() ?? url.host;
}
