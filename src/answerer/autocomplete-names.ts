import type { Store } from "../ports.ts";
import type { NamedSpeaker, OfferedNames } from "./port.ts";
import { type SaidText, findTopics } from "../core/topics.ts";

/**
 * Reads what can be offered while somebody types. It reads every statement, so it lets other work
 * of its worker run between documents.
 */
export async function readNames(store: Store): Promise<OfferedNames> {
  const generation = store.generation();
  const sources = store.documents();
  const said: SaidText[] = [];
  const bySpeaker = new Map<string, Map<string, number>>();
  for (const { id: documentId } of sources) {
    const document = store.document(documentId);
    for (const { content, speakers } of store.statementsOf(documentId)) {
      const text = content.map(({ start, end }) => document?.text.slice(start, end)).join(" ");
      said.push({ documentId, text });
      for (const { id } of speakers) {
        const places = bySpeaker.get(id) ?? new Map<string, number>();
        bySpeaker.set(id, places);
        places.set(documentId, (places.get(documentId) ?? 0) + 1);
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    generation,
    speakers: speakersOf(store, bySpeaker),
    sources,
    topics: findTopics(said),
  };
}

/** Nobody types a name as long as that, and each is looked through at every letter that is typed. */
const NAME_CHARS_MAX = 200;

function speakersOf(
  store: Store,
  bySpeaker: ReadonlyMap<string, ReadonlyMap<string, number>>,
): NamedSpeaker[] {
  return store
    .speakers()
    .flatMap(({ id, name, type, statementCount, aliases }): NamedSpeaker[] => {
      const places = bySpeaker.get(id);
      if (!places) return [];
      if (name.length > NAME_CHARS_MAX) return [];
      const others = aliases
        .map(({ text }) => text)
        .filter((text) => text !== name && text.length <= NAME_CHARS_MAX);
      return [
        {
          id,
          name,
          type,
          statementCount,
          aliases: others,
          documentIds: [...places.keys()],
          counts: [...places.values()],
        },
      ];
    })
    .toSorted((a, b) => b.statementCount - a.statementCount || (a.id < b.id ? -1 : 1));
}
