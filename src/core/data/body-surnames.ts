import { wordList } from "./lists.ts";

/** Surnames among the words that name bodies and places. */
export const bodySurnames = wordList(`
  bank
  chase church
  day
  field
  hall house
  lake
  north
  park post
  valley
  west
  young
`);
