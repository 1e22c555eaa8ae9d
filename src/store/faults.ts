import { OnRecordError } from "../core/errors.ts";

/** What a database file is for: what its messages call it, and what mends it when it is damaged. */
export interface Purpose {
  /** As in "the index". */
  readonly name: string;
  /** A sentence: what to do about a damaged file. */
  readonly cure: string;
}

export const INDEX: Purpose = {
  name: "index",
  cure:
    "Build it anew from the corpus: npm run index -- --rebuild " +
    "(the damaged file is kept beside it).",
};

export const SETTINGS: Purpose = {
  name: "settings",
  cure:
    "Move the file aside and start again: the bot then begins without enabled channels, counts of " +
    "feedback and long buttons. Building the index anew (npm run index -- --rebuild) leaves it alone.",
};

export const LOCK: Purpose = {
  name: "lock",
  cure: "Remove the file: nothing is kept in it.",
};

const SETTING = "ON_RECORD_STATE_DIR";

/** A file whose content cannot be right; `why` is a few words. */
export function torn(
  path: string,
  why: string,
  { name, cure }: Purpose = INDEX,
  cause?: unknown,
): OnRecordError {
  return new OnRecordError("E_STATE_TORN", `The ${name} ${path} is damaged (${why}). ${cure}`, {
    cause,
  });
}

type Kind = "torn" | "full" | "busy" | "unwritable";

/**
 * The primary result codes of SQLite (sqlite.org/rescode.html); an extended code has one of them in
 * its lowest byte. Its statements are fixed here and run on every sound database, so one that SQLite
 * refuses (no such column, a constraint, a type) has met a database that is not what was made.
 */
const primaryCodes: Readonly<Record<number, Kind>> = {
  1: "torn", // ERROR
  2: "torn", // INTERNAL
  3: "unwritable", // PERM
  5: "busy", // BUSY
  6: "busy", // LOCKED
  8: "unwritable", // READONLY
  10: "unwritable", // IOERR
  11: "torn", // CORRUPT
  12: "torn", // NOTFOUND
  13: "full", // FULL
  14: "unwritable", // CANTOPEN
  15: "busy", // PROTOCOL
  16: "torn", // EMPTY
  17: "torn", // SCHEMA
  18: "torn", // TOOBIG
  19: "torn", // CONSTRAINT
  20: "torn", // MISMATCH
  23: "unwritable", // AUTH
  24: "torn", // FORMAT
  25: "torn", // RANGE
  26: "torn", // NOTADB
};

/** Extended codes that mean another thing than their primary one. */
const extendedCodes: Readonly<Record<number, Kind>> = {
  266: "torn", // IOERR_READ
  522: "torn", // IOERR_SHORT_READ
  778: "full", // IOERR_WRITE: also a quota's end, or a limit on the size of files
  4874: "full", // IOERR_SHMSIZE: no room for the file through which processes share the log
  8458: "torn", // IOERR_CORRUPTFS
};

const systemCodes: Readonly<Record<string, Kind>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  EACCES: "unwritable",
  EPERM: "unwritable",
  EROFS: "unwritable",
  ENOTDIR: "unwritable",
  EISDIR: "unwritable",
  EEXIST: "unwritable",
  ENOENT: "unwritable",
  ELOOP: "unwritable",
  ENAMETOOLONG: "unwritable",
  EMFILE: "unwritable",
  ENFILE: "unwritable",
  EIO: "unwritable",
};

/** A driver's or system's failure as one of ours, with the file and the next step; any other as it is. */
export function explain(error: unknown, path: string, purpose: Purpose = INDEX): unknown {
  if (error instanceof OnRecordError) return error;
  const kind = kindOf(error);
  const why = describe(error);
  switch (kind) {
    case "torn":
      return torn(path, why, purpose, error);
    case "full":
      return new OnRecordError(
        "E_DISK_FULL",
        `There is no room left to write ${path} (${why}). Free some space, or set ${SETTING} to a folder on another disk. ` +
          "What was indexed before is unchanged.",
        { cause: error },
      );
    case "busy":
      return new OnRecordError(
        "E_STATE_BUSY",
        `Another process is indexing (it holds ${path}). Try again when it has finished.`,
        { cause: error },
      );
    case "unwritable":
      return new OnRecordError(
        "E_STATE_UNWRITABLE",
        `${path} cannot be opened for writing (${why}). Make it and its folder writable, or set ${SETTING} to one that is.`,
        { cause: error },
      );
    default:
      return error;
  }
}

function kindOf(error: unknown): Kind | null {
  const system = systemCodes[systemCodeOf(error)];
  if (system) return system;
  const code = sqliteCodeOf(error);
  // The driver's own part outside SQLite could not begin, as where descriptors of files have run out.
  if (code === null) return DRIVER_FAILURE.test(String(error)) ? "unwritable" : null;
  return extendedCodes[code] ?? primaryCodes[code & 0xff] ?? null;
}

const DRIVER_FAILURE = /\(os error \d+\)$/;

/** The string code of a system error, or "". */
export function systemCodeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

/** SQLite's extended result code, or null. The driver tells it in words alone where a file cannot be opened. */
function sqliteCodeOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if ("rawCode" in error && typeof error.rawCode === "number") return error.rawCode;
  if (!error.message.includes("Unable to open connection")) return null;
  const [, code] = /: (\d{1,6})"?\)$/.exec(error.message) ?? [];
  return code === undefined ? null : Number(code);
}

/** Whether SQLite may not write, or cannot open what it writes beside the database. */
export function isUnwritable(error: unknown): boolean {
  return kindOf(error) === "unwritable";
}

/** Whether another connection holds what is wanted. */
export function isBusy(error: unknown): boolean {
  return kindOf(error) === "busy";
}

function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = systemCodeOf(error);
  if (sqliteCodeOf(error) === null) return code || text;
  return text.startsWith("Connection") ? "SQLite cannot open it" : text;
}
