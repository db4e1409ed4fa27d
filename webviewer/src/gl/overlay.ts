// Planes over the picture: every pixel has the colour of the nearest plane there, mixed with what the scene shows. Planes
// are seen from the side of their normals only, so that a room can be looked into from outside; they hide each other, but
// the scene hides none of them. neural_render/planes/shown.py draws the same.
//
// An outline needs no triangulation: fans from one corner of each ring cover what an odd number of rings holds an odd
// number of times, which the stencil counts.

import { type Camera, centerOf } from "../camera/camera";
import { colorOf, type Plane } from "../planes/planes";
import { Owned } from "./owned";
import { createTexture } from "./textures";

const TINT = 0.6; // share of a plane's colour in a pixel
const PLANE_VERTEX = `#version 300 es
uniform mat4 worldToCamera;
uniform vec4 intrinsics;
uniform vec2 size;
layout(location = 0) in vec3 position;
void main() {
  vec3 p = (worldToCamera * vec4(position, 1.0)).xyz;
  vec2 pixel = intrinsics.xy * p.xy + intrinsics.zw * p.z;
  // A z-depth d is at 1 - 0.01 / d of 0 ... 1, as for the passes of packages.
  gl_Position = vec4(2.0 * pixel.x / size.x - p.z, p.z - 2.0 * pixel.y / size.y, p.z - 0.02, p.z);
}`;
const PLANE_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec3 color;
out vec4 pixel;
void main() { pixel = vec4(color, 1.0); }`;
const MIX_VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }`;
const MIX_FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D planes;
out vec4 pixel;
void main() { pixel = ${TINT} * texelFetch(planes, ivec2(gl_FragCoord.xy), 0); }`;

interface Fan {
  readonly plane: Plane;
  readonly first: number; // of its indices
  readonly count: number;
}

export class Overlay {
  private readonly owned: Owned;
  private readonly sized: Owned;
  private readonly planeProgram: WebGLProgram;
  private readonly mixProgram: WebGLProgram;
  private readonly vertexArray: WebGLVertexArrayObject;
  private readonly empty: WebGLVertexArrayObject;
  private readonly fans: readonly Fan[];
  private frame: { framebuffer: WebGLFramebuffer; texture: WebGLTexture } | null = null;
  private size = { width: 0, height: 0 };

  constructor(
    private readonly gl: WebGL2RenderingContext,
    readonly planes: readonly Plane[],
  ) {
    this.owned = new Owned(gl);
    this.sized = new Owned(gl);
    this.planeProgram = link(this.owned, PLANE_VERTEX, PLANE_FRAGMENT);
    this.mixProgram = link(this.owned, MIX_VERTEX, MIX_FRAGMENT);
    this.empty = this.owned.vertexArray();
    this.vertexArray = this.owned.vertexArray();
    const { corners, indices, fans } = fansOf(planes);
    this.fans = fans;
    gl.bindVertexArray(this.vertexArray);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.owned.buffer());
    gl.bufferData(gl.ARRAY_BUFFER, corners, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.owned.buffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
    gl.bindVertexArray(null);
  }

  /** Mixes the planes that the camera sees into the canvas, which has its size. */
  draw(camera: Camera): void {
    const { gl } = this;
    const { framebuffer, texture } = this.frameFor(camera);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.viewport(0, 0, camera.width, camera.height);
    gl.disable(gl.BLEND);
    gl.depthMask(true);
    gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0]);
    gl.clearBufferfi(gl.DEPTH_STENCIL, 0, 1, 0);
    this.drawPlanes(camera);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.useProgram(this.mixProgram);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.bindSampler(0, null);
    gl.bindVertexArray(this.empty);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.bindVertexArray(null);
  }

  release(): void {
    this.sized.release();
    this.owned.release();
  }

  private drawPlanes(camera: Camera): void {
    const { gl, planeProgram } = this;
    const at = (name: string) => gl.getUniformLocation(planeProgram, name);
    const [x, y, z] = centerOf(camera);
    gl.useProgram(planeProgram);
    gl.uniformMatrix4fv(at("worldToCamera"), true, camera.viewmat.flat());
    gl.uniform4fv(at("intrinsics"), camera.intrinsics);
    gl.uniform2f(at("size"), camera.width, camera.height);
    gl.bindVertexArray(this.vertexArray);
    gl.enable(gl.STENCIL_TEST);
    gl.depthFunc(gl.LESS);
    const color = at("color");
    for (const { plane, first, count } of this.fans) {
      const [nx, ny, nz] = plane.normal;
      if (nx * x + ny * y + nz * z <= plane.offset) continue; // seen from behind
      const draw = () => gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, 4 * first);
      gl.colorMask(false, false, false, false);
      gl.disable(gl.DEPTH_TEST);
      gl.stencilFunc(gl.ALWAYS, 0, 1);
      gl.stencilOp(gl.KEEP, gl.KEEP, gl.INVERT);
      draw();
      gl.colorMask(true, true, true, true);
      gl.enable(gl.DEPTH_TEST);
      gl.stencilFunc(gl.NOTEQUAL, 0, 1);
      gl.stencilOp(gl.KEEP, gl.ZERO, gl.ZERO); // each pixel once, and clean for the next plane
      gl.uniform3fv(color, colorOf(plane.id));
      draw();
    }
    gl.disable(gl.STENCIL_TEST);
    gl.disable(gl.DEPTH_TEST);
  }

  private frameFor({ width, height }: Camera): { framebuffer: WebGLFramebuffer; texture: WebGLTexture } {
    if (this.frame !== null && this.size.width === width && this.size.height === height) return this.frame;
    const { gl, sized } = this;
    sized.release();
    this.size = { width, height };
    const { handle } = createTexture(sized, "rgba8unorm", { width, height, layers: null });
    const depth = sized.renderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, depth);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH24_STENCIL8, width, height);
    const framebuffer = sized.framebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, handle, 0);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.RENDERBUFFER, depth);
    this.frame = { framebuffer, texture: handle };
    return this.frame;
  }
}

/** All corners, and triangles from the first corner of each ring to its edges, plane by plane. */
export function fansOf(planes: readonly Plane[]): { corners: Float32Array; indices: Uint32Array; fans: Fan[] } {
  const rings = planes.flatMap((plane) => plane.rings);
  const corners = new Float32Array(rings.reduce((sum, ring) => sum + ring.length, 0));
  const indices = new Uint32Array(rings.reduce((sum, ring) => sum + ring.length - 6, 0));
  let [corner, index] = [0, 0];
  const fans = planes.map((plane) => {
    const first = index;
    for (const ring of plane.rings) {
      corners.set(ring, 3 * corner);
      for (let i = 1; i < ring.length / 3 - 1; i += 1) {
        indices.set([corner, corner + i, corner + i + 1], index);
        index += 3;
      }
      corner += ring.length / 3;
    }
    return { plane, first, count: index - first };
  });
  return { corners, indices, fans };
}

function link(owned: Owned, vertex: string, fragment: string): WebGLProgram {
  const { gl } = owned;
  const program = owned.program();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = owned.shader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return program;
}
