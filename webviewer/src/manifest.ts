// The manifest of a package. Made by tools/generate_types from neural_render/package/manifest.py: do not edit.

export const FORMAT = "neural-render package";
export const FORMAT_VERSION = 2;
export const MANIFEST_FILE = "manifest.json";
export const QUADS_PER_INSTANCE = 128;
export const SCREEN = "screen";
export const ORDER = "order";
export const MAX_SIDE = 8192;
export const MAX_LAYERS = 256;
export const MAX_ATTACHMENTS = 8;
export const FREE_BYTES = 262144;
export const MAX_UNPACKED = 4096;
export const MAX_DRAWN = 4;
export const MAX_PIXEL_BYTES = 512;
export const MAX_SORTS = 4;
export const BYTES_PER_TEXEL = {"rgba8unorm": 4, "rgba8uint": 4, "rgba16uint": 8, "rgba16float": 8, "rgba32float": 16} as const;
export const SOURCES = {"wgsl": ["wgsl"], "glsl": ["glsl_vertex", "glsl_fragment"], "spirv": ["spirv"], "metal": ["metal"]} as const;
export const CODES = {"rgba8uint": 8, "rgba16uint": 16} as const;
export const MAX_COUNT = 67108864;
export const MAX_ITEMS = 4096;
export const MAX_INPUTS = 16;
export const MAX_PARAMS = 1024;
export const MAX_BYTES = 2147483648;
export const MAX_NETWORK_BYTES = 67108864;
export const MAX_PLANES_BYTES = 16777216;
export const MAX_SOURCE_BYTES = 1048576;
export const MAX_SOURCES_BYTES = 67108864;
export const NAME = new RegExp("^(?:[A-Za-z][A-Za-z0-9_-]{0,63})$");
export const FILE = new RegExp("^(?:(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*)$");

export interface FrameInfo {
  readonly up: readonly [number, number, number];
  readonly meters_per_unit: number | null;
}

export interface BoundsInfo {
  readonly center: readonly [number, number, number];
  readonly radius: number;
  readonly is_open: boolean;
}

/** A pinhole camera, OpenCV axes. */
export interface CameraInfo {
  readonly name: string;
  readonly viewmat: readonly [readonly [number, number, number, number], readonly [number, number, number, number], readonly [number, number, number, number], readonly [number, number, number, number]];
  readonly intrinsics: readonly [number, number, number, number];
  readonly width: number;
  readonly height: number;
}

/** How the D channels of a table become codes; all tuples hold one number per channel. */
export interface Quantiser {
  readonly bits: number;
  readonly curve: "linear" | "symlog";
  readonly low: ReadonlyArray<number>;
  readonly high: ReadonlyArray<number>;
  readonly center: ReadonlyArray<number>;
  readonly unit: number;
}

/** Texels in a file: rows from the top, layers one after the other, little-endian. */
export interface Texture {
  readonly file: string;
  readonly encoding: "raw" | "gzip" | "entropy";
  readonly format: "rgba8unorm" | "rgba8uint" | "rgba16uint" | "rgba16float" | "rgba32float";
  readonly width: number;
  readonly height: number;
  readonly layers: number | null;
  readonly quantisers: ReadonlyArray<Quantiser>;
}

/** Triangles in a file: `num_vertices` times 5 float32 (x, y, z, u, v), then `num_indices` uint32. */
export interface Mesh {
  readonly file: string;
  readonly encoding: "raw" | "gzip";
  readonly num_vertices: number;
  readonly num_indices: number;
}

/** Either fixed, or the screen's size divided and rounded up. */
export interface TargetSize {
  readonly fixed: readonly [number, number] | null;
  readonly screen: number | null;
}

/** A texture that passes draw into and read from. */
export interface Target {
  readonly format: "rgba8unorm" | "rgba8uint" | "rgba16uint" | "rgba16float" | "rgba32float";
  readonly size: TargetSize;
  readonly layers: number | null;
  readonly quantisers: ReadonlyArray<Quantiser>;
}

/** A gzip file of all programs for each language, in which the programs follow each other in the order of their names: alike as they are, they take half of what they take alone, and a host makes one request. */
export interface ShaderFiles {
  readonly wgsl: string;
  readonly glsl: string;
  readonly spirv: string | null;
  readonly metal: string | null;
}

/** Bytes of one vertex and one fragment shader in the files of shaders, unpacked. */
export interface Program {
  readonly wgsl: number;
  readonly glsl_vertex: number;
  readonly glsl_fragment: number;
  readonly spirv: number | null;
  readonly metal: number | null;
}

/** An ONNX file, as it is; it sees one ray per `factor` x `factor` pixels. */
export interface Network {
  readonly file: string;
  readonly num_bytes: number;
  readonly factor: number;
}

/** The scene's flat surfaces, a planes.json of `num_bytes` as gzip; a viewer may show them over the scene. */
export interface PlanesFile {
  readonly file: string;
  readonly num_bytes: number;
}

export interface Input {
  readonly texture: string;
  readonly filter: "nearest" | "linear";
}

/** One draw, or one run of a network that fills its target. */
export interface Pass {
  readonly name: string;
  readonly when: "load" | "frame";
  readonly program: string | null;
  readonly geometry: "fullscreen" | "quads" | "mesh";
  readonly count: number | null;
  readonly mesh: string | null;
  readonly inputs: ReadonlyArray<Input>;
  readonly params: ReadonlyArray<readonly [number, number, number, number]>;
  readonly targets: ReadonlyArray<string>;
  readonly clear: readonly [number, number, number, number] | null;
  readonly blend: "none" | "over" | "add" | "mix";
  readonly depth: "none" | "test" | "write";
  readonly sort: string | null;
  readonly region: number | null;
  readonly network: string | null;
}

export interface Manifest {
  readonly format: string;
  readonly format_version: number;
  readonly generator: string;
  readonly name: string;
  readonly method: string;
  readonly num_primitives: number;
  readonly frame: FrameInfo;
  readonly bounds: BoundsInfo;
  readonly background: readonly [number, number, number];
  readonly views: ReadonlyArray<CameraInfo>;
  readonly textures: Readonly<Record<string, Texture>>;
  readonly meshes: Readonly<Record<string, Mesh>>;
  readonly targets: Readonly<Record<string, Target>>;
  readonly shaders: ShaderFiles;
  readonly programs: Readonly<Record<string, Program>>;
  readonly networks: Readonly<Record<string, Network>>;
  readonly planes: PlanesFile | null;
  readonly regions: ReadonlyArray<readonly [number, number, number]>;
  readonly overlap: number;
  readonly passes: ReadonlyArray<Pass>;
  readonly provenance: Readonly<Record<string, string | number | boolean | null>>;
}

/** A type as data: what a value of the manifest may be. */
export type Schema =
  | "str"
  | "int"
  | "float"
  | "bool"
  | "plain"
  | { readonly oneOf: readonly string[] }
  | { readonly nullable: Schema }
  | { readonly list: Schema }
  | { readonly tuple: readonly Schema[] }
  | { readonly table: Schema }
  | { readonly record: string };

/** The fields of every interface above. */
export const RECORDS: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  FrameInfo: {
    up: {"tuple": ["float", "float", "float"]},
    meters_per_unit: {"nullable": "float"},
  },
  BoundsInfo: {
    center: {"tuple": ["float", "float", "float"]},
    radius: "float",
    is_open: "bool",
  },
  CameraInfo: {
    name: "str",
    viewmat: {"tuple": [{"tuple": ["float", "float", "float", "float"]}, {"tuple": ["float", "float", "float", "float"]}, {"tuple": ["float", "float", "float", "float"]}, {"tuple": ["float", "float", "float", "float"]}]},
    intrinsics: {"tuple": ["float", "float", "float", "float"]},
    width: "int",
    height: "int",
  },
  Quantiser: {
    bits: "int",
    curve: {"oneOf": ["linear", "symlog"]},
    low: {"list": "float"},
    high: {"list": "float"},
    center: {"list": "float"},
    unit: "float",
  },
  Texture: {
    file: "str",
    encoding: {"oneOf": ["raw", "gzip", "entropy"]},
    format: {"oneOf": ["rgba8unorm", "rgba8uint", "rgba16uint", "rgba16float", "rgba32float"]},
    width: "int",
    height: "int",
    layers: {"nullable": "int"},
    quantisers: {"list": {"record": "Quantiser"}},
  },
  Mesh: {
    file: "str",
    encoding: {"oneOf": ["raw", "gzip"]},
    num_vertices: "int",
    num_indices: "int",
  },
  TargetSize: {
    fixed: {"nullable": {"tuple": ["int", "int"]}},
    screen: {"nullable": "int"},
  },
  Target: {
    format: {"oneOf": ["rgba8unorm", "rgba8uint", "rgba16uint", "rgba16float", "rgba32float"]},
    size: {"record": "TargetSize"},
    layers: {"nullable": "int"},
    quantisers: {"list": {"record": "Quantiser"}},
  },
  ShaderFiles: {
    wgsl: "str",
    glsl: "str",
    spirv: {"nullable": "str"},
    metal: {"nullable": "str"},
  },
  Program: {
    wgsl: "int",
    glsl_vertex: "int",
    glsl_fragment: "int",
    spirv: {"nullable": "int"},
    metal: {"nullable": "int"},
  },
  Network: {
    file: "str",
    num_bytes: "int",
    factor: "int",
  },
  PlanesFile: {
    file: "str",
    num_bytes: "int",
  },
  Input: {
    texture: "str",
    filter: {"oneOf": ["nearest", "linear"]},
  },
  Pass: {
    name: "str",
    when: {"oneOf": ["load", "frame"]},
    program: {"nullable": "str"},
    geometry: {"oneOf": ["fullscreen", "quads", "mesh"]},
    count: {"nullable": "int"},
    mesh: {"nullable": "str"},
    inputs: {"list": {"record": "Input"}},
    params: {"list": {"tuple": ["float", "float", "float", "float"]}},
    targets: {"list": "str"},
    clear: {"nullable": {"tuple": ["float", "float", "float", "float"]}},
    blend: {"oneOf": ["none", "over", "add", "mix"]},
    depth: {"oneOf": ["none", "test", "write"]},
    sort: {"nullable": "str"},
    region: {"nullable": "int"},
    network: {"nullable": "str"},
  },
  Manifest: {
    format: "str",
    format_version: "int",
    generator: "str",
    name: "str",
    method: "str",
    num_primitives: "int",
    frame: {"record": "FrameInfo"},
    bounds: {"record": "BoundsInfo"},
    background: {"tuple": ["float", "float", "float"]},
    views: {"list": {"record": "CameraInfo"}},
    textures: {"table": {"record": "Texture"}},
    meshes: {"table": {"record": "Mesh"}},
    targets: {"table": {"record": "Target"}},
    shaders: {"record": "ShaderFiles"},
    programs: {"table": {"record": "Program"}},
    networks: {"table": {"record": "Network"}},
    planes: {"nullable": {"record": "PlanesFile"}},
    regions: {"list": {"tuple": ["float", "float", "float"]}},
    overlap: "float",
    passes: {"list": {"record": "Pass"}},
    provenance: {"table": {"nullable": "plain"}},
  },
};
