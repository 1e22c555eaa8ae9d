import { wordTable } from "./lists.ts";

/**
 * Relatives: a surname after one belongs to somebody else as well; with the gender that they tell.
 */
export const kin = wordTable(`
  aunt: female
  boyfriend: male
  brother: male
  cousin:
  dad: male
  daughter: female
  daughter-in-law: female
  father: male
  fiance: male
  fiancee: female
  girlfriend: female
  granddaughter: female
  grandfather: male
  grandmother: female
  grandson: male
  husband: male
  mom: female
  mother: female
  nephew: male
  niece: female
  parent:
  sibling:
  sister: female
  son: male
  son-in-law: male
  spouse:
  stepson: male
  twin:
  uncle: male
  widow: female
  widower: male
  wife: female
`);
