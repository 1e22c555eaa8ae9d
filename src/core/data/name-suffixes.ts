import { wordList } from "./lists.ts";

/** What may follow a surname and is none. */
export const nameSuffixes = wordList(`
  ii iii iv
  jr
  sr
`);
