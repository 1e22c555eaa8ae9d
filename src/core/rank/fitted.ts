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
    score: 0.533,
    similarity: 6.698,
    numbers: 1.242,
    margin: 0.33,
    size: -0.169,
  },
  intercept: -8.599,
};

/** Of the one that knows the first candidate token by token. */
export const SECOND_LOOK = {
  weights: {
    score: 0.221,
    match: 6.619,
    weakest: 6.038,
    tokens: 0.053,
    numbers: 1.372,
    margin: 0.298,
    names: 1.182,
    document: 4.096,
  },
  intercept: -13.369,
};
