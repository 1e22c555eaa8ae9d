import { wordTable } from "./lists.ts";

/**
 * Words of what is said beside a question. Values: `preface`: before a colon or "but", "dumb question:";
 * `courtesy`: in a clause that holds nothing but such words, "if you don't mind".
 */
export const asideWords = wordTable(`
  a: courtesy, preface
  advance: courtesy
  afternoon: courtesy
  again: courtesy
  all: courtesy
  already: preface
  also: preface
  am: preface
  and: courtesy, preface
  annoy: courtesy, preface
  another: preface
  answer: preface
  answered: preface
  any: courtesy
  anybody: courtesy
  anyone: courtesy
  apologies: preface
  are: courtesy
  asap: courtesy
  ask: preface
  asked: preface
  be: courtesy, preface
  been: preface
  before: preface
  bother: courtesy, preface
  but: preface
  can: courtesy, preface
  care: courtesy
  chance: courtesy
  class: courtesy
  could: courtesy, preface
  curious: preface
  d: courtesy, preface
  day: courtesy
  disturb: courtesy, preface
  do: courtesy
  does: courtesy
  doing: courtesy
  done: courtesy
  dont: courtesy, preface
  dumb: preface
  dunno: preface
  essay: courtesy
  evening: courtesy
  everyone: courtesy
  final: preface
  first: preface
  follow: preface
  followup: preface
  for: courtesy, preface
  fun: preface
  genuine: preface
  get: courtesy
  going: courtesy
  got: courtesy, preface
  great: courtesy
  had: preface
  have: courtesy, preface
  help: courtesy
  helpful: courtesy
  here: courtesy, preface
  homework: courtesy
  hope: courtesy
  how: courtesy
  i: courtesy, preface
  idea: courtesy
  ideas: courtesy
  idk: preface
  if: courtesy, preface
  ik: preface
  im: preface
  in: courtesy
  interrupt: courtesy, preface
  is: courtesy, preface
  it: courtesy, preface
  job: courtesy
  just: courtesy, preface
  keep: courtesy
  know: courtesy, preface
  last: preface
  later: courtesy
  ll: courtesy
  long: preface
  lot: courtesy
  love: courtesy
  m: courtesy, preface
  may: preface
  maybe: preface
  me: courtesy
  might: preface
  mind: courtesy
  more: preface
  morning: courtesy
  much: courtesy
  my: courtesy, preface
  need: courtesy
  needed: courtesy
  new: preface
  next: preface
  night: courtesy
  no: courtesy
  noob: preface
  not: courtesy, preface
  note: preface
  of: courtesy
  off: preface
  ok: preface
  okay: preface
  one: courtesy, preface
  only: preface
  or: courtesy, preface
  other: preface
  possible: courtesy
  probably: preface
  problem: courtesy
  project: courtesy
  promise: preface
  question: courtesy, preface
  questions: preface
  quick: courtesy, preface
  random: preface
  re: courtesy, preface
  real: preface
  s: courtesy, preface
  school: courtesy
  see: courtesy
  serious: preface
  shot: preface
  side: preface
  silly: preface
  simple: preface
  so: courtesy, preface
  somebody: courtesy
  someone: courtesy
  sorry: preface
  sound: preface
  stupid: preface
  sure: preface
  take: courtesy
  tbf: preface
  tell: courtesy
  that: courtesy, preface
  the: courtesy, preface
  there: courtesy
  thing: preface
  things: courtesy
  this: courtesy, preface
  though: preface
  time: courtesy, preface
  to: courtesy, preface
  today: courtesy
  topic: preface
  trouble: courtesy, preface
  u: courtesy, preface
  up: courtesy, preface
  ur: courtesy
  urgently: courtesy
  us: courtesy
  ve: courtesy, preface
  very: courtesy, preface
  was: courtesy, preface
  we: courtesy
  weird: preface
  welcome: courtesy
  well: courtesy
  who: preface
  with: courtesy
  worries: courtesy
  would: courtesy
  you: courtesy, preface
  your: courtesy
`);
