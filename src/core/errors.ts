/**
 * Every failure the product knows, by stable code. The message says what happened and what to do
 * next; `exitCode` is the command line's. "No answer" is a value, not an error.
 */
export const EXIT_WRONG_USE = 2;
export const EXIT_BROKEN_STATE = 3;

const exitCodes = {
  /** A command, option or argument that does not exist or does not fit. */
  E_USAGE: EXIT_WRONG_USE,
  E_QUESTION_EMPTY: EXIT_WRONG_USE,
  E_QUESTION_TOO_LONG: EXIT_WRONG_USE,
  /** A quote to check with fewer words than can be told apart. */
  E_QUOTE_TOO_SHORT: EXIT_WRONG_USE,
  E_QUOTE_TOO_LONG: EXIT_WRONG_USE,
  /** An id that is no receipt, or whose spans lie outside its text. */
  E_RECEIPT: EXIT_WRONG_USE,
  E_NOT_FOUND: EXIT_WRONG_USE,
  /** A value in `.env` or the environment that does not parse. */
  E_CONFIG: EXIT_WRONG_USE,
  /** A text longer than the encoder reads. */
  E_TEXT_TOO_LONG: EXIT_BROKEN_STATE,
  E_CORPUS_UNREADABLE: EXIT_BROKEN_STATE,
  E_CORPUS_EMPTY: EXIT_BROKEN_STATE,
  /** One document that cannot be read; reported, and the rest goes on. */
  E_DOCUMENT: EXIT_BROKEN_STATE,
  /** One document that cannot be read at the moment; reported, and tried again at the next look. */
  E_DOCUMENT_BUSY: EXIT_BROKEN_STATE,
  E_STATE_UNWRITABLE: EXIT_BROKEN_STATE,
  E_STATE_TORN: EXIT_BROKEN_STATE,
  E_STATE_NEWER: EXIT_BROKEN_STATE,
  E_STATE_MISSING: EXIT_BROKEN_STATE,
  E_STATE_BUSY: EXIT_BROKEN_STATE,
  E_DISK_FULL: EXIT_BROKEN_STATE,
  /** The encoder's files are missing, damaged or do not fit. */
  E_ENCODER: EXIT_BROKEN_STATE,
  /** A span whose text is not what the stored document says: never shown. */
  E_SPAN_MISMATCH: EXIT_BROKEN_STATE,
  /** An evaluation or data file that does not parse. */
  E_DATA: EXIT_BROKEN_STATE,
  /** More is asked than can be answered soon. */
  E_BUSY: EXIT_BROKEN_STATE,
  /** An answer took longer than is allowed. */
  E_TIMEOUT: EXIT_BROKEN_STATE,
  /** The process that answers ended; it is started again. */
  E_WORKER: EXIT_BROKEN_STATE,
  /** The bot's token is missing or refused. */
  E_TOKEN: EXIT_WRONG_USE,
  /** The bot asks Discord for an intent that its application does not have. */
  E_INTENT: EXIT_WRONG_USE,
  /** Discord cannot be reached, or refuses. */
  E_DISCORD: EXIT_BROKEN_STATE,
} as const;

export type ErrorCode = keyof typeof exitCodes;

export class OnRecordError extends Error {
  readonly code: ErrorCode;

  /** @param message what happened and what to do next, in plain sentences. */
  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "OnRecordError";
    this.code = code;
  }

  get exitCode(): number {
    return exitCodes[this.code];
  }
}

/** How a failure is told where a program ends, see `tellError`. */
export interface ToldError {
  readonly code: ErrorCode | "E_UNEXPECTED";
  /** Of a failure that is none of ours with the places in the code. */
  readonly message: string;
  /** The message for people. */
  readonly text: string;
  readonly exitCode: number;
}

/** What a program says of a failure and the exit code with which it ends. */
export function tellError(error: unknown): ToldError {
  if (error instanceof OnRecordError) {
    const { code, message, exitCode } = error;
    return { code, message, text: message, exitCode };
  }
  const message = String(error instanceof Error ? error.stack : error);
  const text = `This should not have happened:\n${message}`;
  return { code: "E_UNEXPECTED", message, text, exitCode: EXIT_BROKEN_STATE };
}

/** Failures to write what was read. */
const UNWRITTEN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "E_STATE_BUSY",
  "E_DISK_FULL",
  "E_STATE_UNWRITABLE",
]);
/** There is nothing that could be read. */
const UNREAD: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "E_CORPUS_UNREADABLE",
  "E_CORPUS_EMPTY",
]);

export function isNothingToRead(error: unknown): error is OnRecordError {
  return error instanceof OnRecordError && UNREAD.has(error.code);
}

/**
 * Whether the last good generation can answer although an ingest failed so. Whoever runs a command is
 * there to mend a corpus that cannot be read, and is told; what runs on for others goes on answering.
 *
 * @param generation the last good one; 0 for none.
 */
export function isStaleButGood(
  error: unknown,
  { generation, isServing }: { readonly generation: number; readonly isServing: boolean },
): error is OnRecordError {
  if (!(error instanceof OnRecordError) || generation === 0) return false;
  if (UNWRITTEN.has(error.code)) return true;
  return isServing && (UNREAD.has(error.code) || error.code === "E_WORKER");
}
