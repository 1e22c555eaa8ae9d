import { describeInterpretation } from "../../core/question/describe-interpretation.ts";
import { NOTHING_UNDERSTOOD } from "../../core/question/interpret.ts";
import type { SpeakerName } from "../../core/types.ts";
import type { ExcerptsPage, FoundQuotes, Payload, Renderer, WantedQuotes } from "../bot/ports.ts";
import { EXCERPTS_PER_PAGE, PLACES_PER_PAGE, SOURCES_PER_PAGE } from "./message-limits.ts";
import {
  type PageOptions,
  renderAlsoIn,
  renderAnswer,
  renderNoAnswer,
  renderQuotes,
  renderWho,
} from "./answer.ts";
import { renderCitation } from "./cite.ts";
import {
  renderAbout,
  renderBusy,
  renderError,
  renderHelp,
  renderNotice,
  renderSettings,
  renderWait,
} from "./notices.ts";
import { pagesOfText, renderDocument, renderExcerptFull, renderSources } from "./sources.ts";
import { TEXTS } from "./texts.ts";
import {
  pagesOfReceipt,
  renderReceipt,
  renderVerification,
  renderVerifications,
} from "./verification.ts";

/** What the bot shows, as messages with Components V2. */
export const renderer: Renderer = {
  answer: (answer, page) => renderAnswer(answer, optionsOf(page, EXCERPTS_PER_PAGE)),
  noAnswer: (answer, page) => renderNoAnswer(answer, optionsOf(page, EXCERPTS_PER_PAGE)),
  quotes,
  who: ({ question, interpretation, excerpts, corpus }, page) =>
    renderWho(
      { topic: interpretation.topic ?? question, total: excerpts.length, corpus, ...partOf(page) },
      optionsOf(page, EXCERPTS_PER_PAGE),
    ),
  verification: (found, page) => renderVerification(found, optionsOf(page, PLACES_PER_PAGE)),
  verifications: (all, { openers, buttons }) => renderVerifications(all, openers, buttons),
  sources: (documents, { search, corpus, page, openers, buttons }) =>
    renderSources(
      { documents, search, corpus },
      {
        page: page.index,
        buttons,
        itemButton: (index) => openers[index % SOURCES_PER_PAGE] ?? null,
      },
    ),
  document: ({ document, text, page, pages }, { buttons }) =>
    renderDocument({ ...document, text }, { of: { index: page, count: pages }, buttons }),
  excerptPages: (check) =>
    check.outcome === "unchanged" ? pagesOfText(check.excerpt.context.text) : pagesOfReceipt(check),
  excerpt: (check, { page, buttons }) =>
    check.outcome === "unchanged"
      ? renderExcerptFull(check.excerpt, { page: page.index, buttons })
      : renderReceipt(check, { page: page.index, buttons }),
  alsoIn: (page) =>
    renderAlsoIn({ ...partOf(page), total: page.total }, optionsOf(page, EXCERPTS_PER_PAGE)),
  citation: (excerpt, form, { buttons }) => renderCitation(excerpt, form, { buttons }),
  help: renderHelp,
  about: (coverage, version) => renderAbout({ ...coverage, version }),
  settings: (channels) => renderSettings(channels),
  error: renderError,
  note: (text) => renderNotice({ message: text }),
  wait: (seconds) => (seconds === null ? renderBusy() : renderWait(seconds)),
};

function quotes(found: FoundQuotes, wanted: WantedQuotes, page: ExcerptsPage): Payload {
  const { speaker, namesakes, excerpts, total, corpus } = found;
  const { buttons } = page;
  if (!speaker) {
    return renderNotice({
      heading: wanted.speaker,
      message: namesakes.length > 0 ? TEXTS.namesakes : TEXTS.nobody,
      lines: namesakes.map(
        ({ name, statementCount }) => `${name} · ${TEXTS.statements(statementCount)}`,
      ),
    });
  }
  const isKept = [wanted.about, wanted.source, wanted.from, wanted.to].some((one) => one !== null);
  if (excerpts.length === 0) {
    const message = isKept ? TEXTS.noStatementsSo : TEXTS.noStatements;
    return renderNotice({ heading: speaker.name, message, buttons });
  }
  return renderQuotes(
    {
      speaker: speaker.name,
      understood: isKept ? understoodOf(speaker, wanted) : null,
      total,
      corpus,
      ...partOf(page),
    },
    optionsOf(page, EXCERPTS_PER_PAGE),
  );
}

function understoodOf(speaker: SpeakerName, { about, source, from, to }: WantedQuotes): string {
  return describeInterpretation({
    ...NOTHING_UNDERSTOOD,
    text: "",
    kind: "statements",
    speaker,
    topic: about,
    sources: source === null ? [] : [source],
    from,
    to,
  });
}

/** The excerpts of the page, and where they stand in the whole list. */
function partOf({ excerpts, page }: ExcerptsPage) {
  return {
    first: page.index * EXCERPTS_PER_PAGE,
    excerpts: excerpts.map(({ excerpt }) => excerpt),
  };
}

function optionsOf({ excerpts, page, buttons }: ExcerptsPage, perPage: number): PageOptions {
  return {
    page: page.index,
    buttons,
    itemButtons: (index) => excerpts[index % perPage]?.buttons ?? [],
  };
}
