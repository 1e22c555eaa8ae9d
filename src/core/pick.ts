interface FromDocument {
  readonly passage: { readonly documentId: string };
}

/**
 * The best candidates, at most `perDocumentMax` of a document, grouped by document: documents in
 * the order of their best candidate, each with its own candidates in their order.
 */
export function pickByDocument<T extends FromDocument>(
  candidates: readonly T[],
  { limit, perDocumentMax }: { readonly limit: number; readonly perDocumentMax: number },
): T[] {
  const groups = new Map<string, T[]>();
  let count = 0;
  for (const candidate of candidates) {
    if (count === limit) break;
    const group = groups.get(candidate.passage.documentId) ?? [];
    if (group.length === perDocumentMax) continue;
    group.push(candidate);
    groups.set(candidate.passage.documentId, group);
    count += 1;
  }
  return [...groups.values()].flat();
}
