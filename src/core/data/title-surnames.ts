import { wordList } from "./lists.ts";

/** Titles that are surnames too: "Peter King". */
export const titleSurnames = wordList(`
  abbot agent author
  banker baron bishop brother
  cardinal chancellor coach critic
  dean duke
  farmer fellow
  general
  host
  judge justice
  king
  liberal
  major marshal mayor
  nun
  page parent pastor pilot player pope price priest prince principal
  queen
  sheriff singer soldier son star surgeon
  whip
`);
