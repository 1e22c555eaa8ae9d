import { wordTable } from "./lists.ts";

/** Verbs of speech and their like, each form with the places that know it. */
export const speechVerbs = wordTable(`
  accuse: question
  accused: inner, question, reporting
  accuses: question
  acknowledge: question
  acknowledged: question
  acknowledges: question
  add: question
  added: cue, nameless, question, reporting, speaks
  adding: turn
  adds: cue, question, speaks
  admit: question
  admits: question
  admitted: question
  advised: told
  announce: question
  announced: inner, question, reporting
  announces: question
  answered: cue
  argue: question
  argued: cue, question, reporting, speaks
  argues: question, speaks
  ask: common, question
  asked: addressing, common, cue, nameless, question, reporting, speaks, starter
  asks: addressing, cue, question, speaks
  believe: common, question
  believed: question
  believes: common, question, speaks
  call: question
  called: inner, nameless, question
  calling: turn
  calls: question
  citing: nameless, turn
  claim: question
  claimed: cue, question, reporting
  claims: question
  comment: question, share-filler
  commented: question
  comments: question, share-filler
  complain: question
  complained: question
  complains: question
  concluded: cue
  condemn: question
  condemned: question
  condemns: question
  confirm: question
  confirmed: inner, question
  confirms: question
  continued: cue
  countered: cue
  criticise: question
  criticised: question
  criticises: question
  criticize: question
  criticized: question
  criticizes: question
  declare: question
  declared: cue, question
  declares: question
  demand: question
  demanded: question
  demands: question
  denied: inner, question
  denies: question
  deny: question
  describe: question
  described: question
  describes: question
  encouraged: told
  estimated: speaks
  exclaimed: cue
  explain: question
  explained: cue, question, speaks
  explains: question, speaks
  express: question
  expressed: question
  expresses: question
  forced: told
  insist: question
  insisted: cue, question, speaks
  insists: question
  instructed: told
  invited: told
  joked: cue, speaks
  mention: question
  mentioned: question
  mentions: question
  note: question
  noted: cue, question, speaks
  notes: question, speaks
  object: question
  objected: question
  objects: question
  ordered: told
  pledge: question
  pledged: question
  pledges: question
  praise: question
  praised: question
  praises: question
  predict: question
  predicted: question
  predicts: question
  pressed: nameless, told
  promise: question
  promised: question
  promises: question
  propose: question
  proposed: question
  proposes: question
  quipped: cue
  quote: question
  quoted: question
  quotes: question
  recalled: cue, speaks
  recalls: speaks
  refuse: question
  refused: question
  refuses: question
  reiterate: question
  reiterated: question
  reiterates: question
  remarked: cue
  replied: cue, speaks
  report: question
  reported: inner, question, reporting
  reports: inner, question
  respond: question
  responded: cue, question
  responds: question
  reveal: question
  revealed: question
  reveals: question
  said: clause-end, common, cue, nameless, question, reporting, speaks, turn
  say: common, question
  sayin: question
  saying: common, reporting, turn
  says: clause-end, common, cue, nameless, question, reporting, speaks
  shouted: cue
  speak: question
  speaking: nameless
  speaks: question
  spoke: question
  spoken: question
  state: question
  stated: cue, question
  states: question
  stress: question
  stressed: question
  stresses: question
  suggest: question
  suggested: question
  suggests: question
  talk: question
  talked: question
  talks: question
  tell: common, question
  tells: addressing, cue, question, reporting, speaks
  think: common, question
  thinks: common, question, speaks
  thought: common, question, speaks
  threaten: question
  threatened: question
  threatens: question
  told: addressing, common, cue, nameless, question, reporting, speaks, told, turn
  tweet: quoting
  tweeted: cue, quoting, reporting
  urge: question
  urged: inner, question, reporting, told
  urges: question
  vow: question
  vowed: question
  vows: question
  warn: question
  warned: cue, question, reporting
  warns: question
  write: common, question
  writes: common, cue, question, reporting, speaks
  written: question
  wrote: common, cue, question, reporting, speaks
`);
