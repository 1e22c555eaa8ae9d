import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { OnRecordError } from "../../src/core/errors.ts";
import {
  boldWords,
  createPassageExcerpt,
  createReceipt,
  sliceSpan,
  createWordsExcerpt,
  verifyExcerpt,
  withHighlight,
} from "../../src/core/excerpt.ts";
import type { SourceDocument } from "../../src/core/types.ts";

const text = "First one. “Second,” he said. 🙂 Third.";
const document: SourceDocument = {
  id: "a",
  text,
  sha256: createHash("sha256").update(text).digest("hex"),
  title: "T",
  publisher: null,
  author: null,
  authorRole: null,
  published: null,
  url: null,
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof OnRecordError ? error.code : String(error);
  }
  return "no error";
};

describe("sliceSpan", () => {
  const check = (start: number, end: number, expected: string) =>
    it(`${start}-${end}`, () => expect(sliceSpan(text, { start, end }).text).toBe(expected));
  check(0, 10, "First one.");
  check(11, 29, "“Second,” he said.");
  check(30, 32, "🙂");

  for (const [start, end] of [
    [-1, 3],
    [3, 3],
    [4, 3],
    [0, 1_000],
    [0.5, 2],
    [Number.NaN, 2],
  ] as const) {
    it(`refuses ${start}-${end}`, () => {
      expect(codeOf(() => sliceSpan(text, { start, end }))).toBe("E_SPAN_MISMATCH");
    });
  }
});

describe("createPassageExcerpt", () => {
  const excerpt = createPassageExcerpt(
    document,
    { start: 11, end: 29 },
    { start: 0, end: text.length },
    1.2,
  );

  it("quotes the stored text with its citation", () => {
    expect(excerpt).toMatchObject({
      kind: "passage",
      document: { id: "a", title: "T", sha256: document.sha256 },
      spans: [{ start: 11, end: 29, text: "“Second,” he said." }],
      context: { text },
      score: 1,
    });
    expect(excerpt.document).not.toHaveProperty("text");
  });

  it("carries a receipt that names text and spans", () => {
    expect(excerpt.receipt).toBe(`${document.sha256.slice(0, 10)}.b.i`);
    expect(
      createReceipt("0123456789abcdef", [
        { start: 0, end: 36 },
        { start: 40, end: 41 },
      ]),
    ).toBe("0123456789.0.10.14.1");
  });

  it("is verified against the document it is from, and no other", () => {
    const [span] = excerpt.spans;
    const tampered = { ...excerpt, spans: [{ ...span, text: "“Second,” she said." }] } as const;
    expect(() => verifyExcerpt(excerpt, document)).not.toThrow();
    expect(codeOf(() => verifyExcerpt(tampered, document))).toBe("E_SPAN_MISMATCH");
    expect(codeOf(() => verifyExcerpt(excerpt, { ...document, id: "b" }))).toBe("E_SPAN_MISMATCH");
    expect(codeOf(() => verifyExcerpt(excerpt, { ...document, text: ` ${text}` }))).toBe(
      "E_SPAN_MISMATCH",
    );
    expect(codeOf(() => verifyExcerpt(excerpt, { ...document, sha256: "0" }))).toBe(
      "E_SPAN_MISMATCH",
    );
  });
});

describe("the words that answer", () => {
  // Spans: “Second,” and Third.
  const excerpt = createWordsExcerpt(
    document,
    [
      { start: 11, end: 20 },
      { start: 33, end: 39 },
    ],
    { start: 0, end: text.length },
    1,
  );
  const check = (words: readonly (readonly [number, number])[], expected: readonly string[]) =>
    it(JSON.stringify(words), () => {
      const answering = withHighlight(
        excerpt,
        words.map(([start, end]) => ({ start, end })),
      );
      const shown = answering.highlight.map(({ start, end }) => text.slice(start, end));
      expect(shown).toEqual(expected);
      // What is all of it does not stand out.
      expect(boldWords(answering)).toEqual(expected.length < 2 ? answering.highlight : []);
      expect(withHighlight(answering, answering.highlight)).toEqual(answering);
    });
  check([[13, 15]], ["Second"]);
  check([[0, 13]], ["Second"]);
  check([[18, 34]], ["Third"]);
  check([[0, 99]], ["Second", "Third"]);
  check(
    [
      [35, 36],
      [12, 18],
    ],
    ["Second", "Third"],
  );
  check([[21, 30]], []);
  check([], []);
});
