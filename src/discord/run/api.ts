import { DiscordAPIError, HTTPError, REST, Routes } from "discord.js";
import { z } from "zod";
import type { BotConfig } from "../../config.ts";
import { OnRecordError } from "../../core/errors.ts";

const PORTAL = "https://discord.com/developers/applications";

/** REST on the address that the settings name, with the bot's token. */
export function createRest({ apiUrl }: Pick<BotConfig, "apiUrl">, token: string): REST {
  return new REST({ api: apiUrl }).setToken(token);
}

const gatewaySchema = z.object({
  url: z.string(),
  shards: z.number(),
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.number(),
  }),
});

/** What Discord says before a login. Asking costs none of the starts. */
export interface GatewayInfo {
  /** How many shards it recommends. */
  readonly shards: number;
  /** Logins left, of how many, and milliseconds until all are there again. */
  readonly startsLeft: number;
  readonly startsTotal: number;
  readonly resetAfterMs: number;
}

/** @throws OnRecordError E_TOKEN for a token that Discord does not know, else E_DISCORD. */
export async function readGatewayInfo(rest: REST): Promise<GatewayInfo> {
  const { shards, session_start_limit: limit } = await asked(
    rest.get(Routes.gatewayBot()),
    gatewaySchema,
  );
  return {
    shards,
    startsLeft: limit.remaining,
    startsTotal: limit.total,
    resetAfterMs: limit.reset_after,
  };
}

/** The application's id: the setting's, or else Discord's own word. */
export async function readApplicationId(
  rest: REST,
  { applicationId }: Pick<BotConfig, "applicationId">,
): Promise<string> {
  if (applicationId !== null) return applicationId;
  return (await asked(rest.get(Routes.currentApplication()), z.object({ id: z.string() }))).id;
}

/** What Discord answers, parsed; its refusals as errors of ours. */
export async function asked<T>(answer: Promise<unknown>, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(await answer);
  } catch (error) {
    throw explainDiscord(error);
  }
}

const UNREACHABLE =
  /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|UND_ERR_.+)$/;

/** A failure of Discord, or of discord.js, as one of ours with the next step; others as they are. */
export function explainDiscord(error: unknown): unknown {
  if (error instanceof OnRecordError || !(error instanceof Error)) return error;
  const told = (code: "E_TOKEN" | "E_INTENT" | "E_DISCORD", message: string) =>
    new OnRecordError(code, message, { cause: error });
  const isRefused = error instanceof DiscordAPIError && error.status === 401;
  const code = "code" in error ? error.code : null;
  if (isRefused || code === "TokenInvalid" || /An invalid token was provided/.test(error.message)) {
    return told(
      "E_TOKEN",
      "Discord does not know this token. It was mistyped, or reset since.\n" +
        `Open ${PORTAL}, choose your application, then Bot, then "Reset Token", and put the new one into .env as DISCORD_TOKEN.`,
    );
  }
  if (/disallowed intents?/i.test(error.message)) {
    return told(
      "E_INTENT",
      "Discord refused an intent that the application does not have (4014). On Record asks for none that need a permission, " +
        "so this is not the program as it came: remove the privileged intent that was added to it.",
    );
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    const say =
      error instanceof DiscordAPIError ? `${error.message} (${error.code})` : error.message;
    return told("E_DISCORD", `Discord refused: HTTP ${error.status}, ${say}.${adviceOn(error)}`);
  }
  if (error instanceof z.ZodError) {
    return told(
      "E_DISCORD",
      "The server that DISCORD_API_URL names does not answer as Discord does. Check that setting.",
    );
  }
  if (UNREACHABLE.test(String(code)) || error.name === "AbortError") {
    return told(
      "E_DISCORD",
      `Discord cannot be reached (${typeof code === "string" ? code : error.message}). Check the network, and DISCORD_API_URL if you have set it.`,
    );
  }
  return error;
}

function adviceOn({ status, ...error }: DiscordAPIError | HTTPError): string {
  const code = "code" in error ? error.code : null;
  if (code === 50_001)
    return " The bot is not in that server, or was invited without applications.commands: see the invite link of npm start.";
  if (code === 30_034) return " That is Discord's limit of new commands a day: try again tomorrow.";
  if (status === 404) return " Check APPLICATION_ID and GUILD_ID.";
  if (status >= 500) return " That is Discord's own fault: try again in a while.";
  return "";
}
