import { knownBodies as bodies } from "../data/known-bodies.ts";
import { entriesWith } from "../data/lists.ts";
import { months } from "../data/months.ts";
import { outlets } from "../data/outlets.ts";
import { particles as smallWords } from "../data/particles.ts";
import { wordsFor } from "../data/uses.ts";
import { weekdays } from "../data/weekdays.ts";

export { bodySurnames } from "../data/body-surnames.ts";
export { bodyWords } from "../data/body-words.ts";
export { heldNouns } from "../data/held-nouns.ts";
export { nameSuffixes as suffixes } from "../data/name-suffixes.ts";
export { titleSurnames } from "../data/title-surnames.ts";

/** Words that are capitalised at the head of a sentence or a headline and belong to no name. */
export const functionWords: ReadonlySet<string> = new Set([
  ...wordsFor("nameless"),
  ...months.keys(),
  ...weekdays.keys(),
]);

export const particles: ReadonlySet<string> = new Set(entriesWith("name", smallWords));
/** Those with which a surname can begin: "de Vries". */
export const leadingParticles: ReadonlySet<string> = new Set(entriesWith("opening", smallWords));

/** "Oscar-winner", "Texas-based": capitalised, and no part of a name. */
export const compound =
  /[-‐‑](?:winner|winning|nominee|born|based|elect|backed|led|style|era|owned|area|American)$/u;

/** Newspapers, agencies and firms of one word that speak in the news. */
export const knownBodies: ReadonlySet<string> = new Set([
  ...bodies,
  ...entriesWith("body", outlets).map((name) => name.toLowerCase()),
]);
