import { wordList } from "./lists.ts";

/** What the buttons beneath an article do with it. */
export const shareVerbs = wordList(`
  bookmark
  copy
  e-mail email
  pin print
  share
  tweet
`);
