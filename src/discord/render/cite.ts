import { dayOf, describeKind, describeSpeaker, titleOf } from "../../core/describe-excerpt.ts";
import type { Excerpt } from "../../core/types.ts";
import { BUTTON_URL_MAX, COPY_MAX, SHARES } from "./message-limits.ts";
import { cutLine, cutQuote } from "./cut.ts";
import { bold, escapeLine, escapeText, oneLine, safeLink, small } from "./escape.ts";
import { printable } from "../../core/printable.ts";
import { lines } from "./answer.ts";
import { type ButtonSpec, type Reply, button, reply, rowsOf, text } from "./payload.ts";
import { quoteBlock } from "./quote.ts";
import { LABELS, TEXTS } from "./texts.ts";

export type CiteForm = keyof typeof LABELS.citeForms;

/**
 * An excerpt with its reference, ready to be copied: a code block that holds a Discord message, a
 * Markdown paragraph, or plain text. What is copied fits a member's own message.
 */
export function renderCitation(
  excerpt: Excerpt,
  form: CiteForm,
  options: { readonly buttons?: readonly ButtonSpec[] } = {},
): Reply {
  const { content, isCut } = citationText(excerpt, form);
  // Three backticks would end the block; they can only stand in the plain form.
  const isCopyable = !content.includes("```");
  return reply(
    "answer",
    [
      text(
        lines([
          `${bold(LABELS.citeForms[form])} · ${isCopyable ? TEXTS.citeHint : TEXTS.citeNotCopyable}`,
          isCopyable ? `\`\`\`\n${content}\n\`\`\`` : escapeText(content),
          isCut ? small(TEXTS.citeCut) : "",
        ]),
      ),
    ],
    rowsOf((options.buttons ?? []).map(button)),
  );
}

/** The text to be copied; at most `COPY_MAX` characters, the reference always whole. */
export function citationText(
  excerpt: Excerpt,
  form: CiteForm,
): { readonly content: string; readonly isCut: boolean } {
  const write = WRITERS[form];
  const reference = write.reference(excerpt);
  const room = COPY_MAX - reference.length - 1;
  const texts = excerpt.spans.map((span) => span.text);
  // What is longer than the room by itself need not be written out to see that it does not fit.
  const whole = lengthOf(texts) <= room ? write.quote(texts) : null;
  if (whole !== null && whole.length <= room)
    return { content: `${whole}\n${reference}`, isCut: false };
  const kept: string[] = [];
  const fits = (some: readonly string[]) =>
    lengthOf(some) <= room && write.quote([...some, ""]).length <= room;
  for (const one of texts) {
    if (fits([...kept, one])) {
      kept.push(one);
      continue;
    }
    const { end } = cutQuote(one, (shown) => fits([...kept, shown]), room);
    if (end > 0) kept.push(one.slice(0, end));
    break;
  }
  return { content: `${write.quote([...kept, ""])}\n${reference}`, isCut: true };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((length, one) => length + one.length, 0);
}

interface Writer {
  /** The spans of a quote; an empty one at the end stands for what is cut off. */
  readonly quote: (texts: readonly string[]) => string;
  readonly reference: (excerpt: Excerpt) => string;
}

const WRITERS: Readonly<Record<CiteForm, Writer>> = {
  discord: {
    quote: (texts) => unpinging(joinQuote(texts, (one) => quoteBlock(one), String.raw`\[…\]`)),
    reference: (excerpt) => {
      const { who, source, link } = partsOf(excerpt, escapeLine);
      return unpinging(lines([who, `${source}${link === null ? "" : ` · <${link}>`}`]));
    },
  },
  markdown: {
    quote: (texts) => joinQuote(texts, markdownQuote, "[…]"),
    reference: (excerpt) => {
      const { who, source, link } = partsOf(excerpt, escapeMarkdown);
      return `\n${who}  \n${source}${link === null ? "" : ` · <${link}>`}`;
    },
  },
  plain: {
    quote: (texts) => joinQuote(texts, printable, "[…]"),
    reference: (excerpt) => {
      const { who, source, link } = partsOf(excerpt, (one) => printable(oneLine(one)));
      return lines([who, `${source}${link === null ? "" : ` · ${link}`}`]);
    },
  },
};

function joinQuote(
  texts: readonly string[],
  render: (text: string) => string,
  cut: string,
): string {
  return texts
    .map((one) => (one === "" ? "" : render(one)))
    .join(`\n${cut}\n`)
    .trimEnd();
}

/** "— Mark Rutte, NATO Secretary-General (reported, not in quotation marks)" and the source. */
function partsOf(excerpt: Excerpt, escape: (text: string) => string) {
  const { statement, document, kind, receipt } = excerpt;
  const cut = (part: string | null, max: number) => cutLine(part ?? "", max, escape);
  const source = [
    cut(titleOf(document), SHARES.title),
    cut(document.publisher, SHARES.publisher),
    cut(document.author, SHARES.author),
    cut(dayOf(document.published), SHARES.publisher),
    escape(TEXTS.receipt(receipt)),
  ];
  const link = safeLink(document.url);
  return {
    who: statement
      ? `— ${[
          cut(describeSpeaker(statement), SHARES.speaker),
          cut(statement.speaker?.role ?? null, SHARES.role),
        ]
          .filter((part) => part !== "")
          .join(", ")} (${describeKind(kind)})`
      : "",
    source: source.filter((part) => part !== "").join(" · "),
    // A longer link would leave the quote no room.
    link: link !== null && link.length <= BUTTON_URL_MAX ? link : null,
  };
}

const MARKDOWN_ACTIVE = /[\\*_~`|<>@#[\]!&:]|^[+-]|(?<=^\d{1,20})[.)]/g;

function escapeMarkdown(shown: string): string {
  return printable(shown)
    .replace(/\s+/gu, " ")
    .trim()
    .replace(MARKDOWN_ACTIVE, String.raw`\$&`);
}

/** Line by line; two blanks at the end of a line keep the break. */
function markdownQuote(shown: string): string {
  return printable(shown)
    .split("\n")
    .map((line) => `> ${line.replace(MARKDOWN_ACTIVE, String.raw`\$&`)}`)
    .join("  \n");
}

/**
 * A member's own message may ping, and a backslash does not stop `@everyone` in one. So what is to
 * be copied has a zero-width space in it; what the bot itself sends never needs one.
 */
function unpinging(markdown: string): string {
  return markdown.replace(/@(?=everyone|here)/g, "@\u200b");
}
