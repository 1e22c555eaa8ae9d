import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { config as loadDotenv } from "dotenv";
import { z } from "zod";
import { BUILT_IN_MODEL, type EncoderSettings } from "../embeddings/transformers-embedder.ts";
import { OnRecordError } from "./core/errors.ts";

/** All settings, parsed once. Paths are absolute. */
export interface Config {
  readonly corpusDir: string;
  /** Database, vector index and exported encoder. */
  readonly stateDir: string;
  readonly databasePath: string;
  readonly encoder: EncoderSettings;
  /** The trained statement tagger, part of the project. */
  readonly taggerDir: string;
  /** The trained reader, likewise. */
  readonly readerDir: string;
}

function filled(fallback: string) {
  return z
    .string()
    .optional()
    .transform((text) => (text === undefined || text.trim() === "" ? fallback : text));
}

const environmentSchema = z.object({
  ON_RECORD_CORPUS_DIR: filled("corpus"),
  ON_RECORD_STATE_DIR: filled("embeddings/artefacts"),
  ON_RECORD_MODEL: filled(BUILT_IN_MODEL),
  ON_RECORD_POOLING: filled("mean").pipe(z.enum(["mean", "cls"])),
  ON_RECORD_QUERY_PREFIX: z.string().default(""),
  ON_RECORD_PASSAGE_PREFIX: z.string().default(""),
});

/**
 * Reads `.env` and the environment; the only file that does. What the environment sets wins.
 *
 * @throws OnRecordError E_CONFIG naming the variable.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const root = projectRoot();
  const settings = readSettings(environmentSchema, root, environment);
  const stateDir = resolve(root, settings.ON_RECORD_STATE_DIR);
  return {
    corpusDir: resolve(root, settings.ON_RECORD_CORPUS_DIR),
    stateDir,
    databasePath: join(stateDir, "on-record.db"),
    encoder: {
      model: settings.ON_RECORD_MODEL,
      pooling: settings.ON_RECORD_POOLING,
      queryPrefix: settings.ON_RECORD_QUERY_PREFIX,
      passagePrefix: settings.ON_RECORD_PASSAGE_PREFIX,
      modelsDir: join(stateDir, "models"),
    },
    taggerDir: join(root, "embeddings/tagger"),
    readerDir: join(root, "embeddings/reader"),
  };
}

export const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The settings of the Discord bot. */
export interface BotConfig {
  /** Null where there is none: `npm start` then says how to get one. */
  readonly token: string | null;
  /** Null: asked of Discord when it is needed. */
  readonly applicationId: string | null;
  /** The server that `npm run deploy` registers commands in; null for everywhere. */
  readonly guildId: string | null;
  /** Base of the REST API, without version or closing slash. */
  readonly apiUrl: string;
  readonly logLevel: LogLevel;
  /** Where health and metrics are served; null for nowhere. */
  readonly health: { readonly host: string; readonly port: number } | null;
  /** Minutes between two looks at the corpus; 0 for none after the start. */
  readonly ingestMinutes: number;
  /** Processes to share the servers among; "auto" asks Discord, null is one process without sharding. */
  readonly shards: number | "auto" | null;
  /** Enabled channels and feedback counts: apart from the index, which can be built anew. */
  readonly settingsPath: string;
  /** When the bot was started lately. */
  readonly startsPath: string;
}

const HEALTH_HOST = "127.0.0.1";
const SHARDS_MAX = 1_000;
const MINUTES_MAX = 10_080;

const snowflake = filled("").pipe(
  z
    .string()
    .regex(/^(\d{17,20})?$/, "it is a number of 17 to 20 digits, copied from Discord")
    .transform((id) => (id === "" ? null : id)),
);

const tokenSchema = filled("").pipe(
  z
    .string()
    .transform((token) => token.trim().replace(/^Bot\s+/i, ""))
    .refine((token) => !/\s/.test(token), "a token has no white space")
    .transform((token) => (token === "" ? null : token)),
);

/** Without the slashes at its end. */
function withoutSlashes(url: string): string {
  let end = url.length;
  while (url.charAt(end - 1) === "/") end -= 1;
  return url.slice(0, end);
}

const apiUrlSchema = filled("https://discord.com/api").pipe(
  z
    .string()
    .refine(
      (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
      "it is a link that starts with https:// or http://",
    )
    .transform(withoutSlashes),
);

// Empty is off, so only a setting that is not there gets the default.
const healthSchema = z
  .string()
  .default(`${HEALTH_HOST}:9464`)
  .transform((text, context) => {
    const [, host = HEALTH_HOST, digits = ""] = /^(?:(.+):)?(\d{1,5})$/.exec(text.trim()) ?? [];
    const port = Number(digits);
    if (text.trim() === "") return null;
    if (digits !== "" && port <= 65_535) return { host, port };
    context.addIssue("it is a port, or host:port, or empty for none");
    return z.NEVER;
  });

function wholeNumber(fallback: number, max: number) {
  return filled(String(fallback))
    .pipe(z.string().regex(/^\d+$/, "it is a whole number").transform(Number))
    .pipe(z.number().max(max));
}

const shardsSchema = filled("").pipe(
  z.union(
    [
      z.literal("").transform(() => null),
      z.literal("auto"),
      z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(SHARDS_MAX)),
    ],
    'it is a number from 1, "auto", or empty for no sharding',
  ),
);

const botSchema = z.object({
  DISCORD_TOKEN: tokenSchema,
  APPLICATION_ID: snowflake,
  GUILD_ID: snowflake,
  DISCORD_API_URL: apiUrlSchema,
  ON_RECORD_LOG_LEVEL: filled("info").pipe(z.enum(LOG_LEVELS)),
  ON_RECORD_HEALTH_PORT: healthSchema,
  ON_RECORD_INGEST_MINUTES: wholeNumber(10, MINUTES_MAX),
  ON_RECORD_SHARDS: shardsSchema,
});

/**
 * The settings of the bot, read as `loadConfig` reads its own.
 *
 * @throws OnRecordError E_CONFIG naming the variable.
 */
export function readBotConfig(environment: NodeJS.ProcessEnv = process.env): BotConfig {
  const settings = readSettings(botSchema, projectRoot(), environment);
  const { stateDir } = loadConfig(environment);
  return {
    token: settings.DISCORD_TOKEN,
    applicationId: settings.APPLICATION_ID,
    guildId: settings.GUILD_ID,
    apiUrl: settings.DISCORD_API_URL,
    logLevel: settings.ON_RECORD_LOG_LEVEL,
    health: settings.ON_RECORD_HEALTH_PORT,
    ingestMinutes: settings.ON_RECORD_INGEST_MINUTES,
    shards: settings.ON_RECORD_SHARDS,
    settingsPath: join(stateDir, "settings.db"),
    startsPath: join(stateDir, "starts.json"),
  };
}

function readSettings<T>(schema: z.ZodType<T>, root: string, environment: NodeJS.ProcessEnv): T {
  const fromFile: Record<string, string> = {};
  loadDotenv({ path: join(root, ".env"), processEnv: fromFile, quiet: true });
  const parsed = schema.safeParse({ ...fromFile, ...environment });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OnRecordError(
    "E_CONFIG",
    `The setting ${issue?.path.join(".")} does not fit: ${issue?.message}. See .env.example.`,
  );
}

const packageSchema = z.object({ version: z.string() });

/** Of package.json. */
export function programVersion(): string {
  return packageSchema.parse(JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")))
    .version;
}

/** The number that discord.js's ShardingManager gives a process that it starts; null for any other process. */
export function shardNumber(environment: NodeJS.ProcessEnv = process.env): number | null {
  const { SHARDING_MANAGER: manager, SHARDS: shard } = environment;
  return manager !== undefined && shard !== undefined && /^\d+$/.test(shard) ? Number(shard) : null;
}

/**
 * What a worker process needs of the environment: where programs, folders and certificates are, how text
 * and time are written, through which proxy a model is fetched, and what an operator sets for Node.js
 * and the encoder's runtime.
 */
const WORKER_VARIABLES: readonly RegExp[] = [
  /^(?:PATH|HOME|USER|TMPDIR|TEMP|TMP|TZ|LANG|LANGUAGE|LC_\w+)$/i,
  /^(?:SYSTEMROOT|WINDIR|APPDATA|LOCALAPPDATA|USERPROFILE)$/i,
  /^(?:NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|UV_THREADPOOL_SIZE)$/i,
  /^(?:HTTP_PROXY|HTTPS_PROXY|ALL_PROXY|NO_PROXY)$/i,
  /^(?:LD|MALLOC|OMP|ORT)_\w+$/i,
];

/**
 * The part of the environment that a worker process is given. Its settings are given to it beside, so
 * that neither the token nor any other secret of the bot's is in it.
 */
export function workerEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const needed = Object.entries(environment).filter(([name]) =>
    WORKER_VARIABLES.some((one) => one.test(name)),
  );
  return Object.fromEntries(needed);
}

/** `NO_COLOR` (no-color.org): any value but the empty one switches colour off. */
export function isColourOff(environment: NodeJS.ProcessEnv = process.env): boolean {
  return (environment["NO_COLOR"] ?? "") !== "";
}

// The compiled files lie one folder deeper than the sources, so the root is looked for.
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
  return folder;
}
