import { wordTable } from "./lists.ts";

/** Adverbs of time, place and course, with the places that know them. */
export const adverbs = wordTable(`
  again: nameless
  alone: complement
  already: nameless
  also: common, complement, nameless, opener, role-filler, starter
  always: nameless
  back: nameless
  close: complement
  earlier: clause-opener, nameless, starter
  else: nameless
  even: nameless, opener, starter
  finally: nameless, starter
  first: nameless, starter
  further: nameless, starter
  hence: nameless
  here: nameless, starter
  how: common, nameless, starter
  however: clause-opener, leaning, nameless, starter
  indeed: nameless, starter
  initially: nameless
  instead: leaning, nameless, starter
  just: common, nameless, starter
  last: nameless, starter
  late: nameless
  later: clause-opener, complement, nameless, starter
  maybe: nameless, starter
  meanwhile: clause-opener, nameless, starter
  moreover: nameless, starter
  never: nameless
  nevertheless: nameless, starter
  next: nameless
  not: common, nameless, starter
  now: nameless, starter
  once: nameless, starter
  only: nameless, opener, starter
  perhaps: nameless, starter
  presumably: nameless
  previously: nameless
  rather: nameless
  really: nameless
  recently: nameless
  separately: nameless
  similarly: nameless
  so: clause-opener, common, nameless, starter
  sometimes: nameless
  soon: nameless
  still: clause-opener, nameless, starter
  then: clause-opener, common, complement, nameless, starter
  there: common, leaning, nameless, starter
  thereafter: nameless
  therefore: nameless, starter
  thus: nameless, starter
  today: nameless, starter
  together: nameless
  tomorrow: nameless, starter
  tonight: nameless
  too: nameless
  very: nameless
  well: nameless, starter
  when: clause-end, clause-opener, common, nameless, starter, turn
  whenever: nameless
  where: clause-end, clause-opener, common, nameless, starter, turn
  why: common, nameless, starter
  yesterday: nameless, starter
  yet: clause-opener, nameless, starter
`);
