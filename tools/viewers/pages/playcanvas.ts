// PlayCanvas's engine with no more of it than splats need, on WebGL2. Its loop is ours: it ticks when it is asked to.

import {
  AppBase,
  AppOptions,
  Asset,
  CameraComponentSystem,
  Color,
  createGraphicsDevice,
  Entity,
  FILLMODE_NONE,
  GSplatComponentSystem,
  GSplatHandler,
  Mat4,
  Quat,
  RESOLUTION_FIXED,
} from "playcanvas";
import { canvas, drive, nextFrame } from "./drive";
import { fieldOfView, NEAR_AND_FAR, toOpenGl } from "./opengl";

drive(async ({ width, height, background, isAntialiased, scene }) => {
  const options = new AppOptions();
  options.graphicsDevice = await createGraphicsDevice(canvas, { deviceTypes: ["webgl2"], antialias: false });
  options.componentSystems = [CameraComponentSystem, GSplatComponentSystem];
  options.resourceHandlers = [GSplatHandler];
  const app = new AppBase(canvas);
  app.init(options);
  app.setCanvasFillMode(FILLMODE_NONE, width, height);
  app.setCanvasResolution(RESOLUTION_FIXED, width, height);
  app.scene.gsplat.antiAlias = isAntialiased;
  app.start();
  cancelAnimationFrame(app.frameRequestId);

  const camera = new Entity();
  const [nearClip, farClip] = NEAR_AND_FAR;
  camera.addComponent("camera", { clearColor: new Color(...background), nearClip, farClip });
  app.root.addChild(camera);
  const asset = new Asset("scene", "gsplat", { url: scene });
  app.assets.add(asset);
  app.assets.load(asset);
  await new Promise((resolve, reject) => {
    asset.once("load", resolve);
    asset.once("error", reject);
  });
  const splats = new Entity();
  splats.addComponent("gsplat", { asset });
  app.root.addChild(splats);
  return {
    draw: async (given) => {
      const time = await nextFrame();
      const matrix = new Mat4();
      matrix.set(toOpenGl(given));
      matrix.transpose();
      camera.setLocalPosition(matrix.getTranslation());
      camera.setLocalRotation(new Quat().setFromMat4(matrix));
      camera.camera.fov = fieldOfView(given);
      app.tick(time);
      cancelAnimationFrame(app.frameRequestId);
    },
    splats: () => app.stats.frame.gsplats,
  };
});
