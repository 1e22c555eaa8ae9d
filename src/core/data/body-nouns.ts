import { wordList } from "./lists.ts";

/** Nouns that mean a body when a name stands before them: "Seoul's foreign ministry". */
export const bodyNouns = wordList(`
  administration agency army association
  bank board bureau
  cabinet camp campaign caucus commission committee company congress council court
  department directorate
  embassy
  firm forces foundation
  government group
  house
  institute intelligence
  magazine media military ministry
  network newspaper
  office organisation organization
  pac parliament party police presidency press
  senate service services state
  team think-tank
  union university
  website
`);
