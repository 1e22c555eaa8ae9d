import type { DateRange } from "../../../src/core/question/dates.ts";
import type { KnownNames } from "../../../src/core/question/known-names.ts";
import { createSourceIndex, markSources } from "../../../src/core/question/source-marks.ts";
import { summaryOf } from "../../../src/core/speaker-summary.ts";
import { findSpeaker } from "../../../src/core/speakers/find.ts";
import { nameWords } from "../../../src/core/speakers/name-index.ts";
import { markNames } from "../../../src/core/speakers/name-marks.ts";
import type { Speaker } from "../../../src/core/speakers/speaker.ts";

/** What a made-up corpus is: who speaks in it, its publishers and titles, its words, and of when it is. */
export interface MadeUp {
  readonly speakers: readonly Speaker[];
  readonly sources: ReturnType<typeof createSourceIndex>;
  /** As the word index has them. */
  readonly stems: ReadonlySet<string>;
  readonly published?: DateRange;
}

/** What a made-up corpus knows of names, as the use cases read it from the store. */
export function namesOf({
  speakers,
  sources,
  stems,
  published = { from: null, to: null },
}: MadeUp): KnownNames {
  return {
    speakers: (words) => findSpeaker(words, speakers).map((one) => summaryOf(one.speaker)),
    sources: (words) => markSources(words.split(" "), sources).flatMap((mark) => mark.sources),
    speakersIn: (words) =>
      markNames(words, speakers).map((mark) => ({
        ...mark,
        speakers: mark.speakers.map(summaryOf),
      })),
    sourcesIn: (words) => markSources(words, sources),
    nameWords: nameWords(speakers),
    published,
    holds: (stem) => stems.has(stem),
    stemsFrom: (initial) => [...stems].filter((stem) => stem.startsWith(initial)),
  };
}
