import { execFileSync } from "node:child_process";
import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { tempDir } from "../support/temp.ts";
import {
  type Ended,
  canTrace,
  copyOf,
  countCalls,
  editionOf,
  ingestCommand,
  runProgram,
  spread,
  traced,
} from "./process.ts";
import { countOf } from "./support.ts";

const POINTS = countOf("ON_RECORD_FAULT_POINTS", 8);
const TIMEOUT_MS = 120_000 + POINTS * 40_000;

/** A state that holds the first edition. */
let first = "";
beforeAll(async () => {
  first = join(await tempDir(), "state");
  const { code, out, err } = await runProgram(ingestCommand(first, "first"));
  if (code !== 0) throw new Error(out + err);
});

/** What does not hold of a state after an ingest of the second edition ended somehow. */
async function complaintsOf(folder: string, before: string | null): Promise<string[]> {
  const complaints: string[] = [];
  try {
    const edition = await editionOf(folder);
    if (edition !== before && edition !== "second") complaints.push(`holds ${edition}`);
    const again = await runProgram(ingestCommand(folder, "second"));
    if (!again.out.includes("done ")) complaints.push(`cannot go on: ${again.out}${again.err}`);
    else if ((await editionOf(folder)) !== "second") complaints.push("did not go on");
  } catch (error) {
    complaints.push(String(error));
  }
  return complaints;
}

/** Runs the ingest of the second edition with a fault at each of the points, and says what went wrong. */
async function tryAt(
  call: string,
  points: readonly number[],
  faultAt: (point: number) => string,
  { base = first, judge }: { readonly base?: string; readonly judge: (ended: Ended) => boolean },
): Promise<{ readonly wrong: string[]; readonly hit: number }> {
  const wrong: string[] = [];
  let hit = 0;
  for (const point of points) {
    const folder = base === "" ? join(await tempDir(), "state") : await copyOf(base);
    const ended = await runProgram(traced(ingestCommand(folder, "second"), call, faultAt(point)));
    if (!ended.out.includes("done ")) hit += 1;
    const complaints = await complaintsOf(folder, base === "" ? null : "first");
    if (!judge(ended)) complaints.push(`ended with ${ended.code}: ${ended.out}${ended.err}`);
    wrong.push(...complaints.map((complaint) => `${call} ${point}: ${complaint}`));
    await rm(folder, { recursive: true, force: true });
  }
  return { wrong, hit };
}

describe.skipIf(!canTrace())("at each call of the system, by turns", () => {
  const calls = ["pwrite64", "fsync", "ftruncate", "unlink", "rename"];
  const killed = ({ code, out }: Ended) => code === null || out.includes("done ");

  it(
    "killed: a whole generation stays, and the next run goes on",
    async () => {
      const counts = await countCalls(ingestCommand(await copyOf(first), "second"), calls);
      console.info(`calls of one ingest: ${JSON.stringify([...counts])}`);
      let kills = 0;
      for (const [call, count] of counts) {
        const points = spread(count, call === "pwrite64" ? POINTS : Math.ceil(POINTS / 4));
        const { wrong, hit } = await tryAt(call, points, (at) => `signal=KILL:when=${at}`, {
          judge: killed,
        });
        expect(wrong).toEqual([]);
        kills += hit;
      }
      expect(kills).toBeGreaterThanOrEqual(POINTS);
    },
    TIMEOUT_MS,
  );

  it(
    "killed in the very first ingest: the next run does it",
    async () => {
      const points = spread(60, Math.ceil(POINTS / 2));
      const { wrong, hit } = await tryAt("pwrite64", points, (at) => `signal=KILL:when=${at}`, {
        base: "",
        judge: killed,
      });
      expect(wrong).toEqual([]);
      expect(hit).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  const told = (codes: RegExp) => (ended: Ended) =>
    ended.out.includes("done ") || (ended.code === 3 && codes.test(ended.out));
  for (const [fault, codes] of [
    ["ENOSPC", /^E_DISK_FULL$/m],
    ["EFBIG", /^E_DISK_FULL$/m],
    ["EDQUOT", /^E_DISK_FULL$/m],
    ["EIO", /^E_(DISK_FULL|STATE_UNWRITABLE)$/m],
  ] as const) {
    it(
      `${fault} from a write on: it is told, a whole generation stays, and a later run goes on`,
      async () => {
        const points = spread(200, Math.ceil(POINTS / (fault === "ENOSPC" ? 1 : 4)));
        const { wrong, hit } = await tryAt(
          "pwrite64",
          points,
          (at) => `error=${fault}:when=${at}+`,
          { judge: told(codes) },
        );
        expect(wrong).toEqual([]);
        expect(hit).toBeGreaterThan(0);
      },
      TIMEOUT_MS,
    );
  }
});

describe("a process that has too little", () => {
  it("of a disk, of any size", async (test) => {
    const sizesKb = spread(1_000, POINTS).map((size) => size + 200);
    const wrong: string[] = [];
    let full = 0;
    for (const size of sizesKb) {
      const disk = await tempDir();
      try {
        execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}k`, "tmpfs", disk], {
          stdio: "ignore",
        });
      } catch {
        console.warn("skipped: this user may not mount a file system");
        return test.skip("may not mount");
      }
      onTestFinished(() => {
        execFileSync("umount", ["-l", disk]);
      });
      const folder = join(disk, "state");
      try {
        await mkdir(folder);
        await cp(first, folder, { recursive: true });
      } catch {
        continue;
      }
      const ended = await runProgram(ingestCommand(folder, "second"));
      const isTold = ended.code === 3 && /^E_DISK_FULL$/m.test(ended.out);
      if (isTold) full += 1;
      if (!isTold && !ended.out.includes("done "))
        wrong.push(`${size} KB: ${ended.out}${ended.err}`);
      // Read where there is room: even looking at a log takes some.
      const elsewhere = await copyOf(folder);
      wrong.push(...(await complaintsOf(elsewhere, "first")).map((one) => `${size} KB: ${one}`));
    }
    expect(wrong).toEqual([]);
    expect(full).toBeGreaterThan(0);
  }, 300_000);

  it("of descriptors", async () => {
    const wrong: string[] = [];
    let told = 0;
    for (const left of [3, 4, 5, 6, 7, 8, 9, 10, 12]) {
      const folder = await copyOf(first);
      const command = [...ingestCommand(folder, "second"), `${left}`];
      // Node loads modules with a hundred files open at once.
      const ended = await runProgram(["bash", "-c", 'ulimit -n 500; exec "$@"', "-", ...command]);
      const isTold = ended.code === 3 && /^E_STATE_UNWRITABLE$/m.test(ended.out);
      if (isTold) told += 1;
      // With hardly any the database's driver ends the process as it begins, and the state stays.
      const isOfDriver = ended.code === null && /panicked at .*tokio/.test(ended.err);
      if (!isTold && !isOfDriver && !ended.out.includes("done "))
        wrong.push(`${left}: ${ended.out}${ended.err}`);
      wrong.push(...(await complaintsOf(folder, "first")).map((one) => `${left}: ${one}`));
    }
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(0);
  }, 120_000);

  it("of memory: a whole generation stays", async () => {
    const folder = await copyOf(first);
    const options = ["--max-old-space-size=8", "--max-semi-space-size=1"];
    await runProgram(ingestCommand(folder, "second", options));
    expect(await complaintsOf(folder, "first")).toEqual([]);
  }, 60_000);
});
