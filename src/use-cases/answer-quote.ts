import { OnRecordError } from "../core/errors.ts";
import { QUOTE_NOT_FOUND } from "../core/refusals.ts";
import type { Interpretation } from "../core/types.ts";
import type { Finding, Place } from "../core/verify/finding.ts";
import type { Store } from "../ports.ts";
import { verifyQuote } from "./verify.ts";
import type { Found } from "./found.ts";

const CONFIDENCE_NEAR = 0.6;

/** Whether the quoted words stand in the corpus, and whose they are; null for too few words to tell. */
export function answerQuote(store: Store, { quote, speaker }: Interpretation): Found | null {
  if (quote === null) return null;
  try {
    const verification = verifyQuote(store, quote, { speaker: speaker?.name ?? null });
    const { timings, ...finding } = verification;
    const places = placesOf(finding);
    const isThere = finding.outcome !== "not-in-corpus";
    // Not in these words; what the asked speaker is told to have said near to it answers too.
    const near = places.filter(({ by }) => by === "asked");
    const shown = isThere || near.length === 0 ? places : near;
    return {
      reason: isThere || near.length > 0 ? null : QUOTE_NOT_FOUND,
      excerpts: shown.map(({ excerpt }) => excerpt),
      finding,
      confidence: isThere ? 1 : near.length > 0 ? CONFIDENCE_NEAR : 0,
      timings: { verifyMs: timings.totalMs },
    };
  } catch (error) {
    if (error instanceof OnRecordError && error.code === "E_QUOTE_TOO_SHORT") return null;
    throw error;
  }
}

/** The places that a finding shows, in its order. */
function placesOf(finding: Finding): readonly Place[] {
  if (finding.outcome === "not-in-corpus") return finding.leads;
  return finding.outcome === "stitched" ? finding.pieces : finding.places;
}
