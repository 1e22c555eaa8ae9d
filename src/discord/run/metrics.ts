import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { AnswererState } from "../../answerer/port.ts";
import type { FeedbackCount } from "../../store/settings.ts";

/** How a request ended. */
export type Outcome =
  | "answered"
  | "no-answer"
  /** Wrong use: the user was told what is wrong. */
  | "refused"
  /** Told to wait, see `turns.ts`. */
  | "limited"
  | "failed"
  /** Whatever was to be told, Discord took none of it. */
  | "undelivered";

export interface Metrics {
  /**
   * One request, over, `ms` after it came. `name` is a command or button of ours, never what somebody
   * typed: each value is kept for good.
   */
  record(request: { readonly name: string; readonly outcome: Outcome; readonly ms: number }): void;
  /** Where the time of a request goes; the whole is `record`'s. */
  took(stage: string, ms: number): void;
  /** In the text form of Prometheus. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
  close(): void;
}

export interface Watched {
  readonly answerer: () => AnswererState;
  /** Requests that run or wait, see `turns.ts`. */
  readonly turns: () => number;
  readonly feedback: () => readonly FeedbackCount[];
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];
const QUANTILES = [50, 99, 100];
const RESOLUTION_MS = 5;
const NS_PER_SECOND = 1e9;

/** The bot's own figures and those of the process, in a registry of their own. */
export function createMetrics(watched: Watched): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "on_record_requests_total",
    help: "Requests by command and outcome; the no-answer rate is that outcome's share.",
    labelNames: ["command", "outcome"],
    registers,
  });
  const stages = new Histogram({
    name: "on_record_stage_seconds",
    help: "Seconds that each stage of a request took.",
    labelNames: ["stage"],
    buckets: SECONDS,
    registers,
  });
  let answered = 0;
  let unanswered = 0;
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("on_record_no_answer_ratio", "No answers among the answers and no answers so far.", () =>
    unanswered === 0 ? 0 : unanswered / (answered + unanswered),
  );
  gauge(
    "on_record_generation",
    "Generation of the index that answers.",
    () => watched.answerer().generation,
  );
  gauge(
    "on_record_answer_queue",
    "Requests in the worker that answers.",
    () => watched.answerer().depth,
  );
  gauge(
    "on_record_worker_restarts",
    "Workers started again since the start.",
    () => watched.answerer().restarts,
  );
  gauge("on_record_turns", "Requests that run or wait for their turn.", watched.turns);
  countFeedback(registry, watched.feedback);
  const delay = watchEventLoop(registry);
  collectDefaultMetrics({ register: registry });
  return {
    record: ({ name, outcome, ms }) => {
      requests.inc({ command: name, outcome });
      stages.observe({ stage: "total" }, ms / 1_000);
      if (outcome === "answered") answered += 1;
      if (outcome === "no-answer") unanswered += 1;
    },
    took: (stage, ms) => stages.observe({ stage }, ms / 1_000),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
    close: () => {
      delay.disable();
      registry.clear();
    },
  };
}

function countFeedback(registry: Registry, read: Watched["feedback"]): void {
  const gauge = new Gauge({
    name: "on_record_feedback",
    help: "Presses of helpful and not helpful, by what was judged, since the settings began.",
    labelNames: ["kind", "judged"],
    registers: [],
    collect() {
      for (const { kind, outcome, count } of read()) this.set({ kind, judged: outcome }, count);
    },
  });
  registry.registerMetric(gauge);
}

/** By how much timers are late, since it was last asked: what keeps heartbeats from going out on time. */
function watchEventLoop(registry: Registry): IntervalHistogram {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const gauge = new Gauge({
    name: "on_record_event_loop_delay_seconds",
    help: "Delay of the event loop since the last reading, by quantile.",
    labelNames: ["quantile"],
    registers: [],
    collect() {
      for (const percent of QUANTILES) {
        const late = Math.max(0, delay.percentile(percent) / NS_PER_SECOND - RESOLUTION_MS / 1_000);
        this.set({ quantile: String(percent / 100) }, delay.count === 0 ? 0 : late);
      }
      delay.reset();
    },
  });
  registry.registerMetric(gauge);
  return delay;
}
