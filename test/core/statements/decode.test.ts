import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../../src/core/statements/decode.ts";
import { featureReader } from "../../../src/core/statements/features.ts";
import { findLayout } from "../../../src/core/statements/layout.ts";
import { bestPaths, chainOf } from "../../../src/core/statements/nbest.ts";
import { tokenSpans } from "../../../src/core/statements/rerank.ts";
import { LABELS, parameters } from "./support.ts";

/**
 * A text with its labels: `<s:Rutte> <c:said> <q:that it rains>.` Gives one line for each cue:
 * source, cue, contents and kind. The vectors of `<k:said>` are unlike those of any content.
 */
function check(marked: string): string[] {
  const roles: Record<string, string> = { s: "source", c: "cue", k: "cue", q: "content" };
  const starts: number[] = [];
  const ends: number[] = [];
  const labels: number[] = [];
  const unlike: boolean[] = [];
  let text = "";
  const add = (part: string, letter: string | null) => {
    const role = roles[letter ?? ""] ?? null;
    const tokens = [...part.matchAll(/\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu)];
    for (const [at, token] of tokens.entries()) {
      starts.push(text.length + token.index);
      ends.push(text.length + token.index + token[0].length);
      const [isFirst, isLast] = [at === 0, at === tokens.length - 1];
      const prefix = isFirst && isLast ? "S" : isFirst ? "B" : isLast ? "E" : "I";
      labels.push(role === null ? 0 : LABELS.indexOf(`${prefix}-${role}`));
      unlike.push(letter === "k");
    }
    text += part;
  };
  for (const [, letter, inner, plain] of marked.matchAll(/<(\w):([^>]*)>|([^<]+)/gu)) {
    add(inner ?? plain ?? "", letter ?? null);
  }
  const layout = findLayout(text);
  const offsets = { starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
  const emissions = Float32Array.from(
    labels.flatMap((label) => LABELS.map((_, index) => (index === label ? 10 : 0))),
  );
  const { size } = parameters.link;
  const links = new Float32Array(labels.length * 4 * size);
  for (const [token, isUnlike] of unlike.entries()) {
    links[token * 4 * size] = 1;
    if (isUnlike) links[(token * 4 + 1) * size] = -10;
  }
  const features = featureReader(layout)(offsets);
  const show = (spans: readonly { start: number; end: number }[]) =>
    spans.map(({ start, end }) => text.slice(start, end)).join(" / ") || "-";
  return decode({ layout, offsets, features, scores: { emissions, links } }, parameters).map(
    ({ source, cue, content, kind }) =>
      `${show(source)} | ${show(cue)} | ${show(content)} | ${kind}`,
  );
}

describe("decode", () => {
  it.each([
    [
      "a cue before its content",
      "<s:Rutte> <c:said> <q:that it rains>.",
      ["Rutte | said | that it rains | reported"],
    ],
    [
      "a cue after its quotation",
      "<q:“It rains,”> <s:Rutte> <c:said>.",
      ["Rutte | said | “It rains,” | direct"],
    ],
    [
      "a quotation that goes on after its cue",
      "<q:“It rains,”> <s:he> <c:said>. <q:“It pours.”>",
      ["he | said | “It rains,” / “It pours.” | direct"],
    ],
    [
      "a quotation that goes on in the next paragraph",
      "<q:“It rains,”> <s:he> <c:said>.\n\n<q:“It pours.”>",
      ["he | said | “It rains,” / “It pours.” | direct"],
    ],
    [
      "a quotation that goes on after one that only ends in marks",
      "<q:“It rains,”> <s:she> <c:said>. <q:It is “wet,”> <c:added> <s:she>. <q:“It pours.”>",
      ["she | said | “It rains,” | direct", "she | added | It is “wet,” / “It pours.” | mixed"],
    ],
    [
      "a quotation that does not fit the cue of the paragraph before: its own was not found",
      "<q:“It rains,”> <s:he> <k:said>.\n\n<q:“It pours.”>",
      ["he | said | “It rains,” | direct"],
    ],
    [
      "a quotation carried over paragraphs",
      "<s:Borrell> <c:wrote>:\n\n<q:“One.>\n\n<q:“Two.>\n\n<q:“Three.”>",
      ["Borrell | wrote | “One. / “Two. / “Three.” | direct"],
    ],
    [
      "words in quotation marks inside a report",
      "<s:She> <c:called> <q:it a “huge” risk>.",
      ["She | called | it a “huge” risk | mixed"],
    ],
    [
      "a headline in single marks",
      "<s:Minister>: <c:says> <q:'We stay'>",
      ["Minister | says | 'We stay' | direct"],
    ],
    [
      "two cues, each with its own",
      "<s:She> <c:noted> <q:that it rains> and <c:urged> <q:him to stay>.",
      ["She | noted | that it rains | reported", "She | urged | him to stay | reported"],
    ],
    [
      "no cue in an unquoted content's paragraph",
      "<s:She> <c:spoke>.\n\n<q:It rains>.",
      ["She | spoke | - | reported"],
    ],
    [
      "no source in the cue's paragraph",
      "<s:Rutte> came.\n\n<q:It rains>, <c:it was said>.",
      ["- | it was said | It rains | reported"],
    ],
    ["nothing", "It rains.", []],
  ])("%s", (_, marked, expected) => {
    expect(check(marked)).toEqual(expected);
  });
});

describe("tokenSpans", () => {
  it.each([
    ["B-cue E-cue", { cue: [[5, 6]] }],
    ["O S-source O", { source: [[6, 6]] }],
    [
      "B-content I-content E-content S-content",
      {
        content: [
          [5, 7],
          [8, 8],
        ],
      },
    ],
    ["", {}],
  ])("%s", (names, expected) => {
    const path = Uint8Array.from(names.split(" ").filter(Boolean), (name) => LABELS.indexOf(name));
    const spans = tokenSpans(path, LABELS, 5);
    const pairs = Object.entries(spans).map(([role, list]) => [
      role,
      list.map(({ first, last }) => [first, last]),
    ]);
    expect(Object.fromEntries(pairs)).toEqual({ source: [], cue: [], content: [], ...expected });
  });
});

describe("bestPaths", () => {
  const labels = ["O", "B-cue", "I-cue", "E-cue", "S-cue"];
  const isLegal = (names: readonly string[]) =>
    /^(?:(?:O|S-cue|B-cue(?: I-cue)* E-cue) )*$/u.test(names.map((name) => `${name} `).join(""));

  /** The scores of every legal sequence, one by one, best first. */
  function allScores(emissions: number[][], transitions: number[][]): number[] {
    const scores: number[] = [];
    for (let code = 0; code < labels.length ** emissions.length; code += 1) {
      const path = emissions.map((_, token) => Math.floor(code / 5 ** token) % 5);
      const isWhole = isLegal(path.map((label) => labels[label] ?? ""));
      if (isWhole) scores.push(scoreOf(path, emissions, transitions));
    }
    return scores.sort((a, b) => b - a);
  }

  function scoreOf(path: number[], emissions: number[][], transitions: number[][]): number {
    return path.reduce((sum, label, token) => {
      const step = token === 0 ? 0 : (transitions[path[token - 1] ?? 0]?.[label] ?? 0);
      return sum + step + (emissions[token]?.[label] ?? 0);
    }, 0);
  }

  it("finds the best of all sequences, as many as are wanted", () => {
    const row = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 });
    const tables = fc.tuple(
      fc.array(row, { minLength: 1, maxLength: 5 }),
      fc.array(row, { minLength: 5, maxLength: 5 }),
      fc.record({ count: fc.integer({ min: 1, max: 8 }), margin: fc.integer({ min: 0, max: 12 }) }),
    );
    fc.assert(
      fc.property(tables, ([emissions, transitions, wanted]) => {
        const chain = chainOf(labels, transitions);
        const found = bestPaths(Float32Array.from(emissions.flat()), chain, wanted);
        const all = allScores(emissions, transitions);
        const near = all.filter((score) => score >= (all[0] ?? 0) - wanted.margin);
        expect(found.map(({ score }) => score)).toEqual(near.slice(0, wanted.count));
        for (const { path, score } of found) {
          expect(isLegal(Array.from(path, (label) => labels[label] ?? ""))).toBe(true);
          expect(scoreOf([...path], emissions, transitions)).toBe(score);
        }
        expect(new Set(found.map(({ path }) => path.join())).size).toBe(found.length);
      }),
    );
  });
});
