import { resolve } from "node:path";
import { BUILT_IN_MODEL, type EncoderSettings } from "../../embeddings/transformers-embedder.ts";

/** The checkout's own models, so that the built-in one is exported once for all runs. */
export const sharedModelsDir = resolve(import.meta.dirname, "../../embeddings/artefacts/models");

export const builtIn = {
  model: BUILT_IN_MODEL,
  pooling: "mean",
  queryPrefix: "",
  passagePrefix: "",
  modelsDir: sharedModelsDir,
} as const satisfies EncoderSettings;
