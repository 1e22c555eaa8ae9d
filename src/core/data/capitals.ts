import { wordTable } from "./lists.ts";

/** Countries with their capitals, which speak for the government in "Beijing said". */
export const capitals = wordTable(`
  afghanistan: kabul
  albania: tirana
  argentina: buenos aires
  armenia: yerevan
  australia: canberra
  austria: vienna
  azerbaijan: baku
  belarus: minsk
  brazil: brasilia
  bulgaria: sofia
  canada: ottawa
  chile: santiago
  china: beijing
  colombia: bogota
  croatia: zagreb
  cuba: havana
  czech republic: prague
  denmark: copenhagen
  egypt: cairo
  estonia: tallinn
  ethiopia: addis ababa
  finland: helsinki
  france: paris
  georgian: tbilisi
  germany: berlin
  greece: athens
  hungary: budapest
  iceland: reykjavik
  india: delhi, new delhi
  indonesia: jakarta
  iran: tehran
  iraq: baghdad
  ireland: dublin
  israel: jerusalem
  italy: rome
  japan: tokyo
  jordan: amman
  kazakhstan: astana
  kenya: nairobi
  kosovo: pristina
  latvia: riga
  lebanon: beirut
  libya: tripoli
  lithuania: vilnius
  malaysia: kuala lumpur
  mexico: mexico city
  moldova: chisinau
  netherlands: the hague
  new zealand: wellington
  nigeria: abuja
  north korea: pyongyang
  norway: oslo
  pakistan: islamabad
  philippines: manila
  poland: warsaw
  portugal: lisbon
  qatar: doha
  romania: bucharest
  russia: moscow
  saudi arabia: riyadh
  scotland: edinburgh
  serbia: belgrade
  slovakia: bratislava
  slovenia: ljubljana
  south africa: pretoria
  south korea: seoul
  spain: madrid
  sudan: khartoum
  sweden: stockholm
  switzerland: bern
  syria: damascus
  taiwan: taipei
  thailand: bangkok
  turkey: ankara
  ukraine: kiev, kyiv
  united kingdom: london
  venezuela: caracas
  vietnam: hanoi
`);
