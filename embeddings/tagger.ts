/**
 * The statement tagger: its graph, run with transformers.js, and the parameters of its decoding.
 * `tagger/MODEL_CARD.md` says how both were made.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { OnRecordError } from "../src/core/errors.ts";
import { FEATURES } from "../src/core/statements/features.ts";
import type {
  RerankWeights,
  Tagger,
  TaggerInput,
  TaggerParameters,
  TokenScores,
} from "../src/core/statements/statement.ts";
import { session } from "./encoder-settings.ts";

/** A tagger that is loaded, until it is closed. */
export interface LoadedTagger extends Tagger {
  close(): Promise<void>;
}

const numbers = z.array(z.number());
const parametersSchema = z.object({
  fingerprint: z.string().min(1),
  labels: z.array(z.string()).min(1),
  features: z.array(z.string()),
  transitions: z.array(numbers),
  link: z.object({
    roles: z.array(z.string()),
    size: z.int().positive(),
    gaps: numbers,
    contentCue: numbers,
    cueSource: numbers,
    noSource: z.number(),
  }),
  rerank: z
    .object({
      names: z.array(z.string()),
      /** int8 `[names, units]` in base64, and what one of its steps is worth for each unit. */
      hidden: z.base64(),
      scale: numbers,
      linear: numbers,
      bias: numbers,
      out: numbers,
    })
    .transform(unpackWeights),
});
const outputSchema = z.looseObject({
  emissions: z.looseObject({ data: z.instanceof(Float32Array) }),
  links: z.looseObject({ data: z.instanceof(Float32Array) }),
});
/** transformers.js asks for a model's type; of an encoder it passes inputs and outputs on as they are. */
const graphConfig = { model_type: "bert", hidden_size: 384 };

/**
 * Reads the parameters without the graph: enough to know whether a document must be tagged anew.
 *
 * @param folder holds `tagger.json` and `tagger.onnx`.
 * @throws OnRecordError E_ENCODER when they are missing or do not fit this version.
 */
export async function readTaggerParameters(
  folder: string,
): Promise<TaggerParameters & { readonly fingerprint: string }> {
  try {
    const text = await readFile(join(folder, "tagger.json"), "utf8");
    const parameters = parametersSchema.parse(JSON.parse(text));
    const count = parameters.labels.length;
    const isSquare = [parameters.transitions, ...parameters.transitions].every(
      ({ length }) => length === count,
    );
    if (!isSquare || parameters.features.join() !== FEATURES.join()) {
      throw new Error("It was made for another version of the features or labels.");
    }
    return parameters;
  } catch (cause) {
    throw cannotLoad(folder, cause);
  }
}

/**
 * Loads the tagger.
 *
 * @throws OnRecordError E_ENCODER.
 */
export async function createTagger(folder: string): Promise<LoadedTagger> {
  const { fingerprint, ...parameters } = await readTaggerParameters(folder);
  const { AutoModel, PretrainedConfig, Tensor } = await import("@xenova/transformers");
  const width = FEATURES.length;
  try {
    const model = await AutoModel.from_pretrained(folder, {
      config: new PretrainedConfig(graphConfig),
      local_files_only: true,
      subfolder: "",
      model_file_name: "tagger",
      dtype: "fp32",
      device: "cpu",
      session_options: session,
    });
    const score = async ({ rows, features }: TaggerInput): Promise<TokenScores> => {
      const tokens = features.length / width;
      // The marks at either end have states and no features.
      const count = tokens + 2;
      const padded = new Float32Array(count * width);
      padded.set(features, width);
      const outputs: unknown = await model({
        hidden_3: new Tensor("float32", rows, [1, count, rows.length / count]),
        attention_mask: new Tensor("int64", new BigInt64Array(count).fill(1n), [1, count]),
        features: new Tensor("float32", padded, [1, count, width]),
      });
      const { emissions, links } = outputSchema.parse(outputs);
      const inner = ({ data }: { readonly data: Float32Array }) => {
        const size = data.length / count;
        return data.subarray(size, data.length - size);
      };
      return { emissions: inner(emissions), links: inner(links) };
    };
    const close = async () => {
      await model.dispose();
    };
    return { fingerprint, parameters, score, close };
  } catch (cause) {
    throw cannotLoad(folder, cause);
  }
}

interface PackedWeights {
  readonly names: readonly string[];
  readonly hidden: string;
  readonly scale: readonly number[];
  readonly linear: readonly number[];
  readonly bias: readonly number[];
  readonly out: readonly number[];
}

function unpackWeights({ names, hidden, scale, linear, bias, out }: PackedWeights): RerankWeights {
  const steps = Int8Array.from(Buffer.from(hidden, "base64"));
  if (steps.length !== names.length * scale.length || linear.length !== names.length) {
    throw new Error("The weights of the candidates' features do not fit their names.");
  }
  const units = scale.length;
  const rowOf = (row: number) => [
    ...scale.map((worth, unit) => worth * (steps[row * units + unit] ?? 0)),
    linear[row] ?? 0,
  ];
  return {
    rows: new Map(names.map((name, row) => [name, Float64Array.from(rowOf(row))])),
    bias: Float64Array.from(bias),
    out: Float64Array.from(out),
  };
}

function cannotLoad(folder: string, cause: unknown): OnRecordError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OnRecordError(
    "E_ENCODER",
    `The statement tagger in ${folder} cannot be loaded: ${reason} Its files belong to this project: restore them, or get the project anew.`,
    { cause },
  );
}
