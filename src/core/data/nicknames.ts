import { wordTable } from "./lists.ts";

/** Given names with those that one person goes by beside them. */
export const nicknames = wordTable(`
  abigail: abby
  albert: al
  alexander: alex
  alexei: aleksei, alexey, oleksii, oleksiy
  andrei: andrey, andrii, andriy
  andrew: andy
  anthony: tony
  antony: tony
  barbara: barb
  benjamin: ben
  bernard: bernie
  catherine: cathy, kate
  charles: charlie, chuck
  christopher: chris
  cynthia: cindy
  daniel: dan, danny
  david: dave
  deborah: deb, debbie
  dmitri: dimitri, dmitry, dmytro
  donald: don, donnie
  douglas: doug
  edward: ed, eddie, ted
  elizabeth: beth, betsy, liz
  frederick: fred
  geoffrey: geoff
  gerald: jerry
  gregory: greg
  james: jamie, jim, jimmy
  jeffrey: jeff
  jennifer: jen, jenny
  john: jack, johnny
  jonathan: jon
  joseph: joe, joey
  joshua: josh
  katherine: kate, kathy, katie
  kenneth: ken
  lawrence: larry
  marcus: marc
  margaret: maggie, peggy
  matthew: matt
  michael: mick, mike
  mitchell: mitch
  nicholas: nick
  nikolai: mykola
  pamela: pam
  patricia: pat, patty
  peter: pete
  philip: phil
  phillip: phil
  rafael: ted
  randall: randy
  raymond: ray
  rebecca: becky
  richard: dick, rich, rick
  robert: bob, bobby, rob
  ronald: ron
  samuel: sam
  sergei: sergey, serhii, serhiy
  stephen: steve
  steven: steve
  susan: sue
  thomas: tom, tommy
  timothy: tim
  victoria: vicki
  vladimir: volodymyr
  willard: mitt
  william: bill, billy, will
`);
