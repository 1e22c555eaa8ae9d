import { excerptsMaxOf } from "../core/answer.ts";
import { EXCERPTS_MAX, LEADS_MAX, NEAR_NAMES_MAX } from "../core/limits.ts";
import {
  NO_DATES,
  OTHER_LANGUAGE,
  dateNotUnderstood,
  nobodyNamed,
  noSourceNamed,
  notIntroduced,
  outsideDates,
  outsideSources,
} from "../core/refusals.ts";
import { nearestNames } from "../core/speakers/nearest.ts";
import type { Interpretation, NoAnswerReason } from "../core/types.ts";
import type { Store } from "../ports.ts";
import { answerAboutCorpus } from "./answer-about-corpus.ts";
import { answerByPassages } from "./answer-by-passages.ts";
import { answerWho } from "./answer-by-statements.ts";
import { answerIntroduction, introductionsOf } from "./answer-introduction.ts";
import { answerQuote } from "./answer-quote.ts";
import { answerSpeakers } from "./answer-speakers.ts";
import type { Found } from "./found.ts";
import { findFurther, withCap } from "./further.ts";
import type { Searchable } from "./retrieve.ts";

/**
 * Answers one question the way that fits its kind; where nothing fits, tells why.
 *
 * @param limit most excerpts; null for what is usual for the kind.
 */
export async function findAnswer(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number | null,
): Promise<Found> {
  const most = limit ?? excerptsMaxOf(interpretation.kind);
  const find = (count: number) => findOnce(searchable, interpretation, count);
  const found = withCap(await findFurther(find, interpretation, most), interpretation, most);
  const { misread } = interpretation;
  if (misread === null) return found;
  const note = dateNotUnderstood(misread);
  return { ...found, note: found.note ? `${note} ${found.note}` : note };
}

/** An answer of at most `limit` excerpts; or why there is none, which sources and dates may be. */
async function findOnce(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const { unknown, language } = interpretation;
  if (unknown) {
    const near = await answerByPassages(
      searchable,
      interpretation.topic ?? interpretation.text,
      interpretation,
      LEADS_MAX,
    );
    const excerpts = near.excerpts.slice(0, LEADS_MAX);
    return { ...near, excerpts, confidence: 0, reason: unknownName(searchable.store, unknown) };
  }
  const found = await byKind(searchable, interpretation, limit);
  if (found.reason === null) return found;
  if (language === "other") return { ...found, excerpts: [], reason: OTHER_LANGUAGE };
  if (found.reason === NO_DATES) return found;
  return (await elsewhere(searchable, interpretation, found)) ?? found;
}

async function byKind(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const { kind, topic, text } = interpretation;
  switch (kind) {
    case "statements":
      return answerSpeakers(searchable, interpretation, limit);
    case "who": {
      const spoken = await answerWho(searchable, interpretation, limit);
      if (spoken.excerpts.length > 0) return spoken;
      break;
    }
    case "verify": {
      const quoted = answerQuote(searchable.store, interpretation);
      if (quoted) return quoted;
      break;
    }
    case "introduction": {
      const introduced = await answerIntroduction(searchable, interpretation, limit);
      if (introduced) return introduced;
      const told = await answerByPassages(searchable, text, interpretation, limit);
      const excerpts = introductionsOf(searchable.store, interpretation, LEADS_MAX);
      return told.reason && excerpts.length > 0
        ? { ...told, reason: notIntroduced(interpretation), excerpts, confidence: 0 }
        : told;
    }
    case "corpus":
      return answerAboutCorpus(searchable, interpretation, limit);
    case "passages":
  }
  return answerByPassages(searchable, topic ?? text, interpretation, limit);
}

/**
 * Whether it is for the dates, or the sources, that there is no answer: then what there is of others is
 * near. Null where there is none of others either.
 */
async function elsewhere(
  searchable: Searchable,
  interpretation: Interpretation,
  found: Found,
): Promise<Found | null> {
  const { from, to, sources } = interpretation;
  const undated = { from: null, to: null };
  const unsourced = { sources: [] };
  const dates = from === null && to === null ? [] : [undated];
  const wider: { readonly without: Partial<Interpretation>; readonly reason: NoAnswerReason }[] = [
    ...dates.map((without) => ({ without, reason: outsideDates(interpretation) })),
    ...(sources.length === 0
      ? []
      : [
          { without: unsourced, reason: outsideSources(interpretation) },
          ...dates.map((without) => ({
            without: { ...without, ...unsourced },
            reason: outsideDates(interpretation),
          })),
        ]),
  ];
  for (const { without, reason } of wider) {
    const other = await byKind(searchable, { ...interpretation, ...without }, EXCERPTS_MAX);
    if (other.reason !== null) continue;
    const timings = { ...other.timings, ...found.timings };
    return { reason, excerpts: other.excerpts, confidence: 0, timings };
  }
  return null;
}

function unknownName(
  store: Store,
  { what, name }: NonNullable<Interpretation["unknown"]>,
): NoAnswerReason {
  return what === "source"
    ? noSourceNamed(name)
    : nobodyNamed(name, nearestNames(name, store.speakers(), NEAR_NAMES_MAX));
}
