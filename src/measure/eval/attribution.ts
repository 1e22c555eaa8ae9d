import { z } from "zod";
import { createPassages } from "../../core/text/passages.ts";
import type { Attribution } from "../../core/statements/decode.ts";
import { findAttributions } from "../../core/statements/extract.ts";
import type { Role, Tagger } from "../../core/statements/statement.ts";
import { readJsonl } from "../../corpus/jsonl.ts";
import type { Embedder } from "../../ports.ts";
import {
  exactScores,
  type KindScores,
  kindScores,
  type MeasuredArticle,
  type QuotationScores,
  quotationScores,
  type Scores,
} from "./attribution-measures.ts";

/** `[start, end)`, in characters. */
const spansSchema = z
  .array(z.tuple([z.int().nonnegative(), z.int().nonnegative()]))
  .transform((spans) => spans.map(([start, end]) => ({ start, end })));

const articleSchema = z.object({
  id: z.string(),
  text: z.string(),
  attributions: z.array(
    z.object({
      source: spansSchema,
      cue: spansSchema,
      content: spansSchema,
      kind: z
        .enum(["direct", "mixed", "indirect"])
        .transform((kind) => (kind === "indirect" ? "reported" : kind)),
    }),
  ),
});

/** Shares in [0, 1]. */
export interface AttributionReport {
  readonly articles: number;
  readonly attributions: number;
  readonly tagger: string;
  readonly exact: Readonly<Record<Role, Scores>>;
  /** Direct and mixed attributions, end to end. */
  readonly quotations: QuotationScores;
  readonly byKind: readonly KindScores[];
}

/** The models that reading takes. */
export interface StatementReader {
  readonly embedder: Embedder;
  readonly tagger: Tagger;
}

/**
 * Finds the attributions of each article as ingest does, and compares them with the article's own.
 * Cues without a content are measured too, though the product drops them.
 *
 * @param path JSON Lines `{id, text, attributions: [{source, cue, content, kind}]}`, maybe gzipped.
 */
export async function evaluateAttribution(
  reader: StatementReader,
  path: string,
  onProgress: (done: number, total: number) => void,
): Promise<AttributionReport> {
  const rows = await readJsonl(path, articleSchema);
  const articles: MeasuredArticle[] = [];
  for (const { text, attributions } of rows) {
    const predicted = await attributionsOf(reader, { text, title: null });
    articles.push({ gold: attributions, predicted });
    onProgress(articles.length, rows.length);
  }
  return {
    articles: articles.length,
    attributions: articles.reduce((sum, { gold }) => sum + gold.length, 0),
    tagger: reader.tagger.fingerprint,
    exact: exactScores(articles),
    quotations: quotationScores(articles),
    byKind: kindScores(articles),
  };
}

/** The attributions of one document, through its passages. */
function attributionsOf(
  { embedder, tagger }: StatementReader,
  { text, title }: { readonly text: string; readonly title: string | null },
): Promise<Attribution[]> {
  const passages = createPassages({
    text,
    title,
    countTokens: (part) => embedder.countTokens(part),
    tokensMax: embedder.tokensMax,
  });
  const read = async (input: string) => (await embedder.read(input)).states;
  return findAttributions({
    text,
    passages,
    tagger,
    read: ({ embeddingInput }) => read(embeddingInput),
  });
}
