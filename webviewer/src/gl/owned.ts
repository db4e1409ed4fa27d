// GL objects with one owner, who frees them together.

export class Owned {
  private readonly releases: (() => void)[] = [];

  constructor(readonly gl: WebGL2RenderingContext) {}

  texture(): WebGLTexture {
    const texture = this.gl.createTexture();
    this.releases.push(() => this.gl.deleteTexture(texture));
    return texture;
  }

  buffer(): WebGLBuffer {
    const buffer = this.gl.createBuffer();
    this.releases.push(() => this.gl.deleteBuffer(buffer));
    return buffer;
  }

  framebuffer(): WebGLFramebuffer {
    const framebuffer = this.gl.createFramebuffer();
    this.releases.push(() => this.gl.deleteFramebuffer(framebuffer));
    return framebuffer;
  }

  renderbuffer(): WebGLRenderbuffer {
    const renderbuffer = this.gl.createRenderbuffer();
    this.releases.push(() => this.gl.deleteRenderbuffer(renderbuffer));
    return renderbuffer;
  }

  vertexArray(): WebGLVertexArrayObject {
    const vertexArray = this.gl.createVertexArray();
    this.releases.push(() => this.gl.deleteVertexArray(vertexArray));
    return vertexArray;
  }

  sampler(): WebGLSampler {
    const sampler = this.gl.createSampler();
    this.releases.push(() => this.gl.deleteSampler(sampler));
    return sampler;
  }

  shader(type: GLenum): WebGLShader {
    const shader = this.gl.createShader(type) as WebGLShader; // null only when the context is lost; then nothing matters
    this.releases.push(() => this.gl.deleteShader(shader));
    return shader;
  }

  program(): WebGLProgram {
    const program = this.gl.createProgram();
    this.releases.push(() => this.gl.deleteProgram(program));
    return program;
  }

  release(): void {
    for (const release of this.releases.splice(0).reverse()) release();
  }
}
