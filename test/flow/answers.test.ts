import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import {
  type AnswersReport,
  evaluateAnswers,
  readLabelled,
} from "../../src/measure/eval/answers.ts";
import { tempPlace } from "../support/cli.ts";

const root = resolve(import.meta.dirname, "../..");

describe("the labelled questions on the five articles", () => {
  let app: App;
  let report: AnswersReport;
  beforeAll(async () => {
    const { stateDir, corpusDir } = await tempPlace();
    app = await openApp(
      loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir }),
    );
    await app.ingest();
    const questions = await readLabelled(join(root, "test/gold/questions.json"));
    report = await evaluateAnswers(await app.searchable(), questions);
  });
  afterAll(() => app.close());

  it("are more than 200", () => {
    expect(report.answerable + report.unanswerable).toBeGreaterThan(200);
  });
  it("are seldom refused when they can be answered", () => {
    expect(report.falseRefusals).toBeLessThanOrEqual(0.1);
  });
  it("are seldom answered when they cannot be", () => {
    expect(report.falseAnswers).toBeLessThanOrEqual(0.06);
  });
  it("are answered with the words that answer", () => {
    expect(report.answeredRight).toBeGreaterThanOrEqual(0.9);
    expect(report.firstRight).toBeGreaterThanOrEqual(0.85);
  });
  it("are refused for a reason that holds", () => {
    expect(report.rightReasons).toBeGreaterThanOrEqual(0.95);
  });

  const texts = async (question: string) =>
    (await app.ask(question)).excerpts.map(({ spans }) => spans.map(({ text }) => text).join(" "));

  it("shows every figure that the sources have, each with its source", async () => {
    const all = (await texts("How many North Korean troops are there?")).join("\n");
    for (const figure of ["1,500", "11,000", "12,000"]) expect(all).toContain(figure);
  });
  it("answers a question for a number with excerpts that hold one", async () => {
    const found = await texts("How many North Korean troops are in Kursk?");
    expect(found[0]).toContain("12,000");
    for (const text of found) expect(text).toMatch(/\d|\b(?:two|three|four)\b/u);
  });
  it("keeps to the source that is named", async () => {
    const answer = await app.ask("What does Ramon Pacheco Pardo write about China?");
    expect(new Set(answer.excerpts.map(({ document }) => document.author))).toEqual(
      new Set(["Ramon Pacheco Pardo"]),
    );
  });
  it("tells what was understood, and carries speaker and topic on, never evidence", async () => {
    const first = await app.ask("What did Rutte say about escalation?");
    const next = await app.ask("And Barrot?", { previous: first.interpretation });
    expect(next.interpretation).toMatchObject({
      speaker: { name: "Jean-Noël Barrot" },
      topic: "escalation",
    });
    for (const { statement } of next.excerpts)
      expect(statement?.speaker?.name).toBe("Jean-Noël Barrot");
  });
  it("takes what is stated beside the question", async () => {
    const speaker = { id: "mark-rutte", name: "Mark Rutte" };
    const answer = await app.ask("China", { given: { speaker } });
    expect(answer.status).toBe("answered");
    for (const { statement } of answer.excerpts)
      expect(statement?.speaker?.name).toBe("Mark Rutte");
    const dated = await app.ask("China", { given: { speaker, to: "2019-12-31" } });
    expect(dated.reason?.code).toBe("outside-dates");
    const quoted = 'Who said "Beijing cannot pretend to promote peace"?';
    expect(await app.ask(quoted, { given: { speaker } })).toMatchObject({
      interpretation: { kind: "verify", speaker },
      finding: { outcome: "part" },
    });
  });
  it("answers whether somebody said something with what verify finds", async () => {
    const said = await app.ask('Did Rutte say "Beijing cannot pretend to promote peace"?');
    expect(said).toMatchObject({ status: "answered", finding: { outcome: "part" } });
    const notSaid = await app.ask('Did Rutte say "the moon is made of green cheese"?');
    expect(notSaid).toMatchObject({ status: "no-answer", reason: { code: "quote-not-found" } });
  });
});
