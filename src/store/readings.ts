import { z } from "zod";
import { type Database, storedText } from "./database.ts";
import { isSealed, readFact, sealColumn, sealOf } from "./seals.ts";

/** What is written between publications, as documents are read: vectors and drafts, each row with its seal. */

const draftRow = z.object({ data: storedText, seal: sealColumn });
// The driver gives a blob as an ArrayBuffer.
const vectorRow = z.object({
  id: z.number(),
  input_hash: z.string(),
  vector: z.instanceof(ArrayBuffer).nullable(),
  seal: sealColumn.nullable(),
});

export function readVectors(
  database: Database,
  encoder: string,
  passageIds: readonly number[],
): Map<number, Float32Array> {
  const rows = database.rows(
    vectorRow,
    `SELECT passages.id AS id, passages.input_hash AS input_hash, vector, seal
     FROM passages LEFT JOIN vectors ON vectors.input_hash = passages.input_hash AND encoder = ?
     WHERE passages.id IN (SELECT value FROM json_each(?))`,
    encoder,
    JSON.stringify(passageIds),
  );
  const isOwn = readFact(database, "encoder") === encoder;
  return new Map(
    rows.flatMap(({ id, input_hash, vector, seal }): [number, Float32Array][] => {
      if (vector === null && !isOwn) return [];
      if (vector === null || !isSealed(seal, input_hash, encoder, new Uint8Array(vector)))
        throw database.torn(`the vector of passage ${id} is not what was written`);
      return [[id, new Float32Array(vector)]];
    }),
  );
}

export function readDraft(database: Database, key: string): string | null {
  const [row] = database.rows(
    draftRow,
    "SELECT CAST(data AS BLOB) AS data, seal FROM drafts WHERE key = ?",
    key,
  );
  // One that is damaged is as good as none: the document is read again.
  return row && isSealed(row.seal, key, row.data) ? row.data : null;
}

export function keepDraft(database: Database, key: string, draft: string): void {
  const seal = sealOf(key, draft);
  database.run("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", key, draft, seal);
}

export function putVectors(
  database: Database,
  encoder: string,
  vectors: ReadonlyMap<string, Float32Array>,
): void {
  database.transaction(() => {
    for (const [inputHash, vector] of vectors) {
      const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
      const seal = sealOf(inputHash, encoder, bytes);
      database.run(
        "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
        inputHash,
        encoder,
        bytes,
        seal,
      );
    }
  });
}
