import { wordList } from "./lists.ts";

/** Given names of men and of women. */
export const eitherNames = wordList(`
  alex andrea
  dana dominique
  jan jean
  kelly kim
  lee leslie lindsey
  nicola nikita
  pat
  robin
  sandy
  tracy
`);
