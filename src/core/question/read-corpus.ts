import { isTopical } from "../text/words.ts";
import type { CorpusAsk, Interpretation } from "../types.ts";
import type { SourceMark } from "./known-names.ts";
import type { Question } from "./question.ts";
import type { Token } from "./tokens.ts";

/** Words that carry no topic beside these; a question with any other word is about what the corpus tells. */
const ASIDE = new Set(
  "kind kinds sort sorts type types list lists show available total exactly currently now right included contained covered loaded indexed stored used using use know knows cover covers hold holds contain contains big large get gets got come comes different everything something anything everyone things thing else yours read reads look looked give mean based file ever called s d".split(
    " ",
  ),
);
const CORPUS =
  /^(?:corpus|database|db|library|archive|collection|dataset|data|index|file|info|information|material|knowledge|topics?|subjects?|themes?)$/u;
const TEXTS =
  /^(?:documents?|docs?|articles?|texts?|files?|papers?|stories|story|reports?|pieces?)$/u;
const SOURCES =
  /^(?:sources?|newspapers?|outlets?|publishers?|publications?|magazines?|agencies|websites?|authors?|titles?)$/u;
const SPEAKERS =
  /^(?:speakers?|people|persons?|politicians?|names?|voices|officials?|leaders?|figures?|everyone|anyone)$/u;
const SPOKEN =
  /^(?:quoted?|quotes|quotations?|statements?|speaks?|speaking|cited|mentioned|named|ask|asked)$/u;
const NEW = /^(?:latest|newest|new|recent|recently|add|added|most|last|updates?|news)$/u;
const ABLE =
  /^(?:do|ask|works?|use|helps?|answers?|questions?|capable|capabilities|commands?|features?|abilities|function|purpose|you|bot|asked|search|able)$/u;
const SELF = /^(?:you|your|bot|this|i|here)$/u;

/** What is asked of the corpus itself, or null. */
export function readCorpus(question: Question, base: Interpretation): Interpretation | null {
  const lows = question.units.map(({ low }) => low);
  const isNamed = question.units.some(({ name }) => name && !name.isWeak);
  const about = isNamed ? null : askedOf(lows);
  const order = about === "latest" ? "newest" : base.order;
  return about && { ...base, kind: "corpus", wants: null, topic: null, about, order };
}

function askedOf(lows: readonly string[]): CorpusAsk | null {
  const has = (form: RegExp) => lows.some((low) => form.test(low));
  const only = (...forms: readonly RegExp[]) =>
    lows.every((low) => !isTopical(low) || ASIDE.has(low) || forms.some((form) => form.test(low)));
  const first = lows[0] ?? "";
  const isThings = has(TEXTS) || has(SOURCES) || has(CORPUS);
  const isAsked = /^(?:what|how|who|whose|which|where)$/u.test(first);
  const isNew = has(NEW) && (isThings || (first === "what" && has(/^(?:new|added)$/u)));
  if (isNew && only(NEW, TEXTS, SOURCES, CORPUS)) return "latest";
  const isWho = /^who(?:se|m)?$/u.test(first) || has(SPEAKERS);
  const isAllSpeakers = lows.length <= 3 && has(/^speakers?$/u);
  const isHad = lows.includes("have") && has(SELF);
  const isInside = isThings || has(SPOKEN) || isAllSpeakers || isHad || lows.includes("here");
  const isCounted =
    lows.includes("number") ||
    /^(?:many|much|big|large)$/u.test(lows[lows.indexOf("how") + 1] ?? "");
  if (isThings && isCounted && !has(SPEAKERS) && only(TEXTS, SOURCES, CORPUS)) return "count";
  if (isWho && isInside && only(SPEAKERS, SPOKEN, TEXTS, CORPUS, SOURCES)) return "speakers";
  const isOwn = isAsked && has(SELF) && has(/^(?:about|from|have|know)$/u);
  if ((isThings || isOwn) && !has(SPOKEN) && only(TEXTS, SOURCES, CORPUS)) return "sources";
  return isAsked && has(SELF) && (has(ABLE) || first === "who") && only(ABLE) ? "abilities" : null;
}

const DIGEST =
  /^(?:summari[sz]e|summari[sz]ing|summary|tldr|gist|overview|digest|brief|about|tl|sum|points|say|says)$/u;
const DIGEST_ASIDE = new Set(
  "what is s was are the a an of in short article document report story piece text file does say tell tl dr it this that quick brief on called titled main point points key give me up please".split(
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
  const isAbout = lows.some(
    (low, at) => DIGEST.test(low) && (low !== "about" || at === lows.length - 1),
  );
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
