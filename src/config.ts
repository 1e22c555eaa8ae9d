import { existsSync } from "node:fs";
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
}

const filled = (fallback: string) =>
  z
    .string()
    .optional()
    .transform((text) => (text === undefined || text.trim() === "" ? fallback : text));

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
  const fromFile: Record<string, string> = {};
  loadDotenv({ path: join(root, ".env"), processEnv: fromFile, quiet: true });
  const parsed = environmentSchema.safeParse({ ...fromFile, ...environment });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new OnRecordError(
      "E_CONFIG",
      `The setting ${issue?.path.join(".")} does not fit: ${issue?.message}. See .env.example.`,
    );
  }
  const settings = parsed.data;
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
  };
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
