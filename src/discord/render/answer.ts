import type { Answer, NoAnswer } from "../../core/answer.ts";
import type { CorpusCoverage, Excerpt } from "../../core/types.ts";
import type { Finding, Place } from "../../core/verify/finding.ts";
import { EXCERPTS_PER_PAGE, SHARES } from "./message-limits.ts";
import { sayAround, sayNoAnswer } from "./around.ts";
import { footer } from "./citation.ts";
import { cutLine } from "./cut.ts";
import { bold, escapeLine, small } from "./escape.ts";
import { type Item, type Slice, renderPage, sliceOf } from "./items.ts";
import type { ButtonSpec, Reply } from "./payload.ts";
import { TEXTS } from "./texts.ts";

/** What the caller wants beside what is shown. */
export interface PageOptions {
  /** From 0; one outside of the list is the nearest there is. Default: 0. */
  readonly page?: number;
  /** Below the message; at most `FOOT_BUTTONS_MAX`. */
  readonly buttons?: readonly ButtonSpec[];
  /** Below an excerpt, by its index in the whole list; at most `EXCERPT_BUTTONS_MAX`. */
  readonly itemButtons?: (index: number, excerpt: Excerpt) => readonly ButtonSpec[];
}

/** How many pages an answer has; "no answer" has one. */
export function pagesOf(answer: Answer): number {
  return sliceOf(answer.excerpts.length, EXCERPTS_PER_PAGE).pages;
}

/** The excerpts of a list that stand on a page. */
function excerptsOnPage(total: number, page: number): Slice {
  return sliceOf(total, EXCERPTS_PER_PAGE, page);
}

/** An answer: the question, what was understood, and a page of its excerpts. */
export function renderAnswer(answer: Answer, options: PageOptions = {}): Reply {
  if (answer.status === "no-answer") return renderNoAnswer(answer, options);
  const { excerpts, finding, corpus } = answer;
  const slice = excerptsOnPage(excerpts.length, options.page ?? 0);
  const { heading, above, below } = sayAround(answer, slice);
  return renderPage({
    accent: "answer",
    heading,
    items: excerpts.slice(slice.start, slice.end).map((excerpt, at) => ({
      ...plainItem(excerpt, slice.start + at, options),
      above: above[at] ?? "",
      match: matchOf(excerpt, finding),
    })),
    footer: lines([below, footer(corpus, slice.page, slice.pages)]),
    buttons: options.buttons ?? [],
  });
}

/** Why there is no answer, what the corpus covers, and what is near. */
export function renderNoAnswer(answer: NoAnswer, options: PageOptions = {}): Reply {
  const leads = answer.leads.slice(0, EXCERPTS_PER_PAGE);
  return renderPage({
    accent: "noAnswer",
    heading: lines([
      `### ${TEXTS.noAnswer}`,
      sayNoAnswer(answer),
      escapeLine(TEXTS.corpus(answer.corpus)),
      leads.length > 0 ? bold(TEXTS.near) : "",
    ]),
    items: leads.map((excerpt, at) => ({ ...plainItem(excerpt, at, options), number: null })),
    footer: small(escapeLine(TEXTS.generation(answer.corpus.generation))),
    buttons: options.buttons ?? [],
  });
}

function understoodLine(what: string): string {
  return small(cutLine(TEXTS.understood(what), SHARES.understood));
}

/** The words that were asked for, in an excerpt of the place where they stand. */
function matchOf({ receipt }: Excerpt, finding: Finding | null): Item["match"] {
  const place = finding && placesOf(finding).find(({ excerpt }) => excerpt.receipt === receipt);
  return place ? place.match : null;
}

/** The places that a finding shows, in its order. Of what is not in the corpus, none. */
export function placesOf(finding: Finding): readonly Place[] {
  if (finding.outcome === "not-in-corpus") return [];
  return finding.outcome === "stitched" ? finding.pieces : finding.places;
}

/** An excerpt by its index in the whole list. */
export function plainItem(excerpt: Excerpt, index: number, options: PageOptions): Item {
  return {
    above: "",
    excerpt,
    number: index + 1,
    match: null,
    below: "",
    buttons: options.itemButtons?.(index, excerpt) ?? [],
  };
}

export function lines(some: readonly string[]): string {
  return some.filter((line) => line !== "").join("\n");
}

/** A part of a list of excerpts: as much as a page shows, from `first` on. */
interface Listing {
  /** As many as there are in the whole list. */
  readonly total: number;
  /** Index of `excerpts[0]` in the whole list, from 0: `excerptsOnPage(total, page).start`. */
  readonly first: number;
  /** Those of the page; what comes after them is not shown. */
  readonly excerpts: readonly Excerpt[];
  /** Null where it is not told. */
  readonly corpus: CorpusCoverage | null;
}

export interface SpeakerListing extends Listing {
  readonly speaker: string;
  /** What the list is kept to, as `describeInterpretation` says it; null for all statements. */
  readonly understood: string | null;
}

export interface TopicListing extends Listing {
  readonly topic: string;
}

/** A speaker's statements, by pages. */
export function renderQuotes(listing: SpeakerListing, options: PageOptions = {}): Reply {
  const { speaker, understood, total } = listing;
  return renderListing(listing, options, [
    `${bold(cutLine(speaker, SHARES.question))} · ${TEXTS.statements(total)}`,
    understood === null ? "" : understoodLine(understood),
  ]);
}

/** Who spoke on a topic, one statement each. */
export function renderWho(listing: TopicListing, options: PageOptions = {}): Reply {
  return renderListing(listing, options, [
    `${bold(cutLine(TEXTS.who(listing.topic), SHARES.question))} · ${TEXTS.speakers(listing.total)}`,
  ]);
}

function renderListing(
  { total, first, excerpts, corpus }: Listing,
  options: PageOptions,
  heading: readonly string[],
): Reply {
  const { page, pages } = excerptsOnPage(total, Math.floor(first / EXCERPTS_PER_PAGE));
  return renderPage({
    accent: "answer",
    heading: lines(heading),
    items: excerpts
      .slice(0, EXCERPTS_PER_PAGE)
      .map((excerpt, at) => plainItem(excerpt, first + at, options)),
    footer: footer(corpus, page, pages),
    buttons: options.buttons ?? [],
  });
}

/** A statement in each document that has it, in the words that it has there. */
export function renderAlsoIn(listing: Omit<Listing, "corpus">, options: PageOptions = {}): Reply {
  const note = listing.total < 2 ? TEXTS.alsoInNone : "";
  return renderListing({ ...listing, corpus: null }, options, [bold(TEXTS.alsoInHeading), note]);
}
