import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { fuzzDocument, fuzzLine } from "./documents.ts";
import { fuzzQuestion } from "./questions.ts";

const program = resolve(import.meta.dirname, "../../dist/test/fuzz/main.js");

/** Fixed, so that a run can be trusted to say the same; any other by the environment or the command. */
const seed = process.env["ON_RECORD_FUZZ_SEED"] ?? "on-record";

function fuzz(args: readonly string[]): Promise<{ code: number | null; out: string }> {
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build`);
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [program, "--seed", seed, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.on("error", reject);
    child.on("close", (code) => settle({ code, out }));
  });
}

describe("made-up input", () => {
  const LIMIT_MS = 300_000;

  it(
    "documents are indexed as they are, or refused with a reason",
    { timeout: LIMIT_MS },
    async () => {
      const { code, out } = await fuzz(["--documents", "160", "--questions", "0"]);
      console.info(out);
      expect(out).toContain("; 0 faults");
      expect(code).toBe(0);
    },
  );

  it("questions are answered, or refused with a code", { timeout: LIMIT_MS }, async () => {
    const { code, out } = await fuzz(["--documents", "0", "--questions", "400"]);
    console.info(out);
    expect(out).toContain("; 0 faults");
    expect(code).toBe(0);
  });

  it("is the same for the same seed, and another for another", () => {
    const make = (of: string) =>
      [1, 2, 3].map((at) => [
        fuzzQuestion(of, at),
        fuzzDocument(of, at, ["An article."]),
        fuzzLine(of, at, ["An article."]),
      ]);
    expect(make("a")).toEqual(make("a"));
    expect(make("a")).not.toEqual(make("b"));
  });
});
