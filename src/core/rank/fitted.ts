/** Written by `npm run fit`; what it was fitted on and how good it is stands in CARD.md beside this file. */

/** Of the sum that chooses which passages are read, see `foundScore`. */
export const FOUND = { weights: { similarity: 10, words: 3, document: 4 }, intercept: 0 };

/** Of the sum that orders passages that were read, see `readScore`. */
export const READ = {
  weights: { similarity: 4, words: 1, document: 2, answers: 1, chance: 0.2 },
  intercept: 0,
};

/** Of the logistic function of the first one's evidence, see `probabilityOf`. */
export const ANSWERS = {
  weights: { similarity: 6, words: 1, document: 2, answers: 1, chance: 0.1 },
  intercept: -4,
};
