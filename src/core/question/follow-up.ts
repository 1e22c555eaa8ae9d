import { linear } from "../text/linear.ts";
import type { SpeakerSummary } from "../speaker-summary.ts";
import type { Interpretation } from "../types.ts";
import { wordsOf } from "../text/words.ts";
import { findDates } from "./dates.ts";
import type { KnownNames } from "./known-names.ts";

const AND = linear(
  String.raw`^(?:(?<and>and|or|also)\s+)?(?:(?:what|how)\s+about\s+|about\s+|on\s+)?(?<what>.+?)[?!.\s]*$`,
);
const OPENING = linear(String.raw`^(?:and|or|also|what\s+about|how\s+about)\b`);
const FOLLOW_UP_WORDS_MAX = 8;
const VERB = linear(String.raw`\b(?:did|does|do|is|are|was|were|has|have|said|says?)\b`);

/**
 * "And Barrot?", "what about China?", "and in 2023?" after another question: what it names takes the
 * place of the speaker, the topic or the dates; the rest is carried over. A person's name, and after
 * "and" any speaker's, is a speaker; all else is a topic. Null where it stands on its own.
 */
export function followUp(
  question: string,
  previous: Interpretation,
  names: KnownNames,
): Interpretation | null {
  if (!OPENING.test(question) || VERB.test(question)) return null;
  const match = AND.exec(question.trim());
  const what = match?.group("what") ?? "";
  if (wordsOf(what).length === 0 || wordsOf(what).length > FOLLOW_UP_WORDS_MAX) return null;
  const carried: Interpretation = { ...previous, text: question, quote: null, unknown: null };
  const dates = findDates(question, null);
  if (dates) return { ...carried, from: dates.from, to: dates.to };
  const found = names.speakers(what).filter(({ statementCount }) => statementCount > 0);
  const isSpeaker = (speaker: SpeakerSummary) =>
    speaker.type === "person" || (match?.group("and") ?? "") !== "";
  const meant = found.filter(isSpeaker).map(({ id, name }) => ({ id, name }));
  const [first, ...others] = meant;
  if (first) {
    const whom =
      others.length === 0 ? { speaker: first, namesakes: [] } : { speaker: null, namesakes: meant };
    return { ...carried, kind: "statements", ...whom };
  }
  return { ...carried, topic: what };
}
