// Translates WGSL, as JSON {name: source} on stdin, to JSON {name: {vertex, fragment, spirv}} on stdout.

import { readFileSync } from "node:fs";

import { parseWgsl, validate, writeGlsl, writeSpirv } from "naga-wasm";

// The shaders themselves turn y and z to the host's conventions.
const flags = { adjustCoordinateSpace: false };
const translated = {};
for (const [name, source] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try {
    const module = parseWgsl(source);
    const info = validate(module);
    const glsl = (stage) => writeGlsl(module, info, { version: "300 es", stage, entryPoint: stage, flags });
    const words = writeSpirv(module, info, { flags });
    const spirv = Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString("base64");
    translated[name] = { vertex: glsl("vertex"), fragment: glsl("fragment"), spirv };
  } catch (error) {
    console.error(`${name}: ${error.formatted ?? error}`);
    process.exit(1);
  }
}
console.log(JSON.stringify(translated));
