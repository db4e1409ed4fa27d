// Targets, and the framebuffers of passes. Row 0 of a target is the top of its picture, so passes flip y for it; the
// canvas starts at the bottom. A picture with depth cannot be both, so it is drawn into a screen of its own, which
// shares the depth buffer of the targets of its size and is copied to the canvas upside down.

import { type Manifest, type Pass, SCREEN, type Target } from "../manifest";
import { checkErrors } from "./device";
import { Owned } from "./owned";
import { createTexture, type GlTexture } from "./textures";

/** Where a pass draws. */
export interface Frame {
  readonly framebuffer: WebGLFramebuffer | null; // null is the canvas
  readonly width: number;
  readonly height: number;
  readonly attachments: readonly string[]; // the target of each; one with layers has several
  readonly flip: 1 | -1; // sign of y in clip coordinates
}

export class Targets {
  width = 0;
  height = 0;
  private readonly fixed: Owned;
  private readonly sized: Owned;
  private readonly textures = new Map<string, GlTexture>();
  private readonly frames = new Map<Pass, Frame>();
  private readonly ownsScreen: boolean;
  private readonly usesDepth: boolean;
  private screen: Frame | null = null;

  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly manifest: Manifest,
  ) {
    this.fixed = new Owned(gl);
    this.sized = new Owned(gl);
    this.usesDepth = manifest.passes.some(({ depth }) => depth !== "none");
    this.ownsScreen = manifest.passes.some(({ depth, targets }) => depth !== "none" && targets.includes(SCREEN));
  }

  /** Makes what has a size of its own: as large as textures allow, so only when these are there. */
  start(): void {
    const { fixed, manifest } = this;
    for (const [name, target] of Object.entries(manifest.targets))
      if (target.size.fixed !== null) this.create(fixed, name, target, target.size.fixed);
    for (const entry of manifest.passes)
      if (this.isFixed(entry)) this.frames.set(entry, this.frameOf(fixed, entry, null));
  }

  texture(name: string): GlTexture | undefined {
    return this.textures.get(name);
  }

  frame(entry: Pass): Frame {
    return this.frames.get(entry) as Frame;
  }

  get bytes(): number {
    return [...this.textures.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Makes everything that depends on the screen's size; true where it had another one before. */
  resize(width: number, height: number): boolean {
    if (width === this.width && height === this.height) return false;
    const { gl, manifest, sized } = this;
    sized.release();
    this.width = width;
    this.height = height;
    let depth: WebGLRenderbuffer | null = null;
    if (this.usesDepth) {
      depth = sized.renderbuffer();
      gl.bindRenderbuffer(gl.RENDERBUFFER, depth);
      gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_COMPONENT24, width, height);
    }
    for (const [name, target] of Object.entries(manifest.targets)) {
      const divisor = target.size.screen;
      if (divisor !== null) this.create(sized, name, target, [Math.ceil(width / divisor), Math.ceil(height / divisor)]);
    }
    this.screen = this.screenFrame(depth);
    for (const entry of manifest.passes)
      if (entry.targets.includes(SCREEN)) this.frames.set(entry, this.screen);
      else if (!this.isFixed(entry)) this.frames.set(entry, this.frameOf(sized, entry, depth));
    checkErrors(gl, "/targets");
    return true;
  }

  /** Clears the depth that all passes of a picture share. */
  clearDepth(): void {
    const { gl } = this;
    const withDepth = this.manifest.passes.find(({ depth }) => depth !== "none");
    if (withDepth === undefined) return;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame(withDepth).framebuffer);
    gl.depthMask(true);
    gl.clearBufferfv(gl.DEPTH, 0, [1]);
  }

  /** Copies the picture to the canvas, unless it is there already. */
  show(): void {
    const { gl, screen, width, height } = this;
    if (screen === null || screen.framebuffer === null) return;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, screen.framebuffer);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, height, width, 0, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  }

  release(): void {
    this.sized.release();
    this.fixed.release();
  }

  private isFixed({ targets }: Pass): boolean {
    return targets.some((name) => (this.manifest.targets[name]?.size.fixed ?? null) !== null);
  }

  private create(
    owned: Owned,
    name: string,
    { format, layers }: Target,
    [width, height]: readonly [number, number],
  ): void {
    this.textures.set(name, createTexture(owned, format, { width, height, layers }));
  }

  private screenFrame(depth: WebGLRenderbuffer | null): Frame {
    const { width, height, sized } = this;
    const size = { width, height, attachments: [SCREEN] };
    if (!this.ownsScreen) return { ...size, framebuffer: null, flip: 1 };
    const color = createTexture(sized, "rgba8unorm", { width, height, layers: null });
    return { ...size, framebuffer: this.attach([color], depth, sized), flip: -1 };
  }

  private frameOf(owned: Owned, entry: Pass, depth: WebGLRenderbuffer | null): Frame {
    const textures = entry.targets.map((name) => this.textures.get(name) as GlTexture);
    const { width, height } = textures[0] as GlTexture;
    const framebuffer = this.attach(textures, entry.depth === "none" ? null : depth, owned);
    const attachments = entry.targets.flatMap((name, i) => Array<string>(textures[i]?.layers ?? 1).fill(name));
    return { framebuffer, width, height, attachments, flip: -1 };
  }

  private attach(textures: readonly GlTexture[], depth: WebGLRenderbuffer | null, owned: Owned): WebGLFramebuffer {
    const { gl } = this;
    const framebuffer = owned.framebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const attachments: GLenum[] = [];
    for (const { handle, layers } of textures)
      for (let layer = 0; layer < (layers ?? 1); layer += 1) {
        const attachment = gl.COLOR_ATTACHMENT0 + attachments.length;
        if (layers === null) gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, handle, 0);
        else gl.framebufferTextureLayer(gl.FRAMEBUFFER, attachment, handle, 0, layer);
        attachments.push(attachment);
      }
    gl.drawBuffers(attachments);
    if (depth !== null) gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.RENDERBUFFER, depth);
    return framebuffer;
  }
}
