import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
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
