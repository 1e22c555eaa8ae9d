import { phraseList } from "./lists.ts";

/** Offices that have one holder, so that their words tell who spoke. */
export const offices = phraseList(`
  ambassador
  chair
  chancellor
  chief
  commander
  commissioner
  defence minister
  director
  foreign minister
  governor
  king
  mayor
  minister
  pope
  president
  prime minister
  prosecutor
  queen
  secretary
  secretary of state
  speaker
  spokesperson
  vice president
`);
