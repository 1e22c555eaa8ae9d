import { once } from "node:events";
import { type Socket, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import {
  HEALTH_LIMITS,
  type HealthLimits,
  type Readiness,
  serveHealth,
} from "../../../src/discord/run/health.ts";
import { createMetrics } from "../../../src/discord/run/metrics.ts";
import { errorOf } from "../../support/errors.ts";

function metricsForTest() {
  const metrics = createMetrics({
    answerer: () => ({ depth: 2, restarts: 1, generation: 7 }),
    turns: () => 3,
    feedback: () => [{ kind: "helpful", outcome: "no-answer", count: 4 }],
  });
  onTestFinished(() => metrics.close());
  return metrics;
}

async function serve(ready: () => Readiness, limits: HealthLimits = HEALTH_LIMITS) {
  const metrics = metricsForTest();
  const health = await serveHealth({ host: "127.0.0.1", port: 0, ready, metrics, limits });
  onTestFinished(() => health.close());
  const get = async (path: string, method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${health.port}${path}`, { method });
    return { status: response.status, body: await response.text() };
  };
  return { metrics, get, port: health.port };
}

test("it is up from the start, and ready with a gateway and an index, until it stops", async () => {
  let now: Readiness = { gateway: false, generation: 0, stopping: false };
  const { get } = await serve(() => now);
  expect((await get("/health")).status).toBe(200);
  expect((await get("/ready")).status).toBe(503);
  now = { gateway: true, generation: 0, stopping: false };
  expect((await get("/ready")).status).toBe(503);
  now = { gateway: true, generation: 4, stopping: false };
  expect(await get("/ready")).toMatchObject({ status: 200 });
  now = { ...now, stopping: true };
  expect(JSON.parse((await get("/ready")).body)).toMatchObject({
    status: "not ready",
    generation: 4,
  });
  expect((await get("/other")).status).toBe(404);
  expect((await get("/health", "POST")).status).toBe(405);
});

test("metrics are in the form of Prometheus", async () => {
  const { metrics, get } = await serve(() => ({ gateway: true, generation: 1, stopping: false }));
  metrics.record({ name: "ask", outcome: "answered", ms: 20 });
  metrics.record({ name: "ask", outcome: "answered", ms: 20 });
  metrics.record({ name: "ask", outcome: "no-answer", ms: 20 });
  metrics.record({ name: "verify", outcome: "failed", ms: 20 });
  metrics.took("answer", 40);
  const { status, body } = await get("/metrics");
  expect(status).toBe(200);
  expect(body).toContain('on_record_requests_total{command="ask",outcome="answered"} 2');
  expect(body).toContain('on_record_stage_seconds_bucket{le="0.05",stage="answer"} 1');
  expect(body).toContain('on_record_stage_seconds_count{stage="total"} 4');
  expect(body).toMatch(/on_record_no_answer_ratio 0\.33/);
  expect(body).toContain("on_record_generation 7");
  expect(body).toContain("on_record_answer_queue 2");
  expect(body).toContain("on_record_worker_restarts 1");
  expect(body).toContain("on_record_turns 3");
  expect(body).toContain('on_record_feedback{kind="helpful",judged="no-answer"} 4');
  expect(body).toMatch(/on_record_event_loop_delay_seconds\{quantile="0.99"\} \d/);
  expect(body).toContain("process_resident_memory_bytes");
});

test("two of them in one process do not disturb each other", async () => {
  const [one, other] = [metricsForTest(), metricsForTest()];
  one.record({ name: "ask", outcome: "limited", ms: 20 });
  expect((await other.text()).body).not.toContain("limited");
});

test("a port that is taken is told by the setting's name", async () => {
  const ready = () => ({ gateway: true, generation: 1, stopping: false });
  const { port } = await serve(ready);
  const error = await errorOf(() =>
    serveHealth({ host: "127.0.0.1", port, ready, metrics: metricsForTest() }),
  );
  expect(error.code).toBe("E_CONFIG");
  expect(error.message).toContain("ON_RECORD_HEALTH_PORT");
});

const isReady = (): Readiness => ({ gateway: true, generation: 1, stopping: false });

/** A connection, and whether the other side has closed it. */
async function connected(port: number): Promise<{ socket: Socket; isClosed: () => boolean }> {
  const socket = connect({ port, host: "127.0.0.1" });
  let isClosed = false;
  socket.on("error", () => undefined).on("close", () => (isClosed = true));
  // What is sent is taken, so that the end is seen.
  socket.resume();
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return { socket, isClosed: () => isClosed };
}

test.each([
  ["say nothing", ""],
  ["stop in a line", "GET /health HT"],
  ["stop in their headers", "GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: "],
  ["stop in a body", "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nx"],
  ["ask, and stay for nothing more", "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"],
])("400 connections that %s are closed in time", async (_, sent) => {
  const limits: HealthLimits = {
    headersMs: 200,
    requestMs: 300,
    keepAliveMs: 200,
    stillMs: 400,
    lookEveryMs: 50,
    connectionsMax: 500,
  };
  const { port, get } = await serve(isReady, limits);
  const all = await Promise.all(Array.from({ length: 400 }, () => connected(port)));
  for (const { socket } of all) socket.write(sent);
  const open = () => all.filter(({ isClosed }) => !isClosed()).length;
  await expect.poll(open, { timeout: 10_000 }).toBe(0);
  expect((await get("/health")).status).toBe(200);
});

test("one that sends a byte now and then is closed all the same", async () => {
  const limits = { ...HEALTH_LIMITS, headersMs: 300, requestMs: 300, lookEveryMs: 50 };
  const { port } = await serve(isReady, limits);
  const { socket, isClosed } = await connected(port);
  socket.write("GET /health HTTP/1.1\r\nX: ");
  const timer = setInterval(() => socket.write("x"), 20);
  onTestFinished(() => clearInterval(timer));
  await expect.poll(isClosed, { timeout: 10_000 }).toBe(true);
});

test("of more connections than are allowed, the one more is closed, and the others serve", async () => {
  const { port } = await serve(isReady, { ...HEALTH_LIMITS, connectionsMax: 3 });
  const held = await Promise.all([1, 2, 3].map(() => connected(port)));
  const more = await connected(port);
  await expect.poll(more.isClosed).toBe(true);
  expect(held.some(({ isClosed }) => isClosed())).toBe(false);
  const [first] = held;
  first?.socket.write("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  await expect.poll(() => first?.isClosed()).toBe(true);
});
