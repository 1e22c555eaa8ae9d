import { phraseList } from "./lists.ts";

/** Openings before a colon that name a kind of text, not somebody. */
export const textKinds = phraseList(`
  analysis
  breaking
  comment
  editorial
  exclusive
  explainer
  fact check
  factbox
  interview
  live
  live update
  live updates
  opinion
  photo
  photos
  pictures
  podcast
  poll
  read more
  report
  review
  update
  video
  watch
`);
