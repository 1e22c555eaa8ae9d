import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { scheduleIngest } from "../../src/answerer/schedule.ts";
import type { IngestReport } from "../../src/core/ingest-report.ts";

const report: IngestReport = {
  added: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  problems: [],
  read: 0,
  generation: 1,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("ingests every so many minutes and on SIGHUP, and stops", async () => {
  const signals = new EventEmitter();
  let count = 0;
  const ingest = async () => {
    count += 1;
    return report;
  };
  const schedule = scheduleIngest({ ingest }, { minutes: 10, signals });
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(count).toBe(0);
  signals.emit("SIGHUP");
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(count).toBe(1);
  await vi.advanceTimersByTimeAsync(21 * 60_000);
  expect(count).toBe(4);
  schedule.stop();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(signals.listenerCount("SIGHUP")).toBe(0);
  expect(count).toBe(4);
});

test("with 0 minutes only a signal ingests; a failure is told and the next turn comes", async () => {
  const signals = new EventEmitter();
  const failures: unknown[] = [];
  const ingest = () => Promise.reject(new Error("no room"));
  const options = { minutes: 0, signals, onFailure: (error: unknown) => void failures.push(error) };
  const schedule = scheduleIngest({ ingest }, options);
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(failures).toHaveLength(0);
  signals.emit("SIGHUP");
  await schedule.now();
  expect(failures).toHaveLength(2);
  schedule.stop();
});
