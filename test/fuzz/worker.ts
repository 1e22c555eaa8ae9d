import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type Job, type Result, resultSchema } from "./protocol.ts";

/** A process that does one job after another, and is started again when one hangs or kills it. */
export interface FuzzWorker {
  /** The result; a job that takes longer than `limitMs`, or ends the process, is a fault. */
  run(job: Job, limitMs: number): Promise<Result>;
  stop(): void;
}

/** @param folder where it works, and keeps its state. */
export function startFuzzWorker(folder: string): FuzzWorker {
  let child: ChildProcess | null = null;
  const start = () =>
    fork(join(import.meta.dirname, "child.js"), { cwd: folder, stdio: ["ignore", 2, 2, "ipc"] });
  const stop = () => {
    child?.kill("SIGKILL");
    child = null;
  };
  return {
    stop,
    run: (job, limitMs) => {
      child ??= start();
      const worker = child;
      return new Promise((resolve) => {
        const end = (result: Result) => {
          clearTimeout(timer);
          worker.removeAllListeners();
          resolve(result);
        };
        const fail = (fault: string) => {
          stop();
          end({ counts: { failed: 1 }, faults: [fault], ms: limitMs });
        };
        const timer = setTimeout(() => fail(`took longer than ${limitMs} ms`), limitMs);
        worker.on("message", (message) => end(resultSchema.parse(message)));
        worker.on("error", (error) => fail(`could not be asked: ${error.message}`));
        worker.on("exit", (code, signal) => fail(`ended the process (${code ?? signal})`));
        worker.send(job);
      });
    },
  };
}
