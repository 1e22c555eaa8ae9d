/**
 * The `Embedder` that runs a model with transformers.js. This is the one file that imports it,
 * and it does so only when a model is loaded: the import alone takes 0.15 s.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { OnRecordError } from "../src/core/errors.ts";
import type { Embedder, EmbedRole } from "../src/ports.ts";
import { ensureBuiltInModel } from "./built-in-model.ts";
import {
  BUILT_IN_MODEL,
  encoderDtype,
  encoderFingerprint,
  type EncoderSettings,
  modelFolder,
  session,
} from "./encoder-settings.ts";
import { pool } from "./pooling.ts";
import { placeTokens } from "./token-offsets.ts";

export { BUILT_IN_MODEL, encoderFingerprint, type EncoderSettings };

/**
 * The start of the vector of REFERENCE_TEXT, by an independent implementation of the model from
 * the same weights: `@lat.md/embed`, candle in WebAssembly.
 */
const REFERENCE_TEXT = "Every quoted word is on record.";
const REFERENCE_START = [
  -0.030166, -0.005541, 0.001518, 0.037852, -0.003397, 0.083928, 0.040342, -0.003101, 0.018019,
  0.024939, -0.031001, 0.060188,
];
/** Components are about 0.05 in size. A miswired graph is off by that, 8-bit weights by a tenth. */
const REFERENCE_ERROR_MAX = { fp32: 1e-4, int8: 0.03 } as const;

/** For a model that does not say how much it reads: BERT's number of positions. */
const TOKENS_MAX_DEFAULT = 512;
/** A tokenizer without a limit states one of 1e30. */
const TOKENS_MAX_PLAUSIBLE = 1_000_000;

const modelConfigSchema = z.looseObject({
  hidden_size: z.int().positive(),
  max_position_embeddings: z.int().positive().optional(),
});

/** transformers.js types a model's output as `Object`. `hidden_3` is the built-in model's alone. */
const outputSchema = z.looseObject({ last_hidden_state: z.unknown(), hidden_3: z.unknown() });
const floatsSchema = z.instanceof(Float32Array);
const idsSchema = z.instanceof(BigInt64Array).transform((ids) => Array.from(ids, Number));

/**
 * Loads the model that `settings` name; exports the built-in one first if need be.
 *
 * @param onExport told when that export begins; it takes seconds.
 *
 * @throws OnRecordError E_ENCODER when the model cannot be loaded, and what `ensureBuiltInModel`
 *   throws.
 */
export async function createEmbedder(
  settings: EncoderSettings,
  onExport: () => void = () => undefined,
): Promise<Embedder> {
  const fingerprint = await encoderFingerprint(settings);
  const model = await loadModel(settings, onExport);
  const prefixes = { passage: settings.passagePrefix, query: settings.queryPrefix };

  const runOne = async (text: string, role: EmbedRole) => {
    const input = model.tokenize(prefixes[role] + text);
    if (input.tokens > model.tokensMax) throw tooLong(text, input.tokens, model.tokensMax);
    const { last, middle } = await model.run(input);
    const vector = pool(last, { dimensions: model.dimensions, pooling: settings.pooling });
    return { vector, middle, ids: input.ids };
  };
  return {
    fingerprint,
    dimensions: model.dimensions,
    tokensMax: model.tokensMax,
    countTokens: (text) => model.tokenize(prefixes.passage + text).tokens,
    embed: async (texts, role, onProgress) => {
      // One text a run. The int8 graph scales its activations by the largest in a run, so in a
      // batch a text's vector would depend on its neighbours; alone, equal text gives an equal
      // vector and nothing is padded. A run blocks the thread, so short runs keep a bot answering.
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        vectors.push((await runOne(text, role)).vector);
        onProgress?.(vectors.length);
      }
      return vectors;
    },
    read: async (text) => {
      const { vector, middle, ids } = await runOne(text, "passage");
      const tokens = middle
        ? placeTokens(prefixes.passage + text, ids.slice(1, -1), model.pieces())
        : null;
      if (!middle || !tokens) return { vector, states: null };
      const place = (offset: number) => offset - prefixes.passage.length;
      const offsets = { starts: tokens.starts.map(place), ends: tokens.ends.map(place) };
      return { vector, states: { offsets, rows: middle } };
    },
    close: () => model.close(),
  };
}

/** A loaded model: text to token ids, token ids to token vectors. */
interface LoadedModel {
  readonly dimensions: number;
  readonly tokensMax: number;
  tokenize(text: string): ModelInput;
  /** The token vectors, row-major `[tokens, dimensions]`, and those of the middle if the model tells. */
  run(input: ModelInput): Promise<{ last: Float32Array; middle: Float32Array | null }>;
  /** By id, the pieces of words that the model reads. */
  pieces(): ReadonlyMap<number, string>;
  close(): Promise<void>;
}

interface ModelInput {
  /** Tensors by the names that the model gives its inputs, each `[1, tokens]`. */
  readonly tensors: object;
  readonly tokens: number;
  /** The tokens' ids, special ones included. */
  readonly ids: readonly number[];
}

async function loadModel(settings: EncoderSettings, onExport: () => void): Promise<LoadedModel> {
  const { model, modelsDir } = settings;
  const dtype = encoderDtype(settings);
  if (model !== BUILT_IN_MODEL) {
    const folder = await modelFolder(model);
    return openModel(folder ?? model, dtype, folder === null ? modelsDir : null);
  }
  const [folder] = await Promise.all([
    exportBuiltIn(modelsDir, dtype, onExport),
    // Its code is loaded while the weights are compared.
    import("@xenova/transformers"),
  ]);
  try {
    return await openModel(folder, dtype, null);
  } catch {
    // Damaged without a change of size, which the cheap check passes: written anew, once.
    await rm(folder, { recursive: true, force: true });
    return openModel(await exportBuiltIn(modelsDir, dtype, onExport), dtype, null);
  }
}

/** Writes the built-in model's folder if need be, and gives it. */
function exportBuiltIn(
  modelsDir: string,
  dtype: "fp32" | "int8",
  onExport: () => void,
): Promise<string> {
  const verify = async (folder: string) => {
    const model = await openModel(folder, dtype, null);
    try {
      await verifyBuiltIn(model, dtype);
    } finally {
      await model.close();
    }
  };
  return ensureBuiltInModel({ modelsDir, dtype, verify, onExport });
}

/**
 * @param name an absolute folder, or a hub id.
 * @param downloadsDir where a model of the hub is kept; null for a folder, which needs no network.
 */
async function openModel(
  name: string,
  dtype: "fp32" | "int8",
  downloadsDir: string | null,
): Promise<LoadedModel> {
  const { AutoModel, AutoTokenizer, env, LogLevel, Tensor } = await import("@xenova/transformers");
  env.logLevel = LogLevel.ERROR;
  const source =
    downloadsDir === null ? { local_files_only: true } : { cache_dir: join(downloadsDir, "hub") };
  try {
    const [tokenizer, model] = await Promise.all([
      AutoTokenizer.from_pretrained(name, source),
      AutoModel.from_pretrained(name, {
        ...source,
        dtype,
        device: "cpu",
        session_options: session,
      }),
    ]);
    const config = modelConfigSchema.parse(model.config);
    const dimensions = config.hidden_size;
    let pieces: ReadonlyMap<number, string> | null = null;
    return {
      dimensions,
      tokensMax: tokensMaxOf(tokenizer.model_max_length, config.max_position_embeddings),
      tokenize: (text) => {
        const tensors = tokenizer([text], { padding: false, truncation: false });
        const ids = idsSchema.parse(tensors.input_ids.data);
        return { tensors, tokens: ids.length, ids };
      },
      run: async ({ tensors, tokens }) => {
        const outputs = outputSchema.parse(await model(tensors));
        const rows = (output: unknown) => {
          const dims = [1, tokens, dimensions].join();
          if (output instanceof Tensor && output.dims.join() === dims) {
            return floatsSchema.parse(output.data);
          }
          const reason = new Error("It does not give a vector for each token.");
          throw cannotLoad(name, downloadsDir, reason);
        };
        const { last_hidden_state: last, hidden_3: middle } = outputs;
        return { last: rows(last), middle: middle === undefined ? null : rows(middle) };
      },
      pieces: () => {
        pieces ??= new Map([...tokenizer.get_vocab()].map(([piece, id]) => [id, piece]));
        return pieces;
      },
      close: async () => {
        await model.dispose();
      },
    };
  } catch (cause) {
    throw cannotLoad(name, downloadsDir, cause);
  }
}

function tokensMaxOf(tokenizerMax: number, positions: number | undefined): number {
  const limit = Math.min(tokenizerMax, positions ?? Infinity);
  return limit <= TOKENS_MAX_PLAUSIBLE ? limit : TOKENS_MAX_DEFAULT;
}

async function verifyBuiltIn(model: LoadedModel, dtype: "fp32" | "int8"): Promise<void> {
  const { last } = await model.run(model.tokenize(REFERENCE_TEXT));
  const vector = pool(last, { dimensions: model.dimensions, pooling: "mean" });
  const errors = REFERENCE_START.map((value, index) => Math.abs(value - (vector[index] ?? 0)));
  if (Math.max(...errors) > REFERENCE_ERROR_MAX[dtype]) {
    throw new OnRecordError(
      "E_ENCODER",
      "The encoder written from the weights computes wrong vectors on this machine. Please report it.",
    );
  }
}

function tooLong(text: string, tokens: number, tokensMax: number): OnRecordError {
  return new OnRecordError(
    "E_TEXT_TOO_LONG",
    `A text of ${tokens} tokens is longer than the ${tokensMax} that the encoder reads; split it. It starts: "${text.slice(0, 60)}".`,
  );
}

function cannotLoad(name: string, downloadsDir: string | null, cause: unknown): OnRecordError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const advice =
    downloadsDir === null
      ? `The folder must hold config.json, tokenizer.json, tokenizer_config.json and onnx/.`
      : `It is neither a folder nor could it be downloaded. Check ON_RECORD_MODEL and the network, or leave ON_RECORD_MODEL empty for the built-in model.`;
  return new OnRecordError(
    "E_ENCODER",
    `The encoder ${name} cannot be loaded: ${reason} ${advice}`,
    {
      cause,
    },
  );
}

/**
 * The call that the benchmark compares with: transformers.js's own pipeline on the plain fp32
 * graph, a batch a call, each padded to its longest text.
 */
export async function createPlainCall(
  modelsDir: string,
): Promise<(texts: string[]) => Promise<unknown>> {
  const folder = await exportBuiltIn(modelsDir, "fp32", () => undefined);
  const { pipeline } = await import("@xenova/transformers");
  const extract = await pipeline("feature-extraction", folder, {
    dtype: "fp32",
    device: "cpu",
    local_files_only: true,
  });
  return (texts) => extract(texts, { pooling: "mean", normalize: true });
}
