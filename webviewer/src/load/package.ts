// Reads the parts of a package: each file once, of exactly the size that the manifest gives it.

import { parseManifest } from "../check";
import { PackageError } from "../errors";
import { MANIFEST_FILE, type Manifest, type Mesh, type Program, type Texture } from "../manifest";
import { type ByteStream, type Bytes, readAtMost, readExactly } from "./bytes";
import type { Source } from "./source";

const MAX_MANIFEST_BYTES = 2 ** 24;
const MAX_SHADER_BYTES = 2 ** 20;
export const BYTES_PER_TEXEL = { rgba8unorm: 4, rgba8uint: 4, rgba16uint: 8, rgba16float: 8, rgba32float: 16 } as const;

export function textureBytes({ format, width, height, layers }: Texture): number {
  return BYTES_PER_TEXEL[format] * width * height * (layers ?? 1);
}

export function meshBytes(mesh: Mesh): number {
  return 20 * mesh.num_vertices + 4 * mesh.num_indices;
}

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
    this.totalBytes = [...textures, ...meshes].reduce((sum, bytes) => sum + bytes, 0);
  }

  texture(texture: Texture): Promise<Bytes> {
    return this.read(texture.file, texture.encoding, textureBytes(texture));
  }

  mesh(mesh: Mesh): Promise<Bytes> {
    return this.read(mesh.file, mesh.encoding, meshBytes(mesh));
  }

  async shaders(program: Program): Promise<{ vertex: string; fragment: string }> {
    const [vertex, fragment] = await Promise.all([this.text(program.glsl_vertex), this.text(program.glsl_fragment)]);
    return { vertex, fragment };
  }

  private async text(file: string): Promise<string> {
    return new TextDecoder().decode(await readAtMost(await this.open(file), MAX_SHADER_BYTES, file));
  }

  private async read(file: string, encoding: "raw" | "gzip", size: number): Promise<Bytes> {
    return readExactly(await this.open(file), encoding, size, file, (count) => {
      this.readBytes += count;
      this.onProgress(this.readBytes / this.totalBytes);
    });
  }

  private async open(file: string): Promise<ByteStream> {
    const stream = await this.source.open(file, this.signal);
    const count = (chunk: Bytes, controller: TransformStreamDefaultController<Bytes>) => {
      this.signal.throwIfAborted();
      this.storedBytes += chunk.length;
      controller.enqueue(chunk);
    };
    return stream.pipeThrough(new TransformStream<Bytes, Bytes>({ transform: count }));
  }
}
