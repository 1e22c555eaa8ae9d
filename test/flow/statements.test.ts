import { readFile } from "node:fs/promises";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { predictedStatements, readGold } from "../../src/measure/eval/gold.ts";
import { scoreSpeakers } from "../../src/measure/eval/speakers.ts";
import { type Place, cli, tempPlace } from "../support/cli.ts";
import { tempDir } from "../support/temp.ts";

const root = resolve(import.meta.dirname, "../..");

describe("statements of the five articles, by the trained tagger", () => {
  let app: App;
  beforeAll(async () => {
    const { stateDir, corpusDir } = await tempPlace();
    app = await openApp(
      loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir }),
    );
    await app.ingest();
  });
  afterAll(() => app.close());

  it("are found with the right speaker, and none with a wrong one", async () => {
    const gold = await readGold(join(root, "test/gold/statements.json"));
    const { byKind } = scoreSpeakers(gold, predictedStatements(app.store));
    const { direct, mixed, reported } = byKind;
    expect(direct.right / direct.gold).toBeGreaterThanOrEqual(0.95);
    expect((mixed.right + reported.right) / (mixed.gold + reported.gold)).toBeGreaterThanOrEqual(
      0.8,
    );
    expect(direct.wrong + mixed.wrong + reported.wrong).toBe(0);
  });

  it("have spans that match the files", async () => {
    for (const statement of app.store.statements(app.store.statementIds())) {
      const file = await readFile(join(root, "corpus", `${statement.documentId}.txt`), "utf8");
      expect(statement.content.length).toBeGreaterThan(0);
      for (const { start, end } of [...statement.content, ...statement.cue, ...statement.source]) {
        expect(file.slice(start, end).trim()).toBe(file.slice(start, end));
        expect(end).toBeGreaterThan(start);
      }
    }
  });

  const texts = async (question: string) => {
    const answer = await app.ask(question);
    return answer.excerpts.map(({ kind, statement, spans, document }) => ({
      kind,
      speaker: statement?.speaker?.name ?? null,
      source: statement?.source?.text ?? null,
      cue: statement?.cue?.text ?? null,
      text: spans.map(({ text }) => text).join(" […] "),
      document: document.id,
    }));
  };

  it("What did Rutte say? gives his quotation first, then reports from both articles", async () => {
    const found = await texts("What did Rutte say?");
    expect(found[0]).toMatchObject({
      kind: "direct",
      speaker: "Mark Rutte",
      text: expect.stringContaining("Beijing cannot pretend to promote peace"),
    });
    const reported = found.filter(({ kind }) => kind === "reported");
    expect(new Set(reported.map(({ document }) => document))).toEqual(
      new Set(["nato-and-eu-urge-china", "huge-risk-of-escalation"]),
    );
    for (const { speaker, cue } of found) {
      expect(speaker).toBe("Mark Rutte");
      expect(cue).not.toBeNull();
    }
    expect(reported.map(({ text }) => text).join()).toContain("could not confirm");
  });

  it("What did Borrell write? finds the quotation whose source is “he”", async () => {
    const found = await texts("What did Borrell write?");
    expect(found[0]).toMatchObject({
      kind: "direct",
      speaker: "Josep Borrell",
      source: "he",
      cue: "wrote",
    });
  });

  it("What did Barrot say about escalation? draws on two articles", async () => {
    const found = await texts("What did Barrot say about escalation?");
    expect(new Set(found.map(({ document }) => document)).size).toBe(2);
    expect(new Set(found.map(({ speaker }) => speaker))).toEqual(new Set(["Jean-Noël Barrot"]));
  });

  it("Who called it a red line? names the speaker from the headline", async () => {
    const [found] = await texts("Who called it a red line?");
    expect(found).toMatchObject({ source: "US House Intel chair", kind: "direct" });
  });

  it("a speaker who is silent on a topic is not given another one's words", async () => {
    const answer = await app.ask("What did Borrell say about missiles?");
    expect(answer).toMatchObject({ status: "no-answer", reason: { code: "speaker-not-on-this" } });
    for (const { statement } of answer.leads)
      expect(statement?.speaker?.name).toBe("Josep Borrell");
  });
});

describe("quotes and speakers", () => {
  let place: Place;
  beforeAll(async () => {
    place = await tempPlace();
    await cli(place, ["index"]);
  });

  it("list a speaker's statements, by any of the names", async () => {
    for (const name of ["Rutte", "mark-rutte", "Mark Rutte", "Rute"]) {
      const { code, out } = await cli(place, ["quotes", name, "--json"]);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ speaker: { id: "mark-rutte", name: "Mark Rutte" } });
    }
    const { out } = await cli(place, ["quotes", "Rutte"]);
    expect(out).toContain("Beijing cannot pretend");
    expect(out).toContain("reported, not in quotation");
  });

  it("filter by topic, source and date", async () => {
    const run = async (...args: string[]) =>
      JSON.parse((await cli(place, ["quotes", "Rutte", "--json", ...args])).out);
    const all = await run();
    const missiles = await run("--about", "missile technology");
    expect(missiles.total).toBeLessThan(all.total);
    expect(missiles.excerpts[0].spans[0].text).toContain("missile technology");
    const dated = await run("--from", "2024-11-01", "--to", "2024-11-30");
    expect(dated.total).toBeGreaterThan(0);
    for (const { document } of dated.excerpts) expect(document.id).toBe("nato-and-eu-urge-china");
    expect(await run("--to", "2023")).toMatchObject({ total: 0, excerpts: [] });
    const huge = await run("--source", "HUGE");
    for (const { document } of huge.excerpts) expect(document.id).toBe("huge-risk-of-escalation");
  });

  it("say so where nobody or several could be meant", async () => {
    const nobody = await cli(place, ["quotes", "Angela Merkel"]);
    expect(nobody).toMatchObject({ code: 1, out: expect.stringContaining("Nobody of the name") });
    const chief = await cli(place, ["quotes", "the NATO chief", "--json"]);
    expect(JSON.parse(chief.out)).toMatchObject({
      speaker: null,
      candidates: [{ id: "mark-rutte" }, { id: "jens-stoltenberg" }],
    });
    expect((await cli(place, ["quotes"])).code).toBe(2);
    expect((await cli(place, ["quotes", "Rutte", "--from", "last week"])).code).toBe(2);
    expect((await cli(place, ["quotes", "Rutte", "--limit", "0"])).code).toBe(2);
    // Too many characters, too many tokens, none.
    for (const about of ["a".repeat(1_001), "国".repeat(900), " "]) {
      const { code, err } = await cli(place, ["quotes", "Rutte", "--about", about, "--json"]);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/question|topic/) });
    }
  });

  it("show who speaks, with names and roles as the sources have them", async () => {
    const { out } = await cli(place, ["speakers"]);
    expect(out).toContain("Jean-Noël Barrot");
    expect(out).toContain("French Prime Minister (french-minister-warns-of-escalation)");
    const list = JSON.parse((await cli(place, ["speakers", "Barrot", "--json"])).out);
    expect(list).toHaveLength(1);
    for (const { text, evidence } of list[0].aliases) {
      for (const { documentId, span } of evidence) {
        const file = await readFile(join(root, "corpus", `${documentId}.txt`), "utf8");
        expect(file.slice(span.start, span.end)).toBe(text);
      }
    }
  });

  it("heed what the operator states, and report a file that cannot be read", async () => {
    const corpusDir = join(await tempDir(), "corpus");
    await mkdir(corpusDir);
    await cp(join(root, "corpus/nato-and-eu-urge-china.txt"), join(corpusDir, "a.txt"));
    const own = await tempPlace(corpusDir);
    await cli(own, ["index"]);
    const file = join(corpusDir, "speakers.json");
    await writeFile(
      file,
      JSON.stringify([{ id: "rutte", name: "Mark Rutte", aliases: ["The Dutchman"] }]),
    );
    const stated = JSON.parse((await cli(own, ["quotes", "the dutchman", "--json"])).out);
    expect(stated.speaker).toMatchObject({ id: "rutte", name: "Mark Rutte" });
    expect(stated.total).toBeGreaterThan(0);

    await writeFile(file, '[{"aliases": []}]');
    const broken = await cli(own, ["quotes", "Rutte"]);
    expect(broken).toMatchObject({ code: 0, err: expect.stringContaining("speakers.json") });
  });
});
