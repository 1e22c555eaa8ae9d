import type { Store } from "../../ports.ts";
import { readJson } from "./data-file.ts";
import { type GoldFile, type PredictedStatement, goldFileSchema } from "./speakers.ts";

/** @throws OnRecordError E_DATA when the file cannot be read or does not fit. */
export const readGold = (path: string): Promise<GoldFile> =>
  readJson(path, "The annotated statements", goldFileSchema);

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
