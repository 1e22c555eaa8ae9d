import { wordList } from "./lists.ts";

/** Units of which a question asks how many. */
export const units = wordList(`
  day
  hour
  mile minute month
  week
  year
`);
