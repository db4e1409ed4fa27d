// Programs from GLSL ES 3.00 as naga writes it. Its names carry WGSL's groups and bindings: `_group_0_binding_4_vs` is
// binding 4 in the vertex shader, as a sampler, or as the one member of a uniform block. docs/package.md says what the
// bindings are: 0 the view, 1 the params, 2 + 2i the texture of input i.

import { PackageError } from "../errors";
import type { Owned } from "./owned";
import type { GlTexture } from "./textures";

const BINDING = /_group_0_binding_(\d+)_/;
export const VIEW_BINDING = 0;
export const PARAMS_BINDING = 1;

export interface GlProgram {
  readonly handle: WebGLProgram;
  readonly name: string;
  readonly samplers: readonly { readonly input: number; readonly type: GLenum }[];
  readonly blockBytes: ReadonlyMap<number, number>; // of uniform blocks, by binding
}

/** A program that the driver is compiling; asking for more before the first is finished lets it work on all. */
export function startProgram(owned: Owned, name: string, sources: { vertex: string; fragment: string }) {
  const { gl } = owned;
  const compile = (type: GLenum, source: string) => {
    const shader = owned.shader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    return shader;
  };
  const shaders = {
    vertex: compile(gl.VERTEX_SHADER, sources.vertex),
    fragment: compile(gl.FRAGMENT_SHADER, sources.fragment),
  };
  const handle = owned.program();
  for (const shader of Object.values(shaders)) gl.attachShader(handle, shader);
  gl.linkProgram(handle);
  return { name, handle, shaders };
}

/** The program with its bindings set; throws a PackageError with the compiler's words where it is none. */
export function finishProgram(gl: WebGL2RenderingContext, started: ReturnType<typeof startProgram>): GlProgram {
  const { name, handle, shaders } = started;
  const at = `/programs/${name}`;
  if (!gl.getProgramParameter(handle, gl.LINK_STATUS) && !gl.isContextLost()) {
    for (const [stage, shader] of Object.entries(shaders))
      if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
        throw new PackageError(`${at}/glsl_${stage}`, `does not compile: ${gl.getShaderInfoLog(shader)}`);
    throw new PackageError(at, `does not link: ${gl.getProgramInfoLog(handle)}`);
  }
  gl.useProgram(handle);
  const samplers = [];
  const blockBindings = new Map<number, number>();
  const count = gl.getProgramParameter(handle, gl.ACTIVE_UNIFORMS) as number;
  const blocks = gl.getActiveUniforms(handle, [...Array(count).keys()], gl.UNIFORM_BLOCK_INDEX) as number[];
  for (let index = 0; index < count; index += 1) {
    const uniform = gl.getActiveUniform(handle, index) as WebGLActiveInfo;
    const binding = Number(BINDING.exec(uniform.name)?.[1] ?? Number.NaN);
    const block = blocks[index] ?? -1;
    if (block >= 0) blockBindings.set(block, binding);
    else if (binding >= 2 && binding % 2 === 0) {
      const input = (binding - 2) / 2;
      gl.uniform1i(gl.getUniformLocation(handle, uniform.name), input);
      samplers.push({ input, type: uniform.type });
    } else if (!Number.isNaN(binding)) throw new PackageError(at, `uses ${uniform.name} for no texture of an input`);
    // Others are naga's own, such as naga_vs_first_instance, for which the initial 0 is right.
  }
  const blockBytes = new Map<number, number>();
  for (const [block, binding] of blockBindings) {
    if (binding !== VIEW_BINDING && binding !== PARAMS_BINDING)
      throw new PackageError(at, `has a uniform block at binding ${binding}, which is neither the view nor the params`);
    gl.uniformBlockBinding(handle, block, binding);
    const bytes = gl.getActiveUniformBlockParameter(handle, block, gl.UNIFORM_BLOCK_DATA_SIZE) as number;
    blockBytes.set(binding, Math.max(bytes, blockBytes.get(binding) ?? 0));
  }
  return { handle, name, samplers, blockBytes };
}

/** Throws where a pass gives the program other things than it was written for. */
export function checkBindings(
  gl: WebGL2RenderingContext,
  program: GlProgram,
  inputs: readonly GlTexture[],
  viewBytes: number,
  paramsBytes: number,
  at: string,
): void {
  const missing = (program.blockBytes.get(PARAMS_BINDING) ?? 0) - paramsBytes;
  if (missing > 0) throw new PackageError(`${at}/params`, `lack ${missing / 16} of those that ${program.name} reads`);
  if ((program.blockBytes.get(VIEW_BINDING) ?? 0) > viewBytes)
    throw new PackageError(`${at}/program`, `${program.name} has a larger view than hosts give`);
  for (const { input, type } of program.samplers) {
    const texture = inputs[input];
    if (texture === undefined) throw new PackageError(`${at}/inputs`, `${program.name} reads input ${input}`);
    const isArray = texture.layers !== null;
    const wanted = texture.isUint
      ? [gl.UNSIGNED_INT_SAMPLER_2D, gl.UNSIGNED_INT_SAMPLER_2D_ARRAY]
      : [gl.SAMPLER_2D, gl.SAMPLER_2D_ARRAY];
    if (type !== wanted[isArray ? 1 : 0])
      throw new PackageError(`${at}/inputs/${input}`, `is no such texture as ${program.name} reads there`);
  }
}
