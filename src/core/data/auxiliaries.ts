import { wordTable } from "./lists.ts";

/** Auxiliary verbs, with the places that know them. */
export const auxiliaries = wordTable(`
  am: common
  are: clause-end, common, nameless
  be: common, nameless
  been: common, nameless
  being: common, nameless, starter
  can: common, nameless
  could: common, nameless
  did: asking, common, nameless
  do: asking, common, nameless
  does: asking, common, nameless
  doing: common
  had: asking, clause-end, common, nameless
  has: asking, clause-end, common, nameless
  have: asking, clause-end, common, nameless
  having: common
  is: asking, clause-end, common, nameless, role-filler
  must: nameless
  shall: nameless
  should: common, nameless
  was: asking, clause-end, common, nameless, role-filler
  were: asking, clause-end, common, nameless
  will: clause-end, common, nameless
  would: asking, clause-end, common, nameless
`);
