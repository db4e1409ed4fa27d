// A package in GL: its passes, drawn in their order. This knows the vocabulary of the manifest and no method.

import { type Camera, centerOf } from "../camera/camera";
import { mixingAt } from "../camera/regions";
import type { Bytes } from "../load/bytes";
import type { PackageReader } from "../load/package";
import { MAX_SIDE, type Manifest, ORDER, type Pass, SCREEN, type Texture } from "../manifest";
import type { Networks, Picture } from "../networks/networks";
import type { Plane } from "../planes/planes";
import type { Sorter } from "../sort/sorter";
import type { Positions } from "../sort/sorting";
import { checkErrors } from "./device";
import { createFullscreen, createMesh, createQuads, type Geometry } from "./geometry";
import { Overlay } from "./overlay";
import { Owned } from "./owned";
import { checkBindings, finishProgram, type GlProgram, PARAMS_BINDING, startProgram, VIEW_BINDING } from "./programs";
import { Targets } from "./targets";
import { createSampler, createTexture, type GlTexture, uploadTexture, writeOrder, writeTexels } from "./textures";
import { VIEW_BYTES, viewBlock } from "./uniforms";

const ORDER_WIDTH = 2048; // texels of the texture `order`, and where it would have too many rows then
const WIDER = 8192;
// What passes of `load` see, which no camera belongs to.
const NO_CAMERA: Camera = {
  viewmat: [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ],
  intrinsics: [1, 1, 0, 0],
  width: 1,
  height: 1,
};

interface Draw {
  readonly entry: Pass;
  readonly index: number; // of the pass
  readonly program: GlProgram;
  readonly geometry: Geometry;
  readonly view: WebGLBuffer;
  readonly params: WebGLBuffer | null;
}

export class Scene {
  readonly targets: Targets;
  private readonly owned: Owned;
  private readonly samplers: { readonly nearest: WebGLSampler; readonly linear: WebGLSampler };
  private readonly textures = new Map<string, GlTexture>();
  private readonly orders = new Map<number, GlTexture>();
  private readonly loaded: ReadonlySet<string>; // targets that passes of `load` draw into
  private readonly filled = new Map<string, Picture>(); // what targets hold that networks fill
  private draws: Draw[] = [];
  private overlay: Overlay | null = null;

  private constructor(
    private readonly gl: WebGL2RenderingContext,
    readonly manifest: Manifest,
  ) {
    this.owned = new Owned(gl);
    this.targets = new Targets(gl, manifest);
    this.loaded = new Set(manifest.passes.flatMap(({ when, targets }) => (when === "load" ? targets : [])));
    this.samplers = { nearest: createSampler(this.owned, "nearest"), linear: createSampler(this.owned, "linear") };
  }

  /** Reads all files, fills all textures and draws the passes of `load`; what fails leaves nothing behind. */
  static async create(
    gl: WebGL2RenderingContext,
    reader: PackageReader,
    sorter: Sorter,
    networks: Networks,
  ): Promise<Scene> {
    const scene = new Scene(gl, reader.manifest);
    try {
      await scene.readNetworks(reader, networks);
      await scene.read(reader, sorter);
      const planes = await reader.planes();
      if (planes.length > 0) scene.overlay = new Overlay(gl, planes);
    } catch (error) {
      scene.release();
      throw error;
    }
    return scene;
  }

  /** The passes that sort and are drawn for this camera. */
  sortedPasses(camera: Camera): number[] {
    const mixing = this.mixingOf(camera);
    return this.manifest.passes.flatMap(({ sort, region }, index) =>
      sort !== null && mixing.has(region) ? [index] : [],
    );
  }

  /** The passes that run a network for this camera. */
  networkPasses(camera: Camera): number[] {
    const mixing = this.mixingOf(camera);
    return this.manifest.passes.flatMap(({ network, region }, index) =>
      network !== null && mixing.has(region) ? [index] : [],
    );
  }

  writeOrder(pass: number, order: Uint32Array): void {
    const texture = this.orders.get(pass);
    if (texture !== undefined) writeOrder(this.gl, texture, order);
  }

  /** One picture, of the camera's size, on the canvas, with what the networks gave last, and with planes over it. */
  draw(camera: Camera, networks: Networks, showsPlanes: boolean): void {
    if (this.targets.resize(camera.width, camera.height)) this.filled.clear();
    this.targets.clearDepth();
    const mixing = this.mixingOf(camera);
    for (const pass of this.networkPasses(camera)) this.fill(pass, networks.picture(pass));
    const isFresh = (name: string) => !this.loaded.has(name) && !this.filled.has(name);
    const fresh = new Set([SCREEN, ...Object.keys(this.manifest.targets).filter(isFresh)]);
    for (const draw of this.draws) {
      const factor = mixing.get(draw.entry.region);
      if (draw.entry.when === "frame" && factor !== undefined) this.run(draw, camera, fresh, factor);
    }
    this.targets.show();
    if (showsPlanes) this.overlay?.draw(camera);
  }

  get planes(): readonly Plane[] {
    return this.overlay?.planes ?? [];
  }

  /** Bytes of textures and targets in the graphics memory. */
  get bytes(): number {
    const own = [...this.textures.values(), ...this.orders.values()];
    return own.reduce((sum, { bytes }) => sum + bytes, this.targets.bytes);
  }

  release(): void {
    this.overlay?.release();
    this.targets.release();
    this.owned.release();
  }

  private async readNetworks(reader: PackageReader, networks: Networks): Promise<void> {
    const entries = Object.entries(this.manifest.networks);
    if (entries.length === 0) return;
    const files = new Map<string, Bytes>();
    for (const [name, network] of entries) files.set(name, await reader.network(network));
    networks.start(Object.fromEntries(files));
    this.manifest.passes.forEach(({ network }, index) => {
      const factor = network === null ? undefined : this.manifest.networks[network]?.factor;
      if (network !== null && factor !== undefined) networks.add(index, network, factor);
    });
  }

  /** Puts a picture that a network gave into its target, where it has the target's size and is not there already. */
  private fill(pass: number, picture: Picture | null): void {
    const name = this.manifest.passes[pass]?.targets[0] as string;
    const target = this.targets.texture(name) as GlTexture;
    const fits = picture?.camera.width === target.width && picture.camera.height === target.height;
    if (picture === null || !fits || this.filled.get(name) === picture) return;
    writeTexels(this.gl, target, picture.texels);
    this.filled.set(name, picture);
  }

  private async read(reader: PackageReader, sorter: Sorter): Promise<void> {
    const { gl, manifest, owned } = this;
    const started = [...(await reader.shaders())].map(([name, shaders]) => startProgram(owned, name, shaders));
    // One after the other: then one decoded file at most is in the memory at a time.
    for (const [name, texture] of Object.entries(manifest.textures)) {
      const at = `/textures/${name}`;
      const bytes = await reader.texture(texture, at);
      this.textures.set(name, uploadTexture(owned, texture, bytes, at));
      manifest.passes.forEach((entry, index) => {
        if (entry.sort === name) this.addOrder(index, entry, sorter, positionsOf(texture, bytes));
      });
    }
    const meshes = new Map<string, Geometry>();
    for (const [name, mesh] of Object.entries(manifest.meshes))
      meshes.set(name, createMesh(owned, mesh, await reader.mesh(mesh, `/meshes/${name}`)));
    const programs = new Map(started.map((program) => [program.name, finishProgram(gl, program)]));
    this.draws = manifest.passes.flatMap((entry, index) =>
      entry.network === null ? [this.prepare(entry, index, programs, meshes)] : [],
    );
    this.targets.start();
    this.targets.resize(1, 1);
    const fresh = new Set(Object.keys(manifest.targets));
    for (const draw of this.draws) {
      const { entry, index, program } = draw;
      const isTarget = entry.sort !== null && entry.sort in manifest.targets;
      if (isTarget) this.addOrder(index, entry, sorter, this.readTarget(entry.sort as string));
      checkBindings(gl, program, this.inputsOf(entry, index), VIEW_BYTES, 16 * entry.params.length, `/passes/${index}`);
      if (entry.when === "load") this.run(draw, NO_CAMERA, fresh, 1);
    }
    this.freeDecoded();
    checkErrors(gl, "/passes");
  }

  /** Frees the textures that no picture needs: those that passes of `load` have decoded. */
  private freeDecoded(): void {
    const frames = this.manifest.passes.filter(({ when }) => when === "frame");
    const needed = new Set(frames.flatMap(({ inputs }) => inputs.map(({ texture }) => texture)));
    for (const [name, { handle }] of this.textures) {
      if (needed.has(name)) continue;
      this.owned.free(handle);
      this.textures.delete(name);
    }
  }

  private prepare(
    entry: Pass,
    index: number,
    programs: ReadonlyMap<string, GlProgram>,
    meshes: ReadonlyMap<string, Geometry>,
  ): Draw {
    const { gl, owned } = this;
    const program = programs.get(entry.program as string) as GlProgram;
    const view = owned.buffer();
    gl.bindBuffer(gl.UNIFORM_BUFFER, view);
    gl.bufferData(gl.UNIFORM_BUFFER, VIEW_BYTES, gl.DYNAMIC_DRAW);
    let params: WebGLBuffer | null = null;
    if (entry.params.length > 0) {
      params = owned.buffer();
      gl.bindBuffer(gl.UNIFORM_BUFFER, params);
      gl.bufferData(gl.UNIFORM_BUFFER, new Float32Array(entry.params.flat()), gl.STATIC_DRAW);
    }
    let geometry: Geometry;
    if (entry.geometry === "mesh") geometry = meshes.get(entry.mesh as string) as Geometry;
    else geometry = entry.geometry === "quads" ? createQuads(owned, entry.count ?? 0) : createFullscreen(owned);
    return { entry, index, program, geometry, view, params };
  }

  private addOrder(index: number, entry: Pass, sorter: Sorter, texels: Omit<Positions, "count">): void {
    const count = entry.count ?? 0;
    const width = count <= ORDER_WIDTH * MAX_SIDE ? ORDER_WIDTH : WIDER;
    const size = { width, height: Math.max(1, Math.ceil(count / width)), layers: null };
    this.orders.set(index, createTexture(this.owned, "r32uint", size));
    sorter.add(index, { ...texels, count }, size.width * size.height);
  }

  private readTarget(name: string): Omit<Positions, "count"> {
    const { gl } = this;
    const { handle, width, height, layers, isUint } = this.targets.texture(name) as GlTexture;
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    if (layers === null) gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, handle, 0);
    else gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, handle, 0, 0);
    const quantiser = this.manifest.targets[name]?.quantisers[0] ?? null;
    const texels = isUint ? new Uint32Array(4 * width * height) : new Float32Array(4 * width * height);
    if (isUint) gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, texels);
    else gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, texels);
    gl.deleteFramebuffer(framebuffer);
    return { texels, quantiser };
  }

  private inputsOf(entry: Pass, index: number): GlTexture[] {
    return entry.inputs.map(({ texture }) => {
      if (texture === ORDER) return this.orders.get(index) as GlTexture;
      return (this.textures.get(texture) ?? this.targets.texture(texture)) as GlTexture;
    });
  }

  /** Draws a pass; `fresh` are the targets that hold nothing of this picture yet, `factor` is that of blend `mix`. */
  private run(draw: Draw, camera: Camera, fresh: Set<string>, factor: number): void {
    const { gl } = this;
    const { entry, program, geometry, view, params } = draw;
    for (const { texture } of entry.inputs) if (fresh.has(texture)) this.empty(texture, fresh);
    const frame = this.targets.frame(entry);
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame.framebuffer);
    frame.attachments.forEach((name, index) => {
      const color = entry.clear ?? (fresh.has(name) ? this.emptyColor(name) : null);
      if (color !== null) this.clear(name, index, color as number[]);
    });
    for (const name of entry.targets) fresh.delete(name);
    if (entry.count === 0) return;
    setBlending(gl, entry.blend, factor);
    setDepth(gl, entry.depth);
    gl.viewport(0, 0, frame.width, frame.height);
    gl.useProgram(program.handle);
    gl.bindBuffer(gl.UNIFORM_BUFFER, view);
    gl.bufferSubData(gl.UNIFORM_BUFFER, 0, viewBlock(camera, frame));
    gl.bindBufferBase(gl.UNIFORM_BUFFER, VIEW_BINDING, view);
    gl.bindBufferBase(gl.UNIFORM_BUFFER, PARAMS_BINDING, params);
    this.inputsOf(entry, draw.index).forEach(({ handle, layers }, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(layers === null ? gl.TEXTURE_2D : gl.TEXTURE_2D_ARRAY, handle);
      gl.bindSampler(unit, this.samplers[entry.inputs[unit]?.filter ?? "nearest"]);
    });
    gl.bindVertexArray(geometry.vertexArray);
    geometry.draw();
    gl.bindVertexArray(null);
    gl.activeTexture(gl.TEXTURE0);
  }

  /** Clears a target that a pass reads although only passes of other regions draw into it. */
  private empty(name: string, fresh: Set<string>): void {
    const { gl } = this;
    const writer = this.manifest.passes.find(({ targets }) => targets.includes(name)) as Pass;
    const { framebuffer, attachments } = this.targets.frame(writer);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    attachments.forEach((other, index) => {
      if (other === name) this.clear(name, index, this.emptyColor(name));
    });
    fresh.delete(name);
  }

  private clear(name: string, attachment: number, color: number[]): void {
    if (this.targets.texture(name)?.isUint) this.gl.clearBufferuiv(this.gl.COLOR, attachment, color);
    else this.gl.clearBufferfv(this.gl.COLOR, attachment, color);
  }

  private emptyColor(name: string): number[] {
    return name === SCREEN ? [...this.manifest.background, 1] : [0, 0, 0, 0];
  }

  private mixingOf(camera: Camera): ReadonlyMap<number | null, number> {
    return mixingAt(centerOf(camera), this.manifest.regions, this.manifest.overlap);
  }
}

function positionsOf({ format, quantisers, layers }: Texture, bytes: Bytes): Omit<Positions, "count"> {
  // A copy, since it goes to the thread that sorts, and another pass may sort by the same texture. Positions are the
  // first layer.
  const texels = bytes.slice(0, bytes.length / (layers ?? 1));
  const quantiser = quantisers[0] ?? null;
  if (format === "rgba32float") return { texels: new Float32Array(texels.buffer), quantiser };
  return { texels: format === "rgba16uint" ? new Uint16Array(texels.buffer) : texels, quantiser };
}

function setBlending(gl: WebGL2RenderingContext, blend: Pass["blend"], factor: number): void {
  if (blend === "none") {
    gl.disable(gl.BLEND);
    return;
  }
  gl.enable(gl.BLEND);
  if (blend === "mix") {
    gl.blendColor(factor, factor, factor, factor);
    gl.blendFunc(gl.CONSTANT_COLOR, gl.ONE_MINUS_CONSTANT_COLOR);
  } else gl.blendFunc(gl.ONE, blend === "add" ? gl.ONE : gl.ONE_MINUS_SRC_ALPHA);
}

function setDepth(gl: WebGL2RenderingContext, depth: Pass["depth"]): void {
  if (depth === "none") {
    gl.disable(gl.DEPTH_TEST);
    return;
  }
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.LEQUAL);
  gl.depthMask(depth === "write");
}
