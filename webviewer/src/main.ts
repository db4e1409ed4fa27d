// What the bundle offers: the viewer for pages of others, and `start` for the page beside it.

export { start } from "./page/page";
export { type Package, type Stats, Viewer, type ViewerOptions } from "./viewer";
