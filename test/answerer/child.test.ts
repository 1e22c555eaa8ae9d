import { type ChildProcess, fork, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { superviseChild } from "../../src/answerer/child.ts";
import { tempDir } from "../support/temp.ts";

test("where no process can be started it is tried again, until one can", async () => {
  const program = join(await tempDir(), "program.mjs");
  await writeFile(program, 'process.on("message", (text) => process.send(text));');
  const url = pathToFileURL(program);
  const heard: unknown[] = [];
  const deaths: (string | undefined)[] = [];
  let tries = 0;
  const child = superviseChild({
    url,
    data: null,
    env: {},
    isBackground: false,
    start: (): ChildProcess => {
      tries += 1;
      // As where no descriptor is left: an error, and no process that could end.
      return tries < 3 ? spawn("/nowhere/to/be/found") : fork(url);
    },
    onMessage: (message) => void heard.push(message),
    onStart: () => child.send({ hello: "there" }),
    onDeath: (error) => void deaths.push(error?.message),
  });
  onTestFinished(() => child.end());
  expect(child.isRunning()).toBe(false);
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([{ hello: "there" }]);
  expect(deaths).toEqual([expect.stringContaining("ENOENT"), expect.stringContaining("ENOENT")]);
  expect([child.isRunning(), child.restarts()]).toEqual([true, 2]);
});
