import { wordTable } from "./lists.ts";

/** Articles and other words before a noun, with the places that know them. */
export const determiners = wordTable(`
  a: common, count, indefinite, nameless, opener, role-filler, role-opener, share-filler, starter
  all: common, nameless, opener, starter
  an: common, count, indefinite, nameless, opener, role-filler, role-opener, starter
  another: indefinite, nameless, opener, starter
  any: common, indefinite, nameless, opener, starter
  both: leaning, nameless, opener, starter
  each: nameless, starter
  either: nameless, opener, starter
  every: nameless
  few: nameless, starter
  half: count, number
  less: nameless
  many: common, nameless, opener, starter
  more: common, nameless, starter
  most: common, nameless, opener, starter
  much: common, nameless, starter
  no: common, nameless, opener, starter
  other: nameless, opener, starter
  several: count, nameless, opener, starter
  such: common, leaning, nameless, starter
  that: clause-end, clause-opener, common, complement, definite, leaning, nameless, opener, stand-in, starter, turn
  the: common, definite, nameless, opener, role-filler, role-opener, share-filler, starter
  these: common, leaning, nameless, opener, stand-in, starter
  this: common, definite, leaning, nameless, opener, share-filler, stand-in, starter
  those: common, leaning, nameless, opener, stand-in, starter
`);
