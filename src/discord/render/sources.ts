import { titleOf } from "../../core/describe-excerpt.ts";
import type { Citation, CorpusCoverage, Excerpt, SourceDocument, Span } from "../../core/types.ts";
import { MESSAGE_TEXT_MAX, SHARES, SOURCES_PER_PAGE } from "./message-limits.ts";
import { lines } from "./answer.ts";
import { citationLines, footer, sourceParts } from "./citation.ts";
import { cutLine } from "./cut.ts";
import { bold, safeLink, small, textLink } from "./escape.ts";
import { sliceOf } from "./items.ts";
import {
  type ButtonSpec,
  type InnerComponent,
  type Reply,
  button,
  linkButton,
  reply,
  rowsOf,
  separator,
  text,
} from "./payload.ts";
import { quoteBlock } from "./quote.ts";
import { pageOfOffset, textPages } from "./text-pages.ts";
import { LABELS, TEXTS } from "./texts.ts";

export interface SourceListing {
  /** All that fit, in the order of the list. */
  readonly documents: readonly Citation[];
  /** What was searched for, or null. */
  readonly search: string | null;
  readonly corpus: CorpusCoverage;
}

export interface SourcesOptions {
  /** From 0. Default: 0. */
  readonly page?: number;
  readonly buttons?: readonly ButtonSpec[];
  /** Beside a source, by its index in the whole list. */
  readonly itemButton?: (index: number, document: Citation) => ButtonSpec | null;
}

/** The documents of the corpus, or those that a search found. */
export function renderSources(listing: SourceListing, options: SourcesOptions = {}): Reply {
  const { documents, search, corpus } = listing;
  const { page, pages, start, end } = sliceOf(documents.length, SOURCES_PER_PAGE, options.page);
  const heading = lines([
    bold(
      search === null
        ? TEXTS.sources(documents.length)
        : cutLine(TEXTS.sourcesFound(documents.length, search), SHARES.question),
    ),
    documents.length === 0 ? TEXTS.noSources : "",
  ]);
  const foot = footer(corpus, page, pages);
  const shown = documents.slice(start, end).map((document, at) => ({
    content: sourceEntry(document, start + at + 1),
    link: safeLink(document.url),
    accessory: options.itemButton?.(start + at, document) ?? null,
  }));
  let spare =
    MESSAGE_TEXT_MAX -
    heading.length -
    foot.length -
    shown.reduce((total, { content }) => total + content.length, 0);
  const entries = shown.map(({ content, link, accessory }): InnerComponent => {
    const shownLink = link === null ? "" : ` · ${textLink(TEXTS.open, link)}`;
    const hasRoom = shownLink.length <= spare;
    if (hasRoom) spare -= shownLink.length;
    const display = text(hasRoom ? content + shownLink : content);
    return accessory ? { type: 9, components: [display], accessory: button(accessory) } : display;
  });
  return reply(
    "answer",
    [text(heading), ...(entries.length > 0 ? [separator()] : []), ...entries, text(foot)],
    rowsOf((options.buttons ?? []).map(button)),
  );
}

/** Title in bold, where it is from, and the id in small print, which takes the link behind it. */
function sourceEntry(document: Citation, number: number): string {
  return lines([
    bold(`${number} · ${cutLine(titleOf(document), SHARES.title)}`),
    sourceParts(document).join(" · "),
    small(cutLine(document.id, SHARES.documentId)),
  ]);
}

export interface TextOptions {
  /** From 0. Default: the page of `at`. */
  readonly page?: number;
  /** An offset in the document's text. Default: its start. */
  readonly at?: number;
  /** Where the text is itself a page of something longer: which one. Default: it is the whole. */
  readonly of?: { readonly index: number; readonly count: number };
  readonly buttons?: readonly ButtonSpec[];
}

/** How many pages a text has, for `renderDocument` (its text) and `renderExcerptFull` (its context). */
export function pagesOfText(shown: string): number {
  return textPages(shown).length;
}

/** One document, page by page. */
export function renderDocument(document: SourceDocument, options: TextOptions = {}): Reply {
  const heading = lines([
    `### ${cutLine(titleOf(document), SHARES.title)}`,
    sourceParts(document).join(" · "),
  ]);
  const below = [small(cutLine(document.id, SHARES.documentId))];
  return renderText(
    { text: document.text, marks: [], heading, below, url: document.url },
    options.at ?? 0,
    options,
  );
}

/** An excerpt with the text around it; its own words are in bold. */
export function renderExcerptFull(excerpt: Excerpt, options: TextOptions = {}): Reply {
  const { context, spans, document } = excerpt;
  const marks = spans.map(({ start, end }) => ({
    start: start - context.start,
    end: end - context.start,
  }));
  const below = [citationLines(excerpt, null, "")];
  const at = options.at ?? spans[0].start;
  return renderText(
    { text: context.text, marks, heading: bold(TEXTS.inContext), below, url: document.url },
    at - context.start,
    options,
  );
}

interface Paged {
  readonly text: string;
  readonly marks: readonly Span[];
  readonly heading: string;
  readonly below: readonly string[];
  readonly url: string | null;
}

function renderText(paged: Paged, at: number, options: TextOptions): Reply {
  const pages = textPages(paged.text);
  const { page } = sliceOf(pages.length, 1, options.page ?? pageOfOffset(pages, at));
  const { start, end } = pages[page] ?? { start: 0, end: 0 };
  const shown = trimmed(paged.text, { start, end });
  const marks = paged.marks.map((mark) => ({
    start: mark.start - shown.start,
    end: mark.end - shown.start,
  }));
  const quote = quoteBlock(paged.text.slice(shown.start, shown.end), marks);
  const link = safeLink(paged.url);
  const asButton = linkButton(LABELS.openLink, link);
  const { index, count } = options.of ?? { index: page, count: pages.length };
  const foot = footer(null, index, count);
  const inText = link === null || asButton ? "" : linkLine(link, paged, quote.length + foot.length);
  return reply(
    "answer",
    [
      text(paged.heading),
      separator(),
      text(lines([quote, ...paged.below, inText])),
      ...(foot === "" ? [] : [text(foot)]),
    ],
    rowsOf([...(options.buttons ?? []).map(button), ...(asButton ? [asButton] : [])]),
  );
}

function linkLine(link: string, { heading, below }: Paged, others: number): string {
  // A line break stands between the quote and what is below it.
  const used = heading.length + 1 + lines(below).length + others;
  const line = `\n${textLink(TEXTS.open, link)}`;
  return used + line.length <= MESSAGE_TEXT_MAX ? line.trim() : small(TEXTS.linkTooLong);
}

/** A page without the empty lines at its ends. */
function trimmed(text: string, { start, end }: Span): Span {
  let [first, last] = [start, end];
  while (first < last && text.charAt(first) === "\n") first += 1;
  while (first < last && text.charAt(last - 1) === "\n") last -= 1;
  return { start: first, end: last };
}
