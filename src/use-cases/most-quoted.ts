import type { StoredStatement } from "../core/types.ts";
import type { Store } from "../ports.ts";

/** A speaker and how many statements count here. */
export interface Quoted {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/**
 * Those who have a name or an office and say something, most statements first.
 *
 * @param within ids of the documents to look in; null for all.
 */
export function mostQuoted(store: Store, within: readonly string[] | null): Quoted[] {
  const counts = new Map<string, number>();
  for (const id of within ?? []) {
    for (const { speakers } of store.statementsOf(id)) {
      for (const speaker of speakers) counts.set(speaker.id, (counts.get(speaker.id) ?? 0) + 1);
    }
  }
  return store
    .speakers()
    .filter(({ type }) => type !== "anonymous")
    .map(({ id, name, statementCount }) => {
      return { id, name, count: within ? (counts.get(id) ?? 0) : statementCount };
    })
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

const KINDS = ["direct", "mixed", "reported"] as const;
/** Fewer words are no example of what somebody says, in UTF-16 units. */
const TELLING_CHARS_MIN = 40;

/** A statement that shows how somebody is quoted: not too short, between quotation marks before reported. */
export function tellingStatement(
  store: Store,
  speakerId: string,
  within: readonly string[] | null,
): StoredStatement | null {
  const ids = within && new Set(within);
  const [best = null] = store
    .statementsBy(speakerId)
    .filter(({ documentId }) => ids?.has(documentId) ?? true)
    .toSorted((a, b) => isShort(a) - isShort(b) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  return best;
}

/** 1 for a short one, 0 for others. */
function isShort(statement: StoredStatement): number {
  return Number(lengthOf(statement) < TELLING_CHARS_MIN);
}

function lengthOf({ content }: StoredStatement): number {
  return content.reduce((sum, { start, end }) => sum + end - start, 0);
}
