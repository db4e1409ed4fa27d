// The figures: what is shown, and what it costs.

import type { Viewer } from "../viewer";

const INTERVAL_MS = 200; // numbers that change with every frame cannot be read

export function showStats(viewer: Viewer): void {
  let timer = 0;
  const show = () => {
    timer = 0;
    const { splats, packageBytes, graphicsBytes, isSorted, numSorts, frameMs, networkMs, frames } = viewer.stats;
    const texts = {
      splats: splats.toLocaleString("en"),
      package: megabytes(packageBytes),
      memory: megabytes(graphicsBytes),
      order: isSorted ? `sorted (${numSorts.toLocaleString("en")}×)` : "sort-free",
      frame: `${milliseconds(frameMs)}${networkMs === null ? "" : `, network ${milliseconds(networkMs)}`}`,
      frames: frames.toLocaleString("en"),
    };
    for (const [name, text] of Object.entries(texts)) {
      const place = document.querySelector(`[data-stat="${name}"]`);
      if (place !== null) place.textContent = text;
    }
  };
  const soon = () => {
    if (timer === 0) timer = window.setTimeout(show, INTERVAL_MS);
  };
  viewer.addEventListener("frame", soon);
  viewer.addEventListener("change", soon);
}

function milliseconds(ms: number | null): string {
  return ms === null ? "–" : `${ms.toFixed(1)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;
}
