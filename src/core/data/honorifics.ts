import { wordTable } from "./lists.ts";

/**
 * Words that stand right before a name and say nothing but that one follows; some with the gender
 * that they tell.
 */
export const honorifics = wordTable(`
  dame: female
  dr:
  hon:
  lady: female
  lord: male
  madame: female
  miss: female
  mme: female
  monsieur: male
  mr: male
  mrs: female
  ms: female
  mx:
  prof:
  rev:
  reverend:
  sir: male
`);
