import type { KnownNames, SpeakerMark } from "../core/question/known-names.ts";
import { summaryOf } from "../core/speaker-summary.ts";
import { type FindWay, findSpeaker } from "../core/speakers/find.ts";
import { wordsOf } from "../core/text/words.ts";
import { nameWords } from "../core/speakers/name-index.ts";
import { markNames } from "../core/speakers/name-marks.ts";
import type { Speaker } from "../core/speakers/speaker.ts";
import { markSources } from "../core/question/source-marks.ts";
import { namedSources, sourceIndexOf } from "./documents.ts";
import type { Store } from "../ports.ts";

/** What this corpus knows of names. */
export function namesOf(store: Store): KnownNames {
  const holds = (stem: string) => (store.wordCounts([stem]).get(stem) ?? 0) > 0;
  return {
    speakers: (words) => {
      const found = findSpeaker(words, store.speakers());
      // All are met in one way.
      return found[0] && isMeant(words, found[0].way, store)
        ? found.map(({ speaker }) => summaryOf(speaker))
        : [];
    },
    sources: (words) => namedSources(store, words),
    speakersIn: (words) => speakersIn(words, store.speakers()),
    sourcesIn: (words) => markSources(words, sourceIndexOf(store)),
    nameWords: nameWords(store.speakers()),
    published: store.coverage(),
    holds,
    stemsFrom: (initial) => store.stemsFrom(initial),
  };
}

/** A word of more passages than these, written small, is no name: "country" is not Town & Country. */
const COMMON_COUNT = 20;
const COMMON_SHARE = 0.01;

/**
 * Whether words can be a name met in a loose way: words that the corpus uses are no misspelling, and
 * a common word is no part of a name.
 */
function isMeant(words: string, way: FindWay, store: Store): boolean {
  if (way === "id" || way === "name" || way === "role") return true;
  const stems = wordsOf(words).map(({ stem }) => stem);
  const counts = store.wordCounts(stems);
  const least = Math.min(...stems.map((stem) => counts.get(stem) ?? 0));
  if (way !== "part") return least === 0;
  const isCommon = least > Math.max(COMMON_COUNT, COMMON_SHARE * store.counts().passages);
  return /\p{Lu}/u.test(words) || !isCommon;
}

function speakersIn(words: readonly string[], speakers: readonly Speaker[]): SpeakerMark[] {
  return markNames(words, speakers).map((mark) => ({
    ...mark,
    speakers: mark.speakers.map(summaryOf),
  }));
}
