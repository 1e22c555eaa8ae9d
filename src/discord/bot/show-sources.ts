import { OnRecordError } from "../../core/errors.ts";
import type { DocumentPage } from "../../answerer/port.ts";
import type { Citation, Excerpt } from "../../core/types.ts";
import type { ReceiptCheck } from "../../core/receipt.ts";
import { EXCERPTS_PER_PAGE, SOURCES_PER_PAGE } from "../render/message-limits.ts";
import { type Scene, createButtonMaker } from "./buttons.ts";
import { ONLY_PAGE, type ShowParts, type Shown, pageOf, slicePage } from "./shown.ts";
import type { ViewOf } from "./view.ts";

export async function showSources(
  { answerer, render, settings }: ShowParts,
  view: ViewOf<"sources">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const [all, corpus] = await Promise.all([answerer.sources(view.search), answerer.coverage()]);
  const at = pageOf(page, all.length, SOURCES_PER_PAGE);
  const make = createButtonMaker(settings);
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

export async function showDocument(
  parts: ShowParts,
  view: ViewOf<"document">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const { render, settings } = parts;
  const found = await findDocument(parts, view.id, page);
  const own = { kind: "document", id: found.document.id } as const;
  const at = { index: found.page, count: found.pages };
  const buttons = createButtonMaker(settings).plainFooter(own, at, scene);
  return { payload: render.document(found, { buttons }), outcome: "answered" };
}

/** A page of the document of an id, or of the only one that a search finds. */
async function findDocument(
  { answerer }: ShowParts,
  id: string,
  page: number,
): Promise<DocumentPage> {
  const exact = await answerer.document(id, page);
  if (exact) return exact;
  const found: readonly Citation[] = await answerer.sources(id);
  const [first] = found;
  const only = first && found.length === 1 ? await answerer.document(first.id, page) : null;
  if (only) return only;
  throw new OnRecordError(
    "E_NOT_FOUND",
    first
      ? `“${id}” could be ${found.length} documents. Choose one as you type, or see /sources.`
      : `There is no document “${id}” in this corpus. See /sources.`,
  );
}

export async function showExcerpt(
  { answerer, render, settings }: ShowParts,
  view: ViewOf<"excerpt">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const check = await answerer.receipt(view.receipt);
  const excerpt = presentExcerpt(check);
  const count = render.excerptPages(check);
  const at = { index: Math.min(page, count - 1), count };
  const make = createButtonMaker(settings);
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

export async function showAlsoIn(
  parts: ShowParts,
  view: ViewOf<"alsoIn">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const { answerer, render, settings } = parts;
  const checks = await Promise.all(view.receipts.map((receipt) => answerer.receipt(receipt)));
  const excerpts = checks.flatMap((check) => presentExcerpt(check) ?? []);
  const at = pageOf(page, excerpts.length, EXCERPTS_PER_PAGE);
  const make = createButtonMaker(settings);
  const payload = render.alsoIn({
    excerpts: make.excerpts(slicePage(excerpts, at, EXCERPTS_PER_PAGE)),
    page: at,
    total: excerpts.length,
    buttons: make.plainFooter(view, at, scene),
  });
  return { payload, outcome: excerpts.length > 0 ? "answered" : "no-answer" };
}

/** What is no more in the source is not given to be cited: what became of it is told instead. */
export async function showCitation(
  { answerer, render, settings }: ShowParts,
  view: ViewOf<"citation">,
): Promise<Shown> {
  const check = await answerer.receipt(view.receipt);
  const excerpt = presentExcerpt(check);
  if (!excerpt) {
    const payload = render.excerpt(check, { page: ONLY_PAGE, buttons: [] });
    return { payload, outcome: "no-answer" };
  }
  const buttons = createButtonMaker(settings).forms(view);
  return { payload: render.citation(excerpt, view.form, { buttons }), outcome: "answered" };
}
