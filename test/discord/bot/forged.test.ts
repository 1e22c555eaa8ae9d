import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { decodePress, encodePress } from "../../../src/discord/bot/custom-id.ts";
import type { Answerer } from "../../../src/discord/bot/ports.ts";
import type { Discord } from "../double/start.ts";
import type { Message } from "../double/world.ts";
import { FORGED_IDS, forge } from "../local/forged-ids.ts";
import { openCorpus } from "./stand-in-answerer.ts";
import { type Running, memoryStore, run, seen } from "./support.ts";

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = await openCorpus());
});

const NOT_UNDERSTOOD = "This button is not understood";

/** An answer of the bot, whose only button has now this id. */
async function forgery({ discord }: Running): Promise<(id: string) => Message> {
  const { reply } = await discord.slash("ask", { question: "China?" }).answered();
  const message = seen(reply);
  return (id) => forge(message, id);
}

const press = (discord: Discord, message: Message, id: string) =>
  discord.press(message, id, { user: discord.addUser("Mallory") });

describe("a forged button", () => {
  test.each(FORGED_IDS)("%j is told to be not understood", async (id) => {
    expect(decodePress(id, memoryStore())).toBeNull();
  });

  test("of each kind gets a private word, in a valid message, and nothing in the log", async () => {
    const running = await run({ answerer });
    const { discord, log } = running;
    const forged = await forgery(running);
    for (const id of FORGED_IDS) {
      const handle = await press(discord, forged(id), id).answered();
      expect([id, handle.text, handle.isEphemeral]).toEqual([
        id,
        expect.stringContaining(NOT_UNDERSTOOD),
        true,
      ]);
    }
    expect(log.filter(({ level }) => level !== "info")).toEqual([]);
    discord.violations.assertClean();
  });

  test("with a page that is far behind the last shows the last", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const forged = await forgery(running);
    for (const view of ['"a",["What did Rutte say?"]', '"q","mark-rutte"', '"s"', '"w","China"']) {
      const id = `o0.zzzz.${view}`;
      const handle = await press(discord, forged(id), id).answered();
      expect(handle.text).not.toContain("did not work");
    }
    discord.violations.assertClean();
  });
});

test("a list, which the bot never sends, is told to be not understood", async () => {
  const running = await run({ answerer });
  const { discord, outcomes } = running;
  const message = (await forgery(running))("x");
  const options = [{ label: "One", value: "1" }];
  const list = { type: 3, custom_id: "list", options };
  message.look = { ...message.look, components: [{ type: 1, components: [list] }] };
  const handle = await discord.select(message, "list", ["1"]).answered();
  expect([handle.text, handle.isEphemeral]).toEqual([
    expect.stringContaining("not understood"),
    true,
  ]);
  await expect.poll(outcomes).toEqual(["no-answer", "refused"]);
  discord.violations.assertClean();
});

const scalar = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom("", " ", "@everyone", "__proto__", "constructor", "toString", "hasOwnProperty"),
  fc.constantFrom("mark-rutte", "Rutte", "China", "nato-and-eu-urge-china", "2024", "2024-13"),
  fc.constantFrom("1cb87842f9.0.zzzz", "1cb87842f9.1k2.4d", "0.0.0", "discord", "markdown"),
  fc.double(),
  fc.bigInt().map(String),
  fc.constantFrom(null, true, -0, 1e308, Number.MAX_SAFE_INTEGER),
);
const { list } = fc.letrec<{ list: unknown[]; item: unknown }>((tie) => ({
  item: fc.oneof({ maxDepth: 3 }, scalar, tie("list"), fc.dictionary(fc.string(), scalar)),
  list: fc.array(tie("item"), { maxLength: 4 }),
}));
const letter = fc.constantFrom("a", "q", "w", "v", "c", "s", "d", "e", "l", "t");
/** Ids that are near to our own: the right letters before any values at all. */
const near = fc
  .tuple(
    fc.constantFrom("t", "o", "p", "y", "n"),
    fc.constantFrom("", "A", "N", "V"),
    fc.nat(50),
    fc.oneof(fc.nat(3), fc.nat()),
    letter,
    list,
  )
  .map(([does, judged, slot, page, kind, values]) => {
    const view = JSON.stringify([kind, ...values]).slice(1, -1);
    return `${does}${judged}${slot.toString(36)}.${page.toString(36)}.${view}`;
  });
const forgedId = fc
  .oneof({ arbitrary: near, weight: 4 }, fc.string({ unit: "binary", maxLength: 100 }))
  .map((id) => id.slice(0, 100).replace(/[\ud800-\udbff]$/u, ""))
  .filter((id) => id !== "");

const SEED = 20_261_127;
const FORGERIES = 300;

test(`whatever id is forged, every message is valid and names its reason (seed ${SEED})`, async () => {
  const running = await run({ answerer });
  const { discord, log } = running;
  const forged = await forgery(running);
  await fc.assert(
    fc.asyncProperty(forgedId, async (id) => {
      const handle = await press(discord, forged(id), id).answered();
      expect(handle.text).not.toBe("");
      expect(handle.text).not.toMatch(/tell the people who run this bot/);
      for (const message of [handle.reply, ...handle.followUps]) {
        expect(message?.pinged ?? null).toEqual({ everyone: false, users: [], roles: [] });
      }
      expect(log.filter(({ level }) => level === "error")).toEqual([]);
      discord.violations.assertClean();
    }),
    { seed: SEED, numRuns: FORGERIES },
  );
}, 120_000);

test("what is read from an id is written back as it was", () => {
  const queries = memoryStore();
  fc.assert(
    fc.property(forgedId, (id) => {
      const read = decodePress(id, queries);
      if (!read) return;
      expect(decodePress(encodePress(read, 0, queries), queries)).toEqual(read);
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});
