import { randomUUID } from "node:crypto";
import { z } from "zod";
import { OnRecordError } from "../core/errors.ts";
import { type Database, storedText } from "./database.ts";
import { putFact, sealAll } from "./seals.ts";

/** Raise it with every change of the tables; an older database is emptied and built anew. */
const SCHEMA_VERSION = 5;

const tables = [
  // What the database is and was built with: identity, generation, segmenter, encoder, tagger; and
  // the seals of the tables, see seals.ts.
  `CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,

  // One row a corpus file, also those that could not be read.
  `CREATE TABLE files (
     path TEXT PRIMARY KEY, signature TEXT NOT NULL, document_id TEXT, problem TEXT
   ) WITHOUT ROWID`,

  // The current version of each document, and every version there was while it stood.
  `CREATE TABLE documents (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE versions (
     document_id TEXT NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL,
     title TEXT, publisher TEXT, author TEXT, author_role TEXT, published TEXT, url TEXT,
     PRIMARY KEY (document_id, sha256)
   )`,

  // AUTOINCREMENT: an id is never used twice, so a vector index can tell new from old by id.
  `CREATE TABLE passages (
     id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
     span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, input_hash TEXT NOT NULL
   )`,
  `CREATE UNIQUE INDEX passages_by_document ON passages (document_id, ordinal)`,

  // Written between publications, like drafts, so each row has a seal of its own.
  `CREATE TABLE vectors (
     input_hash TEXT NOT NULL, encoder TEXT NOT NULL, vector BLOB NOT NULL, seal BLOB NOT NULL,
     PRIMARY KEY (input_hash, encoder)
   ) WITHOUT ROWID`,

  // Word search: rowid is the passage's id. The text itself stays in versions.
  `CREATE VIRTUAL TABLE words USING fts5(
     title, body, content = '', contentless_delete = 1,
     tokenize = 'porter unicode61 remove_diacritics 2'
   )`,
  // Each word of the search index and how many passages hold it.
  `CREATE VIRTUAL TABLE word_counts USING fts5vocab(words, 'row')`,

  // Spans are JSON. `within` is the ordinal of the statement around.
  `CREATE TABLE statements (
     id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
     kind TEXT NOT NULL, content TEXT NOT NULL, cue TEXT NOT NULL, source TEXT NOT NULL,
     within INTEGER
   )`,
  `CREATE UNIQUE INDEX statements_by_document ON statements (document_id, ordinal)`,
  `CREATE VIRTUAL TABLE statement_words USING fts5(
     title, body, content = '', contentless_delete = 1,
     tokenize = 'porter unicode61 remove_diacritics 2'
   )`,

  // Who spoke, as each document alone tells it (JSON), and linked over the corpus.
  `CREATE TABLE spoken (document_id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE speakers (id TEXT PRIMARY KEY, name TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE statement_speakers (
     statement_id INTEGER NOT NULL, speaker_id TEXT NOT NULL, role TEXT,
     PRIMARY KEY (statement_id, speaker_id)
   ) WITHOUT ROWID`,
  `CREATE INDEX statements_by_speaker ON statement_speakers (speaker_id)`,

  // Readings of documents that are not published yet.
  `CREATE TABLE drafts (key TEXT PRIMARY KEY, data TEXT NOT NULL, seal BLOB NOT NULL)`,
];

const nameRow = z.object({ name: storedText });
const versionRow = z.object({ user_version: z.number() });

/**
 * Makes the tables where there are none.
 *
 * @throws OnRecordError E_STATE_NEWER when a later version of the program made the database.
 */
export function ensureSchema(database: Database): void {
  const version = readVersion(database);
  if (version === SCHEMA_VERSION) return;
  if (version > SCHEMA_VERSION) {
    throw new OnRecordError(
      "E_STATE_NEWER",
      `The index ${database.path} was made by a newer version of On Record (format ${version}, this one reads ${SCHEMA_VERSION}). ` +
        "Update On Record, or set ON_RECORD_STATE_DIR to another folder.",
    );
  }
  database.transaction(() => {
    // Another process may have made the tables since the version was read.
    if (readVersion(database) === SCHEMA_VERSION) return;
    for (const { name } of database.rows(
      nameRow,
      "SELECT CAST(name AS BLOB) AS name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )) {
      // The tables behind a search index go with it.
      database.run(`DROP TABLE IF EXISTS "${name.replaceAll('"', '""')}"`);
    }
    for (const sql of tables) database.run(sql);
    putFact(database, "identity", randomUUID());
    putFact(database, "generation", "0");
    sealAll(database);
    database.run(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

function readVersion(database: Database): number {
  const [row] = database.rows(versionRow, "PRAGMA user_version");
  if (!row) throw database.torn("it has no version");
  return row.user_version;
}
