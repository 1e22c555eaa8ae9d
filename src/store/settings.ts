import { z } from "zod";
import { OnRecordError } from "../core/errors.ts";
import { type Database, openDatabase } from "./database.ts";

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

const VERSION = 1;

const tables = [
  `CREATE TABLE IF NOT EXISTS channels (
     guild_id TEXT NOT NULL, channel_id TEXT NOT NULL, PRIMARY KEY (guild_id, channel_id)
   ) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS feedback (
     kind TEXT NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (kind, outcome)
   ) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS queries (
     id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, query TEXT NOT NULL
   )`,
  `CREATE TABLE IF NOT EXISTS commands (
     scope TEXT PRIMARY KEY, hash TEXT NOT NULL
   ) WITHOUT ROWID`,
];

const versionRow = z.object({ user_version: z.number() });
const channelRow = z.object({ channel_id: z.string() });
const queryRow = z.object({ query: z.string() });
const hashRow = z.object({ hash: z.string() });
const feedbackRow = z.object({
  kind: z.enum(FEEDBACK_KINDS),
  outcome: z.string(),
  count: z.number(),
});

/** Longest outcome that is counted: it comes back from a button that anybody can forge. */
const OUTCOME = /^[a-z-]{1,40}$/;
const UNTOLD = "untold";
/** Queries of buttons that are kept; the oldest go first. */
const QUERIES_MAX = 20_000;

/** @throws OnRecordError E_STATE_TORN, E_STATE_NEWER, E_STATE_UNWRITABLE, E_DISK_FULL. */
export async function openSettings(path: string): Promise<SettingsStore> {
  const database = await openDatabase(path);
  try {
    // A commit then waits for no disk: the caller's thread has heartbeats to send.
    database.all("PRAGMA synchronous = NORMAL");
    ensureTables(database, path);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    channels: (guildId) =>
      database
        .all("SELECT channel_id FROM channels WHERE guild_id = ? ORDER BY channel_id", guildId)
        .map((row) => channelRow.parse(row).channel_id),
    enable: (guildId, channelId) => {
      database.run("INSERT OR IGNORE INTO channels VALUES (?, ?)", guildId, channelId);
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
    countFeedback: (kind, outcome = UNTOLD) => {
      database.run(
        `INSERT INTO feedback VALUES (?, ?, 1)
         ON CONFLICT (kind, outcome) DO UPDATE SET count = count + 1`,
        kind,
        OUTCOME.test(outcome) ? outcome : UNTOLD,
      );
    },
    feedback: () =>
      database
        .all("SELECT kind, outcome, count FROM feedback ORDER BY kind, outcome")
        .map((row) => feedbackRow.parse(row)),
    keepQuery: (key, query) => {
      const { lastId } = database.run(
        "INSERT OR REPLACE INTO queries (key, query) VALUES (?, ?)",
        key,
        query,
      );
      database.run("DELETE FROM queries WHERE id <= ?", lastId - QUERIES_MAX);
    },
    query: (key) => {
      const [row] = database.all("SELECT query FROM queries WHERE key = ?", key);
      return row === undefined ? null : queryRow.parse(row).query;
    },
    commandHash: (scope) => {
      const [row] = database.all("SELECT hash FROM commands WHERE scope = ?", scope);
      return row === undefined ? null : hashRow.parse(row).hash;
    },
    setCommandHash: (scope, hash) => {
      database.run("INSERT OR REPLACE INTO commands VALUES (?, ?)", scope, hash);
    },
    close: () => database.close(),
  };
}

function ensureTables(database: Database, path: string): void {
  const version = versionRow.parse(database.all("PRAGMA user_version")[0]).user_version;
  if (version > VERSION) {
    throw new OnRecordError(
      "E_STATE_NEWER",
      `The settings ${path} were made by a newer version of On Record (format ${version}, this one reads ${VERSION}). Update On Record.`,
    );
  }
  if (version === VERSION) return;
  database.transaction(() => {
    for (const sql of tables) database.run(sql);
    database.run(`PRAGMA user_version = ${VERSION}`);
  });
}
