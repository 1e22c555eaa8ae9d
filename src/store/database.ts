import { existsSync, renameSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import Libsql from "libsql";
import { z } from "zod";
import {
  INDEX,
  LOCK,
  type Purpose,
  explain,
  isBusy,
  isUnwritable,
  systemCodeOf,
  torn,
} from "./faults.ts";

/** A value that SQLite stores. */
export type SqlValue = string | number | null | Uint8Array;

/**
 * A small skin over libsql, the only file that imports it. It hides habits of the driver:
 * a lone object among the parameters is taken for named ones (and aborts the process on a
 * buffer), `get` adds `_metadata` to its row, and failures are told by codes of SQLite.
 */
export interface Database {
  readonly path: string;
  run(sql: string, ...parameters: SqlValue[]): { readonly lastId: number };
  /** @throws OnRecordError E_STATE_TORN when a row is not of this shape. */
  rows<T>(shape: z.ZodType<T>, sql: string, ...parameters: SqlValue[]): T[];
  /** Runs `work` in one immediate transaction: all of it or none. */
  transaction<T>(work: () => T): T;
  /** Runs `work` on one state of the database, whatever others write meanwhile. */
  snapshot<T>(work: () => T): T;
  /** An error that names the file and what mends it; `why` is a few words. */
  torn(why: string, cause?: unknown): Error;
  close(): void;
}

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens or creates the database file, and its folder. One that stands where this user may not write
 * is opened for reading.
 */
export async function openDatabase(path: string, purpose: Purpose = INDEX): Promise<Database> {
  const told = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(error, path, purpose);
    }
  };
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw explain(error, path, purpose);
  });
  const driver = told(() => openDriver(path));
  const statements = new Map<string, Libsql.Statement>();
  const prepare = (sql: string): Libsql.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = driver.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    path,
    run: (sql, ...parameters) =>
      told(() => ({ lastId: Number(prepare(sql).run([...parameters]).lastInsertRowid) })),
    rows: (shape, sql, ...parameters) => {
      const found: unknown[] = told(() => prepare(sql).all([...parameters]));
      return found.map((row) => {
        const parsed = shape.safeParse(row);
        if (!parsed.success) throw torn(path, "a row is misshapen", purpose, parsed.error);
        return parsed.data;
      });
    },
    transaction: (work) => told(() => inTransaction(driver, "BEGIN IMMEDIATE", work)),
    snapshot: (work) =>
      driver.inTransaction ? work() : told(() => inTransaction(driver, "BEGIN", work)),
    torn: (why, cause) => torn(path, why, purpose, cause),
    close: () => {
      statements.clear();
      driver.close();
    },
  };
}

/**
 * A text that is read as bytes (`CAST(... AS BLOB)`), as one must be that was not compared with a
 * checksum yet: the driver ends the process on a text that is no UTF-8.
 */
export const storedText = z
  .instanceof(ArrayBuffer)
  .transform((bytes) => Buffer.from(bytes).toString("utf8"));

/** A column that holds JSON of this shape. */
export function jsonOf<T>(shape: z.ZodType<T>): z.ZodType<T> {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "no JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

function openDriver(path: string): Libsql.Database {
  try {
    const driver = new Libsql(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      driver.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
      return driver;
    } catch (error) {
      driver.close();
      throw error;
    }
  } catch (error) {
    // Reading a database with a write-ahead log writes beside it, unless SQLite is told that nothing changes.
    const hasLog = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
    if (!isUnwritable(error) || hasLog || !existsSync(path)) throw error;
    try {
      return new Libsql(`${pathToFileURL(resolve(path)).href}?immutable=1`);
    } catch {
      throw error;
    }
  }
}

// The driver's own helper rolls back without asking whether SQLite has already done so, as it
// does on a full disk, and its complaint then hides the failure.
function inTransaction<T>(driver: Libsql.Database, begin: string, work: () => T): T {
  driver.exec(begin);
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
 * @throws OnRecordError E_STATE_BUSY after `waitMs`, E_STATE_UNWRITABLE where there can be no such file.
 */
export async function holdLock(path: string, waitMs: number): Promise<() => void> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return takeLock(path);
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedAt >= waitMs)
        throw explain(error, path, LOCK);
      await new Promise((resolveWait) => setTimeout(resolveWait, LOCK_POLL_MS));
    }
  }
}

function takeLock(path: string): () => void {
  const driver = new Libsql(path);
  try {
    driver.exec("BEGIN IMMEDIATE");
    return () => driver.close();
  } catch (error) {
    driver.close();
    throw error;
  }
}

/** Moves a damaged database aside, so that a new one can be built and nothing is lost. */
export function moveDatabaseAside(path: string, suffix: string): string {
  let aside = `${path}.${suffix}`;
  // A clock that was set back gives a name again.
  for (let copy = 2; existsSync(aside); copy += 1) aside = `${path}.${suffix}-${copy}`;
  for (const ending of ["", "-wal", "-shm"]) {
    try {
      renameSync(path + ending, aside + ending);
    } catch (error) {
      if (systemCodeOf(error) !== "ENOENT") throw explain(error, path);
    }
  }
  return aside;
}
