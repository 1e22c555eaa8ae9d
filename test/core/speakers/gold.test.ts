import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { linkSpeakers } from "../../../src/core/speakers/link.ts";
import { resolveSources } from "../../../src/core/speakers/resolve.ts";
import { splitSentences } from "../../../src/core/text/sentences.ts";
import { goldFileSchema, scoreSpeakers } from "../../../src/measure/eval/speakers.ts";

const gold = goldFileSchema.parse(JSON.parse(readFileSync("test/gold/statements.json", "utf8")));
const documents = gold.documents.map(({ id, statements }) => {
  const text = readFileSync(`corpus/${id}.txt`, "utf8");
  return { ...resolveSources({ id, text, sentences: splitSentences(text) }, statements), text };
});

function predictions(name: (documentId: string, mention: number) => string) {
  return new Map(
    gold.documents.map(({ id, statements }, at) => [
      id,
      statements.map(({ content, source }, index) => ({
        content,
        source,
        speakers: (documents[at]?.statements[index]?.speakers ?? []).map((mention) =>
          name(id, mention),
        ),
      })),
    ]),
  );
}

describe("the speakers of the five articles, given their statements", () => {
  it("are all right in each article by itself", () => {
    const byId = new Map(documents.map((document) => [document.documentId, document]));
    const report = scoreSpeakers(
      gold,
      predictions((id, mention) => byId.get(id)?.mentions[mention]?.name ?? ""),
    );
    expect(report.faults.filter(({ fault }) => fault === "wrong")).toEqual([]);
    for (const tally of Object.values(report.byKind)) expect(tally.right).toBe(tally.gold);
  });

  it("are all right under their names across the articles", () => {
    const { speakers, ids } = linkSpeakers(documents);
    const names = new Map(speakers.map(({ id, name }) => [id, name]));
    const report = scoreSpeakers(
      gold,
      predictions((id, mention) => names.get(ids.get(id)?.[mention] ?? "") ?? ""),
    );
    expect(report.faults.filter(({ fault }) => fault === "wrong")).toEqual([]);
    for (const tally of Object.values(report.byKind)) expect(tally.right).toBe(tally.gold);
  });

  it("have one id each", () => {
    const found = linkSpeakers(documents).speakers.map(({ id }) => id);
    const persons = gold.speakers.filter(({ type }) => type === "person").map(({ id }) => id);
    expect(persons.filter((id) => !found.includes(id))).toEqual([]);
  });
});

describe("the scorer", () => {
  const only = gold.documents.map(({ id }) => id);

  it("counts what is missed", () => {
    const report = scoreSpeakers(gold, new Map());
    for (const tally of Object.values(report.byKind)) expect(tally.missed).toBe(tally.gold);
  });

  it("tells a wrong name from none", () => {
    const all = (speakers: string[]) =>
      new Map(
        only.map((id) => [
          id,
          gold.documents
            .find((one) => one.id === id)
            ?.statements.map(({ content, source }) => ({ content, source, speakers })) ?? [],
        ]),
      );
    const none = scoreSpeakers(gold, all([]));
    const wrong = scoreSpeakers(gold, all(["Somebody Else"]));
    expect(none.byKind.direct).toMatchObject({ unnamed: none.byKind.direct.gold, wrong: 0 });
    expect(wrong.byKind.direct).toMatchObject({ wrong: wrong.byKind.direct.gold, unnamed: 0 });
  });
});
