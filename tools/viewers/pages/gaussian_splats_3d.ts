// GaussianSplats3D on three.js, without shared memory, which only servers with special headers can offer; the harmonics
// end at degree 2 there.

import { SceneRevealMode, Viewer } from "@mkkellogg/gaussian-splats-3d";
import { drive, nextFrame } from "./drive";
import { makeCamera, makeRenderer, place } from "./three";

drive(async (setup) => {
  const camera = makeCamera(setup);
  const viewer = new Viewer({
    renderer: makeRenderer(setup),
    camera,
    selfDrivenMode: false,
    useBuiltInControls: false,
    sharedMemoryForWorkers: false,
    sceneRevealMode: SceneRevealMode.Instant,
    antialiased: setup.isAntialiased,
    sphericalHarmonicsDegree: 2,
  });
  await viewer.addSplatScene(setup.scene, { showLoadingUI: false });
  return {
    draw: async (given) => {
      await nextFrame();
      place(camera, given);
      viewer.update();
      viewer.render();
    },
    splats: () => viewer.splatRenderCount,
  };
});
