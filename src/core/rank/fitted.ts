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

/** Of the logistic function of what the search tells, see `confidenceOf`. */
export const FIRST_LOOK = {
  weights: {
    score: 0.538,
    similarity: 6.793,
    numbers: 1.245,
    margin: 0.327,
    size: -0.165,
  },
  intercept: -8.872,
};

/** Of the one that knows the first candidate token by token. */
export const SECOND_LOOK = {
  weights: {
    score: 0.206,
    match: 6.673,
    weakest: 7.195,
    tokens: 0.057,
    numbers: 1.346,
    margin: 0.25,
    names: 1.173,
    document: 3.494,
  },
  intercept: -13.897,
};
