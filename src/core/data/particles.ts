import { wordTable } from "./lists.ts";

/**
 * Small words inside surnames: "van der". Values are where they are known: in any `name`, at the
 * `opening` of a surname, in a `line` that is a name alone, in a `byline`, in a `signature`.
 */
export const particles = wordTable(`
  af: name
  al: line, name, signature
  av: name
  bin: line, name, opening, signature
  da: line, name, signature
  de: byline, line, name, opening, signature
  del: name, opening, signature
  della: name, opening
  den: line, name
  der: line, name, opening, signature
  di: line, name, opening, signature
  do: name
  dos: line, name, signature
  du: name, opening, signature
  e: name
  el: line, name, signature
  ibn: name
  la: line, name, signature
  le: line, name, signature
  ten: name
  ter: name
  van: byline, line, name, opening, signature
  von: byline, line, name, opening, signature
  y: name
  zu: name
`);
