// Bundles the viewer into neural_render/viewer/web, or into the folder that is named, or, with `--tests`, the tests into
// build/tests. Nothing of the machine enters the bundle: the same sources and package-lock.json give the same bytes.

import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const WEB = process.argv[2] ?? "../neural_render/viewer/web";
const MAX_GZIP_BYTES = 60_000;
const OPTIONS = { bundle: true, minify: true, target: "es2022", legalComments: "none", logLevel: "warning" };

/** `import text from "worker:./x.ts"`: the worker's own bundle as text, so that the viewer stays one file. */
const workers = {
  name: "workers",
  setup(build_) {
    build_.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      path: `${resolveDir}/${path.slice("worker:".length)}`,
      namespace: "worker",
    }));
    build_.onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
      const result = await build({ ...OPTIONS, entryPoints: [path], write: false });
      return { contents: result.outputFiles[0].text, loader: "text" };
    });
  },
};

if (process.argv.includes("--tests")) {
  const entryPoints = readdirSync("test").map((file) => `test/${file}`);
  const own = { ...OPTIONS, minify: false, platform: "node", format: "esm", plugins: [workers] };
  await build({ ...own, entryPoints, outdir: "build/tests", outExtension: { ".js": ".mjs" } });
} else {
  mkdirSync(WEB, { recursive: true });
  await build({
    ...OPTIONS,
    entryPoints: ["src/main.ts"],
    format: "esm",
    outfile: `${WEB}/viewer.js`,
    plugins: [workers],
  });
  await build({ ...OPTIONS, entryPoints: ["style.css"], outfile: `${WEB}/viewer.css` });
  copyFileSync("index.html", `${WEB}/index.html`);
  const files = ["index.html", "viewer.css", "viewer.js"];
  const sizes = files.map((file) => gzipSync(readFileSync(`${WEB}/${file}`), { level: 9 }).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MAX_GZIP_BYTES) throw new Error(`the viewer has ${total} bytes in gzip, more than ${MAX_GZIP_BYTES}`);
  console.log(`${total} bytes in gzip`);
}
