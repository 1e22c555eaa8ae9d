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

/** Of the logistic function of what the search tells, see `confidenceOf`. */
export const FIRST_LOOK = {
  weights: {
    score: 0.484,
    similarity: 7.062,
    numbers: 1.256,
    margin: 0.324,
    size: -0.128,
  },
  intercept: -8.792,
};

/** Of the one that knows the first candidate token by token. */
export const SECOND_LOOK = {
  weights: {
    score: 0.197,
    match: 6.456,
    weakest: 6.866,
    tokens: 0.058,
    numbers: 1.311,
    margin: 0.228,
    names: 1.161,
    document: 3.345,
  },
  intercept: -13.326,
};
