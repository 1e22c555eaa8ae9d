import { RE2JS } from "re2js";

/**
 * Expressions that cannot backtrack.
 *
 * A question or a document is somebody's text, and an expression with two open gaps ("what … did …")
 * tries every pair of places in it: a few hundred blanks keep the engine of JavaScript busy for
 * minutes. What is written here is run by an automaton instead (Cox, "Regular Expression Matching Can
 * Be Simple And Fast", 2007; re2js is RE2 in JavaScript): its time is proportional to the length of
 * the text, whatever the text and the expression are. Expressions elsewhere are proven linear one by
 * one, see test/expressions.
 *
 * The syntax is RE2's: no look-around and no back-references; `\b`, `\w`, `\d` and `\s` know ASCII
 * only. Where there are several ways to match, the one is taken that JavaScript would take.
 */
export interface LinearExpression {
  readonly test: (text: string) => boolean;
  /** The first match, or null. */
  readonly exec: (text: string) => LinearMatch | null;
  /** All matches in order; they do not overlap. */
  readonly all: (text: string) => LinearMatch[];
}

export interface LinearMatch {
  /** Where the match lies, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What a named or numbered group matched; "" where it took no part. */
  readonly group: (name: string | number) => string;
}

/**
 * An expression, compiled when it is first used, which costs milliseconds: make it once, not for each
 * text.
 *
 * @param cases "i": letters match in either case; "": as they are written. Default "i".
 */
export function linear(source: string, cases: "i" | "" = "i"): LinearExpression {
  let known: RE2JS | null = null;
  const compiled = () =>
    (known ??= RE2JS.compile(source, cases === "i" ? RE2JS.CASE_INSENSITIVE : 0));
  const all = (text: string, countMax: number): LinearMatch[] => {
    const matcher = compiled().matcher(text);
    const matches: LinearMatch[] = [];
    while (matches.length < countMax && matcher.find()) {
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at));
      const numbers = matcher.namedGroups;
      matches.push({
        start: matcher.start(),
        end: matcher.end(),
        text: matcher.group() ?? "",
        group: (name) => groups[typeof name === "number" ? name : (numbers[name] ?? -1)] ?? "",
      });
    }
    return matches;
  };
  return {
    test: (text) => compiled().test(text),
    exec: (text) => all(text, 1)[0] ?? null,
    all: (text) => all(text, Infinity),
  };
}
