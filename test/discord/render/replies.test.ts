import { describe, expect, test } from "vitest";
import type { InteractionReplyOptions, MessageReplyOptions } from "discord.js";
import type { Answer } from "../../../src/core/answer.ts";
import type { Excerpt } from "../../../src/core/types.ts";
import { checkQuote } from "../../../src/core/verify/check.ts";
import type { AskedSpeaker, Verification } from "../../../src/core/verify/finding.ts";
import {
  pagesOf,
  renderAlsoIn,
  renderAnswer,
  renderQuotes,
  renderWho,
} from "../../../src/discord/render/answer.ts";
import { COMPONENTS_MAX } from "../../../src/discord/render/message-limits.ts";
import { citationText, renderCitation } from "../../../src/discord/render/cite.ts";
import {
  renderAbout,
  renderBusy,
  renderError,
  renderHelp,
  renderNotice,
  renderSettings,
  renderWait,
} from "../../../src/discord/render/notices.ts";
import type { Reply } from "../../../src/discord/render/payload.ts";
import {
  pagesOfText,
  renderDocument,
  renderExcerptFull,
  renderSources,
} from "../../../src/discord/render/sources.ts";
import { failureText, HELP_TEXTS } from "../../../src/discord/render/texts.ts";
import { renderReceipt, renderVerification } from "../../../src/discord/render/verification.ts";
import { allComponents } from "../double/payload.ts";
import {
  buttons,
  corpus,
  expectSound,
  makeDocument,
  nodesOf,
  passage,
  quotesOf,
  shown,
  statement,
  textsOf,
  understood,
} from "./support.ts";

const TEXT =
  "NATO chief Mark Rutte urged China to act, stating, “Beijing cannot pretend to promote peace.” Nobody denied that talks failed.";
const article = makeDocument(TEXT, {
  id: "nato-and-eu",
  title: "China *urged* to stop",
  publisher: "BNN",
  author: "Robert Besser",
  published: "2024-11-18T14:55+10:00",
  url: "https://news.example/a_b",
});
const spanOf = (words: string) => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
};
const rutte = { name: "Mark Rutte", role: "NATO chief" };
const direct = statement(article, {
  content: [spanOf("“Beijing cannot pretend to promote peace.”")],
  cue: spanOf("stating"),
  source: spanOf("Mark Rutte"),
  speaker: rutte,
});
const reported = statement(makeDocument(TEXT, { title: null }), {
  content: [spanOf("China to act"), spanOf("talks failed")],
  cue: spanOf("urged"),
  speaker: rutte,
  kind: "reported",
});

function answered(
  excerpts: readonly [Excerpt, ...Excerpt[]],
  change: Partial<Answer> = {},
): Answer {
  return {
    question: "What did Rutte say about China?",
    interpretation: change.interpretation ?? understood(),
    parts: change.parts ?? [],
    note: change.note ?? null,
    corpus,
    finding: change.finding ?? null,
    confidence: 1,
    timings: { totalMs: 1 },
    status: "answered",
    reason: null,
    excerpts,
    leads: [],
  };
}

function unanswered(message: string, leads: readonly Excerpt[]): Answer {
  return {
    ...answered([direct]),
    status: "no-answer",
    reason: { code: "speaker-not-on-this", message },
    excerpts: [],
    leads,
  };
}

const check = (what: string, reply: Reply, lines: readonly string[]): void =>
  test(what, () => {
    expectSound(reply, ["mention", "code", "item"]);
    expect(shown(reply).split("\n")).toEqual(lines);
  });

describe("an answer", () => {
  check(
    "words, who said them and how, source, receipt",
    renderAnswer(answered([direct, reported])),
    [
      "│ What did Rutte say about China?",
      "│ Understood: statements by Mark Rutte about “China”",
      "│ ───",
      "│ ▌ “Beijing cannot pretend to promote peace.”",
      "│ 1 · Mark Rutte, NATO chief · “stating” · in quotation marks",
      "│ China *urged* to stop · BNN · Robert Besser · 2024-11-18",
      `│ nato-and-eu · receipt ${direct.receipt}`,
      "│ [Original <https://news.example/a_b>]",
      "│ ───",
      "│ ▌ China to act",
      "│ […]",
      "│ ▌ talks failed",
      "│ 2 · Mark Rutte, NATO chief · “urged” · reported, not in quotation marks",
      "│ (untitled) · undated",
      `│ a-document · receipt ${reported.receipt}`,
      "│ ───",
      "│ 5 documents · dates stated: 2024-11-18 to 2025-05-30 · generation 3",
    ],
  );

  test("quote blocks hold the spans and nothing else", () => {
    expect(quotesOf(renderAnswer(answered([direct, reported])))).toEqual([
      "“Beijing cannot pretend to promote peace.”",
      "China to act",
      "talks failed",
    ]);
  });

  const many = answered([direct, reported, direct, reported]);
  const paged = (page: number): Reply =>
    renderAnswer(many, {
      page,
      buttons: buttons(10, "foot"),
      itemButtons: (index) => buttons(4, `item ${index}`),
    });
  test("pages: three and one, numbers going on, and every button that was asked for", () => {
    expect(pagesOf(many)).toBe(2);
    expectSound(paged(0));
    expectSound(paged(1));
    expect(shown(paged(0))).toContain("page 1 of 2");
    expect(shown(paged(1))).toContain("4 · Mark Rutte");
    expect(shown(paged(1))).not.toContain("3 · Mark Rutte");
    const ids = allComponents(paged(1).components).flatMap(({ custom_id: id }) => id ?? []);
    expect(ids.map((id) => id.replace(/x*$/, ""))).toEqual([
      ...[0, 1, 2, 3].map((at) => `item 3:${at}`),
      ...Array.from({ length: 10 }, (_, at) => `foot:${at}`),
    ]);
  });
  test("a full page has just as many components as a message may have", () =>
    expect(allComponents(paged(0).components).length).toBeLessThanOrEqual(COMPONENTS_MAX));
  test.each([-1, 99, Number.NaN, 0.5])("page %s is the nearest there is", (page) =>
    expect(shown(paged(page))).toMatch(page > 1 ? /page 2 of 2/ : /page 1 of 2/),
  );
  test("more buttons than planned, or an id that is too long, are refused", () => {
    const wrong = (options: Parameters<typeof renderAnswer>[1]) => () =>
      renderAnswer(many, options);
    expect(wrong({ buttons: buttons(11, "b") })).toThrow("11 buttons; at most 10.");
    expect(wrong({ itemButtons: () => buttons(5, "b") })).toThrow("5 buttons of an excerpt");
    const long = { id: "x".repeat(101), label: "Long", style: "primary" } as const;
    expect(wrong({ buttons: [long] })).toThrow('The id of the button "Long" has 101 characters.');
  });
  test("it goes into discord.js as it is", () => {
    const toInteraction: InteractionReplyOptions = renderAnswer(many);
    const toMessage: MessageReplyOptions = renderAnswer(many);
    expect(toInteraction.flags).toBe(1 << 15);
    expect(toMessage.allowedMentions).toEqual({ parse: [], repliedUser: false });
  });
});

describe("no answer", () => {
  check(
    "the reason, what the corpus covers, and leads",
    renderAnswer(unanswered("Mark *Rutte* says nothing on “<@1>” in this corpus.", [direct])),
    [
      "│ No answer in this corpus",
      "│ What did Rutte say about China?",
      "│ Understood: statements by Mark Rutte about “China”",
      "│ Mark *Rutte* says nothing on “<@1>” in this corpus.",
      "│ This corpus has 5 documents. Dates stated: 2024-11-18 to 2025-05-30.",
      "│ Near, but not an answer",
      "│ ───",
      "│ ▌ “Beijing cannot pretend to promote peace.”",
      "│ Mark Rutte, NATO chief · “stating” · in quotation marks",
      "│ China *urged* to stop · BNN · Robert Besser · 2024-11-18",
      `│ nato-and-eu · receipt ${direct.receipt}`,
      "│ [Original <https://news.example/a_b>]",
      "│ ───",
      "│ generation 3",
    ],
  );
  test("without leads, nothing is said of them; at most three are shown", () => {
    const none = renderAnswer(unanswered("Nothing was found in this corpus.", []));
    expectSound(none);
    expect(shown(none)).not.toContain("Near");
    const four = unanswered("Nothing.", [direct, direct, direct, direct]);
    expect(quotesOf(renderAnswer(four))).toHaveLength(3);
  });
  test("it looks like no answer does", () => {
    const accent = (reply: Reply) =>
      reply.components[0]?.type === 17 && reply.components[0].accent_color;
    expect(accent(renderAnswer(unanswered("Nothing.", [])))).not.toBe(
      accent(renderAnswer(answered([direct]))),
    );
  });
});

describe("lists", () => {
  const listing = { total: 8, first: 6, excerpts: [direct, reported], corpus };
  test("a speaker's statements", () => {
    const reply = renderQuotes({
      ...listing,
      speaker: "Mark *Rutte*",
      understood: "since 2024-11-01",
    });
    expectSound(reply);
    expect(shown(reply).split("\n").slice(0, 2)).toEqual([
      "│ Mark *Rutte* · 8 statements",
      "│ Understood: since 2024-11-01",
    ]);
    expect(shown(reply)).toContain("7 · Mark Rutte");
    expect(shown(reply)).toContain("page 3 of 3");
  });
  test("who spoke", () => {
    const reply = renderWho({ ...listing, topic: "China" });
    expectSound(reply);
    expect(shown(reply)).toContain("Who spoke about “China” · 8 speakers");
  });
  test("the same in other documents", () => {
    const other = makeDocument(TEXT, { id: "other", title: "Other", sha256: "f".repeat(64) });
    const { start, end } = direct.spans[0];
    const copy = {
      document: other,
      spans: [{ start, end, text: TEXT.slice(start, end) }] as const,
    };
    const there = { ...direct, ...copy, statement: null };
    const reply = renderAlsoIn({ total: 2, first: 0, excerpts: [direct, there] });
    expectSound(reply);
    expect(quotesOf(reply)).toHaveLength(2);
    expect(shown(reply)).toContain("2 · Other · undated");
    const alone = renderAlsoIn({ total: 1, first: 0, excerpts: [direct] });
    expect(shown(alone)).toContain("No other document of this corpus");
    expect(shown(renderAnswer(answered([{ ...direct, alsoIn: [copy, copy] }])))).toContain(
      "also in 2 more sources",
    );
  });
  check(
    "sources, with a link where there is one",
    renderSources({ documents: [article, makeDocument("x")], search: null, corpus }),
    [
      "│ 2 sources",
      "│ ───",
      "│ 1 · China *urged* to stop",
      "│ BNN · Robert Besser · 2024-11-18",
      "│ nato-and-eu · Original <https://news.example/a_b>",
      "│ 2 · A title",
      "│ undated",
      "│ a-document",
      "│ 5 documents · dates stated: 2024-11-18 to 2025-05-30 · generation 3",
    ],
  );
  test("sources that nothing fits", () => {
    const reply = renderSources({ documents: [], search: "<@1>", corpus });
    expectSound(reply);
    expect(shown(reply)).toContain("0 sources with “<@1>”");
  });
});

describe("a document and its pages", () => {
  const text = Array.from({ length: 90 }, (_, at) => `Sentence ${at} *says* something.`).join(" ");
  const long = makeDocument(`${text}\n\n${"x".repeat(5_000)}\n\n${text}`);
  test("the pages are the text, to the character", () => {
    const pages = Array.from({ length: pagesOfText(long.text) }, (_, page) => {
      const reply = renderDocument(long, { page, buttons: buttons(9, "b") });
      expectSound(reply);
      return quotesOf(reply)[0] ?? "";
    });
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.join("").replaceAll(/\s/g, "")).toBe(long.text.replaceAll(/\s/g, ""));
    expect(pages[0]).toMatch(/something\.\s?$/);
  });
  test("an offset opens its page", () => {
    const at = long.text.lastIndexOf("Sentence 89");
    expect(quotesOf(renderDocument(long, { at }))[0]).toContain("Sentence 89");
  });
  check("an excerpt in its context, in bold", renderExcerptFull(direct), [
    "│ In its context, the quoted words in bold",
    "│ ───",
    `│ ▌ ${TEXT}`,
    "│ Mark Rutte, NATO chief · “stating” · in quotation marks",
    "│ China *urged* to stop · BNN · Robert Besser · 2024-11-18",
    `│ nato-and-eu · receipt ${direct.receipt}`,
    "[Original <https://news.example/a_b>]",
  ]);
  test("what is in bold are the quoted words", () => {
    expect(textsOf(renderExcerptFull(direct)).join("\n")).toContain(
      "stating, **“Beijing cannot pretend to promote peace.”** Nobody",
    );
  });
});

describe("a checked quote", () => {
  const material = {
    document: article,
    window: { start: 0, end: TEXT.length },
    statements: [],
    passages: [{ start: 0, end: TEXT.length }],
  };
  const verify = (quote: string, speaker: AskedSpeaker | null = null): Verification => ({
    quote,
    speaker,
    corpus,
    timings: { totalMs: 1 },
    ...checkQuote(quote, [material], speaker),
  });
  const see = (quote: string, speaker: AskedSpeaker | null = null): string => {
    const reply = renderVerification(verify(quote, speaker));
    expectSound(reply);
    return shown(reply);
  };
  test("part of something longer, its words in bold", () => {
    const reply = renderVerification(verify("cannot pretend to promote"));
    expectSound(reply);
    expect(shown(reply)).toContain("Part. This corpus has these words as a part");
    expect(textsOf(reply).join("\n")).toContain("Beijing **cannot pretend to promote** peace");
  });
  test("left out of the sentence", () => {
    const text = see("talks failed");
    expect(text).toContain("Read them with the rest of their sentence.");
    expect(text).toContain("with words that can change it (Nobody, denied):");
    expect(text).toContain("Nobody denied that …");
  });
  test("other words", () => {
    const text = see("Beijing can pretend to promote peace");
    expect(text).toContain("Altered. This corpus has it in other words");
    expect(text).toContain("you “can”, the source “cannot”");
  });
  test("not in this corpus", () => {
    const text = see("the moon is made of *cheese*", { name: "Rutte", found: [] });
    expect(text).toContain("“the moon is made of *cheese*”");
    expect(text).toContain("Not in this corpus. That does not mean that nobody said it.");
    expect(text).toContain("Nobody of the name “Rutte” speaks in this corpus.");
  });
  test("joined from two places", () => {
    const text = see("China to act … talks failed");
    expect(text).toContain("Stitched. These words stand in 2 places");
    expect(text).toContain("Between the two the source has");
  });
  test("in an answer the verdict stands first", () => {
    const finding = checkQuote("cannot pretend to promote", [material], null);
    const place = "places" in finding ? finding.places[0].excerpt : direct;
    const reply = renderAnswer(answered([place], { finding }));
    expectSound(reply);
    expect(shown(reply)).toContain("Part. This corpus has these words");
    expect(textsOf(reply).join("\n")).toContain("**cannot pretend to promote**");
  });
});

describe("a receipt", () => {
  const base = { receipt: direct.receipt, corpus };
  test.each([
    [renderReceipt({ ...base, outcome: "unchanged", excerpt: direct }), "Unchanged.", 1],
    [renderReceipt({ ...base, outcome: "moved", was: direct, now: direct }), "Moved.", 2],
    [
      renderReceipt({
        ...base,
        outcome: "changed",
        was: direct,
        now: { outcome: "not-in-corpus", leads: [] },
      }),
      "The source has nothing near to it now.",
      1,
    ],
    [renderReceipt({ ...base, outcome: "unknown" }), "a receipt alone cannot tell", 0],
  ])("%#", (reply, told, quotes) => {
    expectSound(reply);
    expect(shown(reply)).toContain(told);
    expect(quotesOf(reply)).toHaveLength(quotes);
  });
});

describe("a citation to copy", () => {
  const codeOf = (reply: Reply) =>
    nodesOf(reply).flatMap((node) => (node.kind === "codeblock" ? [node.text] : []));
  test.each([
    [
      "discord",
      [
        "> “Beijing cannot pretend to promote peace.”",
        "— Mark Rutte, NATO chief (in quotation marks)",
        String.raw`China \*urged\* to stop · BNN · Robert Besser · 2024-11-18 · receipt ${direct.receipt} · <https://news.example/a_b>`,
      ],
    ],
    [
      "markdown",
      [
        "> “Beijing cannot pretend to promote peace.”",
        "",
        "— Mark Rutte, NATO chief (in quotation marks)  ",
        String.raw`China \*urged\* to stop · BNN · Robert Besser · 2024-11-18 · receipt ${direct.receipt} · <https://news.example/a_b>`,
      ],
    ],
    [
      "plain",
      [
        "“Beijing cannot pretend to promote peace.”",
        "— Mark Rutte, NATO chief (in quotation marks)",
        `China *urged* to stop · BNN · Robert Besser · 2024-11-18 · receipt ${direct.receipt} · https://news.example/a_b`,
      ],
    ],
  ] as const)("%s", (form, expected) => {
    const reply = renderCitation(direct, form);
    expectSound(reply);
    expect(codeOf(reply)).toEqual([expected.join("\n")]);
  });
  test("pasted into a message it pings nobody", () => {
    const { content } = citationText(passage("@everyone and @here"), "discord");
    expect(content).not.toMatch(/@(everyone|here)/);
  });
  test("what would close the code block stands outside of one", () => {
    const reply = renderCitation(passage("a ``` b `"), "plain");
    expectSound(reply);
    expect(codeOf(reply)).toEqual([]);
    expect(shown(reply)).toContain("a ``` b `");
  });
  test("a long quote is cut at a sentence, its reference whole", () => {
    const text = "This is a sentence of it. ".repeat(200).trim();
    for (const form of ["discord", "markdown", "plain"] as const) {
      const { content, isCut } = citationText(passage(text), form);
      expect(isCut).toBe(true);
      expect(content.length).toBeLessThanOrEqual(1_800);
      expect(content).toMatch(/sentence of it\.\s+\\?\[…\\?\]/);
      expect(content).toContain("receipt 0123456789.0.");
    }
  });
});

describe("the bot's own messages", () => {
  check("an error", renderError(failureText(null), "a1b2"), [
    "│ This did not work",
    "│ Something went wrong on this side, and it has been logged.",
    "│ If it goes on, tell the people who run this bot the id a1b2.",
  ]);
  check("a question that is too long", renderError("The question is too long.", null), [
    "│ This did not work",
    "│ The question is too long.",
  ]);
  check("a broken state has no detail", renderError(failureText("E_STATE_TORN"), "a1b2"), [
    "│ This did not work",
    "│ Something went wrong on this side, and it has been logged.",
    "│ If it goes on, tell the people who run this bot the id a1b2.",
  ]);
  check("a wait", renderWait(11.2), [
    "│ A moment, please",
    "│ That was a lot of questions at once. Please wait 12 seconds and ask again.",
  ]);
  check("overload", renderBusy(), [
    "│ Too much at once",
    "│ More questions are waiting than can be answered in time. Please ask again in a minute.",
  ]);
  check(
    "candidates",
    renderNotice({
      heading: "“Kim” could be several.",
      message: "Say which:",
      lines: ["*Kim* A", "Kim B"],
    }),
    ["│ “Kim” could be several.", "│ Say which:", "│ • *Kim* A", "│ • Kim B"],
  );
  check("settings", renderSettings(["11", "<@1>", "22"]), [
    "│ Channels in which a mention is answered",
    "│ #11, #22",
  ]);
  test("many channels", () => {
    const ids = Array.from({ length: 500 }, (_, at) => String(10n ** 19n + BigInt(at)));
    const reply = renderSettings(ids, buttons(5, "b"));
    expectSound(reply, ["mention"]);
    expect(shown(reply)).toContain("and 450 more");
    expect(shown(renderSettings([]))).toContain("None yet.");
  });
  test("help names the commands, to be clicked where their ids are known", () => {
    expectSound(renderHelp(), ["code", "item"]);
    expect(shown(renderHelp())).toContain(HELP_TEXTS.intro);
    expect(shown(renderHelp())).toContain("• /ask: ask a question");
    const commands = nodesOf(renderHelp(new Map([["ask", "123"]]))).filter(
      ({ kind }) => kind === "mention",
    );
    expect(commands).toEqual([{ kind: "mention", what: "command", id: "ask" }]);
  });
  test("about says what is stored", () => {
    const about = {
      documents: 5,
      from: null,
      to: null,
      generation: 3,
      version: "0.1.0",
      passages: 25,
      statements: 90,
      speakers: 12,
    };
    const reply = renderAbout(about);
    expectSound(reply);
    for (const line of [
      "It keeps nothing of who you are",
      "too long for a button",
      "Dates stated: none",
      "Version: 0.1.0",
      "Passages: 25",
    ])
      expect(shown(reply)).toContain(line);
  });
});
