import { expect, onTestFinished, test } from "vitest";
import { type Readiness, serveHealth } from "../../../src/discord/health.ts";
import { makeMetrics } from "../../../src/discord/metrics.ts";
import { errorOf } from "../../support/errors.ts";

function metricsForTest() {
  const metrics = makeMetrics({
    answerer: () => ({ depth: 2, restarts: 1, generation: 7 }),
    turns: () => 3,
    feedback: () => [{ kind: "helpful", outcome: "no-answer", count: 4 }],
  });
  onTestFinished(() => metrics.close());
  return metrics;
}

async function serve(ready: () => Readiness) {
  const metrics = metricsForTest();
  const health = await serveHealth({ host: "127.0.0.1", port: 0, ready, metrics });
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
