import { spawnSync } from "node:child_process";
import { cp, mkdir, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it, test } from "vitest";
import { tempDir } from "../support/temp.ts";

const root = resolve(import.meta.dirname, "../..");

/** A checkout with nothing installed. */
async function freshCheckout(): Promise<string> {
  const folder = await tempDir();
  await mkdir(join(folder, "src"));
  for (const file of ["package.json", "package-lock.json", "src/setup.mjs"])
    await cp(join(root, file), join(folder, file));
  return folder;
}

function setup(folder: string, env: Record<string, string>) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(folder, "src/setup.mjs")], {
    env,
    encoding: "utf8",
  });
  return { code: status, err: stderr, out: stdout };
}

describe("set-up", () => {
  it("names what is missing where nothing can compile", async () => {
    const folder = await freshCheckout();
    const { code, err, out } = setup(folder, { PATH: await tempDir() });
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toContain("a C++ compiler and make and Python 3 cannot be found");
    expect(err).toContain("build-essential");
    expect(await readdir(folder)).not.toContain("node_modules");
  });

  it("says what to do when the registry cannot be reached", async () => {
    const folder = await freshCheckout();
    const { code, err } = setup(folder, {
      PATH: process.env["PATH"] ?? "",
      npm_config_registry: "http://127.0.0.1:9/",
      npm_config_cache: join(folder, "cache"),
      npm_config_fetch_retries: "0",
    });
    expect(code).toBe(3);
    expect(err).toContain("Check that the npm registry can be reached");
  });

  it("says what to do when the lockfile is torn", async () => {
    const folder = await freshCheckout();
    await writeFile(join(folder, "package-lock.json"), "{");
    const { code, err } = setup(folder, { PATH: process.env["PATH"] ?? "" });
    expect(code).toBe(3);
    expect(err).toContain("could not be installed");
  });
});

/** Stands for npm: what it installs is a compiler that writes down that it was called. */
const NPM = `
  const { mkdirSync, writeFileSync } = require("node:fs");
  mkdirSync("node_modules/typescript/bin", { recursive: true });
  writeFileSync("node_modules/typescript/bin/tsc", \`
    const { appendFileSync, mkdirSync } = require("node:fs");
    mkdirSync("dist", { recursive: true });
    appendFileSync("compiled.txt", "once ");
  \`);
`;

/** A checkout with one source, set up with the stand-ins; `again` sets it up once more and gives how often it was compiled in all. */
async function compiledCheckout() {
  const folder = await freshCheckout();
  const npm = join(await tempDir(), "npm.cjs");
  await writeFile(npm, NPM);
  for (const file of ["tsconfig.json", "tsconfig.build.json"])
    await cp(join(root, file), join(folder, file));
  await mkdir(join(folder, "embeddings"));
  await writeFile(join(folder, "src/bundle.mjs"), "");
  await writeFile(join(folder, "src/one.ts"), "export const one = 1;\n");
  await writeFile(join(folder, "src/two.ts"), "export const two = 2;\n");
  const again = async () => {
    const { code, err } = setup(folder, { PATH: process.env["PATH"] ?? "", npm_execpath: npm });
    expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
    return (await readFile(join(folder, "compiled.txt"), "utf8")).trim().split(" ").length;
  };
  expect(await again()).toBe(1);
  return { folder, again };
}

describe("compiling", () => {
  test.each<[string, (folder: string) => Promise<void>]>([
    ["nothing happened", () => Promise.resolve()],
    [
      "the program wrote its state beside the sources",
      async (folder) => {
        await mkdir(join(folder, "embeddings/artefacts"));
        await writeFile(join(folder, "embeddings/artefacts/index.db"), "x");
      },
    ],
    ["a note was written", (folder) => writeFile(join(folder, "src/notes.md"), "x")],
    [
      "a test was written",
      async (folder) => {
        await mkdir(join(folder, "test"));
        await writeFile(join(folder, "test/one.test.ts"), "x");
      },
    ],
  ])("is not done again where %s", async (_what, happens) => {
    const { folder, again } = await compiledCheckout();
    await happens(folder);
    expect(await again()).toBe(1);
  });

  test.each<[string, (folder: string) => Promise<void>]>([
    ["changed", (folder) => writeFile(join(folder, "src/one.ts"), "export const one = 11;\n")],
    ["was touched", (folder) => utimes(join(folder, "src/one.ts"), 1, 1)],
    ["is new", (folder) => writeFile(join(folder, "src/three.ts"), "export {};\n")],
    ["is gone", (folder) => rm(join(folder, "src/two.ts"))],
    ["of the packages changed", (folder) => utimes(join(folder, "package-lock.json"), 1, 1)],
    ["of the settings changed", (folder) => writeFile(join(folder, "tsconfig.json"), "{}")],
  ])("is done again, once, where a file %s", async (_what, happens) => {
    const { folder, again } = await compiledCheckout();
    await happens(folder);
    expect(await again()).toBe(2);
    expect(await again()).toBe(2);
  });
});
