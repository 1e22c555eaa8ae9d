import {
  createEmbedder,
  createPlainCall,
  type EncoderSettings,
} from "../../../embeddings/transformers-embedder.ts";
import { quantile } from "../eval/measures.ts";
import type { Embedder } from "../../ports.ts";

const PASSAGES = 250;
/** Passages are cut at lengths spread evenly around the 125 tokens of the shipped policy. */
const PASSAGE_TOKENS_MIN = 60;
const PASSAGE_TOKENS_MAX = 190;
const PLAIN_BATCH = 32;
const ROUNDS = 5;

export interface EmbeddingReport {
  readonly encoder: string;
  readonly passages: number;
  readonly tokensMean: number;
  readonly rounds: number;
  readonly plainPerSecond: number;
  readonly oursPerSecond: number;
  /** Time of the plain call over ours, of the medians. */
  readonly ratio: number;
}

/**
 * Is the embedder faster than the plain transformers.js call? Both embed the same passages in
 * turn, round by round in one process, so that other work on the machine slows both.
 *
 * @param texts what the passages are made of: the corpus.
 */
export async function benchEmbedding(
  settings: EncoderSettings,
  texts: readonly string[],
): Promise<EmbeddingReport> {
  const embedder = await createEmbedder(settings);
  const plainCall = await createPlainCall(settings.modelsDir);
  const passages = createPassages(texts, embedder);
  const tokens = passages.reduce((sum, text) => sum + embedder.countTokens(text), 0);

  const plain = async () => {
    for (let start = 0; start < passages.length; start += PLAIN_BATCH) {
      await plainCall(passages.slice(start, start + PLAIN_BATCH));
    }
  };
  const ours = () => embedder.embed(passages, "passage");
  const plainMs: number[] = [];
  const oursMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    plainMs.push(await timeMs(plain));
    oursMs.push(await timeMs(ours));
  }
  await embedder.close();
  const perSecond = (ms: readonly number[]) => (1000 * passages.length) / quantile(ms, 0.5);
  return {
    encoder: embedder.fingerprint,
    passages: passages.length,
    tokensMean: tokens / passages.length,
    rounds: ROUNDS,
    plainPerSecond: perSecond(plainMs),
    oursPerSecond: perSecond(oursMs),
    ratio: quantile(plainMs, 0.5) / quantile(oursMs, 0.5),
  };
}

/** Runs of neighbouring sentences, each from another start and of another length. */
function createPassages(texts: readonly string[], embedder: Embedder): string[] {
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  const sentences = texts
    .flatMap((text) => text.split("\n"))
    .flatMap((line) => Array.from(segmenter.segment(line), ({ segment }) => segment.trim()))
    .filter((sentence) => sentence !== "");
  if (sentences.length === 0) return [];
  return Array.from({ length: PASSAGES }, (_, count) => {
    const spread = PASSAGE_TOKENS_MAX - PASSAGE_TOKENS_MIN;
    // A step that shares no factor with the spread visits every length in a mixed order.
    const wanted = PASSAGE_TOKENS_MIN + ((count * 37) % spread);
    let passage = "";
    for (let at = count; embedder.countTokens(passage) < wanted; at += 1) {
      passage += `${sentences[at % sentences.length] ?? ""} `;
    }
    return passage.trim();
  });
}

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
