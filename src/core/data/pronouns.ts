import { wordTable } from "./lists.ts";

/** Pronouns, possessive and interrogative ones among them, with the places that know them. */
export const pronouns = wordTable(`
  everyone: nameless
  he: common, leaning, nameless, stand-in, starter, tagger-pronoun
  her: common, definite, leaning, nameless, opener, role-filler, role-opener, stand-in, starter, tagger-pronoun
  hers: common, nameless
  herself: complement
  him: common, nameless, stand-in, tagger-pronoun
  himself: complement
  his: common, definite, leaning, nameless, opener, role-filler, role-opener, starter
  i: common, nameless, stand-in, starter, tagger-pronoun
  it: common, leaning, nameless, stand-in, starter, tagger-pronoun
  its: common, definite, leaning, nameless, opener, role-filler, role-opener, starter
  itself: complement, nameless
  me: common, tagger-pronoun
  my: common, definite, nameless, opener, starter
  neither: nameless, opener, starter
  nobody: nameless, starter
  none: nameless, number, starter
  nothing: nameless, starter
  one: count, indefinite, nameless, opener, starter
  others: nameless, starter
  our: common, definite, nameless, opener, starter
  she: common, leaning, nameless, stand-in, starter, tagger-pronoun
  some: common, indefinite, nameless, opener, starter
  somebody: starter
  someone: nameless, starter
  something: nameless, starter
  their: common, definite, leaning, nameless, opener, role-filler, role-opener, starter
  theirs: common
  them: common, nameless, stand-in, tagger-pronoun
  themselves: complement
  they: common, leaning, nameless, stand-in, starter, tagger-pronoun
  us: nameless, role-filler, tagger-pronoun
  we: common, nameless, stand-in, starter, tagger-pronoun
  what: common, nameless, starter
  whatever: nameless
  which: clause-end, common, complement, nameless, starter, turn
  who: clause-end, common, complement, nameless, role-filler, speaks, starter, tagger-pronoun, turn
  whoever: nameless, starter
  whom: clause-end, common, complement, nameless
  whose: clause-end, common, complement, nameless, speaks, starter
  you: common, nameless, stand-in, starter, tagger-pronoun
  your: common, nameless, opener, starter
`);
