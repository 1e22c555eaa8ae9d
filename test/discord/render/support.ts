import fc from "fast-check";
import { expect } from "vitest";
import { createPassageExcerpt, createStatementExcerpt } from "../../../src/core/excerpt.ts";
import type {
  CorpusCoverage,
  Excerpt,
  Interpretation,
  SourceDocument,
  Span,
} from "../../../src/core/types.ts";
import type { ButtonSpec, Reply } from "../../../src/discord/render/payload.ts";
import { COMPONENT, allComponents, messagePayload } from "../double/payload.ts";
import { EMPTY_LOOK } from "../double/messages.ts";
import { allNodes, type MarkdownNode } from "../double/markdown-node.ts";
import { display } from "../double/display.ts";
import { isEmpty, messageProblems } from "../double/rules-message.ts";
import { parseMarkdown } from "../double/markdown.ts";
import { plainText, quotesIn } from "../double/markdown-text.ts";
import { specProblems } from "../double/spec.ts";

/** What discord.js sends of a reply. */
function wireOf({ flags, components, allowedMentions }: Reply) {
  return {
    flags,
    components,
    allowed_mentions: {
      parse: allowedMentions.parse,
      replied_user: allowedMentions.repliedUser,
    },
  };
}

function lookOf(reply: Reply) {
  const { flags, components } = messagePayload.parse(wireOf(reply));
  return { ...EMPTY_LOOK, flags: flags ?? 0, components: components ?? [] };
}

/** The texts of a reply, in order. */
export function textsOf(reply: Reply): string[] {
  return allComponents(lookOf(reply).components).flatMap(({ type, content }) =>
    type === COMPONENT.text ? [content ?? ""] : [],
  );
}

/** What a client shows, line by line. */
export function shown(reply: Reply): string {
  return display(lookOf(reply));
}

/** What the quote blocks of a reply show. */
export function quotesOf(reply: Reply): string[] {
  return textsOf(reply).flatMap((content) => quotesIn(parseMarkdown(content)));
}

export function nodesOf(reply: Reply): MarkdownNode[] {
  return textsOf(reply).flatMap((content) => allNodes(parseMarkdown(content)));
}

const HARMLESS = new Set(["text", "bold", "quote", "subtext", "heading", "link", "codeblock"]);

/** Fails where Discord would refuse a reply, or a client make more of it than was meant. */
export function expectSound(reply: Reply, own: readonly string[] = []): void {
  const wire = wireOf(reply);
  const problems = [
    ...specProblems("MessageCreateRequest", wire),
    ...specProblems("IncomingWebhookUpdateRequestPartial", wire),
    ...specProblems("CreateMessageInteractionCallbackRequest", { type: 4, data: wire }),
    ...messageProblems(lookOf(reply)),
  ];
  expect(problems).toEqual([]);
  expect(isEmpty(lookOf(reply))).toBe(false);
  expect(textsOf(reply).filter((content) => content.trim() === "")).toEqual([]);
  expect(wire.allowed_mentions).toEqual({ parse: [], replied_user: false });
  const odd = nodesOf(reply).filter(({ kind }) => !HARMLESS.has(kind) && !own.includes(kind));
  expect(odd).toEqual([]);
  const links = nodesOf(reply).filter((node) => node.kind === "link");
  expect(links.filter((link) => plainText([link]) !== "Original")).toEqual([]);
}

/** A document with metadata that a test states; the rest is unknown. */
export function makeDocument(text: string, meta: Partial<SourceDocument> = {}): SourceDocument {
  return {
    id: "a-document",
    title: "A title",
    publisher: null,
    author: null,
    authorRole: null,
    published: null,
    url: null,
    sha256: "0123456789".padEnd(64, "a"),
    ...meta,
    text,
  };
}

export function passage(text: string, meta: Partial<SourceDocument> = {}): Excerpt {
  const all = { start: 0, end: text.length };
  return createPassageExcerpt(makeDocument(text, meta), all, all, 1);
}

export interface Said {
  readonly content: readonly Span[];
  readonly cue?: Span;
  readonly source?: Span;
  readonly speaker?: { readonly name: string; readonly role: string | null } | null;
  readonly kind?: "direct" | "mixed" | "reported";
}

export function statement(document: SourceDocument, said: Said): Excerpt {
  const { content, cue, source, speaker = null, kind = "direct" } = said;
  const all = { start: 0, end: document.text.length };
  return createStatementExcerpt(
    document,
    { kind, content, cue: cue ? [cue] : [], source: source ? [source] : [] },
    speaker && { id: "someone", ...speaker },
    all,
    1,
  );
}

export const corpus: CorpusCoverage = {
  documents: 5,
  from: "2024-11-18T14:55+10:00",
  to: "2025-05-30",
  generation: 3,
};

export function understood(change: Partial<Interpretation> = {}): Interpretation {
  return {
    text: "What did Rutte say about China?",
    kind: "statements",
    wants: null,
    unit: null,
    speaker: { id: "mark-rutte", name: "Mark Rutte" },
    namesakes: [],
    together: false,
    verbs: [],
    about: null,
    unknown: null,
    topic: "China",
    sources: [],
    from: null,
    to: null,
    quote: null,
    order: "relevance",
    misread: null,
    language: "english",
    skip: 0,
    ...change,
  };
}

/** As many buttons as fit, with ids of their own. */
export function buttons(count: number, name: string): ButtonSpec[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${name}:${at}`.padEnd(100, "x"),
    label: `${name} ${at} `.padEnd(90, "x"),
    style: "secondary",
    emoji: "📄",
  }));
}

/** What a text can hold that a client would make something of. */
const HOSTILE = [
  "@everyone",
  "@here",
  "<@1>",
  "<@!22>",
  "<@&333>",
  "<#4444>",
  "</ask now:5>",
  "<id:guide>",
  "<t:0:R>",
  "<:ok:123>",
  "<a:no:4>",
  ":smile:",
  "https://a.example/x_y",
  "http://b.example",
  "<https://c.example>",
  "[t](https://d.example)",
  "[t](<https://d.example>)",
  "discord.gg/abc",
  "<a@b.example>",
  "<+4912345678>",
  "**",
  "*",
  "__",
  "_",
  "~~",
  "`",
  "```",
  "``",
  "||",
  "> ",
  ">>> ",
  "# ",
  "## ",
  "-# ",
  "- ",
  "+ ",
  "* ",
  "1. ",
  "12345. ",
  "\\",
  "\\\\",
  "¯\\_(ツ)_/¯",
  "\n",
  "\n\n",
  " ",
  "   ",
  "\t",
  "\u0000",
  "\u001b[31m",
  "\r",
  "\u0085",
  "\u2028",
  "\u202e",
  "\u2066",
  "\u200f",
  "\u200b",
  "\u200d",
  "\ufeff",
  "\u00a0",
  "\ud800",
  "\udc00",
  "👨‍👩‍👧‍👦",
  "🏴\u{e0067}\u{e0062}\u{e007f}",
  "\u{e0041}",
  "é",
  "e\u0301",
  "שלום",
  "مرحبا",
  "中文字",
  "한국어",
  "word",
  "denied",
  "said",
  "“",
  "”",
  "(",
  ")",
  "]",
  "[",
  "<",
  ">",
  "|",
  ":",
  "/",
  "//",
  ".",
  "!",
  "?",
  ". ",
  "! ",
  "snake_case_name",
  "2 * 3",
  "a",
  "Z",
  "0",
  "steam://run",
  "x".repeat(60),
] as const;

/** Text that is made of what does harm, and now and then of anything. */
export const hostileText = (maxLength = 40): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...HOSTILE) },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
      ),
      { minLength: 1, maxLength },
    )
    .map((parts) => parts.join(""));
