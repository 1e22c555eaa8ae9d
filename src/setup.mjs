// Makes a checkout ready to run: dependencies installed, sources compiled. Skips what is done.
// Plain JavaScript without imports of packages, since it runs before any is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MIN = [20, 20];
const EXIT_BROKEN_STATE = 3;
const STILL_WORKING_EVERY_MS = 10_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeModules = join(root, "node_modules");
const installStamp = join(nodeModules, ".on-record-installed");
const dist = join(root, "dist");
const buildStamp = join(dist, ".built");

class SetupError extends Error {}

/** What the installed packages depend on: the lockfile, and the Node that native code is built for. */
function installKey() {
  const hash = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return `${hash} ${process.platform} ${process.arch} abi ${process.versions.modules}`;
}

function isInstalled() {
  return existsSync(installStamp) && readFileSync(installStamp, "utf8") === installKey();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  throw new SetupError(
    `On Record needs Node ${NODE_MIN.join(".")} or later and this is ${process.versions.node}. Install a later one from https://nodejs.org.`,
  );
}

const found = (names) => names.some((name) => name && spawnSync(name, ["--version"]).status === 0);

/** hnswlib-node has no compiled form on npm, so a C++ compiler, make and Python must be there. */
function checkCompiler() {
  if (process.platform === "win32") return;
  const missing = [
    ["a C++ compiler", [process.env.CXX, "c++", "g++", "clang++"]],
    ["make", ["make", "gmake"]],
    ["Python 3", [process.env.PYTHON, "python3", "python"]],
  ].flatMap(([what, names]) => (found(names) ? [] : [what]));
  if (missing.length === 0) return;
  throw new SetupError(
    `The vector index (hnswlib-node) is compiled at install, and ${missing.join(" and ")} cannot be found. ` +
      "Install them (Debian, Ubuntu: sudo apt-get install build-essential python3; macOS: xcode-select --install), then run this again.",
  );
}

/** Node's own headers where they lie beside it, so that node-gyp does not download them. */
function headersPrefix() {
  const prefixes = [process.execPath, realpathSync(process.execPath)].map((path) =>
    dirname(dirname(path)),
  );
  return prefixes.find((prefix) => existsSync(join(prefix, "include/node/node.h")));
}

async function install() {
  checkCompiler();
  const nodedir = process.env.npm_config_nodedir ?? headersPrefix();
  const env = {
    ...process.env,
    // CPU inference does not need the CUDA files that its install script would download.
    ONNXRUNTIME_NODE_INSTALL: "skip",
    ...(nodedir === undefined ? {} : { npm_config_nodedir: nodedir }),
  };
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const ended = npm
    ? await run(process.execPath, [npm, ...args], env)
    : await run("npm", args, { ...env });
  if (ended !== 0) {
    throw new SetupError(
      "The dependencies could not be installed; npm's own message stands above. " +
        "Check that the npm registry can be reached, then run this again.",
    );
  }
  writeFileSync(installStamp, installKey());
}

/** They say how it is compiled; the packages' code is in it too. */
const BUILT_WITH = ["tsconfig.json", "tsconfig.build.json", "src/bundle.mjs", "package-lock.json"];

const isCompiled = (name) => name.endsWith(".ts") && !name.endsWith(".test.ts");

/** Every file that is compiled, or that says how. What the program writes (artefacts) is none of them. */
function sourceFiles() {
  const folders = ["src", "commands", "embeddings", "test"].filter((folder) =>
    existsSync(join(root, folder)),
  );
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isCompiled(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return BUILT_WITH.map((file) => join(root, file)).concat(sources);
}

/**
 * What is compiled: names, sizes and times of the sources. Folders' own times are left out, since a
 * folder also changes when something is written beside the sources; a source that goes leaves the list.
 */
function buildKey() {
  const states = sourceFiles().map((path) => {
    const { size, mtimeMs } = statSync(path);
    return `${relative(root, path)} ${size} ${mtimeMs}`;
  });
  // In any order of the folder's entries the same.
  states.sort((a, b) => (a < b ? -1 : 1));
  return createHash("sha256").update(states.join("\n")).digest("hex");
}

function isBuilt() {
  return existsSync(buildStamp) && readFileSync(buildStamp, "utf8") === buildKey();
}

async function build() {
  // Read before it is compiled: what is saved meanwhile is compiled the next time.
  const key = buildKey();
  rmSync(dist, { recursive: true, force: true });
  const tsc = join(nodeModules, "typescript/bin/tsc");
  for (const args of [[tsc, "-p", "tsconfig.build.json"], [join(root, "src/bundle.mjs")]]) {
    if ((await run(process.execPath, args, process.env)) === 0) continue;
    throw new SetupError(
      "The sources could not be compiled; the compiler's own message stands above.",
    );
  }
  writeFileSync(buildStamp, key);
}

function run(command, args, env) {
  return new Promise((resolve, reject) => {
    // What npm and tsc print goes to standard error: standard output is the answer's.
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", 2, 2] });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

async function stage(name, isDone, work) {
  if (isDone()) return;
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  console.error(`${name} ...`);
  const timer = setInterval(() => console.error(`  ${seconds()} s`), STILL_WORKING_EVERY_MS);
  await work().finally(() => clearInterval(timer));
  console.error(`  done in ${seconds()} s`);
}

try {
  checkNode();
  await stage("Installing dependencies (once, about a minute)", isInstalled, install);
  await stage("Compiling", isBuilt, build);
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = EXIT_BROKEN_STATE;
}
