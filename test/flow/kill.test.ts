import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { type Place, cli, tempPlace } from "../support/cli.ts";
import { tempDir } from "../support/temp.ts";

const DOCUMENTS = 60;
const KILLS = 14;

const article = (at: number, edition: string): string =>
  Array.from(
    { length: 12 },
    (_, line) =>
      `In the ${edition} edition, item ${at} says in line ${line} that Rutte spoke of China and of ${at * line} troops.`,
  ).join("\n");

async function writeEdition(folder: string, edition: string): Promise<void> {
  for (let at = 0; at < DOCUMENTS; at += 1)
    await writeFile(join(folder, `d${at}.txt`), article(at, edition));
}

/** What the store holds is one edition, whole, and every passage lies in its text. */
async function editionOf(place: Place): Promise<string | null> {
  const store = await openStore(join(place.stateDir, "on-record.db"), { check: true });
  try {
    const documents = store.documents();
    if (documents.length === 0) return null;
    const texts = documents.map(({ id }) => store.document(id)?.text ?? "");
    const editions = new Set(texts.map((text) => text.split(" ")[2] ?? "?"));
    expect(documents).toHaveLength(DOCUMENTS);
    expect(editions.size).toBe(1);
    for (const { id, sha256 } of documents) {
      const text = store.document(id)?.text ?? "";
      expect(createHash("sha256").update(text).digest("hex")).toBe(sha256);
      const passages = store.passagesOf(id);
      expect(passages.length).toBeGreaterThan(0);
      expect(
        passages.every(({ start, end }) => 0 <= start && start < end && end <= text.length),
      ).toBe(true);
    }
    const encoder = store.builtWith()?.encoder ?? "";
    expect(store.vectors(encoder, store.passageIds()).size).toBe(store.counts().passages);
    return [...editions][0] ?? null;
  } finally {
    store.close();
  }
}

describe("kill -9 during ingest", () => {
  it("leaves a whole generation at every moment, and the next run finishes the work", async () => {
    const corpusDir = await tempDir();
    const place = await tempPlace(corpusDir);
    await writeEdition(corpusDir, "first");
    const startedAt = performance.now();
    expect(await cli(place, ["index"])).toMatchObject({ code: 0 });
    const wholeMs = performance.now() - startedAt;
    expect(await editionOf(place)).toBe("first");

    let killed = 0;
    for (let at = 0; at < KILLS; at += 1) {
      const edition = `edition${at}`;
      await writeEdition(corpusDir, edition);
      const before = await editionOf(place);
      const ended = await cli(place, ["index"], { killAfterMs: (wholeMs * (at + 1)) / KILLS });
      if (ended.code === null) killed += 1;
      expect([before, edition]).toContain(await editionOf(place));

      const answer = JSON.parse((await cli(place, ["ask", "Rutte spoke of China", "--json"])).out);
      expect(answer.status).toBe("answered");
      for (const { document, spans } of answer.excerpts) {
        const text = article(Number(document.id.slice(1)), edition);
        for (const { start, end, text: quoted } of spans)
          expect(text.slice(start, end)).toBe(quoted);
      }
      expect(await editionOf(place)).toBe(edition);
    }
    // The moments must have hit the work, or this shows nothing.
    expect(killed).toBeGreaterThan(KILLS / 2);
  }, 300_000);

  it("in the very first ingest, the next question starts it again", async () => {
    const corpusDir = await tempDir();
    await writeEdition(corpusDir, "first");
    for (const killAfterMs of [150, 300, 450, 600, 900]) {
      const place = await tempPlace(corpusDir);
      await cli(place, ["ask", "Rutte spoke of China"], { killAfterMs });
      const { code, out } = await cli(place, ["ask", "Rutte spoke of China"]);
      expect(code).toBe(0);
      expect(out).toContain("edition");
      await rm(place.stateDir, { recursive: true, force: true });
    }
  }, 300_000);
});
