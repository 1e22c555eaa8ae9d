import { renameSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import Libsql from "libsql";
import { OnRecordError } from "../core/errors.ts";

/** A value that SQLite stores. */
export type SqlValue = string | number | null | Uint8Array;

/**
 * A small skin over libsql, the only file that imports it. It hides three habits of the driver:
 * a lone object among the parameters is taken for named ones (and aborts the process on a
 * buffer), `get` adds `_metadata` to its row, and failures are told by codes of SQLite.
 */
export interface Database {
  run(sql: string, ...parameters: SqlValue[]): { readonly lastId: number };
  /** Rows as values of unknown shape: parse them. */
  all(sql: string, ...parameters: SqlValue[]): unknown[];
  /** Runs `work` in one immediate transaction: all of it or none. */
  transaction<T>(work: () => T): T;
  close(): void;
}

const BUSY_TIMEOUT_MS = 5_000;

/** Opens or creates the database file, and its folder. */
export async function openDatabase(path: string): Promise<Database> {
  const told = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(error, path);
    }
  };
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw explain(error, path);
  });
  const driver = told(() => {
    const opened = new Libsql(path, { timeout: BUSY_TIMEOUT_MS });
    opened.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    return opened;
  });
  const statements = new Map<string, Libsql.Statement>();
  const prepare = (sql: string): Libsql.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = driver.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...parameters) =>
      told(() => ({ lastId: Number(prepare(sql).run([...parameters]).lastInsertRowid) })),
    all: (sql, ...parameters) => told(() => prepare(sql).all([...parameters])),
    transaction: (work) => told(() => inTransaction(driver, work)),
    close: () => {
      statements.clear();
      driver.close();
    },
  };
}

// The driver's own helper rolls back without asking whether SQLite has already done so, as it
// does on a full disk, and its complaint then hides the failure.
function inTransaction<T>(driver: Libsql.Database, work: () => T): T {
  driver.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    driver.exec("COMMIT");
    return result;
  } catch (error) {
    if (driver.inTransaction) driver.exec("ROLLBACK");
    throw error;
  }
}

const LOCK_POLL_MS = 100;

/**
 * Waits until no other process holds the lock file, then holds it until the returned function is
 * called or the process ends, however it ends: the operating system lets go of SQLite's locks.
 *
 * @throws OnRecordError E_STATE_BUSY after `waitMs`.
 */
export async function holdLock(path: string, waitMs: number): Promise<() => void> {
  const startedAt = performance.now();
  for (;;) {
    const driver = new Libsql(path);
    try {
      driver.exec("BEGIN IMMEDIATE");
      return () => driver.close();
    } catch (error) {
      driver.close();
      const busy = codeOf(error).startsWith("SQLITE_BUSY");
      if (!busy || performance.now() - startedAt >= waitMs) throw explain(error, path);
      await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    }
  }
}

/** Moves a damaged database aside, so that a new one can be built and nothing is lost. */
export function moveDatabaseAside(path: string, suffix: string): string {
  const aside = `${path}.${suffix}`;
  for (const ending of ["", "-wal", "-shm"]) {
    try {
      renameSync(path + ending, aside + ending);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw explain(error, path);
    }
  }
  return aside;
}

/** The string code of a system or SQLite error, or "". */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

const SETTING = "ON_RECORD_STATE_DIR";

/** A driver's or system's failure as one of ours, with the file and the next step. */
export function explain(error: unknown, path: string): unknown {
  if (error instanceof OnRecordError) return error;
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const told = (
    ours: "E_STATE_TORN" | "E_STATE_UNWRITABLE" | "E_DISK_FULL" | "E_STATE_BUSY",
    say: string,
  ) => new OnRecordError(ours, say, { cause: error });
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return told(
      "E_STATE_TORN",
      `The index ${path} is damaged (${text}). Build it anew from the corpus: npm run index -- --rebuild ` +
        "(the damaged file is kept beside it).",
    );
  }
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/.test(code)) {
    return told(
      "E_DISK_FULL",
      `There is no room left to write ${path}. Free some space, or set ${SETTING} to a folder on another disk. ` +
        "What was indexed before is unchanged.",
    );
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return told(
      "E_STATE_BUSY",
      `Another process is indexing (it holds ${path}). Try again when it has finished.`,
    );
  }
  if (
    /^(SQLITE_(READONLY|CANTOPEN|PERM|IOERR)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code) ||
    /Unable to open connection/.test(text)
  ) {
    return told(
      "E_STATE_UNWRITABLE",
      `${path} cannot be opened for writing (${code || text}). Make its folder writable, or set ${SETTING} to one that is.`,
    );
  }
  return error;
}
