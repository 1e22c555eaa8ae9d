import { wordTable } from "./lists.ts";

/**
 * Verbs for speaking and thinking that tell no more of it, by their base forms, with the forms that no
 * rule makes.
 */
export const plainActs = wordTable(`
  add:
  address:
  answer:
  argue:
  ask:
  assert:
  assess:
  believe:
  characterise:
  characterize:
  cite:
  comment:
  contend:
  describe:
  discuss:
  elaborate:
  emphasise:
  emphasize:
  estimate:
  explain:
  express:
  feel: felt
  highlight:
  justify:
  maintain:
  mention:
  note:
  observe:
  post:
  quote:
  react:
  reiterate:
  remark:
  reply:
  report:
  respond:
  say: said, sayin
  speak: spoke, spoken
  stand: stood
  state:
  stress:
  suggest:
  talk:
  tell: tellin, told
  think: thought
  tweet:
  underline:
  view:
  write: written, wrote
`);
