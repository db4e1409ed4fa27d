// GL objects with one owner, who frees them together.

export class Owned {
  private readonly releases = new Map<object, () => void>();

  constructor(readonly gl: WebGL2RenderingContext) {}

  texture(): WebGLTexture {
    const texture = this.gl.createTexture();
    this.releases.set(texture, () => this.gl.deleteTexture(texture));
    return texture;
  }

  buffer(): WebGLBuffer {
    const buffer = this.gl.createBuffer();
    this.releases.set(buffer, () => this.gl.deleteBuffer(buffer));
    return buffer;
  }

  framebuffer(): WebGLFramebuffer {
    const framebuffer = this.gl.createFramebuffer();
    this.releases.set(framebuffer, () => this.gl.deleteFramebuffer(framebuffer));
    return framebuffer;
  }

  renderbuffer(): WebGLRenderbuffer {
    const renderbuffer = this.gl.createRenderbuffer();
    this.releases.set(renderbuffer, () => this.gl.deleteRenderbuffer(renderbuffer));
    return renderbuffer;
  }

  vertexArray(): WebGLVertexArrayObject {
    const vertexArray = this.gl.createVertexArray();
    this.releases.set(vertexArray, () => this.gl.deleteVertexArray(vertexArray));
    return vertexArray;
  }

  sampler(): WebGLSampler {
    const sampler = this.gl.createSampler();
    this.releases.set(sampler, () => this.gl.deleteSampler(sampler));
    return sampler;
  }

  shader(type: GLenum): WebGLShader {
    const shader = this.gl.createShader(type) as WebGLShader; // null only when the context is lost; then nothing matters
    this.releases.set(shader, () => this.gl.deleteShader(shader));
    return shader;
  }

  program(): WebGLProgram {
    const program = this.gl.createProgram();
    this.releases.set(program, () => this.gl.deleteProgram(program));
    return program;
  }

  /** Frees one of them before the others. */
  free(object: object): void {
    this.releases.get(object)?.();
    this.releases.delete(object);
  }

  release(): void {
    for (const release of [...this.releases.values()].reverse()) release();
    this.releases.clear();
  }
}
