import type { CorpusAsk, Interpretation } from "../types.ts";
import type { SourceMark } from "./known-names.ts";
import { type Question } from "./question.ts";
import type { Token } from "./tokens.ts";

/** Words of questions about the corpus; one with any other word is about what the corpus tells. */
const ASIDE = new Set(
  "what which who whom whose how is are was were s there the a an all any of in on from by here do does did have has had got you your u i we me my this that these those it can could would will be able to for with kind kinds sort sorts type types and or please list show available total exactly currently now right included contained covered loaded indexed stored used using use know about cover covers hold holds contain contains many much number big large get different everything mean things thing else yours".split(
    " ",
  ),
);
const CORPUS = /^(?:corpus|database|db|library|archive|collection|dataset|data|index)$/u;
const TEXTS =
  /^(?:documents?|docs?|articles?|texts?|files?|papers?|stories|story|reports?|pieces?)$/u;
const SOURCES =
  /^(?:sources?|newspapers?|outlets?|publishers?|publications?|publication|magazines?|agencies|websites?|authors?|titles?)$/u;
const SPEAKERS =
  /^(?:speakers?|people|persons?|politicians?|names?|voices|officials?|leaders?|figures?|everyone|anyone)$/u;
const SPOKEN =
  /^(?:quoted|quotes?|quotations?|statements?|speaks?|speaking|cited|mentioned|named|ask)$/u;
const NEW = /^(?:latest|newest|new|recent|recently|added|most|updates?|news)$/u;
const ABLE =
  /^(?:do|ask|work|works|use|help|helps|answer|answers|questions?|capable|capabilities|commands?|features?|abilities|function|works|purpose|you|bot|asked|search)$/u;

/** What is asked of the corpus itself, or null. */
export function readCorpus(question: Question, base: Interpretation): Interpretation | null {
  const lows = question.units.map(({ low }) => low);
  const about = question.units.some(({ name }) => name && !name.isWeak) ? null : askedOf(lows);
  return about && { ...base, kind: "corpus", wants: null, topic: null, about };
}

function askedOf(lows: readonly string[]): CorpusAsk | null {
  const has = (form: RegExp) => lows.some((low) => form.test(low));
  const only = (...forms: readonly RegExp[]) =>
    lows.length > 0 && lows.every((low) => ASIDE.has(low) || forms.some((form) => form.test(low)));
  const isThings = has(TEXTS) || has(SOURCES) || has(CORPUS);
  if (lows.includes("new") && only(NEW) && lows.includes("what")) return "latest";
  if (isThings && has(NEW) && only(NEW, TEXTS, SOURCES, CORPUS)) return "latest";
  const isCounted =
    lows.includes("how") && /^(?:many|much|big|large)$/u.test(lows[lows.indexOf("how") + 1] ?? "");
  if (isThings && (isCounted || lows.includes("number")) && only(TEXTS, SOURCES, CORPUS))
    return "count";
  const isWho =
    lows.includes("who") || lows.includes("whose") || lows.includes("whom") || has(SPEAKERS);
  const isInside = isThings || has(SPOKEN) || lows.includes("here");
  const isAllSpeakers = lows.length <= 3 && lows.some((low) => /^speakers?$/u.test(low));
  if (isWho && (isInside || isAllSpeakers) && only(SPEAKERS, SPOKEN, TEXTS, CORPUS, SOURCES))
    return "speakers";
  if (isThings && !has(SPOKEN) && only(TEXTS, SOURCES, CORPUS)) return "sources";
  const isSelf = /^(?:you|bot|this|i)$/u;
  if (
    has(isSelf) &&
    has(ABLE) &&
    only(ABLE) &&
    (lows[0] === "what" || lows[0] === "how" || lows[0] === "who")
  )
    return "abilities";
  return null;
}

const DIGEST = /^(?:summari[sz]e|summari[sz]ing|summary|tldr|gist|overview|digest|brief|about)$/u;
const DIGEST_ASIDE = new Set(
  "what is s was are the a an of in short article document report story piece text file does say tell tl dr it this that quick brief on called titled main point points key give me".split(
    " ",
  ),
);

/** "What is D about?", "summarise D": what a document tells in short. `title` is the words for it. */
export function readDigest(
  tokens: readonly Token[],
  titles: readonly SourceMark[],
  base: Interpretation,
): Interpretation | null {
  const [title] = titles.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  if (!title) return null;
  const lows = tokens.flatMap(({ low }, at) => (at >= title.from && at < title.to ? [] : low));
  if (
    !lows.some((low) => DIGEST.test(low)) ||
    lows.some((low) => !DIGEST.test(low) && !DIGEST_ASIDE.has(low))
  )
    return null;
  const isAbout =
    lows.at(-1) === "about" || lows.some((low) => low !== "about" && DIGEST.test(low));
  return isAbout
    ? {
        ...base,
        kind: "corpus",
        wants: null,
        topic: null,
        about: "document",
        sources: title.sources,
      }
    : null;
}
