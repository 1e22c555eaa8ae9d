import { orderedTable } from "./lists.ts";

/** Months in the order of the year, with their short forms. */
export const months = orderedTable(`
  january: jan
  february: feb
  march: mar
  april: apr
  may:
  june: jun
  july: jul
  august: aug
  september: sep, sept
  october: oct
  november: nov
  december: dec
`);
