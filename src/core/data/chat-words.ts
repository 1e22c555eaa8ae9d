import { wordTable } from "./lists.ts";

/**
 * Words as they are written in chats, with what they stand for.
 */
export const chatWords = wordTable(`
  2day: today
  2nite: tonight
  abot: about
  abt: about
  any1: anyone
  b4: before
  bc: because
  bcs: because
  bcuz: because
  becuz: because
  bout: about
  btwn: between
  cant: can't
  convo: conversation
  cud: could
  cus: because
  cuz: because
  dat: that
  diff: difference
  dis: this
  doin: doing
  every1: everyone
  gimme: give me
  gona: going to
  gonna: going to
  gotta: got to
  govt: government
  gr8: great
  hav: have
  hes: he's
  hows: how's
  hv: have
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
  nothin: nothing
  peeps: people
  ppl: people
  pple: people
  prez: president
  q: question
  r: are
  rly: really
  rn: now
  s1: someone
  sayin: saying
  sed: said
  sez: says
  shes: she's
  shud: should
  smth: something
  somethin: something
  soz: sorry
  sry: sorry
  sth: something
  sum1: someone
  talkin: talking
  thats: that's
  theyre: they're
  tho: though
  thru: through
  thx: thanks
  tmrw: tomorrow
  u: you
  ur: your
  vid: video
  wana: want to
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
  whr: where
  wht: what
  whys: why's
  wk: week
  wo: without
  wouldve: would have
  wud: would
  wut: what
  y: why
  ya: you
  yall: you all
  yr: year
  yrs: years
`);
