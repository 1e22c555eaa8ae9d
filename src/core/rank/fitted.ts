/** Written by `npm run fit`; what it was fitted on and how good it is stands in CARD.md beside this file. */

/** Of the sum that chooses which passages are read, see `foundScore`. */
export const FOUND = {
  weights: {
    similarity: 6.969,
    words: 5.189,
    document: 5.823,
  },
  intercept: 0,
};

/** Of the sum that orders passages that were read, see `readScore`. */
export const READ = {
  weights: {
    similarity: 4.823,
    words: 3.155,
    document: 5.268,
    answers: 0.791,
    chance: 0.146,
  },
  intercept: 0,
};

/** Of the logistic function of the first one's evidence, see `probabilityOf`. */
export const ANSWERS = {
  weights: {
    similarity: 5.242,
    words: 0.819,
    document: 1.199,
    answers: 0.737,
    chance: 0.016,
  },
  intercept: -4.583,
};
