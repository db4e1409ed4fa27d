// What passes draw: one triangle that covers the target, quads in instances of 128, or a mesh.

import type { Bytes } from "../load/bytes";
import { type Mesh, QUADS_PER_INSTANCE } from "../manifest";
import type { Owned } from "./owned";

export interface Geometry {
  readonly vertexArray: WebGLVertexArrayObject;
  draw(): void;
}

export function createFullscreen(owned: Owned): Geometry {
  const { gl } = owned;
  return { vertexArray: owned.vertexArray(), draw: () => gl.drawArrays(gl.TRIANGLES, 0, 3) };
}

/** Two triangles per quad; vertex 4q + c is corner c of the instance's quad q. */
export function createQuads(owned: Owned, count: number): Geometry {
  const { gl } = owned;
  const vertexArray = owned.vertexArray();
  const corners = [0, 1, 2, 2, 1, 3];
  const indices = Uint16Array.from({ length: 6 * QUADS_PER_INSTANCE }, (_, i) => {
    return 4 * Math.floor(i / 6) + (corners[i % 6] as number);
  });
  gl.bindVertexArray(vertexArray);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, owned.buffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
  const instances = Math.ceil(count / QUADS_PER_INSTANCE);
  const draw = () => gl.drawElementsInstanced(gl.TRIANGLES, indices.length, gl.UNSIGNED_SHORT, 0, instances);
  return { vertexArray, draw };
}

export function createMesh(owned: Owned, mesh: Mesh, bytes: Bytes): Geometry {
  const { gl } = owned;
  const vertexBytes = 20 * mesh.num_vertices;
  const indices = new Uint32Array(bytes.buffer, vertexBytes);
  const vertexArray = owned.vertexArray();
  gl.bindVertexArray(vertexArray);
  gl.bindBuffer(gl.ARRAY_BUFFER, owned.buffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(bytes.buffer, 0, vertexBytes), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 20, 0);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, 12);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, owned.buffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
  return { vertexArray, draw: () => gl.drawElements(gl.TRIANGLES, indices.length, gl.UNSIGNED_INT, 0) };
}
