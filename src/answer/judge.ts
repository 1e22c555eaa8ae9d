import { confidenceOf } from "../core/rank/confidence.ts";
import { type TokenMatch, matchTokens } from "../core/rank/token-match.ts";
import { embeddingInput } from "../core/passages.ts";
import type { Interpretation } from "../core/types.ts";
import type { Embedder } from "../ports.ts";
import type { Candidate, Sources } from "../retrieve.ts";

const FEW_SURE = 0.75;
const FEW_COVERAGE_MIN = 0.75;

/** How probable it is that the candidates, best first, answer the question, in [0, 1]. */
export async function judge(
  { store, embedder }: Sources,
  candidates: readonly Candidate[],
  text: string,
  interpretation: Interpretation,
): Promise<number> {
  const few = confidenceOfFew(candidates, interpretation);
  const fitted = await confidenceOf(candidates, store.counts().passages, (first) =>
    matchFirst(embedder, text, first),
  );
  return Math.max(few, fitted);
}

/** Reads a candidate as it was embedded, with its title, and compares it token by token. */
export async function matchFirst(
  embedder: Embedder,
  text: string,
  { passage, document }: Candidate,
): Promise<TokenMatch> {
  const content = document?.text.slice(passage.start, passage.end) ?? "";
  const input = embeddingInput(document?.title ?? "", content, embedder) ?? content;
  return matchTokens(await embedder.tokens(text, "query"), await embedder.tokens(input, "passage"));
}

/**
 * A case that the fitted confidence does not know: a question to one source or time, where there are
 * few documents to stand out from.
 */
function confidenceOfFew(
  [first]: readonly Candidate[],
  { sources, from, to }: Interpretation,
): number {
  const isFiltered = sources.length > 0 || from !== null || to !== null;
  const isCovered = (first?.evidence?.coverage ?? 0) >= FEW_COVERAGE_MIN;
  return isFiltered && isCovered ? FEW_SURE : 0;
}
