/** How the tables of the measures write shares, all in [0, 1]. */

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
export const score = (value: number): string => value.toFixed(3);

/** Under a heading that has the "%". */
export const percents = (...shares: number[]): string[] =>
  shares.map((share) => (share * 100).toFixed(1));
