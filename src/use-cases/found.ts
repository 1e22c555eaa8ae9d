import type { Excerpt, NoAnswerReason } from "../core/types.ts";
import type { Finding } from "../core/verify/finding.ts";

/** What one way of answering gives; `reason` says why there is no answer, and excerpts are then leads. */
export interface Found {
  readonly reason: NoAnswerReason | null;
  readonly excerpts: readonly Excerpt[];
  /** What was found of a quote, where the question asks about one. */
  readonly finding?: Finding;
  /** In [0, 1]. */
  readonly confidence: number;
  readonly timings: Readonly<Record<string, number>>;
}
