// The legend of planes: how large each is, in its colour.

import { colorOf, type Plane } from "../planes/planes";
import type { Viewer } from "../viewer";
import { byId } from "./page";

const MAX_ROWS = 10; // the others are summed up

export function showPlanes(viewer: Viewer): void {
  let shown: readonly Plane[] = [];
  viewer.addEventListener("change", () => {
    const { planes, showsPlanes, state } = viewer;
    const isThere = state === "ready" && planes.length > 0;
    byId("planes").hidden = !isThere;
    byId("planes").setAttribute("aria-pressed", String(showsPlanes));
    byId("legend").hidden = !isThere || !showsPlanes;
    if (isThere && planes !== shown) {
      shown = planes;
      byId("legend-rows").replaceChildren(...rowsOf(planes));
    }
  });
}

function rowsOf(planes: readonly Plane[]): HTMLElement[] {
  const sorted = [...planes].sort((a, b) => b.area - a.area);
  const rest = sorted.slice(MAX_ROWS);
  const rows = sorted.slice(0, MAX_ROWS).map((plane) => rowOf(`Plane ${plane.id}`, [plane], colorOf(plane.id)));
  if (rest.length > 0) rows.push(rowOf(`${rest.length} smaller`, rest, null));
  return [...rows, rowOf("All", planes, null)];
}

function rowOf(name: string, planes: readonly Plane[], color: readonly number[] | null): HTMLElement {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  if (color !== null) {
    const swatch = document.createElement("i");
    swatch.style.background = `rgb(${color.map((channel) => Math.round(255 * channel)).join(" ")})`;
    term.append(swatch);
  }
  term.append(name);
  value.textContent = areaOf(planes);
  row.append(term, value);
  return row;
}

function areaOf(planes: readonly Plane[]): string {
  const areas = planes.map(({ area, areaM2 }) => areaM2 ?? area).reduce((sum, area) => sum + area, 0);
  const digits = areas < 10 ? 2 : 1;
  return `${areas.toFixed(digits)} ${planes.every(({ areaM2 }) => areaM2 !== null) ? "m²" : "square units"}`;
}
