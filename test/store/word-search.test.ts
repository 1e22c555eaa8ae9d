import { createHash } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import Libsql from "libsql";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Change } from "../../src/ports.ts";
import { openStore } from "../../src/store/store.ts";
import { tempDir } from "../support/temp.ts";

const hitSchema = z.object({ id: z.number(), score: z.number() });
const vocabulary = fc.constantFrom(
  ..."troop troops Troops train trained Kursk 11000 a the élan Élan Сибіга їжа 북한 ビル ǽ naïve NEAR OR".split(
    " ",
  ),
);
const line = fc.array(vocabulary, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));

/** A change after which the only document has one passage a line. */
function changeTo(lines: readonly string[]): Change {
  const text = lines.join("\n");
  const passages = lines.map((own, at) => {
    const start = lines.slice(0, at).join("\n").length + (at > 0 ? 1 : 0);
    return { start, end: start + own.length, inputHash: `${at}` };
  });
  const sha256 = createHash("sha256").update(text).digest("hex");
  const about = { publisher: null, author: null, authorRole: null, published: null, url: null };
  return {
    documents: [
      {
        document: { id: "d", text, sha256, title: "On troops", ...about },
        passages,
        statements: [],
        speakers: { documentId: "d", mentions: [], statements: [] },
      },
    ],
    removedDocumentIds: [],
    files: [],
    removedPaths: [],
    linked: { speakers: [], ids: new Map() },
    builtWith: { segmenter: "s", encoder: "e", tagger: "t", operators: "o" },
  };
}

/** A store of these lines, and another connection to its database. */
async function storeOf(lines: readonly string[]) {
  const path = join(await tempDir(), "on-record.db");
  const store = await openStore(path);
  store.publish(changeTo(lines));
  return { store, driver: new Libsql(path) };
}

describe("word search", () => {
  it("scores as FTS5 does, in any script", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.uniqueArray(vocabulary, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 10 }),
        async (lines, words, limit) => {
          const { store, driver } = await storeOf(lines);
          const rows: unknown[] = driver
            .prepare(
              `SELECT rowid AS id, -bm25(words) AS score FROM words WHERE words MATCH ?
               ORDER BY round(score, 9) DESC, id LIMIT ?`,
            )
            .all([words.map((word) => `"${word}"`).join(" OR "), limit]);
          const found = store.searchWords(words, limit);
          const expected = z.array(hitSchema).parse(rows);
          expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
          for (const [at, { score }] of found.entries())
            expect(score).toBeCloseTo(expected[at]?.score ?? 0, 9);
          driver.close();
          store.close();
        },
      ),
      { numRuns: 30 },
    );
  });

  it("looks among some passages alone", async () => {
    const { store } = await storeOf(["troops", "troops in Kursk", "Kursk", "nothing"]);
    const [first = 0, , third = 0, last = 0] = store.passageIds();
    const found = store.searchWords(["troops", "Kursk"], 10, [last, third, first, 999]);
    expect(found.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([first, third, last]);
    store.close();
  });

  it("scores by what there is, whatever there was", async () => {
    const lines = ["troops train", "troops in Kursk", "Kursk", "nothing"];
    const { store } = await storeOf(lines);
    const scores = () => store.searchWords(["train", "kursk"], 10).map(({ score }) => score);
    const before = scores();
    store.publish(changeTo(["troops", ...lines]));
    store.publish(changeTo(lines));
    expect(scores()).toEqual(before);
    store.close();
  });
});

it("tells the stems that begin with a letter", async () => {
  const { store } = await storeOf(["Troops train in Kursk", "trained troops"]);
  expect(store.stemsFrom("t").toSorted()).toEqual(["train", "troop"]);
  expect(store.stemsFrom("x")).toEqual([]);
});
