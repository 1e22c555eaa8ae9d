import { expect, onTestFinished, test } from "vitest";
import { startLocal } from "./local.ts";
import { openCorpus } from "../bot/stand-in-answerer.ts";
import { renderer } from "../../../src/discord/render/renderer.ts";
import { memoryStore } from "../bot/support.ts";

test("the terminal shows what Discord would show", async () => {
  const { answerer } = await openCorpus();
  const quiet = (): void => undefined;
  const local = await startLocal({
    answerer,
    render: renderer,
    turns: { take: () => ({ ok: true, done: quiet }) },
    settings: memoryStore(),
    log: { info: quiet, warn: quiet, error: quiet },
    metrics: { record: quiet },
    version: "0.1.0",
  });
  onTestFinished(() => local.stop());
  const { run } = local.client;
  expect(await run("/ask What did Rutte say?")).toContain(
    "│ What did Rutte say?\n│ Understood: statements by Mark Rutte",
  );
  expect(await run("press Next")).toContain("page 2 of");
  expect(await run("press Cite 2")).toContain("│ Discord · Copy this.");
  expect(await run("/quotes speaker: Rutte about: China")).toContain("Mark Rutte");
  expect(await run("/ask question: China? private: true")).toContain("only you can see this");
  expect(await run("press Post publicly")).not.toContain("There was no");
  expect(await run("@bot What did Rutte say about China?")).toContain("Understood: statements by");
  expect(await run("reply And Barrot?")).toContain("Barrot is in this corpus");
  expect(await run("dm What did Rutte say?")).toContain("Understood: statements by");
  expect(await run('menu Check quotes: He said "a huge risk of escalation"')).toContain(
    "escalation",
  );
  expect(await run("type /quotes speaker: ru")).toContain("[mark-rutte]");
  expect(await run("/settings list")).toContain("#general");
  await expect(run("/nothing")).rejects.toThrow("No command nothing");
  expect(await run("what")).toContain("Type what you would on Discord");
});
