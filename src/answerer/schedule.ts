import type { IngestReport } from "../core/ingest-report.ts";

export interface ScheduleOptions {
  /** Minutes from the end of one ingest to the start of the next; 0 for none. */
  readonly minutes: number;
  readonly onReport?: (report: Pick<IngestReport, "generation">) => void;
  readonly onFailure?: (error: unknown) => void;
  /** Asks for an ingest out of turn. Default: the process, where there is a SIGHUP. */
  readonly signals?: Pick<NodeJS.EventEmitter, "on" | "off">;
}

export interface Schedule {
  /** Ingests now, and then in turn; a failure is told and the next turn tries again. */
  now(): Promise<void>;
  stop(): void;
}

const MINUTE_MS = 60_000;

/** Ingests every so many minutes, and on SIGHUP. The first ingest is the caller's to ask for. */
export function scheduleIngest(
  answerer: { ingest(): Promise<Pick<IngestReport, "generation">> },
  { minutes, onReport, onFailure, signals = process }: ScheduleOptions,
): Schedule {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const plan = (): void => {
    if (timer) clearTimeout(timer);
    timer = isStopped || minutes === 0 ? null : setTimeout(() => void now(), minutes * MINUTE_MS);
    timer?.unref();
  };
  const now = async (): Promise<void> => {
    try {
      const report = await answerer.ingest();
      onReport?.(report);
    } catch (error) {
      if (!isStopped) onFailure?.(error);
    } finally {
      plan();
    }
  };
  const onHangUp = (): void => void now();
  signals.on("SIGHUP", onHangUp);
  plan();
  return {
    now,
    stop: () => {
      isStopped = true;
      if (timer) clearTimeout(timer);
      signals.off("SIGHUP", onHangUp);
    },
  };
}
