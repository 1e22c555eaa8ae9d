import { z } from "zod";
import type { SpokenDocument } from "../core/speakers/link.ts";
import type { Mention, Speaker } from "../core/speakers/speaker.ts";
import type { Statement } from "../core/statements/statement.ts";
import type { Span, StoredStatement } from "../core/types.ts";
import { sha256Of } from "../hash.ts";
import type { Change, PreparedDocument } from "../ports.ts";
import {
  documentSpeakersSchema,
  spanSchema,
  speakerTypeSchema,
  statementKindSchema,
} from "../schemas.ts";
import { type Database, jsonOf, storedText } from "./database.ts";

/** Reading and writing of statements and speakers, for `store.ts` and `publish.ts`. */

const spansSchema = z.array(spanSchema);
const evidenceSchema = z.object({ documentId: z.string(), span: spanSchema, text: z.string() });
const speakerSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: speakerTypeSchema,
  statementCount: z.int(),
  aliases: z.array(z.object({ text: z.string(), evidence: z.array(evidenceSchema) })),
  roles: z.array(z.object({ text: z.string(), evidence: evidenceSchema.nullable() })),
});
const statementRow = z.object({
  id: z.number(),
  document_id: z.string(),
  ordinal: z.number(),
  kind: statementKindSchema,
  content: jsonOf(spansSchema),
  cue: jsonOf(spansSchema),
  source: jsonOf(spansSchema),
  within: z.number().nullable(),
  speakers: jsonOf(
    z.array(z.object({ id: z.string(), name: z.string(), role: z.string().nullable() })),
  ),
});

const STATEMENT = `SELECT statements.id, document_id, ordinal, kind, content, cue, source, within,
  (SELECT json_group_array(json_object('id', speakers.id, 'name', name, 'role', role))
   FROM statement_speakers JOIN speakers ON speakers.id = speaker_id
   WHERE statement_id = statements.id) AS speakers
  FROM statements`;

function toStatement({ document_id, ...row }: z.infer<typeof statementRow>): StoredStatement {
  return { documentId: document_id, ...row };
}

export function readStatements(database: Database, ids: readonly number[]): StoredStatement[] {
  return database
    .rows(
      statementRow,
      `${STATEMENT} WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
    .map(toStatement);
}

export function readStatementsBy(database: Database, speakerId: string): StoredStatement[] {
  return database
    .rows(
      statementRow,
      `${STATEMENT} WHERE id IN (SELECT statement_id FROM statement_speakers WHERE speaker_id = ?)
       ORDER BY document_id, ordinal`,
      speakerId,
    )
    .map(toStatement);
}

export function readStatementsOf(
  database: Database,
  documentId: string,
  inside?: Span,
): StoredStatement[] {
  const own = `${STATEMENT} WHERE document_id = ?1`;
  const first =
    "json_extract(content, '$[0].start') >= ?2 AND json_extract(content, '$[0].end') <= ?3";
  const rows = inside
    ? database.rows(
        statementRow,
        `${own} AND ${first} ORDER BY ordinal`,
        documentId,
        inside.start,
        inside.end,
      )
    : database.rows(statementRow, `${own} ORDER BY ordinal`, documentId);
  return rows.map(toStatement);
}

const speakerRow = z.object({ data: jsonOf(speakerSchema) });

export function readSpeakers(database: Database): Speaker[] {
  return database.rows(speakerRow, "SELECT data FROM speakers ORDER BY id").map(({ data }) => data);
}

const spokenRow = z.object({
  data: jsonOf(documentSpeakersSchema),
  text: storedText,
  sha256: z.string(),
});

export function readSpokenDocuments(database: Database): SpokenDocument[] {
  return database
    .rows(
      spokenRow,
      `SELECT data, CAST(text AS BLOB) AS text, versions.sha256 AS sha256
       FROM spoken JOIN documents ON documents.id = spoken.document_id
       JOIN versions ON versions.document_id = documents.id AND versions.sha256 = documents.sha256
       ORDER BY documents.id`,
    )
    .map(({ data, text, sha256 }) => ({
      ...data,
      text: checkText(database, data.documentId, text, sha256),
    }));
}

/**
 * A text, if it is the one that its hash names.
 *
 * @throws OnRecordError E_STATE_TORN.
 */
export function checkText(
  database: Database,
  documentId: string,
  text: string,
  sha256: string,
): string {
  if (sha256Of(text) === sha256) return text;
  throw database.torn(`the text of "${documentId}" is not what was written`);
}

export function removeStatements(database: Database, documentId: string): void {
  const own = "IN (SELECT id FROM statements WHERE document_id = ?)";
  database.run(`DELETE FROM statement_words WHERE rowid ${own}`, documentId);
  database.run(`DELETE FROM statement_speakers WHERE statement_id ${own}`, documentId);
  database.run("DELETE FROM statements WHERE document_id = ?", documentId);
  database.run("DELETE FROM spoken WHERE document_id = ?", documentId);
}

export function putStatements(database: Database, prepared: PreparedDocument): void {
  const { document, statements, speakers } = prepared;
  database.run("INSERT INTO spoken VALUES (?, ?)", document.id, JSON.stringify(speakers));
  for (const [ordinal, statement] of statements.entries()) {
    const { lastId } = database.run(
      "INSERT INTO statements (document_id, ordinal, kind, content, cue, source, within) VALUES (?, ?, ?, ?, ?, ?, ?)",
      document.id,
      ordinal,
      statement.kind,
      JSON.stringify(statement.content),
      JSON.stringify(statement.cue),
      JSON.stringify(statement.source),
      statement.within,
    );
    database.run(
      "INSERT INTO statement_words (rowid, title, body) VALUES (?, ?, ?)",
      lastId,
      document.title ?? "",
      statementWords(document.text, statement),
    );
  }
}

/** The statement's text from its first span to its last, with what stands between. */
function statementWords(text: string, { content, cue, source }: Statement): string {
  const spans = [...content, ...cue, ...source];
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return text.slice(start, end);
}

/** Writes the speakers of the whole corpus, and which of them made which statement. */
export function putSpeakers(database: Database, { linked }: Change): void {
  database.run("DELETE FROM statement_speakers");
  database.run("DELETE FROM speakers");
  for (const speaker of linked.speakers) {
    const { id, name } = speaker;
    database.run("INSERT INTO speakers VALUES (?, ?, ?)", id, name, JSON.stringify(speaker));
  }
  for (const spoken of readSpokenDocuments(database)) {
    const ids = linked.ids.get(spoken.documentId) ?? [];
    for (const [ordinal, { speakers }] of spoken.statements.entries()) {
      for (const index of speakers) {
        const mention = spoken.mentions[index];
        const id = ids[index];
        if (!mention || id === undefined) continue;
        database.run(
          `INSERT OR IGNORE INTO statement_speakers
           SELECT id, ?, ? FROM statements WHERE document_id = ? AND ordinal = ?`,
          id,
          roleOf(spoken.text, mention),
          spoken.documentId,
          ordinal,
        );
      }
    }
  }
}

function roleOf(text: string, { roles: [role] }: Mention): string | null {
  return role ? text.slice(role.start, role.end) : null;
}
