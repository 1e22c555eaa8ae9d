import type { Answer } from "../../core/answer.ts";
import type { Excerpt } from "../../core/types.ts";
import type { Verification } from "../../core/verify/finding.ts";
import { EXCERPTS_PER_PAGE, PLACES_PER_PAGE } from "../render/message-limits.ts";
import { askChain } from "./ask-chain.ts";
import { type Scene, createButtonMaker } from "./buttons.ts";
import type { Judged } from "./custom-id.ts";
import { readDays } from "./days.ts";
import type { ExcerptsPage, FoundQuotes, Page, WantedQuotes } from "./ports.ts";
import { ONLY_PAGE, type ShowParts, type Shown, pageOf, slicePage } from "./shown.ts";
import type { View, ViewOf } from "./view.ts";

export async function showAsk(
  parts: ShowParts,
  view: ViewOf<"ask">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const { answer, unclear } = await askChain(parts, view.chain);
  if (unclear) return quotesShown(parts, unclear, ONLY_PAGE, { view, scene });
  return answerShown(parts, answer, page, { view, scene });
}

export async function showWho(
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

/** With what "helpful" and "not helpful" are counted. */
interface JudgedSetting extends Setting {
  readonly judged: Judged;
}

function answerShown(parts: ShowParts, answer: Answer, page: number, setting: Setting): Shown {
  const { render } = parts;
  if (answer.status === "no-answer") {
    const leads = excerptsPage(parts, answer.leads, 0, { ...setting, judged: "no-answer" });
    return { payload: render.noAnswer(answer, leads), outcome: "no-answer" };
  }
  const shown = excerptsPage(parts, answer.excerpts, page, { ...setting, judged: "answer" });
  const payload =
    setting.view.kind === "who" ? render.who(answer, shown) : render.answer(answer, shown);
  return { payload, outcome: "answered" };
}

export async function showQuotes(
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
  const isFound = found.excerpts.length > 0;
  const judged = isFound ? "answer" : "no-answer";
  const shown = excerptsOn(parts, { ...found, page }, { ...setting, judged });
  const outcome = isFound ? "answered" : "no-answer";
  return { payload: parts.render.quotes(found, wanted, shown), outcome };
}

function excerptsPage(
  parts: ShowParts,
  excerpts: readonly Excerpt[],
  page: number,
  setting: JudgedSetting,
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
  { view, scene, judged }: JudgedSetting,
): ExcerptsPage {
  const { excerpts, total, page } = part;
  const make = createButtonMaker(settings);
  return {
    excerpts: make.excerpts(excerpts),
    page,
    total,
    buttons: make.footer(view, page, { ...scene, judged }),
  };
}

export async function showVerification(
  parts: ShowParts,
  view: ViewOf<"verify">,
  page: number,
  scene: Scene,
): Promise<Shown> {
  const found = await parts.answerer.verify(view.quote, view.speaker);
  const setting = { view, scene, judged: "verify" } as const;
  const shown = excerptsPage(parts, excerptsOf(found), page, setting, PLACES_PER_PAGE);
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
export async function showChecks(
  parts: ShowParts,
  view: ViewOf<"checks">,
  scene: Scene,
): Promise<Shown> {
  const [only, ...others] = view.quotes;
  if (only !== undefined && others.length === 0) {
    return showVerification(parts, { kind: "verify", quote: only, speaker: null }, 0, scene);
  }
  const { answerer, render, settings } = parts;
  const found = await Promise.all(view.quotes.map((quote) => answerer.verify(quote, null)));
  const make = createButtonMaker(settings);
  const openers = make.openers(
    view.quotes.map((quote) => ({ kind: "verify", quote, speaker: null })),
  );
  const buttons = make.footer(view, ONLY_PAGE, { ...scene, judged: "verify" });
  const isFound = found.some(({ outcome }) => outcome !== "not-in-corpus");
  return {
    payload: render.verifications(found, { openers, buttons }),
    outcome: isFound ? "answered" : "no-answer",
  };
}
