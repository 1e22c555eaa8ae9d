import { wordList } from "./lists.ts";

/** Words for people in general, or for the texts: a question about them is about a topic. */
export const peopleInGeneral = wordList(`
  all analyst analysts anybody anyone article articles author authors
  bot both
  corpus critic critics
  doctors document documents
  each everybody everyone expert experts
  media
  news
  observers official officials other others
  paper papers people police press
  report reports researchers
  scientists somebody someone source sources studies study
  text
`);
