import { wordTable } from "./lists.ts";

/** Bodies that everybody knows by their initials. */
export const acronyms = wordTable(`
  afp: agence france presse
  ap: associated press
  cia: central intelligence agency
  dnc: democratic national committee
  doj: department of justice
  eu: european union
  fbi: federal bureau of investigation
  iaea: international atomic energy agency
  imf: international monetary fund
  nato: north atlantic treaty organization
  rnc: republican national committee
  un: united nations
`);
