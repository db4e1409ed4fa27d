// What the two viewers on three.js share: its renderer and its camera.

import { Color, Matrix4, PerspectiveCamera, SRGBColorSpace, WebGLRenderer } from "three";
import { type Camera, canvas, type Setup } from "./drive";
import { fieldOfView, NEAR_AND_FAR, toOpenGl } from "./opengl";

export function makeRenderer({ width, height, background }: Setup): WebGLRenderer {
  const renderer = new WebGLRenderer({ canvas, antialias: false });
  renderer.setPixelRatio(1);
  renderer.setSize(width, height, false);
  renderer.setClearColor(new Color().setRGB(...background, SRGBColorSpace), 1);
  return renderer;
}

export function makeCamera({ width, height }: Setup): PerspectiveCamera {
  return new PerspectiveCamera(50, width / height, ...NEAR_AND_FAR);
}

export function place(target: PerspectiveCamera, camera: Camera): void {
  new Matrix4().fromArray(toOpenGl(camera)).transpose().decompose(target.position, target.quaternion, target.scale);
  target.fov = fieldOfView(camera);
  target.updateProjectionMatrix();
  target.updateMatrixWorld();
}
