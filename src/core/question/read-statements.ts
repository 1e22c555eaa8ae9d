import { type LinearMatch, linear } from "../text/linear.ts";
import { isTopical, wordsOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";
import { BARE_FORM, PRONOUN, STATEMENT_FORMS, type StatementForm, WHO_FORM } from "./forms.ts";
import type { InterpretOptions, KnownNames } from "./known-names.ts";
import { NAME_WORDS_MAX, isAllUnknown, isUnknownName, whom } from "./whom.ts";

/** "Who wrote the Declaration of Independence?" asks for an author, not for a statement. */
const AUTHORSHIP = linear(
  String.raw`^who\s+(?:has\s+|had\s+)?(?:wrote|writes|written)\s+(?<what>\S+)`,
);
const ABOUT_SOMETHING = new Set(["that", "about", "of", "on"]);

function asksForAuthor(plain: string): boolean {
  const match = AUTHORSHIP.exec(plain);
  return match !== null && !ABOUT_SOMETHING.has(match.group("what").toLowerCase());
}

/** "Who denied it?" asks who said something. */
export function readWho(plain: string, base: Interpretation): Interpretation | null {
  const match = WHO_FORM.exec(plain);
  if (!match || asksForAuthor(plain)) return null;
  return { ...base, kind: "who", wants: null, topic: topicOf(match) ?? plain };
}

/** "What did Rutte say about China?" asks for a speaker's statements, or for those of somebody unknown. */
export function readStatements(
  plain: string,
  base: Interpretation,
  { names, previous }: Pick<InterpretOptions, "names" | "previous">,
): Interpretation | null {
  let unknown: Interpretation | null = null;
  for (const form of STATEMENT_FORMS) {
    const match = readForm(form, plain);
    const said = match?.group("speaker").trim() ?? "";
    if (!match || said === "") continue;
    const topic = topicOf(match);
    const found =
      PRONOUN.test(said) && previous
        ? { speaker: previous.speaker, namesakes: previous.namesakes }
        : whom(said, names);
    if (found && (found.speaker || found.namesakes.length > 0))
      return { ...base, kind: "statements", topic, ...found };
    if (!unknown && isUnknownName(said, names))
      unknown = { ...base, unknown: { what: "speaker", name: said }, topic: plain };
  }
  return unknown;
}

/** "Rutte on China", "Rutte": a name with a topic or without. */
export function readBare(
  plain: string,
  base: Interpretation,
  names: KnownNames,
): Interpretation | null {
  const match = readForm(BARE_FORM, plain);
  const said = match?.group("speaker").trim() ?? "";
  if (match && said !== "") {
    const found = whom(said, names);
    if (found) return { ...base, kind: "statements", topic: topicOf(match), ...found };
    if (isAllUnknown(said, names))
      return { ...base, unknown: { what: "speaker", name: said }, topic: plain };
  }
  return readName(plain, base, names);
}

const BARE_WORDS_MAX = 7;
const SENTENCE = linear(
  String.raw`[?!.,;]|\b(?:what|which|who|how|why|when|where|is|are|was|were|did|does|do|has|have|had|will|would)\b`,
);

/** A person's name opens the question and a topic follows, or nothing: "Yoon Suk Yeol martial law". */
function readName(plain: string, base: Interpretation, names: KnownNames): Interpretation | null {
  const words = plain.split(/\s+/u);
  // "Liz Truss became prime minister of which country?" opens with a name and asks for no words.
  if (words.length > BARE_WORDS_MAX || SENTENCE.test(plain)) return null;
  for (let count = Math.min(words.length, NAME_WORDS_MAX); count > 0; count -= 1) {
    const rest = words.slice(count).join(" ");
    if (count === 1 && rest !== "") continue;
    const found = whom(words.slice(0, count).join(" "), names, ({ type }) => type === "person");
    if (found) return { ...base, kind: "statements", topic: rest || null, ...found };
  }
  return null;
}

function readForm({ form, speakerWithout }: StatementForm, plain: string): LinearMatch | null {
  const match = form.exec(plain);
  return match && speakerWithout?.test(match.group("speaker")) ? null : match;
}

function topicOf(match: LinearMatch): string | null {
  const before = match.group("before").replace(/^(?:what|which|how|why)\b\s*/iu, "");
  const topic = `${before} ${match.group("topic")}`.trim();
  return wordsOf(topic).some(({ text }) => isTopical(text)) ? topic : null;
}
