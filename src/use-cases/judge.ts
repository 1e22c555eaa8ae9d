import { confidenceOf } from "../core/rank/confidence.ts";
import { sentencesAround } from "../core/rank/sentence.ts";
import { type TokenMatch, matchTokens } from "../core/rank/token-match.ts";
import { embeddingInput } from "../core/text/passages.ts";
import type { Interpretation } from "../core/types.ts";
import type { Embedder } from "../ports.ts";
import type { Candidate, Retrieved, Searchable } from "./retrieve.ts";

const FEW_SURE = 0.75;
const FEW_COVERAGE_MIN = 0.75;

/** How probable it is that the candidates, best first, answer the question, in [0, 1]. */
export async function judge(
  { store, embedder }: Searchable,
  { candidates, ...asked }: Omit<Retrieved, "timings">,
  interpretation: Interpretation,
): Promise<number> {
  const few = confidenceOfFew(candidates, interpretation);
  const fitted = await confidenceOf(candidates, store.counts().passages, (first) =>
    matchCandidate(embedder, asked, first),
  );
  return Math.max(few, fitted);
}

/** Reading takes the longer the more is read; the whole passage tells little more, see the card. In UTF-16 units. */
const READ_CHARACTERS_MAX = 320;

/** Reads a candidate around the sentence that answers, under its title, and compares it token by token. */
export async function matchCandidate(
  embedder: Embedder,
  { question, tokens }: Pick<Retrieved, "question" | "tokens">,
  { passage, document }: Candidate,
): Promise<TokenMatch> {
  const text = document?.text.slice(passage.start, passage.end) ?? "";
  const { start, end } = sentencesAround(question, text, READ_CHARACTERS_MAX);
  const content = text.slice(start, end);
  const input = embeddingInput(document?.title ?? "", content, embedder) ?? content;
  const read = await embedder.encode(input, "passage");
  return matchTokens(tokens, read.tokens);
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
