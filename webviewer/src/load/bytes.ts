// Streams to bytes whose number is known beforehand: no file of a package can fill the memory with more than that.

import { PackageError } from "../errors";

export type Bytes = Uint8Array<ArrayBuffer>;
export type ByteStream = ReadableStream<Bytes>;

/** All bytes of a stream of at most `limit`. */
export async function readAtMost(stream: ByteStream, limit: number, where: string): Promise<Bytes> {
  const chunks: Bytes[] = [];
  let length = 0;
  for await (const chunk of iterate(stream, where)) {
    length += chunk.length;
    if (length > limit) throw new PackageError(where, `has more than ${limit} bytes`);
    chunks.push(chunk);
  }
  const bytes = allocate(length, where);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Exactly `size` bytes, unpacked where they are packed with gzip; `onBytes` hears how many have come. */
export async function readExactly(
  stream: ByteStream,
  encoding: "raw" | "gzip",
  size: number,
  where: string,
  onBytes: (count: number) => void,
): Promise<Bytes> {
  const bytes = allocate(size, where);
  let at = 0;
  for await (const chunk of iterate(encoding === "gzip" ? await unzipped(stream, where) : stream, where)) {
    if (at + chunk.length > size) throw new PackageError(where, `has more than the ${size} bytes of its sizes`);
    bytes.set(chunk, at);
    at += chunk.length;
    onBytes(chunk.length);
  }
  if (at < size) throw new PackageError(where, `has ${at} bytes, but its sizes make ${size}`);
  return bytes;
}

export async function* iterate(stream: ByteStream, where: string): AsyncGenerator<Bytes> {
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await readFrom(reader, where);
      isDone = done;
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early wants no more of the download, and does not wait for its end.
    if (!isDone) reader.cancel().catch(() => {});
  }
}

function readFrom(reader: ReadableStreamDefaultReader<Bytes>, where: string): Promise<ReadableStreamReadResult<Bytes>> {
  return reader.read().catch((error) => {
    throw explained(error, where);
  });
}

/** What browsers throw for bytes that they cannot unpack says nothing to a reader. */
function explained(error: Error, where: string): Error {
  if (error instanceof PackageError || error.name === "AbortError") return error;
  return new PackageError(where, "cannot be read: it is damaged, or the connection broke");
}

/** The stream without gzip. Some servers unpack on the way (Content-Encoding): what is no gzip passes as it is. */
async function unzipped(stream: ByteStream, where: string): Promise<ByteStream> {
  const reader = stream.getReader();
  let head: Bytes = new Uint8Array(0);
  while (head.length < 2) {
    const { done, value } = await readFrom(reader, where);
    if (done) break;
    const joined = new Uint8Array(head.length + value.length);
    joined.set(head);
    joined.set(value, head.length);
    head = joined;
  }
  const whole: ByteStream = new ReadableStream({
    start: (controller) => controller.enqueue(head),
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  return isGzip ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}

function allocate(size: number, where: string): Bytes {
  try {
    return new Uint8Array(size);
  } catch {
    throw new PackageError(where, `needs ${Math.ceil(size / 1e6)} MB, more than this browser gives`);
  }
}
