import { randomBytes } from "node:crypto";
import { type DestinationStream, pino } from "pino";
import type { LogLevel } from "../../config.ts";
import { type ErrorCode, OnRecordError } from "../../core/errors.ts";

/**
 * The log: one line of JSON an event, on standard output: time, level, what happened, and of the
 * data that came with it the fields named here. No message, question, answer or name is among
 * them, and no id of a user; whatever else comes along is left out.
 */
const LOGGED: ReadonlySet<string> = new Set([
  /** The name of a command, button or event of ours. */
  "name",
  /** Discord's id of an interaction or message, and the id that the user sees when something fails. */
  "interaction",
  "reference",
  "outcome",
  "stage",
  "ms",
  "seconds",
  "count",
  "code",
  "shard",
  "servers",
  "guild",
  "channel",
  "generation",
  "documents",
  "worker",
  "signal",
]);
/** Errors are told by kind, code and place, see `describeError`. */
const ERRORS: ReadonlySet<string> = new Set(["err", "error"]);
const VALUE_CHARS_MAX = 100;

export type LogData = Readonly<Record<string, unknown>>;
type LogLine = (data: LogData, event: string) => void;

export interface Log {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
  /** A log that adds these data to each line. */
  readonly with: (data: LogData) => Log;
}

/** @param destination default: standard output, written at once so that a crash loses nothing. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const logger = pino(
    {
      level,
      // No process id or host name; the time in words.
      base: null,
      messageKey: "event",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
  return wrap(logger);
}

function wrap(logger: pino.Logger): Log {
  return {
    debug: (data, event) => logger.debug(loggedOf(data), event),
    info: (data, event) => logger.info(loggedOf(data), event),
    warn: (data, event) => logger.warn(loggedOf(data), event),
    error: (data, event) => logger.error(loggedOf(data), event),
    with: (data) => wrap(logger.child(loggedOf(data))),
  };
}

function loggedOf(data: LogData): Record<string, unknown> {
  const fields = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    if (ERRORS.has(key)) return [["error", describeError(value)]];
    if (!LOGGED.has(key)) return [];
    if (typeof value === "string") return [[key, value.slice(0, VALUE_CHARS_MAX)]];
    return typeof value === "number" || typeof value === "boolean" ? [[key, value]] : [];
  });
  return Object.fromEntries(fields);
}

/** An id for the user and the log, short enough to be read aloud: eight letters and digits. */
export function createLogId(): string {
  return [...randomBytes(ID_CHARS)].map((byte) => ID_ALPHABET.charAt(byte % 32)).join("");
}

const ID_CHARS = 8;
/** 32 of them, without those that are taken for each other. */
const ID_ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789";

export interface DescribedError {
  readonly name: string;
  readonly code?: string | number;
  /** The HTTP status, of an error of Discord's API. */
  readonly status?: number;
  readonly method?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Those whose messages tell of files and machines, never of what somebody typed. */
const TOLD: ReadonlySet<ErrorCode> = new Set([
  "E_CONFIG",
  "E_CORPUS_UNREADABLE",
  "E_CORPUS_EMPTY",
  "E_STATE_UNWRITABLE",
  "E_STATE_TORN",
  "E_STATE_NEWER",
  "E_STATE_MISSING",
  "E_STATE_BUSY",
  "E_DISK_FULL",
  "E_ENCODER",
  "E_BUSY",
  "E_TIMEOUT",
  "E_WORKER",
  "E_TOKEN",
  "E_INTENT",
  "E_DISCORD",
]);
const MESSAGE_CHARS_MAX = 300;
const STACK_LINES_MAX = 12;
const CAUSES_MAX = 2;

/**
 * An error without what it may carry of people: Discord's API errors hold the whole request body, and
 * messages about a question hold its words.
 */
function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const isTold = !(error instanceof OnRecordError) || TOLD.has(error.code);
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined || depth >= CAUSES_MAX ? null : error.cause;
  return {
    name: error.name,
    ...("code" in error && isCode(error.code) && { code: error.code }),
    ...("status" in error && typeof error.status === "number" && { status: error.status }),
    ...("method" in error && typeof error.method === "string" && { method: error.method }),
    ...(isTold && { message: error.message.slice(0, MESSAGE_CHARS_MAX) }),
    ...(places.length > 0 && { stack: places.slice(0, STACK_LINES_MAX).join("\n") }),
    ...(cause !== null && { cause: describeError(cause, depth + 1) }),
  };
}

function isCode(code: unknown): code is string | number {
  return typeof code === "string" || typeof code === "number";
}
