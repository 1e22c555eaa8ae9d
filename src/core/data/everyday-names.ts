import { wordTable } from "./lists.ts";

/** Everyday short words for offices, countries and bodies, with their names; of a country its adjective, too. */
export const everydayNames = wordTable(`
  ccp: chinese communist party
  dod: us department of defense
  fm: foreign minister
  gop: republican party
  idf: israel defense forces
  mfa: ministry of foreign affairs
  mod: ministry of defence
  nk: north korea, north korean
  potus: us president
  rus: russia, russian
  scotus: us supreme court
  secdef: us defence secretary
  secgen: secretary general
  sk: south korea, south korean
  ukr: ukraine, ukrainian
  veep: vice president
  vp: vice president
`);
