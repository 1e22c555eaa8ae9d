import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../src/app.ts";
import { type Answer, followedBy } from "../../src/core/answer.ts";
import type { Interpretation } from "../../src/core/types.ts";
import { openHarbour, shown } from "../support/harbour-app.ts";

let app: App;
beforeAll(async () => {
  app = await openHarbour();
});
afterAll(() => app.close());

/** The answer to the last of questions, each after the one before. */
async function chain(...questions: readonly string[]): Promise<Answer> {
  let previous: Interpretation | null = null;
  let answer: Answer | null = null;
  for (const question of questions) {
    answer = await app.ask(question, { previous, today: "2026-03-05" });
    previous = followedBy(answer, previous);
  }
  if (answer === null) throw new Error("There is no question.");
  return answer;
}

describe("a chain", () => {
  it("carries speaker and topic on, over thanks too", async () => {
    const answer = await chain("What did Vold say about the bridge?", "thanks!", "And Brekke?");
    expect(answer.interpretation).toMatchObject({
      speaker: { name: "Tomas Brekke" },
      topic: "the bridge",
    });
    expect(answer.status).toBe("answered");
    for (const { statement } of answer.excerpts)
      expect(statement?.speaker?.name).toBe("Tomas Brekke");
  });
  it("goes on after a refusal", async () => {
    const answer = await chain("What did Mbeki say about the bridge?", "and Brekke?");
    expect(answer.interpretation).toMatchObject({
      speaker: { name: "Tomas Brekke" },
      topic: "the bridge",
    });
    expect(answer.status).toBe("answered");
  });
  it("follows the last of several questions", async () => {
    const answer = await chain(
      "What did Vold say? What did Vold say about the bridge?",
      "and Brekke?",
    );
    expect(answer.interpretation).toMatchObject({ topic: "the bridge" });
  });
  it("is the same where the earlier questions are handed over as they were asked", async () => {
    const after = ["What did Vold say about the bridge?", "thanks", "and Brekke?"].map(
      (question) => ({ question }),
    );
    const answer = await app.ask("more", { after });
    expect(answer.interpretation).toMatchObject({
      speaker: { name: "Tomas Brekke" },
      topic: "the bridge",
      skip: 10,
    });
    expect(answer.reason?.code).toBe("no-more");
  });
});

describe("several questions", () => {
  it("each have their part, the first excerpts near the top", async () => {
    const answer = await app.ask(
      "What did Vold say? What did Brekke say about the bridge? How deep is the sound?",
    );
    expect(answer.status).toBe("answered");
    expect(answer.parts.map(({ question }) => question)).toEqual([
      "What did Vold say?",
      "What did Brekke say about the bridge?",
      "How deep is the sound?",
    ]);
    for (const { reason, from, count } of answer.parts) {
      expect(reason).toBeNull();
      expect(count).toBeGreaterThan(0);
      expect(from).toBeLessThan(6);
    }
    const sound = answer.parts[2]?.from ?? 0;
    expect(shown(answer.excerpts)[sound]).toContain("90 metres deep");
    expect(answer.parts.reduce((sum, { count }) => sum + count, 0)).toBe(answer.excerpts.length);
  });
  it("are answered in part, with the reasons of the others and their leads", async () => {
    const answer = await app.ask(
      "What did Vold say about the bridge? What did Vold say about submarine cables?",
    );
    expect(answer).toMatchObject({ status: "answered", reason: null });
    expect(answer.parts.map(({ reason }) => reason?.code ?? null)).toEqual([
      null,
      "speaker-not-on-this",
    ]);
    const [, refused] = answer.parts;
    expect(answer.leads).toHaveLength(refused?.count ?? 0);
    expect(refused).toMatchObject({ from: 0 });
  });
  it("are refused where none has an answer", async () => {
    const answer = await app.ask("What did Mbeki say? What did Tambo say about the bridge?");
    expect(answer).toMatchObject({ status: "no-answer", reason: { code: "speaker-unknown" } });
    expect(answer.parts).toHaveLength(2);
  });
  it("more than four are told to be left out", async () => {
    const asked = ["strike", "bridge", "wages", "crews", "jobs"].map(
      (topic) => `What did Vold say about the ${topic}?`,
    );
    const answer = await app.ask(asked.join(" "));
    expect(answer.parts).toHaveLength(4);
    expect(answer.note).toContain("not looked for: “What did Vold say about the jobs?”");
  });
});
