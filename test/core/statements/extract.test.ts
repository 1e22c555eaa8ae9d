import { resolve } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createTagger, type LoadedTagger } from "../../../embeddings/tagger.ts";
import { createEmbedder } from "../../../embeddings/transformers-embedder.ts";
import { createPassages } from "../../../src/core/text/passages.ts";
import { extractStatements } from "../../../src/core/statements/extract.ts";
import type { Statement } from "../../../src/core/statements/statement.ts";
import type { Span } from "../../../src/core/types.ts";
import type { Embedder } from "../../../src/ports.ts";
import { builtIn } from "../../embeddings/models.ts";
import { randomTagger, wordStates } from "./support.ts";

const words = [
  "“",
  "”",
  '"',
  "'",
  "’",
  "‘",
  "''",
  "said",
  "Rutte",
  "that",
  "he",
  "NATO",
  ",",
  ".",
  "?",
  "\n",
  "\n\n",
  " ",
  " ",
  " ",
  "🇰🇵",
  "👩‍🚀",
  "𝒜",
  "é",
  "e\u0301",
  "\u0301",
  "\u200B",
  "\uFEFF",
  "שלום",
  "\u202E",
  "北朝鮮",
  "[SEP]",
  "…",
  "—",
  "(",
  "5",
  "x".repeat(130),
  "\uD800",
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 6 })), {
    maxLength: 80,
  })
  .map((parts) => parts.join(""));

function expectWhole(text: string, statements: readonly Statement[]): void {
  const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;
  for (const [index, { content, cue, source, within }] of statements.entries()) {
    for (const { start, end } of [...content, ...cue, ...source]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(start).toBeLessThan(end);
      const slice = text.slice(start, end);
      expect(slice).toBe(slice.trim());
      expect(slice).not.toMatch(/^[\uDC00-\uDFFF]/u);
    }
    expect(content.length).toBeGreaterThan(0);
    expect(content.some((a) => [...cue, ...source].some((b) => overlap(a, b)))).toBe(false);
    expect(content.map(({ start }) => start)).toEqual(
      content.map(({ start }) => start).sort((a, b) => a - b),
    );
    expect(within ?? -1).toBeLessThan(index);
  }
  const starts = statements.map(({ content }) => content[0]?.start ?? 0);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
}

describe("spans of any text, tagged at random", () => {
  it("lie in the text, begin and end with a character, and keep apart", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, fc.nat(), async (text, seed) => {
        const passages = createPassages({
          text,
          title: "A title “of",
          countTokens: (part) => wordStates(part).offsets.starts.length + 2,
          tokensMax: 40,
        });
        const read = async (passage: { readonly embeddingInput: string }) =>
          wordStates(passage.embeddingInput);
        expectWhole(
          text,
          await extractStatements({ text, passages, read, tagger: randomTagger(seed) }),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("extractStatements", () => {
  let embedder: Embedder;
  let tagger: LoadedTagger;
  beforeAll(async () => {
    embedder = await createEmbedder(builtIn);
    tagger = await createTagger(resolve(import.meta.dirname, "../../../embeddings/tagger"));
    return () => Promise.all([embedder.close(), tagger.close()]);
  });

  const extract = (text: string, title: string | null = null) =>
    extractStatements({
      text,
      tagger,
      passages: createPassages({
        text,
        title,
        countTokens: (part) => embedder.countTokens(part),
        tokensMax: embedder.tokensMax,
      }),
      read: async ({ embeddingInput }) => (await embedder.read(embeddingInput)).states,
    });
  const lines = async (text: string, title: string | null = null) => {
    const show = (spans: readonly Span[]) =>
      spans.map(({ start, end }) => text.slice(start, end)).join(" / ");
    return (await extract(text, title)).map(
      ({ source, cue, content, kind }) =>
        `${show(source)} | ${show(cue)} | ${show(content)} | ${kind}`,
    );
  };

  it("finds who said what", async () => {
    expect(
      await lines(
        "The harbour board voted on Tuesday. “We cannot pay for two piers,” chairwoman Ilse Brandt said. " +
          "“Nobody is against the ferry.” Brandt added that they could rent a boat.",
      ),
    ).toEqual([
      "chairwoman Ilse Brandt | said | “We cannot pay for two piers,” / “Nobody is against the ferry.” | direct",
      "Brandt | added | that they could rent a boat | reported",
    ]);
  });

  it("finds the same under a title, which is no part of the text", async () => {
    const text = "The mayor said that the bridge would open in May.";
    const expected = ["The mayor | said | that the bridge would open in May | reported"];
    expect(await lines(text)).toEqual(expected);
    expect(await lines(text, "Mayor: bridge to open soon, she said")).toEqual(expected);
  });

  it("finds a statement in a statement, and names the outer one", async () => {
    const text =
      "Politico writes that Foreign Minister Andrii Sybiha warned that sending troops would be a grave mistake.";
    const statements = await extract(text);
    expect(await lines(text)).toEqual([
      "Politico | writes | that Foreign Minister Andrii Sybiha warned that sending troops would be a grave mistake | reported",
      "Foreign Minister Andrii Sybiha | warned | that sending troops would be a grave mistake | reported",
    ]);
    expect(statements.map(({ within }) => within)).toEqual([null, 0]);
  });

  it("finds nothing in nothing", async () => {
    expect(await extract("")).toEqual([]);
    expect(await extract(" \n\u200B\n ")).toEqual([]);
  });

  it("keeps spans whole in hostile texts", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) =>
        expectWhole(text, await extract(text, "Title")),
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    ["without a space", "a".repeat(100_000)],
    ["of opening marks", "“".repeat(8_000)],
    ["of quotation marks that never close", "He said “no. ".repeat(1_500)],
    ["in capitals", "RUTTE SAID THAT “IT” RAINS. ".repeat(700)],
    ["right to left", "אמר רוטה: “יורד גשם” ".repeat(700)],
    ["of emoji", "👩‍🚀🇰🇵".repeat(2_000)],
    ["of alternating capitals", "A中".repeat(5_000)],
  ])("takes a bounded time for a long text %s", { timeout: 120_000 }, async (_, text) => {
    expectWhole(text, await extract(text));
  });
});
