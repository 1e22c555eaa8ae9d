import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { workerEnvironment } from "../../src/config.ts";
import { answererForTest } from "./support.ts";

const SECRETS = {
  DISCORD_TOKEN: "a.bot.token",
  APPLICATION_ID: "12345678901234567",
  AWS_SECRET_ACCESS_KEY: "another secret",
  ON_RECORD_HEALTH_PORT: "127.0.0.1:1",
};

test("a worker is given what it needs and no secret", () => {
  const needed = { PATH: "/bin", Path: "C:/bin", HOME: "/root", TZ: "UTC", OMP_NUM_THREADS: "1" };
  const proxies = { https_proxy: "http://proxy", NO_PROXY: "localhost" };
  expect(workerEnvironment({ ...needed, ...proxies, ...SECRETS })).toEqual({
    ...needed,
    ...proxies,
  });
});

/** The environments of the processes that this one has started, as the system tells them. */
async function childEnvironments(): Promise<string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="]);
  const pids = stdout.split("\n").flatMap((line) => {
    const [pid, ppid] = line.trim().split(/\s+/);
    return ppid === String(process.pid) && line.includes("worker.js") ? [pid] : [];
  });
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, "utf8")));
}

const hasProc = existsSync("/proc/self/environ");
if (!hasProc) process.stdout.write("skipped: this system has no /proc to read environments from\n");

test.skipIf(!hasProc)("the token is not in the environment of the running workers", async () => {
  Object.assign(process.env, SECRETS);
  onTestFinished(() => {
    for (const name of Object.keys(SECRETS)) delete process.env[name];
  });
  const answerer = await answererForTest();
  await answerer.coverage();
  const environments = await childEnvironments();
  expect(environments).toHaveLength(2);
  for (const environment of environments) {
    expect(environment).toContain("PATH=");
    for (const [name, value] of Object.entries(SECRETS)) {
      expect(environment).not.toContain(name);
      expect(environment).not.toContain(value);
    }
  }
});
