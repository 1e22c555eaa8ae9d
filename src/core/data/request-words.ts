import { wordTable } from "./lists.ts";

/**
 * Words in which one asks to be told. Values: `request`: what is asked to be done; `wish`: what the asker
 * does; `informing`: with a preposition, "any news on"; `frame`: goes with these, "could you"; `tail`: right
 * after them, "me about".
 */
export const requestWords = wordTable(`
  a: frame
  able: frame
  about: frame, tail
  all: frame
  also: frame
  am: frame
  any: frame
  anybody: frame
  anyone: frame
  are: frame
  ask: request
  be: frame
  been: frame
  being: frame
  bit: frame
  bot: frame
  bring: request
  can: frame
  cant: frame
  chance: informing
  check: request
  clarify: request
  clue: informing
  confirm: request
  could: frame
  couldnt: frame
  curious: wish
  d: frame
  details: informing
  did: frame
  dig: request
  display: request
  do: frame
  does: frame
  dont: frame
  explain: request
  fetch: request
  figure: request
  find: request
  folks: frame
  for: frame, tail
  get: request
  give: request
  going: frame
  got: frame
  guys: frame
  had: frame
  has: frame
  have: frame
  hear: request
  heard: wish
  help: request
  hope: wish
  hoping: wish
  i: frame
  idea: informing
  ideas: informing
  identify: request
  if: frame, tail
  in: frame, tail
  info: informing
  information: informing
  intel: informing
  interested: wish
  into: frame, tail
  is: frame
  just: frame
  knew: request
  know: frame, request
  knows: request
  learn: request
  let: frame
  lets: frame
  lie: frame
  like: wish
  list: request
  ll: frame
  locate: request
  look: request
  looking: wish
  lookup: request
  love: wish
  m: frame
  may: frame
  maybe: frame
  me: frame, tail
  might: frame
  my: frame
  need: wish
  news: informing
  no: frame
  not: frame
  of: frame, tail
  on: frame, tail
  one: frame
  out: frame, tail
  please: frame
  possible: frame
  provide: request
  pull: request
  quickly: frame
  re: frame
  read: request
  really: frame
  recall: request
  regarding: tail
  remember: request
  remind: request
  s: frame
  saw: wish
  search: request
  see: request
  send: request
  shall: frame
  share: request
  show: request
  so: frame
  some: frame
  somebody: frame
  someone: frame
  still: frame
  supposed: frame
  tell: request
  tells: request
  that: frame, tail
  the: frame
  there: frame
  this: frame
  thoughts: informing
  through: tail
  to: frame, tail
  trying: wish
  understand: request
  up: frame, tail
  update: informing
  updates: informing
  us: frame, tail
  ve: frame
  verify: request
  very: frame
  want: wish
  was: frame
  way: frame
  we: frame
  whether: frame, tail
  will: frame
  wish: wish
  with: frame
  wonder: wish
  wondering: wish
  wont: frame
  would: frame
  wouldnt: frame
  you: frame
  your: frame
`);
