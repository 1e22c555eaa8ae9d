import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Discord } from "./start.ts";
import type { InteractionHandle } from "./handle.ts";
import type { ViolationKind } from "./violations.ts";
import { callbackPath, raw, webhookPath } from "./raw.ts";
import { startDiscord } from "./start.ts";

/** Each rule is broken once, on a payload that is otherwise right, and has to be caught. */

let discord: Discord;

beforeAll(async () => {
  discord = await startDiscord();
  await raw(discord, `/applications/${discord.applicationId}/commands`, {
    method: "PUT",
    body: [command()],
  });
  discord.violations.assertClean();
});
afterAll(() => discord.stop());

interface Expected {
  readonly kind: ViolationKind;
  readonly code?: number;
  /** What the violation says. */
  readonly told?: RegExp;
}

async function expectBroken(
  path: string,
  body: unknown,
  { kind, code = 50_035, told = /./ }: Expected,
  method = "POST",
): Promise<void> {
  const answer = await raw(discord, path, { body, method });
  expect(discord.violations.list.map((one) => one.kind)).toEqual([kind]);
  expect(discord.violations.take(kind)[0]?.detail).toMatch(told);
  expect(answer.code).toBe(code);
}

const quiet = { allowed_mentions: { parse: [] } };
const long = (length: number): string => "x".repeat(length);
const button = (change: object = {}): object => ({
  type: 2,
  style: 1,
  label: "A",
  custom_id: "a",
  ...change,
});
const row = (...components: object[]): object => ({ type: 1, components });
const select = (change: object = {}): object => ({
  type: 3,
  custom_id: "s",
  options: [{ label: "A", value: "a" }],
  ...change,
});
const text = (content: string): object => ({ type: 10, content });
const V2 = 1 << 15;

describe("messages", () => {
  const path = (): string => `/channels/${discord.channel.id}/messages`;

  test.each([
    ["text", { content: long(2_000) }],
    ["embeds", { embeds: [{ description: long(4_096) }, { description: long(1_904) }] }],
    ["rows", { content: "x", components: [row(button(), button({ custom_id: "b" }))] }],
    [
      "a link",
      {
        content: "x",
        components: [
          row(button({ style: 5, custom_id: undefined, url: `https://a.b/${long(500)}` })),
        ],
      },
    ],
    ["a select", { content: "x", components: [row(select())] }],
    [
      "V2",
      { flags: V2, components: [text(long(2_000)), { type: 17, components: [text(long(2_000))] }] },
    ],
    ["what discord.js adds", { content: "x", tts: false, enforce_nonce: false }],
  ])("right: %s", async (_, payload) => {
    const answer = await raw(discord, path(), { body: { ...quiet, ...payload } });
    discord.violations.assertClean();
    expect(answer.status).toBe(200);
  });

  const wrong = (what: string, payload: object, expected: Expected): void =>
    test(what, () => expectBroken(path(), { ...quiet, ...payload }, expected));
  const rule = (what: string, payload: object, told: RegExp): void =>
    wrong(what, payload, { kind: "rule", told });
  const schema = (what: string, payload: object, told?: RegExp): void =>
    wrong(what, payload, { kind: "schema", ...(told ? { told } : {}) });

  rule("2,001 characters", { content: long(2_001) }, /2001 characters/);
  wrong("nothing", {}, { kind: "rule", code: 50_006 });
  wrong("white space", { content: " \n" }, { kind: "rule", code: 50_006 });
  wrong("an empty embed", { embeds: [{}] }, { kind: "rule", code: 50_006 });
  wrong("an unknown field", { content: "x", colour: 1 }, { kind: "unknown-field", told: /colour/ });
  wrong(
    "an unknown field inside",
    { embeds: [{ title: "x", fields: [{ name: "a", value: "b", wide: true }] }] },
    { kind: "unknown-field", told: /embeds.0.fields.0.wide/ },
  );
  schema("a wrong type", { content: 1 }, /content/);
  schema("eleven embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "x" })) });
  schema("a long title", { embeds: [{ title: long(257) }] }, /embeds.0.title/);
  schema("a long description", { embeds: [{ description: long(4_097) }] });
  schema("26 fields", {
    embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: "a", value: "b" })) }],
  });
  schema("a long field", { embeds: [{ fields: [{ name: "a", value: long(1_025) }] }] });
  schema("a long footer", { embeds: [{ footer: { text: long(2_049) } }] });
  rule(
    "6,001 characters over two embeds",
    { embeds: [{ description: long(4_000) }, { description: long(1_999), title: "ab" }] },
    /6001 characters over all/,
  );
  rule("a field without value", { embeds: [{ fields: [{ name: "a", value: "" }] }] }, /field/);

  const components = (what: string, list: object[], told: RegExp): void =>
    rule(what, { content: "x", components: list }, told);
  const badComponents = (what: string, list: object[], told?: RegExp): void =>
    schema(what, { content: "x", components: list }, told);
  components(
    "a button without custom_id",
    [row(button({ custom_id: undefined }))],
    /needs custom_id/,
  );
  components("a button without label", [row(button({ label: undefined }))], /label or an emoji/);
  components("a button with url", [row(button({ url: "https://a.b" }))], /Only a link/);
  components("a link without url", [row(button({ style: 5, custom_id: undefined }))], /needs url/);
  components(
    "a link with custom_id",
    [row(button({ style: 5, url: "https://a.b" }))],
    /no custom_id/,
  );
  badComponents(
    "a link of 513",
    [row(button({ style: 5, custom_id: undefined, url: `https://a.b/${long(501)}` }))],
    /url/,
  );
  badComponents(
    "a link that is none",
    [row(button({ style: 5, custom_id: undefined, url: "a b" }))],
    /url/,
  );
  badComponents("a custom_id of 101", [row(button({ custom_id: long(101) }))], /custom_id/);
  badComponents("a label of 81", [row(button({ label: long(81) }))], /label/);
  badComponents("six buttons", [
    row(...Array.from({ length: 6 }, (_, n) => button({ custom_id: `${n}` }))),
  ]);
  badComponents("an empty row", [row()]);
  components("one custom_id twice", [row(button(), button())], /custom_id a twice/);
  components("one custom_id in two rows", [row(button()), row(button())], /twice/);
  components(
    "one id twice",
    [row(button({ id: 7 }), button({ id: 7, custom_id: "b" }))],
    /id 7 twice/,
  );
  components(
    "six rows",
    Array.from({ length: 6 }, (_, n) => row(button({ custom_id: `${n}` }))),
    /6 action rows/,
  );
  components("a select beside a button", [row(select(), button())], /buttons or one select/);
  components("two selects", [row(select(), select({ custom_id: "t" }))], /one select/);
  components(
    "one option twice",
    [
      row(
        select({
          options: [
            { label: "A", value: "a" },
            { label: "B", value: "a" },
          ],
        }),
      ),
    ],
    /value a twice/,
  );
  components("more than there are", [row(select({ max_values: 2 }))], /above the number/);
  components("min above max", [row(select({ min_values: 2 }))], /min_values/);
  badComponents("26 options", [
    row(select({ options: Array.from({ length: 26 }, (_, n) => ({ label: "A", value: `${n}` })) })),
  ]);
  badComponents("an option of 101", [row(select({ options: [{ label: long(101), value: "a" }] }))]);
  components("a text display without the flag", [text("x")], /Without IS_COMPONENTS_V2/);

  const v2 = (what: string, payload: object, told: RegExp): void =>
    rule(what, { flags: V2, components: [text("x")], ...payload }, told);
  v2("V2 with content", { content: "x" }, /no content/);
  v2("V2 with embeds", { embeds: [{ title: "x" }] }, /no embeds/);
  v2(
    "41 components nested",
    {
      components: [
        { type: 17, components: Array.from({ length: 20 }, () => text("x")) },
        { type: 17, components: Array.from({ length: 19 }, () => text("x")) },
      ],
    },
    /41 components/,
  );
  v2(
    "4,001 characters",
    { components: [text(long(2_000)), { type: 17, components: [text(long(2_001))] }] },
    /4001 characters/,
  );
  v2(
    "a file that is not attached",
    { components: [{ type: 13, file: { url: "attachment://a.txt" } }] },
    /a.txt is not attached/,
  );
  schema("an empty text display", { flags: V2, components: [text("")] });

  test("no allowed_mentions", async () => {
    const answer = await raw(discord, path(), { body: { content: "x" } });
    expect(answer.status).toBe(200);
    expect(discord.violations.take("mentions")).toHaveLength(1);
    discord.violations.assertClean();
  });
  rule(
    "parse and a list",
    { content: "x", allowed_mentions: { parse: ["users"], users: ["1"] } },
    /both/,
  );

  rule("a private message to a channel", { content: "x", flags: 64 }, /EPHEMERAL/);

  test("the flag of V2 stays on, and an edit is held to the same rules", async () => {
    await raw(discord, path(), { body: { ...quiet, flags: V2, components: [text("x")] } });
    const [last] = discord.messagesIn(discord.channel).slice(-1);
    const edit = (body: object, expected: Expected): Promise<void> =>
      expectBroken(`${path()}/${last?.id}`, { ...quiet, ...body }, expected, "PATCH");
    await edit({ flags: 0 }, { kind: "rule", told: /cannot be taken off/ });
    await edit({ content: "x" }, { kind: "rule", told: /no content/ });
    await edit({ components: [] }, { kind: "rule", code: 50_006 });
    await edit({ flags: V2 | 64 }, { kind: "rule", told: /An edit sets/ });
    await edit({ tts: true }, { kind: "unknown-field" });
  });
});

const command = (change: object = {}): object => ({
  name: "ask",
  description: "Asks",
  options: [{ type: 3, name: "question", description: "What", required: true }],
  ...change,
});

describe("commands", () => {
  const put = (what: string, body: unknown, expected: Expected, guild = false): void =>
    test(what, () => {
      const place = guild ? `/guilds/${discord.guild.id}` : "";
      const path = `/applications/${discord.applicationId}${place}/commands`;
      return expectBroken(path, body, expected, "PUT");
    });
  const rule = (what: string, change: object, told: RegExp): void =>
    put(what, [command(change)], { kind: "rule", told });
  const option = (change: object): object => ({ type: 3, name: "b", description: "B", ...change });

  rule("no description", { description: undefined }, /needs a description/);
  rule("capitals", { name: "Ask" }, /lower-case/);
  rule("a space", { name: "ask now" }, /lower-case/);
  rule("a description in a menu", { type: 3, options: undefined }, /Only a chat command/);
  rule("white space as description", { options: [option({ description: " " })] }, /description/);
  rule(
    "min_length above max",
    { options: [option({ min_length: 9, max_length: 8 })] },
    /min_length/,
  );
  rule(
    "min_value above max",
    { options: [option({ type: 4, min_value: 9, max_value: 8 })] },
    /min_value/,
  );
  rule(
    "a menu with options",
    { type: 3, description: undefined },
    /Only a chat command has options/,
  );
  rule("a localized option", { options: [option({ name_localizations: { fr: "A" } })] }, /in fr/);
  rule(
    "an unknown locale of an option",
    { options: [option({ name_localizations: { xx: "a" } })] },
    /locale xx/,
  );
  rule(
    "a required option late",
    { options: [option({}), option({ name: "c", required: true })] },
    /required option after/,
  );
  rule("one option twice", { options: [option({}), option({})] }, /Two options b/);
  rule("an option with capitals", { options: [option({ name: "B" })] }, /lower-case/);
  rule(
    "choices and autocomplete",
    { options: [option({ autocomplete: true, choices: [{ name: "a", value: "a" }] })] },
    /autocomplete/,
  );
  rule(
    "one choice twice",
    {
      options: [
        option({
          choices: [
            { name: "a", value: "a" },
            { name: "a", value: "b" },
          ],
        }),
      ],
    },
    /Two choices/,
  );
  rule(
    "a choice's value of 101",
    { options: [option({ choices: [{ name: "a", value: long(101) }] })] },
    /over 100/,
  );
  rule(
    "subcommands beside options",
    { options: [option({}), option({ type: 1, name: "c" })] },
    /together/,
  );
  rule("an unknown locale", { name_localizations: { xx: "a" } }, /no locale xx/);
  rule("a localized name with capitals", { name_localizations: { fr: "A" } }, /in fr/);
  rule("dm_permission", { dm_permission: true }, /contexts/);
  rule(
    "8,001 characters",
    {
      options: Array.from({ length: 25 }, (_, n) =>
        option({
          name: `o${n}`,
          choices: Array.from({ length: 4 }, (_, m) => ({ name: long(78) + m, value: `${m}` })),
        }),
      ),
    },
    /8000/,
  );
  put("two of one name", [command(), command()], { kind: "rule", told: /Two commands ask/ });
  put(
    "16 menus",
    Array.from({ length: 16 }, (_, n) => ({ type: 3, name: `M${n}` })),
    { kind: "rule", told: /16 commands/ },
  );
  put(
    "101 commands",
    Array.from({ length: 101 }, (_, n) => command({ name: `c${n}` })),
    { kind: "rule", told: /101 commands/ },
  );
  put("contexts in a guild", [command({ contexts: [0] })], { kind: "rule", told: /global/ }, true);
  put("an unknown field", [command({ colour: 1 })], { kind: "unknown-field" });
  put("a long description", [command({ description: long(101) })], { kind: "schema" });
  put("no list", command(), { kind: "schema" });
  put(
    "26 options",
    [command({ options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) })],
    { kind: "schema" },
  );

  test("201 new commands of a guild in a day", async () => {
    const path = `/applications/${discord.applicationId}/guilds/${discord.guild.id}/commands`;
    for (let count = 0; count < 200; count += 1) {
      await raw(discord, path, { method: "PUT", body: [command({ name: `c${count}` })] });
    }
    discord.violations.assertClean();
    await expectBroken(path, [command({ name: "last" })], { kind: "rule", code: 30_034 }, "PUT");
    await raw(discord, path, { method: "PUT", body: [] });
  });
});

describe("callbacks", () => {
  const ask = (): InteractionHandle => discord.slash("ask", { question: "Why?" });
  const callback = (what: string, body: object, expected: Expected): void =>
    test(what, async () => {
      const handle = ask();
      await expectBroken(callbackPath(handle), body, expected);
      expect(handle.ack).toBeNull();
    });
  const reply = { type: 4, data: { ...quiet, content: "x" } };

  callback("a reply without data", { type: 4 }, { kind: "rule", told: /needs data/ });
  callback("an empty reply", { type: 4, data: quiet }, { kind: "rule", code: 50_006 });
  callback(
    "2,001 characters",
    { type: 4, data: { ...quiet, content: long(2_001) } },
    { kind: "schema" },
  );
  callback("an unknown field", { ...reply, more: 1 }, { kind: "unknown-field" });
  callback(
    "a deferral with another flag",
    { type: 5, data: { flags: V2 } },
    { kind: "rule", told: /only say EPHEMERAL/ },
  );
  callback(
    "a deferral with content",
    { type: 5, data: { content: "x" } },
    { kind: "rule", told: /only say/ },
  );
  callback(
    "choices for a command",
    { type: 8, data: { choices: [] } },
    { kind: "rule", told: /does not answer/ },
  );
  callback(
    "an update of nothing",
    { type: 7, data: { ...quiet, content: "x" } },
    { kind: "rule", told: /does not answer/ },
  );
  callback("an unknown type", { type: 99 }, { kind: "rule" });

  const input = { type: 4, custom_id: "i", style: 1 };
  const label = { type: 18, label: "L", component: input };
  const modal = (change: object): object => ({
    type: 9,
    data: { custom_id: "m", title: "T", components: [label], ...change },
  });
  callback("a long title", modal({ title: long(46) }), { kind: "schema" });
  callback(
    "six components",
    modal({
      components: Array.from({ length: 6 }, (_, n) => ({
        ...label,
        component: { ...input, custom_id: `${n}` },
      })),
    }),
    { kind: "rule", told: /6 components/ },
  );
  callback("one input twice", modal({ components: [label, label] }), {
    kind: "rule",
    told: /twice/,
  });
  callback("an input without label", modal({ components: [row(input)] }), {
    kind: "rule",
    told: /label/,
  });

  test("no allowed_mentions", async () => {
    await raw(discord, callbackPath(ask()), { body: { type: 4, data: { content: "x" } } });
    expect(discord.violations.take("mentions")).toHaveLength(1);
    discord.violations.assertClean();
  });

  const suggest = (what: string, choices: object[], expected: Expected): void =>
    test(what, async () => {
      await raw(discord, `/applications/${discord.applicationId}/commands`, {
        method: "PUT",
        body: [
          command(),
          command({
            name: "who",
            options: [{ type: 3, name: "about", description: "A", autocomplete: true }],
          }),
        ],
      });
      const handle = discord.autocomplete("who", { about: "a" }, "about");
      await expectBroken(callbackPath(handle), { type: 8, data: { choices } }, expected);
      await expectBroken(
        callbackPath(handle),
        { type: 5 },
        { kind: "rule", told: /does not answer/ },
      );
    });
  const choice = (change: object = {}): object => ({ name: "a", value: "a", ...change });
  suggest(
    "26 choices",
    Array.from({ length: 26 }, (_, n) => choice({ name: `${n}` })),
    { kind: "schema" },
  );
  suggest("a choice of 101", [choice({ name: long(101) })], { kind: "schema" });
  suggest("white space as choice", [choice({ name: " " })], { kind: "rule", told: /needs a name/ });
  suggest("an empty choice", [choice({ name: "" })], { kind: "schema" });
  suggest("a value of 101", [choice({ value: long(101) })], { kind: "rule", told: /over 100/ });
  suggest("one choice twice", [choice(), choice({ value: "b" })], {
    kind: "rule",
    told: /Two choices/,
  });

  test("a second acknowledgement is 40060", async () => {
    const handle = ask();
    await raw(discord, callbackPath(handle), { body: reply });
    await expectBroken(callbackPath(handle), reply, { kind: "twice", code: 40_060 });
  });

  test("after three seconds it is 10062", async () => {
    const early = ask();
    discord.clock.advance(2_900);
    expect((await raw(discord, callbackPath(early), { body: reply })).status).toBe(204);
    expect(early.ack?.ms).toBeGreaterThanOrEqual(2_900);
    const late = ask();
    discord.clock.advance(3_001);
    await expectBroken(callbackPath(late), reply, { kind: "late", code: 10_062 });
  });

  test("an unknown interaction is 10062, and no fault", async () => {
    const answer = await raw(discord, "/interactions/1/none/callback", { body: reply });
    expect(answer.code).toBe(10_062);
    discord.violations.assertClean();
  });

  test("before the first response there is no webhook; after 15 minutes no token", async () => {
    const handle = ask();
    const path = webhookPath(discord, handle);
    const more = { ...quiet, content: "more" };
    await expectBroken(path, more, { kind: "rule", code: 10_015 });
    await raw(discord, callbackPath(handle), { body: reply });
    discord.clock.advance(14 * 60_000);
    expect((await raw(discord, path, { body: more })).status).toBe(200);
    discord.clock.advance(60_001);
    await expectBroken(path, more, { kind: "late", code: 50_027 });
    await expectBroken(`${path}/messages/@original`, more, { kind: "late", code: 50_027 }, "PATCH");
  });

  test("whether an answer is private is settled by the deferral", async () => {
    const handle = ask();
    await raw(discord, callbackPath(handle), { body: { type: 5 } });
    const path = `${webhookPath(discord, handle)}/messages/@original`;
    const body = { ...quiet, content: "x", flags: 64 };
    await expectBroken(path, body, { kind: "rule", told: /An edit sets/ }, "PATCH");
    await expectBroken(
      webhookPath(discord, handle),
      { ...body, flags: 0, username: "Eve" },
      { kind: "rule", told: /username/ },
    );
  });

  test("a modal does not answer a modal", async () => {
    const opened = ask();
    await raw(discord, callbackPath(opened), { body: modal({}) });
    discord.violations.assertClean();
    const submitted = discord.modalSubmit(opened, { i: "text" });
    await expectBroken(callbackPath(submitted), modal({}), {
      kind: "rule",
      told: /does not answer/,
    });
  });

  test("with_response tells what there is now; without it there is nothing", async () => {
    const asked = await raw(discord, `${callbackPath(ask())}?with_response=true`, { body: reply });
    expect(asked.body).toMatchObject({
      interaction: { type: 2, response_message_loading: false, response_message_ephemeral: false },
      resource: { type: 4, message: { content: "x" } },
    });
    const unasked = await raw(discord, callbackPath(ask()), { body: reply });
    expect([unasked.status, unasked.body]).toEqual([204, null]);
  });
});

describe("routes", () => {
  const route = (what: string, method: string, path: string): void =>
    test(what, async () => {
      await raw(discord, path, { method });
      expect(discord.violations.take("route")).toHaveLength(1);
    });
  route("an unknown route", "GET", "/voice/regions");
  route("an unknown method", "DELETE", "/gateway/bot");
  route("an unknown query", "GET", "/users/@me?colour=1");

  test("a body where none belongs", () =>
    expectBroken(`/channels/${discord.channel.id}/typing`, { a: 1 }, { kind: "schema" }));

  test("another version", async () => {
    const answer = await fetch(`${discord.url}/v9/gateway/bot`);
    expect(answer.status).toBe(404);
    expect(discord.violations.take("route")).toHaveLength(1);
  });

  test("a wrong token is 401", async () => {
    const answer = await raw(discord, "/users/@me", { method: "GET", token: "wrong" });
    expect([answer.status, answer.code]).toEqual([401, 0]);
    discord.violations.assertClean();
  });

  test("violations make a test fail", async () => {
    await raw(discord, "/nowhere", { method: "GET" });
    expect(() => discord.violations.assertClean()).toThrow("- route: GET /nowhere");
    discord.violations.take("route");
    discord.violations.assertClean();
  });
});
