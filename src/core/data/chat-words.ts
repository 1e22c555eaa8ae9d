import { wordTable } from "./lists.ts";

/**
 * Words as they are written in chats, with what they stand for.
 */
export const chatWords = wordTable(`
  2day: today
  2nite: tonight
  abt: about
  any1: anyone
  b4: before
  bc: because
  bcuz: because
  becuz: because
  btwn: between
  cant: can't
  convo: conversation
  cus: because
  cuz: because
  diff: difference
  every1: everyone
  gimme: give me
  gonna: going to
  gotta: got to
  govt: government
  gr8: great
  hes: he's
  hows: how's
  hw: how
  im: i'm
  ive: i've
  l8r: later
  lemme: let me
  mos: months
  msg: message
  nd: and
  nite: night
  no1: nobody
  ppl: people
  prez: president
  q: question
  r: are
  rly: really
  rn: now
  s1: someone
  shes: she's
  smth: something
  sth: something
  sum1: someone
  thats: that's
  theyre: they're
  tho: though
  thru: through
  thx: thanks
  tmrw: tomorrow
  u: you
  ur: your
  vid: video
  wanna: want to
  wat: what
  wats: what's
  wazzup: what's up
  wen: when
  weve: we've
  whatcha: what are you
  whatd: what did
  whatre: what are
  whats: what's
  whens: when's
  wheres: where's
  whos: who's
  whove: who have
  whys: why's
  wk: week
  wo: without
  wut: what
  y: why
  ya: you
  yall: you all
  yr: year
  yrs: years
`);
