/** Written by `npm run fit`; what it was fitted on and how good it is stands in CARD.md beside this file. */

/** Of the sum that orders passages, see `passageScore`. */
export const PASSAGE_WEIGHTS = {
  words: 1.505,
  coverage: 2.128,
  sentenceCoverage: 2.161,
  nameCoverage: 1.236,
  pairs: 1.283,
  leadSimilarity: 1.829,
  documentSimilarity: 2.953,
  isLead: 1.958,
};

/** Of the logistic function that gives the confidence, see `confidenceOf`. */
export const CONFIDENCE_WEIGHTS = {
  score: 0.484,
  similarity: 7.062,
  numbers: 1.256,
  margin: 0.324,
  size: -0.128,
};
export const CONFIDENCE_INTERCEPT = -8.792;
