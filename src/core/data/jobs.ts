import { wordTable } from "./lists.ts";

/** Nouns for what somebody is, the last word of a role; some with the gender that they tell. */
export const jobs = wordTable(`
  activist:
  actor: male
  actress: female
  adm:
  admiral:
  adviser:
  advisor:
  agent:
  aide:
  alderman: male
  ambassador:
  analyst:
  anchor:
  anchorman: male
  archbishop:
  assemblyman: male
  assemblywoman: female
  attorney:
  author:
  banker:
  billionaire:
  biographer:
  bishop:
  blogger:
  boss:
  broker:
  businessman: male
  businesswoman: female
  candidate:
  capt:
  captain:
  cardinal:
  ceo:
  cfo:
  chair:
  chairman: male
  chairperson:
  chairwoman: female
  chancellor:
  chaplain:
  chief:
  clerk:
  co-chair:
  co-chairman: male
  co-founder:
  coach:
  col:
  colleague:
  colonel:
  columnist:
  comedian:
  commander:
  commentator:
  commissioner:
  congressman: male
  congresswoman: female
  conservative:
  consultant:
  contractor:
  coordinator:
  correspondent:
  councillor:
  councilman: male
  councilwoman: female
  counsel:
  counterpart:
  critic:
  czar:
  dean:
  delegate:
  democrat:
  detective:
  developer:
  dictator:
  diplomat:
  director:
  doctor:
  donor:
  economist:
  editor:
  emperor:
  employee:
  engineer:
  entrepreneur:
  envoy:
  evangelist:
  executive:
  expert:
  farmer:
  fellow:
  filmmaker:
  founder:
  front-runner:
  frontrunner:
  fundraiser:
  gen:
  general:
  gov:
  governor:
  guru:
  head:
  historian:
  host:
  imam:
  inspector:
  investor:
  journalist:
  judge:
  justice:
  king: male
  lawmaker:
  lawyer:
  leader:
  legend:
  legislator:
  liberal:
  libertarian:
  lieutenant:
  lobbyist:
  lt:
  magnate:
  maj:
  major:
  manager:
  mayor:
  mep:
  millionaire:
  minister:
  moderator:
  mogul:
  mp:
  musician:
  negotiator:
  neurosurgeon:
  nominee:
  nun: female
  nurse:
  officer:
  official:
  operative:
  opponent:
  organiser:
  organizer:
  owner:
  pastor:
  physician:
  pilot:
  player:
  pm:
  politician:
  pollster:
  pope: male
  predecessor:
  premier:
  president:
  priest:
  prince: male
  princess: female
  principal:
  professor:
  prosecutor:
  psychiatrist:
  psychologist:
  queen: female
  rabbi:
  rapper:
  rep:
  reporter:
  representative:
  republican:
  researcher:
  resident:
  rival:
  scholar:
  scientist:
  secretary:
  secretary-general:
  sen:
  senator:
  sergeant:
  sgt:
  sheriff:
  singer:
  socialist:
  soldier:
  speaker:
  specialist:
  spokesman: male
  spokesperson:
  spokeswoman: female
  star:
  strategist:
  strongman:
  student:
  successor:
  superintendent:
  supervisor:
  supporter:
  surgeon:
  surrogate:
  survivor:
  teacher:
  treasurer:
  trooper:
  tsar:
  veteran:
  vice-president:
  victim:
  volunteer:
  voter:
  whip:
  witness:
  worker:
  writer:
`);
