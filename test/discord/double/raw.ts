import type { Discord } from "./start.ts";
import type { InteractionHandle } from "./handle.ts";
import { isRecord } from "./json.ts";

export interface RawAnswer {
  readonly status: number;
  /** Discord's error code, or null. */
  readonly code: number | null;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface RawRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
}

/** A request without the client, whose own checks would come first. */
export async function raw(
  discord: Discord,
  path: string,
  { method = "POST", body, token = discord.token }: RawRequest = {},
): Promise<RawAnswer> {
  const response = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? null : JSON.parse(text);
  const code = isRecord(answer) && typeof answer["code"] === "number" ? answer["code"] : null;
  return { status: response.status, code, body: answer, headers: response.headers };
}

/** The path that answers an interaction. */
export function callbackPath({ id, token }: InteractionHandle): string {
  return `/interactions/${id}/${token}/callback`;
}

export function webhookPath(discord: Discord, { token }: InteractionHandle): string {
  return `/webhooks/${discord.applicationId}/${token}`;
}
