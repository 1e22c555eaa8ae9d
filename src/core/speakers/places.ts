import { fold } from "./fold.ts";

/**
 * Countries, each with the words that stand for it: its names, its people's and the adjective, and
 * after "/" its capital, which speaks for the government in "Beijing said".
 */
const countries = `
  united states|usa|us|america|american|americans|washington dc
  united kingdom|uk|britain|british|britons|great britain|england|english/london
  france|french/paris
  germany|german|germans/berlin
  italy|italian|italians/rome
  spain|spanish/madrid
  portugal|portuguese/lisbon
  poland|polish|poles/warsaw
  ukraine|ukrainian|ukrainians/kyiv|kiev
  russia|russian|russians|russian federation/moscow
  belarus|belarusian/minsk
  china|chinese|prc/beijing
  taiwan|taiwanese/taipei
  japan|japanese/tokyo
  south korea|south korean|south koreans|rok|republic of korea/seoul
  north korea|north korean|north koreans|dprk/pyongyang
  india|indian|indians/new delhi|delhi
  pakistan|pakistani/islamabad
  iran|iranian|iranians/tehran
  iraq|iraqi|iraqis/baghdad
  israel|israeli|israelis/jerusalem
  syria|syrian|syrians/damascus
  turkey|turkish|turkiye|turks/ankara
  saudi arabia|saudi|saudis/riyadh
  egypt|egyptian/cairo
  qatar|qatari/doha
  lebanon|lebanese/beirut
  jordan|jordanian/amman
  libya|libyan/tripoli
  afghanistan|afghan|afghans/kabul
  canada|canadian|canadians/ottawa
  mexico|mexican|mexicans/mexico city
  brazil|brazilian/brasilia
  argentina|argentine|argentinian/buenos aires
  venezuela|venezuelan/caracas
  colombia|colombian/bogota
  chile|chilean/santiago
  cuba|cuban|cubans/havana
  australia|australian|australians/canberra
  new zealand/wellington
  netherlands|dutch|holland/the hague
  belgium|belgian
  luxembourg|luxembourgish
  austria|austrian/vienna
  switzerland|swiss/bern
  sweden|swedish|swedes/stockholm
  norway|norwegian/oslo
  denmark|danish|danes/copenhagen
  finland|finnish|finns/helsinki
  iceland|icelandic/reykjavik
  ireland|irish/dublin
  scotland|scottish/edinburgh
  estonia|estonian/tallinn
  latvia|latvian/riga
  lithuania|lithuanian/vilnius
  czech republic|czech|czechs|czechia/prague
  slovakia|slovak/bratislava
  hungary|hungarian/budapest
  romania|romanian/bucharest
  bulgaria|bulgarian/sofia
  greece|greek|greeks/athens
  serbia|serbian/belgrade
  croatia|croatian/zagreb
  slovenia|slovenian/ljubljana
  kosovo|kosovar/pristina
  albania|albanian/tirana
  moldova|moldovan/chisinau
  georgian/tbilisi
  armenia|armenian/yerevan
  azerbaijan|azerbaijani/baku
  kazakhstan|kazakh/astana
  philippines|philippine|filipino/manila
  indonesia|indonesian/jakarta
  malaysia|malaysian/kuala lumpur
  vietnam|vietnamese/hanoi
  thailand|thai/bangkok
  myanmar|burmese
  south africa|south african/pretoria
  nigeria|nigerian/abuja
  kenya|kenyan/nairobi
  ethiopia|ethiopian/addis ababa
  sudan|sudanese/khartoum
  palestine|palestinian|palestinians
  yemen|yemeni
  vatican|holy see`;

export interface Place {
  /** The country's first name in the list: "south korea". */
  readonly country: string;
  /** How the word stands for it. */
  readonly form: "name" | "capital";
}

const byWords = new Map<string, Place>();
for (const line of countries.trim().split("\n")) {
  const [names = "", capitals = ""] = line.trim().split("/");
  const country = names.split("|")[0] ?? "";
  for (const name of names.split("|")) byWords.set(name, { country, form: "name" });
  for (const name of capitals.split("|")) byWords.set(name, { country, form: "capital" });
}
byWords.delete("");
/** "us" is a pronoun more often; "US" and "U.S." are told apart by their letters in `readPlace`. */
byWords.delete("us");

const PLACE_WORDS_MAX = 3;

/** The country that these words alone stand for, or null. Case matters only for "US". */
export function readPlace(words: string): Place | null {
  if (/^U\.?\s?S\.?(?:A\.?)?$/u.test(words)) return { country: "united states", form: "name" };
  return byWords.get(fold(words)) ?? null;
}

/** The words of all names of the country that these words alone stand for, its capital's too. */
export function placeWords(words: string): string[] {
  const country = readPlace(words)?.country;
  const names = [...byWords].flatMap(([name, place]) => (place.country === country ? name : []));
  return names.flatMap((name) => name.split(" "));
}

/** Replaces the country words in a row of words: "South Korean intelligence" gives country and rest. */
export function takePlaces(words: readonly string[]): { places: Set<string>; rest: string[] } {
  const places = new Set<string>();
  const rest: string[] = [];
  for (let index = 0; index < words.length;) {
    let taken = 0;
    for (
      let count = Math.min(PLACE_WORDS_MAX, words.length - index);
      count > 0 && taken === 0;
      count -= 1
    ) {
      const place = readPlace(words.slice(index, index + count).join(" "));
      const isLower = /^\p{Ll}/u.test(words[index] ?? "");
      if (place === null || isLower) continue;
      places.add(place.country);
      taken = count;
    }
    if (taken === 0) rest.push(words[index] ?? "");
    index += Math.max(1, taken);
  }
  return { places, rest };
}
