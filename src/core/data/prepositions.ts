import { wordTable } from "./lists.ts";

/** Prepositions, with the places that know them. */
export const prepositions = wordTable(`
  about: common, complement, nameless, starter, topic-link, turn
  according: common, inner, nameless, starter, turn
  across: nameless
  after: clause-opener, nameless, starter, turn
  against: nameless, topic-link, turn
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
  concerning: topic-link
  despite: nameless, starter
  during: nameless, starter, turn
  for: common, complement, head-end, nameless, role-filler, starter, topic-link, turn
  from: common, complement, head-end, nameless, role-filler, starter, turn
  in: common, complement, head-end, nameless, role-filler, share-filler, starter, turn
  including: complement, nameless
  inside: complement
  into: common, nameless, turn
  like: complement, nameless, opener, starter
  near: complement
  of: common, complement, head-end, nameless, role-filler, starter, topic-link, turn
  off: nameless
  on: common, complement, head-end, nameless, role-filler, share-filler, starter, topic-link, turn
  out: common, nameless
  outside: nameless
  over: common, nameless, starter, topic-link, turn
  per: nameless
  plus: nameless
  regarding: topic-link
  since: clause-opener, nameless, starter, turn
  through: nameless, starter
  throughout: nameless
  to: common, complement, head-end, nameless, role-filler, share-filler, starter, topic-link, turn
  toward: nameless
  towards: nameless
  under: common, complement, nameless, starter
  unlike: nameless, starter
  until: clause-opener, nameless, starter, turn
  up: common, nameless
  upon: nameless
  via: nameless, share-filler
  with: common, complement, head-end, nameless, role-filler, share-filler, starter, topic-link, turn
  within: nameless, starter
  without: nameless, starter
`);
