import { wordTable } from "./lists.ts";

/** Prepositions, with the places that know them. */
export const prepositions = wordTable(`
  about: common, complement, nameless, starter, turn
  according: common, inner, nameless, starter, turn
  across: nameless
  after: clause-opener, nameless, starter, turn
  against: nameless, turn
  along: nameless
  amid: nameless
  among: complement, nameless, starter
  as: clause-opener, common, nameless, starter, turn
  at: common, complement, head-end, nameless, role-filler, starter, turn
  before: clause-opener, nameless, starter, turn
  behind: nameless
  below: nameless
  beside: nameless
  besides: nameless
  between: nameless
  beyond: nameless
  by: common, complement, head-end, nameless, role-filler, share-filler, starter, turn
  despite: nameless, starter
  during: nameless, starter, turn
  for: common, complement, head-end, nameless, role-filler, starter, turn
  from: common, complement, head-end, nameless, role-filler, starter, turn
  in: common, complement, head-end, nameless, role-filler, share-filler, starter, turn
  including: complement, nameless
  inside: complement
  into: common, nameless, turn
  like: complement, nameless, opener, starter
  near: complement
  of: common, complement, head-end, nameless, role-filler, starter, turn
  off: nameless
  on: common, complement, head-end, nameless, role-filler, share-filler, starter, turn
  out: common, nameless
  outside: nameless
  over: common, nameless, starter, turn
  per: nameless
  plus: nameless
  since: clause-opener, nameless, starter, turn
  through: nameless, starter
  throughout: nameless
  to: common, complement, head-end, nameless, role-filler, share-filler, starter, turn
  toward: nameless
  towards: nameless
  under: common, complement, nameless, starter
  unlike: nameless, starter
  until: clause-opener, nameless, starter, turn
  up: common, nameless
  upon: nameless
  via: nameless, share-filler
  with: common, complement, head-end, nameless, role-filler, share-filler, starter, turn
  within: nameless, starter
  without: nameless, starter
`);
