import { wordTable } from "./lists.ts";

/**
 * Nouns for what somebody said. Values: `view`: after whose it is, "Macron's view on"; `words`: before
 * it, "quotes by Macron".
 */
export const statementNouns = wordTable(`
  comment: view
  comments: view, words
  message: view
  opinion: view
  opinions: view
  position: view
  promise: view
  quotation: words
  quotations: words
  quote: view, words
  quotes: view, words
  reaction: view
  reactions: view
  remark: view
  remarks: view, words
  response: view
  stance: view
  statement: view, words
  statements: view, words
  take: view
  view: view
  views: view
  warning: view
  warnings: view
  words: view, words
`);
