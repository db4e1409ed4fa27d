// Zip archives, as far as packages need them: stored and deflated entries, read where they lie in a Blob.
// Layout: PKWARE's APPNOTE 6.3.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).

import { PackageError } from "../errors";
import type { ByteStream, Bytes } from "./bytes";

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

export interface ZipEntry {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly offset: number; // of the local header
}

/** The entries by name; folders are left out. */
export async function listZip(blob: Blob, where: string): Promise<Map<string, ZipEntry>> {
  const tailStart = Math.max(0, blob.size - END_BYTES - MAX_COMMENT);
  const tail = await view(blob, tailStart, blob.size);
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new PackageError(where, "is no zip archive, or is cut off");
  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  // 0xffffffff stands for "see zip64".
  if (start + size > tailStart + end) throw new PackageError(where, "has its directory in no place this viewer reads");
  const directory = await view(blob, start, start + size);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > size || directory.getUint32(at, true) !== CENTRAL)
      throw new PackageError(where, "has a damaged directory");
    const nameSize = directory.getUint16(at + 28, true);
    const after = at + CENTRAL_BYTES + nameSize;
    if (after > size) throw new PackageError(where, "has a damaged directory");
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + CENTRAL_BYTES, nameSize));
    const flags = directory.getUint16(at + 8, true);
    const method = directory.getUint16(at + 10, true);
    const crc = directory.getUint32(at + 16, true);
    const packedSize = directory.getUint32(at + 20, true);
    const offset = directory.getUint32(at + 42, true);
    if (!name.endsWith("/")) entries.set(name, { flags, method, crc, packedSize, offset });
    at = after + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return entries;
}

/** The bytes of one entry, unpacked. */
export async function openZipEntry(blob: Blob, entry: ZipEntry, where: string): Promise<ByteStream> {
  if (entry.flags & ENCRYPTED) throw new PackageError(where, "is encrypted");
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new PackageError(where, `is packed with method ${entry.method}; this viewer reads stored and deflated files`);
  const { offset, packedSize } = entry;
  // The names and extra fields of the two headers may differ in length.
  const header = await view(blob, offset, offset + LOCAL_BYTES);
  if (header.byteLength < LOCAL_BYTES || header.getUint32(0, true) !== LOCAL)
    throw new PackageError(where, "is not where the archive's directory says");
  const start = offset + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + packedSize > blob.size) throw new PackageError(where, "is cut off");
  const packed = blob.slice(start, start + packedSize).stream();
  const stream = entry.method === STORED ? packed : packed.pipeThrough(new DecompressionStream("deflate-raw"));
  let crc = 0;
  return stream.pipeThrough(
    new TransformStream<Bytes, Bytes>({
      transform: (chunk, controller) => {
        crc = crc32(chunk, crc);
        controller.enqueue(chunk);
      },
      flush: () => {
        if (crc !== entry.crc) throw new PackageError(where, "is damaged: its checksum differs");
      },
    }),
  );
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Bytes, before: number): number {
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] as number);
  return ~crc >>> 0;
}

async function view(blob: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await blob.slice(start, end).arrayBuffer());
}
