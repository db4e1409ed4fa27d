// What the bundle offers: the viewer for pages of others, and `start` for the page beside it.

export type { Package } from "./load/source";
export { start } from "./page/page";
export type { Plane } from "./planes/planes";
export type { Stats } from "./stats";
export { Viewer, type ViewerOptions } from "./viewer";
