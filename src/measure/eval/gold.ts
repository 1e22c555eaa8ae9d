import { readFile } from "node:fs/promises";
import { z } from "zod";
import { OnRecordError } from "../../core/errors.ts";
import type { Store } from "../../ports.ts";
import { type GoldFile, type PredictedStatement, goldFileSchema } from "./speakers.ts";

/** @throws OnRecordError E_DATA when the file cannot be read or does not fit. */
export async function readGold(path: string): Promise<GoldFile> {
  try {
    return goldFileSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new OnRecordError("E_DATA", `The gold file ${path} cannot be used: ${reason}`, {
      cause: error,
    });
  }
}

/** The statements that the store holds, by document, as `scoreSpeakers` reads them. */
export function predictedStatements(
  store: Store,
): ReadonlyMap<string, readonly PredictedStatement[]> {
  const byDocument = new Map<string, PredictedStatement[]>();
  for (const { documentId, content, source, speakers } of store.statements(store.statementIds())) {
    const own = byDocument.get(documentId) ?? [];
    own.push({ content, source, speakers: speakers.map(({ name }) => name) });
    byDocument.set(documentId, own);
  }
  return byDocument;
}
