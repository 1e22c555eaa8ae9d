import { beforeAll, describe, expect, test } from "vitest";
import type { Answerer } from "../../../src/discord/bot/ports.ts";
import { type NameIndex, indexNames } from "../../../src/discord/bot/name-index.ts";
import { suggest } from "../../../src/discord/bot/suggest.ts";
import { openCorpus } from "./stand-in-answerer.ts";
import { run } from "./support.ts";

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = await openCorpus());
});

describe("through Discord", () => {
  test("speakers without regard to accents, with counts, and ids as values", async () => {
    const { discord } = await run({ answerer });
    const handle = await discord
      .autocomplete("ask", { question: "x", speaker: "jean-noel" }, "speaker")
      .acknowledged();
    expect(handle.choices).toEqual([
      {
        name: expect.stringMatching(/^Jean-Noël Barrot · \d+ statements?$/),
        value: "jean-noel-barrot",
      },
    ]);
    discord.violations.assertClean();
  });

  test("within the filters already typed", async () => {
    const { discord } = await run({ answerer });
    const values = { speaker: "", source: "french-minister-warns-of-escalation" };
    const handle = await discord.autocomplete("quotes", values, "speaker").acknowledged();
    const names = handle.choices?.map(({ value }) => value) ?? [];
    expect(names).toContain("jean-noel-barrot");
    expect(names).not.toContain("mark-rutte");
    const sources = await discord
      .autocomplete("quotes", { speaker: "jean-noel-barrot", source: "" }, "source")
      .acknowledged();
    expect(sources.choices?.map(({ value }) => value)).toContain(values.source);
    expect(sources.choices?.length).toBeLessThan(5);
    discord.violations.assertClean();
  });

  test("topics, documents, and nothing for what nobody knows", async () => {
    const { discord } = await run({ answerer });
    const topics = await discord.autocomplete("who", { about: "ch" }, "about").acknowledged();
    expect(topics.choices?.[0]).toEqual({ name: "China · 7", value: "China" });
    const documents = await discord.autocomplete("source", { id: "macron" }, "id").acknowledged();
    expect(documents.choices?.map(({ value }) => value)).toEqual([
      "macron-warns-china-over-nato-in-asia",
    ]);
    const none = await discord.autocomplete("who", { about: "zzz" }, "about").acknowledged();
    expect(none.choices).toEqual([]);
    discord.violations.assertClean();
  });

  test("names stay in memory, so that an answerer that fails later is not asked", async () => {
    let isBroken = false;
    const { discord, log, bot } = await run({
      answerer: {
        ...answerer,
        names: () => (isBroken ? Promise.reject(new Error("broken")) : answerer.names()),
      },
    });
    isBroken = true;
    expect(bot.client.isReady()).toBe(true);
    const handle = await discord.autocomplete("who", { about: "ch" }, "about").acknowledged();
    expect(handle.choices?.length).toBeGreaterThan(0);
    expect(log.filter(({ level }) => level === "error")).toEqual([]);
    discord.violations.assertClean();
  });
});

describe("what is suggested", () => {
  const documents = (...ids: string[]) => ids;
  const many: NameIndex = indexNames({
    generation: 1,
    speakers: Array.from({ length: 60 }, (_, at) => ({
      id: `speaker-${at}-${"x".repeat(at * 3)}`,
      name: `Speaker ${at} ${"with a long name ".repeat(10)}`,
      aliases: [`Alias ${at}`],
      statementCount: at,
      type: "person" as const,
      documentIds: documents(`d${at % 3}`),
      counts: [at],
    })),
    sources: [],
    topics: [],
  });
  const nothing = { speaker: null, source: null, about: null, from: null, to: null };

  test("at most 25, each name once, none over 100 characters, most statements first", () => {
    const choices = suggest(many, "speakers", "", nothing);
    expect(choices).toHaveLength(25);
    expect(new Set(choices.map(({ name }) => name)).size).toBe(25);
    expect(choices.every(({ name, value }) => name.length <= 100 && value.length <= 100)).toBe(
      true,
    );
    expect(choices[0]?.name).toMatch(/^Speaker 59 /);
  });

  test("an alias finds, after names", () => {
    expect(suggest(many, "speakers", "ALÍAS 7", nothing)[0]?.name).toMatch(/^Speaker 7 /);
    expect(suggest(many, "speakers", "nobody", nothing)).toEqual([]);
  });
});
