// Refuses manifests that do not fit the vocabulary: first every type, then what the parts say of each other. The same
// rules in the same order as neural_render/package/checking.py; a test feeds both the same broken manifests.

import { ManifestError } from "./errors";
import {
  CODES,
  FILE,
  FORMAT,
  FORMAT_VERSION,
  FREE_BYTES,
  MANIFEST_FILE,
  MAX_ATTACHMENTS,
  MAX_BYTES,
  MAX_COUNT,
  MAX_DRAWN,
  MAX_INPUTS,
  MAX_LAYERS,
  MAX_NETWORK_BYTES,
  MAX_PARAMS,
  MAX_PIXEL_BYTES,
  MAX_PLANES_BYTES,
  MAX_SIDE,
  MAX_SORTS,
  MAX_SOURCE_BYTES,
  MAX_SOURCES_BYTES,
  type Manifest,
  NAME,
  ORDER,
  type Pass,
  SCREEN,
  SOURCES,
  type Target,
  type Texture,
} from "./manifest";
import { convert, demand, isTable, short } from "./schema";
import { meshBytes, pixelBytes, targetBytes, textureBytes } from "./sizes";

/** The manifest that parsed JSON holds, its tables without a prototype; throws a ManifestError at the first misfit. */
export function parseManifest(data: unknown): Manifest {
  if (isTable(data)) {
    demand(own(data, "format") === FORMAT, "/format", `${short(own(data, "format"))} is not '${FORMAT}'`);
    const version = own(data, "format_version");
    demand(
      version === FORMAT_VERSION,
      "/format_version",
      `${short(version)}; this viewer reads version ${FORMAT_VERSION}: bake it again`,
    );
  }
  const manifest = convert(data, { record: "Manifest" }, "") as Manifest;
  checkManifest(manifest);
  return manifest;
}

function checkManifest(manifest: Manifest): void {
  demand(manifest.num_primitives >= 0, "/num_primitives", "is negative");
  demand(
    manifest.frame.up.some((x) => x !== 0),
    "/frame/up",
    "is no direction",
  );
  demand(manifest.bounds.radius >= 0, "/bounds/radius", "is negative");
  manifest.views.forEach((view, index) => {
    const isSized = inRange(view.width, 1, MAX_SIDE) && inRange(view.height, 1, MAX_SIDE);
    demand(isSized, `/views/${index}`, "has no possible size");
    const [fx, fy] = view.intrinsics;
    demand(Math.min(fx, fy) > 0, `/views/${index}/intrinsics`, "has a focal length that is not positive");
  });
  demand(manifest.overlap >= 0, "/overlap", "is negative");
  checkNames(manifest);
  checkFiles(manifest);
  for (const [name, texture] of Object.entries(manifest.textures)) checkTexture(texture, `/textures/${name}`);
  for (const [name, mesh] of Object.entries(manifest.meshes)) {
    const at = `/meshes/${name}`;
    demand(inRange(mesh.num_vertices, 1, MAX_COUNT), `${at}/num_vertices`, `is not in 1 ... ${MAX_COUNT}`);
    demand(inRange(mesh.num_indices, 1, MAX_COUNT), `${at}/num_indices`, `is not in 1 ... ${MAX_COUNT}`);
    demand(mesh.num_indices % 3 === 0, `${at}/num_indices`, "is no multiple of 3");
  }
  for (const [name, target] of Object.entries(manifest.targets)) {
    const at = `/targets/${name}`;
    const { size, layers } = target;
    demand((size.fixed === null) !== (size.screen === null), `${at}/size`, "needs either 'fixed' or 'screen'");
    demand(size.screen === null || inRange(size.screen, 1, 64), `${at}/size/screen`, "is not in 1 ... 64");
    const fits = size.fixed === null || size.fixed.every((side) => inRange(side, 1, MAX_SIDE));
    demand(fits, `${at}/size/fixed`, `is not in 1 ... ${MAX_SIDE}`);
    const fewLayers = layers === null || inRange(layers, 1, MAX_ATTACHMENTS);
    demand(fewLayers, `${at}/layers`, `is not in 1 ... ${MAX_ATTACHMENTS}`);
    checkQuantisers(target, at);
  }
  checkShaders(manifest);
  for (const [name, network] of Object.entries(manifest.networks)) {
    const at = `/networks/${name}`;
    const fits = inRange(network.num_bytes, 1, MAX_NETWORK_BYTES);
    demand(fits, `${at}/num_bytes`, `is not in 1 ... ${MAX_NETWORK_BYTES}`);
    demand(inRange(network.factor, 1, 64), `${at}/factor`, "is not in 1 ... 64");
  }
  if (manifest.planes !== null) {
    const fits = inRange(manifest.planes.num_bytes, 1, MAX_PLANES_BYTES);
    demand(fits, "/planes/num_bytes", `is not in 1 ... ${MAX_PLANES_BYTES}`);
  }
  checkBytes(manifest);
  checkPasses(manifest);
}

function checkShaders({ shaders, programs }: Manifest): void {
  let left = MAX_SOURCES_BYTES;
  for (const [language, keys] of Object.entries(SOURCES)) {
    const file = shaders[language as keyof typeof SOURCES];
    for (const [name, program] of Object.entries(programs))
      for (const key of keys) {
        const at = `/programs/${name}/${key}`;
        const size = program[key];
        demand((size === null) === (file === null), at, "is there without a file of shaders, or missing beside one");
        demand(size === null || inRange(size, 0, MAX_SOURCE_BYTES), at, `is not in 0 ... ${MAX_SOURCE_BYTES}`);
        left -= size ?? 0;
        demand(left >= 0, at, `makes the shaders larger than ${MAX_SOURCES_BYTES} bytes`);
      }
  }
}

function checkNames(manifest: Manifest): void {
  for (const kind of ["textures", "meshes", "targets", "programs", "networks"] as const)
    for (const name of Object.keys(manifest[kind])) {
      demand(NAME.test(name), `/${kind}`, `${short(name)} is no name of letters, digits, '_', '-'`);
      demand(name !== SCREEN && name !== ORDER, `/${kind}/${name}`, "is a name that hosts keep for themselves");
    }
  for (const name of Object.keys(manifest.targets).sort())
    demand(!(name in manifest.textures), `/targets/${name}`, "is the name of a texture, too");
}

function checkFiles(manifest: Manifest): void {
  const named = new Set<string>();
  const take = (file: string, at: string) => {
    demand(FILE.test(file), at, `${short(file)} is no plain path inside the package`);
    const key = file.toLowerCase(); // some file systems take names for the same that differ in case only
    demand(key.split("/").pop() !== MANIFEST_FILE, at, `${short(file)} is named like the manifest`);
    demand(!named.has(key), at, `${short(file)} is another part's file`);
    named.add(key);
  };
  for (const kind of ["textures", "meshes", "networks"] as const)
    for (const [name, { file }] of Object.entries(manifest[kind])) take(file, `/${kind}/${name}/file`);
  for (const [language, file] of Object.entries(manifest.shaders))
    if (file !== null) take(file, `/shaders/${language}`);
  if (manifest.planes !== null) take(manifest.planes.file, "/planes/file");
}

function checkTexture(texture: Texture, at: string): void {
  for (const side of ["width", "height"] as const)
    demand(inRange(texture[side], 1, MAX_SIDE), `${at}/${side}`, `is not in 1 ... ${MAX_SIDE}`);
  const layers = texture.layers ?? 1;
  demand(inRange(layers, 1, MAX_LAYERS), `${at}/layers`, `is not in 1 ... ${MAX_LAYERS}`);
  demand(
    hasCodes(texture) || texture.encoding !== "entropy",
    `${at}/encoding`,
    "is for codes only: rgba8uint, rgba16uint",
  );
  checkQuantisers(texture, at);
}

function hasCodes({ format }: Pick<Texture, "format">): boolean {
  return format in CODES;
}

function checkQuantisers({ format, layers, quantisers }: Texture | Target, at: string): void {
  demand(
    [0, 1, layers ?? 1].includes(quantisers.length),
    `${at}/quantisers`,
    "are neither none, one, nor one per layer",
  );
  const mostBits = (CODES as Record<string, number>)[format] ?? 0;
  quantisers.forEach((quantiser, index) => {
    const here = `${at}/quantisers/${index}`;
    demand(inRange(quantiser.bits, 1, mostBits), `${here}/bits`, `does not fit the format ${format}`);
    demand(quantiser.unit > 0, `${here}/unit`, "is not positive");
    for (const key of ["low", "high", "center"] as const)
      demand(quantiser[key].length === 4, `${here}/${key}`, "has not 4 numbers");
    const isOrdered = quantiser.low.every((low, channel) => low <= (quantiser.high[channel] as number));
    demand(isOrdered, `${here}/high`, "is below 'low'");
  });
}

function checkBytes({ textures, meshes, targets }: Manifest): void {
  let left = MAX_BYTES;
  const take = (bytes: number, at: string, problem = `makes the package larger than ${MAX_BYTES} bytes`) => {
    left -= bytes;
    demand(left >= 0, at, problem);
  };
  for (const [name, texture] of Object.entries(textures)) take(textureBytes(texture), `/textures/${name}`);
  for (const [name, mesh] of Object.entries(meshes)) take(meshBytes(mesh), `/meshes/${name}`);
  for (const [name, target] of Object.entries(targets)) take(targetBytes(target), `/targets/${name}`);
  left = Object.values(textures).reduce((sum, texture) => sum + MAX_DRAWN * textureBytes(texture), FREE_BYTES);
  for (const [name, target] of Object.entries(targets))
    take(targetBytes(target), `/targets/${name}`, "makes the targets larger than what the textures fill");
  left = MAX_PIXEL_BYTES;
  for (const [name, target] of Object.entries(targets))
    take(pixelBytes(target), `/targets/${name}`, `makes the targets larger than ${MAX_PIXEL_BYTES} bytes a pixel`);
}

function checkPasses(manifest: Manifest): void {
  demand(manifest.passes.length > 0, "/passes", "is empty");
  const written = new Set<string>();
  manifest.passes.forEach((entry, index) => {
    const at = `/passes/${index}`;
    const toScreen = entry.targets.includes(SCREEN);
    demand(entry.when === "frame" || !toScreen, `${at}/targets`, "draws to the screen at load");
    const isLate = entry.when === "load" && manifest.passes[index - 1]?.when === "frame";
    demand(!isLate, `${at}/when`, "is 'load' behind a pass of the frame");
    if (entry.network === null) checkReference(entry.program, manifest.programs, `${at}/program`);
    checkGeometry(entry, manifest, at);
    checkTargets(entry, manifest, at);
    demand(entry.inputs.length <= MAX_INPUTS, `${at}/inputs`, `are more than ${MAX_INPUTS}`);
    demand(entry.params.length <= MAX_PARAMS, `${at}/params`, `are more than ${MAX_PARAMS}`);
    checkInputs(entry, manifest, written, at);
    checkSort(entry, manifest, written, at);
    checkNetwork(entry, manifest, at);
    const region = entry.region ?? 0;
    const isRegion = entry.region === null || inRange(region, 0, manifest.regions.length - 1);
    demand(isRegion, `${at}/region`, "is no index into 'regions'");
    demand(entry.blend !== "mix" || entry.region !== null, `${at}/blend`, "is 'mix' in a pass of no region");
    for (const name of entry.targets) written.add(name);
  });
  demand(written.has(SCREEN), "/passes", "never draw to the screen");
}

function checkInputs(entry: Pass, manifest: Manifest, written: ReadonlySet<string>, at: string): void {
  entry.inputs.forEach((item, number) => {
    const here = `${at}/inputs/${number}`;
    if (item.texture === ORDER) {
      demand(entry.sort !== null, `${here}/texture`, "is 'order' in a pass without 'sort'");
      demand(item.filter === "nearest", `${here}/filter`, "of 'order' is not 'nearest'");
      return;
    }
    const source = manifest.textures[item.texture] ?? manifest.targets[item.texture];
    if (source === undefined) throw undefinedName(item.texture, `${here}/texture`);
    demand(!entry.targets.includes(item.texture), `${here}/texture`, "is drawn into by the same pass");
    const isReady = item.texture in manifest.textures || written.has(item.texture);
    demand(isReady, `${here}/texture`, "is a target that no pass before has drawn into");
    const canFilter = source.format === "rgba8unorm" || source.format === "rgba16float";
    demand(item.filter === "nearest" || canFilter, `${here}/filter`, `is 'linear' on ${source.format}`);
  });
}

function checkGeometry(entry: Pass, manifest: Manifest, at: string): void {
  if (entry.geometry === "quads")
    demand(entry.count !== null && inRange(entry.count, 0, MAX_COUNT), `${at}/count`, `is not in 0 ... ${MAX_COUNT}`);
  else demand(entry.count === null, `${at}/count`, "is for quads only");
  if (entry.geometry === "mesh") checkReference(entry.mesh, manifest.meshes, `${at}/mesh`);
  else demand(entry.mesh === null, `${at}/mesh`, "is for the geometry 'mesh' only");
}

function checkTargets(entry: Pass, manifest: Manifest, at: string): void {
  demand(entry.targets.length > 0, `${at}/targets`, "is empty");
  demand(new Set(entry.targets).size === entry.targets.length, `${at}/targets`, "names a target twice");
  if (entry.targets.includes(SCREEN)) {
    demand(entry.targets.length === 1, `${at}/targets`, "has others beside the screen");
    return;
  }
  const targets = entry.targets.map((name, number) => {
    const target = manifest.targets[name];
    if (target === undefined) throw undefinedName(name, `${at}/targets/${number}`);
    return target;
  });
  if (targets.some(hasCodes)) {
    const isZero = entry.clear === null || entry.clear.every((x) => x === 0);
    demand(isZero, `${at}/clear`, "is not 0 on targets of whole numbers");
    demand(entry.blend === "none", `${at}/blend`, "is not 'none' on targets of whole numbers");
  }
  const numLayers = targets.reduce((sum, target) => sum + (target.layers ?? 1), 0);
  demand(numLayers <= MAX_ATTACHMENTS, `${at}/targets`, `have more than ${MAX_ATTACHMENTS} layers in all`);
  const sizes = new Set(targets.map(({ size }) => String(size.fixed ?? size.screen)));
  demand(sizes.size === 1, `${at}/targets`, "have different sizes");
  const [first] = targets;
  const isFixed = first?.size.fixed !== null;
  demand(entry.when === "frame" || isFixed, `${at}/targets`, "depend on the screen at load");
  demand(entry.depth === "none" || first?.size.screen === 1, `${at}/depth`, "needs targets of the screen's size");
}

function checkSort(entry: Pass, manifest: Manifest, written: ReadonlySet<string>, at: string): void {
  if (entry.sort === null) return;
  demand(entry.geometry === "quads" && entry.when === "frame", `${at}/sort`, "is for quads in frames only");
  const texture = manifest.textures[entry.sort];
  const target = manifest.targets[entry.sort];
  const source = texture ?? target;
  if (source === undefined) throw undefinedName(entry.sort, `${at}/sort`);
  const numSorts = manifest.passes.filter(({ sort }) => sort === entry.sort).length;
  demand(numSorts <= MAX_SORTS, `${at}/sort`, `names positions that more than ${MAX_SORTS} passes sort`);
  const isLoaded = texture !== undefined || (written.has(entry.sort) && target?.size.fixed !== null);
  demand(isLoaded, `${at}/sort`, "names a target that is not filled at load");
  const hasValues = source.format === "rgba32float" || source.quantisers.length > 0;
  demand(hasValues, `${at}/sort`, "has neither positions (rgba32float) nor codes that a quantiser gives a meaning");
  const [width, height] = texture === undefined ? (target?.size.fixed ?? [0, 0]) : [texture.width, texture.height];
  const size = width * height;
  demand(Number(entry.count) <= size, `${at}/count`, "is more than the positions to sort");
}

/** A run of a network draws nothing: it fills a picture of the screen's size. */
function checkNetwork(entry: Pass, manifest: Manifest, at: string): void {
  if (entry.network === null) return;
  checkReference(entry.network, manifest.networks, `${at}/network`);
  demand(entry.program === null, `${at}/program`, "is there beside a network");
  const hasNothing = entry.inputs.length === 0 && entry.params.length === 0;
  const isPlain = entry.when === "frame" && entry.geometry === "fullscreen" && hasNothing;
  demand(isPlain, `${at}/network`, "has a program's inputs, params or geometry, or runs at load");
  const isWhole = entry.clear === null && entry.blend === "none" && entry.depth === "none";
  demand(isWhole, `${at}/network`, "is cleared, blended or hidden, while networks replace their target");
  const name = entry.targets[0] as string;
  const target = manifest.targets[name];
  const fits = entry.targets.length === 1 && target?.format === "rgba8unorm" && target.layers === null;
  demand(fits, `${at}/targets`, "is no plain target of rgba8unorm, as a network fills");
  demand(target?.size.screen === 1, `${at}/targets`, "has not the screen's size, as a network fills");
  const others = manifest.passes.filter(({ network, targets }) => network === null && targets.includes(name));
  demand(others.length === 0, `${at}/targets`, "is drawn into by a program, too");
}

function checkReference(name: string | null, known: Readonly<Record<string, unknown>>, at: string): void {
  if (name === null || !(name in known)) throw undefinedName(name, at);
}

function undefinedName(name: string | null, at: string): ManifestError {
  return new ManifestError(at, `${short(name)} is not defined`);
}

function inRange(value: number, low: number, high: number): boolean {
  return low <= value && value <= high;
}

function own(table: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(table, key) ? table[key] : null;
}
