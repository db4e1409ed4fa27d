// The page around the viewer: figures, loading and errors, the bar of buttons and their keys.

import { PackageError } from "../errors";
import type { Package } from "../load/source";
import type { CameraInfo } from "../manifest";
import { Viewer } from "../viewer";
import { listenForFiles } from "./files";
import { showPlanes } from "./planes";
import { showStats } from "./stats";

const WIDE = "(min-width: 700px)"; // room for figures beside the picture

declare global {
  interface HTMLCanvasElement {
    /** The viewer of a page that `start` runs. */
    viewer?: Viewer;
  }
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element as T;
}

/** Runs the page of index.html; its address may say `?package=ADDRESS`, `?dpr=NUMBER` and `?runtime=ADDRESS`. */
export function start(canvas: HTMLCanvasElement): void {
  const query = new URLSearchParams(location.search);
  let viewer: Viewer;
  try {
    const runtime = query.get("runtime");
    const words = { maxPixelRatio: Number(query.get("dpr")) || 2, keys: document };
    viewer = new Viewer(canvas, runtime === null ? words : { ...words, runtime });
  } catch (error) {
    showFailure(error as Error, false, false);
    return;
  }
  canvas.viewer = viewer;
  let last: Package | null = null;
  const load = (given: Package) => {
    last = given;
    byId("empty").hidden = true;
    // Its error is on the page.
    viewer.load(given).catch(() => {});
  };
  const address = query.get("package") ?? canvas.dataset.package;
  viewer.addEventListener("change", () => showState(viewer));
  listenForFiles(load, (error) => {
    byId("empty").hidden = true;
    showFailure(error, true, viewer.state === "ready");
    byId("retry").hidden = true; // it would load what was asked for before
  });
  showStats(viewer);
  showPlanes(viewer);
  bindButtons(viewer, () => last !== null && load(last));
  if (address) load(address);
  else showState(viewer);
}

function showState(viewer: Viewer): void {
  const { state, error, manifest } = viewer;
  const isReady = state === "ready";
  document.body.dataset.state = state;
  byId("loading").hidden = state !== "loading" && state !== "lost";
  byId("loading-text").textContent = state === "lost" ? "Bringing the picture back …" : "Loading …";
  const progress = byId<HTMLProgressElement>("progress");
  if (viewer.progress > 0) progress.value = viewer.progress;
  else progress.removeAttribute("value");
  byId("bar").hidden = !isReady;
  byId("fly").setAttribute("aria-pressed", String(viewer.mode === "fly"));
  if (state !== "ready" && state !== "empty") byId("empty").hidden = true;
  else if (state === "empty") byId("empty").hidden = false;
  byId("empty-close").hidden = !isReady;
  if (error !== null) showFailure(error, true, isReady);
  else byId("failure").hidden = true;
  byId("title").textContent = isReady ? (manifest?.name ?? "") : "";
  document.title = isReady && manifest?.name ? manifest.name : "neural-render";
  byId("view").setAttribute("aria-label", isReady ? `3D view: ${manifest?.name}` : "3D view");
  if (isReady && manifest !== null) listViews(manifest.views);
}

function showFailure(error: Error, canRetry: boolean, canClose: boolean): void {
  const isKnown = error instanceof PackageError;
  byId("failure-where").textContent = isKnown ? error.where : "";
  byId("failure-problem").textContent = isKnown ? error.problem : String(error);
  byId("retry").hidden = !canRetry;
  byId("dismiss").textContent = canClose ? "Close" : "Open another";
  byId("dismiss").hidden = !canRetry;
  byId("failure").hidden = false;
}

function listViews(views: readonly CameraInfo[]): void {
  const list = byId<HTMLSelectElement>("view-list");
  byId("views").hidden = views.length === 0;
  const names = views.map(({ name }) => name);
  if (names.join("\n") === [...list.options].map(({ text }) => text).join("\n")) return;
  list.replaceChildren(...names.map((name, index) => new Option(name, String(index))));
}

function bindButtons(viewer: Viewer, retry: () => void): void {
  const list = byId<HTMLSelectElement>("view-list");
  const help = byId<HTMLDialogElement>("keys");
  const goToView = () => viewer.goTo(viewer.manifest?.views[list.selectedIndex] ?? null);
  const step = (by: number) => {
    if (list.length === 0) return;
    list.selectedIndex = (list.selectedIndex + by + list.length) % list.length;
    goToView();
  };
  const toggleStats = () => {
    const stats = byId("stats");
    stats.hidden = !stats.hidden;
    byId("stats-toggle").setAttribute("aria-pressed", String(!stats.hidden));
  };
  const toggleFullscreen = () => {
    if (document.fullscreenElement === null) document.documentElement.requestFullscreen().catch(() => {});
    else document.exitFullscreen();
  };
  const actions: Record<string, () => void> = {
    home: () => {
      list.selectedIndex = 0;
      viewer.goTo(null);
    },
    previous: () => step(-1),
    next: () => step(1),
    fly: () => {
      viewer.mode = viewer.mode === "fly" ? "orbit" : "fly";
    },
    "stats-toggle": toggleStats,
    planes: () => {
      viewer.showsPlanes = !viewer.showsPlanes && viewer.planes.length > 0;
    },
    fullscreen: toggleFullscreen,
    open: () => {
      byId("empty").hidden = !byId("empty").hidden;
    },
    help: () => help.showModal(),
    retry,
    dismiss: () => viewer.dismissError(),
    "empty-close": () => {
      byId("empty").hidden = true;
    },
  };
  for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
  list.addEventListener("change", goToView);
  byId("fullscreen").hidden = !document.fullscreenEnabled;
  document.addEventListener("fullscreenchange", () => {
    byId("fullscreen").setAttribute("aria-pressed", String(document.fullscreenElement !== null));
  });
  if (matchMedia(WIDE).matches) toggleStats();

  const keys: Record<string, string> = { h: "home", "[": "previous", "]": "next", f: "fly", i: "stats-toggle" };
  Object.assign(keys, { o: "open", p: "planes", "?": "help" });
  document.addEventListener("keydown", (event) => {
    const isForm = event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement;
    if (event.ctrlKey || event.altKey || event.metaKey || isForm || help.open) return;
    if (event.key === "Escape") byId("empty").hidden = viewer.state !== "empty";
    // On a button, Enter presses the button.
    const isOnPicture = event.key === "Enter" && event.target === byId("view");
    const id = isOnPicture ? "fullscreen" : keys[event.key.toLowerCase()];
    if (id !== undefined && (viewer.state === "ready" || id === "help")) actions[id]?.();
  });
}
