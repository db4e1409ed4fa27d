// Packages from this device: dropped on the page, or chosen.

import { PackageError } from "../errors";
import type { Package } from "../load/source";
import { byId } from "./page";

export function listenForFiles(open: (given: Package) => void, fail: (error: Error) => void): void {
  const veil = byId("drop");
  // Entering a child leaves its parent: what counts is how many were entered.
  let depth = 0;
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  window.addEventListener("dragenter", (event) => {
    depth += 1;
    veil.hidden = !holdsFiles(event);
  });
  window.addEventListener("dragleave", () => {
    depth -= 1;
    if (depth <= 0) veil.hidden = true;
  });
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", async (event) => {
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    if (event.dataTransfer === null) return;
    try {
      const given = await droppedPackage(event.dataTransfer);
      if (given !== null) open(given);
    } catch (error) {
      fail(new PackageError("what was dropped", `cannot be read: ${(error as Error).message}`));
    }
  });
  for (const id of ["zip", "folder"]) {
    const input = byId<HTMLInputElement>(id);
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      const [file] = files;
      if (id === "zip" && file !== undefined) open(file);
      else if (file !== undefined) open(new Map(files.map((item) => [item.webkitRelativePath, item])));
      input.value = ""; // else choosing the same again is no change
    });
  }
}

async function droppedPackage({ items }: DataTransfer): Promise<Package | null> {
  // All entries are asked for before the first wait, after which the browser takes them away.
  const dropped = [...items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files = new Map<string, File>();
  for (const item of dropped)
    if (item instanceof File) files.set(item.name, item);
    else if (item !== null) await walk(item, files);
  const [first] = files.values();
  if (first === undefined) return null;
  return files.size === 1 && first.name.toLowerCase().endsWith(".zip") ? first : files;
}

async function walk(entry: FileSystemEntry, files: Map<string, File>): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    files.set(entry.fullPath.slice(1), file);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const child of some) await walk(child, files);
  }
}
