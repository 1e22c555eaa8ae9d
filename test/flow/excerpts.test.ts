import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { questionsFrom } from "../../src/measure/eval/questions.ts";
import { readFile } from "node:fs/promises";
import { tempPlace } from "../support/cli.ts";

const corpus = resolve(import.meta.dirname, "../../corpus");

describe("200 questions made from the corpus", () => {
  let app: App;
  beforeAll(async () => {
    const { stateDir } = await tempPlace();
    app = await openApp(
      loadConfig({ ON_RECORD_CORPUS_DIR: corpus, ON_RECORD_STATE_DIR: stateDir }),
    );
    await app.ingest();
  });
  afterAll(() => app.close());

  it("are answered with what the files say at those offsets", async () => {
    const ids = app.store.documents().map(({ id }) => id);
    const files = new Map(
      await Promise.all(
        ids.map(async (id) => [id, await readFile(`${corpus}/${id}.txt`, "utf8")] as const),
      ),
    );
    const questions = questionsFrom([...files.values()], 200);
    expect(new Set(questions).size).toBeGreaterThan(190);
    let excerpts = 0;
    for (const question of questions) {
      const answer = await app.ask(question);
      for (const { document, spans, context } of [...answer.excerpts, ...answer.leads]) {
        const text = files.get(document.id) ?? "";
        for (const span of [...spans, context])
          expect(text.slice(span.start, span.end)).toBe(span.text);
        expect(context.start).toBeLessThanOrEqual(spans[0].start);
        expect(context.end).toBeGreaterThanOrEqual(spans[0].end);
        excerpts += 1;
      }
    }
    expect(excerpts).toBeGreaterThan(400);
  });

  it("never quote page furniture", async () => {
    for (const question of [
      "Share article on Twitter",
      "Become a patron for one cup of coffee a month",
      "Read also: 95 Ukrainian defenders return from Russian captivity",
    ]) {
      const answer = await app.ask(question);
      for (const { spans } of [...answer.excerpts, ...answer.leads]) {
        expect(spans[0].text).not.toMatch(
          /Share article|Become a patron|Read also|Tweet|- News|95 Ukrainian defenders/,
        );
      }
    }
  });
});
