import { z } from "zod";
import { OnRecordError } from "../core/errors.ts";
import { checkPages } from "./check.ts";
import { type Database, openDatabase, storedText } from "./database.ts";
import { SETTINGS } from "./faults.ts";
import { isSealed, sealColumn, sealOf } from "./seals.ts";

export const FEEDBACK_KINDS = ["helpful", "not-helpful"] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/** How often what the bot gave was judged so, by nobody knows whom. */
export interface FeedbackCount {
  readonly kind: FeedbackKind;
  /** What was judged: "answer", "no-answer", "verify"; "untold" where it is not known. */
  readonly outcome: string;
  readonly count: number;
}

/**
 * What the operators of servers set, and feedback counts: all that the bot keeps of people, in a
 * file that building the index anew leaves alone.
 */
export interface SettingsStore {
  /** The channels of a server in which a mention is answered. */
  channels(guildId: string): readonly string[];
  enable(guildId: string, channelId: string): void;
  disable(guildId: string, channelId: string): void;
  /** Forgets a server that the bot has left. */
  forgetGuild(guildId: string): void;
  /** @param outcome what was judged, where it is known. */
  countFeedback(kind: FeedbackKind, outcome?: string): void;
  feedback(): readonly FeedbackCount[];
  /**
   * Keeps what a button is to show, where it is too long for the button: words that somebody asked, with
   * nothing of who did. The oldest are forgotten from `QUERIES_MAX` on.
   */
  keepQuery(key: string, query: string): void;
  query(key: string): string | null;
  /** The hash of the commands that were last registered, see `hashCommands`, or null. */
  commandHash(scope: string): string | null;
  setCommandHash(scope: string, hash: string): void;
  close(): void;
}

const VERSION = 2;

/** Each row has a seal over the values that are read from it, see seals.ts. */
const tables = [
  `CREATE TABLE IF NOT EXISTS channels (
     guild_id TEXT NOT NULL, channel_id TEXT NOT NULL, seal BLOB NOT NULL, PRIMARY KEY (guild_id, channel_id)
   ) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS feedback (
     kind TEXT NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL, seal BLOB NOT NULL,
     PRIMARY KEY (kind, outcome)
   ) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS queries (
     id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, query TEXT NOT NULL, seal BLOB NOT NULL
   )`,
  `CREATE TABLE IF NOT EXISTS commands (
     scope TEXT PRIMARY KEY, hash TEXT NOT NULL, seal BLOB NOT NULL
   ) WITHOUT ROWID`,
];

const versionRow = z.object({ user_version: z.number() });
const channelRow = z.object({ guild_id: storedText, channel_id: storedText, seal: sealColumn });
const queryRow = z.object({ key: storedText, query: storedText, seal: sealColumn });
const hashRow = z.object({ scope: storedText, hash: storedText, seal: sealColumn });
const feedbackRow = z.object({
  kind: storedText.pipe(z.enum(FEEDBACK_KINDS)),
  outcome: storedText,
  count: z.number(),
  seal: sealColumn,
});

/** Longest outcome that is counted: it comes back from a button that anybody can forge. */
const OUTCOME = /^[a-z-]{1,40}$/;
const UNTOLD = "untold";
/** Queries of buttons that are kept; the oldest go first. */
const QUERIES_MAX = 20_000;

/**
 * Opens or makes the settings, and reads all of them for damage.
 *
 * @throws OnRecordError E_STATE_TORN, E_STATE_NEWER, E_STATE_UNWRITABLE, E_DISK_FULL.
 */
export async function openSettings(path: string): Promise<SettingsStore> {
  const database = await openDatabase(path, SETTINGS);
  try {
    // A commit then waits for no disk: the caller's thread has heartbeats to send.
    database.run("PRAGMA synchronous = NORMAL");
    ensureTables(database, path);
    // A page out of order hides rows.
    checkPages(database);
    checkRows(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    ...channelSettings(database),
    ...feedbackCounts(database),
    keepQuery: (key, query) => {
      const { lastId } = database.run(
        "INSERT OR REPLACE INTO queries (key, query, seal) VALUES (?, ?, ?)",
        key,
        query,
        sealOf(key, query),
      );
      database.run("DELETE FROM queries WHERE id <= ?", lastId - QUERIES_MAX);
    },
    query: (key) => {
      const [row] = database.rows(
        queryRow,
        `SELECT ${bytesOf("key", "query")}, seal FROM queries WHERE key = ?`,
        key,
      );
      return row ? sealed(database, row, [row.key, row.query]).query : null;
    },
    commandHash: (scope) => {
      const [row] = database.rows(
        hashRow,
        `SELECT ${bytesOf("scope", "hash")}, seal FROM commands WHERE scope = ?`,
        scope,
      );
      return row ? sealed(database, row, [row.scope, row.hash]).hash : null;
    },
    setCommandHash: (scope, hash) => {
      const seal = sealOf(scope, hash);
      database.run("INSERT OR REPLACE INTO commands VALUES (?, ?, ?)", scope, hash, seal);
    },
    close: () => database.close(),
  };
}

/** Texts as bytes, see `storedText`. */
function bytesOf(...columns: readonly string[]): string {
  return columns.map((column) => `CAST(${column} AS BLOB) AS ${column}`).join();
}

const FEEDBACK = `SELECT ${bytesOf("kind", "outcome")}, count, seal FROM feedback`;

function channelSettings(
  database: Database,
): Pick<SettingsStore, "channels" | "enable" | "disable" | "forgetGuild"> {
  return {
    channels: (guildId) =>
      database
        .rows(
          channelRow,
          `SELECT ${bytesOf("guild_id", "channel_id")}, seal FROM channels WHERE guild_id = ? ORDER BY channel_id`,
          guildId,
        )
        .map((row) => sealed(database, row, [row.guild_id, row.channel_id]).channel_id),
    enable: (guildId, channelId) => {
      const seal = sealOf(guildId, channelId);
      database.run("INSERT OR IGNORE INTO channels VALUES (?, ?, ?)", guildId, channelId, seal);
    },
    disable: (guildId, channelId) => {
      database.run(
        "DELETE FROM channels WHERE guild_id = ? AND channel_id = ?",
        guildId,
        channelId,
      );
    },
    forgetGuild: (guildId) => {
      database.run("DELETE FROM channels WHERE guild_id = ?", guildId);
      database.run("DELETE FROM commands WHERE scope = ?", guildId);
    },
  };
}

function feedbackCounts(database: Database): Pick<SettingsStore, "countFeedback" | "feedback"> {
  const read = (row: z.infer<typeof feedbackRow>): FeedbackCount => {
    const { kind, outcome, count } = sealed(database, row, [row.kind, row.outcome, row.count]);
    return { kind, outcome, count };
  };
  return {
    countFeedback: (kind, told = UNTOLD) => {
      const outcome = OUTCOME.test(told) ? told : UNTOLD;
      database.transaction(() => {
        const [row] = database.rows(
          feedbackRow,
          `${FEEDBACK} WHERE kind = ? AND outcome = ?`,
          kind,
          outcome,
        );
        const count = (row ? read(row).count : 0) + 1;
        const seal = sealOf(kind, outcome, count);
        database.run(
          "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)",
          kind,
          outcome,
          count,
          seal,
        );
      });
    },
    feedback: () => database.rows(feedbackRow, `${FEEDBACK} ORDER BY kind, outcome`).map(read),
  };
}

/** A row whose values are what was written. */
function sealed<T extends { readonly seal: ArrayBuffer }>(
  database: Database,
  row: T,
  values: readonly (string | number)[],
): T {
  if (isSealed(row.seal, ...values)) return row;
  throw database.torn("a row is not what was written");
}

function ensureTables(database: Database, path: string): void {
  const version = readVersion(database);
  if (version > VERSION) {
    throw new OnRecordError(
      "E_STATE_NEWER",
      `The settings ${path} were made by a newer version of On Record (format ${version}, this one reads ${VERSION}). Update On Record.`,
    );
  }
  if (version === VERSION) return;
  database.transaction(() => {
    // Another process may have made the tables since the version was read.
    const now = readVersion(database);
    if (now === VERSION) return;
    if (now === 1) sealOld(database);
    else for (const sql of tables) database.run(sql);
    database.run(`PRAGMA user_version = ${VERSION}`);
  });
}

function readVersion(database: Database): number {
  const [row] = database.rows(versionRow, "PRAGMA user_version");
  if (!row) throw database.torn("it has no version");
  return row.user_version;
}

/** What the seal of a row is made of. */
const sealedColumns: Readonly<Record<string, readonly string[]>> = {
  channels: ["guild_id", "channel_id"],
  feedback: ["kind", "outcome", "count"],
  queries: ["key", "query"],
  commands: ["scope", "hash"],
};

const anyRow = z.record(z.string(), z.union([storedText, z.string(), z.number()]));

function checkRows(database: Database): void {
  for (const [table, columns] of Object.entries(sealedColumns)) {
    // A number stays one.
    const values = columns.map((name) => (name === "count" ? name : bytesOf(name))).join();
    const sql = `SELECT hex(seal) AS seal, ${values} FROM ${table}`;
    for (const { seal, ...row } of database.rows(anyRow, sql)) {
      const expected = Buffer.from(sealOf(...Object.values(row))).toString("hex");
      if (seal !== expected.toUpperCase()) throw database.torn("a row is not what was written");
    }
  }
}

/** What the settings of version 1 hold is kept: its rows get their seals. */
function sealOld(database: Database): void {
  for (const [table, columns] of Object.entries(sealedColumns)) {
    database.run(`ALTER TABLE ${table} ADD COLUMN seal BLOB NOT NULL DEFAULT x''`);
    const where = columns.map((column) => `${column} = ?`).join(" AND ");
    for (const row of database.rows(anyRow, `SELECT ${columns.join()} FROM ${table}`)) {
      const values = Object.values(row);
      database.run(`UPDATE ${table} SET seal = ? WHERE ${where}`, sealOf(...values), ...values);
    }
  }
}
