import { execFileSync, spawn } from "node:child_process";
import { cp, mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { openStore } from "../../src/store/store.ts";
import { tempDir } from "../support/temp.ts";

const program = resolve(import.meta.dirname, "ingest-once.mjs");

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export function runProgram(
  [command = "", ...args]: readonly string[],
  user?: number,
): Promise<Ended> {
  return new Promise((resolveEnd, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"] ?? "" },
      ...(user === undefined ? {} : { uid: user, gid: user }),
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", reject);
    child.on("close", (code) => resolveEnd({ code, out, err }));
  });
}

/** The command that ingests an edition into a folder, see `ingest-once.mjs`. */
export function ingestCommand(
  folder: string,
  edition: string,
  nodeOptions: readonly string[] = [],
): string[] {
  return [process.execPath, ...nodeOptions, program, folder, edition];
}

/** Whether this machine lets a test meddle with the system calls of a process. */
export function canTrace(): boolean {
  try {
    execFileSync("strace", ["-f", "-qq", "-o", "/dev/null", "true"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("skipped: there is no strace that may trace here");
    return false;
  }
}

/** The command under strace, which lets one of its calls end it or fail. */
export function traced(command: readonly string[], call: string, fault: string): string[] {
  const options = `-f -qq -o /dev/null -e trace=${call} -e inject=${call}:${fault}`;
  return ["strace", ...options.split(" "), ...command];
}

/** How often a command makes each call. */
export async function countCalls(
  command: readonly string[],
  calls: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const log = join(await tempDir(), "calls");
  await runProgram(["strace", "-f", "-qq", "-o", log, "-e", `trace=${calls.join()}`, ...command]);
  const lines = (await readFile(log, "utf8")).split("\n");
  return new Map(
    calls.map((call) => [call, lines.filter((line) => line.includes(` ${call}(`)).length]),
  );
}

/** A new folder with what another holds. */
export async function copyOf(folder: string): Promise<string> {
  const copy = join(await tempDir(), "state");
  await mkdir(copy);
  await cp(folder, copy, { recursive: true });
  return copy;
}

/**
 * The edition that a state holds, or null for an empty one.
 *
 * @throws where it holds parts of two, or anything in it is not what was written.
 */
export async function editionOf(folder: string): Promise<string | null> {
  const store = await openStore(join(folder, "on-record.db"), { check: true });
  try {
    const texts = store.documents().map(({ id }) => store.document(id)?.text ?? "");
    const editions = new Set(texts.map((text) => text.split(" ")[2] ?? "?"));
    if (editions.size > 1) throw new Error(`parts of ${[...editions].join(" and ")}`);
    return [...editions][0] ?? null;
  } finally {
    store.close();
  }
}

/** `count` of the numbers from 1 to `last`, spread evenly, the last ones among them. */
export function spread(last: number, count: number): number[] {
  const step = last / Math.max(1, Math.min(last, count));
  return [...new Set(Array.from({ length: count }, (_, at) => Math.ceil((at + 1) * step)))].filter(
    (point) => point <= last,
  );
}
