import { abbreviations } from "../data/abbreviations.ts";
import { entriesWith, wordsIn } from "../data/lists.ts";
import { months } from "../data/months.ts";
import { timeZones } from "../data/time-zones.ts";
import { weekdays } from "../data/weekdays.ts";

// Words that decide whether a full stop ends a sentence. All in lower case, without their last stop.

const shortMonths = [...months.values()].flat();
const shortWeekdays = [...weekdays.values()].flat();

/** A name or a number follows: the stop after them never ends a sentence. */
export const leadingAbbreviations = new Set(entriesWith("leading", abbreviations));
/** Those of them that are so without a capital, too. */
export const anyCaseAbbreviations = new Set(entriesWith("any-case", abbreviations));

/** The stop joins only a number after it: "No. 5", but "He said no. Then". */
export const numberAbbreviations = new Set(entriesWith("number", abbreviations));

/** Likewise, when capitalised: "Sun. 5 June", but "They sat. 12 people watched". */
export const capitalNumberAbbreviations = new Set([
  ...entriesWith("capital", abbreviations),
  ...shortWeekdays,
]);

/**
 * These stand inside a sentence and also at its end; what follows decides. A full stop after one of
 * them ends the sentence only before a word that begins sentences.
 */
export const ambiguousAbbreviations = new Set([
  ...entriesWith("ambiguous", abbreviations),
  ...shortMonths.filter((month) => !capitalNumberAbbreviations.has(month)),
]);

/** After "a.m." and "p.m." these still belong to the time. */
export const timeWords = new Set([...timeZones, ...wordsIn(months), ...weekdays.keys()]);
