// Spark on three.js. Its defaults expect scenes that were trained with antialiasing, and order splats by their distance.

import { SparkRenderer, SplatMesh } from "@sparkjsdev/spark";
import { Scene } from "three";
import { drive, nextFrame } from "./drive";
import { makeCamera, makeRenderer, place } from "./three";

const FILTER = 0.3; // px^2

drive(async (setup) => {
  const renderer = makeRenderer(setup);
  const blur = setup.isAntialiased ? { blurAmount: FILTER } : { preBlurAmount: FILTER, blurAmount: 0 };
  const spark = new SparkRenderer({ renderer, sortRadial: false, ...blur });
  const mesh = new SplatMesh({ url: setup.scene });
  const scene = new Scene().add(spark, mesh);
  const camera = makeCamera(setup);
  await mesh.initialized;
  return {
    draw: async (given) => {
      await nextFrame();
      place(camera, given);
      renderer.render(scene, camera);
    },
    splats: () => spark.activeSplats,
  };
});
