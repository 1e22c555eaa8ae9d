import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import { boundAnswer, boundVerification } from "../../src/answerer/bounds.ts";
import { createHandlers } from "../../src/answerer/service.ts";
import { textPages } from "../../src/discord/render/text-pages.ts";
import { createPassageExcerpt, createReceipt, withHighlight } from "../../src/core/excerpt.ts";
import { CROSSING_CHARS_MAX } from "../../src/core/limits.ts";
import type { SourceDocument, Span } from "../../src/core/types.ts";
import { renderer } from "../../src/discord/render/renderer.ts";
import { tempPlace } from "../support/cli.ts";
import { tempDir } from "../support/temp.ts";
import { configOf } from "./support.ts";

/** A document far longer than what may cross, in words of which each is another. */
const LONG_CHARS = 24_000;
const words = Array.from({ length: LONG_CHARS / 10 }, (_, at) => `word${at} 😀`);
const text = `Rutte said that the sky is blue. ${words.join(" ")}`;

let app: App;
let serves: ReturnType<typeof createHandlers>;
let source: SourceDocument;
beforeAll(async () => {
  const corpusDir = join(await tempDir(), "corpus");
  await mkdir(corpusDir);
  await writeFile(join(corpusDir, "long.txt"), text);
  app = await openApp(configOf(await tempPlace(corpusDir)));
  await app.ingest();
  serves = createHandlers(app, textPages);
  const found = app.store.document("long");
  if (!found) throw new Error("The document is not there.");
  source = found;
});

/** Every span with a text that a value holds, however deep, and every text of it. */
function textsIn(value: unknown): { spans: (Span & { text: string })[]; longest: number } {
  const spans: (Span & { text: string })[] = [];
  let longest = 0;
  const visit = (one: unknown): void => {
    if (typeof one === "string") longest = Math.max(longest, one.length);
    if (typeof one !== "object" || one === null) return;
    if ("text" in one && "start" in one && "end" in one) {
      const { start, end, text } = one;
      spans.push({ start: Number(start), end: Number(end), text: String(text) });
    }
    Object.values(one).forEach(visit);
  };
  visit(value);
  return { spans, longest };
}

function expectBounded(value: unknown): void {
  const { spans, longest } = textsIn(value);
  expect(longest).toBeLessThanOrEqual(CROSSING_CHARS_MAX);
  for (const span of spans) expect(span.text).toBe(text.slice(span.start, span.end));
}

test.each(["What did Rutte say?", "What is word17?", "xylophone"])(
  "an answer to %j holds no long text",
  async (question) => {
    expectBounded(await serves.ask({ question, options: {} }));
  },
);

test("a receipt of a whole long document is given as its beginning, and says that it goes on", async () => {
  const receipt = createReceipt(source.sha256, [{ start: 0, end: text.length }]);
  const check = await serves.receipt(receipt);
  if (check.outcome !== "unchanged") throw new Error(check.outcome);
  expectBounded(check);
  const [span] = check.excerpt.spans;
  expect(check.excerpt.receipt).toBe(receipt);
  expect(span).toMatchObject({ start: 0, goesOn: true });
  expect(span.text.length).toBeGreaterThan(CROSSING_CHARS_MAX - 2);
  const shown = JSON.stringify(renderer.citation(check.excerpt, "plain", { buttons: [] }));
  expect(shown).toContain("the receipt finds the whole");
});

test("the words that were looked for stay in sight, and what is left out before them is a cut", () => {
  const at = text.indexOf("word1900");
  const match = { start: at, end: at + 8, text: "word1900" };
  const whole = { start: 0, end: text.length };
  const excerpt = createPassageExcerpt(source, whole, whole, 1);
  const place = { excerpt, match, speakers: [], by: null, leftOut: null } as const;
  const bound = boundVerification({
    quote: "word1900",
    speaker: null,
    corpus: app.store.coverage(),
    timings: { totalMs: 0 },
    outcome: "part",
    total: 1,
    places: [{ ...place, whole: false, differences: [] }],
  });
  if (bound.outcome !== "part") throw new Error(bound.outcome);
  expectBounded(bound);
  const { spans } = bound.places[0].excerpt;
  expect(spans.map(({ text: one }) => one.includes("word1900"))).toEqual([false, true]);
  expect(spans[0].start).toBe(0);
  const page = { index: 0, count: 1 };
  const shown = renderer.verification(bound, {
    excerpts: [{ excerpt: bound.places[0].excerpt, buttons: [] }],
    page,
    total: 1,
    buttons: [],
  });
  expect(JSON.stringify(shown)).toContain("word1900");
});

test("the words that answer stay in sight; parts and a note are of bounded length", async () => {
  const answer = await serves.ask({ question: "What did Rutte say?", options: {} });
  const whole = { start: 0, end: text.length };
  const at = text.indexOf("word1900");
  const long = "x".repeat(CROSSING_CHARS_MAX * 2);
  const mark = { start: at, end: at + 3 };
  const excerpt = withHighlight(createPassageExcerpt(source, whole, whole, 1), [
    mark,
    { start: 20, end: 21 },
    { start: 9_000, end: 9_001 },
  ]);
  const part = {
    question: long,
    interpretation: answer.interpretation,
    reason: { code: "weak-matches", message: long },
    from: 0,
    count: 1,
  } as const;
  const bound = (of: typeof excerpt) =>
    boundAnswer({
      ...answer,
      status: "answered",
      reason: null,
      excerpts: [of],
      leads: [of],
      note: long,
      parts: [part],
    });
  expectBounded(bound(excerpt));
  const shown = (of: typeof excerpt) =>
    bound(of).excerpts.map(({ highlight }) =>
      highlight.map(({ start, end }) => text.slice(start, end)),
    );
  expect(shown(excerpt)).toEqual([["sky"]]);
  const far = { ...excerpt, highlight: excerpt.highlight.slice(-1) };
  expect(shown(far)).toEqual([["word1900"]]);
  expect(JSON.stringify(bound(far).excerpts[0]?.spans)).toContain("word1900");
});

test("a document is read page by page, and the pages are the whole of it", async () => {
  const { document } = serves;
  const first = await document({ id: "long", page: 0 });
  const pages = first?.pages ?? 0;
  let read = "";
  for (let page = 0; page < pages; page += 1) {
    const shown = await document({ id: "long", page });
    expectBounded({ ...shown, text: shown?.text });
    read += shown?.text;
  }
  expect(read).toBe(text);
  if (!first) throw new Error("There is no page.");
  const shown = renderer.document({ ...first, page: 2 }, { buttons: [] });
  expect(JSON.stringify(shown)).toContain(`page 3 of ${pages}`);
});

test("no name and no topic is longer than what anybody types", async () => {
  const { speakers, topics } = await serves.names(null);
  expectBounded([speakers, topics]);
});
