import type { CitationForm } from "./ports.ts";

/** A question with what was stated beside it. Names and dates as they were typed. */
export interface Asked {
  readonly question: string;
  readonly speaker: string | null;
  readonly source: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * What somebody wants to see: enough to make the answer again, after a restart too. A view that is
 * longer than one page is shown from a page.
 */
export type View =
  /** The last is the question; those before it are what it follows up. */
  | { readonly kind: "ask"; readonly chain: readonly [Asked, ...Asked[]] }
  | {
      readonly kind: "quotes";
      readonly speaker: string;
      readonly about: string | null;
      readonly source: string | null;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: "who"; readonly about: string }
  | { readonly kind: "verify"; readonly quote: string; readonly speaker: string | null }
  | { readonly kind: "checks"; readonly quotes: readonly string[] }
  | { readonly kind: "sources"; readonly search: string | null }
  | { readonly kind: "document"; readonly id: string }
  | { readonly kind: "excerpt"; readonly receipt: string }
  | { readonly kind: "alsoIn"; readonly receipts: readonly string[] }
  | { readonly kind: "citation"; readonly receipt: string; readonly form: CitationForm };

export type ViewOf<K extends View["kind"]> = Extract<View, { readonly kind: K }>;

/** A question on its own. */
export function question(text: string): Asked {
  return { question: text, speaker: null, source: null, from: null, to: null };
}
