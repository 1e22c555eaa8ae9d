import { wordList } from "./lists.ts";

/** Nouns that make a name before them an adjective: "the Clinton campaign", "Trump supporters". */
export const heldNouns = wordList(`
  ad administration ads adviser advisers advisor advisors aide aides allies ally attorney
  attorneys
  backed backer backers brand
  cabinet camp campaign candidacy children critics
  delegate delegates doctrine donor donors
  email emails endorsement era event
  family fan fans foes foundation fundraiser
  lawyer lawyers led loss loyalists
  name nomination nominee
  official officials operation operatives organization
  plan policy pollster presidency
  rallies rally rival rivals
  scandal speech speeches spokesman spokesperson spokeswoman staff staffer staffers statement
  strategist super supporter supporters surrogate surrogates
  team tower transition
  vice victory volunteers vote voter voters
  win
`);
