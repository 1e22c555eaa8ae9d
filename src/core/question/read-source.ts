import { entriesWith } from "../data/lists.ts";
import { outletWords } from "../data/outlet-words.ts";
import { outlets } from "../data/outlets.ts";
import { stemOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";
import type { KnownNames, SourceMark } from "./known-names.ts";
import { type Token, tokenise } from "./tokens.ts";

export interface SourcedQuestion extends Pick<Interpretation, "sources" | "unknown"> {
  /** The question without the source. */
  readonly rest: string;
}

const LINK = /^(?:in|from|per|by|via|to|of)$/u;
const TELLING =
  /^(?:say|says|said|report|reports|reported|reporting|write|writes|wrote|written|publish|publishes|published|claim|claims|cover|covered|tell|tells)$/u;
const PIECE = /^(?:articles?|reports?|story|stories|piece|pieces|coverage|reporting|interview)$/u;
const TOPIC = /^(?:on|about)$/u;
const ARTICLE = /^(?:the|a|an|s)$/u;

/** A publisher, author or title that the question keeps to, and the question without it. */
export function readSource(text: string, names: KnownNames): SourcedQuestion {
  const tokens = tokenise(text);
  const known = names.sourcesIn(tokens.map((token) => token.text));
  const unknown = outletsIn(tokens, names);
  if (known.length + unknown.length === 0) return { sources: [], unknown: null, rest: text };
  const speaking = names
    .speakersIn(tokens.map((token) => token.text))
    .filter(({ speakers }) => speakers.some(({ statementCount }) => statementCount > 0));
  for (const mark of known) {
    const cut = cutOf(tokens, mark);
    const isSpeaker = speaking.some(
      ({ from, to }) => from < mark.to && to > mark.from && to - from >= mark.to - mark.from,
    );
    if (cut && !(isSpeaker && !/^(?:in|per)$/u.test(tokens[cut.from]?.low ?? "")))
      return { sources: mark.sources, unknown: null, rest: without(text, tokens, cut) };
  }
  for (const mark of unknown) {
    const cut = cutOf(tokens, mark);
    if (!cut || speaking.some(({ from, to }) => from < mark.to && to > mark.from)) continue;
    const name = text.slice(tokens[mark.from]?.start, tokens[mark.to - 1]?.end);
    return { sources: [], unknown: { what: "source", name }, rest: without(text, tokens, cut) };
  }
  return { sources: [], unknown: null, rest: text };
}

interface Cut {
  readonly from: number;
  readonly to: number;
}

/** What of a question tells that it keeps to a source: "in the Guardian", "Reuters articles on"; null where it is only named. */
function cutOf(tokens: readonly Token[], { from, to }: Cut): Cut | null {
  const low = (at: number) => tokens[at]?.low ?? "";
  let before = from - 1;
  while (ARTICLE.test(low(before)) && low(before) !== "s") before -= 1;
  const isTold =
    LINK.test(low(before)) && (low(before) !== "to" || low(before - 1) === "according");
  if (isTold && low(before) !== "of")
    return { from: low(before) === "to" ? before - 1 : before, to };
  const isHelped = /^(?:did|does|do)$/u.test(low(before));
  if (PIECE.test(low(to)) && !isHelped) return { from: before + 1, to: to + 1 };
  const isAsked = /^(?:did|does|do|has|have|had|what)$/u.test(low(before)) || before < 0;
  if (isAsked && TELLING.test(low(to))) {
    const start = low(before - 1) === "what" ? before - 1 : Math.max(before, 0);
    return {
      from: start,
      to: TOPIC.test(low(to + 1)) || /^(?:that|of)$/u.test(low(to + 1)) ? to + 2 : to + 1,
    };
  }
  return before < 0 && TOPIC.test(low(to)) ? { from: 0, to: to + 1 } : null;
}

function without(text: string, tokens: readonly Token[], { from, to }: Cut): string {
  const before = text.slice(0, tokens[from]?.start).replace(/[,\s]{0,3}$/u, "");
  const after = text.slice(tokens[to - 1]?.end).replace(/^[,:;\s]{0,3}/u, "");
  const isEnd = /^[?!.]/u.test(after) || after === "" || before === "";
  const rest = before + (isEnd ? "" : " ") + after;
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}

const OUTLETS = new Set(entriesWith("question", outlets).map((name) => name.toLowerCase()));
const OUTLET_WORDS_MAX = 4;

/**
 * Newspapers and broadcasters by the words their names are made of, and some by name: the question
 * "the New York Times on ..." names a source even where the corpus has none of that name.
 */
function outletsIn(tokens: readonly Token[], { holds }: KnownNames): SourceMark[] {
  return tokens.flatMap((token, at): SourceMark[] => {
    const isOutlet = outletWords.has(token.low);
    for (let count = OUTLET_WORDS_MAX; count > 0; count -= 1) {
      const from = at + 1 - count;
      const run = tokens.slice(Math.max(0, from), at + 1);
      const phrase = run.map(({ low }) => low).join(" ");
      const isNamed =
        run.every(({ text }) => /^\p{Lu}/u.test(text)) ||
        tokens[from - 1]?.low === "the" ||
        from === 0;
      if (from < 0 || !(OUTLETS.has(phrase) || (isOutlet && isNamed && isRun(run)))) continue;
      const start = tokens[from - 1]?.low === "the" ? from - 1 : from;
      return run.some(({ low }) => !holds(stemOf(low)))
        ? [{ from: start, to: at + 1, sources: [] }]
        : [];
    }
    return [];
  });
}

/** Words of one name: no link between them but "of". */
const isRun = (run: readonly Token[]): boolean =>
  run.every(({ low }) => !/^(?:the|in|from|by|did|does|what|to|per)$/u.test(low));
