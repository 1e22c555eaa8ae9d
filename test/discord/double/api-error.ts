import type { JsonObject } from "./json.ts";
import type { ViolationKind } from "./violations.ts";

interface ErrorOptions {
  /** Discord's `errors`, by field. */
  readonly details?: JsonObject;
  /** Set where no program should ever come to this answer. */
  readonly violation?: ViolationKind;
}

/** An error as Discord answers it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: JsonObject | undefined;
  readonly violation: ViolationKind | undefined;

  constructor(status: number, code: number, message: string, options: ErrorOptions = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = options.details;
    this.violation = options.violation;
  }
}

const errors = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  unknownChannel: [404, 10_003, "Unknown Channel"],
  unknownGuild: [404, 10_004, "Unknown Guild"],
  unknownMember: [404, 10_007, "Unknown Member"],
  unknownMessage: [404, 10_008, "Unknown Message"],
  unknownUser: [404, 10_013, "Unknown User"],
  unknownWebhook: [404, 10_015, "Unknown Webhook"],
  unknownInteraction: [404, 10_062, "Unknown interaction"],
  unknownCommand: [404, 10_063, "Unknown application command"],
  dailyCommands: [
    400,
    30_034,
    "Max number of daily application command creates has been reached (200)",
  ],
  alreadyAcknowledged: [400, 40_060, "Interaction has already been acknowledged."],
  followUps: [400, 40_094, "This interaction has reached the maximum number of follow-ups."],
  missingAccess: [403, 50_001, "Missing Access"],
  notAuthor: [403, 50_005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50_006, "Cannot send an empty message"],
  cannotMessageUser: [403, 50_007, "Cannot send messages to this user"],
  missingPermissions: [403, 50_013, "Missing Permissions"],
  invalidWebhookToken: [401, 50_027, "Invalid Webhook Token"],
  threadExists: [400, 160_004, "A thread has already been created for this message"],
  noHistory: [400, 160_002, "Cannot reply without permission to read message history"],
} satisfies Record<string, readonly [status: number, code: number, message: string]>;

export function apiError(name: keyof typeof errors, violation?: ViolationKind): ApiError {
  const [status, code, message] = errors[name];
  return new ApiError(status, code, message, violation ? { violation } : {});
}

/** 50035 with one entry per problem, by path. */
export function invalidForm(
  problems: readonly { readonly path: string; readonly message: string }[],
  violation: ViolationKind = "rule",
): ApiError {
  const details: Record<string, JsonObject> = {};
  for (const { path, message } of problems) {
    details[path === "" ? "_" : path] = { _errors: [{ code: "INVALID", message }] };
  }
  return new ApiError(400, 50_035, "Invalid Form Body", { details, violation });
}

/** @throws ApiError 50035 if there is any problem. */
export function refuse(
  problems: readonly { readonly path: string; readonly message: string }[],
): void {
  if (problems.length > 0) throw invalidForm(problems);
}
