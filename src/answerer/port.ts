import type { Answer, AskOptions } from "../core/answer.ts";
import type { QuotesAsked, QuotesFound } from "../core/quotes.ts";
import type { SpeakerSummary } from "../core/speaker-summary.ts";
import type { Topic } from "../core/topics.ts";
import type { Citation, CorpusCoverage } from "../core/types.ts";
import type { Verification } from "../core/verify/finding.ts";
import type { DocumentFilter } from "../core/document-filter.ts";
import type { IngestReport } from "../core/ingest-report.ts";
import type { StoreCounts } from "../ports.ts";
import type { ReceiptCheck } from "../core/receipt.ts";

/**
 * Everything that the bot asks of the corpus. Whoever implements it encodes and reads the store off
 * the caller's thread.
 *
 * Each call may end in an OnRecordError: those of the use case behind it, and E_BUSY (too many
 * wait), E_TIMEOUT, E_WORKER (the worker ended; ask again), E_STATE_MISSING (no index yet).
 */
export interface Answerer {
  ask(question: string, options?: AskOptions): Promise<Answer>;
  quotes(asked: QuotesAsked): Promise<QuotesFound>;
  /** Whoever speaks on something, the best statement of each. */
  who(about: string, filter?: DocumentFilter): Promise<Answer>;
  verify(quote: string, speaker: string | null): Promise<Verification>;
  receipt(id: string): Promise<ReceiptCheck>;
  /** The documents whose id, title, publisher, author or host holds the words; null for all. */
  sources(search: string | null): Promise<readonly Citation[]>;
  /** One page of a document's text; the last one for a page behind it. */
  document(id: string, page: number): Promise<DocumentPage | null>;
  /** Read once a generation and then given from memory; those of the generation before until then. */
  names(): Promise<OfferedNames>;
  coverage(): Promise<Coverage>;
  /** Brings the index to what the corpus holds. Answers go on meanwhile. */
  ingest(): Promise<IngestReport>;
  close(): Promise<void>;
}

/** A document and one page of its text. */
export interface DocumentPage {
  readonly document: Citation;
  readonly text: string;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** How often something is told of, and where. */
interface Counted {
  readonly documentIds: readonly string[];
  /** Statements in each of `documentIds`, in their order. */
  readonly counts: readonly number[];
}

export interface NamedSpeaker extends SpeakerSummary, Counted {
  /** Every wording of the name, the name itself left out. */
  readonly aliases: readonly string[];
}

/** What a member can be offered while typing. Most statements first, sources by id. */
export interface OfferedNames {
  /** Those who say something. */
  readonly speakers: readonly NamedSpeaker[];
  readonly sources: readonly Citation[];
  readonly topics: readonly Topic[];
  readonly generation: number;
}

export interface Coverage extends CorpusCoverage, StoreCounts {
  /** Files of the corpus that could not be used. */
  readonly problems: number;
}

/** What the bot watches of a worker. */
export interface AnswererState {
  /** Requests that wait for their answer. */
  readonly depth: number;
  /** How often a worker was started again. */
  readonly restarts: number;
  /** The last generation that is known here; 0 before the first. */
  readonly generation: number;
}
