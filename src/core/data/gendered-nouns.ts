import { wordTable } from "./lists.ts";

/** Other nouns that tell a gender. */
export const genderedNouns = wordTable(`
  boy: male
  gentleman: male
  girl: female
  guy: male
  man: male
  woman: female
`);
