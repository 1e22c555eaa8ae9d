import type { Answer } from "../../core/answer.ts";
import { OnRecordError } from "../../core/errors.ts";
import type { Citation, Excerpt, SourceDocument } from "../../core/types.ts";
import type { Verification } from "../../core/verify/types.ts";
import type { ReceiptCheck } from "../../receipt.ts";
import { EXCERPTS_PER_PAGE, PLACES_PER_PAGE, SOURCES_PER_PAGE } from "../limits.ts";
import { askChain } from "./ask-chain.ts";
import { type Scene, newButtonMaker } from "./buttons.ts";
import { readDays } from "./days.ts";
import type { ExcerptsPage, FoundQuotes, Page, Payload, WantedQuotes } from "./ports.ts";
import type { Parts } from "./parts.ts";
import type { View, ViewOf } from "./view.ts";

/** A view as a message, and whether it answers. */
export interface Shown {
  readonly payload: Payload;
  readonly outcome: "answered" | "no-answer";
}

export type ShowParts = Pick<Parts, "answerer" | "render" | "settings" | "now">;

/** Makes one page of a view. A page that is no more is the last one. */
export async function show(
  parts: ShowParts,
  view: View,
  page: number,
  scene: Scene,
): Promise<Shown> {
  switch (view.kind) {
    case "ask":
      return showAsk(parts, view, page, scene);
    case "quotes":
      return showQuotes(parts, view, page, scene);
    case "who":
      return showWho(parts, view, page, scene);
    case "verify":
      return showVerification(parts, view, page, scene);
    case "checks":
      return showChecks(parts, view, scene);
    case "sources":
      return showSources(parts, view, page, scene);
    case "document":
      return showDocument(parts, view, page, scene);
    case "excerpt":
      return showExcerpt(parts, view, page, scene);
    case "alsoIn":
      return showAlsoIn(parts, view, page, scene);
  }
  return showCitation(parts, view);
}

async function showAsk(
  parts: ShowParts,
  view: ViewOf<"ask">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const { answer, unclear } = await askChain(parts, view.chain);
  if (unclear) return quotesShown(parts, unclear, ONLY_PAGE, { view, scene });
  return answerShown(parts, answer, page, { view, scene });
}

async function showWho(
  parts: ShowParts,
  view: ViewOf<"who">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const answer = await parts.answerer.who(view.about, { sources: [], from: null, to: null });
  return answerShown(parts, answer, page, { view, scene });
}

interface Setting {
  readonly view: View;
  readonly scene: Scene;
}

function answerShown(parts: ShowParts, answer: Answer, page: number, setting: Setting): Shown {
  const { render } = parts;
  if (answer.status === "no-answer") {
    const leads = excerptsPage(parts, answer.leads, 0, setting);
    return { payload: render.noAnswer(answer, leads), outcome: "no-answer" };
  }
  const shown = excerptsPage(parts, answer.excerpts, page, setting);
  const payload =
    setting.view.kind === "who" ? render.who(answer, shown) : render.answer(answer, shown);
  return { payload, outcome: "answered" };
}

async function showQuotes(
  parts: ShowParts,
  view: ViewOf<"quotes">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const { kind: _, ...typed } = view;
  const wanted = { ...typed, ...readDays(view) };
  const ask = (index: number) =>
    parts.answerer.quotes({
      ...wanted,
      offset: index * EXCERPTS_PER_PAGE,
      limit: EXCERPTS_PER_PAGE,
    });
  const asked = await ask(page);
  const at = pageOf(page, asked.total, EXCERPTS_PER_PAGE);
  const found = at.index === page ? asked : await ask(at.index);
  return quotesShown(parts, { found, wanted: typed }, at, { view, scene });
}

interface Quotes {
  readonly found: FoundQuotes;
  readonly wanted: WantedQuotes;
}

function quotesShown(parts: ShowParts, quotes: Quotes, page: Page, setting: Setting): Shown {
  const { found, wanted } = quotes;
  const shown = excerptsOn(parts, { ...found, page }, setting);
  const outcome = found.excerpts.length > 0 ? "answered" : "no-answer";
  return { payload: parts.render.quotes(found, wanted, shown), outcome };
}

function excerptsPage(
  parts: ShowParts,
  excerpts: readonly Excerpt[],
  page: number,
  setting: Setting,
  perPage: number = EXCERPTS_PER_PAGE,
): ExcerptsPage {
  const at = pageOf(page, excerpts.length, perPage);
  const shown = slicePage(excerpts, at, perPage);
  return excerptsOn(parts, { excerpts: shown, total: excerpts.length, page: at }, setting);
}

/** @param part the excerpts of the page. */
function excerptsOn(
  { settings }: ShowParts,
  part: Pick<ExcerptsPage, "page" | "total"> & { readonly excerpts: readonly Excerpt[] },
  { view, scene }: Setting,
): ExcerptsPage {
  const { excerpts, total, page } = part;
  const make = newButtonMaker(settings);
  return {
    excerpts: make.excerpts(excerpts),
    page,
    total,
    buttons: make.footer(view, page, scene),
  };
}

function pageOf(index: number, size: number, perPage: number): Page {
  const count = Math.max(1, Math.ceil(size / perPage));
  return { index: Math.min(index, count - 1), count };
}

function slicePage<T>(all: readonly T[], { index }: Page, perPage: number): readonly T[] {
  return all.slice(index * perPage, (index + 1) * perPage);
}

async function showVerification(
  parts: ShowParts,
  view: ViewOf<"verify">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const found = await parts.answerer.verify(view.quote, view.speaker);
  const shown = excerptsPage(parts, excerptsOf(found), page, { view, scene }, PLACES_PER_PAGE);
  return {
    payload: parts.render.verification(found, shown),
    outcome: found.outcome === "not-in-corpus" ? "no-answer" : "answered",
  };
}

/** What a finding shows. */
function excerptsOf(found: Verification): readonly Excerpt[] {
  const places =
    found.outcome === "stitched"
      ? found.pieces
      : found.outcome === "not-in-corpus"
        ? found.leads
        : found.places;
  return places.map(({ excerpt }) => excerpt);
}

/** One quote as /verify shows it; of several, what came of each, and a button to look closer. */
async function showChecks(parts: ShowParts, view: ViewOf<"checks">, scene: Scene): Promise<Shown> {
  const [only, ...others] = view.quotes;
  if (only !== undefined && others.length === 0) {
    return showVerification(parts, { kind: "verify", quote: only, speaker: null }, 0, scene);
  }
  const { answerer, render, settings } = parts;
  const found = await Promise.all(view.quotes.map((quote) => answerer.verify(quote, null)));
  const make = newButtonMaker(settings);
  const openers = make.openers(
    view.quotes.map((quote) => ({ kind: "verify", quote, speaker: null })),
  );
  const buttons = make.footer(view, ONLY_PAGE, scene);
  const isFound = found.some(({ outcome }) => outcome !== "not-in-corpus");
  return {
    payload: render.verifications(found, { openers, buttons }),
    outcome: isFound ? "answered" : "no-answer",
  };
}

const ONLY_PAGE: Page = { index: 0, count: 1 };

async function showSources(
  { answerer, render, settings }: ShowParts,
  view: ViewOf<"sources">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const [all, corpus] = await Promise.all([answerer.sources(view.search), answerer.coverage()]);
  const at = pageOf(page, all.length, SOURCES_PER_PAGE);
  const make = newButtonMaker(settings);
  const shown = slicePage(all, at, SOURCES_PER_PAGE);
  const payload = render.sources(all, {
    search: view.search,
    corpus,
    page: at,
    openers: make.openers(shown.map(({ id }) => ({ kind: "document", id }))),
    buttons: make.plainFooter(view, at, scene),
  });
  return { payload, outcome: all.length > 0 ? "answered" : "no-answer" };
}

async function showDocument(
  parts: ShowParts,
  view: ViewOf<"document">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const { render, settings } = parts;
  const document = await findDocument(parts, view.id);
  const count = render.documentPages(document);
  const at = { index: Math.min(page, count - 1), count };
  const own = { kind: "document", id: document.id } as const;
  const buttons = newButtonMaker(settings).plainFooter(own, at, scene);
  return { payload: render.document(document, { page: at, buttons }), outcome: "answered" };
}

/** The document of an id, or the only one that a search finds. */
async function findDocument({ answerer }: ShowParts, id: string): Promise<SourceDocument> {
  const exact = await answerer.document(id);
  if (exact) return exact;
  const found: readonly Citation[] = await answerer.sources(id);
  const [first] = found;
  const only = first && found.length === 1 ? await answerer.document(first.id) : null;
  if (only) return only;
  throw new OnRecordError(
    "E_NOT_FOUND",
    first
      ? `“${id}” could be ${found.length} documents. Choose one as you type, or see /sources.`
      : `There is no document “${id}” in this corpus. See /sources.`,
  );
}

async function showExcerpt(
  { answerer, render, settings }: ShowParts,
  view: ViewOf<"excerpt">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const check = await answerer.receipt(view.receipt);
  const excerpt = presentExcerpt(check);
  const count = render.excerptPages(check);
  const at = { index: Math.min(page, count - 1), count };
  const make = newButtonMaker(settings);
  const buttons = excerpt
    ? make.ofExcerpt(excerpt, view, at, scene)
    : make.plainFooter(view, at, scene);
  return {
    payload: render.excerpt(check, { page: at, buttons }),
    outcome: excerpt ? "answered" : "no-answer",
  };
}

/** The excerpt as the source has it now, or null where it has it no more. */
function presentExcerpt(check: ReceiptCheck): Excerpt | null {
  if (check.outcome === "unchanged") return check.excerpt;
  return check.outcome === "moved" ? check.now : null;
}

async function showAlsoIn(
  parts: ShowParts,
  view: ViewOf<"alsoIn">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const { answerer, render, settings } = parts;
  const checks = await Promise.all(view.receipts.map((receipt) => answerer.receipt(receipt)));
  const excerpts = checks.flatMap((check) => presentExcerpt(check) ?? []);
  const at = pageOf(page, excerpts.length, EXCERPTS_PER_PAGE);
  const make = newButtonMaker(settings);
  const payload = render.alsoIn({
    excerpts: make.excerpts(slicePage(excerpts, at, EXCERPTS_PER_PAGE)),
    page: at,
    total: excerpts.length,
    buttons: make.plainFooter(view, at, scene),
  });
  return { payload, outcome: excerpts.length > 0 ? "answered" : "no-answer" };
}

/** What is no more in the source is not given to be cited: what became of it is told instead. */
async function showCitation(
  { answerer, render, settings }: ShowParts,
  view: ViewOf<"citation">,
): Promise<Shown> {
  const check = await answerer.receipt(view.receipt);
  const excerpt = presentExcerpt(check);
  if (!excerpt) {
    const payload = render.excerpt(check, { page: ONLY_PAGE, buttons: [] });
    return { payload, outcome: "no-answer" };
  }
  const buttons = newButtonMaker(settings).forms(view);
  return { payload: render.citation(excerpt, view.form, { buttons }), outcome: "answered" };
}
