import { wordList } from "./lists.ts";

/** Small words and jobs among the names of a byline, beside particles. */
export const bylineWords = wordList(`
  and at
  bureau
  chief columnist correspondent
  editor
  for
  in
  of
  reporter
  staff
  the
  with writer
`);
