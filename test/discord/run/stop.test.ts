import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { createLog } from "../../../src/discord/run/log.ts";
import { type Closing, installStop, createRunning } from "../../../src/discord/run/stop.ts";

function stoppable(closings: readonly Closing[] = []) {
  const codes: number[] = [];
  const lines: string[] = [];
  const host = Object.assign(new EventEmitter(), { exit: (code: number) => void codes.push(code) });
  const log = createLog("debug", { write: (line: string) => void lines.push(line) });
  const running = createRunning();
  const limits = { drainMs: 100, closeMs: 50, sameWishMs: 0 };
  const stopping = installStop({ running, closings, log, process: host, ...limits });
  return { codes, lines, host, running, stopping };
}

test("a signal takes nothing new, lets what runs finish, closes in order and ends with 0", async () => {
  const order: string[] = [];
  const { codes, host, running, stopping } = stoppable([
    { name: "client", close: () => order.push("client") },
    { name: "log", close: async () => order.push("log") },
  ]);
  const leave = running.enter();
  host.emit("SIGTERM");
  expect(stopping.isStopping()).toBe(true);
  expect(running.enter()).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(order).toEqual([]);
  leave?.();
  leave?.();
  await expect.poll(() => codes).toEqual([0]);
  expect(order).toEqual(["client", "log"]);
  expect(running.count()).toBe(0);
});

test("what does not finish or close in time, or fails, does not keep it from ending", async () => {
  const { codes, lines, host, running } = stoppable([
    { name: "client", close: () => new Promise(() => undefined) },
    { name: "worker", close: () => Promise.reject(new Error("no")) },
    {
      name: "server",
      close: () => {
        throw new Error("neither");
      },
    },
  ]);
  running.enter();
  host.emit("SIGINT");
  await expect.poll(() => codes).toEqual([0]);
  const events = lines.map((line) => JSON.parse(line));
  expect(events.map(({ event, stage }) => [event, stage].join(" ").trim())).toEqual([
    "stopping",
    "stopped before all were answered",
    "did not close in time client",
    "did not close worker",
    "did not close server",
    "stopped",
  ]);
});

test("a second signal ends at once; one of the same moment is the same wish", async () => {
  const { codes, host, running } = stoppable();
  running.enter();
  host.emit("SIGINT");
  host.emit("SIGTERM");
  expect(codes).toEqual([143]);

  const patient = Object.assign(new EventEmitter(), {
    exit: (code: number) => void codes.push(code),
  });
  const busy = createRunning();
  busy.enter();
  installStop({
    running: busy,
    closings: [],
    log: createLog("silent"),
    process: patient,
    drainMs: 50,
  });
  patient.emit("SIGINT");
  patient.emit("SIGTERM");
  expect(codes).toEqual([143]);
  await expect.poll(() => codes).toContain(0);
});

test("a rejection that nobody caught is logged and all goes on; an exception ends it with 3", async () => {
  const { codes, lines, host, stopping } = stoppable();
  host.emit("unhandledRejection", new Error("forgotten"));
  expect(stopping.isStopping()).toBe(false);
  expect(lines.join()).toContain("forgotten");
  host.emit("uncaughtException", new Error("thrown"));
  await expect.poll(() => codes).toEqual([3]);
});

test("a shard whose parent has gone ends too", async () => {
  const { codes, host } = stoppable();
  host.emit("disconnect");
  await expect.poll(() => codes).toEqual([0]);
});
