import type { BaseMessageOptions } from "discord.js";
import type * as port from "../../answerer/port.ts";
import type { Answered, NoAnswer } from "../../core/answer.ts";
import type { QuotesAsked, QuotesFound } from "../../core/quotes.ts";
import type { Citation, CorpusCoverage, Excerpt } from "../../core/types.ts";
import type { Verification } from "../../core/verify/finding.ts";
import type { ReceiptCheck } from "../../core/receipt.ts";
import type * as settings from "../../store/settings.ts";
import type * as log from "../run/log.ts";
import type * as metrics from "../run/metrics.ts";
import type { Outcome } from "../run/metrics.ts";
import type { ButtonSpec } from "../render/payload.ts";
import type { TurnKind } from "../run/turns.ts";

/** The edges of the bot: what it needs, and who gives it is nothing to it. */

/** Answers from the corpus; the bot neither ingests nor closes it. */
export type Answerer = Omit<port.Answerer, "ingest" | "close">;
export type WantedQuotes = QuotesAsked;
export type FoundQuotes = QuotesFound;
export type { OfferedNames } from "../../answerer/port.ts";

/** The components of a message; the bot adds the flags. */
export type Payload = Readonly<Pick<BaseMessageOptions, "components">>;

export type Button = ButtonSpec;

/** An excerpt and what can be done with it. */
export interface ShownExcerpt {
  readonly excerpt: Excerpt;
  /** At most four. */
  readonly buttons: readonly Button[];
}

/** Which part of something longer is shown. */
export interface Page {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/** What stands below everything: at most five buttons. */
export interface Footer {
  readonly buttons: readonly Button[];
}

export interface ExcerptsPage extends Footer {
  /** Those of this page: at most `EXCERPTS_PER_PAGE`. */
  readonly excerpts: readonly ShownExcerpt[];
  readonly page: Page;
  /** As many as there are on all pages. */
  readonly total: number;
}

export type CitationForm = "discord" | "markdown" | "plain";

export interface SourcesPage extends Footer {
  readonly search: string | null;
  readonly corpus: CorpusCoverage;
  readonly page: Page;
  /** One for each source of this page. */
  readonly openers: readonly Button[];
}

/** Pure functions from values to messages within every limit of Discord. */
export interface Renderer {
  answer(answer: Answered, page: ExcerptsPage): Payload;
  /** `excerpts` are leads: near, and no answer. */
  noAnswer(answer: NoAnswer, page: ExcerptsPage): Payload;
  /** `found` holds the excerpts of this page only. */
  quotes(found: FoundQuotes, wanted: WantedQuotes, page: ExcerptsPage): Payload;
  who(answer: Answered, page: ExcerptsPage): Payload;
  /** `excerpts` are those of the places, pieces or leads, in their order. */
  verification(verification: Verification, page: ExcerptsPage): Payload;
  /** Several quotes of one message; `openers` show one each. */
  verifications(
    verifications: readonly Verification[],
    footer: Footer & { readonly openers: readonly Button[] },
  ): Payload;
  /** @param sources all of the list. */
  sources(sources: readonly Citation[], page: SourcesPage): Payload;
  /** One page of a document. */
  document(page: port.DocumentPage, options: Footer): Payload;
  /** How many pages an excerpt has with the text around it. At least 1. */
  excerptPages(check: ReceiptCheck): number;
  /** One excerpt in its context, and what has become of it. */
  excerpt(check: ReceiptCheck, options: Footer & { readonly page: Page }): Payload;
  /** The same words elsewhere; the first is the one asked for. */
  alsoIn(page: ExcerptsPage): Payload;
  /** A quote with its reference, ready to be copied. */
  citation(excerpt: Excerpt, form: CitationForm, footer: Footer): Payload;
  /** @param commandIds by name, of the commands that can be clicked. */
  help(commandIds: ReadonlyMap<string, string>): Payload;
  about(coverage: port.Coverage, version: string): Payload;
  /** @param channels ids of those in which mentions are answered. */
  settings(channels: readonly string[]): Payload;
  /** `reference` is the id under which the log has the failure; null where the user can mend it. */
  error(message: string, reference: string | null): Payload;
  /** One plain sentence. */
  note(text: string): Payload;
  /** Too many at once: `waitSeconds` to wait, or null where earlier ones are still being answered. */
  wait(waitSeconds: number | null): Payload;
}

/** A fair share for each user and server. */
export interface Turns {
  take(userId: string, guildId: string | null, kind: TurnKind): Turn | Promise<Turn>;
}

export type { TurnKind };
export type Turn =
  | { readonly ok: true; readonly done: () => void }
  /** `of` tells whose share is used up. Default: the user's. */
  | { readonly ok: false; readonly waitSeconds: number; readonly of?: "user" | "server" }
  | { readonly ok: false; readonly busy: true };

/** All that the bot keeps: enabled channels, anonymous counts, and long queries of its buttons. */
export type SettingsStore = Pick<
  settings.SettingsStore,
  "channels" | "enable" | "disable" | "forgetGuild" | "countFeedback" | "keepQuery" | "query"
>;

export type Log = Pick<log.Log, "info" | "warn" | "error">;

export type { Outcome };
export type Metrics = Pick<metrics.Metrics, "record">;
