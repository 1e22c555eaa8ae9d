import { wordTable } from "./lists.ts";

/** Numbers in words, with the places that know them. */
export const numbers = wordTable(`
  billion: number
  billions: number
  dozen: count, number
  dozens: count, number
  eight: count, number
  eleven: count, number
  five: count, nameless, number
  four: count, nameless, number
  hundred: count, number
  hundreds: count, number
  million: count, number
  millions: count, number
  nine: count, number
  seven: count, number
  six: count, number
  ten: count, number
  thousand: count, number
  thousands: count, number
  three: count, nameless, number, opener
  twelve: count, number
  twice: number
  two: count, nameless, number, opener, starter
`);
