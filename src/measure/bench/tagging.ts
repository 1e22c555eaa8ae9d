import { createPassages } from "../../core/text/passages.ts";
import { extractStatements } from "../../core/statements/extract.ts";
import type { StatementReader } from "../eval/attribution.ts";
import { quantile } from "../eval/measures.ts";

const ROUNDS = 15;
/** Rounds before those, in which the models' first runs claim their memory. */
const WARM_UP = 2;

export interface TaggingReport {
  readonly documents: number;
  readonly passages: number;
  readonly statements: number;
  readonly rounds: number;
  /** Medians over the rounds, of all documents together. */
  readonly embedMs: number;
  readonly embedAndTagMs: number;
  /** Time of embedding and tagging over that of embedding alone, of the medians. */
  readonly ratio: number;
}

/**
 * What does finding the statements cost on top of embedding? Both go through the same documents in
 * turn, document by document in one process, so that other work on the machine slows both.
 */
export async function benchTagging(
  { embedder, tagger }: StatementReader,
  documents: readonly { readonly text: string; readonly title: string | null }[],
): Promise<TaggingReport> {
  const prepared = documents.map(({ text, title }) => ({
    text,
    passages: createPassages({
      text,
      title,
      countTokens: (part) => embedder.countTokens(part),
      tokensMax: embedder.tokensMax,
    }),
  }));
  const embed = ({ passages }: (typeof prepared)[number]) =>
    embedder.embed(
      passages.map(({ embeddingInput }) => embeddingInput),
      "passage",
    );
  const embedAndTag = ({ text, passages }: (typeof prepared)[number]) =>
    extractStatements({
      text,
      passages,
      tagger,
      read: async ({ embeddingInput }) => (await embedder.read(embeddingInput)).states,
    });

  let statements = 0;
  const embedMs: number[] = [];
  const embedAndTagMs: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    let [embedTotal, bothTotal] = [0, 0];
    statements = 0;
    for (const document of prepared) {
      const from = performance.now();
      await embed(document);
      const between = performance.now();
      statements += (await embedAndTag(document)).length;
      bothTotal += performance.now() - between;
      embedTotal += between - from;
    }
    if (round < 0) continue;
    embedMs.push(embedTotal);
    embedAndTagMs.push(bothTotal);
  }
  return {
    documents: prepared.length,
    passages: prepared.reduce((sum, { passages }) => sum + passages.length, 0),
    statements,
    rounds: ROUNDS,
    embedMs: quantile(embedMs, 0.5),
    embedAndTagMs: quantile(embedAndTagMs, 0.5),
    ratio: quantile(embedAndTagMs, 0.5) / quantile(embedMs, 0.5),
  };
}
