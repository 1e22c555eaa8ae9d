import { randomBytes } from "node:crypto";
import { DiscordAPIError, HTTPError } from "discord.js";
import { type ErrorCode, OnRecordError } from "../../core/errors.ts";
import { failureText } from "../render/texts.ts";
import type { Log, Outcome, Payload } from "./ports.ts";
import type { Parts } from "./parts.ts";

/** Discord's error codes that the bot lives with. */
const DISCORD_CODE = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  alreadyAcknowledged: 40_060,
  missingAccess: 50_001,
  cannotMessageUser: 50_007,
  missingPermissions: 50_013,
  invalidWebhookToken: 50_027,
  noHistory: 160_002,
} as const;

type DiscordCode = keyof typeof DISCORD_CODE;

export function isDiscordError(error: unknown, ...codes: readonly DiscordCode[]): boolean {
  return (
    error instanceof DiscordAPIError && codes.some((code) => DISCORD_CODE[code] === error.code)
  );
}

/** Whether trying again can help: Discord or the network has failed, not the request. */
export function isPassing(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status >= SERVER_ERROR;
  return error instanceof HTTPError || (error instanceof Error && NETWORK.has(codeOf(error)));
}

const SERVER_ERROR = 500;
const NETWORK = new Set(["ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "UND_ERR_SOCKET", "EPIPE"]);

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Failures that the user can mend: their message is for the user and needs no id. */
const OWN_MISTAKES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "E_USAGE",
  "E_QUESTION_EMPTY",
  "E_QUESTION_TOO_LONG",
  "E_QUOTE_TOO_SHORT",
  "E_QUOTE_TOO_LONG",
  "E_RECEIPT",
  "E_NOT_FOUND",
]);

export interface Failure {
  readonly payload: Payload;
  readonly outcome: Extract<Outcome, "refused" | "limited" | "failed">;
}

/** What a user is told of a failure; its detail goes to the log under the id that the user sees. */
export function tellFailure(
  { render, log }: Pick<Parts, "render" | "log">,
  error: unknown,
  about: Readonly<Record<string, unknown>>,
): Failure {
  const code = error instanceof OnRecordError ? error.code : null;
  if (error instanceof OnRecordError && OWN_MISTAKES.has(error.code)) {
    return { payload: render.error(error.message, null), outcome: "refused" };
  }
  if (code === "E_BUSY") return { payload: render.wait(null), outcome: "limited" };
  const reference = logFailure(log, error, about);
  return { payload: render.error(failureText(code), reference), outcome: "failed" };
}

/** Logs a failure under a new id: as a warning where Discord's world has moved on, which happens. */
export function logFailure(
  log: Log,
  error: unknown,
  about: Readonly<Record<string, unknown>>,
): string {
  const reference = randomBytes(REFERENCE_BYTES).toString("hex");
  const isUsual = error instanceof DiscordAPIError && USUAL_CODES.has(Number(error.code));
  const write = isUsual ? log.warn : log.error;
  write({ ...about, reference, err: error }, "failed");
  return reference;
}

const REFERENCE_BYTES = 4;
const USUAL_CODES: ReadonlySet<number> = new Set(Object.values(DISCORD_CODE));
