// Which regions of a package a camera is drawn from, and how their pictures are mixed: neural_render/package/regions.py.

import type { Vector } from "../sort/sorting";

const LEAST_REACH = 1e-12;

/** By how much the picture of each region that has a share replaces that of those before it; null stands for none. */
export function mixingAt(
  place: Vector,
  centers: readonly Vector[],
  overlap: number,
): ReadonlyMap<number | null, number> {
  const distances = centers.map((center) => Math.hypot(...center.map((x, i) => x - (place[i] as number))));
  const nearest = Math.min(...distances);
  const reach = Math.max(overlap * nearest, LEAST_REACH);
  const mixing = new Map<number | null, number>([[null, 1]]);
  let sum = 0;
  distances.forEach((distance, region) => {
    const beyond = (distance - nearest) / reach;
    const value = Math.max(0, 1 - beyond) / (1 + beyond);
    sum += value;
    if (value > 0) mixing.set(region, value / sum);
  });
  return mixing;
}
