import { wordTable } from "./lists.ts";

/**
 * Countries with the other words that stand for them: further names, their people and the adjective.
 * "Georgia" is a state more often.
 */
export const countries = wordTable(`
  afghanistan: afghan, afghans
  albania: albanian
  argentina: argentine, argentinian
  armenia: armenian
  australia: australian, australians
  austria: austrian
  azerbaijan: azerbaijani
  belarus: belarusian
  belgium: belgian
  brazil: brazilian
  bulgaria: bulgarian
  canada: canadian, canadians
  chile: chilean
  china: chinese, prc
  colombia: colombian
  croatia: croatian
  cuba: cuban, cubans
  czech republic: czech, czechia, czechs
  denmark: danes, danish
  egypt: egyptian
  estonia: estonian
  ethiopia: ethiopian
  finland: finnish, finns
  france: french
  georgian:
  germany: german, germans
  greece: greek, greeks
  hungary: hungarian
  iceland: icelandic
  india: indian, indians
  indonesia: indonesian
  iran: iranian, iranians
  iraq: iraqi, iraqis
  ireland: irish
  israel: israeli, israelis
  italy: italian, italians
  japan: japanese
  jordan: jordanian
  kazakhstan: kazakh
  kenya: kenyan
  kosovo: kosovar
  latvia: latvian
  lebanon: lebanese
  libya: libyan
  lithuania: lithuanian
  luxembourg: luxembourgish
  malaysia: malaysian
  mexico: mexican, mexicans
  moldova: moldovan
  myanmar: burmese
  netherlands: dutch, holland
  new zealand:
  nigeria: nigerian
  north korea: dprk, north korean, north koreans
  norway: norwegian
  pakistan: pakistani
  palestine: palestinian, palestinians
  philippines: filipino, philippine
  poland: poles, polish
  portugal: portuguese
  qatar: qatari
  romania: romanian
  russia: russian, russian federation, russians
  saudi arabia: saudi, saudis
  scotland: scottish
  serbia: serbian
  slovakia: slovak
  slovenia: slovenian
  south africa: south african
  south korea: republic of korea, rok, south korean, south koreans
  spain: spanish
  sudan: sudanese
  sweden: swedes, swedish
  switzerland: swiss
  syria: syrian, syrians
  taiwan: taiwanese
  thailand: thai
  turkey: turkish, turkiye, turks
  ukraine: ukrainian, ukrainians
  united kingdom: britain, british, britons, england, english, great britain, uk
  united states: america, american, americans, us, usa, washington dc
  vatican: holy see
  venezuela: venezuelan
  vietnam: vietnamese
  yemen: yemeni
`);
