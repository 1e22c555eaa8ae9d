import { boldWords } from "../../core/excerpt.ts";
import type { Excerpt } from "../../core/types.ts";
import { EXCERPT_BUTTONS_MAX, MESSAGE_TEXT_MAX, QUOTE_SHARE_MIN } from "./message-limits.ts";
import { citationLines } from "./citation.ts";
import { safeLink, textLink } from "./escape.ts";
import {
  type Button,
  type ButtonSpec,
  type InnerComponent,
  type Reply,
  type Row,
  ACCENTS,
  button,
  linkButton,
  reply,
  rowsOf,
  separator,
  text,
} from "./payload.ts";
import { type Quote, renderQuote } from "./quote.ts";
import { LABELS, TEXTS } from "./texts.ts";

/** An excerpt on a page: what is told above its quote, the quote, its citation, what is told below. */
export interface Item {
  /** Rendered lines, or "". */
  readonly above: string;
  readonly excerpt: Excerpt;
  /** Its place in the whole list, from 1; null where there is nothing to count. */
  readonly number: number | null;
  readonly match: Quote["match"];
  readonly below: string;
  readonly buttons: readonly ButtonSpec[];
}

/** A message of excerpts: heading, the excerpts apart from each other, small print, buttons. */
export interface Page {
  readonly accent: keyof typeof ACCENTS;
  /** Rendered lines. */
  readonly heading: string;
  readonly items: readonly Item[];
  /** Rendered small print, or "". */
  readonly footer: string;
  readonly buttons: readonly ButtonSpec[];
}

/** Which of a list stand on a page; a page outside of it is the nearest one there is. */
export interface Slice {
  readonly page: number;
  readonly pages: number;
  readonly start: number;
  readonly end: number;
}

/** @param page from 0. */
export function sliceOf(count: number, perPage: number, page: number = 0): Slice {
  const pages = Math.max(1, Math.ceil(count / perPage));
  const whole = Number.isFinite(page) ? Math.trunc(page) : 0;
  const at = Math.min(Math.max(whole, 0), pages - 1);
  return { page: at, pages, start: at * perPage, end: Math.min(count, (at + 1) * perPage) };
}

/**
 * Lays out a page. Heading, citations and remarks have bounded lengths and stand whole; the quotes
 * share what is left, the short ones leaving to the long ones what they do not need.
 */
export function renderPage({ accent, heading, items, footer, buttons }: Page): Reply {
  const laid = layOut(items, MESSAGE_TEXT_MAX - heading.length - footer.length);
  const components: InnerComponent[] = [
    text(heading),
    ...laid.flatMap(({ content, row }) => [separator(), text(content), ...row]),
    ...(footer === "" ? [] : [...(items.length > 0 ? [separator()] : []), text(footer)]),
  ];
  return reply(accent, components, rowsOf(buttons.map(button)));
}

interface Laid {
  readonly content: string;
  readonly row: readonly Row[];
}

function layOut(items: readonly Item[], room: number): Laid[] {
  const parts = items.map((item) => {
    const link = safeLink(item.excerpt.document.url);
    const asButton = linkButton(LABELS.openLink, link);
    const inText = link !== null && asButton === null ? link : null;
    return { item, asButton, inText };
  });
  const [around, wanted] = [
    parts.map(({ item, inText }) => contentOf(item, "", inText && TEXTS.linkTooLong).length),
    items.map(quoteLength),
  ];
  let spare = room - sum(around) - sum(wanted);
  const shares = shareOut(wanted, room - sum(around));
  return parts.map(({ item, asButton, inText }, at) => {
    const shownLink = inText === null ? null : textLink(TEXTS.open, inText);
    const extra = (shownLink?.length ?? 0) - TEXTS.linkTooLong.length;
    const hasRoom = shownLink !== null && extra <= spare;
    if (hasRoom) spare -= Math.max(0, extra);
    const quote = renderQuote(quoteOf(item), shares[at] ?? QUOTE_SHARE_MIN);
    const content = contentOf(item, quote, hasRoom ? shownLink : inText && TEXTS.linkTooLong);
    return { content, row: rowOf(item.buttons, asButton) };
  });
}

function contentOf(item: Item, quote: string, link: string | null): string {
  const citation = citationLines(item.excerpt, item.number, link ?? "");
  const lines = [item.above, quote, citation, item.below];
  // The quote's own line break counts also where the quote is still to come.
  return lines.filter((line, at) => at === 1 || line !== "").join("\n");
}

function quoteOf({ excerpt, match }: Item): Quote {
  return { spans: excerpt.spans, match, highlight: match ? [] : boldWords(excerpt) };
}

function quoteLength(item: Item): number {
  return renderQuote(quoteOf(item), Number.POSITIVE_INFINITY).length;
}

function rowOf(specs: readonly ButtonSpec[], link: Button | null): Row[] {
  const own = specs.map(button);
  if (own.length > EXCERPT_BUTTONS_MAX)
    throw new RangeError(`${own.length} buttons of an excerpt; at most ${EXCERPT_BUTTONS_MAX}.`);
  return rowsOf(link ? [...own, link] : own);
}

/** Shares of a length: who wants least is served first, the rest is for the others alike. */
export function shareOut(wanted: readonly number[], total: number): number[] {
  const shares = wanted.map(() => 0);
  const order = wanted
    .map((length, at) => ({ length, at }))
    .toSorted((a, b) => a.length - b.length);
  let left = total;
  order.forEach(({ length, at }, done) => {
    const share = Math.min(length, Math.floor(left / (order.length - done)));
    shares[at] = share;
    left -= share;
  });
  return shares;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
