import { listed } from "./text/listed.ts";
import { describeDates } from "./question/describe-interpretation.ts";
import type { Interpretation, NoAnswerReason } from "./types.ts";

/**
 * Why there is no answer, in words that say no more than what was looked for and where. What the
 * corpus does not have may still have been said.
 */

/** @param name somebody who speaks in the corpus, for an example; null where nobody does. */
export function notAQuestion(name: string | null): NoAnswerReason {
  const example = name === null ? "Which sources are there?" : `What did ${name} say?`;
  return {
    code: "not-a-question",
    message: `There is nothing in this to look for. Ask something like “${example}”`,
  };
}

export const OTHER_LANGUAGE: NoAnswerReason = {
  code: "other-language",
  message: "This reads questions in English alone, and found nothing by these words.",
};

export const NOTHING_FOUND: NoAnswerReason = {
  code: "weak-matches",
  message: "Nothing was found in this corpus.",
};

export const WEAK_MATCHES: NoAnswerReason = {
  code: "weak-matches",
  message: "Nothing in this corpus comes near enough to the question to be an answer.",
};

export const NOBODY_SPOKE: NoAnswerReason = {
  code: "weak-matches",
  message: "Nobody is told to have spoken on this in this corpus.",
};

export const NO_DATES: NoAnswerReason = {
  code: "weak-matches",
  message: "No document that was looked at states when it was published.",
};

export const NO_MORE: NoAnswerReason = {
  code: "no-more",
  message: "Nothing further that fits was found in this corpus.",
};

export const QUOTE_NOT_FOUND: NoAnswerReason = {
  code: "quote-not-found",
  message: "These words are not in this corpus.",
};

/** @param near names of the corpus that are written nearly so. */
export function nobodyNamed(name: string, near: readonly string[]): NoAnswerReason {
  const like = near.length === 0 ? "" : ` Written nearly so: ${listed(near)}.`;
  return {
    code: "speaker-unknown",
    message: `Nobody of the name “${name}” is in this corpus.${like}`,
  };
}

export function noSourceNamed(name: string): NoAnswerReason {
  return { code: "source-unknown", message: `Nothing in this corpus is from “${name}”.` };
}

/** @param topics what statements of theirs are about, in the corpus's words. */
export function notOnThis(
  interpretation: Interpretation,
  topics: readonly string[] = [],
): NoAnswerReason {
  const whom = namesIn(interpretation);
  const are = areOf(whom);
  const said =
    interpretation.topic === null
      ? `${listed(whom)} ${are} named in this corpus, but no statement there is told to be theirs.`
      : `${listed(whom)} ${are} in this corpus, but no statement told to be theirs was found to be on this.`;
  const others = topics.length === 0 ? "" : ` Statements of theirs speak of ${listed(topics)}.`;
  return { code: "speaker-not-on-this", message: said + others };
}

function namesIn({ speaker, namesakes }: Interpretation): string[] {
  return (speaker ? [speaker] : namesakes).map(({ name }) => name);
}

function areOf(names: readonly string[]): string {
  return names.length === 1 ? "is" : "are";
}

export function notIntroduced(interpretation: Interpretation): NoAnswerReason {
  const names = namesIn(interpretation);
  const message = `${listed(names)} ${areOf(names)} in this corpus, but nothing was found there that says who they are.`;
  return { code: "weak-matches", message };
}

/** Of the wanted sources, where some are wanted too. */
export function outsideDates({ from, to, sources }: Interpretation): NoAnswerReason {
  const dates = describeDates(from, to) ?? "of that time";
  const by = sources.length === 0 ? "" : ` and by ${listed(sources, "or")}`;
  return {
    code: "outside-dates",
    message: `Nothing that fits is ${dates}${by} in this corpus.`,
  };
}

export function outsideSources({ sources }: Interpretation): NoAnswerReason {
  return {
    code: "outside-sources",
    message: `Nothing that fits is from ${listed(sources, "or")} in this corpus.`,
  };
}

/** What is said of questions of a message that are too many; null for none. */
export function questionsLeftOut(questions: readonly string[]): string | null {
  if (questions.length === 0) return null;
  const quoted = questions.map((question) => `“${question}”`);
  return `Too many questions for one message; not looked for: ${listed(quoted)}.`;
}

/** @param words look like a date. */
export function dateNotUnderstood(words: string): string {
  return `“${words}” looks like a date and was not understood as one; nothing was kept to it.`;
}

/** What is said of those who have none, where others have an answer. */
export function nothingBy(names: readonly string[]): string {
  return `Nothing by ${listed(names, "or")} was found that fits.`;
}
