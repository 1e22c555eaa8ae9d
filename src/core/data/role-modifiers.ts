import { wordList } from "./lists.ts";

/** Words inside a role that are not capitalised and do not end it. */
export const roleModifiers = wordList(`
  acting affairs and army
  billionaire board budget businessman
  campaign chief city climate co committee communications congressional conservative council
  county court current
  data defence defense democratic deputy digital
  economic economy education elected election elections energy environment estate ex executive
  far-left far-right federal fellow field finance for foreign former
  general gop government
  health house human
  immigration incoming intelligence interim interior
  judicial justice
  labor labour late law lead left-wing legal liberal libertarian longtime
  majority managing mate media military minority
  national navy newly
  of official one-time onetime opposition outgoing
  parliamentary party police policy political presidential press prime principal
  radio rapid re-elected real republican research response retired right-wing rights rival running
  security senate senior show staff state supreme
  talk television the then to top trade transition treasury tv
  union
  veteran vice vice-presidential
  west white wing
`);
