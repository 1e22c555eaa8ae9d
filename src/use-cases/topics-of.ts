import { STATEMENT_CANDIDATES_MAX } from "../core/limits.ts";
import { fold } from "../core/speakers/fold.ts";
import { readPlace } from "../core/speakers/places.ts";
import { findTopics } from "../core/topics.ts";
import type { SpeakerName } from "../core/types.ts";
import type { Store } from "../ports.ts";

/** Names that several statements of a speaker hold, most first: what they speak of, in the corpus's words. */
export function topicsOf(store: Store, { id, name }: SpeakerName): string[] {
  const texts = new Map<string, string>();
  const said = store.statementsBy(id).slice(0, STATEMENT_CANDIDATES_MAX);
  for (const { documentId } of said) {
    if (!texts.has(documentId)) texts.set(documentId, store.document(documentId)?.text ?? "");
  }
  const topics = findTopics(
    said.map(({ documentId, content }) => ({
      documentId,
      text: content
        .map(({ start, end }) => texts.get(documentId)?.slice(start, end) ?? "")
        .join(" "),
    })),
  );
  const own = fold(name);
  return topics.map(({ text }) => text).filter((text) => isName(text) && !own.includes(fold(text)));
}

/** "China" and "North Korea", but not "Chinese". */
function isName(text: string): boolean {
  const place = readPlace(text);
  return /^\p{Lu}/u.test(text) && (place === null || place.country === fold(text));
}
