import { wordTable } from "./lists.ts";

/** Verbs of speech and their like, each form with the places that know it. */
export const speechVerbs = wordTable(`
  accused: inner, reporting
  added: cue, nameless, reporting, speaks
  adding: turn
  adds: cue, speaks
  advised: told
  announced: inner, reporting
  answered: cue
  argued: cue, reporting, speaks
  argues: speaks
  ask: common
  asked: addressing, common, cue, nameless, reporting, speaks, starter
  asks: addressing, cue, speaks
  believe: common
  believes: common, speaks
  called: inner, nameless
  calling: turn
  citing: nameless, turn
  claimed: cue, reporting
  comment: share-filler
  comments: share-filler
  concluded: cue
  confirmed: inner
  continued: cue
  countered: cue
  declared: cue
  denied: inner
  encouraged: told
  estimated: speaks
  exclaimed: cue
  explained: cue, speaks
  explains: speaks
  forced: told
  insisted: cue, speaks
  instructed: told
  invited: told
  joked: cue, speaks
  noted: cue, speaks
  notes: speaks
  ordered: told
  pressed: nameless, told
  quipped: cue
  recalled: cue, speaks
  recalls: speaks
  remarked: cue
  replied: cue, speaks
  reported: inner, reporting
  reports: inner
  responded: cue
  said: clause-end, common, cue, nameless, reporting, speaks, turn
  say: common
  saying: common, reporting, turn
  says: clause-end, common, cue, nameless, reporting, speaks
  shouted: cue
  speaking: nameless
  stated: cue
  tell: common
  tells: addressing, cue, reporting, speaks
  think: common
  thinks: common, speaks
  thought: common, speaks
  told: addressing, common, cue, nameless, reporting, speaks, told, turn
  tweeted: cue, reporting
  urged: inner, reporting, told
  warned: cue, reporting
  write: common
  writes: common, cue, reporting, speaks
  wrote: common, cue, reporting, speaks
`);
