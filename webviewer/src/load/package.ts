// Reads the parts of a package: each file once, of exactly the size that the manifest gives it.

import { parseManifest } from "../check";
import { PackageError } from "../errors";
import { MANIFEST_FILE, type Manifest, type Mesh, type Network, type Texture } from "../manifest";
import { type Plane, parsePlanes } from "../planes/planes";
import { glslBytes, isBelieved, meshBytes, textureBytes } from "../sizes";
import { type ByteStream, type Bytes, readAtMost, readExactly } from "./bytes";
import { decodeApart } from "./decoding";
import type { Source } from "./source";

const MAX_MANIFEST_BYTES = 2 ** 22;
const MAX_GROWTH = 2; // by entropy coding, of what shrinks by nothing

export async function readManifest(source: Source, signal: AbortSignal): Promise<Manifest> {
  const stream = await source.open(MANIFEST_FILE, signal);
  const text = new TextDecoder().decode(await readAtMost(stream, MAX_MANIFEST_BYTES, MANIFEST_FILE));
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new PackageError(MANIFEST_FILE, `is no JSON: ${(error as Error).message}`);
  }
  return parseManifest(data);
}

/** The files of a checked manifest, read one by one; `onProgress` hears the share of the bytes that have come. */
export class PackageReader {
  storedBytes = 0; // as they lie in the files
  private readonly totalBytes: number;
  private readBytes = 0;

  constructor(
    readonly manifest: Manifest,
    private readonly source: Source,
    readonly signal: AbortSignal,
    private readonly onProgress: (share: number) => void,
  ) {
    const textures = Object.values(manifest.textures).map(textureBytes);
    const meshes = Object.values(manifest.meshes).map(meshBytes);
    const networks = Object.values(manifest.networks).map((network) => network.num_bytes);
    const planes = manifest.planes?.num_bytes ?? 0;
    const shaders = Object.values(manifest.programs).map(glslBytes);
    this.totalBytes = [...textures, ...meshes, ...networks, planes, ...shaders].reduce((sum, bytes) => sum + bytes, 0);
    if (source.size !== null && !isBelieved(source.size, this.totalBytes))
      throw new PackageError(source.name, `has ${source.size} bytes, which claim to be ${this.totalBytes}`);
  }

  async texture(texture: Texture, at: string): Promise<Bytes> {
    const { file, encoding } = texture;
    const size = textureBytes(texture);
    const isCoded = encoding === "entropy";
    const bytes = isCoded ? await this.decode(texture, size) : await this.read(file, encoding, size);
    if (texture.format === "rgba16float") checkHalfs(new Uint16Array(bytes.buffer), at);
    if (texture.format === "rgba32float") checkFloats(new Float32Array(bytes.buffer), at);
    return bytes;
  }

  async mesh(mesh: Mesh, at: string): Promise<Bytes> {
    const bytes = await this.read(mesh.file, mesh.encoding, meshBytes(mesh));
    const vertices = new Float32Array(bytes.buffer, 0, 5 * mesh.num_vertices);
    checkFloats(vertices, at);
    const indices = new Uint32Array(bytes.buffer, vertices.byteLength);
    if (indices.some((index) => index >= mesh.num_vertices))
      throw new PackageError(at, "names vertices it does not have");
    return bytes;
  }

  async network({ file, num_bytes: size }: Network): Promise<Bytes> {
    return this.read(file, "raw", size);
  }

  async planes(): Promise<Plane[]> {
    const { planes } = this.manifest;
    if (planes === null) return [];
    return parsePlanes(await this.read(planes.file, "gzip", planes.num_bytes), planes.file);
  }

  /** The shaders of all programs, by their names. */
  async shaders(): Promise<Map<string, { vertex: string; fragment: string }>> {
    const programs = Object.entries(this.manifest.programs).sort(([a], [b]) => (a < b ? -1 : 1));
    const size = programs.reduce((sum, [, program]) => sum + glslBytes(program), 0);
    const bytes = await this.read(this.manifest.shaders.glsl, "gzip", size);
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const text = (begin: number, end: number, at: string) => {
      try {
        return decoder.decode(bytes.subarray(begin, end));
      } catch {
        throw new PackageError(at, "is no text");
      }
    };
    const shaders = new Map<string, { vertex: string; fragment: string }>();
    let begin = 0;
    for (const [name, program] of programs) {
      const middle = begin + program.glsl_vertex;
      const end = begin + glslBytes(program);
      const vertex = text(begin, middle, `/programs/${name}/glsl_vertex`);
      shaders.set(name, { vertex, fragment: text(middle, end, `/programs/${name}/glsl_fragment`) });
      begin = end;
    }
    return shaders;
  }

  private async read(file: string, encoding: Mesh["encoding"], size: number): Promise<Bytes> {
    const limit = encoding === "raw" ? size : mostPacked(size);
    return readExactly(await this.open(file, limit), encoding, size, file, (count) => this.advance(count));
  }

  private async decode(texture: Texture, size: number): Promise<Bytes> {
    const limit = MAX_GROWTH * size + 1024;
    const bytes = await readAtMost(await this.open(texture.file, limit), limit, texture.file);
    const texels = await decodeApart(bytes, texture, this.signal);
    this.advance(size);
    return texels;
  }

  private advance(count: number): void {
    this.readBytes += count;
    this.onProgress(this.readBytes / this.totalBytes);
  }

  private async open(file: string, limit: number): Promise<ByteStream> {
    const stream = await this.source.open(file, this.signal);
    let length = 0;
    const count = (chunk: Bytes, controller: TransformStreamDefaultController<Bytes>) => {
      this.signal.throwIfAborted();
      length += chunk.length;
      if (length > limit) throw new PackageError(file, "has more bytes than it may have");
      this.storedBytes += chunk.length;
      controller.enqueue(chunk);
    };
    return stream.pipeThrough(new TransformStream<Bytes, Bytes>({ transform: count }));
  }
}

/** Bytes that `size` may have as gzip: what does not shrink grows by the headers of deflate's blocks. */
function mostPacked(size: number): number {
  return size + size / 1000 + 1024;
}

function checkFloats(values: Float32Array, at: string): void {
  if (!values.every(Number.isFinite)) throw new PackageError(at, "holds values that are not finite");
}

function checkHalfs(values: Uint16Array, at: string): void {
  // Infinities and what is no number have all bits of the exponent set.
  if (values.some((bits) => (bits & 0x7c00) === 0x7c00)) throw new PackageError(at, "holds values that are not finite");
}
