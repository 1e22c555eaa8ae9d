import { wordTable } from "./lists.ts";

/**
 * Verbs that tell how somebody speaks, or where one stands, by their base forms, with the forms that
 * no rule makes.
 */
export const tellingActs = wordTable(`
  accuse:
  acknowledge:
  admit: admitted, admitting
  advise:
  agree:
  allege:
  announce:
  apologise:
  apologize:
  approve:
  assure:
  back:
  blame:
  blast:
  boast:
  call:
  caution:
  claim:
  clarify:
  complain:
  concede:
  condemn:
  confirm:
  congratulate:
  criticise:
  criticize:
  declare:
  demand:
  denounce:
  deny:
  disagree:
  dismiss:
  doubt:
  endorse:
  expect:
  fear:
  guarantee:
  hint:
  hope:
  insist:
  joke:
  lament:
  mock:
  object:
  oppose:
  pledge:
  praise:
  predict:
  promise:
  propose:
  protest:
  recommend:
  refuse:
  regret: regretted, regretting
  reject:
  reveal:
  slam: slammed, slamming
  support:
  suspect:
  swear: swore, sworn
  testify:
  thank:
  threaten:
  urge:
  vow:
  want:
  warn:
  worry:
`);
