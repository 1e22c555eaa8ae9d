import { wordTable } from "./lists.ts";

/** Conjunctions, with the places that know them. */
export const conjunctions = wordTable(`
  although: clause-opener, nameless, starter
  and: clause-opener, common, head-end, leaning, nameless, opener, role-filler, share-filler, starter, turn
  because: clause-opener, nameless, starter, turn
  but: clause-opener, common, leaning, nameless, opener, starter, turn
  if: clause-opener, common, nameless, starter, turn
  nor: nameless, opener, starter
  or: clause-opener, common, nameless, share-filler
  than: common, nameless, starter
  though: clause-opener, nameless, starter
  unless: nameless
  whereas: nameless
  whether: nameless, starter
  while: clause-opener, common, nameless, starter, turn
`);
