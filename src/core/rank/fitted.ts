/** Written by `npm run fit`; what it was fitted on and how good it is stands in CARD.md beside this file. */

/** Of the sum that orders passages, see `passageScore`. */
export const PASSAGE_WEIGHTS = {
  words: 1.829,
  coverage: 2.147,
  sentenceCoverage: 2.198,
  nameCoverage: 1.272,
  pairs: 1.236,
  leadSimilarity: 1.882,
  documentSimilarity: 2.879,
  isLead: 1.899,
};

/** Of the logistic function that gives the confidence, see `confidenceOf`. */
export const CONFIDENCE_WEIGHTS = {
  score: 0.528,
  similarity: 5.789,
  numbers: 1.063,
  margin: 0.34,
  size: -0.174,
};
export const CONFIDENCE_INTERCEPT = -7.838;
