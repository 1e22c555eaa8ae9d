import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { tempDir } from "./temp.ts";

const program = resolve(import.meta.dirname, "../../dist/src/cli.js");
const sharedModels = resolve(import.meta.dirname, "../../embeddings/artefacts/models");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Place {
  readonly corpusDir: string;
  readonly stateDir: string;
}

/** An empty state whose encoder is the checkout's own, so that it is exported once. */
export async function tempPlace(corpusDir?: string): Promise<Place> {
  const folder = await tempDir();
  const stateDir = join(folder, "state");
  await mkdir(stateDir);
  await mkdir(sharedModels, { recursive: true });
  await symlink(sharedModels, join(stateDir, "models"));
  return { corpusDir: corpusDir ?? resolve(import.meta.dirname, "../../corpus"), stateDir };
}

/** Runs the compiled command line as a process of its own; `killAfterMs` ends it with SIGKILL. */
export function cli(
  place: Place,
  args: readonly string[],
  {
    env = {},
    killAfterMs,
  }: { readonly env?: Record<string, string>; readonly killAfterMs?: number } = {},
): Promise<Ended> {
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build`);
  return new Promise((resolveEnd, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: {
        PATH: process.env["PATH"] ?? "",
        ON_RECORD_CORPUS_DIR: place.corpusDir,
        ON_RECORD_STATE_DIR: place.stateDir,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    const timer =
      killAfterMs === undefined ? null : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.on("error", reject);
    child.on("close", (code) => {
      if (timer) clearTimeout(timer);
      resolveEnd({ code, out, err });
    });
  });
}
