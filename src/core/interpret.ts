import { OnRecordError } from "./errors.ts";
import { QUESTION_CHARS_MAX } from "./limits.ts";
import type { Interpretation } from "./types.ts";

/**
 * A question ready to be asked: trimmed, not empty, within the limit.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG.
 */
export function parseQuestion(text: string): string {
  const question = text.trim();
  if (question === "") {
    throw new OnRecordError(
      "E_QUESTION_EMPTY",
      'The question is empty. Ask one, such as "What did Rutte say about China?"',
    );
  }
  if (question.length > QUESTION_CHARS_MAX) {
    throw new OnRecordError(
      "E_QUESTION_TOO_LONG",
      `The question has ${question.length} characters and the limit is ${QUESTION_CHARS_MAX}. Ask a shorter one.`,
    );
  }
  return question;
}

/** Looks a name, role or body up among the speakers of the corpus; null for nobody or for several. */
export type FindSpeaker = (name: string) => { readonly id: string; readonly name: string } | null;

const SPEAKING =
  "said|says?|stated?|states|told|tells?|writes?|wrote|written|warn(?:s|ed)?|claim(?:s|ed)?|think(?:s)?|thought|" +
  "believe[sd]?|call(?:s|ed)?|den(?:y|ies|ied)|admit(?:s|ted)?|announce[sd]?|argue[sd]?|add(?:s|ed)?|ask(?:s|ed)?|" +
  "confirm(?:s|ed)?|comment(?:s|ed)?|declare[sd]?|demand(?:s|ed)?|explain(?:s|ed)?|express(?:es|ed)?|" +
  "mention(?:s|ed)?|note[sd]?|promise[sd]?|propose[sd]?|quote[sd]?|report(?:s|ed)?|respond(?:s|ed)?|reveal(?:s|ed)?|" +
  "suggest(?:s|ed)?|threaten(?:s|ed)?|urge[sd]?|accuse[sd]?|predict(?:s|ed)?|insist(?:s|ed)?|describe[sd]?";
const ABOUT = "about|on|of|regarding|concerning|over|against|to";

/** Each form of question that asks for statements, with the speaker and the topic as groups. */
const STATEMENT_FORMS: readonly RegExp[] = [
  // What did Rutte say about China? How did Macron describe NATO?
  new RegExp(
    `^(?:what|how|why|when|where|which\\s.+?)\\s+(?:did|does|do|has|have|had|is|was|were)\\s+(?<speaker>.+?)\\s+(?:${SPEAKING})(?:ing)?\\b\\s*(?:(?:${ABOUT}|that)\\b)?\\s*(?<topic>.*)$`,
    "i",
  ),
  // What Rutte said about China
  new RegExp(
    `^what\\s+(?<speaker>.+?)\\s+(?:${SPEAKING})\\b\\s*(?:(?:${ABOUT})\\b)?\\s*(?<topic>.*)$`,
    "i",
  ),
  // Quotes by Rutte on China; statements of Macron
  /^(?:all\s+)?(?:quotes?|quotations?|statements?|words|remarks|comments)\s+(?:by|of|from)\s+(?<speaker>.+?)(?:\s+(?:about|on|regarding|concerning)\s+(?<topic>.+))?$/i,
  // What is Macron's view on NATO?
  /^what(?:\s+(?:is|was|are|were)|['’]s)\s+(?<speaker>.+?)['’]s?\s+(?:view|views|position|opinion|stance|reaction|response|statement|statements|comment|comments)\s*(?:(?:about|on|of|regarding|concerning|to)\b)?\s*(?<topic>.*)$/i,
  // According to Budanov, how many troops are there?
  /^according\s+to\s+(?<speaker>[^,]+),\s*(?<topic>.+)$/i,
];

// Who said that ...? Who warned of ...? Who called it a red line?
const WHO_FORM = new RegExp(
  `^who(?:\\s+(?:has|have|had|else|also))*\\s+(?:${SPEAKING})\\b\\s*(?<topic>.*)$`,
  "i",
);

/**
 * What was understood of a question. One that asks for somebody's statements is read so only when
 * that somebody is a speaker of the corpus; all others are topics, answered by passages.
 */
export function interpret(question: string, findSpeaker: FindSpeaker): Interpretation {
  const plain = question.replace(/[?!.\s]+$/u, "");
  const who = WHO_FORM.exec(plain);
  if (who) return { ...nothing, kind: "who", topic: topicOf(who) ?? question };
  for (const form of STATEMENT_FORMS) {
    const match = form.exec(plain);
    const speaker = match?.groups?.["speaker"] ? findSpeaker(match.groups["speaker"]) : null;
    if (match && speaker) return { ...nothing, kind: "statements", speaker, topic: topicOf(match) };
  }
  return { ...nothing, topic: question };
}

const nothing: Interpretation = {
  kind: "passages",
  speaker: null,
  topic: null,
  sources: [],
  from: null,
  to: null,
  quote: null,
};

function topicOf(match: RegExpExecArray): string | null {
  const topic = match.groups?.["topic"]?.trim() ?? "";
  return topic === "" ? null : topic;
}
