import { OnRecordError } from "./errors.ts";
import { createReceipt } from "./excerpt.ts";
import { RECEIPT_CHARS_MAX } from "./limits.ts";
import type { CorpusCoverage, Excerpt, Span } from "./types.ts";
import type { Finding } from "./verify/finding.ts";

/** What a receipt names, see `createReceipt`. */
export interface Receipt {
  readonly id: string;
  /** The first hex digits of the text's SHA-256. */
  readonly sha256Start: string;
  readonly spans: readonly [Span, ...Span[]];
}

/** What has become of an excerpt. */
export type ReceiptFinding =
  /** The source still has the text from which it was taken. */
  | { readonly outcome: "unchanged"; readonly excerpt: Excerpt }
  /** The source has changed since, and still has these words: `now` is where. */
  | { readonly outcome: "moved"; readonly was: Excerpt; readonly now: Excerpt }
  /** The source has changed since, and has not these words any more; `now` is what it has nearest. */
  | { readonly outcome: "changed"; readonly was: Excerpt; readonly now: Finding }
  /**
   * No document that the corpus has now ever had this text, as far as the index remembers. It may
   * have been removed, or changed before the index was built, or be of another corpus.
   */
  | { readonly outcome: "unknown" };

export type ReceiptCheck = ReceiptFinding & {
  readonly receipt: string;
  readonly corpus: CorpusCoverage;
};

const FORM = /^(?<sha256Start>[0-9a-f]{10})(?<numbers>(?:\.[0-9a-z]{1,6}\.[0-9a-z]{1,6})+)$/;
const RADIX = 36;

/**
 * Reads a receipt; capitals and white space around it do not matter.
 *
 * @throws OnRecordError E_RECEIPT when it is none.
 */
export function parseReceipt(text: string): Receipt {
  const id = text.length > RECEIPT_CHARS_MAX ? "" : text.trim().toLowerCase();
  const groups = FORM.exec(id)?.groups;
  const sha256Start = groups?.["sha256Start"] ?? "";
  const numbers = (groups?.["numbers"] ?? "").split(".").slice(1);
  const values = numbers.map((number) => Number.parseInt(number, RADIX));
  const [first, ...others] = values.flatMap((start, at) =>
    at % 2 === 0 ? [{ start, end: start + (values[at + 1] ?? 0) }] : [],
  );
  // Made again it must be the same: no empty span, no second way to write one receipt.
  const isSound =
    first &&
    [first, ...others].every(({ start, end }) => start < end) &&
    createReceipt(sha256Start, [first, ...others]) === id;
  if (!isSound) throw notAReceipt("This is not a receipt.");
  return { id, sha256Start, spans: [first, ...others] };
}

export function notAReceipt(message: string): OnRecordError {
  return new OnRecordError(
    "E_RECEIPT",
    `${message} One stands below each excerpt and looks like 208a31ac10.18y.2l`,
  );
}
