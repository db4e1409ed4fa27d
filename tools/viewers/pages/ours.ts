// Our viewer, as it is shipped.

// @ts-expect-error: the bundle is served beside this page
import { Viewer } from "/viewer.js";
import { canvas, drive, look } from "./drive";

drive(async ({ scene }) => {
  const viewer = new Viewer(canvas);
  viewer.addEventListener("frame", look);
  await viewer.load(scene);
  viewer.removeEventListener("frame", look);
  return {
    draw: (camera) =>
      new Promise((resolve) => {
        viewer.addEventListener("frame", () => resolve(), { once: true });
        viewer.setCamera(camera);
      }),
    splats: () => viewer.stats.splats,
  };
});
