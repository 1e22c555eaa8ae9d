import type { Change, PreparedDocument } from "../ports.ts";
import type { Database } from "./database.ts";
import { putFact, readFact, sealAll, sealTable } from "./seals.ts";
import { putSpeakers, putStatements, removeStatements } from "./statements.ts";

/**
 * Stores a change as one transaction and returns the new generation. A crash at any byte leaves
 * the generation before, whole.
 */
export function publishChange(database: Database, change: Change): number {
  return database.transaction(() => {
    for (const id of change.removedDocumentIds) removeDocument(database, id);
    for (const prepared of change.documents) putDocument(database, prepared);
    putFiles(database, change);
    database.run(
      "DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM passages WHERE passages.input_hash = vectors.input_hash)",
    );
    putFact(database, "segmenter", change.builtWith.segmenter);
    putFact(database, "encoder", change.builtWith.encoder);
    putFact(database, "tagger", change.builtWith.tagger);
    putFact(database, "operators", change.builtWith.operators);
    putSpeakers(database, change);
    database.run("DELETE FROM drafts");
    const generation = Number(readFact(database, "generation") ?? 0) + 1;
    putFact(database, "generation", String(generation));
    sealAll(database);
    return generation;
  });
}

/** Remembers how the corpus's files stand, in one transaction, and leaves the generation. */
export function recordFiles(
  database: Database,
  change: Pick<Change, "files" | "removedPaths">,
): void {
  database.transaction(() => {
    putFiles(database, change);
    sealTable(database, "files");
  });
}

function putFiles(database: Database, change: Pick<Change, "files" | "removedPaths">): void {
  for (const path of change.removedPaths) database.run("DELETE FROM files WHERE path = ?", path);
  for (const file of change.files) {
    database.run(
      "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
      file.path,
      file.signature,
      file.documentId,
      file.problem,
    );
  }
}

function removeDocument(database: Database, id: string): void {
  removePassages(database, id);
  removeStatements(database, id);
  database.run("DELETE FROM versions WHERE document_id = ?", id);
  database.run("DELETE FROM documents WHERE id = ?", id);
}

function removePassages(database: Database, documentId: string): void {
  database.run(
    "DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE document_id = ?)",
    documentId,
  );
  database.run("DELETE FROM passages WHERE document_id = ?", documentId);
}

function putDocument(database: Database, prepared: PreparedDocument): void {
  const { document, passages } = prepared;
  const { id, sha256, text, title, publisher, author, authorRole, published, url } = document;
  removePassages(database, id);
  removeStatements(database, id);
  database.run("INSERT OR REPLACE INTO documents VALUES (?, ?)", id, sha256);
  database.run(
    "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    id,
    sha256,
    text,
    title,
    publisher,
    author,
    authorRole,
    published,
    url,
  );
  putStatements(database, prepared);
  for (const [ordinal, passage] of passages.entries()) {
    const { lastId } = database.run(
      "INSERT INTO passages (document_id, ordinal, span_start, span_end, input_hash) VALUES (?, ?, ?, ?, ?)",
      id,
      ordinal,
      passage.start,
      passage.end,
      passage.inputHash,
    );
    const body = text.slice(passage.start, passage.end);
    database.run(
      "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
      lastId,
      title ?? "",
      body,
    );
  }
}
