import { describe, expect, it } from "vitest";
import type { SourceDocument, StoredStatement } from "../../../src/core/types.ts";
import { checkQuote } from "../../../src/core/verify/check.ts";
import { align, toSegments } from "../../../src/core/verify/align.ts";
import { findDifferences } from "../../../src/core/verify/differences.ts";
import { foldWord, tokenise, tokeniseQuote } from "../../../src/core/verify/tokens.ts";
import type { AskedSpeaker } from "../../../src/core/verify/finding.ts";

describe("tokenise", () => {
  const check = (text: string, expected: string) =>
    it(JSON.stringify(text), () =>
      expect(
        tokenise(text)
          .tokens.map(({ key }) => key)
          .join(" | "),
      ).toBe(expected),
    );
  check("Beijing cannot pretend.", "beijing | cannot | pretend | .");
  check("up to 12,000 troops, not 1.5", "up | to | 12,000 | troops | , | not | 1.5");
  check("the U.S. mainland; the US", "the | u.s | mainland | ; | the | us");
  check("Russia’s “war” – don't", "russia's | war | don't");
  check("North-East, COVID-19", "north | east | , | covid | 19");
  check("5% of $3 is −5 and -5", "5 | % | of | $ | 3 | is | - | 5 | and | - | 5");
  check("one […] two ... three… (...)", "one | … | two | … | three | … | …");
  check("can\u200bnot *so*", "cannot | so");
  check("戦争 war", "戦 | 争 | war");
  check("", "");
});

describe("tokeniseQuote", () => {
  const check = (text: string, expected: string) =>
    it(JSON.stringify(text), () =>
      expect(
        tokeniseQuote(text)
          .tokens.map(({ key }) => key)
          .join(" "),
      ).toBe(expected),
    );
  check("“… a new scale,”", "a new scale");
  check("(a new scale).", "a new scale");
  check("a new scale?", "a new scale ?");
  check("“…”", "");
});

describe("foldWord", () => {
  const same = (a: string, b: string) =>
    it(`${a} is ${b}`, () => expect(foldWord(a)).toBe(foldWord(b)));
  const differ = (a: string, b: string) =>
    it(`${a} is not ${b}`, () => expect(foldWord(a)).not.toBe(foldWord(b)));
  same("Noël", "NOE\u0308L");
  same("Straße", "STRASSE");
  same("ﬁnal", "final");
  same("ＮＡＴＯ", "nato");
  same("don’t", "don't");
  same("Łukasz", "lukasz");
  differ("its", "it's");
  differ("11,000", "11000");
  differ("11,000", "11.000");
  differ("10²", "102");
  // Marks of other scripts make the word: й and и, कि and का.
  differ("мой", "мои");
  differ("कि", "का");
});

describe("findDifferences", () => {
  const check = (yours: string, theirs: string, expected: string) =>
    it(`${JSON.stringify(yours)} for ${JSON.stringify(theirs)}`, () => {
      const found = findDifferences(tokenise(yours), tokenise(theirs));
      expect(found.map((one) => `${one.kind}: ${one.yours} for ${one.theirs}`).join("; ")).toBe(
        expected,
      );
    });
  check("to promote peace", "to promote peace", "");
  check("TO PROMOTE peace", "to promote peace", "case: TO PROMOTE for to promote");
  check("to  promote", "to promote", "white-space: to  promote for to promote");
  check(
    "on European soil",
    "on “European” soil",
    "quotation-marks: on European soil for on “European” soil",
  );
  check("war—peace", "war - peace", "dashes: war—peace for war - peace");
  check("NOEL said", "Noël said", "accents: NOEL for Noël; case: NOEL for Noël");
  check("Noe\u0308l", "Noël", "unicode-form: Noe\u0308l for Noël");
  check("pro\u00admote", "promote", "invisible: pro\u00admote for promote");
  check("to *promote* it", "to promote it", "markup: to *promote* it for to promote it");
  check("so ... it", "so … it", "ellipsis: ... for …");
});

describe("align", () => {
  const check = (yours: string, theirs: string, expected: string) =>
    it(`${yours} / ${theirs}`, () => {
      const [mine, others] = [tokenise(yours), tokenise(theirs)];
      const alignment = align(mine.tokens, others.tokens);
      const segments = alignment ? toSegments(alignment, mine, others) : [];
      const signs = { same: "=", yours: "-", theirs: "+" };
      expect(
        segments.map((one) => `${signs[one.kind]}${(one.theirs || one.yours).trim()}`).join(" "),
      ).toBe(expected);
    });
  check("a red line", "it is a red line for us", "=a red line");
  check("a blue line", "it is a red line for us", "=a -blue +red =line");
  check("a line for us", "it is a red line for us", "=a +red =line for us");
  check("a red line not for us", "it is a red line for us", "=a red line -not =for us");
  check("missiles and troops", "troops and missiles", "-missiles and =troops");
  check("nothing alike", "troops and missiles", "");
});

const text =
  "Both denied that troops were sent. “We will not fight. We will talk,” said Lee Ann. " +
  "If asked, Park said, the army would go to the border at once.";
const document: SourceDocument = {
  id: "a",
  text,
  sha256: "0123456789abcdef",
  title: null,
  publisher: null,
  author: "Jo Field",
  authorRole: null,
  published: null,
  url: null,
};
const spanOf = (words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};
const statement = (
  ordinal: number,
  kind: StoredStatement["kind"],
  [content, cue]: readonly [string, string],
  name: string | null,
): StoredStatement => ({
  id: ordinal + 1,
  documentId: "a",
  ordinal,
  kind,
  content: [spanOf(content)],
  cue: [spanOf(cue)],
  source: [],
  within: null,
  speakers: name === null ? [] : [{ id: name.toLowerCase(), name, role: null }],
});
const material = {
  document,
  window: { start: 0, end: text.length },
  statements: [
    statement(0, "reported", ["that troops were sent", "denied"], null),
    statement(1, "direct", ["“We will not fight. We will talk,”", "said"], "Lee"),
    statement(2, "reported", ["the army would go to the border at once", "said"], "Park"),
  ],
  passages: [{ start: 0, end: text.length }],
};
const asked = (name: string): AskedSpeaker => ({
  name,
  found: name === "Lee" || name === "Park" ? [{ id: name.toLowerCase(), name }] : [],
});

describe("checkQuote", () => {
  const check = (quote: string, speaker: string | null, expected: string) =>
    it(`${quote} (${speaker ?? "anybody"})`, () => {
      const found = checkQuote(quote, [material], speaker === null ? null : asked(speaker));
      const [first] =
        found.outcome === "stitched"
          ? found.pieces
          : found.outcome === "not-in-corpus"
            ? found.leads
            : found.places;
      const leftOut = first?.leftOut?.words.join(",") ?? "-";
      expect(`${found.outcome} ${leftOut}`).toBe(expected);
    });
  check("We will not fight. We will talk", null, "exact -");
  check("We will talk", null, "exact -");
  check("will talk", "Lee", "part -");
  check("fight. We will talk", "Lee", "part not");
  check("We will talk", "Park", "other-speaker -");
  check("We will talk", "Nobody", "other-speaker -");
  check("troops were sent", null, "exact denied");
  check("troops were sent", "Lee", "speaker-not-told denied");
  check("the army would go to the border at once", "Park", "exact If");
  check("go to the border", "Park", "part If,would");
  check("Both denied that troops were sent.", "Jo Field", "speaker-not-told -");
  check("We will fight. We will talk", null, "altered -");
  check("We will not talk. We will fight", null, "altered -");
  check("“We will not fight […] to the border at once”", null, "stitched -");
  check("a wholly other matter", null, "not-in-corpus -");
});
