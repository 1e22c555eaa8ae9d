import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../../src/core/answer.ts";
import { createReceipt } from "../../../src/core/excerpt.ts";
import type { Answerer } from "../../../src/discord/bot/ports.ts";
import type { InteractionHandle } from "../double/handle.ts";
import { openCorpus } from "./stand-in-answerer.ts";
import { type Running, buttons, customIds, run, seen } from "./support.ts";

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = await openCorpus());
});

const QUESTION = { question: "What did Rutte say?" };

async function asked({ discord }: Running, values = {}): Promise<InteractionHandle> {
  return discord.slash("ask", { ...QUESTION, ...values }).answered();
}

describe("pages", () => {
  test("next and previous turn the page of the one who asked", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const message = seen((await asked(running)).reply);
    const first = discord.textOf(message);
    await discord.press(message, "Next").answered();
    expect(discord.textOf(message)).toContain("page 2 of");
    expect(discord.textOf(message)).not.toBe(first);
    await discord.press(message, "Previous").answered();
    expect(discord.textOf(message)).toBe(first);
    expect(discord.messagesIn(discord.channel)).toHaveLength(1);
    discord.violations.assertClean();
  });

  test("somebody else gets a page of their own", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const message = seen((await asked(running)).reply);
    const other = { user: discord.addUser("Eve") };
    const handle = await discord.press(message, "Next", other).answered();
    expect(discord.textOf(message)).toContain("page 1 of");
    expect(handle.isEphemeral).toBe(true);
    expect(handle.text).toContain("page 2 of");
    const own = seen(handle.reply);
    await discord.press(own, "Previous", other).answered();
    expect(discord.textOf(own)).toContain("page 1 of");
    discord.violations.assertClean();
  });

  test("a question too long for a button is kept, and turns all the same", async () => {
    const running = await run({ answerer });
    const { discord, store } = running;
    const question = `What did Rutte say about ${"North Korea and ".repeat(8)}China?`;
    const message = seen((await asked(running, { question, speaker: "mark-rutte" })).reply);
    expect(store.queries.size).toBe(1);
    expect(Math.max(...customIds(message).map((id) => id.length))).toBeLessThanOrEqual(100);
    await discord.press(message, "Next").answered();
    expect(discord.textOf(message)).toContain("page 2 of");
    store.queries.clear();
    const old = await discord.press(message, "Previous").answered();
    expect(old.text).toContain("Please ask again");
    discord.violations.assertClean();
  });
});

describe("an excerpt's buttons", () => {
  test("more context, open source and cite answer privately", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const message = seen((await asked(running)).reply);
    const more = await discord.press(message, "More context").answered();
    expect([more.text, more.isEphemeral]).toEqual([
      expect.stringContaining("In its context"),
      true,
    ]);
    expect(buttons(seen(more.reply))).toEqual(["Open source", "Cite", "Post publicly"]);
    const source = await discord.press(message, "Open source").answered();
    expect(source.text).toContain("page 1 of");
    await discord.press(seen(source.reply), "Next").answered();
    expect(source.text).toContain("page 2 of");
    const cite = await discord.press(message, "Cite").answered();
    expect(cite.text).toContain("│ Discord · Copy this.");
    await discord.press(seen(cite.reply), "Markdown").answered();
    expect(cite.text).toContain("│ Markdown · Copy this.");
    await discord.press(seen(cite.reply), "Plain text").answered();
    expect(cite.text).toContain("│ Plain text · Copy this.");
    discord.violations.assertClean();
  });

  test("also in shows the same words elsewhere", async () => {
    const first = await answerer.ask("What did Rutte say?");
    const [excerpt] = first.excerpts;
    const [other] = (await answerer.ask("What did Barrot say?")).excerpts;
    if (!excerpt || !other) throw new Error("There are no excerpts.");
    const copied = {
      ...first,
      excerpts: [
        { ...excerpt, alsoIn: [{ document: other.document, spans: other.spans }] },
      ] as const,
    };
    const running = await run({
      answerer: {
        ...answerer,
        ask: async () => ({ ...copied, status: "answered", reason: null, leads: [] }),
      },
    });
    const { discord } = running;
    const handle = await discord.press(seen((await asked(running)).reply), "Also in 1").answered();
    expect(handle.isEphemeral).toBe(true);
    expect(handle.text).toContain(excerpt.receipt);
    expect(handle.text).toContain(createReceipt(other.document.sha256, other.spans));
    discord.violations.assertClean();
  });

  test("of an answer to several questions, on each of its pages", async () => {
    const [first, second] = [
      await answerer.ask("What did Rutte say?", { limit: 3 }),
      await answerer.ask("What did Barrot say?", { limit: 2 }),
    ];
    const [one, ...others] = [...first.excerpts.slice(0, 3), ...second.excerpts.slice(0, 2)];
    const last = others.at(-1);
    if (!one || !last) throw new Error("There are no excerpts.");
    const part = ({ question, interpretation }: typeof first, from: number, count: number) => {
      return { question, interpretation, reason: null, from, count };
    };
    const count = 1 + others.length;
    const answer: Answer = {
      ...first,
      status: "answered",
      reason: null,
      excerpts: [one, ...others],
      leads: [],
      parts: [part(first, 0, count - 1), part(second, count - 1, 1)],
    };
    const running = await run({ answerer: { ...answerer, ask: async () => answer } });
    const { discord } = running;
    const message = seen((await asked(running)).reply);
    expect(discord.textOf(message)).toContain("2 questions");
    expect(discord.textOf(message)).not.toContain("What did Barrot say?");
    const more = await discord.press(message, "More context").answered();
    expect(more.text).toContain(one.receipt);
    await discord.press(message, "Next").answered();
    expect(discord.textOf(message)).toContain("What did Barrot say?");
    expect(discord.textOf(message)).toContain(last.receipt);
    const shown = await discord.press(message, "More context").answered();
    const fourth = answer.excerpts[3];
    expect(shown.text).toContain(fourth?.receipt);
    await discord.press(message, "Previous").answered();
    expect(discord.textOf(message)).toContain(one.receipt);
    discord.violations.assertClean();
  });

  test("what the source has no more is told, not cited", async () => {
    const running = await run({
      answerer: {
        ...answerer,
        receipt: async (receipt) => ({
          receipt,
          outcome: "unknown",
          corpus: await answerer.coverage(),
        }),
      },
    });
    const { discord } = running;
    const message = seen((await asked(running)).reply);
    const cite = await discord.press(message, "Cite").answered();
    expect(cite.text).toContain(
      "Not here. No document of this corpus has the text of this receipt.",
    );
    discord.violations.assertClean();
  });
});

describe("post and feedback", () => {
  test("a private answer is posted once, for all", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const handle = await asked(running, { private: true });
    const message = seen(handle.reply);
    const id = customIds(message).find((one) => one.startsWith("p"));
    const post = await discord.press(message, "Post publicly").answered();
    await expect.poll(() => post.followUps.length).toBe(1);
    const [posted] = post.followUps;
    expect(discord.textOf(seen(posted))).toContain(
      "│ What did Rutte say?\n│ Understood: statements by Mark Rutte",
    );
    expect(discord.textOf(seen(posted))).not.toContain("only you");
    expect(buttons(message)).not.toContain("Post publicly");
    expect(id).toBeDefined();
    expect(post.followUps).toHaveLength(1);
    discord.violations.assertClean();
  });

  test("feedback is counted once, without names", async () => {
    const running = await run({ answerer });
    const { discord, store } = running;
    const message = seen((await asked(running)).reply);
    const thanks = await discord.press(message, "Helpful").answered();
    expect([thanks.text, thanks.isEphemeral]).toEqual([expect.stringContaining("Thank"), true]);
    await discord.press(message, "Helpful").answered();
    await discord.press(message, "Not helpful", { user: discord.addUser("Eve") }).answered();
    expect(store.feedback).toEqual(["helpful answer", "not-helpful answer"]);
    discord.violations.assertClean();
  });

  test.each([
    ["ask", { question: "Who won the football world cup?" }, "helpful no-answer"],
    ["quotes", { speaker: "mark-rutte" }, "helpful answer"],
    ["who", { about: "China" }, "helpful answer"],
    ["verify", { quote: "a huge risk of escalation" }, "helpful verify"],
  ])("feedback on /%s %j is counted as %s", async (name, values, counted) => {
    const { discord, store } = await run({ answerer });
    const handle = await discord.slash(name, values).answered();
    await discord.press(seen(handle.reply), "Helpful").answered();
    expect(store.feedback).toEqual([counted]);
  });
});

test("after a kill and a restart old buttons still answer", async () => {
  const running = await run({ answerer });
  const { discord } = running;
  const message = seen((await asked(running)).reply);
  await running.restart();
  await discord.press(message, "Next").answered();
  expect(discord.textOf(message)).toContain("page 2 of");
  const more = await discord.press(message, "More context").answered();
  expect(more.text).toContain("In its context");
  discord.violations.assertClean();
});
