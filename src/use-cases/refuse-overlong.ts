import { OnRecordError } from "../core/errors.ts";
import type { Embedder } from "../ports.ts";

/**
 * A thousand characters of some scripts are more tokens than the encoder reads.
 *
 * @throws OnRecordError E_QUESTION_TOO_LONG.
 */
export function refuseOverlong(
  embedder: Pick<Embedder, "countTokens" | "tokensMax">,
  text: string,
  what: "question" | "topic",
): void {
  const tokens = embedder.countTokens(text);
  if (tokens <= embedder.tokensMax) return;
  throw new OnRecordError(
    "E_QUESTION_TOO_LONG",
    `The ${what} has ${tokens} tokens and the encoder reads ${embedder.tokensMax}. Ask a shorter one.`,
  );
}
