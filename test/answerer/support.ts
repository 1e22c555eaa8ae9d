import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  type AnswererOptions,
  type WorkerAnswerer,
  startAnswerer,
} from "../../src/answerer/client.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import { type Place, tempPlace } from "../support/cli.ts";

/** A worker runs compiled code only. */
const compiled = resolve(import.meta.dirname, "../../dist/src/answerer/worker.js");

export function workerUrl(): URL {
  if (!existsSync(compiled)) throw new Error(`${compiled} is missing: run npm run build`);
  return pathToFileURL(compiled);
}

export function configOf({ corpusDir, stateDir }: Place): Config {
  return loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir });
}

/** An answerer with an empty state, over the five articles if no other corpus is named. */
export async function answererForTest(
  options: AnswererOptions & { readonly corpusDir?: string } = {},
): Promise<WorkerAnswerer> {
  const place = await tempPlace(options.corpusDir);
  const answerer = startAnswerer(configOf(place), { workerUrl: workerUrl(), ...options });
  onTestFinished(() => answerer.close());
  return answerer;
}
