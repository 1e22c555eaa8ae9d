import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import type { Place, Verification } from "../../src/core/verify/finding.ts";
import { verifyQuote } from "../../src/use-cases/verify.ts";
import { tempPlace } from "../support/cli.ts";
import { readGoldQuotes } from "../support/quotes.ts";

const corpus = resolve(import.meta.dirname, "../../corpus");
const gold = await readGoldQuotes();

let app: App;
const files = new Map<string, string>();
beforeAll(async () => {
  const { stateDir, corpusDir } = await tempPlace();
  app = await openApp(
    loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir }),
  );
  await app.ingest();
  for (const { id } of app.store.documents())
    files.set(id, await readFile(`${corpus}/${id}.txt`, "utf8"));
});
afterAll(() => app.close());

function placesOf(found: Verification): readonly Place[] {
  if (found.outcome === "stitched") return found.pieces;
  return found.outcome === "not-in-corpus" ? found.leads : found.places;
}

/** What the table states of an outcome, in the table's form. */
function summarise(found: Verification) {
  const places = placesOf(found);
  const [first] = places;
  const isStitched = found.outcome === "stitched";
  return {
    outcome: found.outcome,
    documents: isStitched
      ? places.map(({ excerpt }) => excerpt.document.id)
      : [...new Set(places.map(({ excerpt }) => excerpt.document.id))],
    who: first?.excerpt.statement?.speaker?.name,
    leftOut: first?.leftOut?.words ?? [],
    differences:
      first && "differences" in first && Array.isArray(first.differences)
        ? [...new Set(first.differences.map(({ kind }) => kind))]
        : [],
    onlyMarks: found.outcome === "altered" && found.onlyMarks,
    marked: isStitched && found.marked,
  };
}

describe("quotes made from the five articles", () => {
  for (const { quote, speaker = null, how, ...expected } of gold) {
    it(`${expected.outcome}, ${how}: ${quote.slice(0, 60)}${speaker ? ` (${speaker})` : ""}`, () => {
      expect(summarise(verifyQuote(app.store, quote, { speaker }))).toMatchObject(expected);
    });
  }

  it("are enough of each kind", () => {
    expect(gold.length).toBeGreaterThanOrEqual(100);
    const changed = gold.filter(
      ({ outcome }) => outcome !== "exact" && outcome !== "not-in-corpus",
    );
    expect(changed.length).toBeGreaterThanOrEqual(60);
  });

  it("are shown with slices of the files, and side by side to the character", () => {
    for (const { quote, speaker = null } of gold) {
      const found = verifyQuote(app.store, quote, { speaker });
      for (const { excerpt, match, leftOut } of placesOf(found)) {
        const text = files.get(excerpt.document.id) ?? "";
        const spans = [...excerpt.spans, excerpt.context, match, leftOut?.before, leftOut?.after];
        for (const span of spans)
          if (span) expect(text.slice(span.start, span.end)).toBe(span.text);
      }
      if (found.outcome === "altered") {
        for (const { segments, match } of found.places) {
          expect(quote).toContain(segments.map(({ yours }) => yours).join(""));
          expect(segments.map(({ theirs }) => theirs).join("")).toBe(match.text);
        }
      }
    }
  });
});
