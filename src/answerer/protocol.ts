import type { Answer, AskOptions } from "../core/answer.ts";
import { type ErrorCode, OnRecordError } from "../core/errors.ts";
import type { Citation } from "../core/types.ts";
import type { Verification } from "../core/verify/finding.ts";
import type { DocumentFilter } from "../core/document-filter.ts";
import type { IngestReport } from "../core/ingest-report.ts";
import type { ReceiptCheck } from "../core/receipt.ts";
import type { QuotesAsked, QuotesFound } from "../core/quotes.ts";
import type { Coverage, DocumentPage, OfferedNames } from "./port.ts";

/** What a request of each kind carries. */
export interface Inputs {
  ask: { readonly question: string; readonly options: AskOptions };
  quotes: QuotesAsked;
  who: { readonly about: string; readonly filter: DocumentFilter };
  verify: { readonly quote: string; readonly speaker: string | null };
  receipt: string;
  sources: string | null;
  document: { readonly id: string; readonly page: number };
  names: null;
  coverage: null;
  ingest: null;
  refresh: null;
  close: null;
}

/** What its reply carries. */
export interface Outputs {
  ask: Answer;
  quotes: QuotesFound;
  who: Answer;
  verify: Verification;
  receipt: ReceiptCheck;
  sources: readonly Citation[];
  document: DocumentPage | null;
  names: OfferedNames;
  coverage: Coverage;
  ingest: IngestReport;
  /** The generation that is answered from, ready to be asked. */
  refresh: number;
  close: null;
}

export type Method = keyof Inputs;

export type Handlers = { [M in Method]: (input: Inputs[M]) => Promise<Outputs[M]> };

/** To the worker. */
export interface Request<M extends Method = Method> {
  readonly id: number;
  readonly method: M;
  readonly input: Inputs[M];
}

/** From the worker: a request's one reply, or how far a long work is. */
export type Reply =
  | { readonly kind: "done"; readonly id: number; readonly output: Outputs[Method] }
  | { readonly kind: "failed"; readonly id: number; readonly error: ErrorData }
  | {
      readonly kind: "progress";
      readonly stage: string;
      readonly done: number;
      readonly total: number;
    };

/** An error as it crosses; `code` is null for one that is none of ours. */
export interface ErrorData {
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly stack: string | null;
}

export function toErrorData(error: unknown): ErrorData {
  if (!(error instanceof Error)) return { code: null, message: String(error), stack: null };
  const code = error instanceof OnRecordError ? error.code : null;
  return { code, message: error.message, stack: error.stack ?? null };
}

export function fromErrorData({ code, message, stack }: ErrorData): Error {
  const error = code === null ? new Error(message) : new OnRecordError(code, message);
  if (stack !== null) error.stack = stack;
  return error;
}
