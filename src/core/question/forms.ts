import { alternatives, entriesWith } from "../data/lists.ts";
import { outletWords } from "../data/outlet-words.ts";
import { outlets } from "../data/outlets.ts";
import { peopleInGeneral } from "../data/people-in-general.ts";
import { statementNouns } from "../data/statement-nouns.ts";
import { units } from "../data/units.ts";
import { wordsFor } from "../data/uses.ts";
import { type LinearExpression, linear } from "../text/linear.ts";

/** The forms in which people ask for somebody's words. Groups: `before`, `speaker`, `topic`. */

const SPEAKING = alternatives(wordsFor("question"));
const ABOUT = alternatives(wordsFor("topic-link"));
const LEAD = `(?:(?:${ABOUT}|that)\\b)?`;
const DO = `${alternatives(wordsFor("asking"))}|didn['’]?t`;
const SAID_NOUN = alternatives(entriesWith("view", statementNouns));
const WORDS = alternatives(entriesWith("words", statementNouns));

/** Words that open a question of their own: no name holds one. */
export const QUESTION_WORD = linear(String.raw`\b(?:what|who|how|why|when|where|which|did|does)\b`);
const WHAT_IS = String.raw`^(?:what(?:\s+(?:is|was|are|were)|['’]?s)\s+)?`;

export interface StatementForm {
  readonly form: LinearExpression;
  /** What the words for the speaker must not hold. */
  readonly speakerWithout?: LinearExpression;
}

/** Somebody's statements. Tried in order; only those whose speaker is known, or named, count. */
export const STATEMENT_FORMS: readonly StatementForm[] = [
  // What did Rutte say about China? How many troops does Budanov speak of?
  {
    form: linear(
      `^(?<before>(?:what|which|how|why)\\b.*?)\\s+(?:${DO})\\s+(?<speaker>.+?)\\s+(?:${SPEAKING})(?:ing)?\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    ),
  },
  // Did Rutte say that ...?
  {
    form: linear(
      `^(?:did|does|has|have|had|is\\s+it\\s+true\\s+that)\\s+(?<speaker>.+?)\\s+(?:ever\\s+|really\\s+|actually\\s+)*(?:${SPEAKING})\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    ),
  },
  // What Rutte said about China
  { form: linear(`^what\\s+(?<speaker>.+?)\\s+(?:${SPEAKING})\\b\\s*${LEAD}\\s*(?<topic>.*)$`) },
  // Quotes by Rutte on China; statements of Macron
  {
    form: linear(
      String.raw`^(?:all\s+|any\s+|the\s+|latest\s+)*(?:${WORDS})\s+(?:by|of|from)\s+(?<speaker>.+?)(?:\s+(?:about|on|regarding|concerning)\s+(?<topic>.+))?$`,
    ),
  },
  // What is Macron's view on NATO? Starmer's view on the war
  {
    form: linear(
      `${WHAT_IS}(?<speaker>.+?)['’]s?\\s+(?:latest\\s+)?(?:${SAID_NOUN})\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    ),
    speakerWithout: QUESTION_WORD,
  },
  {
    form: linear(
      `${WHAT_IS}(?<speaker>.+?s)\\s+(?:latest\\s+)?(?:${SAID_NOUN})\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    ),
    speakerWithout: QUESTION_WORD,
  },
  // According to Budanov, how many troops are there?
  { form: linear(String.raw`^according\s+to\s+(?<speaker>[^,]+),\s*(?<topic>.+)$`) },
  // How many troops are there according to Budanov?
  { form: linear(String.raw`^(?<topic>.+?),?\s+according\s+to\s+(?<speaker>[^,]+)$`) },
  // Estonian intelligence - what do they think about ...?
  {
    form: linear(
      `^(?<speaker>[^-–—:,]+?)\\s*[-–—:,]\\s*what\\s+(?:${DO})\\s+(?:he|she|they|it)\\s+(?:${SPEAKING})\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    ),
  },
];

/** A name and a topic without a verb: "Rutte on China", "Rutte: China". Its speaker must be known. */
export const BARE_FORM: StatementForm = {
  form: linear(
    String.raw`^(?<speaker>.+?)\s*(?:\s(?:about|on|re|regarding)\s|:\s)\s*(?<topic>.+)$`,
  ),
  speakerWithout: linear(
    String.raw`\b(?:what|who|how|why|when|where|which|is|are|was|were|did|does|do)\b`,
  ),
};

// Who said that ...? Who warned of ...? Who called it a red line?
export const WHO_FORM = linear(
  `^who(?:\\s+(?:has|have|had|else|also|all))*\\s+(?:${SPEAKING})\\b\\s*(?:(?:about|of|on|that)\\b)?\\s*(?<topic>.*)$`,
);

/** A verb of speech anywhere: with words between quotation marks the question is whether they were said. */
export const SPEAKING_VERB = linear(`\\b(?:${alternatives(wordsFor("question", "quoting"))})\\b`);

/** Whoever is meant stands in an earlier question, or nowhere. */
export const PRONOUN = linear(`^(?:${alternatives(wordsFor("stand-in"))})$`);

/** Words for people in general: a question about them is about a topic. */
export const PEOPLE_IN_GENERAL = linear(
  String.raw`^(?:the\s+|some\s+|many\s+|most\s+)?(?:${alternatives(peopleInGeneral)})$`,
);

/** What the answer must hold. */
export const WANTS: readonly {
  readonly form: LinearExpression;
  readonly wants: "number" | "date" | "person" | "place" | "reason";
}[] = [
  {
    form: linear(
      String.raw`\bhow\s+(?:many|much|old|long|far|tall|big|large)\b|\bwhat\s+(?:number|percentage|share|percent|proportion)\b`,
    ),
    wants: "number",
  },
  {
    form: linear(
      String.raw`^when\b|\b(?:what|which|in\s+what|in\s+which)\s+(?:year|month|day|date)\b|\bsince\s+when\b`,
    ),
    wants: "date",
  },
  {
    form: linear(String.raw`^where\b|\b(?:what|which)\s+(?:country|city|place|region|town)\b`),
    wants: "place",
  },
  {
    form: linear(String.raw`^why\b|\bwhat\s+(?:is|was)\s+the\s+reason\b|\bhow\s+come\b`),
    wants: "reason",
  },
  { form: linear(String.raw`^(?:who|whom|whose)\b`), wants: "person" },
];

/** The unit that a question counts in: a number of anything else is no answer to it. */
export const UNIT = linear(
  String.raw`\bhow\s+many\s+(?:more\s+|other\s+)?(${alternatives(units)}|percent)s?\b|\bwhat\s+(percent)(?:age)?\b`,
);

/** By which order the question wants its answer. */
export const NEWEST_FIRST = linear(String.raw`\b(?:latest|newest|most\s+recent(?:ly)?)\b`);
export const OLDEST_FIRST = linear(
  String.raw`\b(?:timeline|chronolog\w+|over\s+time|by\s+date|in\s+order\s+of\s+date)\b`,
);

/**
 * Newspapers, agencies and broadcasters by the words their names are made of, and some by name: the
 * question "the New York Times on ..." names a source even where the corpus has none of that name.
 */
export const OUTLET = linear(
  String.raw`\b(?:${alternatives(outletWords)})\b|^(?:the\s+)?(?:${alternatives(entriesWith("question", outlets))})$`,
);
